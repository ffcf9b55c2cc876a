// The teacher's class is kept in this browser until it is emptied: what holds of notebooks holds of
// it, and the sign on its page says what is so.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage, READY } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { pack } from "./support/archive.mjs";
import { returnFiles } from "./support/classroom.mjs";
import { change, dump } from "./support/database.mjs";
import { asksBeforeLeaving } from "./support/faults.mjs";
import { choose, dialog, markClaim, saved, until } from "./support/page.mjs";

const PEOPLE = 30;
const KEPT = "Kept in this browser";
const room = (page) => dialog(page, "Class");
const part = (page, name) => room(page).getByRole("tab", { name, exact: true });
const sign = (page, words) => room(page).getByText(words, { exact: typeof words === "string" }).first().waitFor({ timeout: 15_000 });
const kept = (page) => sign(page, KEPT);
const table = (page, name) => page.getByRole("table", { name, exact: true });
const overall = (page) => room(page).getByRole("textbox", { name: "Comment on the whole" });
const points = (page) => room(page).getByRole("textbox", { name: "Claims found and bounded well (of 5)" });
const students = (page) => room(page).getByRole("combobox", { name: "Mark the work of" });

async function openClass(page) {
  await choose(page, "Class");
  await room(page).getByRole("tablist").waitFor({ timeout: 15_000 });
}

async function loadMadeUp(page) {
  await openClass(page);
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await room(page).getByText("30 submissions").waitFor();
}

async function reopened(page, reload = () => page.reload()) {
  await reload();
  await page.waitForSelector(READY, { state: "attached", timeout: 25_000 });
  await openClass(page);
}

/** Opens the marks of one student, by their place. */
async function marking(page, at) {
  await part(page, "Marks").click();
  await students(page).selectOption({ index: at });
}

async function say(field, words) {
  await field.fill(words);
  await field.blur();
}

const yes = (page) => room(page).getByRole("button", { name: "Yes, empty the class" });

async function empty(page) {
  await part(page, "Submissions").click();
  const button = room(page).getByRole("button", { name: "Empty the class" });
  await button.click();
  await yes(page).click();
  await room(page).getByText("Nothing was handed in yet.").waitFor();
}

async function add(page, files) {
  await part(page, "Submissions").click();
  const choosing = page.waitForEvent("filechooser");
  await room(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles(files.map(({ name, text }) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
}

/** The class in storage: values by key, and all that `localStorage` has, as text. */
async function stored(page) {
  const { keys, values } = (await dump(page)).class ?? { keys: [], values: [] };
  const beside = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  return { keys, values, text: JSON.stringify({ keys, values }) + beside, beside };
}

const names = async (page) => {
  await part(page, "Submissions").click();
  return table(page, "Whose work is here").locator("tbody th").allTextContents();
};

/** Makes `put` throw as long as `window.full` is true. */
const mayBeFull = () => {
  window.full = false;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...values) {
    if (window.full) throw new DOMException("for a test", "QuotaExceededError");
    return put.apply(this, values);
  };
};

test("a class is there again after a reload, with its marks, its key and its exercise", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await kept(page);
  const [one, two, ...rest] = (await returnFiles(page)).slice(0, 6);
  await empty(page);
  // An exercise of its own, in every file.
  const own = [one, two, ...rest].map(({ name, text }) => {
    const file = JSON.parse(text);
    file.exercise.title = "An exercise of our own";
    return { name, text: JSON.stringify(file) };
  });
  await add(page, own);
  await room(page).getByText("6 submissions for “An exercise of our own”").waitFor();
  await part(page, "Key").click();
  await room(page).getByRole("button", { name: "Use the built-in key" }).click();
  await marking(page, 1);
  await say(points(page), "4.5");
  await say(overall(page), "Good eyes. =1+1 <b>\u{1F600}");
  await say(room(page).getByRole("textbox", { name: /^Comment on claim 1: / }), "Where does it end?");
  await say(room(page).getByRole("textbox", { name: /^Comment on source: / }).first(), "A good find.");
  await kept(page);
  await until("it is in storage", async () => !(await asksBeforeLeaving(page)));
  const people = await names(page);
  await room(page).getByRole("button", { name: /^Take out / }).first().click();
  await room(page).getByText("5 submissions").waitFor();
  await assertAccessible(page);
  await kept(page);

  for (let visit = 0; visit < 2; visit += 1) {
    await reopened(page);
    await room(page).getByText("5 submissions for “An exercise of our own”").waitFor();
    await kept(page);
    assert.deepEqual(await names(page), people.slice(1));
    await room(page).getByText("5 files: 5 kept from an earlier visit.").waitFor();
    await marking(page, 0);
    assert.equal(await points(page).inputValue(), "4.5");
    assert.equal(await overall(page).inputValue(), "Good eyes. =1+1 <b>\u{1F600}");
    assert.equal(await room(page).getByRole("textbox", { name: /^Comment on claim 1: / }).inputValue(), "Where does it end?");
    assert.equal(await room(page).getByRole("textbox", { name: /^Comment on source: / }).first().inputValue(), "A good find.");
    await room(page).getByText("Points: 4.5 of 15 points").waitFor();
    await part(page, "Key").click();
    await room(page).getByText("The key is the built-in one.").waitFor();
    await table(page, "Each claim of the key").waitFor();
  }

  await t.test("what goes back is the work as it was handed in", async () => {
    const back = JSON.parse((await returnFiles(page))[0].text);
    const handedIn = own.map(({ text }) => JSON.parse(text)).find(({ id }) => id === back.id);
    assert.deepEqual(back.first.items, handedIn.first.items);
    assert.equal(back.marks.overall, "Good eyes. =1+1 <b>\u{1F600}");
    assert.equal(back.submission.name, handedIn.submission.name);
    // The same file again is known, and what is stored is the text of a file like it.
    await add(page, [own[1]]);
    await room(page).getByText(/1 here already/).waitFor();
    const { values } = await stored(page);
    const file = values.map(({ file }) => file && JSON.parse(file)).find((file) => file?.id === back.id);
    assert.deepEqual({ ...file, marks: back.marks }, { ...back, ...pick(file, Object.keys(back).filter((key) => /modified|version/i.test(key))) });
  });
});

const pick = (object, keys) => Object.fromEntries(keys.map((key) => [key, object[key]]));

test("the open notebook as the key is there again, whatever is open then", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await part(page, "Key").click();
  await room(page).getByRole("button", { name: "Use the open notebook" }).click();
  await room(page).getByText("The key is the notebook that was open when you chose it.").waitFor();
  await kept(page);
  await reopened(page);
  await part(page, "Key").click();
  await room(page).getByText("The key is the notebook that was open when you chose it.").waitFor();
});

