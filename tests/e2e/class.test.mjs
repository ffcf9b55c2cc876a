// The teacher's class: files come in, the class is seen on the text, beside the key, marked and
// returned. That every number is right is tested in class-numbers.test.mjs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { pack } from "./support/archive.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { workOf } from "./support/class-files.mjs";
import { claimsOf, tally } from "./support/class-numbers.mjs";
import { assertShown } from "./support/class-shown.mjs";
import { cells, classPage, part, returnFiles, table } from "./support/classroom.mjs";
import { annotations, choose, claims, dialog, exported, margin, openFile, until } from "./support/page.mjs";

const PEOPLE = 30;

async function openClass(page) {
  await choose(page, "Class");
  await classPage(page).waitFor();
}

async function loadMadeUp(page) {
  await openClass(page);
  await classPage(page).getByRole("button", { name: "Load a made-up class" }).click();
  await classPage(page).getByText("30 submissions").waitFor();
}

/** Nothing on the class page is still worked out. */
const settled = (page) => classPage(page).getByText("Working it out…").first().waitFor({ state: "detached" });

/** What a person marked, from their file: span, kind, verdict. */
const marksOf = ({ text }) => workOf(text).claims;

/** Asserts that the class on show is that of these files. */
const assertFiles = (page, files) => assertShown(page, files.map(({ text }) => workOf(text)));

let made;

/** The return files of the made-up class, whichever test asks first. */
const madeUpFiles = (t) =>
  (made ??= (async () => {
    const { page } = await openPage(t);
    await loadMadeUp(page);
    return returnFiles(page);
  })());

test("a made-up class says what its files say", async (t) => {
  const { page } = await openPage(t);
  await openClass(page);
  await assertAccessible(page);
  await classPage(page).getByText("The class is kept in this browser until you empty it").waitFor();
  await classPage(page).getByRole("button", { name: "Load a made-up class" }).click();
  await classPage(page).getByText("30 submissions").waitFor();
  await classPage(page).getByText("Made up", { exact: true }).first().waitFor();
  const files = await returnFiles(page);
  made = files;
  assert.equal(new Set(files.map(({ name }) => name)).size, PEOPLE);
  for (const { text } of files) assert.equal(JSON.parse(text).submission.madeUp, true);
  await assertFiles(page, files);

  await t.test("tables are sorted by the buttons in their heads", async () => {
    await part(page, "On the text").click();
    const found = table(page, "Claims that the class found");
    const head = found.getByRole("columnheader", { name: "Found by" });
    const numbers = async () => (await cells(found)).map(([, it]) => Number.parseInt(it));
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    const down = await numbers();
    assert.deepEqual(down, down.toSorted((a, b) => b - a));
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    assert.deepEqual(await numbers(), down.toSorted((a, b) => a - b));
  });

  await t.test("N and P step through claims, or through agreement or difference alone", async () => {
    const open = classPage(page).getByRole("region", { name: "The open claim" });
    await page.keyboard.press("n");
    await open.getByRole("heading", { name: /^Claim 1 of / }).waitFor();
    await page.keyboard.press("n");
    await open.getByRole("heading", { name: /^Claim 2 of / }).waitFor();
    await page.keyboard.press("p");
    await open.getByRole("heading", { name: /^Claim 1 of / }).waitFor();
    await classPage(page).getByRole("combobox", { name: "Step through" }).selectOption({ label: "difference" });
    for (let i = 0; i < 4; i++) {
      await classPage(page).getByRole("button", { name: "Next (N)" }).click();
      await open.getByText("Difference", { exact: true }).waitFor();
    }
    // What is open is outlined in the article.
    assert.ok((await classPage(page).locator("mark").allTextContents()).join("").length > 5);
  });

  await t.test("one student is picked out", async () => {
    const name = JSON.parse(files[4].text).submission.name;
    await classPage(page).getByRole("combobox", { name: "Show one student" }).selectOption({ label: name });
    const rows = await cells(table(page, "Claims that the class found"));
    const theirs = claimsOf(files.map(({ text }) => workOf(text))).filter(({ said }) => said.some(({ who }) => who === 4));
    assert.equal(rows.length, theirs.length);
    await classPage(page).getByRole("combobox", { name: "Show one student" }).selectOption({ label: "The whole class" });
  });

  await t.test("before the class there are no names", async () => {
    const names = files.map(({ text }) => JSON.parse(text).submission.name);
    await classPage(page).getByRole("checkbox", { name: /^Projector/ }).check();
    for (const name of ["Submissions", "On the text", "Agreement", "Key", "Marks"]) {
      await part(page, name).click();
      await settled(page);
      const said = await page.evaluate(() => document.body.textContent);
      assert.deepEqual(names.filter((one) => said.includes(one)), [], name);
    }
    await classPage(page).getByRole("checkbox", { name: /^Projector/ }).uncheck();
  });

  await t.test("the class is still there when the page of it is closed and opened", async () => {
    await classPage(page).getByRole("button", { name: "Close" }).click();
    await classPage(page).waitFor({ state: "detached" });
    await openClass(page);
    await classPage(page).getByText("30 submissions").waitFor();
  });
});

