// What is stored and cannot be read costs nothing else, and is never lost; what an older page
// stored is brought up to date; what a newer one stored is left alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage, READY } from "./support/browser.mjs";
import { change, dump } from "./support/database.mjs";
import { choose, claims, dialog, exported, markClaim, openFile, read, saved, saveState, told, toolbar, until } from "./support/page.mjs";

const CLAIMS = ["Claim 1, Attribution: The Chinese Embassy condemned the charges", "Claim 2, Opinion: There was no immediate word"];

async function twoClaims(page) {
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/1");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
}

const count = (page) => page.getByRole("alert").filter({ hasText: "could not be read" });
const list = (page) => dialog(page, "What could not be read");

/** Puts values of every wrong kind beside the good ones; returns how many. */
const spoil = (page) =>
  change(page, async ({ database, done }) => {
    const store = () => database.transaction("versions", "readwrite").objectStore("versions");
    const [notebook] = (await done(store().getAllKeys()))[0];
    const [sound] = await done(store().index("kind").getAll("claim"));
    const copy = () => structuredClone(sound);
    const cycle = copy();
    cycle.record.self = cycle;
    const within = (path, value) => {
      const it = copy();
      let at = it;
      for (const key of path.slice(0, -1)) at = at[key];
      at[path.at(-1)] = value;
      return it;
    };
    let deep = {};
    for (let n = 0; n < 1000; n += 1) deep = { deep };
    const values = [
      null, undefined, true, NaN, -0, Infinity, 17n, "", "{", "nonsense", [], {}, [[], [{}]], new Array(4_000_000_000),
      "\ud800 alone", { notebook, kind: "claim", record: "\udc00" }, within(["record", "id"], "\ud800"),
      { notebook, kind: "claim" }, { notebook, kind: "claim", record: null }, { notebook, kind: "claim", record: { type: 7 } },
      within(["notebook"], 7), within(["record", "id"], 7), within(["record", "id"], { a: "urn:x:1" }), within(["record", "version"], { a: NaN }),
      within(["record", "version"], { a: -1 }), within(["record", "version"], { a: 1.5 }), within(["record", "target"], null),
      within(["record", "type"], "Nothing"), within(["record", "target"], new Map([["a", 1]])),
      within(["record"], JSON.stringify(copy().record).slice(0, 200)), within(["format"], 99), within(["format"], "2"),
      cycle, deep, new Date(), new Date(NaN), new Map([[{ a: 1 }, new Set([NaN])]]), new Set(["broken-set"]), /broken/g,
      new Blob(["broken-blob"], { type: "text/plain" }), new File(["broken-file"], "a.txt"), new ArrayBuffer(8), new Uint16Array([1, 2, 3]),
      new Error("broken-error"), { notebook, kind: "claim", record: new Blob(["within"]) }, "x".repeat(5_000_000),
      { notebook, kind: "notebook", record: { id: notebook, type: "AnnotationCollection" } },
    ];
    for (const [n, value] of values.entries()) await done(store().add(value, [notebook, `urn:x:broken-${n}`, 1, "x"]));
    // Where nobody looks for them: under keys of other shapes, and for no notebook that there is.
    const strays = ["stray", 7, ["urn:x:nobody", "urn:x:1", 1, "x"], [new Date(), [1]]];
    for (const key of strays) await done(store().add({ stray: true }, key));
    const other = async (name, value, key) => done(database.transaction(name, "readwrite").objectStore(name).add(value, key));
    await other("articles", { blocks: 7 }, "broken-article");
    await other("steps", { edits: "none" }, [notebook, "broken-step", 1]);
    return values.length + strays.length + 2;
  });