test("what is typed within 10 ms of leaving is there", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await kept(page);
  for (const [n, field] of [overall, points, overall, points, overall, points].entries()) {
    await marking(page, n);
    await field(page).focus();
    await page.evaluate((wait) => {
      addEventListener("input", () => (wait ? setTimeout(() => location.reload(), wait) : location.reload()), { once: true, capture: true });
    }, 2 * n - 1 > 0 ? 2 * n - 1 : 0);
    const loaded = page.waitForEvent("load");
    await page.keyboard.press("3").catch(() => {});
    await loaded;
    await page.waitForSelector(READY, { state: "attached", timeout: 25_000 });
    await openClass(page);
    await marking(page, n);
    assert.equal(await field(page).inputValue(), "3", `the ${n + 1}th`);
    await kept(page);
    await until("the journal is empty", async () => !/claimlight\/class\//.test((await stored(page)).beside));
  }
});

test("a class that was emptied leaves nothing behind", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  const people = await names(page);
  await marking(page, 3);
  await say(overall(page), "Words of mine");
  await kept(page);
  const before = await stored(page);
  assert.equal(before.keys.length, PEOPLE + 1);
  assert.ok(people.every((name) => before.text.includes(name)) && before.text.includes("Words of mine"));
  await empty(page);
  assert.equal(await room(page).getByText(KEPT, { exact: true }).count(), 0);
  for (let visit = 0; visit < 2; visit += 1) {
    const after = await stored(page);
    assert.deepEqual(after.keys, []);
    assert.doesNotMatch(after.beside, /claimlight\/class/);
    assert.deepEqual(people.filter((name) => after.text.includes(name)), []);
    assert.ok(!JSON.stringify(await dump(page)).includes("Words of mine"));
    await reopened(page);
    await room(page).getByText("Nothing was handed in yet.").waitFor();
  }
});

