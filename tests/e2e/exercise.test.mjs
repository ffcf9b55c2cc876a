// An exercise: a teacher makes it, students do it and hand in, and nobody is named who did not
// say how.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { checklist, download, exercise, handIn, make, MAKE, nameField, preview, startButton } from "./support/classroom.mjs";
import { annotations, assertFocus, choose, chooseByKeys, claims, dialog, hasFocus, linkField, links, margin, markClaim, marking, openFile, quote, redo, relations, saved, told, undo, until } from "./support/page.mjs";
import { dragOver } from "./support/words.mjs";

/** The person whom this browser knows. */
const person = (page) =>
  page.evaluate(() => {
    const found = (key) => Object.entries(localStorage).find(([name]) => name.endsWith(key))?.[1];
    return { id: found("author"), name: found("author-name") };
  });

/** A teacher with a claim of their own, whose exercise has two kinds of its own. */
async function teacher(t) {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://www.example.org/key-source");
  await margin(page).getByRole("radio", { name: "Disputed" }).check();
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("The teacher’s secret reason");
  await saved(page);
  await choose(page, MAKE);
  await make(page).getByRole("textbox", { name: "Title" }).fill("Rumours and promises");
  await make(page).getByRole("textbox", { name: "Instructions" }).fill("Mark two passages.\nThen find a source.");
  await make(page).getByRole("radio", { name: "My own" }).check();
  const kinds = make(page).getByRole("group", { name: /^Kind \d/ });
  for (let left = await kinds.count(); left > 2; left -= 1) {
    await make(page).getByRole("button", { name: `Remove kind ${left}` }).click();
    await assertFocus(page, "removing a kind");
  }
  for (const [n, name, colour, key, help] of [[1, "Rumour", "Rose", "r", "Nobody says where it comes from"], [2, "Promise", "Teal", "", "Somebody says what they will do"]]) {
    const kind = make(page).getByRole("group", { name: `Kind ${n}` });
    await kind.getByRole("textbox", { name: "Name" }).fill(name);
    await kind.getByRole("combobox", { name: "Colour" }).selectOption(colour);
    await kind.getByRole("textbox", { name: "Key" }).fill(key);
    await kind.getByRole("textbox", { name: "A line of help" }).fill(help);
  }
  await make(page).getByRole("radio", { name: "Supported, refuted, not enough information" }).last().check();
  await make(page).getByRole("textbox", { name: "Claims at least" }).fill("2");
  await make(page).getByRole("textbox", { name: "Sources at least" }).fill("1");
  await make(page).getByRole("button", { name: "Add a criterion" }).click();
  const criterion = make(page).getByRole("group", { name: "Criterion 1" });
  await criterion.getByRole("textbox", { name: "Criterion" }).fill("Sources");
  await criterion.getByRole("textbox", { name: "Points" }).fill("2.5");
  return page;
}

const saveFile = (page) => download(page, () => make(page).getByRole("button", { name: "Save the exercise as a file" }).click());

async function makeLink(page) {
  await make(page).getByRole("button", { name: "Make a link" }).click();
  return make(page).getByRole("textbox", { name: "Link" }).inputValue();
}

/** Asserts that a file names nobody but by what was typed, and holds nothing of the key. */
async function assertNames(handed, typed, ...people) {
  assert.ok(handed.text.includes(typed));
  for (const { id, name } of people) {
    assert.ok(!handed.text.includes(id), `the id of ${name}`);
    assert.ok(!handed.text.includes(name), name);
  }
  assert.ok(!/secret reason|key-source/.test(handed.text), "something of the key");
  assert.deepEqual(handed.file.submission.name, typed);
  assert.equal(handed.file.exercise.title, "Rumours and promises");
  assert.equal(handed.file.exerciseKey, undefined);
}

