// Storage that is missing or cannot be read, in every way that was seen in a browser: the fault is
// put in from outside, before the page runs; the page has to say so and overwrite nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asksBeforeLeaving, again, beside, faulty, FIRST, reloaded, saysNow, SECOND, state, stored, withWork } from "./support/faults.mjs";
import {
  choose, claim, claims, dialog, exported, markClaim, marking, saved, saveState, startNotebook, tab, told, undo,
  until,
} from "./support/page.mjs";
import { dragOver } from "./support/words.mjs";

const MEMORY = /^Kept only while this page is open[.:] /;

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
    await until("the browser asks", () => asksBeforeLeaving(page));
    const { file } = await exported(page);
    assert.ok(file.first.items.length >= 2);
    await told(page, /^Saved as /);
    await until("the file has it all", async () => !(await asksBeforeLeaving(page)));
    await undo(page).click();
    await until("the browser asks", () => asksBeforeLeaving(page));
  });
}

test("in memory, several notebooks live side by side", async (t) => {
  const { page } = await faulty(t, WITHOUT["is null"]);
  await saveState(page, "memory", MEMORY);
  await markClaim(page, ...FIRST);
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await markClaim(page, "It says something", "Fact");
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: /^Open “China/ }).click();
  await claim(page, 1).and(page.getByRole("button", { name: /Attribution: The Chinese Embassy/ })).waitFor();
  assert.equal(await state(page), "memory");
});

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
    const other = await beside(context, url);
    await other.evaluate(hold);
    await page.goto(new URL("nothing-here", url).href);
    await page.evaluate(() => localStorage.setItem("claimlight-test-blocked", "1"));
    await other.evaluate(meddle);
    await page.bringToFront();
    await reloaded(page, () => page.goto(url));
    await saveState(page, "memory", MEMORY);
    await told(page, /could not be read: storage does not answer\. Nothing was changed\. Close other tabs/);
    await markClaim(page, ...SECOND);
    await until("the browser asks", () => asksBeforeLeaving(page));
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

test("where nothing is kept, the browser asks before the page goes away", async (t) => {
  const { page, url } = await faulty(t, WITHOUT["is null"]);
  await markClaim(page, ...FIRST);
  const questions = [];
  page.on("dialog", async (question) => {
    questions.push(question.type());
    await question.dismiss();
  });
  await page.goto(`${url}?again`).catch(() => {});
  assert.deepEqual(questions, ["beforeunload"]);
  assert.equal((await claims(page)).length, 1);
});

// ------------------------------------------------------- reading that fails

/** Makes one kind of reading fail in one way while `localStorage` says so. */
const readingFails = () => {
  const fault = location.origin !== "null" && localStorage.getItem("claimlight-test-fault");
  const [method, how] = fault ? fault.split(" ") : [];
  const prototypes = { "index.getAll": IDBIndex, "store.getAll": IDBObjectStore, "store.get": IDBObjectStore, "store.count": IDBObjectStore };
  const prototype = prototypes[method]?.prototype;
  if (!prototype) return;
  const name = method.split(".")[1];
  const original = prototype[name];
  prototype[name] = function (...values) {
    if (how === "throws") throw new DOMException("for a test", "DataError");
    const request = original.apply(this, values);
    const transaction = (this.objectStore ?? this).transaction;
    if (how === "aborts") {
      Object.defineProperty(transaction, "error", { get: () => new DOMException("for a test", "UnknownError") });
      transaction.abort();
    } else {
      transaction.oncomplete = null;
    }
    return request;
  };
};