test("“Erase everything” erases the class", async (t) => {
  const { page, context, url } = await openPage(t);
  await loadMadeUp(page);
  const people = await names(page);
  await marking(page, 0);
  await say(overall(page), "Words of mine");
  await kept(page);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  await openClass(other);
  await kept(other);
  await page.bringToFront();
  await room(page).getByRole("button", { name: "Close", exact: true }).click();
  await choose(page, "Settings");
  await dialog(page, "Settings").getByRole("button", { name: "Erase everything", exact: true }).click();
  const anew = page.waitForEvent("load");
  await dialog(page, "Settings").getByRole("button", { name: "Yes, erase everything", exact: true }).click();
  await anew;
  await page.waitForSelector(READY, { state: "attached" });
  await other.waitForFunction(() => !document.querySelector("dialog"));
  const { text, keys } = await stored(page);
  assert.deepEqual(keys, []);
  assert.deepEqual(people.filter((name) => text.includes(name)), []);
  assert.doesNotMatch(text, /Words of mine|claimlight\/class/);
  await openClass(page);
  await room(page).getByText("Nothing was handed in yet.").waitFor();
});

test("marks that are given in two tabs are all there", async (t) => {
  const { page, context, url } = await openPage(t);
  await loadMadeUp(page);
  await kept(page);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  await openClass(other);
  await kept(other);
  await marking(other, 1);
  await page.bringToFront();
  await marking(page, 0);
  await say(overall(page), "From one");
  await say(points(page), "2");
  await kept(page);
  await other.bringToFront();
  await say(overall(other), "From the other");
  await kept(other);
  // Each shows what the other stored, without a reload.
  await marking(other, 0);
  await until("it shows", async () => (await overall(other).inputValue()) === "From one");
  await say(points(other), "4");
  await kept(other);
  await page.bringToFront();
  await until("it shows", async () => (await points(page).inputValue()) === "4");
  await marking(page, 1);
  await until("it shows", async () => (await overall(page).inputValue()) === "From the other");
  // The same field in both, typed without knowing of the other.
  await marking(other, 2);
  await marking(page, 2);
  await overall(page).fill("Words here");
  await overall(other).fill("Words there");
  await Promise.all([overall(page).blur(), overall(other).blur()]);
  await until("both are kept", async () => {
    const { text } = await stored(page);
    return text.includes("Words here") && text.includes("Words there");
  }, { timeout: 10_000 });
  for (const one of [page, other]) {
    await one.bringToFront();
    await kept(one);
    await reopened(one);
    await marking(one, 0);
    assert.deepEqual([await overall(one).inputValue(), await points(one).inputValue()], ["From one", "4"]);
    await marking(one, 1);
    assert.equal(await overall(one).inputValue(), "From the other");
    await marking(one, 2);
    assert.deepEqual((await overall(one).inputValue()).split("\n\n").sort(), ["Words here", "Words there"]);
  }

  await t.test("and a student who is taken out in one is gone from the other", async () => {
    await part(page, "Submissions").click();
    await page.bringToFront();
    await room(page).getByRole("button", { name: /^Take out / }).first().click();
    await kept(page);
    await other.bringToFront();
    await room(other).getByText("29 submissions").waitFor();
  });

  await t.test("emptied in one, it is gone from both", async () => {
    await page.bringToFront();
    await empty(page);
    await other.bringToFront();
    await part(other, "Submissions").click();
    await room(other).getByText("Nothing was handed in yet.").waitFor();
    await reopened(other);
    await room(other).getByText("Nothing was handed in yet.").waitFor();
    // One that is begun in one tab shows in the other, where none is.
    await room(other).getByRole("button", { name: "Load a made-up class" }).click();
    await kept(other);
    await page.bringToFront();
    await room(page).getByText("30 submissions").waitFor({ timeout: 15_000 });
  });
});

test("a class that was emptied in one tab does not come back from another that heard nothing", async (t) => {
  const { page, context, url } = await openPage(t, {
    before: (context) => context.addInitScript(() => Object.defineProperty(window, "BroadcastChannel", { value: undefined })),
  });
  await loadMadeUp(page);
  const people = await names(page);
  await kept(page);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  await openClass(other);
  await kept(other);
  await page.bringToFront();
  await empty(page);
  await other.bringToFront();
  await marking(other, 0);
  await say(overall(other), "Too late");
  await sign(other, /^Not kept: this class was emptied in another tab/);
  await until("the browser asks", () => asksBeforeLeaving(other));
  assert.deepEqual((await stored(other)).keys, []);
  // The other tab begins one of its own: it is not touched, and is what is there then.
  await page.bringToFront();
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await kept(page);
  await marking(page, 4);
  await say(overall(page), "The next class");
  await kept(page);
  await other.bringToFront();
  await say(overall(other), "Still too late");
  await sign(other, /^Not kept: this class was emptied in another tab/);
  await part(other, "Submissions").click();
  const button = room(other).getByRole("button", { name: "Empty the class" });
  await button.click();
  await yes(other).click();
  await kept(other);
  await marking(other, 4);
  assert.equal(await overall(other).inputValue(), "The next class");
  const { text } = await stored(other);
  assert.ok(!text.includes("too late") && people.every((name) => text.includes(name)));
});

