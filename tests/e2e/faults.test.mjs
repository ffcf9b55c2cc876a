// Storage that fails, in every way that a browser's storage was seen to: the fault is put in from
// outside, before or while the page runs, and the page has to say so and lose nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, READY, sharedSite } from "./support/browser.mjs";
import {
  choose, claim, claims, dialog, dropFile, exported, margin, marking, markClaim, saved, saveState, tab, told, undo, until,
} from "./support/page.mjs";
import { dragOver } from "./support/words.mjs";

const FIRST = ["The Chinese Embassy condemned the charges", "Attribution"];
const SECOND = ["There was no immediate word", "Opinion"];
const MEMORY = /^Kept only while this page is open[.:] /;
const again = (page) => page.getByRole("banner").getByRole("button", { name: "Try again" });
const saysNow = (page) => page.getByRole("status").textContent();
const state = (page) => page.evaluate(() => document.documentElement.dataset.saveState);

/** Opens the page with `fault(argument)` run before it, in every page of its context. */
const faulty = (t, fault, argument, options) =>
  openPage(t, { ...options, before: (context) => context.addInitScript(fault, argument) });

/** Opens the page, lets it store one claim, and returns what `openPage` does. */
async function withWork(t, options) {
  const opened = await openPage(t, options);
  await saved(opened.page);
  await markClaim(opened.page, ...FIRST);
  await saved(opened.page);
  return opened;
}

/** Loads the page again, and waits until it can be used. */
async function reloaded(page, reload = () => page.reload()) {
  await reload();
  await page.waitForSelector(READY, { state: "attached", timeout: 25_000 });
}

/** Everything in the database of the page, as text, read by another page of its origin. */
async function stored(context, url) {
  const other = await context.newPage();
  await context.route("**/nothing-here", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await other.goto(new URL("nothing-here", url).href);
  const text = await other.evaluate(async () => {
    const result = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open("claimlight"));
    const all = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
      all[name] = keys.map((key, at) => [key, values[at]]);
    }
    database.close();
    return JSON.stringify(all);
  });
  await other.close();
  return text;
}

/** Whether the page would have the browser ask before it goes away. */
const asksBeforeLeaving = (page) =>
  page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));

// ---------------------------------------------------------------- no storage

const hidden = (descriptor) => `Object.defineProperty(window, "indexedDB", ${descriptor})`;
const WITHOUT = {
  "is missing": "delete window.indexedDB; delete Window.prototype.indexedDB;",
  "is undefined": hidden("{ value: undefined, configurable: true }"),
  "is null": hidden("{ value: null, configurable: true }"),
  "throws when it is asked for": hidden('{ get() { throw new DOMException("for a test", "SecurityError"); } }'),
  "throws when it is opened":
    'IDBFactory.prototype.open = () => { throw new DOMException("for a test", "SecurityError"); };',
  "refuses to open": `IDBFactory.prototype.open = () => {
      const request = { error: new DOMException("for a test", "UnknownError") };
      setTimeout(() => request.onerror({ target: request }), 50);
      return request;
    };`,
  "never answers": "IDBFactory.prototype.open = () => ({});",
  "opens and then answers nothing":
    'for (const name of ["oncomplete", "onabort"]) Object.defineProperty(IDBTransaction.prototype, name, { set() {} });',
};

for (const [how, fault] of Object.entries(WITHOUT)) {
  test(`where IndexedDB ${how}, the page works from memory and offers the file`, async (t) => {
    const { page } = await faulty(t, fault);
    await saveState(page, "memory", MEMORY);
    assert.equal(await asksBeforeLeaving(page), false, "there is nothing to lose yet");
    await markClaim(page, ...FIRST, "https://example.org/1");
    assert.match(await saysNow(page), /Save as file before you leave\.$/);
    assert.equal(await state(page), "memory");
    assert.equal(await asksBeforeLeaving(page), true);
    const { file } = await exported(page);
    assert.ok(file.first.items.length >= 2);
    await told(page, /^Saved as /);
    assert.equal(await asksBeforeLeaving(page), false, "the file has it all");
    await undo(page).click();
    assert.equal(await asksBeforeLeaving(page), true, "that is not in the file");
  });
}

test("in memory, several notebooks live side by side", async (t) => {
  const { page } = await faulty(t, WITHOUT["is null"]);
  await saveState(page, "memory", MEMORY);
  await markClaim(page, ...FIRST);
  await dropFile(page, "Second.txt", "Another article.\n\nIt says something.");
  await dialog(page, "Open an article").getByRole("button", { name: "Start a notebook on it" }).click();
  await markClaim(page, "It says something", "Fact");
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: /^Open “China/ }).click();
  await claim(page, 1).and(page.getByRole("button", { name: /Attribution: The Chinese Embassy/ })).waitFor();
  assert.equal(await state(page), "memory");
});

/** A page of the same origin that lets `hold()` run, beside ours. */
async function beside(context, url, hold) {
  const other = await context.newPage();
  await context.route("**/nothing-here", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await other.goto(new URL("nothing-here", url).href);
  await other.evaluate(hold);
  return other;
}

// It hears that others want an upgrade and does nothing, as a hung tab would.
const hold = () =>
  new Promise((done) => {
    const request = indexedDB.open("claimlight");
    request.onsuccess = () => done((window.held = request.result));
  }).then(() => {});

for (const [how, meddle, late] of [
  [
    "an upgrade by another page waits for a third",
    () =>
      new Promise((done) => {
        const upgrade = indexedDB.open("claimlight", window.held.version + 1);
        upgrade.onblocked = () => done();
        // It gives up once it can begin, so that all is as before.
        upgrade.onupgradeneeded = () => upgrade.transaction.abort();
      }),
  ],
  [
    "another page holds an older version open",
    () => {},
    () => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name, version) {
        if (!version || !localStorage.getItem("claimlight-test-blocked")) return open.call(this, name, version);
        const request = open.call(this, name, version + 1);
        request.addEventListener("upgradeneeded", () => request.transaction.abort());
        return request;
      };
    },
  ],
]) {
  test(`while ${how}, nothing looks empty, and what was kept comes back`, async (t) => {
    const { page, context, url } = await withWork(t, { before: (context) => late && context.addInitScript(late) });
    const other = await beside(context, url, hold);
    await page.goto(new URL("nothing-here", url).href);
    await page.evaluate(() => localStorage.setItem("claimlight-test-blocked", "1"));
    await other.evaluate(meddle);
    await reloaded(page, () => page.goto(url));
    await saveState(page, "memory", MEMORY);
    await told(page, /could not be read: storage does not answer\. Nothing was changed\. Close other tabs/);
    await markClaim(page, ...SECOND);
    assert.equal(await asksBeforeLeaving(page), true);
    assert.equal((await exported(page)).file.first.items.length, 1);
    await other.evaluate(() => {
      localStorage.removeItem("claimlight-test-blocked");
      window.held.close();
    });
    await again(page).click();
    await saved(page);
    assert.deepEqual(await claims(page), [`Claim 1, ${FIRST[1]}: ${FIRST[0]}`]);
  });
}
