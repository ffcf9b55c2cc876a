// A Chromium of our own making, with its profile on disk: one that can be stopped in mid-write,
// killed, and started again, as Playwright's own cannot.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ARGUMENTS, chromium, executable } from "../e2e/support/chrome.mjs";

/** How long a page or a browser may take before it counts as hung, in milliseconds. */
export const HUNG = 10_000;

/** A folder for a profile, removed by `remove`. */
export async function freshProfile() {
  const folder = await mkdtemp(path.join(tmpdir(), "claimlight-soak-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}

/** Starts the browser on a profile; `kill` ends all of it at once with signal 9. */
export async function start(profile) {
  const port = path.join(profile, "DevToolsActivePort");
  await rm(port, { force: true });
  const child = spawn(
    executable(),
    [...ARGUMENTS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`,
      // Timers of a page behind another run as on a screen of their own.
      "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
      "about:blank"],
    { stdio: "ignore", detached: true },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const signal = (name) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, name);
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  };
  // Also where the trial ends early.
  const last = () => signal("SIGKILL");
  process.once("exit", last);
  ended.then(() => process.off("exit", last));
  try {
    const browser = await chromium.connectOverCDP(await address(port, child));
    const context = browser.contexts()[0];
    context.setDefaultTimeout(HUNG);
    const gone = new Promise((resolve) => browser.once("disconnected", resolve));
    return {
      context,
      signal,
      kill: async () => {
        signal("SIGKILL");
        await Promise.all([ended, gone]);
      },
      close: async () => {
        const session = await browser.newBrowserCDPSession();
        await session.send("Browser.close").catch(() => {});
        await ended;
      },
    };
  } catch (error) {
    signal("SIGKILL");
    throw error;
  }
}

async function address(file, child) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    const [port, path] = text.split("\n");
    if (path) return `ws://127.0.0.1:${port}${path}`;
    if (child.exitCode !== null) throw new Error(`the browser ended at once, with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error("the browser did not begin to listen in 30 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
