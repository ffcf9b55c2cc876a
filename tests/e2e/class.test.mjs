// The teacher's class: files come in, the class is seen on the text, beside the key, marked and
// returned. Every number on the page is worked out again here from the files, slowly and plainly.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { annotations, choose, claims, dialog, exported, margin, openFile, until } from "./support/page.mjs";

const PEOPLE = 30;
const classPage = (page) => dialog(page, "Class");
const part = (page, name) => classPage(page).getByRole("tab", { name, exact: true });
const table = (page, name) => page.getByRole("table", { name, exact: true });
const KINDS = { Fact: "fact", Quantity: "quantity", Causation: "causation", Attribution: "attribution", Prediction: "prediction", Opinion: "opinion" };
const VERDICTS = { Supported: "supported", "Partly supported": "partly supported", Disputed: "disputed", "Not checkable": "not checkable", "Not checked yet": "" };

async function openClass(page) {
  await choose(page, "Class");
  await classPage(page).waitFor();
}

async function loadMadeUp(page) {
  await openClass(page);
  await classPage(page).getByRole("button", { name: "Load a made-up class" }).click();
  await classPage(page).getByText("30 submissions").waitFor();
}

/** Saves all return files: as many files, each with its name and text. */
async function returnFiles(page) {
  await part(page, "Marks").click();
  const coming = [];
  page.on("download", (download) => coming.push(download));
  await classPage(page).getByRole("button", { name: "Save all return files" }).click();
  await until("all return files", () => coming.length === PEOPLE, { timeout: 20_000 });
  const read = async (download) => ({ name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") });
  return Promise.all(coming.map(read));
}

/** The cells of a table, row by row, once it is complete. */
async function cells(table) {
  await table.waitFor();
  await table.page().locator('[aria-busy="true"]', { has: table }).waitFor({ state: "detached" });
  return table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

/** Nothing on the class page is still worked out. */
const settled = (page) => classPage(page).getByText("Working it out…").first().waitFor({ state: "detached" });

/** What a person marked, from their file: span, kind, verdict. */
function marksOf({ text }) {
  const file = JSON.parse(text);
  return annotations({ file }, "classifying").map(({ target, body }) => {
    const { start, end } = target.selector.find(({ type }) => type === "TextPositionSelector");
    const said = (purpose) => [body].flat().find((it) => it.purpose === purpose)?.value ?? "";
    return { start, end, kind: said("classifying"), verdict: said("assessing") };
  });
}

const shared = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const covered = (a, b) => a.end - a.start + (b.end - b.start) - shared(a, b);
const alike = (a, b) => shared(a, b) > 0 && 2 * shared(a, b) >= covered(a, b);
const closeness = (a, b) => Math.floor((shared(a, b) * 2 ** 20) / covered(a, b));
const byPlace = (a, b) => a.start - b.start || a.end - b.end;

/**
 * The claims of a class: again and again the stretch that most people's are alike to takes all that
 * are; of several the one that they are closest to, then the first in the text.
 */
function claimsOf(people) {
  let left = people.flatMap((marks, who) => marks.map((mark) => ({ ...mark, who })));
  const found = [];
  while (left.length) {
    const once = new Map(left.map((mark) => [`${mark.who} ${mark.start} ${mark.end}`, mark]));
    const places = [...new Map(left.map((mark) => [`${mark.start} ${mark.end}`, mark])).values()].sort(byPlace);
    const worth = (place) => {
      const near = [...once.values()].filter((mark) => alike(place, mark));
      return [near.length, near.reduce((sum, mark) => sum + closeness(place, mark), 0)];
    };
    let best = null;
    for (const place of places) {
      const [support, close] = worth(place);
      if (!best || support > best.support || (support === best.support && close > best.close)) best = { place, support, close };
    }
    const inside = left.filter((mark) => alike(best.place, mark));
    left = left.filter((mark) => !inside.includes(mark));
    // Of each person the mark that is closest counts.
    const each = new Map();
    for (const mark of inside.sort((a, b) => closeness(best.place, b) - closeness(best.place, a) || byPlace(a, b))) {
      if (!each.has(mark.who)) each.set(mark.who, mark);
    }
    found.push({ place: best.place, said: [...each.values()] });
  }
  return found.sort((a, b) => byPlace(a.place, b.place));
}

const tally = (values) => values.reduce((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});

/** "Fact 8, Quantity 4", by the keys in files. */
function spread(words, names) {
  const parts = words.split(", ").map((part) => part.match(/^(.*) (\d+)$/));
  return Object.fromEntries(parts.map(([, name, n]) => [names[name] ?? name, Number(n)]));
}

/** Asserts that the class on show is that of these files. */
async function assertShown(page, files) {
  const people = files.map(marksOf);
  const blocks = JSON.parse(files[0].text).articles?.[0]?.blocks.map(({ text }) => text);
  await part(page, "On the text").click();
  const heat = classPage(page).getByRole("region", { name: /^The article, by how many/ });
  await heat.waitFor();

  // Between two numbers stand the sentence with the second one, and sentences that nobody marked.
  const shown = await heat.locator("p[dir=auto]").evaluateAll((paragraphs) =>
    paragraphs.map((paragraph) =>
      [...paragraph.childNodes].map((node) => (node.nodeName === "SUP" ? Number(node.textContent) : node.textContent)),
    ),
  );
  let at = 0;
  const heats = [];
  for (const [i, pieces] of shown.entries()) {
    const text = pieces.filter((piece) => typeof piece === "string").join("");
    if (blocks) assert.equal(text, blocks[i]);
    let start = at;
    for (const piece of pieces) {
      if (typeof piece === "string") at += [...piece].length;
      else {
        heats.push([{ start, end: at }, piece]);
        start = at;
      }
    }
    if (start < at) heats.push([{ start, end: at }, 0]);
    at += 1;
  }
  assert.ok(heats.filter(([, n]) => n > 0).length > 5);
  for (const [stretch, number] of heats) {
    const marked = people.filter((marks) => marks.some((mark) => shared(mark, stretch) > 0));
    assert.equal(number, marked.length, JSON.stringify(stretch));
  }

  // The claims, how many found each, and what they say of it.
  const expected = claimsOf(people);
  const text = shown.map((pieces) => pieces.filter((piece) => typeof piece === "string").join("")).join("\n");
  const letters = [...text];
  const rows = await cells(table(page, "Claims that the class found"));
  assert.equal(rows.length, expected.length);
  for (const [i, [quote, found, kinds, verdicts, standing]] of rows.entries()) {
    const { place, said } = expected[i];
    const whole = letters.slice(place.start, place.end).join("");
    assert.ok(whole.startsWith(quote.replace(/…$/, "")), `${quote} is ${whole}`);
    assert.equal(found, `${said.length} of ${people.length}`, quote);
    const [ofKind, ofVerdict] = [tally(said.map(({ kind }) => kind)), tally(said.map(({ verdict }) => verdict))];
    assert.deepEqual(spread(kinds, KINDS), ofKind, quote);
    assert.deepEqual(spread(verdicts, VERDICTS), ofVerdict, quote);
    const most = (counts) => 3 * Math.max(...Object.values(counts)) >= 2 * said.length;
    const agreed = 3 * said.length >= 2 * people.length && most(ofKind) && most(ofVerdict);
    assert.equal(standing, said.length < 2 ? "One person alone" : agreed ? "Agreement" : "Difference", quote);
  }

  // Krippendorff's alpha of "marked or not", from the sentences as the page cuts them.
  await heat.getByText("The same as a table").click();
  const counts = (await cells(table(page, "Sentences, by how many people marked a part of them"))).map(([, n]) => Number(n));
  assert.deepEqual(counts.filter(Boolean), heats.map(([, n]) => n).filter(Boolean));
  const [m, n] = [people.length, people.length * counts.length];
  const ones = counts.reduce((sum, count) => sum + count, 0);
  const observed = counts.reduce((sum, count) => sum + (2 * count * (m - count)) / (m - 1), 0) / n;
  const expectedByChance = (2 * ones * (n - ones)) / (n * (n - 1));
  const alpha = 1 - observed / expectedByChance;
  await part(page, "Agreement").click();
  await classPage(page).getByRole("status").getByText("All questions are answered.").waitFor();
  const agreement = await cells(table(page, "How far the class agrees"));
  assert.equal(agreement.length, 9);
  assert.equal(agreement[0][2].replace("−", "-"), alpha.toFixed(3));
  assert.ok(agreement[0][4].startsWith(`${people.length} people, ${counts.length} sentences`), agreement[0][4]);
  for (const [question, said, number] of agreement) {
    assert.ok(/^−?\d\.\d{3}$/.test(number) || /Too few|no number/.test(said), `${question} ${said} ${number}`);
  }

  // Whether two marked the same text: F1, mean of all pairs.
  const marked = people.map((marks) => new Set(marks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))));
  const pairs = marked.flatMap((a, i) => marked.slice(i + 1).map((b) => [a, b])).filter(([a, b]) => a.size + b.size);
  const f1 = pairs.map(([a, b]) => (2 * [...a].filter((it) => b.has(it)).length) / (a.size + b.size));
  assert.equal(agreement[5][2], (f1.reduce((sum, it) => sum + it, 0) / f1.length).toFixed(3));
  return { expected, people };
}

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
  await assertShown(page, files);

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
    const theirs = claimsOf(files.map(marksOf)).filter(({ said }) => said.some(({ who }) => who === 4));
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
  await assertShown(page, files);
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
