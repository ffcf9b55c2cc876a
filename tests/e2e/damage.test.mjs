// A database that was damaged on disk is never taken for an empty one: the page says what is
// missing, and the copy outside the database brings the notebook back that was open.
import assert from "node:assert/strict";
import { readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openPage, openPersistentPage } from "./support/browser.mjs";
import { choose, claims, dialog, dropFile, exported, markClaim, saved, saveState, startNotebook, until } from "./support/page.mjs";

const TITLE = "China: up to the U.S. to “create necessary conditions” for anti-drugs cooperation";
const CLAIMS = ["Claim 1, Attribution: The Chinese Embassy condemned the charges", "Claim 2, Opinion: There was no immediate word"];

const missing = (page) => page.getByRole("alert", { name: "Missing work" });
const bringBack = (page) => missing(page).getByRole("button", { name: `Bring back “${TITLE}”` });

/** Waits until the copy outside the database holds these words as a passage (the article has them too). */
const mirrored = (page, words) =>
  until(`a copy with “${words}”`, () => page.evaluate((words) => (localStorage.getItem("claimlight/mirror") ?? "").includes(`"exact": "${words}`), words));

/** The files of the profile's database, the largest first. */
async function files(profile) {
  const root = path.join(profile, "Default", "IndexedDB");
  const folder = (await readdir(root)).find((name) => name.endsWith(".indexeddb.leveldb"));
  const all = await readdir(path.join(root, folder));
  const sized = await Promise.all(all.map(async (name) => {
    const file = path.join(root, folder, name);
    return { name, file, size: (await stat(file)).size };
  }));
  return sized.sort((a, b) => b.size - a.size);
}

const flipped = (kind, where) => async (profile) => {
  const hit = (await files(profile)).filter(({ name, size }) => name.endsWith(kind) && size > 0);
  assert.ok(hit.length > 0, `there is a ${kind}`);
  for (const { file, size } of hit) {
    const bytes = await readFile(file);
    bytes[Math.floor(size * where)] ^= 0x10;
    await writeFile(file, bytes);
  }
};
const cut = (share) => async (profile) => {
  const logs = (await files(profile)).filter(({ name }) => name.endsWith(".log"));
  for (const { file, size } of logs) await truncate(file, Math.floor(size * share));
};
const deleted = (pattern) => async (profile) => {
  const hit = (await files(profile)).filter(({ name }) => pattern.test(name));
  assert.ok(hit.length > 0, `there is a ${pattern}`);
  for (const { file } of hit) await rm(file);
};

// The browser writes its log into a table when it has grown: another page of the origin sees to that.
const fill = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open("another-page");
    opening.onupgradeneeded = () => opening.result.createObjectStore("store");
    const database = await done(opening);
    // Larger values would become files of their own.
    for (let n = 0; n < 240; n += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array(50_000));
      await done(database.transaction("store", "readwrite").objectStore("store").put(bytes, n));
    }
    database.close();
  });

async function twoClaims(page) {
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/1");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await mirrored(page, "There was no immediate word");
}

for (const [what, damage, filled = false] of [
  ["a bit flipped at the log's beginning", flipped(".log", 0.02)],
  ["a bit flipped in the middle of the log", flipped(".log", 0.5)],
  ["a bit flipped at the log's end", flipped(".log", 0.97)],
  ["a log cut in half", cut(0.5)],
  ["a log cut near its end", cut(0.95)],
  ["an emptied log", cut(0)],
  ["a deleted CURRENT", deleted(/^CURRENT/)],
  ["a bit flipped in every table", flipped(".ldb", 0.01), true],
  ["a deleted table", deleted(/\.ldb$/), true],
]) {
  test(`${what} does not empty the page`, async (t) => {
    let { page, reopen } = await openPersistentPage(t);
    await twoClaims(page);
    if (filled) await fill(page);
    ({ page, reopen } = await reopen(damage));
    // Chromium writes on into a log that was cut, and at the next start drops all of it, what was
    // sound included: so it may have to be brought back twice.
    // And where a table is damaged, the first start opens nothing at all.
    for (let visit = 1; visit <= 4; visit += 1) {
      const there = await claims(page);
      if ((await missing(page).count()) > 0) {
        t.diagnostic(`visit ${visit}, ${there.length} claims: ${(await missing(page).textContent()).slice(83, 200)}`);
        assert.ok(visit < 4, "the fourth visit finds all");
        await missing(page).filter({ hasText: TITLE }).waitFor();
        await bringBack(page).click();
        await page.getByRole("alert").filter({ hasText: "is back" }).waitFor();
        await missing(page).waitFor({ state: "detached" });
      }
      assert.deepEqual(await claims(page), CLAIMS, `visit ${visit}`);
      await page.waitForSelector(':is([data-save-state="saved"], [data-save-state="memory"])', { state: "attached" });
      if (visit === 4) await saved(page);
      else ({ page, reopen } = await reopen());
    }
  });
}

