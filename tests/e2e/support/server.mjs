// A static file server for the built page, on a free port, from any folder of the host.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** What `make build` made, unless the environment names another build. */
export const DIST = path.resolve(
  process.env.CLAIMLIGHT_DIST ?? fileURLToPath(new URL("../../../dist/", import.meta.url)),
);

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves `root` under `base` ("/" or "/a/sub/path/"); what is outside it is a 404. `beside` holds
 * further files by name, with their text, which are served as if they lay in `root`.
 * @returns {Promise<{url: string, origin: string, close: () => Promise<void>}>}
 */
export async function serve({ root = DIST, base = "/", beside = {} } = {}) {
  await stat(path.join(root, "index.html")).catch(() => {
    throw new Error(`${root} holds no built page. Run: make build`);
  });
  const server = createServer((request, response) => {
    answer({ root, base, beside }, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  // A test run must end even if a test forgot to close its server.
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + base,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer({ root, base, beside }, request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const inner = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
  if (inner !== null && Object.hasOwn(beside, inner)) {
    response.writeHead(200, { "content-type": typeOf(inner), "cache-control": "no-store" });
    response.end(request.method === "HEAD" ? "" : beside[inner]);
    return;
  }
  const file = inner === null ? null : path.join(root, inner || "index.html");
  const inside = file && !path.relative(root, file).startsWith("..");
  const found = inside && (await stat(file).catch(() => null));
  if (!found?.isFile()) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    return;
  }
  response.writeHead(200, {
    "content-length": found.size,
    "content-type": typeOf(file),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

function typeOf(file) {
  return TYPES[path.extname(file)] ?? "application/octet-stream";
}
