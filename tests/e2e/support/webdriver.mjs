// Firefox and WebKit, by the WebDriver protocol: no library, only what the tests need.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

const TOOLS = process.env.CLAIMLIGHT_TOOLS ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(process.env.HOME ?? "", ".cache"), "claimlight/tools");
const PATH = `${path.join(TOOLS, "bin")}:${process.env.PATH}`;

function onPath(...names) {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8", env: { ...process.env, PATH } }).trim();
    } catch {
      // The next one, then.
    }
  }
  return null;
}

function miniBrowser() {
  const libraries = readdirSync("/usr/lib", { withFileTypes: true }).filter((it) => it.isDirectory());
  const folders = ["/usr/lib", "/usr/libexec", ...libraries.map(({ name }) => path.join("/usr/lib", name))];
  const places = folders.flatMap((folder) =>
    ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((name) => path.join(folder, name, "MiniBrowser")));
  return places.find((place) => existsSync(place)) ?? null;
}

function firefox() {
  const [binary, driver] = [onPath("firefox-esr", "firefox"), onPath("geckodriver")];
  return {
    name: "Firefox",
    lacks: [!binary && "firefox-esr", !driver && "geckodriver"].filter(Boolean),
    command: (port) => [driver, ["--port", String(port)]],
    capabilities: { browserName: "firefox", "moz:firefoxOptions": { binary, args: ["-headless"] } },
  };
}

function webkit() {
  const [binary, driver, screen] = [miniBrowser(), onPath("WebKitWebDriver"), onPath("xvfb-run")];
  return {
    name: "WebKit",
    lacks: [!binary && "MiniBrowser (WebKitGTK)", !driver && "WebKitWebDriver", !screen && "xvfb-run"].filter(Boolean),
    command: (port) => [screen, ["-a", driver, "--host=127.0.0.1", `--port=${port}`]],
    // The pages are our own, and root has no sandbox.
    environment: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", LIBGL_ALWAYS_SOFTWARE: "1" },
    capabilities: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } },
  };
}

/** The browsers beside Chromium, installed or not: `lacks` names what is missing. */
export const others = () => [firefox(), webkit()];

/** Starts one of them: a session, ended by `quit`. */
export async function startOther({ name, command, capabilities, environment }) {
  const port = await freePort();
  const [program, values] = command(port);
  const child = spawn(program, values, { stdio: "ignore", detached: true, env: { ...process.env, PATH, ...environment } });
  const at = `http://127.0.0.1:${port}`;
  // Also where the tests end early.
  process.once("exit", () => end());
  const end = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  };
  try {
    await answers(at, child, name);
    const { sessionId } = await ask("POST", `${at}/session`, { capabilities: { alwaysMatch: capabilities } });
    return session(`${at}/session/${sessionId}`, end);
  } catch (error) {
    end();
    throw error;
  }
}

function session(at, end) {
  const post = (what, body = {}) => ask("POST", `${at}/${what}`, body);
  const run = (script, ...args) =>
    post("execute/sync", { script: `return (${script}).apply(null, arguments)`, args });
  const browser = {
    go: (url) => post("url", { url }),
    reload: () => post("refresh"),
    /** Calls a function in the page; it sees nothing of its surroundings here. */
    run,
    /** Presses keys one after the other; "Control+Shift+End" holds the first ones down. */
    press: (...keys) => post("actions", { actions: [{ type: "key", id: "keys", actions: keys.flatMap(strokes) }] }),
    /** Asks the page again and again until it says something true; null if it does not in time. */
    until: async (script, { timeout = 15_000, args = [] } = {}) => {
      const deadline = Date.now() + timeout;
      for (;;) {
        // A page that is on its way answers with an error.
        const found = await run(script, ...args).catch(() => null);
        if (found) return found;
        if (Date.now() > deadline) return null;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    /** Opens a tab and goes on in it. */
    open: async () => {
      const { handle } = await post("window/new", { type: "tab" });
      await post("window", { handle });
    },
    /** Closes the tab that is in use, and goes on in another. */
    close: async () => {
      const [handle] = await ask("DELETE", `${at}/window`);
      await post("window", { handle });
    },
    quit: async () => {
      await ask("DELETE", at).catch(() => {});
      end();
    },
  };
  return browser;
}

const CODES = {
  Shift: "\uE008", Control: "\uE009", Enter: "\uE007", Tab: "\uE004", End: "\uE010", Home: "\uE011",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
};

function strokes(key) {
  const values = key.split("+").map((name) => CODES[name] ?? name);
  return [
    ...values.map((value) => ({ type: "keyDown", value })),
    ...values.toReversed().map((value) => ({ type: "keyUp", value })),
  ];
}

async function ask(method, url, body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

async function answers(at, child, name) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const there = await fetch(`${at}/status`).then(({ ok }) => ok, () => false);
    if (there) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${name}'s driver does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
