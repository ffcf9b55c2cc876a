// The page itself fails: rescue.js, which is no part of the wasm, says so and saves what is kept.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { openPage, READY } from "./support/browser.mjs";
import { choose, claim, dialog, margin, markClaim, read, saved, until } from "./support/page.mjs";
import { DIST } from "./support/server.mjs";
import { article } from "./support/words.mjs";

const alert = (page) => page.getByRole("alert");
const saveAll = (page) => page.getByRole("button", { name: "Save everything as a file" });
const reload = (page) => page.getByRole("button", { name: "Reload the page" });

/** Presses the button and reads the file that comes of it. */
async function rescued(page) {
  const coming = page.waitForEvent("download");
  await saveAll(page).click();
  const found = await read(await coming);
  assert.match(found.name, /^claimlight-raw-\d{4}-\d\d-\d\d\.json$/);
  await page.getByText(`Saved as ${found.name}.`).waitFor();
  return found.file;
}

const WASM = /claimlight-[^/]*_bg\.wasm$/;
const SCRIPT = /claimlight-[^/]*\.js$/;
const wasm = async () => {
  const name = (await readdir(DIST)).find((file) => WASM.test(`/${file}`));
  return readFile(path.join(DIST, name));
};
const answer = (pattern, response) => async (context) => {
  const given = await response();
  await context.route(pattern, (route) => (given ? route.fulfill(given) : route.abort()));
};
const type = (contentType, body) => ({ status: 200, contentType, body });

const FAULTS = {
  "its wasm is missing": { fault: answer(WASM, () => ({ status: 404, body: "not found" })) },
  "its wasm is refused by a busy server": { fault: answer(WASM, () => ({ status: 503, body: "" })) },
  "its wasm is cut off": {
    fault: answer(WASM, async () => type("application/wasm", (await wasm()).subarray(0, 100_000))),
  },
  "its wasm is empty": { fault: answer(WASM, () => type("application/wasm", "")) },
  "another page comes in the wasm's place": { fault: answer(WASM, () => type("text/html", "<!doctype html><p>Hello")) },
  "its wasm breaks off": { fault: answer(WASM, () => null) },
  "its script is missing": { fault: answer(SCRIPT, () => ({ status: 404, body: "not found" })) },
  "its script has the wrong type": { fault: answer(SCRIPT, () => type("text/plain", "export default () => {};")) },
  "its script breaks off": { fault: answer(SCRIPT, () => null) },
  "its script is cut off": {
    fault: answer(SCRIPT, () => type("text/javascript", "export default function init() { if (")),
  },
  "there is no WebAssembly": {
    fault: (context) => context.addInitScript(() => delete window.WebAssembly),
    says: "This browser does not run WebAssembly",
  },
  "the wasm traps as it begins": {
    fault: (context) =>
      context.addInitScript(() => {
        // The first thing that it does is to draw.
        Node.prototype.insertBefore = () => { throw new DOMException("for a test", "HierarchyRequestError"); };
      }),
    says: "Claimlight has stopped working",
  },
};

// Failing is what these tests are about; the browser says so on the console.
const expected = [/./];

for (const [what, { fault, says = "Claimlight could not be loaded" }] of Object.entries(FAULTS)) {
  test(`when ${what}, the page says so and saves what is kept`, async (t) => {
    const { page, context, url } = await openPage(t, { expected });
    await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
    await saved(page);
    await fault(context);
    const began = Date.now();
    await page.goto(url);
    await alert(page).filter({ hasText: says }).waitFor({ timeout: 4000 - (Date.now() - began) });
    await until("the title has the focus", () =>
      page.evaluate(() => document.activeElement.textContent).then((text) => text === says));
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Save everything as a file");

    const file = await rescued(page);
    assert.match(JSON.stringify(file["database claimlight"].versions), /The Chinese Embassy condemned the charges/);
    assert.equal(file["database claimlight"].version, 3);
    assert.ok(file["database claimlight"].articles.length);
    assert.ok(Object.keys(file.localStorage).every((key) => key.startsWith("claimlight/")));
    assert.ok(file.localStorage["claimlight/preferences/author"]);
    assert.ok(await reload(page).isVisible());
  });
}

