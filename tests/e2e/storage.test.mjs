// What is kept, how the page says so, and what happens when it cannot be.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { unpack } from "./support/archive.mjs";
import { openPage, READY } from "./support/browser.mjs";
import {
  annotations, choose, claim, claimNames, claims, dialog, exported, margin, markClaim, openFile, quote, redo, saved,
  saveState, startNotebook, toolbar, undo, until,
} from "./support/page.mjs";

const list = (page) => dialog(page, "Notebooks");
const close = async (page) => {
  await list(page).getByRole("button", { name: "Close", exact: true }).click();
  await list(page).waitFor({ state: "detached" });
};
const newNotebook = async (page, name, text) => {
  await startNotebook(page, name, text);
  await saved(page);
};
const title = (page) => page.getByRole("heading", { level: 1 }).textContent();
const MESSAGE = /^Not saved: /;

test("several notebooks are listed, renamed, deleted and restored", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await newNotebook(page, "Second", "Another article.\n\nIt says something.");
  await markClaim(page, "It says something", "Fact");
  await newNotebook(page, "Third", "A third article.");
  await choose(page, "Notebooks");
  const names = list(page).getByRole("textbox", { name: "Name of this notebook" });
  await names.first().waitFor();
  assert.deepEqual(await names.evaluateAll((all) => all.map((it) => it.value)), [
    "China: up to the U.S. to “create necessary conditions” for anti-drugs cooperation", "Second", "Third",
  ]);

  await list(page).getByRole("listitem").filter({ has: page.getByRole("button", { name: "Delete “Second”" }) }).getByRole("textbox").fill("Zweites");
  await list(page).getByRole("button", { name: "Delete “Third”" }).focus();
  await list(page).getByRole("button", { name: "Open “Zweites”" }).click();
  await until("it is open", async () => (await title(page)) === "Second");
  assert.deepEqual(await claims(page), ["Claim 1, Fact: It says something"]);
  await page.getByRole("button", { name: "Notebooks “Zweites”" }).click();
  await list(page).getByRole("button", { name: "Delete “Third”" }).click();
  await list(page).getByRole("heading", { name: "Deleted notebooks" }).waitFor();
  await list(page).getByRole("button", { name: "Restore “Third”" }).waitFor();
  assert.equal(await names.count(), 2);
  await close(page);
  await saved(page);

  await page.reload();
  await saved(page);
  assert.equal(await title(page), "Second");
  await choose(page, "Notebooks");
  await list(page).getByRole("button", { name: "Restore “Third”" }).click();
  await list(page).getByRole("button", { name: "Open “Third”" }).click();
  await until("it is open", async () => (await title(page)) === "Third");
  await saved(page);

  await t.test("the open one can be deleted, and that undone", async () => {
    await choose(page, "Notebooks");
    await list(page).getByRole("button", { name: "Delete “Third”" }).click();
    await list(page).getByRole("button", { name: "Restore “Third”" }).waitFor();
    await list(page).getByRole("button", { name: "Restore “Third”" }).click();
    await list(page).getByRole("button", { name: "Delete “Third”" }).waitFor();
    await close(page);
    await saved(page);
    await undo(page).click();
    await redo(page).click();
    await saved(page);
  });
});

test("two tabs see each other's claims", async (t) => {
  const { page, context, url } = await openPage(t);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  await saved(other);
  // Only the tab in front draws frames, as on a person's screen.
  await page.bringToFront();
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/1");
  await saved(page);
  await other.bringToFront();
  await claim(other, 1).and(other.getByRole("button", { name: /Attribution: The Chinese Embassy/ })).waitFor();
  await markClaim(other, "There was no immediate word", "Opinion");
  await saved(other);
  await until("the first tab has both", async () => (await claimNames(page)).length === 2);
  assert.deepEqual(await claimNames(page), await claims(other));

  await t.test("each undoes its own work only", async () => {
    await undo(other).click();
    await until("one is left", async () => (await claimNames(page)).length === 1);
    assert.match((await claimNames(page))[0], /Embassy/);
    assert.ok(await undo(other).isDisabled());
    await redo(other).click();
    await until("both are back", async () => (await claimNames(page)).length === 2);
    await saved(other);
    const theirs = await exported(other);
    await page.bringToFront();
    assert.equal((await exported(page)).text, theirs.text);
  });
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 2);
});

test("without storage the page works, and says that nothing is kept", async (t) => {
  const { page } = await openPage(t, {
    before: (context) =>
      context.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined, configurable: true })),
  });
  await saveState(page, "memory", "Kept only while this page is open. Save as file before you leave.");
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  assert.equal((await claims(page)).length, 1);
  await saveState(page, "memory", /Kept only while this page is open/);
  assert.equal((await exported(page)).file.first.items.length, 1);
});

