// What a person does over and over while a page is ended under their hands, and what is left of it.
import { claim, claims, linkField, margin, saved } from "../e2e/support/page.mjs";
import { article } from "../e2e/support/words.mjs";
import { HUNG } from "./browser.mjs";

// Not from support/browser.mjs, which is for the test runner alone.
const READY = 'html[data-ready="1"]';

/** Waits until the page can be used; false if it hangs. */
export const isReady = (page) =>
  page.waitForSelector(READY, { state: "attached", timeout: HUNG }).then(() => true, () => false);

/** Opens the page in a tab; null if it hangs. */
export async function open(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return (await isReady(page)) ? page : null;
}

/** Selects the first `words` words of a paragraph, counted from 1, by keys. */
export async function select(page, paragraph, words) {
  await article(page).focus();
  await page.keyboard.press("Control+Home");
  for (let i = 1; i < paragraph; i += 1) await page.keyboard.press("Control+ArrowDown");
  for (let i = 0; i < words; i += 1) await page.keyboard.press("Shift+Control+ArrowRight");
}

/** Marks them as a fact. */
export async function mark(page, paragraph, words) {
  await select(page, paragraph, words);
  await page.keyboard.press("1");
  await linkField(page).waitFor();
}

/** The first claim, which carries the words that are typed, and which stays the first. */
export async function begin(context, url) {
  const page = await open(context, url);
  await mark(page, 1, 1);
  await saved(page);
  return page;
}

/** The field for the reason of the first claim, which is opened for it. */
export async function reason(page) {
  const field = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  await margin(page).getByRole("tab", { name: /^Claims/ }).click();
  const head = claim(page, 1);
  if ((await head.getAttribute("aria-expanded")) !== "true") await head.click();
  await field.waitFor();
  return field;
}

/** What is left: how many claims, and the words of the first one's reason. */
export async function left(page) {
  const names = await claims(page);
  return { claims: names.length, words: await (await reason(page)).inputValue() };
}

/**
 * Types a higher number into the field every few milliseconds and leaves the field each time, so
 * that something is being written nearly all the time; now and then it waits to see it saved. `told.made` is the last number typed, `told.saved`
 * the last one typed when the page came to say "saved".
 */
export async function typeOn(page, field, from) {
  const told = { from, made: from, saved: from };
  await page.exposeBinding("soakTells", (_, made, saved) => {
    told.made = Math.max(told.made, made);
    told.saved = Math.max(told.saved, saved);
  });
  await field.focus();
  await field.evaluate((field, from) => {
    const root = document.documentElement;
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    let [made, saved, waits] = [from, from, false];
    const next = () => {
      waits = false;
      setTimeout(type, Math.random() * 12);
    };
    new MutationObserver(() => {
      if (root.dataset.saveState === "saved") {
        saved = made;
        window.soakTells(made, saved);
        if (waits) next();
      }
    }).observe(root, { attributes: true, attributeFilter: ["data-save-state"] });
    const type = () => {
      made += 1;
      set.call(field, String(made));
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.blur();
      field.focus();
      window.soakTells(made, saved);
      waits = Math.random() < 0.3;
      if (!waits) next();
    };
    type();
  }, from);
  return told;
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export const between = (low, high) => low + Math.random() * (high - low);
