// Opens the built page in a browser for one test, and fails that test on any error the page
// reports, on anything that its security policy stops, and on any request that leaves its origin.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { launch, launchPersistent } from "./chrome.mjs";
import { serve } from "./server.mjs";

/** What the page matches once it can be used. */
export const READY = 'html[data-ready="1"]';

// How many times slower the computer is made, to see which tests are faster than the page.
const SLOWER = Number(process.env.CLAIMLIGHT_SLOWER ?? 1);

// One browser and one server for all tests of a file: each test has its own context in it.
let browser;
let site;
after(async () => {
  await (await browser)?.close();
  await (await site)?.close();
});

/** The server all tests of this file share, serving the built page at "/". */
export const sharedSite = () => (site ??= serve());

/**
 * Opens the built page in a fresh context, closed when the test `t` ends.
 *
 * @param {import("node:test").TestContext} t
 * @param {object} [options]
 * @param {number} [options.width] in CSS pixels
 * @param {number} [options.height] in CSS pixels
 * @param {"light" | "dark"} [options.colorScheme]
 * @param {boolean} [options.touch] a touch screen instead of a mouse
 * @param {string} [options.url] where the page is; the shared server's "/" if left out
 * @param {string} [options.hash] what follows "#" in the address
 * @param {string} [options.first] a path to open in place of the page, which is then not waited for
 * @param {string | null} [options.ready] the selector to wait for; null waits for nothing
 * @param {RegExp[]} [options.expected] console messages and requests that are no failure
 * @param {object} [options.context] further options of playwright's newContext
 * @param {(context: object) => Promise<void>} [options.before] called before the page opens
 * @returns {Promise<{page: object, context: object, url: string, problems: string[]}>}
 */
export async function openPage(t, options = {}) {
  browser ??= launch();
  const context = await (await browser).newContext(contextOptions(options));
  const { url, problems } = await prepare(context, options);
  finish(t, problems, () => context.close());
  const page = await context.newPage();
  await go(page, url, problems, options);
  return { page, context, url, problems };
}

/**
 * Like `openPage`, in a browser of its own whose profile is on disk: `reopen()` ends that browser
 * and starts it again with the same profile, as a person who comes back another day. What it is
 * given is done meanwhile to the profile's folder.
 */
export async function openPersistentPage(t, options = {}) {
  const profile = await mkdtemp(path.join(tmpdir(), "claimlight-profile-"));
  const all = [];
  let context;
  finish(t, all, async () => {
    await context?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const open = async () => {
    context = await launchPersistent(profile, contextOptions(options));
    const { url, problems } = await prepare(context, options, all);
    const page = context.pages()[0] ?? (await context.newPage());
    await go(page, url, problems, options);
    return { page, context, url, problems, reopen };
  };
  const reopen = async (meanwhile) => {
    await context.close();
    await meanwhile?.(profile);
    return open();
  };
  return open();
}

/** Opens the page in a further tab of a context. */
export async function openBeside(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(READY, { state: "attached" });
  return page;
}

function contextOptions({ width = 1280, height = 800, colorScheme = "light", touch = false, context }) {
  return {
    viewport: { width, height },
    colorScheme,
    hasTouch: touch,
    isMobile: touch,
    locale: "en-GB",
    ...context,
  };
}

// Before any page opens, so that nothing is missed, in further tabs as well.
async function prepare(context, { url, hash, expected = [], before }, problems = []) {
  url ??= (await sharedSite()).url;
  const { origin } = new URL(url);
  const report = (problem) => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  const watch = (page) => {
    page.on("pageerror", (error) => report(`page error: ${error.stack ?? error}`));
    page.on("crash", () => report("the page crashed"));
  };
  // What the page shows it shows soon: a test that waits longer than this has failed.
  context.setDefaultTimeout(15_000);
  context.pages().forEach(watch);
  context.on("page", watch);
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url: from, lineNumber } = message.location();
    report(`console error: ${message.text()} (${from}:${lineNumber})`);
  });
  context.on("request", (request) => {
    const to = new URL(request.url());
    const local = ["about:", "blob:", "data:"].includes(to.protocol);
    if (!local && to.origin !== origin) report(`request to another origin: ${to.href}`);
  });
  // What the policy stops is an error on the console as well, but not in every case.
  await context.exposeBinding("claimlightStopped", (_, stopped) => report(`against the policy: ${stopped}`));
  await context.addInitScript(() => {
    const tell = window.claimlightStopped;
    delete window.claimlightStopped;
    addEventListener("securitypolicyviolation", (event) => {
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  await before?.(context);
  return { url: hash ? `${url}#${hash}` : url, problems };
}

async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

async function go(page, url, problems, { first, ready = READY }) {
  if (SLOWER > 1) await slow(page);
  await page.goto(first ? new URL(first, url).href : url);
  if (first || ready === null) return;
  try {
    await page.waitForSelector(ready, { state: "attached", timeout: 20_000 });
  } catch {
    const seen = problems.length ? `\n${problems.join("\n")}` : " The page reported no error.";
    throw new Error(`${url} did not come to match ${ready} in 20 s.${seen}`);
  }
}

// What an `after` hook throws fails the test it belongs to.
function finish(t, problems, close) {
  t.after(async () => {
    await close();
    if (problems.length) assert.fail(`the page reported problems:\n${problems.join("\n")}`);
  });
}
