// “Erase everything” erases everything, in all tabs, and nothing brings it back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { openPage, openPersistentPage, READY } from "./support/browser.mjs";
import { choose, claims, dialog, margin, markClaim, saved, saveState, startNotebook } from "./support/page.mjs";
import { article } from "./support/words.mjs";

const settings = (page) => dialog(page, "Settings");
const press = (page, name) => settings(page).getByRole("button", { name, exact: true }).click();
const WORDS = "The Chinese Embassy condemned the charges";

/** What is left: names of databases, keys of ours in both storages, and all records. */
const left = (page) =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const keys = (storage) => Object.keys(storage).filter((key) => key.startsWith("claimlight"));
    const records = [];
    for (const name of databases) {
      const open = await new Promise((resolve) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }) => resolve(target.result) }));
      for (const store of open.objectStoreNames) {
        const request = open.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (request.onsuccess = resolve));
        records.push(...request.result.map((record) => JSON.stringify(record)));
      }
      open.close();
    }
    return { databases, local: keys(localStorage), session: keys(sessionStorage), records, text: JSON.stringify({ ...localStorage }) };
  });

/** Everything that is left holds none of the ids that were there, nor words that were written. */
function assertNew(before, after) {
  const text = after.records.join("\n") + after.text;
  const ids = new Set((before.records.join("\n") + before.text).match(/urn:uuid:[0-9a-f-]{36}/g));
  assert.ok(ids.size > 5);
  assert.deepEqual([...ids].filter((id) => text.includes(id)), []);
  assert.doesNotMatch(text, /Erika|A reason|Typed|It says something|example\.org/);
}

/** Work of all kinds: two notebooks, a claim with a reason, something in the bin, a name, a colour. */
async function work(page) {
  await markClaim(page, WORDS, "Attribution", "https://example.org/1");
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("A reason to erase.");
  await page.keyboard.press("Tab");
  await choose(page, "Settings");
  await settings(page).getByRole("radio", { name: "Dark" }).check();
  await settings(page).getByRole("textbox", { name: "Your name or pseudonym" }).fill("Erika Mustermann");
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await markClaim(page, "It says something", "Fact");
  await saved(page);
}

async function erase(page) {
  await choose(page, "Settings");
  await press(page, "Erase everything");
  await press(page, "Yes, erase everything");
}

/** Holds up the next time that `page` is loaded: `asked` when it is wanted, `go` to let it. */
async function hold(page, url) {
  let go;
  const released = new Promise((resolve) => (go = resolve));
  let want;
  const asked = new Promise((resolve) => (want = resolve));
  await page.route(url, async (route) => {
    want();
    await released;
    await route.continue();
  });
  return { asked, go };
}

/** Waits until a page was loaded anew. */
async function anew(page) {
  await page.waitForFunction(() => !document.querySelector("dialog"));
  await page.waitForSelector(READY, { state: "attached" });
  await saved(page);
}

/** A page of the same origin on which nothing of ours runs. */
async function beside(context, url) {
  const page = await context.newPage();
  await context.route(`${url}beside`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Beside</title>" }));
  await page.goto(`${url}beside`);
  return page;
}

test("it asks first, and says what will be gone", async (t) => {
  const { page } = await openPage(t);
  await work(page);
  await choose(page, "Settings");
  await press(page, "Erase everything");
  const asked = settings(page).getByRole("alert").filter({ hasText: "This erases 2 notebooks" });
  await asked.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Cancel");
  await assertAccessible(page);
  await press(page, "Cancel");
  await asked.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 1);
  assert.equal((await left(page)).records.some((record) => record.includes(WORDS)), true);
});