test("a wasm that is served as another type works all the same", async (t) => {
  const { page } = await openPage(t, {
    before: answer(WASM, async () => type("application/octet-stream", await wasm())),
  });
  await saved(page);
  assert.equal(await alert(page).filter({ hasText: /./ }).count(), 0);
});

test("a slow page says that it is loading, which goes away when it has", async (t) => {
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  const { page, url } = await openPage(t, {
    ready: null,
    before: (context) => context.route(WASM, async (route) => { await arrived; await route.continue(); }),
  });
  await page.getByRole("status").filter({ hasText: "Still loading" }).waitFor({ timeout: 4000 });
  assert.equal(await alert(page).filter({ hasText: /./ }).count(), 0);
  const file = await rescued(page);
  assert.equal(file.page, url);
  assert.deepEqual(Object.keys(file).filter((name) => name.startsWith("database")), []);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  arrive();
  await saved(page);
  assert.equal(await saveAll(page).count(), 0);
  assert.equal(await page.getByText("Still loading").count(), 0);
});

test("a page that loads in time says nothing of it", async (t) => {
  const { page } = await openPage(t);
  await page.waitForTimeout(4000);
  assert.equal(await page.getByText("Still loading").count(), 0);
  assert.equal(await saveAll(page).count(), 0);
});

// Yew expects the browser to insert what it has made: where it does not, Rust panics, which in a
// release build is a trap without a word.
const trap = (page) =>
  page.evaluate(() => {
    Node.prototype.insertBefore = () => { throw new DOMException("for a test", "HierarchyRequestError"); };
  });

