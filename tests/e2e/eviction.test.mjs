// What is done against the browser's own clearing: asking it not to, a reminder to save a file,
// writing again what was cleared under the page, and earlier states to come back to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, openPersistentPage, READY } from "./support/browser.mjs";
import { dump } from "./support/database.mjs";
import { choose, claim, claims, dialog, exported, margin, markClaim, saved, startNotebook, told, undo, until } from "./support/page.mjs";

const CLAIMS = ["Claim 1, Attribution: The Chinese Embassy condemned the charges", "Claim 2, Opinion: There was no immediate word"];

async function twoClaims(page) {
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/1");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
}

const reminder = (page) => page.getByRole("note", { name: "Reminder" });

/** Changes the first claim's verdict so many times. */
async function work(page, times) {
  const verdicts = margin(page).getByRole("group", { name: "Verdict" });
  if ((await verdicts.count()) === 0) await claim(page, 1).click();
  for (let n = 0; n < times; n += 1) {
    const checked = await verdicts.getByRole("radio", { name: "Supported", exact: true }).isChecked();
    await verdicts.getByText(checked ? "Disputed" : "Supported", { exact: true }).click();
  }
  await saved(page);
}

test("the browser is asked to keep it at the first real work, once", async (t) => {
  const { page } = await openPage(t, {
    before: (context) => context.addInitScript(() => {
      // An empty page has none.
      if (!navigator.storage) return;
      const { persist } = navigator.storage;
      navigator.storage.persist = function () {
        sessionStorage.asked = Number(sessionStorage.asked ?? 0) + 1;
        return persist.call(this);
      };
    }),
  });
  const asked = () => page.evaluate(() => Number(sessionStorage.asked ?? 0));
  await saved(page);
  assert.equal(await asked(), 0, "not before");
  await twoClaims(page);
  await until("it was asked", async () => (await asked()) === 1);
  await page.reload();
  await saved(page);
  await markClaim(page, "up to the U.S.", "Opinion");
  await saved(page);
  assert.equal(await asked(), 1);
});

test("where the browser has no such promise, nothing else is missing", async (t) => {
  const { page } = await openPage(t, {
    before: (context) => context.addInitScript(() => Object.defineProperty(navigator, "storage", { value: undefined })),
  });
  await twoClaims(page);
  await page.reload();
  assert.deepEqual(await claims(page), CLAIMS);
});

test("after much work a reminder asks for a file, and can be put off", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await saved(page);
  await work(page, 20);
  assert.equal(await reminder(page).count(), 0);
  await work(page, 4);
  await reminder(page).filter({ hasText: "25 changes since you last saved" }).waitFor();
  await reminder(page).getByRole("button", { name: "Not now" }).click();
  await reminder(page).waitFor({ state: "detached" });
  await work(page, 24);
  assert.equal(await reminder(page).count(), 0);
  await work(page, 1);
  await reminder(page).filter({ hasText: "50 changes" }).waitFor();
  await page.reload();
  await reminder(page).filter({ hasText: "50 changes" }).waitFor();
  const coming = page.waitForEvent("download");
  await reminder(page).getByRole("button", { name: "Save as file" }).click();
  await coming;
  await reminder(page).waitFor({ state: "detached" });

  await t.test("also after a day", async () => {
    await work(page, 1);
    assert.equal(await reminder(page).count(), 0);
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 25 * 60 * 60 * 1000;
    });
    await work(page, 1);
    await reminder(page).filter({ hasText: "2 changes" }).waitFor();
    await exported(page);
    await reminder(page).waitFor({ state: "detached" });
  });
});

const cleared = {
  "site data is cleared": async ({ page, context, url }) => {
    const session = await context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "all" });
  },
  "the database is deleted": ({ page }) =>
    page.evaluate(() => new Promise((resolve) => {
      indexedDB.deleteDatabase("claimlight").onsuccess = resolve;
    })),
};
for (const [what, clear] of Object.entries(cleared)) {
  test(`when ${what} under the page, it is written again from memory`, async (t) => {
    const opened = await openPersistentPage(t);
    let { page } = opened;
    await startNotebook(page, "Second", "Another article.\n\nIt says something.");
    await markClaim(page, "It says something", "Fact");
    await markClaim(page, "Another article", "Opinion");
    await saved(page);
    const author = await page.evaluate(() => localStorage.getItem("claimlight/preferences/author"));
    await clear(opened);
    await until("it is there again", async () => (await dump(page)).versions?.keys.length >= 4, { timeout: 10_000 });
    await saved(page);
    await until("noted too", () => page.evaluate(() => (localStorage.getItem("claimlight/mirror") ?? "").includes('"exact": "It says something')));
    ({ page } = await opened.reopen());
    assert.deepEqual(await claims(page), ["Claim 1, Opinion: Another article", "Claim 2, Fact: It says something"]);
    assert.equal(await page.evaluate(() => localStorage.getItem("claimlight/preferences/author")), author);
    // What was done can still be undone.
    await undo(page).click();
    assert.deepEqual(await claims(page), ["Claim 1, Fact: It says something"]);
    await saved(page);
  });
}

test("notebooks that were not open when all was cleared are named", async (t) => {
  const opened = await openPage(t);
  const { page } = opened;
  await twoClaims(page);
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await markClaim(page, "It says something", "Fact");
  await saved(page);
  await cleared["site data is cleared"](opened);
  await page.getByRole("alert", { name: "Missing work" }).filter({ hasText: "“China: up to the U.S." }).waitFor();
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), ["Claim 1, Fact: It says something"]);
});

test("earlier states can be brought back, as one step that is undone", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  for (let visit = 0; visit < 7; visit += 1) {
    await page.reload();
    await page.waitForSelector(READY, { state: "attached" });
    await until(`visit ${visit} is kept`, async () => {
      const { states, versions } = await dump(page);
      const edits = (record) => Object.values(record.version).reduce((sum, count) => sum + count, 0);
      const newest = new Map();
      for (const { record } of versions.values) newest.set(record.id, Math.max(newest.get(record.id) ?? 0, edits(record)));
      return states.values.at(-1)?.edits === [...newest.values()].reduce((sum, count) => sum + count, 0);
    });
    await work(page, 1);
    if (visit === 5) {
      await markClaim(page, "up to the U.S.", "Opinion");
      await claim(page, 3).click();
      await saved(page);
    }
  }
  assert.equal((await dump(page)).states.keys.length, 5, "the last five are kept");
  assert.equal((await claims(page)).length, 3);

  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: "Earlier states" }).click();
  const rows = dialog(page, "Earlier states").getByRole("listitem");
  await until("they are listed", async () => (await rows.count()) === 5);
  const said = await rows.allTextContents();
  assert.match(said[0], /\d{4}.*, 3 claims/);
  assert.match(said[4], /, 2 claims/);
  await rows.last().getByRole("button", { name: /^Bring back/ }).click();
  await told(page, "Done: bring back an earlier state.");
  await dialog(page, "Earlier states").waitFor({ state: "detached" });
  assert.deepEqual((await claims(page)).map((name) => name.replace(/, (Supported|Disputed)/, "")), CLAIMS);
  await saved(page);
  // What came since lies in the bin.
  await choose(page, "Bin");
  await dialog(page, "Bin").getByRole("button", { name: /^Restore “Opinion: up to the U\.S\./ }).waitFor();
  await page.keyboard.press("Escape");
  await undo(page).click();
  assert.equal((await claims(page)).length, 3);
  await saved(page);
  await page.reload();
  assert.equal((await claims(page)).length, 3);
});