for (const what of ["index.getAll", "store.getAll", "store.get", "store.count"]) {
  for (const how of ["throws", "aborts", "hangs"]) {
    // With the others, the same code ends in the same way: 10 s each are enough once.
    if (how === "hangs" && what !== "index.getAll") continue;
    test(`a read that fails at start (${what} ${how}) overwrites nothing, and is no empty page`, async (t) => {
      const { page, context, url } = await withWork(t, { before: (context) => context.addInitScript(readingFails) });
      const file = await exported(page);
      await page.goto("about:blank");
      const before = await stored(context, url);
      await reloaded(page, () => page.goto(url));
      await page.evaluate((fault) => localStorage.setItem("claimlight-test-fault", fault), `${what} ${how}`);
      await reloaded(page);
      await saveState(page, "memory", MEMORY);
      assert.match(await saysNow(page), /your notebooks could not be read/);
      await told(page, /^Your notebooks could not be read: storage .* Nothing was changed\. /);
      await markClaim(page, ...SECOND);
      await page.evaluate(() => localStorage.removeItem("claimlight-test-fault"));
      assert.equal(await stored(context, url), before);
      await until("the browser asks", () => asksBeforeLeaving(page));
      await again(page).click();
      await saved(page);
      assert.deepEqual(await claims(page), [`Claim 1, ${FIRST[1]}: ${FIRST[0]}`]);
      assert.equal((await exported(page)).text, file.text);
      assert.equal(await stored(context, url), before);
    });
  }
}

test("a notebook that cannot be opened from the list says so, and stays", async (t) => {
  const { page } = await withWork(t);
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await saved(page);
  await page.evaluate(() => {
    const get = IDBObjectStore.prototype.get;
    IDBObjectStore.prototype.get = () => {
      IDBObjectStore.prototype.get = get;
      throw new DOMException("for a test", "DataError");
    };
  });
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: /^Open “China/ }).click();
  await told(page, /^“China.*” could not be read\. It was left as it is: try again later\.$/);
  await dialog(page, "Notebooks").getByRole("button", { name: /^Open “China/ }).click();
  await claim(page, 1).and(page.getByRole("button", { name: /Embassy/ })).waitFor();
});

// --------------------------------------------- what a browser may be without

const gone = (name) => `Object.defineProperty(${name}, { value: undefined, configurable: true })`;
const MISSING = {
  "localStorage (it throws)":
    'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("for a test", "SecurityError"); } });',
  "localStorage (null)": 'Object.defineProperty(window, "localStorage", { value: null });',
  "localStorage (full)":
    'Storage.prototype.setItem = () => { throw new DOMException("for a test", "QuotaExceededError"); };',
  sessionStorage:
    'Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("for a test", "SecurityError"); } });',
  BroadcastChannel: gone('window, "BroadcastChannel"'),
  "BroadcastChannel (it throws)":
    'window.BroadcastChannel = function () { throw new DOMException("for a test", "SecurityError"); };',
  "navigator.locks": gone('navigator, "locks"'),
  "navigator.locks (it throws)":
    'navigator.locks.request = () => { throw new DOMException("for a test", "SecurityError"); };',
  "navigator.locks (it refuses)":
    'navigator.locks.request = () => Promise.reject(new DOMException("for a test", "SecurityError"));',
  "navigator.locks (it never answers)": "navigator.locks.request = () => new Promise(() => {});",
  "navigator.storage": gone('navigator, "storage"'),
  "navigator.storage (it refuses)":
    'for (const name of ["persist", "persisted", "estimate"]) navigator.storage[name] = () => Promise.reject(new TypeError("for a test"));',
  "crypto.randomUUID": gone('crypto, "randomUUID"'),
  crypto: gone('window, "crypto"'),
  "navigator.clipboard": gone('navigator, "clipboard"'),
  "the service worker": gone('navigator, "serviceWorker"'),
  "the service worker (it refuses)":
    'navigator.serviceWorker.register = () => Promise.reject(new DOMException("for a test", "SecurityError"));',
  CompressionStream: `${gone('window, "CompressionStream"')}; ${gone('window, "DecompressionStream"')}`,
  "indexedDB.databases": gone('IDBFactory.prototype, "databases"'),
};

for (const [what, without] of Object.entries(MISSING)) {
  test(`without ${what}, work is kept all the same`, async (t) => {
    // Not in the blank page before ours, which has none of it.
    const { page } = await faulty(t, `if (location.origin !== "null") { ${without} }`);
    await saved(page);
    await markClaim(page, ...FIRST, "https://example.org/1");
    await saved(page);
    if (what === "navigator.clipboard") {
      await dragOver(page, SECOND[0]);
      await marking(page).getByRole("button", { name: "Copy" }).click();
      await told(page, /does not allow copying/);
    }
    const { text } = await exported(page);
    await page.reload();
    await saved(page);
    assert.equal((await claims(page)).length, 1);
    await tab(page, "Sources, 1").waitFor();
    assert.equal((await exported(page)).text, text);
  });
}