test("a trap in mid-work stops the page and says what is kept", async (t) => {
  const { page } = await openPage(t, { expected });
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  await reason.fill("A reason that was kept.");
  await page.keyboard.press("Tab");
  await saved(page);
  // What is being typed counts as on its way.
  await reason.fill("Typed and not kept yet.");
  await trap(page);
  await margin(page).getByRole("tab", { name: /^Sources/ }).dispatchEvent("click");

  const stopped = page.getByRole("alertdialog", { name: "Claimlight has stopped working" });
  await stopped.waitFor();
  await stopped.getByRole("alert").filter({ hasText: "Your last changes may be missing; all before them is kept in this browser." }).waitFor();
  await stopped.getByText(/RuntimeError/).waitFor();
  await assertAccessible(page);

  await t.test("nothing else can be reached, and the wasm hears of nothing", async () => {
    await assert.rejects(article(page).click({ timeout: 500 }));
    const calls = await page.evaluate(() => {
      let calls = 0;
      for (const on of [document, document.body]) {
        for (const type of ["keydown", "click", "pointerdown", "input", "drop", "selectionchange"]) on.addEventListener(type, () => (calls += 1), true);
      }
      for (const type of ["pagehide", "storage"]) addEventListener(type, () => (calls += 1));
      document.querySelector("#article").dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
      document.querySelector("#article").dispatchEvent(new MouseEvent("click", { bubbles: true }));
      dispatchEvent(new Event("pagehide"));
      return calls;
    });
    assert.equal(calls, 0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+s");
    assert.ok(await stopped.isVisible());
    assert.equal(await stopped.count(), 1);
  });

  await t.test("the file holds what is kept, and what was typed", async () => {
    const file = await rescued(page);
    assert.equal(file.saveState, "saving");
    assert.match(file.trouble, /RuntimeError/);
    const kept = JSON.stringify(file["database claimlight"]);
    assert.match(kept, /The Chinese Embassy condemned the charges/);
    assert.match(kept, /A reason that was kept\./);
    assert.ok(file.fields.includes("Typed and not kept yet."));
    assert.match(file.shown, /The Chinese Embassy condemned the charges/);
  });

  await t.test("and a reload goes on from there", async () => {
    await reload(page).click();
    await page.waitForSelector(READY, { state: "attached" });
    await saved(page);
    await claim(page, 1).click();
    // What was typed went into the journal before the drawing that failed.
    await until("the reason is there", async () => (await reason.inputValue()) === "Typed and not kept yet.");
    assert.equal(await saveAll(page).count(), 0);
  });
});

for (const [state, fault, words] of [
  ["error", () => {
    for (const method of ["put", "add"]) IDBObjectStore.prototype[method] = () => { throw new DOMException("for a test", "QuotaExceededError"); };
  }, "What was not stored yet is written down in this browser"],
  ["error", () => {
    for (const method of ["put", "add"]) IDBObjectStore.prototype[method] = () => { throw new DOMException("for a test", "QuotaExceededError"); };
    Storage.prototype.setItem = () => { throw new DOMException("for a test", "QuotaExceededError"); };
  }, "Your last changes may be missing"],
  ["memory", () => Object.defineProperty(window, "indexedDB", { value: undefined }), "was not kept in this browser"],
]) {
  test(`a trap while the sign says “${state}” says: ${words}`, async (t) => {
    const { page } = await openPage(t, { expected, before: (context) => context.addInitScript(fault) });
    await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
    await page.waitForSelector(`html[data-save-state="${state}"]`, { state: "attached" });
    await trap(page);
    await margin(page).getByRole("tab", { name: /^Sources/ }).click();
    await alert(page).filter({ hasText: words }).waitFor();
    const file = await rescued(page);
    assert.equal(file.saveState, state);
    assert.match(file.shown, /The Chinese Embassy condemned the charges/);
  });
}

test("what is no JSON is described, and costs nothing else", async (t) => {
  const { page, context, url } = await openPage(t, { expected });
  await page.evaluate(async () => {
    const open = await new Promise((resolve) => {
      const request = indexedDB.open("claimlight");
      request.onsuccess = () => resolve(request.result);
    });
    const round = { name: "round" };
    round.self = { round };
    let deep = "bottom";
    for (let level = 0; level < 3000; level += 1) deep = [deep];
    const long = [];
    long[4_000_000_000] = "far";
    const values = {
      round, deep, long,
      date: new Date(0), never: new Date(NaN), map: new Map([["a", { b: 1 }], [{}, undefined]]), set: new Set([1, "x"]),
      blob: new Blob(["words"], { type: "text/plain" }), file: new File(["more"], "more.txt"),
      bytes: new Uint8Array([1, 2, 3]).subarray(1), buffer: new ArrayBuffer(2), nothing: null, undefined: undefined,
      numbers: [NaN, -Infinity, -0, 1e300, 10n ** 20n], lone: "\ud800x", pattern: /a"b/g, error: new RangeError("no"),
      boxed: [Object("s"), Object(1), Object(true)], proto: JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'),
    };
    const done = open.transaction(["versions", "steps"], "readwrite");
    for (const [key, value] of Object.entries(values)) done.objectStore("versions").put(value, ["odd", key]);
    done.objectStore("versions").put("dated", new Date(5));
    done.objectStore("steps").put({ fine: true }, ["fine"]);
    await new Promise((resolve, reject) => Object.assign(done, { oncomplete: resolve, onabort: () => reject(done.error) }));
    open.close();
    localStorage.setItem("claimlight/odd", "\ud800 { not json");
    localStorage.setItem("another page's", "secret");
  });
  await context.route(WASM, (route) => route.abort());
  await page.goto(url);
  const file = await rescued(page);
  const { versions, steps } = file["database claimlight"];
  const value = (name) => versions.find(({ key }) => Array.isArray(key) && key[1] === name).value;
  assert.deepEqual(value("round"), { name: "round", self: { round: { $type: "cycle", value: "2 up" } } });
  let level = value("deep");
  for (let at = 0; at < 1000; at += 1) level = level[0];
  assert.match(JSON.stringify(level), /too deep/);
  assert.deepEqual(value("long"), { $type: "Array", value: { 4000000000: "far" } });
  assert.deepEqual(value("date"), { $type: "Date", value: "1970-01-01T00:00:00.000Z" });
  assert.deepEqual(value("never"), { $type: "Date", value: "Invalid Date" });
  assert.deepEqual(value("map"), { $type: "Map", value: [["a", { b: 1 }], [{}, { $type: "undefined", value: "undefined" }]] });
  assert.deepEqual(value("set"), { $type: "Set", value: [1, "x"] });
  assert.equal(atob(value("blob").value.base64), "words");
  assert.deepEqual([value("file").$type, value("file").value.name, atob(value("file").value.base64)], ["File", "more.txt", "more"]);
  assert.deepEqual(value("bytes"), { $type: "Uint8Array", value: "AgM=" });
  assert.deepEqual(value("buffer"), { $type: "ArrayBuffer", value: "AAA=" });
  assert.equal(value("nothing"), null);
  assert.deepEqual(value("numbers").map((it) => it.value ?? it), ["NaN", "-Infinity", -0, 1e300, "100000000000000000000"]);
  assert.equal(value("lone"), "\ud800x");
  assert.equal(value("pattern").value, '/a"b/g');
  assert.equal(value("error").value, "RangeError: no");
  assert.deepEqual(value("boxed").map((it) => it.value), ["s", "1", "true"]);
  assert.equal(Object.getOwnPropertyDescriptor(value("proto"), "__proto__").value.polluted, 1);
  assert.ok(versions.some(({ key, value }) => key.$type === "Date" && value === "dated"));
  assert.deepEqual(steps, [{ key: ["fine"], value: { fine: true } }]);
  assert.equal(file.localStorage["claimlight/odd"], "\ud800 { not json");
  assert.doesNotMatch(JSON.stringify(file), /secret/);
});

for (const [what, fault] of [
  ["there is none", () => Object.defineProperty(window, "indexedDB", { value: undefined })],
  ["it throws", () => Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("for a test", "SecurityError"); } })],
  ["it never answers", () => {
    IDBFactory.prototype.open = () => ({});
    IDBFactory.prototype.databases = () => new Promise(() => {});
  }],
  ["its reads fail", () => {
    IDBObjectStore.prototype.getAllKeys = () => { throw new DOMException("for a test", "UnknownError"); };
  }],
]) {
  test(`the rest is saved raw where the database cannot be read: ${what}`, async (t) => {
    const { page, context, url } = await openPage(t, { expected });
    await context.route(WASM, (route) => route.abort());
    await context.addInitScript(fault);
    await page.goto(url);
    const coming = page.waitForEvent("download", { timeout: 15_000 });
    await saveAll(page).click();
    const { file } = await read(await coming);
    assert.ok(file.localStorage["claimlight/preferences/author"]);
    assert.match(JSON.stringify(file["database claimlight"]), /"\$type":"unreadable"/);
  });
}

