// On a first visit the part that keeps work comes with the first key or touch. What is marked before
// it is there waits for it, and outlives the page that goes away first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, READY } from "./support/browser.mjs";
import { crash } from "./support/chrome.mjs";
import { annotations, claims, exported, marking, quote, saved, until } from "./support/page.mjs";
import { article, dragOver } from "./support/words.mjs";

/** Holds the part back until it is let go; `asked` says whether the page wants it. */
async function held(context) {
  const held = { asked: 0 };
  const gate = new Promise((resolve) => (held.letGo = resolve));
  await context.route(/split_work/, async (route) => {
    held.asked += 1;
    await gate;
    await route.continue().catch(() => {});
  });
  return held;
}

/** Selects the first words of a paragraph by keys and marks them. */
async function mark(page, paragraph, key) {
  await article(page).focus();
  await page.keyboard.press("Control+Home");
  for (let i = 1; i < paragraph; i += 1) await page.keyboard.press("Control+ArrowDown");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+Control+ArrowRight");
  await marking(page).waitFor();
  await page.keyboard.press(key);
}

/** A page whose part is held back, with a claim, a source and another claim marked by then. */
async function begun(t, options) {
  const { page, context, url } = await openPage(t, options);
  const part = await held(context);
  await mark(page, 2, "2");
  await mark(page, 3, "0");
  await dragOver(page, "No breakthroughs are expected");
  await marking(page).getByRole("button", { name: "Prediction" }).click();
  await until("the part is asked for", () => part.asked > 0);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.saveState), "saving", "it does not say saved");
  return { page, context, url, part };
}

/** Asserts that all of it is there, once, and saved. */
async function assertThere(page) {
  await page.waitForSelector(READY, { state: "attached" });
  await saved(page);
  const names = await claims(page);
  assert.deepEqual(names.map((name) => name.match(/^Claim \d, (\w+)/)[1]), ["Quantity", "Prediction"]);
  const file = await exported(page);
  assert.deepEqual(annotations(file, "classifying").map(quote).at(-1), "No breakthroughs are expected");
  assert.equal(annotations(file, "identifying").length, 1);
  assert.equal(file.file.conflicts, undefined);
  const waiting = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/early")));
  assert.deepEqual(waiting, [], "nothing waits any more");
}

const WAYS = {
  "reloaded": async ({ page, part }) => {
    const going = page.reload();
    part.letGo();
    await going;
    return page;
  },
  "navigated away from": async ({ page, part, url }) => {
    await page.goto("about:blank");
    part.letGo();
    await page.goto(url);
    return page;
  },
  "closed": async ({ page, part, context, url }) => {
    await page.close();
    part.letGo();
    const next = await context.newPage();
    await next.goto(url);
    return next;
  },
  "crashed": async ({ page, part, context, url }) => {
    await crash(page);
    part.letGo();
    const next = await context.newPage();
    await next.goto(url);
    return next;
  },
};

for (const [way, leave] of Object.entries(WAYS)) {
  test(`what is marked before the part that keeps it has come outlives a page that is ${way}`, async (t) => {
    const page = await leave(await begun(t, { expected: way === "crashed" ? [/^the page crashed$/] : [] }));
    await assertThere(page);
    await page.reload();
    await assertThere(page);
  });
}

test("where the page stays, the part carries it out when it comes, and no other tab does", async (t) => {
  const { page, context, url, part } = await begun(t);
  const other = await context.newPage();
  await other.goto(url, { waitUntil: "commit" });
  // Longer than a page needs to look for what others left.
  await other.waitForTimeout(500);
  part.letGo();
  await assertThere(page);
  await other.waitForSelector(READY, { state: "attached" });
  await until("the other tab has it", async () => (await claims(other)).length === 2);
  await assertThere(other);
});

test("anything may stand where early marks are written down", async (t) => {
  const { page, context } = await openPage(t, {
    before: (context) =>
      context.addInitScript(() => {
        if (location.protocol === "about:" || sessionStorage.length) return;
        localStorage.setItem("claimlight/early-1/w", "urn:x:1 0 4 2026-11-27T08:00:00Z fact\n<script>alert(1)</script>\nurn:x:2 9999999 99999999 2026-11-27T08:00:00Z fact\n\u0000");
        localStorage.setItem("claimlight/early-1/", "urn:x:3 0 4 2026-11-27T08:00:00Z fact\n");
        localStorage.setItem("claimlight/early-2/w", "of a later page");
      }),
  });
  await saved(page);
  assert.equal((await claims(page)).length, 1);
  const left = await page.evaluate(() => localStorage.getItem("claimlight/early-2/w"));
  assert.equal(left, "of a later page", "what a later page wrote is left alone");
  assert.equal(context.pages().length, 1);
});
