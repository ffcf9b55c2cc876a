// Runs one wasm test file in a headless browser; see scripts/web-test-runner.
//
// wasm-bindgen's own headless mode needs a chromedriver that matches the browser. Its other mode
// serves a page for a person to open: this opens that page, and exits as the tests went.
import { spawn } from "node:child_process";
import { launch } from "./chrome.mjs";

const SECONDS = Number(process.env.WEB_TEST_TIMEOUT ?? 120);

const runner = spawn("wasm-bindgen-test-runner", process.argv.slice(2), {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  stdio: ["ignore", "pipe", "inherit"],
});
let browser;

async function end(code) {
  // Ended once only, whichever of the runner, the page and the clock comes first.
  runner.removeAllListeners("exit");
  runner.kill();
  await browser?.close().catch(() => {});
  process.exit(code);
}

function address() {
  return new Promise((resolve, reject) => {
    let said = "";
    runner.stdout.on("data", (chunk) => {
      said += chunk;
      const url = /https?:\/\/[\d.]+:\d+/.exec(said);
      if (url) resolve(url[0]);
    });
    runner.once("error", reject);
    // It serves until it is killed, unless it had nothing to serve: no tests, or a mistake.
    runner.once("exit", (code) => {
      process.stdout.write(said);
      process.exit(code ?? 1);
    });
  });
}

async function run() {
  const url = await address();
  browser = await launch();
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("crash", () => errors.push("the page crashed"));
  await page.goto(url);
  const output = page.locator("#output");
  const deadline = Date.now() + SECONDS * 1000;
  let shown = "";
  for (;;) {
    shown = await output.textContent({ timeout: 5000 }).catch(() => shown);
    const verdict = /test result: (ok|FAILED)/.exec(shown);
    if (verdict) {
      console.log(shown.trim());
      return verdict[1] === "ok" ? 0 : 1;
    }
    if (Date.now() > deadline) {
      console.log(shown.trim());
      console.error(`error: the tests did not finish within ${SECONDS} s (WEB_TEST_TIMEOUT).`);
      for (const error of errors) console.error(`       ${error}`);
      return 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

process.once("SIGINT", () => end(130));
process.once("SIGTERM", () => end(143));
await end(
  await run().catch((error) => {
    console.error(`error: ${error.message}`);
    return 1;
  }),
);
