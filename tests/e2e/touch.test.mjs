// The whole job, once, by touch on a small screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import {
  assertFocus, boundaries, chooser, claimNames, dialog, holdTimers, linkField, linkHead, links, margin, marking,
  relations, saved, tab, told, toolbar, type, until,
} from "./support/page.mjs";
import { placeOf, selectedWords, tapOn } from "./support/words.mjs";

const SENTENCE = "Those contacts have only partially been restored and military contacts remain entirely on hold.";
const SMALL = { width: 360, height: 740, touch: true };

/** What scrolls the page sideways, and what is too small to be tapped (WCAG 2.2, 2.5.8). */
async function misfits(page, where) {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) {
      const wide = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
      wrong.push(`${scrollWidth} px wide: ${wide.map((it) => it.className || it.localName).slice(0, 5).join(", ")}`);
    }
    const targets = document.querySelectorAll("button, summary, select, input:not([type=hidden]), textarea, [role=tab], li a, label");
    for (const target of targets) {
      if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // A choice is tapped by its label; what a screen reader alone meets has no size.
      if (target.matches("label input, .visually-hidden")) continue;
      if (target.localName === "label" && !target.querySelector("input")) continue;
      const { width, height } = target.getBoundingClientRect();
      const name = target.ariaLabel || target.textContent.trim().slice(0, 40) || target.localName;
      if (width < 24 || height < 24) wrong.push(`“${name}” is ${width.toFixed()} × ${height.toFixed()}`);
    }
    return wrong;
  });
  return wrong.map((what) => `${where}: ${what}`);
}

test("the whole job by touch", async (t) => {
  const { page } = await openPage(t, SMALL);
  // Gathered, so that one small link does not end the job; asserted at its end.
  const wrong = [];
  const look = async (where) => wrong.push(...(await misfits(page, where)));
  await look("at the start");

  await t.test("a tap takes the sentence, a second one extends it", async () => {
    await tapOn(page, "whether she had raised");
    await marking(page).waitFor();
    const last = "There was no immediate word on whether she had raised the fentanyl issue.";
    assert.equal(await selectedWords(page), last);
    await look("with a selection");
    await tapOn(page, "No breakthroughs");
    await until("both are selected", async () => (await selectedWords(page)).endsWith(last));
    assert.match(await selectedWords(page), /^No breakthroughs are expected.* in semiconductors\.\nThere was/);
    await marking(page).getByRole("button", { name: "Cancel" }).tap();
    await marking(page).waitFor({ state: "detached" });
    await tapOn(page, "partially been restored");
    await marking(page).waitFor();
    assert.equal(await selectedWords(page), SENTENCE);
    // The tools are within a thumb's reach and do not hide the words.
    const bar = await marking(page).boundingBox();
    assert.ok(bar.y + bar.height >= 730 && bar.x <= 1 && bar.width >= 358, JSON.stringify(bar));
  });

  await t.test("a kind, then a source, in a sheet", async () => {
    await marking(page).getByRole("button", { name: "Fact" }).tap();
    await linkField(page).waitFor();
    await type(page, "example.org/report-2023");
    await relations(page).getByRole("button", { name: "Supports" }).tap();
    await links(page).filter({ hasText: "example.org/report-2023" }).waitFor();
    const { end } = await placeOf(page, SENTENCE, { scroll: false });
    const sheet = await margin(page).getByRole("listitem").filter({ has: page.getByRole("combobox") }).boundingBox();
    assert.ok(sheet.y + sheet.height >= 738, `the sheet lies at the foot: ${JSON.stringify(sheet)}`);
    assert.ok(end.y > 60 && end.y < sheet.y, `the claim at ${end.y} is seen above the sheet at ${sheet.y}`);
    await look("with the sheet open");
    await linkHead(page).tap();
    await links(page).getByRole("button", { name: "Edit source" }).waitFor();
    await look("with a link open");
    await saved(page);
    await margin(page).getByRole("button", { name: "Close this claim" }).tap();
    await linkField(page).waitFor({ state: "detached" });
    assert.deepEqual(await claimNames(page), [
      "Claim 1, Fact: Those contacts have only partially been restored and military contacts remain…",
    ]);
  });

  await t.test("a tap opens the claim; its boundaries are moved by buttons", async () => {
    await tapOn(page, "partially been restored");
    await margin(page).getByRole("button", { name: "Change boundaries" }).tap();
    await boundaries(page).waitFor();
    await look("while boundaries are moved");
    // The sheet makes room, for what is moved is in the article.
    assert.equal(await margin(page).getByRole("button", { expanded: true }).count(), 0);
    const [bar, mark] = [await boundaries(page).boundingBox(), await page.getByRole("mark").first().boundingBox()];
    assert.ok(mark.y >= 0 && mark.y + mark.height <= bar.y, `${JSON.stringify({ bar, mark })}`);
    await assertFocus(page, "beginning to move boundaries");
    await boundaries(page).getByRole("button", { name: "Start one word later" }).tap();
    await boundaries(page).getByRole("button", { name: "Done" }).tap();
    await margin(page).getByRole("button", { expanded: true }).first().waitFor();
    await until("it begins later", async () => /Fact: contacts have/.test((await claimNames(page))[0]));
    await saved(page);
  });

  await t.test("a source in the article", async () => {
    const close = margin(page).getByRole("button", { name: "Close this claim" });
    if (await close.count()) await close.tap();
    await tapOn(page, "Nancy Pelosi");
    await marking(page).getByRole("button", { name: /^Source/ }).tap();
    await tab(page, "Sources").waitFor();
    await look("with the sources");
    await saved(page);
  });

  await t.test("every dialog opens and closes", async () => {
    for (const entry of ["Notebooks", "Open an article", "Bin", "Settings", "Keys"]) {
      await page.getByLabel("Menu", { exact: true }).tap();
      await look("in the menu");
      await page.getByRole("button", { name: entry, exact: true }).tap();
      await dialog(page, entry).waitFor();
      await look(`in ${entry}`);
      await dialog(page, entry).getByRole("button", { name: "Close", exact: true }).tap();
      await dialog(page, entry).waitFor({ state: "detached" });
    }
    const coming = page.waitForEvent("download");
    await toolbar(page).getByRole("button", { name: "Save as file" }).tap();
    await coming;
    await told(page, "Saved as");
    await look("with a notice");
  });

  await t.test("nothing scrolled sideways, and everything could be tapped", () => {
    assert.deepEqual(wrong, []);
  });
});

