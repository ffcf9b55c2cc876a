// The page as a person meets it: its regions and controls by role and name, and what they say.
// docs/ui.md lists the same roles and names.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dragOver } from "./words.mjs";

/** Above the page: undo, redo, saving as a file, the menu. */
export const toolbar = (page) => page.getByRole("group", { name: "Notebook", exact: true });
export const undo = (page) => toolbar(page).getByRole("button", { name: /^Undo/ });
export const redo = (page) => toolbar(page).getByRole("button", { name: /^Redo/ });

/** Beside the article. */
export const margin = (page) => page.getByRole("complementary", { name: "Claims and sources" });
/** The head of one claim's card; `number` counts in reading order. */
export const claim = (page, number) =>
  margin(page).getByRole("button", { name: new RegExp(`^Claim ${number}, `), expanded: undefined });
export const tab = (page, name) => margin(page).getByRole("tab", { name: new RegExp(`^${name}`) });
/** The links of the open claim. */
export const links = (page) => margin(page).getByRole("region", { name: "Linked sources" }).getByRole("listitem");
/** The head of a link, which opens and closes it; by its element, for a disclosure has no role. */
export const linkHead = (page) => links(page).first().locator("summary");
export const linkField = (page) => margin(page).getByRole("combobox", { name: "Link a source" });
export const relations = (page) => page.getByRole("group", { name: "What does it do for the claim?" });

/** What comes up beside a selection, a claim whose ends move, an overlap. */
export const marking = (page) => page.getByRole("group", { name: "Mark the selection" });
export const boundaries = (page) => page.getByRole("group", { name: "Boundaries", exact: true });
export const chooser = (page) => page.getByRole("group", { name: "What do you mean here?" });

export const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });

/** Opens what the menu names. */
export async function choose(page, entry) {
  await page.getByLabel("Menu", { exact: true }).click();
  await page.getByRole("button", { name: entry, exact: true }).click();
}

/** Opens what the menu names, without a pointer. */
export async function chooseByKeys(page, entry) {
  await page.getByLabel("Menu", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: entry, exact: true }).focus();
  await page.keyboard.press("Enter");
}