test("a double click on “Empty the class” only asks", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await room(page).getByRole("button", { name: "Empty the class" }).dblclick();
  await yes(page).waitFor();
  await room(page).getByText("30 submissions").waitFor();
  assert.equal((await names(page)).length, PEOPLE);
});

test("a class that is put away as return files is gone on with", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await marking(page, 2);
  await say(points(page), "2.5");
  await say(overall(page), "Of the first class");
  await kept(page);
  await part(page, "Submissions").click();
  await room(page).getByText("To begin another class, first put this one away as files").waitFor();
  const away = await returnFiles(page);
  await empty(page);
  // Another class, for the same exercise.
  await add(page, away.slice(10, 12).map(({ name, text }) => ({ name, text: text.replaceAll(JSON.parse(text).submission.name, `Other ${name.length}`) })));
  await room(page).getByText("2 submissions").waitFor();
  await kept(page);
  await empty(page);
  // As the one archive that it was saved as.
  await part(page, "Submissions").click();
  const choosing = page.waitForEvent("filechooser");
  await room(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles({ name: "returned.zip", mimeType: "application/zip", buffer: pack(away) });
  await room(page).getByText("30 submissions").waitFor({ timeout: 15_000 });
  await marking(page, (await names(page)).findIndex((name) => name === JSON.parse(away[2].text).submission.name));
  assert.equal(await points(page).inputValue(), "2.5");
  assert.equal(await overall(page).inputValue(), "Of the first class");
  await until("the browser does not ask", async () => !(await asksBeforeLeaving(page)));
});

test("without IndexedDB the class lasts as long as the page, and that is said", async (t) => {
  const { page } = await openPage(t, {
    before: (context) => context.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined })),
  });
  await openClass(page);
  await room(page).getByText("The class is kept only while this page is open").waitFor();
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await sign(page, /^Not kept: this browser keeps nothing for this page/);
  assert.equal(await asksBeforeLeaving(page), false, "nothing of it is work");
  await marking(page, 0);
  await say(overall(page), "Only here");
  await until("it asks", () => asksBeforeLeaving(page));
  await room(page).getByRole("button", { name: "Close", exact: true }).click();
  await room(page).waitFor({ state: "detached" });
  await openClass(page);
  await marking(page, 0);
  assert.equal(await overall(page).inputValue(), "Only here");
  await returnFiles(page);
  await until("a file has it", async () => !(await asksBeforeLeaving(page)));
  await empty(page);
  assert.equal(await room(page).getByText(/^Not kept/).count(), 0);
});

test("a full disk is said, costs nothing, and is made good", async (t) => {
  const { page } = await openPage(t, { before: (context) => context.addInitScript(mayBeFull) });
  await openClass(page);
  await page.evaluate(() => (window.full = true));
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await sign(page, /^Not kept: this browser’s storage is full/);
  assert.deepEqual((await stored(page)).keys, []);
  await marking(page, 0);
  await say(overall(page), "No room for this");
  await sign(page, /^Not kept: this browser’s storage is full/);
  await until("the browser asks", () => asksBeforeLeaving(page));
  await assertAccessible(page);
  // It tries again by itself.
  await page.evaluate(() => (window.full = false));
  await kept(page);
  await until("the browser does not ask", async () => !(await asksBeforeLeaving(page)));
  // Then a mark alone: the journal has it, so the next page does.
  await page.evaluate(() => (window.full = true));
  await say(overall(page), "Room for this in the journal");
  await sign(page, /^Not kept: this browser’s storage is full/);
  await until("it is written down", async () => !(await asksBeforeLeaving(page)));
  await reopened(page);
  await kept(page);
  await marking(page, 0);
  assert.equal(await overall(page).inputValue(), "Room for this in the journal");
});