test("an overlap offers which one, by touch", async (t) => {
  const { page } = await openPage(t, SMALL);
  for (const kind of ["Fact", "Opinion"]) {
    await tapOn(page, "partially been restored");
    if (kind === "Opinion") {
      // A tap on a claim opens it: the second is marked by a sentence taken beside it, then extended.
      await margin(page).getByRole("button", { name: "Close this claim" }).tap();
      await tapOn(page, "Nancy Pelosi");
      await tapOn(page, "partially been restored");
    }
    await marking(page).getByRole("button", { name: kind }).tap();
    await linkField(page).waitFor();
    await margin(page).getByRole("button", { name: "Close this claim" }).tap();
  }
  await tapOn(page, "partially been restored");
  await chooser(page).getByRole("button", { name: /^Claim 1, Opinion/ }).waitFor();
  assert.deepEqual(await misfits(page, "with the choice"), []);
  await chooser(page).getByRole("button", { name: /^Claim 2, Fact/ }).tap();
  await linkField(page).waitFor();
});

test("what is said stands above the tools", async (t) => {
  const { page } = await openPage(t, SMALL);
  // It stays, however slow the computer.
  await holdTimers(page, 6_999, 7_000);
  await tapOn(page, "partially been restored");
  await marking(page).getByRole("button", { name: "Fact" }).tap();
  await margin(page).getByRole("button", { name: "Put in the bin" }).tap();
  const said = page.getByRole("alert").filter({ has: page.getByRole("button", { name: "Undo" }) });
  await said.waitFor();
  await tapOn(page, "whether she had raised");
  await marking(page).waitFor();
  const [notice, bar] = [await said.boundingBox(), await marking(page).boundingBox()];
  assert.ok(notice.y >= 0 && notice.y + notice.height <= bar.y, JSON.stringify({ notice, bar }));
  await said.getByRole("button", { name: "Undo" }).tap();
  await until("the claim is back", async () => (await claimNames(page)).length === 1);
});