test("broken records cost nothing else, are listed, and come out with everything", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  const before = await dump(page);
  const broken = await spoil(page);
  const spoilt = await dump(page);
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  await count(page).filter({ hasText: `${broken} records could not be read` }).waitFor();

  await t.test("each with what can be told of it", async () => {
    await count(page).getByRole("button", { name: "Show what could not be read" }).click();
    const rows = list(page).getByRole("listitem");
    await until("they are listed", async () => (await rows.count()) === broken);
    await rows.filter({ hasText: "An article: " }).filter({ hasText: "broken-article" }).waitFor();
    await rows.filter({ hasText: "A step of undo: " }).filter({ hasText: "broken-step" }).waitFor();
    await rows.filter({ hasText: "a newer Claimlight stored it (format 99)" }).waitFor();
    await rows.filter({ hasText: "broken-34" }).waitFor();
  });

  await t.test("all of it in one file", async () => {
    const coming = page.waitForEvent("download");
    await list(page).getByRole("button", { name: "Save everything raw" }).click();
    const { name, text, file } = await read(await coming);
    assert.equal(name, "claimlight-everything.json");
    const { keys, values } = file.database.versions;
    assert.equal(keys.length, spoilt.versions.keys.length);
    const raw = (n) => values[keys.findIndex((key) => key[1] === `urn:x:broken-${n}`)];
    const all = JSON.stringify(file);
    const bytes = (words) => Buffer.from(words).toString("base64");
    for (const words of ["broken-set", "17", bytes("broken-blob"), bytes("broken-file"), bytes("within")]) assert.ok(all.includes(words), words);
    assert.deepEqual([0, 1, 3, 5, 6].map(raw), [null, { "raw:undefined": true }, { "raw:number": "NaN" }, { "raw:number": "inf" }, { "raw:bigint": "17" }]);
    assert.deepEqual(raw(13), { "raw:array": 4_000_000_000, items: {} });
    assert.equal(raw(14), "\ud800 alone");
    assert.ok(values.some((value) => value?.record?.self?.["raw:cycle"] === 2));
    assert.ok(values.some((value) => typeof value === "string" && value.length === 5_000_000));
    assert.ok(text.includes('"raw:map":[[{"a":1},{"raw:set":[{"raw:number":"NaN"}]}]]'));
    assert.ok(file.localStorage["claimlight/witness"].includes("China"));
    await list(page).getByRole("button", { name: "Close", exact: true }).click();
  });

  await t.test("and none is ever deleted", async () => {
    await markClaim(page, "up to the U.S.", "Opinion");
    await saved(page);
    for (let visit = 0; visit < 2; visit += 1) {
      await page.reload();
      await saved(page);
      // By then the storage was looked over and swept.
      await new Promise((resolve) => setTimeout(resolve, 4000));
    }
    const after = await dump(page);
    const names = (stores, name) => new Set(stores[name].keys.map((key) => JSON.stringify(key)));
    const sound = names(before, "versions");
    for (const store of ["versions", "articles", "steps"]) {
      const left = names(after, store);
      for (const key of names(spoilt, store)) {
        if (store !== "versions" || !sound.has(key)) assert.ok(left.has(key), `${store}: ${key}`);
      }
    }
    assert.equal((await claims(page)).length, 3);
    assert.equal((await exported(page)).file.first.items.filter(({ motivation }) => motivation === "classifying").length, 3);
  });
});

test("a notebook whose own record is broken is opened, under the name that was noted", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  const kept = await change(page, async ({ database, done }) => {
    const store = () => database.transaction("versions", "readwrite").objectStore("versions");
    const [key] = await done(store().index("kind").getAllKeys("notebook"));
    await done(store().put({ kind: "notebook", broken: "kept" }, key));
    return key;
  });
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  assert.match(await page.title(), /^China: up to the U\.S\./);
  await count(page).filter({ hasText: "1 record could not be read" }).waitFor();
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  const { keys, values } = (await dump(page)).versions;
  assert.equal(values[keys.findIndex((key) => JSON.stringify(key) === JSON.stringify(kept))].broken, "kept");
});

