// The renderer crashes in mid-write.
import { crash } from "../e2e/support/chrome.mjs";
import { serve } from "../e2e/support/server.mjs";
import { begin, between, left, open, pause, reason, typeOn } from "./work.mjs";
import { freshProfile, start } from "./browser.mjs";

/** Crashes the page's process `times` times. */
export async function crashes(times) {
  const site = await serve();
  const profile = await freshProfile();
  const browser = await start(profile.folder);
  const result = { what: "renderer crashed in mid-write", times, lost: 0, hung: 0, edits: 0, unsaved: 0, unsavedLost: 0 };
  try {
    let page = await begin(browser.context, site.url);
    let number = 0;
    for (let i = 0; i < times; i += 1) {
      const told = await typeOn(page, await reason(page), number);
      await pause(between(50, 400));
      page = await again(page, browser.context, site.url, result);
      number = judge(result, told, Number((await left(page)).words));
    }
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
  return [result];
}

/** The same while somebody types: no letter that showed may be missing. */
export async function typing(times) {
  const site = await serve();
  const profile = await freshProfile();
  const browser = await start(profile.folder);
  const result = { what: "renderer crashed while somebody types", times, lost: 0, hung: 0 };
  try {
    let page = await begin(browser.context, site.url);
    let expected = "";
    for (let i = 0; i < times; i += 1) {
      const field = await reason(page);
      await field.press("End");
      const letters = "a word or two ".slice(0, 1 + (i % 14)).trimEnd();
      await page.keyboard.type(letters);
      expected += letters;
      await pause(between(0, 10));
      page = await again(page, browser.context, site.url, result);
      const { words } = await left(page);
      if (words !== expected) {
        result.lost += 1;
        console.error(`lost at ${i}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(words)}`);
        expected = words;
      }
    }
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
  return [result];
}

/** Crashes a page's process and opens the page again; where that hangs, it is counted. */
async function again(page, context, url, result) {
  await crash(page);
  await page.close();
  const next = await open(context, url);
  if (next) return next;
  result.hung += 1;
  return open(context, url);
}

/**
 * Counts what is missing of what was told before the end; returns what is there. What the page did
 * not say it had saved may be missing; how much of it is, is counted too.
 */
export function judge(result, told, found) {
  result.edits += told.made - told.from;
  result.acknowledged = (result.acknowledged ?? 0) + told.saved - told.from;
  result.unsaved += told.made - told.saved;
  if (!(found >= told.saved)) result.lost += 1;
  if (!(found >= told.made)) result.unsavedLost += told.made - Math.max(found || 0, told.saved);
  return found || 0;
}