test("files are added, chosen or dropped, and what became of each is said", async (t) => {
  const files = await madeUpFiles(t);
  const { page } = await openPage(t);
  await openClass(page);
  const choosing = page.waitForEvent("filechooser");
  await classPage(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles(files.slice(0, 20).map(({ name, text }) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
  await classPage(page).getByText("20 submissions").waitFor();
  const rest = files.slice(19).map(({ name, text }) => [name, text]);
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.querySelector("dialog").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, [...rest, ["zz-broken.jsonld", "{"], ["zz-other.jsonld", JSON.stringify({ hello: "world" })]]);
  await classPage(page).getByText("30 submissions").waitFor();
  const seen = await cells(table(page, "The files and what became of them"));
  assert.equal(seen.length, 33);
  assert.equal(seen.filter(([, , it]) => it === "Added.").length, 30);
  assert.equal(seen.filter(([, , it]) => it.startsWith("Here already")).length, 1);
  assert.equal(seen.filter(([, , it]) => /^(Cannot be read: |Not taken: )./.test(it)).length, 2);
  await classPage(page).getByText(/33 files: 30 new, 1 here already, 2 not taken/).waitFor();
  await assertAccessible(page);
  await assertFiles(page, files);
});

test("a learning platform's archive of submissions is taken as it is", async (t) => {
  const files = await madeUpFiles(t);
  const { page } = await openPage(t);
  await openClass(page);
  const folder = (name) => `Class 8b/${name.replace(/ returned.jsonld$/, "")}_1042_file/work.jsonld`;
  const whole = pack([
    ...files.map(({ name, text }) => ({ name: folder(name), text })),
    { name: "__MACOSX/Class 8b/._work.jsonld", text: "x" },
    { name: "Class 8b/notes.txt", text: "Hello." },
  ]);
  const broken = pack([{ name: "broken.jsonld", text: files[0].text }]);
  broken[60] ^= 0xff;
  const locked = await readFile(new URL("../fixtures/archives/locked.zip", import.meta.url));
  const huge = pack([{ name: "huge.jsonld", text: " ".repeat(51_000_000) }]);
  const choosing = page.waitForEvent("filechooser");
  await classPage(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles(
    Object.entries({ "a.zip": whole, "b.zip": broken, "c.zip": locked, "d.zip": huge, "e.zip": whole.subarray(0, 5000) })
      .map(([name, buffer]) => ({ name, mimeType: "application/zip", buffer })),
  );
  await classPage(page).getByText("30 submissions").waitFor();
  const seen = await cells(table(page, "The files and what became of them"));
  assert.equal(seen.filter(([, , it]) => it === "Added.").length, 30);
  const refused = Object.fromEntries(seen.filter(([, , it]) => it !== "Added.").map(([name, , it]) => [name, it]));
  assert.deepEqual(Object.keys(refused).sort(), ["Class 8b/notes.txt", "broken.jsonld", "e.zip", "huge.jsonld", "s.txt"]);
  assert.match(refused["broken.jsonld"], /the archive is damaged or cut off/);
  assert.match(refused["e.zip"], /the archive is damaged or cut off/);
  assert.match(refused["huge.jsonld"], /larger than 50 MB/);
  assert.match(refused["s.txt"], /packed with a password or in an unusual way/);
  await assertFiles(page, files);
});

test("work on another version of the article is anchored, and that is said", async (t) => {
  const files = (await madeUpFiles(t)).slice(0, 3);
  const { page } = await openPage(t);
  await choose(page, "Open an article");
  const form = dialog(page, "Open an article");
  const text = await page.getByRole("article").innerText();
  await form.getByLabel("Article text").fill(`${text}\n\nThis sentence was added later.`);
  await form.getByRole("button", { name: "Start a notebook on it" }).click();
  await form.waitFor({ state: "detached" });
  await openClass(page);
  const choosing = page.waitForEvent("filechooser");
  await classPage(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles(files.map(({ name, text }) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
  await classPage(page).getByText("3 submissions").waitFor();
  const seen = await cells(table(page, "The files and what became of them"));
  for (const [, , it] of seen) assert.match(it, /^Added\. Made on another version of the article: (\d+) of \1 found again/);
  await part(page, "On the text").click();
  const rows = await cells(table(page, "Claims that the class found"));
  const found = rows.reduce((sum, [, it]) => sum + Number.parseInt(it), 0);
  const marked = files.map(marksOf).flat().length;
  assert.ok(found > 0 && found <= marked, `${found} of ${marked}`);
});

test("the class and each student beside the key", async (t) => {
  const files = await madeUpFiles(t);
  const { page } = await openPage(t);
  await loadMadeUp(page);
  await part(page, "Key").click();
  await classPage(page).getByRole("button", { name: "Use the built-in key" }).click();
  await classPage(page).getByText("The key is the built-in one.").waitFor();
  const byClaim = (await cells(table(page, "Each claim of the key"))).map((row) => row.slice(1).map(Number));
  assert.equal(byClaim.length, 14);
  for (const [found, same, ends, kind, verdict, missed] of byClaim) {
    assert.equal(found + missed, PEOPLE);
    assert.ok([same, ends, kind, verdict].every((n) => n <= found));
  }
  const students = await cells(table(page, "Each submission beside the key"));
  assert.equal(students.length, PEOPLE);
  const marks = new Map(files.map((file) => [JSON.parse(file.text).submission.name, marksOf(file)]));
  for (const [name, ...numbers] of students) {
    const [found, , , , , , missed, extra] = numbers.map(Number);
    assert.equal(found + missed, 14, name);
    assert.equal(found + extra, marks.get(name).length, name);
  }
  const column = (rows, at) => rows.reduce((sum, row) => sum + Number(row[at]), 0);
  assert.equal(column(byClaim, 0), column(students, 1));
  assert.equal(column(byClaim, 2), column(students, 3));
  assert.equal(column(byClaim, 3), column(students, 4));
  await assertAccessible(page);

  const [name, ...numbers] = students[2];
  await classPage(page).getByRole("combobox", { name: "Compare" }).selectOption({ label: name });
  const region = classPage(page).getByRole("region", { name: /^Claim by claim/ });
  await region.getByRole("heading", { level: 4 }).first().waitFor();
  const headings = await region.getByRole("heading", { level: 4 }).allTextContents();
  const counts = tally(headings);
  assert.equal(counts.Missed ?? 0, Number(numbers[6]));
  assert.equal(counts["Not in the key"] ?? 0, Number(numbers[7]));
  assert.equal(counts.Same ?? 0, Number(numbers[1]));
  assert.equal((counts.Differs ?? 0) + (counts.Same ?? 0), Number(numbers[0]));
  assert.ok((await region.getByText("The key’s reason:").count()) > 5);
  assert.equal(await region.getByText(/^Other kind: /).count(), Number(numbers[3]));
  assert.equal(await region.getByText(/^Boundary differs: /).count(), Number(numbers[2]));
  await assertAccessible(page);
});

test("marks go back in a file, and the student finds the work untouched beside them", async (t) => {
  const files = await madeUpFiles(t);
  const { page, context } = await openPage(t);
  await loadMadeUp(page);
  await part(page, "Marks").click();
  const room = classPage(page);
  await room.getByRole("textbox", { name: "Claims found and bounded well (of 5)" }).fill("4,5");
  await room.getByRole("textbox", { name: "Sources fit and are good (of 5)" }).fill("many");
  await room.getByRole("textbox", { name: "Comment on the whole" }).fill("Good eyes. =1+1");
  await room.getByText("This is no number of points").waitFor();
  await room.getByRole("textbox", { name: "Verdicts and reasons hold (of 5)" }).fill("5.5");
  await room.getByText("There are at most 5 for this.").waitFor();
  await room.getByRole("textbox", { name: "Sources fit and are good (of 5)" }).fill("3");
  await room.getByRole("textbox", { name: /^Comment on claim 1: / }).fill("Where does it end?");
  await room.getByRole("textbox", { name: /^Comment on source: / }).first().fill("A good find.");
  await room.getByText("Points: 7.5 of 15 points").waitFor();
  await assertAccessible(page);
  const coming = page.waitForEvent("download");
  await room.getByRole("button", { name: "Save the return file" }).click();
  const download = await coming;
  const text = await readFile(await download.path(), "utf8");
  const file = JSON.parse(text);
  assert.deepEqual(file.marks.points, [
    { criterion: "claims", points: 4.5 },
    { criterion: "sources", points: 3 },
  ]);
  assert.equal(file.marks.overall, "Good eyes. =1+1");
  assert.deepEqual(file.marks.comments.map((it) => it.text), ["Where does it end?", "A good find."]);
  const handedIn = files.find((it) => JSON.parse(it.text).id === file.id);
  assert.deepEqual(file.first.items, JSON.parse(handedIn.text).first.items);

  const sheet = page.waitForEvent("download");
  await room.getByRole("button", { name: "Save the gradebook (CSV)" }).click();
  const csv = (await readFile(await (await sheet).path(), "utf8")).trimEnd().split("\r\n");
  assert.equal(csv.length, PEOPLE + 1);
  assert.equal(csv[0], "Name,Claims found and bounded well,Sources fit and are good,Verdicts and reasons hold,Total");
  assert.ok(csv.includes(`${file.submission.name},4.5,3,,7.5`));
  assert.equal(csv.filter((line) => line.endsWith(",,,,")).length, PEOPLE - 1);

  const student = await context.browser().newContext();
  t.after(() => student.close());
  const theirs = await student.newPage();
  const origin = new URL(page.url()).origin;
  const asked = [];
  theirs.on("request", (request) => asked.push(request.url()));
  await theirs.goto(page.url());
  await theirs.waitForSelector('html[data-ready="1"]', { state: "attached" });
  await openFile(theirs, download.suggestedFilename(), text);
  await theirs.getByRole("button", { name: "Open as a notebook of its own" }).click();
  const feedback = margin(theirs).getByRole("region", { name: "Comments from your teacher" });
  await feedback.getByText("Good eyes. =1+1").waitFor();
  await feedback.getByText("7.5 of 15 points").waitFor();
  await feedback.getByText("A good find.").waitFor();
  await feedback.getByRole("button", { name: /^Show “claim 1: / }).click();
  await until("the claim is open", async () => (await margin(theirs).getByRole("button", { expanded: true }).count()) > 0);
  assert.equal((await claims(theirs)).length, annotations({ file }, "classifying").length);
  assert.deepEqual((await exported(theirs)).file.first.items, file.first.items);
  await assertAccessible(theirs);
  assert.deepEqual(asked.filter((address) => !address.startsWith("data:") && !address.startsWith("blob:") && new URL(address).origin !== origin), []);

  // Alone, with a key: the same work is the same in everything.
  await choose(theirs, "Compare with a key");
  const alone = dialog(theirs, "Compare with a key");
  const choosing = theirs.waitForEvent("filechooser");
  await alone.getByRole("button", { name: "Use a key file" }).click();
  await (await choosing).setFiles({ name: "key.jsonld", mimeType: "", buffer: Buffer.from(text) });
  const headings = alone.getByRole("region", { name: /^Claim by claim/ }).getByRole("heading", { level: 4 });
  await headings.first().waitFor();
  assert.deepEqual(tally(await headings.allTextContents()), { Same: annotations({ file }, "classifying").length });
  await assertAccessible(theirs);
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`accessible at ${width}, ${colorScheme}`, async (t) => {
      const { page } = await openPage(t, { width, height: 800, colorScheme });
      await loadMadeUp(page);
      for (const name of ["Submissions", "On the text", "Agreement", "Key", "Marks"]) {
        await part(page, name).click();
        await settled(page);
        if (name === "On the text") await page.keyboard.press("n");
        if (name === "Key") await classPage(page).getByRole("button", { name: "Use the built-in key" }).click();
        await settled(page);
        await assertAccessible(page);
        const wide = await classPage(page).evaluate((it) => it.scrollWidth > it.clientWidth);
        assert.ok(!wide, `${name} is wider than the page`);
      }
    });
  }
}