// A debug build has no parts.
const parts = (await readdir(DIST)).filter((file) => /^(split|chunk)_.*\.wasm$/.test(file));
test("a part that is damaged is said, and what is kept can be saved", { skip: !parts.length && "a build without parts" }, async (t) => {
  let damaged = true;
  const { page } = await openPage(t, { expected });
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await saved(page);
  const damage = (context) =>
    context.route(/\/(split|chunk)_[^/]*\.wasm$/, async (route) => {
      if (!damaged) return route.continue();
      const body = await (await route.fetch()).body();
      body[body.length >> 1] ^= 1;
      return route.fulfill({ contentType: "application/wasm", body });
    });
  await damage(page.context());
  await page.reload();
  await alert(page).filter({ hasText: "could not be loaded" }).waitFor({ timeout: 4000 });
  await assertAccessible(page, { within: ".rescue" });
  const file = await rescued(page);
  assert.match(JSON.stringify(file["database claimlight"].versions), /The Chinese Embassy condemned the charges/);
  damaged = false;
  await reload(page).click();
  await claim(page, 1).waitFor();
  assert.equal(await saveAll(page).count(), 0);

  await t.test("also while the page is in use, which it does not hold up", async (t) => {
    damaged = true;
    const { page } = await openPage(t, { expected, before: damage });
    await choose(page, "Settings");
    await alert(page).filter({ hasText: "could not be loaded" }).waitFor();
    const bar = page.getByRole("region", { name: "Rescue" });
    await bar.getByText("you can still save all that is kept").waitFor();
    await assertAccessible(page);
    await article(page).click();
    await bar.getByRole("button", { name: "Close" }).click();
    await bar.waitFor({ state: "detached" });
    await choose(page, "Settings");
    await bar.waitFor();
    damaged = false;
    await choose(page, "Settings");
    await dialog(page, "Settings").waitFor();
    await bar.waitFor({ state: "detached" });
  });
});