test("a notebook whose article is broken is not taken for none, and its copy mends it", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  await until("there is a copy", () => page.evaluate(() => localStorage.getItem("claimlight/mirror")?.includes('"exact": "There was no immediate word')));
  await change(page, async ({ database, done }) => {
    const store = () => database.transaction("articles", "readwrite").objectStore("articles");
    const [key] = await done(store().getAllKeys());
    await done(store().put({ id: key, blocks: [{ kind: "paragraph", text: "Another text." }] }, key));
  });
  await page.reload();
  const missing = page.getByRole("alert", { name: "Missing work" });
  await missing.filter({ hasText: "is damaged in this browser’s storage" }).waitFor();
  assert.deepEqual(await claims(page), []);
  await missing.getByRole("button", { name: /^Bring back/ }).click();
  await missing.waitFor({ state: "detached" });
  assert.deepEqual(await claims(page), CLAIMS);
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  assert.equal(await missing.count(), 0);
});

test("a broken record in the place of a good one does not keep the copy of it away", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  await until("there is a copy", () => page.evaluate(() => localStorage.getItem("claimlight/mirror")?.includes('"exact": "There was no immediate word')));
  await change(page, async ({ database, done }) => {
    const store = () => database.transaction("versions", "readwrite").objectStore("versions");
    for (const key of await done(store().index("kind").getAllKeys("claim"))) await done(store().put({ kind: "claim" }, key));
  });
  await page.reload();
  const missing = page.getByRole("alert", { name: "Missing work" });
  await missing.filter({ hasText: "has lost some of its last changes" }).waitFor();
  await missing.getByRole("button", { name: /^Bring back/ }).click();
  await missing.waitFor({ state: "detached" });
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  await count(page).filter({ hasText: "2 records could not be read" }).waitFor();
});

test("a database of version 1 is migrated, and nothing of it is lost", async (t) => {
  const fixture = JSON.parse(await readFile(new URL("../fixtures/database-1.json", import.meta.url), "utf8"));
  // A page of the origin that is not ours, before ours was ever opened.
  const { page, context, url } = await openPage(t, { first: "none", expected: [/404/] });
  await change(page, async ({ database, done, given }) => {
    for (const [name, { keys, values }] of Object.entries(given)) {
      for (const [n, key] of keys.entries()) await done(database.transaction(name, "readwrite").objectStore(name).add(values[n], key));
    }
  }, { version: 1, given: fixture });
  await page.evaluate((json) => localStorage.setItem("claimlight/witness", json), JSON.stringify({
    [fixture.versions.keys[0][0]]: "An old name",
  }));
  await page.goto(url);
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  assert.equal(await page.getByRole("alert", { name: "Missing work" }).count(), 0);
  await until("all is in the newest format", async () => {
    const { versions } = await dump(page);
    return versions.values.length === fixture.versions.values.length && versions.values.every(({ format }) => format === 2);
  }, { timeout: 15_000 });
  assert.deepEqual(
    (await dump(page)).versions.values.map(({ record }) => JSON.stringify(record)).sort(),
    fixture.versions.values.map(({ record }) => JSON.stringify(record)).sort(),
  );
  assert.match(await page.evaluate(() => localStorage.getItem("claimlight/witness")), /^claimlight-witness 2\n/);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  assert.deepEqual(await claims(other), CLAIMS);
});

test("a database of version 2 is brought to the newest, and nothing of it is changed", async (t) => {
  const fixture = JSON.parse(await readFile(new URL("../fixtures/database-2.json", import.meta.url), "utf8"));
  const { page, context, url } = await openPage(t, { first: "none", expected: [/404/] });
  await change(page, async ({ database, done, given }) => {
    for (const [name, { keys, values }] of Object.entries(given)) {
      for (const [n, key] of keys.entries()) await done(database.transaction(name, "readwrite").objectStore(name).add(values[n], key));
    }
  }, { version: 2, given: fixture });
  // A page of that time is open in another tab: it makes way.
  const older = await context.newPage();
  await older.goto(new URL("none", url).href);
  await older.evaluate(() => new Promise((resolve) => {
    indexedDB.open("claimlight", 2).onsuccess = ({ target: { result } }) => {
      result.onversionchange = () => {
        window.superseded = true;
        result.close();
      };
      resolve();
    };
  }));
  await page.goto(url);
  await saved(page);
  assert.deepEqual(await claims(page), CLAIMS);
  assert.equal(await older.evaluate(() => window.superseded), true);
  assert.equal(await count(page).count(), 0);
  const after = await dump(page);
  assert.deepEqual(after.class, { keys: [], values: [] });
  for (const [name, { keys, values }] of Object.entries(fixture)) {
    const found = new Map(after[name].keys.map((key, at) => [JSON.stringify(key), after[name].values[at]]));
    for (const [n, key] of keys.entries()) assert.deepEqual(found.get(JSON.stringify(key)), values[n], name);
  }
});