test("with a deleted manifest no database opens: the copy does, and a file saves it", async (t) => {
  let { page, context, url, reopen } = await openPersistentPage(t);
  await twoClaims(page);
  ({ page, context, url } = await reopen(deleted(/^MANIFEST/)));
  await saveState(page, "memory", /Kept only while this page is open/);
  await missing(page).filter({ hasText: "its storage cannot be opened now" }).waitFor();
  await bringBack(page).click();
  await until("it is open", async () => (await claims(page)).length === 2);
  assert.deepEqual(await claims(page), CLAIMS);
  await saveState(page, "memory", /Kept only while this page is open/);
  const { name, text } = await exported(page);
  // As the browser's settings do.
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "all" });
  await page.reload();
  await saved(page);
  assert.equal(await missing(page).count(), 0);
  await dropFile(page, name, text);
  const preview = dialog(page, "What this file would do");
  await preview.getByRole("button", { name: "Open as a notebook of its own" }).click();
  await saved(page);
  await page.reload();
  assert.deepEqual(await claims(page), CLAIMS);
});

test("each notebook that is missing is named, and can be given up", async (t) => {
  let { page, reopen } = await openPersistentPage(t);
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await saved(page);
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("textbox").first().waitFor();
  await page.keyboard.press("Escape");
  await startNotebook(page, "Third", "A third article.\n\nIt says more.");
  await markClaim(page, "It says more", "Fact");
  await saved(page);
  await mirrored(page, "It says more");
  ({ page, reopen } = await reopen(cut(0)));
  await missing(page).filter({ hasText: "“Second” was kept in this browser" }).waitFor();
  await missing(page).filter({ hasText: "“Third” was kept in this browser" }).waitFor();
  assert.equal(await missing(page).getByRole("button", { name: "Bring back “Second”" }).count(), 0);

  // The page that stands in for it is used: that must not cost the copy.
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await page.reload();
  await missing(page).getByRole("button", { name: "Give up “Second”" }).click();
  await until("it is not named any more", async () => !(await missing(page).textContent()).includes("Second"));
  await missing(page).getByRole("button", { name: "Bring back “Third”" }).click();
  await missing(page).waitFor({ state: "detached" });
  assert.deepEqual(await claims(page), ["Claim 1, Fact: It says more"]);
  await saved(page);
  ({ page } = await reopen());
  assert.equal(await missing(page).count(), 0);
  assert.deepEqual(await claims(page), ["Claim 1, Fact: It says more"]);
});

test("a first visit is told nothing of the kind", async (t) => {
  const { page } = await openPage(t);
  await saved(page);
  assert.equal(await missing(page).count(), 0);
  await page.reload();
  await saved(page);
  assert.equal(await missing(page).count(), 0);
});

test("what was saved in the moment before the page was left is in the copy as well", async (t) => {
  let { page, reopen } = await openPersistentPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/1");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await page.reload();
  await saved(page);
  await page.close();
  ({ page, reopen } = await reopen(cut(0)));
  await bringBack(page).click();
  await missing(page).waitFor({ state: "detached" });
  assert.deepEqual(await claims(page), CLAIMS);
});
