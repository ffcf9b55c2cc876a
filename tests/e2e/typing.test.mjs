// A field is kept when typing rests. Until then each letter is written down, so that it outlives a
// page that ends without a word, and is nobody's but that page's while it lives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBeside, openPage, READY } from "./support/browser.mjs";
import { crash } from "./support/chrome.mjs";
import { annotations, choose, claim, dialog, exported, holdTimers, linkField, linkHead, links, margin, markClaim, read, relations, saved, startNotebook, tab, until } from "./support/page.mjs";

const WORDS = "The Chinese Embassy condemned the charges";
const SOURCE = "https://example.org/embassy";
const reason = (page) => margin(page).getByRole("textbox", { name: "Reason for the verdict" });
const writtenDown = (page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("claimlight/typed/")).map(([, text]) => text));

/** A page with a claim and a source where typing never rests long enough to be kept. */
async function begun(t, options) {
  const opened = await openPage(t, options);
  await markClaim(opened.page, WORDS, "Attribution", SOURCE);
  await saved(opened.page);
  await restless(opened.page);
  return opened;
}

const restless = (page) => holdTimers(page, 400, 500);

async function openReason(page) {
  await tab(page, "Claims").click();
  if ((await claim(page, 1).getAttribute("aria-expanded")) !== "true") await claim(page, 1).click();
  return reason(page);
}

test("what is typed is its own page's until it is kept", async (t) => {
  const { page, context, url } = await begun(t);
  await (await openReason(page)).pressSequentially("no str");
  assert.equal((await writtenDown(page)).length, 1);
  const beside = await openBeside(context, url);
  await openReason(beside);
  // It looks for what others left after one second, after three, and whenever it gets the focus.
  await beside.waitForTimeout(3_500);
  await page.bringToFront();
  await beside.bringToFront();
  assert.equal(await reason(beside).inputValue(), "", "not taken over");
  assert.equal((await writtenDown(page)).length, 1);

  await reason(page).pressSequentially("aw man");
  await reason(page).blur();
  await until("the other tab shows it", async () => (await reason(beside).inputValue()) === "no straw man");
  assert.deepEqual(await writtenDown(page), []);
  for (const each of [page, beside]) {
    await saved(each);
    assert.equal((await exported(each)).file.conflicts, undefined);
  }
});

test("a file that is saved in mid-word holds the word", async (t) => {
  const { page } = await begun(t);
  await (await openReason(page)).pressSequentially("no straw m");
  const coming = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const [of] = annotations(await read(await coming), "classifying");
  assert.equal(of.body.find(({ purpose }) => purpose === "commenting")?.value, "no straw m");
});

test("what is typed and taken back leaves nothing", async (t) => {
  const { page } = await begun(t);
  await (await openReason(page)).pressSequentially("ab");
  assert.match((await writtenDown(page))[0], /"ab"/);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  assert.deepEqual(await writtenDown(page), []);
});

