// A corrected article: the claims of the worked key on it, each in its right state.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { openPage } from "./support/browser.mjs";
import { choose, claimNames, dialog, exported, margin, openFile, redo, saved, told, undo, until } from "./support/page.mjs";
import { article, dragOver } from "./support/words.mjs";

const fixture = (name) => readFile(new URL(`../fixtures/${name}`, import.meta.url), "utf8");

/** The text as the page has it, a paragraph a line. */
const paragraphs = async () => {
  const text = await readFile(new URL("../../src/domain/article/built_in.txt", import.meta.url), "utf8");
  return text.trim().split("\n").filter((line) => line.trim());
};

/** The key's claims on the built-in article, as a file of another tool would have them. */
async function key(page) {
  const mine = await exported(page);
  const { articleHash } = mine.file;
  const found = JSON.parse(await fixture("claims.json"));
  assert.equal(found.length, 14);
  const items = found.map(({ id, kind, quote, start, end }) => ({
    id: `urn:key:${id}`,
    type: "Annotation",
    motivation: "classifying",
    articleHash,
    body: [{ type: "TextualBody", purpose: "classifying", value: kind }],
    target: {
      source: `urn:sha256:${articleHash}`,
      selector: [
        { type: "TextQuoteSelector", exact: quote },
        { type: "TextPositionSelector", start, end },
      ],
    },
  }));
  return { "@context": "http://www.w3.org/ns/anno.jsonld", id: "urn:key", type: "AnnotationPage", items };
}

/** A paragraph in front, a number changed, a sentence deleted, another moved. */
async function corrected() {
  const lines = await paragraphs();
  const at = (start) => {
    const index = lines.findIndex((line) => line.startsWith(start));
    assert.notEqual(index, -1, start);
    return index;
  };
  const charges = at("China was also deeply angered");
  lines[charges] = lines[charges].replace("four Chinese companies", "six Chinese companies");
  const [moved] = lines.splice(at("The Chinese Embassy condemned"), 1);
  lines.push(moved);
  const talks = at("Those contacts have only");
  lines.splice(talks, 1);
  lines.unshift("Correction of 9 July: an earlier version of this report gave a wrong number of companies.");
  return lines.join("\n\n");
}

const lostList = (page) => margin(page).getByRole("region", { name: /^No longer in the article/ });
const offered = (page) => dialog(page, "New version of this article");
const preview = (page) => dialog(page, "The new version of the article");

