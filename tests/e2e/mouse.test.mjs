// The whole job, once, with the mouse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, openPersistentPage, READY } from "./support/browser.mjs";
import {
  annotations, boundaries, choose, chooser, claim, claimNames, claims, count, counted, dialog, exported, hasFocus,
  linkField, links, margin, marking, quote, redo, relations, saved, tab, toolbar, told, type, undo, until,
} from "./support/page.mjs";
import { article, clickOn, dragOver, placeOf, selectedWords } from "./support/words.mjs";

const SENTENCE = "Those contacts have only partially been restored and military contacts remain entirely on hold.";
const ADDRESS = "https://example.org/report-2023";

test("the whole job with the mouse", async (t) => {
  const first = await openPersistentPage(t);
  let { page } = first;
  const mark = async (words, kind) => {
    await dragOver(page, words);
    await marking(page).getByRole("button", { name: kind }).click();
  };
  const claimOf = (file, words) => annotations(file, "classifying").find((it) => quote(it) === words);

  await t.test("a claim with a new source and a relation takes at most four pointer actions", async () => {
    await saved(page);
    await count(page);
    await dragOver(page, SENTENCE);
    assert.equal(await selectedWords(page), SENTENCE);
    await marking(page).getByRole("button", { name: "Quantity" }).click();
    await linkField(page).waitFor();
    await type(page, ADDRESS);
    await relations(page).getByRole("button", { name: "Supports" }).click();
    const { pointers } = await counted(page);
    assert.ok(pointers <= 4, `${pointers} pointer actions`);
    await links(page).filter({ hasText: "Supports" }).filter({ hasText: "example.org/report-2023" }).waitFor();
    assert.deepEqual(await claimNames(page), [
      "Claim 1, Quantity: Those contacts have only partially been restored and military contacts remain…",
    ]);
    await saved(page);
  });

  await t.test("verdict, reason and tags", async () => {
    await margin(page).getByText("Partly supported").click();
    assert.ok(await margin(page).getByRole("radio", { name: "Partly supported" }).isChecked());
    await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("One side says so.");
    await margin(page).getByRole("textbox", { name: "Tags, separated by commas" }).fill("military, contacts");
    await margin(page).getByRole("group", { name: "Kind of claim" }).getByText("Fact").click();
    await claim(page, 1).and(page.getByRole("button", { name: /^Claim 1, Fact/ })).waitFor();
    await saved(page);
    const found = claimOf(await exported(page), SENTENCE);
    const body = (purpose) => found.body.filter((it) => it.purpose === purpose).map(({ value }) => value);
    assert.deepEqual(body("classifying"), ["fact"]);
    assert.deepEqual(body("assessing"), ["partly supported"]);
    assert.deepEqual(body("commenting"), ["One side says so."]);
    assert.deepEqual(body("tagging").toSorted(), ["contacts", "military"]);
  });

  await t.test("overlapping and nested claims all show, and a click on them offers which one", async () => {
    await mark("military contacts remain", "Attribution");
    await mark("entirely on hold.\nWang's comments", "Opinion");
    assert.deepEqual(await claims(page), [
      "Claim 1, Fact, Partly supported: Those contacts have only partially been restored and military contacts remain…",
      "Claim 2, Attribution: military contacts remain",
      "Claim 3, Opinion: entirely on hold.\nWang's comments",
    ]);
    // Each has a colour and a pattern of its own.
    const looks = await page.getByRole("mark").evaluateAll((marks) =>
      marks.map((mark) => {
        const { backgroundColor, textDecorationStyle, textDecorationThickness } = getComputedStyle(mark);
        return `${backgroundColor} ${textDecorationStyle} ${textDecorationThickness}`;
      }),
    );
    assert.equal(new Set(looks).size, 3, looks.join("\n"));

    await clickOn(page, "contacts remain");
    await chooser(page).getByRole("button", { name: /^Claim 1, Fact/ }).waitFor();
    await chooser(page).getByRole("button", { name: /^Claim 2, Attribution/ }).click();
    await claim(page, 2).and(page.getByRole("button", { expanded: true })).waitFor();
    await chooser(page).waitFor({ state: "detached" });
    await clickOn(page, "partially been restored");
    await claim(page, 1).and(page.getByRole("button", { expanded: true })).waitFor();
  });

  await t.test("boundaries are moved by handle and by button; id and links stay", async () => {
    const before = await exported(page);
    const link = annotations(before, "linking")[0];
    assert.equal(link.target, claimOf(before, SENTENCE).id);

    await margin(page).getByRole("button", { name: "Change boundaries" }).click();
    const to = await placeOf(page, "partially been");
    const handle = await page.getByTitle("Drag the start").boundingBox();
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.start.x - 20, to.start.y, { steps: 3 });
    await page.mouse.move(to.start.x, to.start.y);
    await page.mouse.up();
    await boundaries(page).getByRole("button", { name: "End one word earlier" }).click();
    await boundaries(page).getByRole("button", { name: "Done" }).click();
    await boundaries(page).waitFor({ state: "detached" });
    await saved(page);

    const after = await exported(page);
    const moved = claimOf(after, "partially been restored and military contacts remain entirely on");
    assert.ok(moved, annotations(after, "classifying").map(quote).join("\n"));
    assert.equal(moved.id, claimOf(before, SENTENCE).id);
    assert.equal(annotations(after, "linking")[0].id, link.id);
    assert.equal(annotations(after, "linking")[0].target, moved.id);
    await links(page).filter({ hasText: "example.org/report-2023" }).waitFor();

    await margin(page).getByRole("button", { name: "Change boundaries" }).click();
    await boundaries(page).getByRole("button", { name: "Start one word earlier" }).click();
    await boundaries(page).getByRole("button", { name: "Cancel" }).click();
    assert.ok(claimOf(await exported(page), quote(moved)), "cancelling leaves them as they were");
  });

  await t.test("words of the article become a source of the open claim", async () => {
    await dragOver(page, "U.S. Treasury Secretary Janet Yellen");
    await marking(page).getByRole("button", { name: "Source for claim 1" }).click();
    await links(page).filter({ hasText: "Is credited" }).filter({ hasText: "Janet Yellen" }).waitFor();
    assert.equal(await links(page).count(), 2);
    await tab(page, "Sources").click();
    await margin(page).getByRole("button", { name: "U.S. Treasury Secretary Janet Yellen" }).waitFor();
    await margin(page).getByRole("link", { name: /example\.org/ }).waitFor();
    await saved(page);
  });

  await t.test("a claim goes to the bin and comes back with its links", async () => {
    const before = await claims(page);
    await clickOn(page, "partially been restored");
    await links(page).nth(1).waitFor();
    await margin(page).getByRole("button", { name: "Put in the bin" }).click();
    await told(page, "Put in the bin.");
    assert.equal((await claimNames(page)).length, before.length - 1);
    await choose(page, "Bin");
    await dialog(page, "Bin").getByRole("button", { name: /^Restore “Fact: partially been/ }).click();
    await dialog(page, "Bin").getByText("The bin is empty.").waitFor();
    await dialog(page, "Bin").getByRole("button", { name: "Close" }).click();
    assert.deepEqual(await claims(page), before);
    await clickOn(page, "partially been restored");
    await links(page).nth(1).waitFor();
  });

  const whole = await claims(page);

  await t.test("everything is undone and done again", async () => {
    let steps = 0;
    for (; !(await undo(page).isDisabled()); steps += 1) {
      const name = await undo(page).getAttribute("aria-label");
      await undo(page).click();
      assert.ok(steps < 30, `undo does not end: ${name}`);
    }
    assert.ok(steps >= 10, `${steps} steps`);
    assert.deepEqual(await claims(page), []);
    await page.getByRole("heading", { name: "Three steps" }).waitFor();
    for (let i = 0; i < steps; i += 1) await redo(page).click();
    assert.ok(await redo(page).isDisabled());
    assert.deepEqual(await claims(page), whole);
    await saved(page);
  });

  const file = await exported(page);

  await t.test("a reload loses nothing, undo neither", async () => {
    await page.reload();
    await saved(page);
    assert.deepEqual(await claims(page), whole);
    assert.equal((await exported(page)).text, file.text);
    await undo(page).click();
    await redo(page).click();
    assert.deepEqual(await claims(page), whole);
    await saved(page);
  });

  await t.test("closing the browser loses nothing", async () => {
    const again = await exported(page);
    ({ page } = await first.reopen());
    await saved(page);
    assert.deepEqual(await claims(page), whole);
    const later = await exported(page);
    assert.equal(later.text, again.text);
    assert.match(later.name, /\.jsonld$/);
    await told(page, `Saved as ${later.name}.`);
    await until("undo is offered", async () => !(await undo(page).isDisabled()));
    assert.ok(await toolbar(page).isVisible());
  });
});