test("where pages cannot tell whether others are open, nothing is written", async (t) => {
  const { page } = await begun(t, { before: (context) => context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks")) });
  await (await openReason(page)).pressSequentially("ab");
  assert.deepEqual(await writtenDown(page), []);
  // Going away in a way that the page hears of keeps it all the same.
  await page.reload();
  await page.waitForSelector(READY, { state: "attached" });
  await until("it is kept", async () => (await (await openReason(page)).inputValue()) === "ab");
});

test("a page that crashes after the next one has begun leaves its letters to that one", async (t) => {
  const { page, context, url } = await begun(t, { expected: [/the page crashed/] });
  await (await openReason(page)).pressSequentially("no straw man");
  const beside = await openBeside(context, url);
  await openReason(beside);
  assert.equal(await reason(beside).inputValue(), "", "not taken over while it is typed");
  await crash(page);
  await page.close();
  await beside.bringToFront();
  await until("it shows", async () => (await reason(beside).inputValue()) === "no straw man");
  await saved(beside);
  assert.deepEqual(await writtenDown(beside), []);
  assert.equal((await exported(beside)).file.conflicts, undefined);
  await beside.reload();
  await beside.waitForSelector(READY, { state: "attached" });
  assert.equal(await (await openReason(beside)).inputValue(), "no straw man");
});

test("letters in every field of a notebook outlive a crash", async (t) => {
  const { page: first, context, url } = await begun(t, { expected: [/the page crashed/] });
  const editor = (page) => dialog(page, "Source");
  const edit = async (page) => {
    await tab(page, "Sources").click();
    await margin(page).getByRole("button", { name: "Edit source" }).first().click();
  };
  const openLink = async (page) => {
    await openReason(page);
    if (await linkHead(page).evaluate((head) => !head.parentElement.open)) await linkHead(page).click();
  };
  const body = (annotation, purpose) => annotation.body.filter((it) => it.purpose === purpose).map(({ value }) => value).join();
  const source = ({ file }) => file.sources[0];
  const FIELDS = [
    ["the reason of a claim", async (page) => openReason(page), (file) => body(annotations(file, "classifying")[0], "commenting")],
    ["tags", async (page) => (await openReason(page), margin(page).getByRole("textbox", { name: "Tags, separated by commas" })),
      (file) => body(annotations(file, "classifying")[0], "tagging")],
    ["the reason of a link", async (page) => (await openLink(page), links(page).first().getByRole("textbox").first()),
      (file) => JSON.stringify(annotations(file, "linking")[0])],
    ["a source's title", async (page) => (await edit(page), editor(page).getByLabel("Title", { exact: true })), (file) => source(file).title],
    ["a source's appraisal", async (page) => (await edit(page), editor(page).getByLabel("What do others say?")),
      (file) => source(file).appraisal.others],
    ["the notebook's name", async (page) => {
      await choose(page, "Notebooks");
      return dialog(page, "Notebooks").getByLabel("Name of this notebook");
    }, ({ file }) => file.label],
  ];
  let page = first;
  for (const [i, [what, open, find]] of FIELDS.entries()) {
    const field = await open(page);
    await restless(page);
    await field.press("End");
    await field.pressSequentially(` typed${i}`);
    await crash(page);
    await page.close();
    page = await openBeside(context, url);
    await saved(page);
    assert.match(find(await exported(page)), new RegExp(`typed${i}`), what);
    assert.deepEqual(await writtenDown(page), [], what);
  }
  assert.equal((await exported(page)).file.conflicts, undefined);
});

test("what is typed into a form and not sent off is there again after a reload", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, WORDS, "Attribution");
  await saved(page);
  const reload = async () => {
    await page.reload();
    await page.waitForSelector(READY, { state: "attached" });
  };
  const opened = async () => {
    await openReason(page);
    await linkField(page).waitFor();
    return linkField(page).inputValue();
  };
  await linkField(page).fill("example.org/half");
  await reload();
  assert.equal(await opened(), "example.org/half");
  await relations(page).getByRole("button", { name: "Supports" }).click();
  await links(page).filter({ hasText: "example.org/half" }).waitFor();
  await saved(page);
  await reload();
  assert.equal(await opened(), "");

  const form = dialog(page, "Make an exercise");
  const criterion = form.getByRole("group", { name: "Criterion 1" }).getByRole("textbox", { name: "Criterion" });
  await choose(page, "Make an exercise");
  await form.getByRole("textbox", { name: "Title" }).fill("Half a title");
  await form.getByRole("textbox", { name: "Instructions" }).fill("First.\nSecond.");
  await form.getByRole("radio", { name: "My own" }).check();
  await form.getByRole("button", { name: "Add a criterion" }).click();
  await criterion.fill("Sources");
  await reload();

  // Another notebook's form is its own.
  await startNotebook(page, "other", "Another article.\n\nIt says something.");
  await saved(page);
  await choose(page, "Make an exercise");
  const title = form.getByRole("textbox", { name: "Title" });
  await until("it is empty", async () => (await title.inputValue()) === "");
  await title.fill("Of the other");
  await reload();
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: /^Open “China/ }).click();
  await dialog(page, "Notebooks").waitFor({ state: "detached" });

  await choose(page, "Make an exercise");
  await criterion.waitFor();
  assert.equal(await form.getByRole("textbox", { name: "Title" }).inputValue(), "Half a title");
  assert.equal(await form.getByRole("textbox", { name: "Instructions" }).inputValue(), "First.\nSecond.");
  assert.ok(await form.getByRole("radio", { name: "My own" }).isChecked());
  assert.equal(await criterion.inputValue(), "Sources");

  // What is given out is the notebook's from then on.
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("claimlight/drafts/exercise")).length);
  assert.equal(await drafts(), 2);
  const coming = page.waitForEvent("download");
  await form.getByRole("button", { name: "Save the exercise as a file" }).click();
  await coming;
  assert.equal(await drafts(), 1);
});