for (const [what, fault, says] of [
  ["throws", "UnknownError", MESSAGE],
  ["is full", "QuotaExceededError", /^Not saved: this browser’s storage is full\./],
]) {
  test(`when storage ${what}, the sign says so until it works again`, async (t) => {
    const { page } = await openPage(t, {
      before: (context) =>
        context.addInitScript((name) => {
          for (const method of ["put", "add"]) {
            const original = IDBObjectStore.prototype[method];
            IDBObjectStore.prototype[method] = function (...values) {
              if (window.faulty) throw new DOMException("for a test", name);
              return original.apply(this, values);
            };
          }
        }, fault),
    });
    await saved(page);
    await page.evaluate(() => (window.faulty = true));
    await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
    await saveState(page, "error", says);
    const again = page.getByRole("banner").getByRole("button", { name: "Try again" });
    await again.click();
    await saveState(page, "error", says);
    // What is not kept can still be saved as a file.
    assert.equal((await exported(page)).file.first.items.length, 1);
    await markClaim(page, "There was no immediate word", "Opinion");
    await saveState(page, "error", says);
    await page.evaluate(() => (window.faulty = false));
    await again.click();
    await saved(page);
    await again.waitFor({ state: "detached" });
    await page.reload();
    await saved(page);
    assert.equal((await claims(page)).length, 2);
    assert.ok(await toolbar(page).isVisible());
  });
}

test("what is typed is kept when the page goes away at once", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("Typed just before leaving.");
  await page.reload();
  await saved(page);
  await claim(page, 1).click();
  const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  await until("the reason is there", async () => (await reason.inputValue()) === "Typed just before leaving.");
  await saved(page);
});

test("all notebooks are saved as one archive, and open from it elsewhere", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await newNotebook(page, "Second", "Another article.\n\nIt says something.");
  await markClaim(page, "It says something", "Fact");
  await newNotebook(page, "Second", "A third article, of the same name.");
  await saved(page);
  await choose(page, "Notebooks");
  const coming = page.waitForEvent("download");
  await list(page).getByRole("button", { name: "Save all as files (ZIP)" }).click();
  const download = await coming;
  assert.match(download.suggestedFilename(), /^Claimlight-notebooks-\d{4}-\d\d-\d\d\.zip$/);
  const archive = await readFile(await download.path());
  const files = unpack(archive);
  assert.deepEqual(files.map(({ name }) => name).toSorted(), [
    "China-up-to-the-U-S-to-create-necessary-conditions-for-anti.jsonld", "Second 2.jsonld", "Second.jsonld",
  ]);
  const claimed = files.map(({ bytes }) => JSON.parse(bytes.toString("utf8"))).flatMap((file) => annotations({ file }, "classifying"));
  assert.deepEqual(claimed.map(quote).toSorted(), ["It says something", "The Chinese Embassy condemned the charges"]);

  const { page: elsewhere } = await openPage(t);
  await openFile(elsewhere, "all.zip", archive);
  const preview = dialog(elsewhere, "What these files would do");
  await preview.getByRole("button", { name: "Open 3 as notebooks of their own" }).click();
  await preview.waitFor({ state: "detached" });
  await saved(elsewhere);
  await elsewhere.reload();
  await saved(elsewhere);
  await choose(elsewhere, "Notebooks");
  const names = list(elsewhere).getByRole("textbox", { name: "Name of this notebook" });
  await names.first().waitFor();
  assert.deepEqual((await names.evaluateAll((all) => all.map((it) => it.value))).filter((name) => name === "Second").length, 2);
  await list(elsewhere).getByRole("button", { name: /^Open “China/ }).click();
  await until("its claim is there", async () => (await claims(elsewhere)).join() === "Claim 1, Attribution: The Chinese Embassy condemned the charges");
});

test("an older archive adds to what is here, and takes nothing of it away", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await newNotebook(page, "Second", "Another article.\n\nIt says something.");
  await choose(page, "Notebooks");
  const coming = page.waitForEvent("download");
  await list(page).getByRole("button", { name: "Save all as files (ZIP)" }).click();
  const archive = await readFile(await (await coming).path());
  await list(page).getByRole("button", { name: /^Open “China/ }).click();
  await list(page).waitFor({ state: "detached" });
  await markClaim(page, "There was no immediate word", "Fact");
  await newNotebook(page, "Third", "A third article.");

  await openFile(page, "all.zip", archive);
  const preview = dialog(page, "What these files would do");
  await preview.getByRole("button", { name: "Open 2 as notebooks of their own" }).click();
  await preview.waitFor({ state: "detached" });
  await saved(page);
  await choose(page, "Notebooks");
  await list(page).getByRole("button", { name: /^Open “China/ }).click();
  await until("both claims are there", async () => /Fact: There was no immediate word/.test(await claims(page)) && /Attribution: The Chinese Embassy/.test(await claims(page)));
  await markClaim(page, "No breakthroughs", "Prediction");
  await saved(page);
  await page.reload();
  await saved(page);
  await until("all three are there", async () => (await claims(page)).length === 3);
  // Each step of the history is still its own.
  for (const left of [2, 1, 0]) {
    await undo(page).click();
    await until(`${left} are left`, async () => (await claims(page)).length === left);
  }
});