test("marking does not move what is being read", async (t) => {
  const { page } = await openPage(t);
  const jumps = [];
  // Down the article and up again: each time another card is open elsewhere.
  for (const words of ["Those contacts have only", "China takes an", "condemned the charges", "Wang said"]) {
    await dragOver(page, words);
    const before = await placeOf(page, words);
    await marking(page).getByRole("button", { name: "Fact" }).click();
    await linkField(page).waitFor();
    await until("the field has the focus", () => hasFocus(linkField(page)));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
    const after = await article(page).evaluate(() => scrollY);
    const { start } = await placeOf(page, words, { scroll: false });
    if (Math.abs(start.y - before.start.y) > 60) jumps.push(`“${words}” moved by ${Math.round(start.y - before.start.y)} px (to ${after})`);
    const field = await linkField(page).boundingBox();
    if (field.y < 0 || field.y > 800) jumps.push(`the field for the source of “${words}” is out of sight, at ${Math.round(field.y)}`);
  }
  assert.deepEqual(jumps, []);
});

test("dragging low in the window selects what was dragged over, and typing there moves nothing", async (t) => {
  const { page } = await openPage(t);
  const { height } = page.viewportSize();
  for (const from of [0.5, 0.65, 0.8, 0.92]) {
    // Nothing is selected, nor lie tools over the line.
    await page.reload();
    await page.waitForSelector(READY, { state: "attached" });
    // A line of text at about that height.
    const line = await article(page).evaluate((article, y) => {
      const range = document.createRange();
      const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      const lines = [];
      while (texts.nextNode()) {
        range.selectNodeContents(texts.currentNode);
        lines.push(...[...range.getClientRects()].filter(({ width }) => width > 400));
      }
      const { x, top, bottom } = lines.sort((a, b) => Math.abs(a.top - y) - Math.abs(b.top - y))[0];
      return { x, y: (top + bottom) / 2 };
    }, from * height);
    await page.mouse.move(line.x + 60, line.y);
    await page.mouse.down();
    for (let x = 60; x <= 260; x += 10) {
      await page.mouse.move(line.x + x, line.y);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await page.mouse.up();
    const words = await selectedWords(page);
    assert.ok(words.length > 5 && words.length < 60, `at ${Math.round(line.y)} of ${height} px: ${words.length} characters`);
    assert.equal(await page.evaluate(() => scrollY), 0, "the page stays where it is");
  }
  await marking(page).getByRole("button", { name: "Fact" }).click();
  await until("the field has the focus", () => hasFocus(linkField(page)));
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.type("https://example.org/");
  const moved = Math.abs((await page.evaluate(() => scrollY)) - before);
  assert.ok(moved < 10, `what one is about to press moved by ${moved} px`);
});
