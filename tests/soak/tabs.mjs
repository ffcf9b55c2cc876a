// Two tabs at work on one notebook at the same time.
import { serve } from "../e2e/support/server.mjs";
import { annotations, exported, tab } from "../e2e/support/page.mjs";
import { article } from "../e2e/support/words.mjs";
import { freshProfile, start } from "./browser.mjs";
import { isReady, pause } from "./work.mjs";

/**
 * What a tab does not show by then it has lost, in milliseconds. How long it took is told with the
 * figures: a moment, unless something else keeps the computer busy.
 */
const SHOWN = 30_000;
/** How long storing all of it may take: each change is a transaction that waits for the disk. */
const STORED = 120_000;
const KINDS = ["Fact", "Opinion"];
// In the order of their keys.
const ALL_KINDS = ["Fact", "Quantity", "Causation", "Attribution", "Prediction", "Opinion"];

const DAY = 86_400_000;

/** What the second tab's clock says, by how it is wrong: so much later, or always the same. */
export const CLOCKS = {
  "": null,
  ", one clock three days ahead": { later: 3 * DAY },
  ", one clock ten years behind": { later: -3652 * DAY },
  ", one clock at 1970": { always: 1000 },
};

/** `times` claims marked in each of two tabs at once; with each of the clocks, or those named. */
export async function tabs(times, clocks = Object.keys(CLOCKS)) {
  const results = [];
  for (const clock of clocks) results.push(await together(times, clock));
  return results;
}

async function together(times, clock) {
  const result = { what: `two tabs, changes in each${clock}`, times, lost: 0, hung: 0, seconds: 0 };
  const site = await serve();
  const profile = await freshProfile();
  const browser = await start(profile.folder);
  try {
    const pages = [];
    for (const kind of KINDS) {
      const page = await browser.context.newPage();
      if (kind !== KINDS[0] && CLOCKS[clock]) await page.addInitScript(wrongClock, CLOCKS[clock]);
      await page.goto(site.url);
      if (!(await isReady(page))) result.hung += 1;
      pages.push(page);
    }
    // The parts load at the first key; then both begin in the same moment.
    await Promise.all(pages.map((page) => page.keyboard.press("Shift")));
    const began = Date.now();
    const made = (await Promise.all(pages.map((page, which) => markOn(page, times, which)))).flat();
    result.seconds = Math.round((Date.now() - began) / 1000);
    const ended = Date.now();
    const unshown = async () => made.length - Math.min(...(await Promise.all(pages.map(shown))));
    while ((result.lost = Math.max(0, await unshown())) > 0 && Date.now() - ended < SHOWN) await pause(50);
    result.moment = Date.now() - ended;
    const files = [];
    for (const page of pages) {
      await page.waitForSelector('html[data-save-state="saved"]', { state: "attached", timeout: STORED });
      await page.reload();
      if (!(await isReady(page))) result.hung += 1;
      const file = await exported(page);
      const kept = new Set(annotations(file, "classifying").map(({ id }) => id));
      result.lost = Math.max(result.lost, made.filter((id) => !kept.has(id)).length);
      files.push(JSON.stringify(file.file.first.items));
    }
    if (files[0] !== files[1]) result.differ = true;
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
  return result;
}

function wrongClock({ later = 0, always }) {
  const True = Date;
  window.Date = class extends True {
    constructor(...values) {
      if (values.length) super(...values);
      else super(window.Date.now());
    }
    static now() {
      return always ?? True.now() + later;
    }
  };
}

/**
 * Marks word after word by keys, then two words each, and so on; returns the ids of the claims. A
 * change counts when this tab shows it, at once: the new claim is open. A key that finds nothing
 * selected, as the focus moves on, is pressed again.
 */
const markOn = (page, times, which) =>
  article(page).evaluate(
    async (article, [times, digit, kind]) => {
      const made = new Set();
      const opened = () => {
        const card = document.querySelector(`[data-card][data-open][data-kind="${kind}"]`);
        return card && !made.has(card.dataset.card) ? card.dataset.card : null;
      };
      const WORDS = 200;
      const turn = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      const press = async (key, { ctrl = false, shift = false } = {}) => {
        const init = { key, ctrlKey: ctrl, shiftKey: shift, bubbles: true, cancelable: true };
        article.dispatchEvent(new KeyboardEvent("keydown", init));
        await Promise.resolve();
      };
      let missed = 0;
      for (let i = 0; i < times; i += 1) {
        article.focus();
        if (i % WORDS === 0) await press("Home", { ctrl: true });
        await turn();
        for (let words = 0; words <= i / WORDS; words += 1) await press("ArrowRight", { ctrl: true, shift: true });
        await turn();
        await press(digit);
        await turn();
        const id = opened();
        if (!id) {
          missed += 1;
          if (missed > times) throw new Error("keys do not mark");
          i -= 1;
          continue;
        }
        made.add(id);
        // On from where this claim ends, or begins.
        article.focus();
        if (i >= WORDS) for (let words = 1; words <= i / WORDS; words += 1) await press("ArrowLeft", { ctrl: true });
      }
      return [...made];
    },
    [times, String(1 + ALL_KINDS.indexOf(KINDS[which])), KINDS[which].toLowerCase()],
  );

/** How many claims a tab says that it has. */
const shown = async (page) => Number((await tab(page, "Claims").getAttribute("aria-label")).match(/\d+/)[0]);