test("what was not read back in the new format stays in the old one", async (t) => {
  const fixture = JSON.parse(await readFile(new URL("../fixtures/database-1.json", import.meta.url), "utf8"));
  const { page, url } = await openPage(t, {
    first: "none",
    expected: [/404/],
    // Reading back by key fails: nothing else reads a single version.
    before: (context) => context.addInitScript(() => {
      const get = IDBObjectStore.prototype.get;
      IDBObjectStore.prototype.get = function (key) {
        return get.call(this, this.name === "versions" ? "nothing" : key);
      };
    }),
  });
  await change(page, async ({ database, done, given }) => {
    for (const [name, { keys, values }] of Object.entries(given)) {
      for (const [n, key] of keys.entries()) await done(database.transaction(name, "readwrite").objectStore(name).add(values[n], key));
    }
  }, { version: 1, given: fixture });
  await page.goto(url);
  await saved(page);
  const formats = async (format) => (await dump(page)).versions.values.filter((value) => value.format === format).length;
  await until("the new is there", async () => (await formats(2)) === 6, { timeout: 15_000 });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(await formats(undefined), 6, "the old is there too");
  await page.reload();
  assert.deepEqual(await claims(page), CLAIMS);
});

test("a database of a newer version is read and left untouched", async (t) => {
  const { page, url } = await openPage(t, { expected: [/404/] });
  await twoClaims(page);
  await page.goto(new URL("none", url).href);
  await change(page, ({ database }) => database.version, { version: 99 });
  const before = await dump(page);
  await page.goto(url);
  await saveState(page, "readonly", "Not saved: a newer Claimlight owns this storage. Reload the page.");
  assert.deepEqual(await claims(page), CLAIMS);
  await markClaim(page, "up to the U.S.", "Opinion");
  await saveState(page, "readonly", /^Not saved: a newer Claimlight/);
  assert.equal((await claims(page)).length, 3);
  // It can be saved as a file all the same.
  assert.equal((await exported(page)).file.first.items.filter(({ motivation }) => motivation === "classifying").length, 3);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  assert.deepEqual(await dump(page), before);
});

test("when a newer version opens the database, the older page stops writing and says so", async (t) => {
  const { page, context, url } = await openPage(t, { expected: [/404/] });
  await twoClaims(page);
  const newer = await context.newPage();
  await newer.goto(new URL("none", url).href);
  await change(newer, ({ database }) => database.version, { version: 99 });
  await page.bringToFront();
  await saveState(page, "stopped", "Not saved any more: another tab has a newer Claimlight. Reload the page.");
  await told(page, "another tab has a newer Claimlight");
  const before = await dump(newer);
  await markClaim(page, "up to the U.S.", "Opinion");
  await saveState(page, "stopped", /^Not saved any more/);
  assert.ok(await toolbar(page).isVisible());
  assert.equal((await exported(page)).file.first.items.filter(({ motivation }) => motivation === "classifying").length, 3);
  assert.deepEqual(await dump(newer), before);
});

test("a file of a newer version is not opened, and says why", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  const { file } = await exported(page);
  await openFile(page, "newer.jsonld", JSON.stringify({ ...file, formatVersion: 99 }));
  await told(page, "it was saved by a newer Claimlight (format 99)");
  assert.equal(await dialog(page, "What this file would do").count(), 0);
  assert.deepEqual(await claims(page), CLAIMS);
});