test("a teacher makes an exercise, and three students do it: by mouse, by keys, by touch", async (t) => {
  const desk = await teacher(t);
  await assertAccessible(desk);
  const out = await saveFile(desk);
  assert.equal(out.name, "Rumours-and-promises.jsonld");
  assert.equal(out.file.first.items.length, 0, "no work goes out");
  assert.ok(!/secret reason|key-source|exerciseKey":\s*\{"exercise|Disputed/i.test(JSON.stringify({ ...out.file, "@context": 0 })), "nothing of the key");
  const who = await person(desk);
  assert.ok(who.name && !out.text.includes(who.name) && !out.text.includes(who.id), "no name of the teacher");
  assert.deepEqual(out.file.exercise.kinds.map(({ key, ink, shortcut }) => [key, ink, shortcut]), [["Rumour", "rose", "r"], ["Promise", "teal", undefined]]);
  assert.deepEqual(out.file.exercise.rubric.map(({ name, points }) => [name, points]), [["Sources", 2.5]]);
  const link = await makeLink(desk);
  assert.ok(link.includes("#notebook="));

  let first;
  await t.test("by mouse, from the file", async (t) => {
    const { page } = await openPage(t);
    await openFile(page, out.name, out.text);
    await startButton(page).click();
    await exercise(page).getByRole("heading", { name: "Rumours and promises" }).waitFor();
    assert.deepEqual(await exercise(page).locator("details p").allTextContents(), ["Mark two passages.", "Then find a source."]);
    assert.match((await checklist(page).getByRole("listitem").allTextContents()).join("; "), /0 of 2 claims marked.*open.*0 of 1 source linked.*open/);
    await dragOver(page, "The Chinese Embassy condemned the charges");
    await marking(page).locator("[data-ink]").first().waitFor();
    assert.deepEqual(await marking(page).locator("[data-ink]").evaluateAll((all) => all.map((it) => it.textContent.trim())), ["Rumourr", "Promise2"]);
    await marking(page).getByRole("button", { name: "Rumour" }).click();
    await linkField(page).fill("https://www.example.org/found");
    await relations(page).getByRole("button", { name: "Supports" }).click();
    await links(page).first().waitFor();
    const verdicts = margin(page).getByRole("group", { name: "Verdict" }).getByRole("radio");
    assert.equal(await verdicts.count(), 4, "not checked, and the exercise’s three");
    await margin(page).getByRole("radio", { name: "Not enough information" }).check();
    await until("the checklist follows", async () => /1 of 2 claims marked.*open.*1 of 1 source linked.*done/.test((await checklist(page).getByRole("listitem").allTextContents()).join("; ")));
    await assertAccessible(page);
    await exercise(page).getByRole("button", { name: "Hand in…" }).click();
    assert.equal(await nameField(page).inputValue(), "", "no name is filled in");
    assert.match(await handIn(page).getByRole("list", { name: "Still open" }).textContent(), /1 of 2 claims marked/);
    await assertAccessible(page);
    await handIn(page).getByRole("button", { name: "Save the file to hand in" }).click();
    await handIn(page).getByRole("alert").filter({ hasText: "Type a name" }).waitFor();
    assert.ok(await hasFocus(nameField(page)));
    await nameField(page).fill("Teal Finch");
    const handed = await download(page, () => handIn(page).getByRole("button", { name: "Save the file to hand in" }).click());
    assert.equal(handed.name, "Rumours-and-promises-Teal-Finch.jsonld");
    const own = await person(page);
    await assertNames(handed, "Teal Finch", who, own);
    assert.deepEqual(annotations(handed, "classifying").map(quote), ["The Chinese Embassy condemned the charges"]);
    await exercise(page).getByText("Handed in under the name Teal Finch").waitFor();
    // That it was handed in is a step like any other.
    await undo(page).click();
    await exercise(page).getByText("Handed in under").waitFor({ state: "detached" });
    await redo(page).click();
    await exercise(page).getByText("Handed in under").waitFor();
    // The work is there again after a reload.
    await saved(page);
    await page.reload();
    await exercise(page).getByText("Handed in under the name Teal Finch").waitFor();
    assert.match((await claims(page)).join(), /Rumour, Not enough information/);


    first = handed.file.id;
  });

  let second;
  await t.test("by keys alone, from the link", async (t) => {
    const { page } = await openPage(t, { hash: link.split("#")[1] });
    await startButton(page).waitFor();
    await startButton(page).focus();
    await page.keyboard.press("Enter");
    await exercise(page).getByRole("heading", { name: "Rumours and promises" }).waitFor();
    for (const [n, key] of [[1, "r"], [2, "2"]]) {
      await page.getByRole("article", { name: "Article text" }).focus();
      for (let n = 0; n < 3; n += 1) await page.keyboard.press("Alt+ArrowDown");
      await page.keyboard.press("Shift+Alt+ArrowDown");
      await page.keyboard.press(key);
      // Not that of the claim before.
      await margin(page).getByRole("button", { name: new RegExp(`^Claim ${n}, `), expanded: true }).waitFor();
      await until("its field has the focus", () => hasFocus(linkField(page)));
      await page.keyboard.insertText(`https://www.example.org/by-key-${key}`);
      await page.keyboard.press("Enter");
      await links(page).filter({ hasText: "Supports" }).first().waitFor();
    }
    assert.match((await claims(page)).join("; "), /Claim 1, Rumour.*Claim 2, Promise/);
    await exercise(page).getByRole("button", { name: "Hand in…" }).focus();
    await page.keyboard.press("Enter");
    await nameField(page).focus();
    await page.keyboard.insertText("Bo");
    const handed = await download(page, () => page.keyboard.press("Enter"));
    await assertFocus(page, "handing in");
    await assertNames(handed, "Bo", who, await person(page));
    assert.equal(annotations(handed, "classifying").length, 2);
    second = handed.file.id;
  });

  await t.test("by touch at 360 px, in the dark", async (t) => {
    const { page } = await openPage(t, { width: 360, height: 740, touch: true, colorScheme: "dark" });
    await openFile(page, out.name, out.text);
    await startButton(page).tap();
    await exercise(page).getByRole("heading").waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} px wide`);
    await page.getByText("There was no immediate word").tap();
    await marking(page).getByRole("button", { name: "Promise" }).tap();
    await margin(page).getByRole("button", { name: "Close this claim" }).tap();
    await assertAccessible(page);
    await exercise(page).getByRole("button", { name: "Hand in…" }).tap();
    const own = await person(page);
    await handIn(page).getByRole("button", { name: `Use “${own.name}”` }).tap();
    assert.equal(await nameField(page).inputValue(), own.name);
    const handed = await download(page, () => handIn(page).getByRole("button", { name: "Save the file to hand in" }).tap());
    await assertNames(handed, own.name, who);
    assert.ok(!handed.text.includes(own.id), "whose id it is, no file tells");
    assert.notEqual(handed.file.id, second, "each student has a notebook of their own");
    assert.notEqual(handed.file.id, first);
  });
});

test("the exercise stays with the teacher, can be changed, and its key given out apart", async (t) => {
  const page = await teacher(t);
  await page.keyboard.press("Escape");
  await choose(page, MAKE);
  assert.equal(await make(page).getByRole("textbox", { name: "Title" }).inputValue(), "Rumours and promises", "what was typed is there again");
  await make(page).getByRole("textbox", { name: "Claims at least" }).fill("some");
  await make(page).getByRole("button", { name: "Save the exercise as a file" }).click();
  await make(page).getByRole("alert").filter({ hasText: "whole number" }).waitFor();
  await make(page).getByRole("textbox", { name: "Claims at least" }).fill("3");
  await make(page).getByRole("checkbox", { name: "Keep my claims as starter work" }).check();
  const first = await saveFile(page);
  assert.deepEqual(annotations(first, "classifying").map(quote), ["The Chinese Embassy condemned the charges"]);
  assert.ok(!/secret reason|key-source/.test(first.text), "the verdict, its reason and the source stay");
  await page.keyboard.press("Escape");
  await saved(page);
  await page.reload();
  await exercise(page).getByText("You made this exercise").waitFor();
  await exercise(page).getByRole("button", { name: "Change the exercise" }).click();
  assert.equal(await make(page).getByRole("textbox", { name: "Claims at least" }).inputValue(), "3");
  await make(page).getByRole("textbox", { name: "Title" }).fill("Promises");
  const second = await saveFile(page);
  assert.equal(second.file.exercise.id, first.file.exercise.id, "it is the same exercise");
  assert.equal(second.file.exercise.title, "Promises");
  await page.keyboard.press("Escape");
  const key = await download(page, () => exercise(page).getByRole("button", { name: "Save the key for students" }).click());
  assert.equal(key.name, "Promises-key.jsonld");
  assert.ok(key.text.includes("secret reason") && key.text.includes("key-source"));
  assert.equal(key.file.exerciseKey.exercise, first.file.exercise.id);
  const who = await person(page);
  assert.ok(!key.text.includes(who.name) && !key.text.includes(who.id));
  // A student with starter work has the claim, in the teacher’s kinds.
  const { page: student } = await openPage(t);
  await openFile(student, first.name, first.text);
  await startButton(student).click();
  await exercise(student).getByRole("heading").waitFor();
  assert.equal((await claims(student)).length, 1);
  await choose(student, MAKE);
  await make(student).getByText("somebody else made").waitFor();
  await student.keyboard.press("Escape");
  // A key is nothing to begin.
  await openFile(student, key.name, key.text);
  await preview(student).getByRole("button", { name: "Open as a notebook of its own" }).waitFor();
  assert.equal(await startButton(student).count(), 0);
});

test("the built-in exercise can be tried, and its key opened", async (t) => {
  const { page } = await openPage(t);
  const room = dialog(page, "Exercises");
  await chooseByKeys(page, "Exercises");
  await room.waitFor();
  await assertAccessible(page);
  await room.getByRole("button", { name: "Try the exercise on this article" }).click();
  await exercise(page).getByRole("heading", { name: "Five claims and what they rest on" }).waitFor();
  assert.match(await checklist(page).textContent(), /0 of 5 claims marked/);
  await choose(page, "Exercises");
  await room.getByRole("button", { name: "Open its key" }).click();
  await exercise(page).getByText("You made this exercise").waitFor();
  assert.equal((await claims(page)).length, 14);
  await saved(page);
  // What was begun is gone on with, not begun once more.
  await choose(page, "Exercises");
  await room.getByRole("button", { name: "Go on with the exercise" }).click();
  await exercise(page).getByRole("button", { name: "Hand in…" }).waitFor();
  await choose(page, "Exercises");
  await room.getByRole("button", { name: "Open its key" }).click();
  await exercise(page).getByText("You made this exercise").waitFor();
  await saved(page);
});