test("it leaves nothing, and the page begins anew", async (t) => {
  const { page, context, url } = await openPage(t);
  await work(page);
  const watcher = await beside(context, url);
  const before = await left(watcher);
  assert.ok(before.records.some((record) => record.includes(WORDS)) && before.local.length > 3);
  assert.match(before.text, /Erika Mustermann/);
  await page.bringToFront();
  // The page that comes after it is held up, to see what is there in between.
  const next = await hold(page, url);
  await erase(page);
  await next.asked;
  const { databases, local, session } = await left(watcher);
  assert.deepEqual({ databases, local, session }, { databases: [], local: [], session: [] });
  next.go();
  await anew(page);
  assert.deepEqual(await claims(page), []);
  assert.ok(await margin(page).getByRole("region", { name: "Three steps" }).isVisible());
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
  const after = await left(page);
  assert.deepEqual(after.records, []);
  assertNew(before, after);
  assert.doesNotMatch(after.text, /Erika|notebook|journal|mirror|erasing/);
  const session2 = await page.evaluate(() => Object.keys(sessionStorage));
  assert.deepEqual(session2.filter((key) => key !== "claimlight/writer"), []);
  // And it can be worked in.
  await markClaim(page, WORDS, "Fact");
  await saved(page);
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 1);
});

for (const [how, fault] of [
  ["", () => {}],
  [" that have no channel to each other", () => { delete window.BroadcastChannel; }],
]) {
  test(`other tabs${how} bring nothing back`, async (t) => {
    const { page, context, url } = await openPage(t, { before: (context) => context.addInitScript(fault) });
    await work(page);
    const other = await context.newPage();
    await other.goto(url);
    await saved(other);
    await other.bringToFront();
    await markClaim(other, "Another article", "Opinion");
    await saved(other);
    // Not kept yet when the other tab goes away.
    await margin(other).getByRole("textbox", { name: "Reason for the verdict" }).fill("Typed in the other tab.");
    const watcher = await beside(context, url);
    const before = await left(watcher);
    await page.bringToFront();
    const next = await hold(page, url);
    // The other tab loads the page again by itself, if it hears of it.
    const others = await hold(other, url);
    await erase(page);
    await next.asked;
    if (!how) await others.asked;
    if (how) {
      await saveState(other, "stopped", "Not saved any more: everything was erased. Reload the page.");
      await other.bringToFront();
      await margin(other).getByRole("button", { name: "Put in the bin" }).first().click();
      await markClaim(other, "It says", "Fact");
      await saveState(other, "stopped", /everything was erased/);
    }
    // What the other tab does as it goes away may bring nothing back.
    if (how) await other.goto("about:blank");
    const nothing = await left(watcher);
    assert.deepEqual(nothing.local, []);
    assert.deepEqual(nothing.databases, []);

    next.go();
    others.go();
    if (how) await other.goto(url);
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await anew(tab);
      assert.deepEqual(await claims(tab), []);
      assert.equal(await article(tab).getByText("It says something").count(), 0);
    }
    assertNew(before, await left(watcher));
  });
}

test("another day nothing is there", async (t) => {
  const { page, reopen } = await openPersistentPage(t);
  await work(page);
  const before = await left(page);
  await erase(page);
  await anew(page);
  const { page: again } = await reopen();
  await saved(again);
  assert.deepEqual(await claims(again), []);
  assertNew(before, await left(again));
});

test("where it cannot be done, it says so and the work goes on", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, WORDS, "Attribution");
  await saved(page);
  await page.evaluate(() => {
    window.clears = IDBObjectStore.prototype.clear;
    window.deletes = IDBFactory.prototype.deleteDatabase;
    const fault = () => { throw new DOMException("for a test", "InvalidAccessError"); };
    IDBObjectStore.prototype.clear = IDBFactory.prototype.deleteDatabase = fault;
  });
  await erase(page);
  await settings(page).getByRole("alert").filter({ hasText: "does not let itself be erased" }).waitFor();
  await settings(page).getByRole("button", { name: "Erase everything", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 2);
});

test("without a database what else is there is erased", async (t) => {
  const { page, context, url } = await openPage(t, {
    before: (context) => context.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined, configurable: true })),
  });
  await saveState(page, "memory", /Kept only while/);
  await markClaim(page, WORDS, "Attribution");
  await choose(page, "Settings");
  await settings(page).getByRole("radio", { name: "Dark" }).check();
  const next = await hold(page, url);
  await press(page, "Erase everything");
  await press(page, "Yes, erase everything");
  await next.asked;
  const watcher = await beside(context, url);
  assert.deepEqual(await watcher.evaluate(() => Object.keys(localStorage)), []);
});
