// What a page could not store before it ended is another page's as soon as that can tell; what an open
// page is still about to store stays its own, with the steps of its undo history.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBeside, openPage, READY } from "./support/browser.mjs";
import { crash } from "./support/chrome.mjs";
import { claims, exported, markClaim, saved, saveState, undo, until } from "./support/page.mjs";

const WORDS = "The Chinese Embassy condemned the charges";
const NAMED = [`Claim 1, Attribution: ${WORDS}`];
const journal = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("claimlight/journal/")));

/** Storage takes nothing of this page from here on. */
const fail = (page) =>
  page.evaluate(() => {
    const full = () => {
      throw new DOMException("for a test", "QuotaExceededError");
    };
    IDBObjectStore.prototype.add = full;
    IDBObjectStore.prototype.put = full;
  });

/** A claim that is in the journal alone. */
async function leftOver(page) {
  await fail(page);
  await markClaim(page, WORDS, "Attribution");
  await saveState(page, "error", /^Not saved: /);
  assert.equal((await journal(page)).length, 1);
}

test("a page in which nobody had worked yet shows what another one left that crashed", async (t) => {
  const { page: idle, context, url } = await openPage(t, { expected: [/the page crashed/] });
  const page = await openBeside(context, url);
  await leftOver(page);
  assert.deepEqual(await claims(idle), []);
  await crash(page);
  await page.close();
  await idle.bringToFront();
  await until("it shows", async () => (await claims(idle)).length === 1);
  assert.deepEqual(await claims(idle), NAMED);
  await saved(idle);
  await until("it is stored", async () => (await journal(idle)).length === 0);
  await idle.reload();
  await idle.waitForSelector(READY, { state: "attached" });
  await until("it is there again", async () => (await claims(idle)).length === 1);
  assert.deepEqual(await claims(idle), NAMED);
});

test("what an open page has still to store is shown by the next one, and left to it with its undo", async (t) => {
  const { page, context, url } = await openPage(t);
  await leftOver(page);
  const beside = await openBeside(context, url);
  await until("it shows", async () => (await claims(beside)).length === 1);
  await saved(beside);
  // Longer than it goes on to look for what others left.
  await beside.waitForTimeout(4_000);
  assert.equal((await journal(beside)).length, 1, "it is the first one's to cross out");
  await page.bringToFront();
  await page.reload();
  await page.waitForSelector(READY, { state: "attached" });
  await saved(page);
  assert.deepEqual(await claims(page), NAMED);
  await until("it is crossed out", async () => (await journal(page)).length === 0);
  await undo(page).click();
  await until("it is undone", async () => (await claims(page)).length === 0);
  await until("there as well", async () => (await claims(beside)).length === 0);
  for (const each of [page, beside]) {
    await saved(each);
    assert.equal((await exported(each)).file.conflicts, undefined);
  }
});

test("where pages cannot tell who is open, what one left waits for the next that begins", async (t) => {
  const { page: idle, context, url } = await openPage(t, {
    expected: [/the page crashed/],
    before: (context) => context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined })),
  });
  const page = await openBeside(context, url);
  await leftOver(page);
  await crash(page);
  await page.close();
  await idle.bringToFront();
  await idle.evaluate(() => dispatchEvent(new FocusEvent("focus")));
  // Longer than it takes where they can tell.
  await idle.waitForTimeout(3_000);
  assert.deepEqual(await claims(idle), []);
  assert.equal((await journal(idle)).length, 1, "the other one may be open still");
  await idle.reload();
  await idle.waitForSelector(READY, { state: "attached" });
  await until("it shows", async () => (await claims(idle)).length === 1);
  assert.deepEqual(await claims(idle), NAMED);
  await saved(idle);
  await until("it is stored", async () => (await journal(idle)).length === 0);
});