test("what cannot be read costs nothing else, is counted and stays", async (t) => {
  const { page } = await openPage(t);
  // Storage is looked over where there is work in it.
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await loadMadeUp(page);
  const people = await names(page);
  await kept(page);
  const ids = await change(page, async ({ database, done }) => {
    const store = () => database.transaction("class", "readwrite").objectStore("class");
    const keys = (await done(store().getAllKeys())).filter(([kind]) => kind === "work");
    const [first, second] = [await done(store().get(keys[0])), await done(store().get(keys[1]))];
    await done(store().put({ ...first, file: "{" }, keys[0]));
    await done(store().put({ ...second, format: 99 }, keys[1]));
    await done(store().put("nonsense", keys[2]));
    await done(store().put({ stray: true }, "stray"));
    return keys.slice(0, 3).map(([, id]) => id);
  });
  const before = await stored(page);
  const broken = before.keys.map((key, at) => [JSON.stringify(key), JSON.stringify(before.values[at])]).filter(([key]) => key === '"stray"' || ids.some((id) => key.includes(id)));
  assert.equal(broken.length, 4);
  await reopened(page);
  await room(page).getByText("27 submissions").waitFor();
  await room(page).getByRole("alert").filter({ hasText: "4 parts of the class that is kept here could not be read" }).waitFor();
  await assertAccessible(page);
  await marking(page, 0);
  await say(overall(page), "Marked all the same");
  await kept(page);
  const left = await names(page);
  const lost = people.filter((name) => !left.includes(name));
  assert.equal(lost.length, 3);
  await part(page, "Submissions").click();

  await t.test("the same work again stands beside it", async () => {
    const { page: source } = await openPage(t);
    await loadMadeUp(source);
    const files = (await returnFiles(source)).filter(({ text }) => lost.includes(JSON.parse(text).submission.name));
    await page.bringToFront();
    await add(page, files);
    await room(page).getByText("30 submissions").waitFor();
    await kept(page);
    await reopened(page);
    await room(page).getByText("30 submissions").waitFor();
    const { keys, values } = await stored(page);
    const now = new Map(keys.map((key, at) => [JSON.stringify(key), JSON.stringify(values[at])]));
    for (const [key, value] of broken) assert.equal(now.get(key), value);
  });

  await t.test("the list of broken records has what has no shape", async () => {
    await room(page).getByRole("button", { name: "Close", exact: true }).click();
    const count = page.getByRole("alert").filter({ hasText: "could not be read" });
    await count.getByRole("button", { name: "Show what could not be read" }).click({ timeout: 15_000 });
    const rows = dialog(page, "What could not be read").getByRole("listitem").filter({ hasText: "A part of a class" });
    await until("they are listed", async () => (await rows.count()) === 3);
    await rows.filter({ hasText: "a newer Claimlight stored it (format 99)" }).waitFor();
    await dialog(page, "What could not be read").getByRole("button", { name: "Close", exact: true }).click();
  });

  await t.test("and emptying the class removes it, too", async () => {
    await openClass(page);
    await empty(page);
    assert.deepEqual((await stored(page)).keys, []);
  });
});

test("without the record of the class itself, its work is still there", async (t) => {
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await marking(page, 5);
  await say(overall(page), "Still here");
  await kept(page);
  const spoilt = await change(page, async ({ database, done }) => {
    const store = () => database.transaction("class", "readwrite").objectStore("class");
    await done(store().put({ spoilt: true }, ["room"]));
    return true;
  });
  assert.ok(spoilt);
  await reopened(page);
  await room(page).getByText("30 submissions for “").waitFor();
  await room(page).getByRole("alert").filter({ hasText: "1 part of the class" }).waitFor();
  await marking(page, 5);
  assert.equal(await overall(page).inputValue(), "Still here");
  await say(overall(page), "And here");
  await kept(page);
  const { keys, values } = await stored(page);
  assert.deepEqual(values[keys.findIndex((key) => key[0] === "room")], { spoilt: true });
  await reopened(page);
  await marking(page, 5);
  assert.equal(await overall(page).inputValue(), "And here");
});

test("storage that cannot be read is not taken for an empty one", async (t) => {
  const { page } = await openPage(t, {
    before: (context) => context.addInitScript(() => {
      const { getAll } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.getAll = function (...values) {
        if (this.name === "class" && sessionStorage.unreadable) throw new DOMException("for a test", "UnknownError");
        return getAll.apply(this, values);
      };
    }),
  });
  await loadMadeUp(page);
  await kept(page);
  const before = await stored(page);
  await page.evaluate(() => (sessionStorage.unreadable = "yes"));
  await page.reload();
  await page.waitForSelector(READY, { state: "attached" });
  await choose(page, "Class");
  await sign(page, /^Not kept: what is kept in this browser could not be read now/);
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await room(page).getByText("30 submissions").waitFor();
  await marking(page, 0);
  await say(overall(page), "Beside it");
  await sign(page, /^Not kept: what is kept in this browser could not be read now/);
  await page.evaluate(() => delete sessionStorage.unreadable);
  assert.deepEqual(await stored(page), before);
});

