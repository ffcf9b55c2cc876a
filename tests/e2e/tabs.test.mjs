// Two tabs: both at work at once, also on the same claim, with any clock; the short form of `make soak`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOCKS, tabs } from "../soak/tabs.mjs";
import { reason as reasonOf } from "../soak/work.mjs";
import { openPage, READY } from "./support/browser.mjs";
import { choose, claim, claimNames, dialog, exported, margin, markClaim, saved, undo, until } from "./support/page.mjs";

const reason = (page) => margin(page).getByRole("textbox", { name: "Reason for the verdict" });
const versions = (page) =>
  margin(page).getByRole("listitem").filter({ has: page.getByRole("button", { name: "Keep this version" }) });
// The innermost ones: a claim's card is a list item as well.
const conflict = async (page) => {
  const all = await versions(page).evaluateAll((items) =>
    items.filter((item) => !item.querySelector("li")).map((item) => item.querySelector("p").textContent));
  return all.sort();
};
const times = Number(process.env.CLAIMLIGHT_TABS ?? 25);

for (const clock of [Object.keys(CLOCKS)[0], Object.keys(CLOCKS).at(-1)]) {
  test(`${times} changes in each of two tabs at once are all shown and kept in both${clock}`, async (t) => {
    const [result] = await tabs(times, [clock]);
    t.diagnostic(JSON.stringify(result));
    assert.equal(result.hung, 0);
    assert.equal(result.lost, 0);
    assert.ok(!result.differ, "the tabs show the same");
  });
}

/** Two tabs with one claim, which is open in both. */
async function twoTabs(t, options) {
  const { page, context, url } = await openPage(t, options);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await saved(page);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(READY, { state: "attached" });
  await claim(other, 1).click();
  await reason(other).waitFor();
  await saved(other);
  return [page, other];
}

/** Types in a tab as a person does: without leaving the field. */
async function typeIn(page, words) {
  await page.bringToFront();
  await reason(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(words);
}

test("the same claim changed in two tabs keeps both people's words, until one version is chosen", async (t) => {
  const pages = await twoTabs(t);
  const [page, other] = pages;
  await typeIn(page, "These are the words of one.");
  await typeIn(other, "These are the words of another.");
  for (const each of pages) {
    await saved(each);
    await until("both versions are shown", async () => (await conflict(each)).length === 2);
    const shown = (await conflict(each)).join();
    assert.match(shown, /words of one\./);
    assert.match(shown, /words of another\./);
  }

  await t.test("going on with one of them leaves the other as it is", async () => {
    await other.bringToFront();
    await margin(other).getByRole("radio", { name: "Disputed" }).check();
    await typeIn(other, " And more.");
    await saved(other);
    for (const each of pages) {
      await until("what was added is shown", async () => (await conflict(each)).join().includes("And more."));
      const shown = await conflict(each);
      assert.equal(shown.length, 2);
      assert.match(shown.join(), /words of one\./);
      assert.match(shown.join(), /words of another\./);
      assert.match(shown.join(), /Disputed/);
    }
  });

  await t.test("both versions are in the file, and there after a reload", async () => {
    await other.bringToFront();
    const { text } = await exported(other);
    assert.match(text, /words of one\./);
    assert.match(text, /words of another\./);
    await other.reload();
    await saved(other);
    await claim(other, 1).click();
    assert.equal((await conflict(other)).length, 2);
  });

  await t.test("choosing one settles it in both", async () => {
    await page.bringToFront();
    await versions(page).filter({ hasText: "words of one." }).last().getByRole("button", { name: "Keep this version" }).click();
    for (const each of pages) {
      await until("the conflict is settled", async () => (await versions(each).count()) === 0);
      await until("the words are there", async () => (await reason(each).inputValue()).includes("words of one."));
      await saved(each);
    }
  });
});

test("what another tab changes shows in the field that has the focus, and is not overwritten unseen", async (t) => {
  const [page, other] = await twoTabs(t);
  await typeIn(page, "First.");
  await saved(page);
  await until("the other shows it", async () => (await reason(other).inputValue()) === "First.");
  await typeIn(other, " Second.");
  await saved(other);
  // The first tab's field still has that page's focus.
  await until("the first shows it", async () => (await reason(page).inputValue()) === "First. Second.");
  await typeIn(page, " Third.");
  await saved(page);
  await until("the other shows all", async () => (await reason(other).inputValue()) === "First. Second. Third.");
  assert.equal(await versions(page).count(), 0);
});

test("undo takes back what this tab did, not what the other did since", async (t) => {
  const [page, other] = await twoTabs(t);
  await other.bringToFront();
  await markClaim(other, "There was no immediate word", "Opinion");
  await saved(other);
  await page.bringToFront();
  await until("the first has both", async () => (await claimNames(page)).length === 2);
  await undo(page).click();
  await until("its own is gone", async () => (await claimNames(page)).length === 1);
  assert.match((await claimNames(page))[0], /Opinion: There was no immediate word/);
  assert.ok(await undo(page).isDisabled());
  await saved(page);
  await other.bringToFront();
  await until("also in the other", async () => (await claimNames(other)).length === 1);
  // A step whose words the other tab went on with is not taken back either.
  await reasonOf(other);
  await typeIn(other, "Mine.");
  await saved(other);
  await page.bringToFront();
  await reasonOf(page);
  await until("it is here", async () => (await reason(page).inputValue()) === "Mine.");
  await typeIn(page, " And mine.");
  await saved(page);
  await until("it is there", async () => (await reason(other).inputValue()) === "Mine. And mine.");
  await other.bringToFront();
  await undo(other).click();
  await saved(other);
  assert.equal(await reason(other).inputValue(), "Mine. And mine.");
  assert.equal(await reason(page).inputValue(), "Mine. And mine.");
});

test("a notebook that is deleted while somebody works in it says so, in every tab, and can be restored there", async (t) => {
  const [page, other] = await twoTabs(t);
  const deleted = (page) => page.getByRole("alert").filter({ hasText: "This notebook was deleted." });
  await page.bringToFront();
  await choose(page, "Notebooks");
  await dialog(page, "Notebooks").getByRole("button", { name: /^Delete “China/ }).click();
  await dialog(page, "Notebooks").getByRole("button", { name: "Close" }).click();
  for (const each of [page, other]) await deleted(each).waitFor();
  await typeIn(other, "Still written here.");
  await saved(other);
  await deleted(other).getByRole("button", { name: "Restore this notebook" }).click();
  for (const each of [page, other]) await deleted(each).waitFor({ state: "detached" });
  await saved(other);
  await page.reload();
  await page.waitForSelector(READY, { state: "attached" });
  await claim(page, 1).click();
  await until("the words are there", async () => (await reason(page).inputValue()) === "Still written here.");
});