test("a corrected article takes its claims along, and says what became of each", async (t) => {
  const { page } = await openPage(t);
  await openFile(page, "key.json", JSON.stringify(await key(page)));
  await page.getByRole("button", { name: "Merge into this notebook" }).click();
  await until("all claims are there", async () => (await claimNames(page)).length === 14);
  await saved(page);
  const before = await exported(page);

  await choose(page, "New version of this article");
  await offered(page).getByRole("textbox", { name: "Article text" }).fill(await corrected());
  await offered(page).getByRole("button", { name: "Compare with the open version" }).click();
  await preview(page).getByText("12 move with their words, 1 needs a look, 1 is lost.").waitFor();
  await preview(page).getByText("a number changed").waitFor();
  await preview(page).getByText("Not in the text any more").waitFor();
  await assertAccessible(page);
  assert.equal((await claimNames(page)).length, 14, "nothing has changed yet");
  await preview(page).getByRole("button", { name: "Use this version" }).click();

  await article(page).getByText("Correction of 9 July").waitFor();
  await until("13 stand", async () => (await claimNames(page)).length === 13);
  const names = await claimNames(page);
  assert.match(names.at(-1), /The Chinese Embassy condemned/, "the moved one comes last now");
  assert.equal(await lostList(page).getByRole("listitem").count(), 1);
  await lostList(page).getByText("military contacts remain entirely on hold").waitFor();
  await saved(page);
  await assertAccessible(page);

  await t.test("undo and redo go back and forth, also between the texts", async () => {
    await undo(page).click();
    await until("the old text is back", async () => (await article(page).getByText("Correction of 9 July").count()) === 0);
    await until("all stand", async () => (await claimNames(page)).length === 14);
    await redo(page).click();
    await article(page).getByText("Correction of 9 July").waitFor();
    await until("13 stand", async () => (await claimNames(page)).length === 13);
    await saved(page);
  });

  await t.test("all of it is there after a reload", async () => {
    await page.reload();
    await article(page).getByText("Correction of 9 July").waitFor();
    await until("13 stand", async () => (await claimNames(page)).length === 13);
    assert.equal(await lostList(page).getByRole("listitem").count(), 1);
  });

  await t.test("a changed one shows then and now until it is accepted", async () => {
    const card = margin(page).getByRole("button", { name: /Quantity: file criminal charges/ });
    await margin(page).getByText("text changed", { exact: true }).waitFor();
    await card.click();
    const review = margin(page).getByRole("region", { name: "text changed" });
    await review.getByText("against four Chinese companies").waitFor();
    await review.getByText("against six Chinese companies").waitFor();
    await review.getByRole("button", { name: "Accept the new text" }).click();
    await review.waitFor({ state: "detached" });
    await margin(page).getByRole("button", { name: "See the version it was made on" }).first().click();
    await dialog(page, "The version it was made on").getByText("against four Chinese companies").waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await margin(page).getByText("text changed", { exact: true }).count(), 0);
  });

  await t.test("a lost one is attached again by selecting", async () => {
    await dragOver(page, "China cut off contacts with the United States entirely");
    await lostList(page).getByRole("button", { name: /^Attach to the selection/ }).click();
    await until("all stand", async () => (await claimNames(page)).length === 14);
    await lostList(page).waitFor({ state: "detached" });
    await saved(page);
  });

  await t.test("both versions travel in the file", async () => {
    const after = await exported(page);
    assert.equal(before.file.articles.length, 1);
    assert.equal(after.file.articles.length, 2);
    const hashes = after.file.articles.map(({ id }) => id.replace("urn:sha256:", ""));
    assert.ok(hashes.includes(before.file.articleHash) && hashes.includes(after.file.articleHash));
    const text = after.file.articles.map(({ blocks }) => blocks.map((block) => block.text).join("\n"));
    const sums = text.map((words) => createHash("sha256").update(words).digest("hex"));
    assert.deepEqual(sums, hashes);
  });
});

test("the text that is open already is no new version", async (t) => {
  const { page } = await openPage(t);
  await choose(page, "New version of this article");
  await offered(page).getByRole("textbox", { name: "Article text" }).fill((await paragraphs()).join("\n\n"));
  await offered(page).getByRole("button", { name: "Compare with the open version" }).click();
  await told(page, "letter for letter");
});

test("claims on another version, or of another tool, are found in the open article", async (t) => {
  const { page } = await openPage(t);
  const file = await key(page);
  // The same claims as somebody has them who read the corrected text: by their words alone.
  for (const item of file.items) {
    delete item.articleHash;
    item.target.source = "https://news.example/corrected";
    item.target.selector = [{ type: "TextQuoteSelector", exact: item.target.selector[0].exact }];
  }
  const number = file.items.find(({ id }) => id === "urn:key:four-and-eight");
  number.target.selector[0].exact = number.target.selector[0].exact.replace("four", "six");
  file.items[0].target.selector[0].exact = "Nothing like this stands anywhere in the article at all";
  await openFile(page, "theirs.json", JSON.stringify(file));
  await page.getByText("13 passages are found in the article that is open here, 1 of them needs a look, 1 is not.").waitFor();
  await page.getByRole("button", { name: "Bring them into this notebook" }).click();
  await until("13 stand", async () => (await claimNames(page)).length === 13);
  assert.equal(await lostList(page).getByRole("listitem").count(), 1);
  await margin(page).getByText("text changed", { exact: true }).waitFor();
  await saved(page);
  await undo(page).click();
  await until("none is left", async () => (await claimNames(page)).length === 0);
  await redo(page).click();
  await until("13 stand", async () => (await claimNames(page)).length === 13);
});
