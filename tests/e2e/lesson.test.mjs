// A whole lesson: a teacher makes an exercise and gives out its file; three students, each in a
// browser of their own, do it by mouse, by keys and by touch, and hand in; the teacher sees the class,
// compares it with the key, marks and returns; the students open what comes back, and the key. Nothing
// but files goes from one to the other: no request leaves the page's own origin (`openPage` fails if
// one does), and here it is counted once more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { cells, classPage, download, exercise, handIn, make, MAKE, nameField, part, returnFiles, startButton, table } from "./support/classroom.mjs";
import { annotations, choose, chooseByKeys, claims, dialog, dropFile, exported, hasFocus, linkField, links, margin, markClaim, marking, openFile, quote, relations, saved, until } from "./support/page.mjs";

const CONDEMNED = "The Chinese Embassy condemned the charges";
const HOLD = "military contacts remain entirely on hold";
const SOURCE = "https://www.example.org/embassy";

/** Answers the page's question for a file. */
async function choosing(page, act, ...files) {
  const asked = page.waitForEvent("filechooser");
  await act();
  await (await asked).setFiles(files.map(({ name, text }) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
}

const work = (file) => annotations(file, "classifying").map(({ body, target }) => JSON.stringify([body, target])).sort();

test("a lesson, from making an exercise to the return, in four browsers", async (t) => {
  const asked = [];
  const person = async (options) => {
    const { page, context } = await openPage(t, options);
    context.on("request", (request) => asked.push(request.url()));
    return page;
  };
  const teacher = await person();
  const origin = new URL(teacher.url()).origin;
  let out;
  let key;

  await t.test("the teacher works the key, makes the exercise and gives it out as one file", async () => {
    await markClaim(teacher, CONDEMNED, "Attribution", SOURCE);
    await margin(teacher).getByRole("radio", { name: "Supported", exact: true }).check();
    await margin(teacher).getByRole("textbox", { name: "Reason for the verdict" }).fill("The statement is on its site.");
    await markClaim(teacher, HOLD, "Fact");
    await saved(teacher);
    await choose(teacher, MAKE);
    await make(teacher).getByRole("textbox", { name: "Title" }).fill("Who says so?");
    await make(teacher).getByRole("textbox", { name: "Instructions" }).fill("Find two claims, and a source for one.");
    await make(teacher).getByRole("textbox", { name: "Claims at least" }).fill("2");
    await make(teacher).getByRole("textbox", { name: "Sources at least" }).fill("1");
    await make(teacher).getByRole("button", { name: "Add a criterion" }).click();
    const criterion = make(teacher).getByRole("group", { name: "Criterion 1" });
    await criterion.getByRole("textbox", { name: "Criterion" }).fill("Sources");
    await criterion.getByRole("textbox", { name: "Points" }).fill("5");
    out = await download(teacher, () => make(teacher).getByRole("button", { name: "Save the exercise as a file" }).click());
    await teacher.keyboard.press("Escape");
    key = await download(teacher, () => exercise(teacher).getByRole("button", { name: "Save the key for students" }).click());
    await saved(teacher);
  });

  const handed = [];
  const students = [];

  await t.test("a student does it by mouse", async () => {
    const page = await person();
    students.push(page);
    await dropFile(page, out.name, out.text);
    await startButton(page).click();
    await exercise(page).getByRole("heading", { name: "Who says so?" }).waitFor();
    await markClaim(page, CONDEMNED, "Attribution", SOURCE);
    await margin(page).getByRole("radio", { name: "Supported", exact: true }).check();
    await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("I read the statement.");
    await markClaim(page, HOLD, "Opinion");
    await exercise(page).getByRole("button", { name: "Hand in…" }).click();
    await nameField(page).fill("Teal Finch");
    handed.push(await download(page, () => handIn(page).getByRole("button", { name: "Save the file to hand in" }).click()));
    await saved(page);
  });

  await t.test("a student does it by keys alone", async () => {
    const page = await person();
    students.push(page);
    await choosing(page, () => chooseByKeys(page, "Open a file"), out);
    await startButton(page).waitFor();
    await until("the focus is in the preview", () => page.evaluate(() => document.activeElement.closest("dialog") !== null));
    await tabTo(page, startButton(page));
    await page.keyboard.press("Enter");
    await exercise(page).getByRole("heading", { name: "Who says so?" }).waitFor();
    // The sentence that condemns: to it by sentences, then the words by words.
    await page.getByRole("article", { name: "Article text" }).focus();
    await page.keyboard.press("Control+Home");
    const before = (await page.getByRole("article", { name: "Article text" }).locator("p").allTextContents()).findIndex((text) => text.includes(CONDEMNED));
    assert.ok(before > 0);
    for (let i = 0; i < before; i += 1) await page.keyboard.press("Control+ArrowDown");
    for (let i = 0; i < CONDEMNED.split(" ").length; i += 1) await page.keyboard.press("Shift+Control+ArrowRight");
    await page.keyboard.press("4");
    await linkField(page).waitFor();
    await page.keyboard.insertText("https://www.example.org/by-keys");
    await page.keyboard.press("Enter");
    await links(page).filter({ hasText: "Supports" }).first().waitFor();
    await chooseHandIn(page);
    await page.keyboard.insertText("Bo");
    handed.push(await download(page, () => page.keyboard.press("Enter")));
    await saved(page);
  });

  await t.test("a student does it by touch at 360 px", async () => {
    const page = await person({ width: 360, height: 740, touch: true });
    students.push(page);
    await openFile(page, out.name, out.text);
    await startButton(page).tap();
    await exercise(page).getByRole("heading").waitFor();
    await page.getByText("No breakthroughs").tap();
    await marking(page).getByRole("button", { name: "Prediction" }).tap();
    await margin(page).getByRole("button", { name: "Close this claim" }).tap();
    await exercise(page).getByRole("button", { name: "Hand in…" }).tap();
    await nameField(page).fill("Cy");
    handed.push(await download(page, () => handIn(page).getByRole("button", { name: "Save the file to hand in" }).tap()));
    await saved(page);
  });

  let returned;
  await t.test("the teacher sees the class, compares it with the key, marks and returns", async () => {
    await choose(teacher, "Class");
    await choosing(teacher, () => classPage(teacher).getByRole("button", { name: "Add submissions" }).click(), ...handed);
    await classPage(teacher).getByText("3 submissions for “Who says so?”").waitFor();
    const whose = await cells(table(teacher, "Whose work is here"));
    assert.deepEqual(whose.map(([name]) => name).sort(), ["Bo", "Cy", "Teal Finch"]);
    await part(teacher, "On the text").click();
    const found = await cells(table(teacher, "Claims that the class found"));
    assert.deepEqual(found.map(([, by, kinds]) => [by, kinds.replace("\u00a0", " ")]).sort(), [["1 of 3", "Opinion 1"], ["1 of 3", "Prediction 1"], ["2 of 3", "Attribution 2"]]);
    await part(teacher, "Agreement").click();
    await table(teacher, "How far the class agrees").getByText("Too few").first().waitFor();
    await part(teacher, "Key").click();
    await classPage(teacher).getByRole("button", { name: "Use the open notebook" }).click();
    const beside = new Map((await cells(table(teacher, "Each submission beside the key"))).map(([name, ...rest]) => [name, rest.map(Number)]));
    // Found, same, boundary, kind, verdict, none, missed, extra.
    assert.deepEqual(beside.get("Teal Finch").slice(0, 8), [2, 1, 0, 1, 0, 0, 0, 0]);
    assert.deepEqual(beside.get("Bo").slice(0, 8), [1, 0, 0, 0, 0, 1, 1, 0]);
    assert.deepEqual(beside.get("Cy").slice(0, 8), [0, 0, 0, 0, 0, 0, 2, 1]);
    await part(teacher, "Marks").click();
    const room = classPage(teacher);
    for (let i = 0; i < 3; i += 1) {
      const name = await room.getByRole("heading", { level: 3 }).first().textContent();
      if (name === "Teal Finch") {
        await room.getByText("I read the statement.").waitFor();
        await room.getByText("Other kind:").waitFor();
        await room.getByRole("textbox", { name: "Sources (of 5)" }).fill("4.5");
        await room.getByRole("textbox", { name: "Comment on the whole" }).fill("Well read.");
        await room.getByRole("textbox", { name: /^Comment on claim 2: / }).fill("Is it not a fact?");
        await room.getByRole("textbox", { name: /^Comment on link of claim 1: / }).fill("Where on the page?");
        await room.getByText("Points: 4.5 of 5 points").waitFor();
      }
      await room.getByRole("button", { name: "Next student" }).click();
    }
    returned = (await returnFiles(teacher)).map((it) => ({ ...it, file: JSON.parse(it.text) }));
    assert.equal(returned.length, 3);
  });

  await t.test("the student opens the return and finds the work untouched, with the comments beside it", async () => {
    const page = students[0];
    const mine = returned.find(({ file }) => file.submission.name === "Teal Finch");
    assert.deepEqual(work(mine), work(handed[0]), "the return has the work as it was handed in");
    const before = work(await exported(page));
    const cards = await claims(page);
    await openFile(page, mine.name, mine.text);
    await dialog(page, "What this file would do").getByRole("button", { name: "Merge", exact: false }).first().click();
    const feedback = margin(page).getByRole("region", { name: "Comments from your teacher" });
    for (const said of ["Well read.", "4.5 of 5 points", "Is it not a fact?", "Where on the page?"]) await feedback.getByText(said).waitFor();
    assert.deepEqual(await claims(page), cards);
    assert.deepEqual(work(await exported(page)), before, "nothing of the work changed");
    assert.deepEqual(annotations(await exported(page), "classifying").map(quote).sort(), [CONDEMNED, HOLD].sort());
    // And again tomorrow.
    await saved(page);
    await page.reload();
    await feedback.getByText("Is it not a fact?").waitFor();
  });

  await t.test("the key is given out afterwards, and a student compares alone", async () => {
    const page = students[1];
    await choose(page, "Compare with a key");
    const alone = dialog(page, "Compare with a key");
    await choosing(page, () => alone.getByRole("button", { name: "Use a key file" }).click(), key);
    const region = alone.getByRole("region", { name: /^Claim by claim/ });
    await region.getByText("The statement is on its site.").waitFor();
    assert.deepEqual((await region.getByRole("heading", { level: 4 }).allTextContents()).sort(), ["Differs", "Missed"]);
    await region.getByText(/other source/i).first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal((await claims(page)).length, 1, "nothing of the key is in the work");
  });

  const left = asked.filter((url) => !["blob:", "data:", "about:"].some((scheme) => url.startsWith(scheme)) && new URL(url).origin !== origin);
  assert.ok(asked.length > 0);
  assert.deepEqual(left, [], "requests that left the page's own origin");
});

/** To “Hand in…” and into the field for the name, by keys. */
async function chooseHandIn(page) {
  await exercise(page).getByRole("button", { name: "Hand in…" }).focus();
  await page.keyboard.press("Enter");
  await nameField(page).waitFor();
  await tabTo(page, nameField(page));
}

async function tabTo(page, locator) {
  for (let i = 0; i < 10 && !(await hasFocus(locator)); i += 1) await page.keyboard.press("Tab");
  assert.ok(await hasFocus(locator), "Tab leads to it");
}