test("a newer database is read and left untouched", async (t) => {
  const { page, url } = await openPage(t, { expected: [/404/] });
  await loadMadeUp(page);
  await marking(page, 0);
  await say(overall(page), "Before");
  await kept(page);
  await page.goto(new URL("none", url).href);
  await change(page, ({ database }) => database.version, { version: 99 });
  const before = (await dump(page)).class;
  await reopened(page, () => page.goto(url));
  await marking(page, 0);
  assert.equal(await overall(page).inputValue(), "Before");
  await say(overall(page), "After");
  await sign(page, /^Not kept: a newer Claimlight/);
  await part(page, "Submissions").click();
  const button = room(page).getByRole("button", { name: "Empty the class" });
  await button.click();
  await yes(page).click();
  await sign(page, /^Not emptied: a newer Claimlight/);
  await room(page).getByText("30 submissions").waitFor();
  assert.deepEqual((await dump(page)).class, before);
});

test("site data that is cleared under the page is written again; a class that is lost is missed", async (t) => {
  const { page, url } = await openPage(t, { expected: [/404/] });
  await loadMadeUp(page);
  await marking(page, 0);
  await say(overall(page), "Once more");
  await kept(page);
  await page.evaluate(() => new Promise((resolve) => Object.assign(indexedDB.deleteDatabase("claimlight"), { onsuccess: resolve })));
  await until("it is there again", async () => (await stored(page)).keys.length === PEOPLE + 1, { timeout: 15_000 });
  await reopened(page);
  await marking(page, 0);
  assert.equal(await overall(page).inputValue(), "Once more");
  await kept(page);
  // Behind the page's back nobody is there to write it again.
  await page.goto(new URL("none", url).href);
  await page.evaluate(() => new Promise((resolve) => Object.assign(indexedDB.deleteDatabase("claimlight"), { onsuccess: resolve })));
  await reopened(page, () => page.goto(url));
  await room(page).getByRole("alert").filter({ hasText: "A class was kept in this browser and is not there any more" }).waitFor();
  await assertAccessible(page);
  await room(page).getByRole("button", { name: "Load a made-up class" }).click();
  await kept(page);
  await reopened(page);
  assert.equal(await room(page).getByText("A class was kept in this browser and").count(), 0);
});

test("a class that the first page of this format kept is read", async (t) => {
  const fixture = JSON.parse(await readFile(new URL("../fixtures/class-1.json", import.meta.url), "utf8"));
  const { page } = await openPage(t);
  await change(page, async ({ database, done, given }) => {
    for (const [n, key] of given.keys.entries()) await done(database.transaction("class", "readwrite").objectStore("class").add(given.values[n], key));
  }, { given: fixture });
  await openClass(page);
  await room(page).getByText("2 submissions for “").waitFor();
  await kept(page);
  await marking(page, 1);
  assert.equal(await points(page).inputValue(), "4.5");
  assert.equal(await overall(page).inputValue(), "Güt. 漢\u{1F600}");
  await part(page, "Key").click();
  await room(page).getByText("The key is the built-in one.").waitFor();
  assert.deepEqual((await dump(page)).class, fixture, "nothing of it was written");
});

test("of a class whose students were all taken out, no name is left", async (t) => {
  const fixture = JSON.parse(await readFile(new URL("../fixtures/class-1.json", import.meta.url), "utf8"));
  const { page } = await openPage(t);
  await change(page, async ({ database, done, given }) => {
    for (const [n, key] of given.keys.entries()) {
      if (key[0] !== "key") await done(database.transaction("class", "readwrite").objectStore("class").add(given.values[n], key));
    }
  }, { given: fixture });
  await openClass(page);
  const people = await names(page);
  for (let n = 0; n < 2; n += 1) await room(page).getByRole("button", { name: /^Take out / }).first().click();
  await until("they are gone", async () => (await stored(page)).keys.length === 1);
  await kept(page);
  const { text } = await stored(page);
  assert.equal(people.length, 2);
  assert.deepEqual(people.filter((name) => text.includes(name)), []);
  await reopened(page);
  await room(page).getByText("Nothing was handed in yet.").waitFor();
});
