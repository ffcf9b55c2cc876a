// The page for everyone: what axe finds, landmarks and headings, contrast, motion, print; and what
// it says of itself to those who test it from outside.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { openPage } from "./support/browser.mjs";
import {
  assertFocus, boundaries, choose, chooser, dialog, exported, linkField, linkHead, links, margin, markClaim, marking, openFile, saved,
  tab, told, until,
} from "./support/page.mjs";
import { article, clickOn, dragOver } from "./support/words.mjs";

const CLAIM = "The Chinese Embassy condemned the charges";

/** Looks at the page in all its states, and calls back in each. */
async function everywhere(page, look) {
  await look("the start");
  await dragOver(page, "There was no immediate word");
  await look("a selection");
  await marking(page).getByRole("button", { name: "Opinion" }).click();
  await linkField(page).fill("javascript:x");
  await linkField(page).press("Enter");
  await look("a refused address");
  await markClaim(page, CLAIM, "Attribution", "https://example.org/embassy");
  await linkHead(page).click();
  await margin(page).getByText("Partly supported").click();
  await look("an open claim");
  await dragOver(page, "The Chinese Embassy");
  await marking(page).getByRole("button", { name: "Fact" }).click();
  await linkField(page).waitFor();
  await clickOn(page, "Chinese Embassy", { nth: 0 });
  await chooser(page).waitFor();
  await look("a choice between claims");
  await page.keyboard.press("Escape");
  await clickOn(page, "condemned the");
  await margin(page).getByRole("button", { name: "Change boundaries" }).click();
  await boundaries(page).waitFor();
  await look("boundaries being moved");
  await boundaries(page).getByRole("button", { name: "Cancel" }).click();
  await dragOver(page, "Wang Wenbin");
  await marking(page).getByRole("button", { name: /^Source/ }).click();
  await tab(page, "Sources").click();
  await look("the sources");
  await margin(page).getByRole("button", { name: "Edit source" }).last().click();
  await dialog(page, "Source").waitFor();
  await look("a source");
  await page.keyboard.press("Escape");
  await margin(page).getByRole("button", { name: "Put in the bin" }).first().click();
  await told(page, "Put in the bin.");
  await look("a notice");
  await page.getByLabel("Menu", { exact: true }).click();
  await look("the menu");
  await page.keyboard.press("Escape");
  for (const entry of ["Notebooks", "Open an article", "Bin", "Settings", "Keys"]) {
    await choose(page, entry);
    await dialog(page, entry).waitFor();
    await look(entry);
    await page.keyboard.press("Escape");
    await dialog(page, entry).waitFor({ state: "detached" });
  }
  const { text } = await exported(page);
  await openFile(page, "again.jsonld", text);
  await dialog(page, "What this file would do").waitFor();
  await look("the preview of a file");
  await page.keyboard.press("Escape");
  await openFile(page, "bad.jsonld", "{");
  await told(page, "it is damaged");
  await look("a problem");
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme, context: { reducedMotion: "reduce" } });
    const found = [];
    await everywhere(page, (where) =>
      assertAccessible(page).catch((error) => found.push(`${where}: ${error.message}`)));
    if (found.length) assert.fail(found.join("\n"));
  });

  test(`axe finds nothing at 360 px, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { width: 360, height: 740, colorScheme, context: { reducedMotion: "reduce" } });
    const found = [];
    const look = (where) => assertAccessible(page).catch((error) => found.push(`${where}: ${error.message}`));
    await look("the start");
    await dragOver(page, CLAIM);
    await look("a selection");
    await marking(page).getByRole("button", { name: "Fact" }).click();
    await linkField(page).waitFor();
    await look("an open claim");
    await tab(page, "Sources").evaluate((it) => it.click());
    await look("the sources");
    if (found.length) assert.fail(found.join("\n"));
  });
}

test("landmarks and headings tell the page's order", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, CLAIM, "Attribution");
  for (const [role, name] of [["banner"], ["main"], ["complementary", "Claims and sources"], ["article", "Article text"]]) {
    assert.equal(await page.getByRole(role, name && { name }).count(), 1, role);
  }
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  const levels = await page.getByRole("heading").evaluateAll((all) => all.map((it) => Number(it.localName[1])));
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `levels: ${levels}`));
  assert.match(await page.title(), / · Claimlight$/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.getByRole("mark").count(), 1);
  for (const name of ["Claims, 1", "Sources, 0"]) {
    assert.equal(await page.getByRole("tab", { name, exact: true }).count(), 1, name);
  }
});

test("in forced colours every claim is still told by its line", async (t) => {
  const { page } = await openPage(t, { context: { forcedColors: "active" } });
  for (const [words, kind] of [[CLAIM, "Fact"], ["There was no immediate word", "Causation"], ["Wang gave no details", "Prediction"]]) {
    await markClaim(page, words, kind);
  }
  await until("three marks", async () => (await page.getByRole("mark").count()) === 3);
  const lines = await page.getByRole("mark").evaluateAll((all) =>
    all.map((it) => {
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(it);
      return `${textDecorationLine} ${textDecorationStyle}`;
    }));
  assert.equal(new Set(lines).size, 3, lines.join());
  assert.ok(lines.every((line) => line.startsWith("underline")));
  await assertAccessible(page, { rules: { "color-contrast": { enabled: false } } });
});

test("with reduced motion nothing moves by itself", async (t) => {
  const { page } = await openPage(t, { context: { reducedMotion: "reduce" } });
  await article(page).focus();
  await page.keyboard.press("Control+Home");
  await markClaim(page, CLAIM, "Fact");
  await choose(page, "Settings");
  const moving = await page.evaluate(() => {
    const seconds = (list) => list.split(",").some((time) => Number.parseFloat(time) > 0.01);
    return [...document.querySelectorAll("*")]
      .filter((it) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(it);
        return (animationName !== "none" && seconds(animationDuration)) || seconds(transitionDuration);
      })
      .map((it) => it.className || it.localName);
  });
  assert.deepEqual([...new Set(moving)], []);
});

test("on paper the marks and the cards are there, the tools are not", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, CLAIM, "Attribution", "https://example.org/embassy");
  await markClaim(page, "There was no immediate word", "Opinion");
  await saved(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("mark").count(), 2);
  assert.ok(await page.getByRole("mark").first().isVisible());
  assert.notEqual(await page.getByRole("mark").first().evaluate((it) => getComputedStyle(it).backgroundColor), "rgba(0, 0, 0, 0)");
  for (const name of [/^Claim 1, Attribution/, /^Claim 2, Opinion/]) {
    assert.ok(await margin(page).getByRole("button", { name }).isVisible(), String(name));
  }
  // What the claims rest on is what the paper is for.
  await margin(page).getByText("example.org/embassy").waitFor({ timeout: 1000 });
  for (const tool of [page.getByRole("button", { name: "Save as file" }), linkField(page), tab(page, "Claims")]) {
    assert.ok(!(await tool.isVisible()));
  }
  // No card lies over another, nor over the text.
  const boxes = await margin(page).getByRole("listitem").evaluateAll((all) =>
    all.filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
  const { y, height } = await article(page).boundingBox();
  assert.ok(boxes[0].top >= y + height, `cards begin at ${boxes[0].top}, the text ends at ${y + height}`);
});

test("the page says of itself when it is ready, what is kept, and how long changes took", async (t) => {
  const { page } = await openPage(t);
  const entries = (name) => page.evaluate((name) => performance.getEntriesByName(name).map(({ entryType, duration }) => ({ entryType, duration })), name);
  assert.deepEqual((await entries("claimlight:ready")).map(({ entryType }) => entryType), ["mark"]);
  assert.equal(await page.locator("html").getAttribute("data-ready"), "1");
  await saved(page);
  assert.deepEqual(await entries("claimlight:paint"), []);

  await page.evaluate(() => {
    window.states = [];
    const html = document.documentElement;
    new MutationObserver(() => window.states.push(html.dataset.saveState)).observe(html, { attributeFilter: ["data-save-state"] });
  });
  await markClaim(page, CLAIM, "Attribution");
  const measured = await until("the change was measured", async () => {
    const found = await entries("claimlight:paint");
    return found.length > 0 && found;
  });
  assert.equal(measured.length, 1);
  assert.equal(measured[0].entryType, "measure");
  assert.ok(measured[0].duration > 0 && measured[0].duration < 2000, String(measured[0].duration));
  await saved(page);
  assert.deepEqual(await page.evaluate(() => window.states), ["saving", "saved"]);

  const { text } = await exported(page);
  const other = await openPage(t);
  await openFile(other.page, "notebook.jsonld", text);
  await dialog(other.page, "What this file would do").getByRole("button", { name: "Merge into this notebook" }).click();
  await until("the import was measured", () =>
    other.page.evaluate(() => performance.getEntriesByName("claimlight:paint").length > 0));
  await assertFocus(other.page, "merging");
});
