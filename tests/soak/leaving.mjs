// The page is left within 10 ms of an edit: closed, navigated away from, reloaded.
import { marking } from "../e2e/support/page.mjs";
import { serve } from "../e2e/support/server.mjs";
import { begin, isReady, left, open, pause, reason, select } from "./work.mjs";
import { freshProfile, start } from "./browser.mjs";

const PARAGRAPHS = 10;
const ELSEWHERE = "elsewhere.txt";

/** How many times slower than this one a slow computer is. */
const SLOW = 20;

/** The same on a slow computer: what the page puts off until it has drawn comes late there, or never. */
export const slow = (times) => leaving(times, SLOW);

/** `times` of each way; every other edit is a letter typed, every other a claim marked. */
export async function leaving(times, slower = 1) {
  const site = await serve({ beside: { [ELSEWHERE]: "Another page." } });
  const profile = await freshProfile();
  const browser = await start(profile.folder);
  const results = [];
  try {
    let page = await begin(browser.context, site.url);
    await page.close();
    const opener = await browser.context.newPage();
    await opener.goto(site.url + ELSEWHERE);
    const expected = { claims: 1, words: "" };
    let marks = 0;
    for (const way of ["closed", "navigated away", "reloaded"]) {
      const where = slower > 1 ? " on a slow computer" : "";
      const result = { what: `left within 10 ms of an edit${where}: ${way}`, times, lost: 0, hung: 0, late: 0, losses: [] };
      for (let i = 0; i < times; i += 1) {
        // Only what a script opened may a script close.
        [page] = await Promise.all([
          browser.context.waitForEvent("page", { timeout: 60_000 }),
          opener.evaluate((url) => void window.open(url), site.url),
        ]);
        if (!(await isReady(page))) {
          result.hung += 1;
          await page.close();
          continue;
        }
        let session;
        const throttle = async (rate) => {
          session ??= await browser.context.newCDPSession(page);
          await session.send("Emulation.setCPUThrottlingRate", { rate });
        };
        // The computer is slow while the page is left; the next page has its time.
        const recover = () => session && throttle(1).catch(() => {});
        if (i % 2 === 0) {
          const letter = String.fromCharCode(97 + (expected.words.length % 26));
          await (await reason(page)).focus();
          await page.keyboard.press("Control+End");
          if (slower > 1) await throttle(slower);
          await leaveAfter(page, "input", way);
          await page.keyboard.press(letter).catch(() => {});
          expected.words += letter;
        } else {
          await select(page, 2 + (marks % PARAGRAPHS), 1 + Math.floor(marks / PARAGRAPHS));
          // Or the key would mark nothing, and nothing could be lost.
          await marking(page).waitFor();
          marks += 1;
          if (slower > 1) await throttle(slower);
          await leaveAfter(page, "keydown", way);
          await page.keyboard.press("1").catch(() => {});
          expected.claims += 1;
        }
        // What a slow page does last takes a moment after it has gone; nobody is back sooner.
        const back = slower > 1 ? 1000 : 0;
        page = await after(page, way, browser.context, site.url, back, recover);
        if (!page) {
          result.hung += 1;
          continue;
        }
        const found = await reappeared(() => left(page), expected, result);
        if (!same(found, expected)) {
          result.lost += 1;
          result.losses.push(`${i}: ${JSON.stringify(expected)} became ${JSON.stringify(found)}`);
          // Each loss is counted once.
          Object.assign(expected, found);
        }
        await page.close();
      }
      results.push(result);
    }
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
  return results;
}

/** A page that begins while the one before still ends finds what that left a moment later. */
const LATE = 12_000;

const same = (found, expected) => found.claims === expected.claims && found.words === expected.words;

/** What is there, once it is what is expected or no longer can be; counts what was not there at once. */
export async function reappeared(look, expected, result) {
  let found = await look();
  if (same(found, expected)) return found;
  result.late += 1;
  for (const deadline = Date.now() + LATE; !same(found, expected) && Date.now() < deadline; found = await look()) await pause(100);
  return found;
}

/** Has the page leave itself 0 to 9 ms after the next such event. */
async function leaveAfter(page, event, way) {
  await page.evaluate(
    ([event, way, elsewhere]) => {
      const leave = {
        closed: () => close(),
        "navigated away": () => (location.href = elsewhere),
        reloaded: () => location.reload(),
      }[way];
      addEventListener(event, () => setTimeout(leave, Math.random() * 9), { once: true });
    },
    [event, way, ELSEWHERE],
  );
}

/** The page as the person finds it again; null if it hangs. */
async function after(page, way, context, url, back, recover) {
  if (way === "closed") {
    if (!page.isClosed()) await page.waitForEvent("close");
    await pause(back);
    return open(context, url);
  }
  if (way === "navigated away") {
    await page.waitForURL(`**/${ELSEWHERE}`);
    await recover();
    await page.goto(url);
  } else {
    // The old page is ready too: the new one has no such mark on its window yet.
    await page.waitForFunction(() => performance.getEntriesByType("navigation")[0].type === "reload");
    await recover();
  }
  return (await isReady(page)) ? page : null;
}