/** Asks again and again until `holds` returns something true, and returns that. */
export async function until(what, holds, { timeout = 15_000 } = {}) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > deadline) assert.fail(`not within ${timeout} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Puts a long text into a field at once, as a paste does. `fill` has the browser edit, and Chromium
 * takes seconds to insert some hundred lines, in a bare field too.
 */
export async function put(field, text) {
  await field.evaluate((field, text) => {
    field.focus();
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
    set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
}

/** Waits until the page says, in words and in its attribute, that all is kept. */
export async function saved(page) {
  await saveState(page, "saved", "Saved in this browser");
}

/** Waits until the save sign is in a state, and says it in words. */
export async function saveState(page, state, words) {
  await page.waitForSelector(`html[data-save-state="${state}"]`, { state: "attached", timeout: 15_000 });
  const said = await page.getByRole("status").textContent();
  assert.ok(words instanceof RegExp ? words.test(said) : said === words, `the sign says: ${said}`);
}

/** Waits for a sentence in an alert. */
export async function told(page, words) {
  await page.getByRole("alert").filter({ hasText: words }).first().waitFor();
}

/** The names of the claims' cards, in order. */
export async function claims(page) {
  await tab(page, "Claims").click();
  return claimNames(page);
}

/** The same, where the claims are on show. */
export const claimNames = (page) =>
  margin(page)
    .getByRole("button", { name: /^Claim \d+, / })
    .evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? button.textContent.trim()));

/** Saves the notebook as a file and reads it. */
export async function exported(page) {
  const coming = page.waitForEvent("download");
  await toolbar(page).getByRole("button", { name: "Save as file" }).click();
  return read(await coming);
}

/** Reads a download: its name, its bytes as text, and what the text means. */
export async function read(download) {
  const text = await readFile(await download.path(), "utf8");
  return { name: download.suggestedFilename(), text, file: JSON.parse(text) };
}

/** Marks words as a claim; with a source, links it as support. */
export async function markClaim(page, words, kind, source) {
  await dragOver(page, words);
  await marking(page).getByRole("button", { name: kind }).click();
  // An earlier claim's card may be open still: its field says nothing of this one.
  await marking(page).waitFor({ state: "hidden" });
  await linkField(page).waitFor();
  if (source) {
    await linkField(page).fill(source);
    await relations(page).getByRole("button", { name: "Supports" }).click();
    await links(page).filter({ hasText: "Supports" }).first().waitFor();
  }
}

/** The annotations of a file with a motivation. */
export const annotations = ({ file }, motivation) =>
  file.first.items.filter((item) => item.motivation === motivation);

/** The words that an annotation quotes. */
export const quote = (annotation) =>
  annotation.target.selector.find(({ type }) => type === "TextQuoteSelector").exact;

/** Chooses a file in the menu's “Open a file”, with these contents. */
export async function openFile(page, name, text, mimeType = "") {
  const file = { name, mimeType, buffer: Buffer.from(text) };
  const choosing = page.waitForEvent("filechooser");
  await choose(page, "Open a file");
  await (await choosing).setFiles(file);
}

/** Drops a file somewhere on the page. */
export async function dropFile(page, name, text, type = "") {
  await page.evaluate(
    ([name, text, type]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type }));
      for (const event of ["dragenter", "dragover", "drop"]) {
        const init = { dataTransfer, bubbles: true, cancelable: true };
        document.querySelector("main").dispatchEvent(new DragEvent(event, init));
      }
    },
    [name, text, type],
  );
}

/** Starts a notebook on an article that is dropped as a text file; it is open then. */
export async function startNotebook(page, name, text) {
  await dropFile(page, `${name}.txt`, text);
  await dialog(page, "Open an article").getByRole("button", { name: "Start a notebook on it" }).click();
  await dialog(page, "Open an article").waitFor({ state: "detached" });
}

/** Timers of more than `from` and at most `to` milliseconds run out later than any test. */
export const holdTimers = (page, from, to) =>
  page.evaluate(([from, to]) => {
    const { setTimeout } = window;
    window.setTimeout = (then, wait, ...rest) => setTimeout(then, wait > from && wait <= to ? 600_000 : wait, ...rest);
  }, [from, to]);

/** Counts what a person does from here on; the result is read with `counted`. */
export async function count(page) {
  await page.evaluate(() => {
    window.counted?.stop.abort();
    const stop = new AbortController();
    window.counted = { pointers: 0, keys: 0, stop };
    const options = { capture: true, signal: stop.signal };
    addEventListener("pointerdown", () => (window.counted.pointers += 1), options);
    const modifiers = ["Shift", "Control", "Alt", "Meta"];
    // Keys held together are one; text that is typed comes as input, without keys.
    addEventListener("keydown", ({ key }) => (window.counted.keys += modifiers.includes(key) ? 0 : 1), options);
  });
}

export const counted = (page) => page.evaluate(() => ({ pointers: window.counted.pointers, keys: window.counted.keys }));

/** Types text as far as the page is concerned, without counting its letters as keys. */
export const type = (page, text) => page.keyboard.insertText(text);

/** Asserts that something has the focus; after an action it must not fall to the page itself. */
export async function assertFocus(page, after) {
  // A frame and a timer: what moves the focus may wait for what it moves to.
  const where = () =>
    page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      const active = document.activeElement;
      const there = active && active !== document.body && active.checkVisibility({ visibilityProperty: true });
      return there ? active.ariaLabel || active.localName : null;
    });
  assert.ok((await where()) ?? (await where()), `the focus is lost after: ${after}`);
}

/** Whether an element has the focus. */
export const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
