// Firefox and WebKit leave the page within 10 ms of an edit.
import { serve } from "../e2e/support/server.mjs";
import { others, startOther } from "../e2e/support/webdriver.mjs";
import { HUNG } from "./browser.mjs";
import { reappeared } from "./leaving.mjs";

const ELSEWHERE = "elsewhere.txt";
const PARAGRAPHS = 10;

/** `times` of each way in each browser that is installed. */
export async function browsers(times) {
  const results = [];
  for (const other of others()) {
    if (other.lacks.length) {
      const what = `${other.name}: left within 10 ms of an edit`;
      results.push({ what, times: 0, lost: 0, hung: 0, skipped: `${other.lacks.join(", ")} not installed` });
    } else {
      results.push(...(await leavingIn(other, times)));
    }
  }
  return results;
}

/** The page in another browser, and what a person does in it by keys. */
export function pageOf(browser) {
  const isReady = () => document.documentElement.dataset.ready === "1";
  return {
    ready: (timeout = HUNG) => browser.until(isReady, { timeout }),
    saved: () => browser.until(() => document.documentElement.dataset.saveState === "saved"),
    /** The names of the claims. */
    claims: () =>
      browser.run(() =>
        [...document.querySelectorAll("aside button[aria-label]")].map((it) => it.ariaLabel ?? it.getAttribute("aria-label"))
          .filter((name) => /^Claim \d+, /.test(name))),
    /** What the sign says. */
    sign: () => browser.run(() => document.querySelector("header [role=status]").textContent),
    state: () => browser.run(() => document.documentElement.dataset.saveState),
    /** Selects words of a paragraph, counted from 1. */
    select: async (paragraph, words) => {
      await browser.run(() => document.querySelector('[aria-label="Article text"]').focus());
      await browser.press(
        "Control+Home",
        ...Array(paragraph - 1).fill("Control+ArrowDown"),
        ...Array(words).fill("Shift+Control+ArrowRight"),
      );
      return browser.until(() => document.querySelector('[role=group][aria-label="Mark the selection"]') !== null);
    },
    /** Puts the caret behind the words of the first claim's reason. */
    toReason: async () => {
      await browser.run(() => {
        const head = document.querySelector('aside button[aria-label^="Claim 1, "]');
        if (head.getAttribute("aria-expanded") !== "true") head.click();
      });
      return browser.until(() => {
        const label = [...document.querySelectorAll("aside label")].find((it) => it.textContent.includes("Reason for the verdict"));
        const field = label?.querySelector("textarea");
        field?.focus();
        field?.setSelectionRange(field.value.length, field.value.length);
        return field === document.activeElement;
      });
    },
    reason: () =>
      browser.run(() => {
        const label = [...document.querySelectorAll("aside label")].find((it) => it.textContent.includes("Reason for the verdict"));
        return label.querySelector("textarea").value;
      }),
  };
}

/** `times` of each way in one browser. */
export async function leavingIn(other, times) {
  const site = await serve({ beside: { [ELSEWHERE]: "Another page." } });
  const browser = await startOther(other);
  const page = pageOf(browser);
  const results = [];
  try {
    await browser.go(site.url);
    if (!(await page.ready())) throw new Error(`${other.name}: the page does not open`);
    await page.select(1, 1);
    await browser.press("1");
    await browser.until(() => document.querySelector('aside button[aria-label^="Claim 1, "]') !== null);
    if (!(await page.saved())) throw new Error(`${other.name}: nothing is saved`);
    await browser.go(site.url + ELSEWHERE);
    const expected = { claims: 1, words: "" };
    let marks = 0;
    for (const way of ["closed", "navigated away", "reloaded"]) {
      const result = { what: `${other.name}: left within 10 ms of an edit: ${way}`, times, lost: 0, hung: 0, late: 0, losses: [] };
      results.push(result);
      for (let i = 0; i < times; i += 1) {
        await browser.open();
        await browser.go(site.url);
        if (!(await page.ready())) {
          result.hung += 1;
        } else {
          // These drivers close a tab without waiting for what the page still does (WebKit's without a
          // word to it), as no person can: what the page has not heard of yet is lost. What shows is not.
          const unannounced = way === "closed";
          if (i % 2 === 0) {
            const letter = String.fromCharCode(97 + (expected.words.length % 26));
            // Or the letter would go nowhere, and nothing could be lost.
            if (!(await page.toReason())) throw new Error(`${other.name}: the reason does not take the focus`);
            await leaveAfter(browser, "input", way);
            await browser.press(letter).catch(() => {});
            expected.words += letter;
            if (unannounced) await browser.until(typed, { args: [expected.words] });
          } else {
            if (!(await page.select(2 + (marks % PARAGRAPHS), 1 + Math.floor(marks / PARAGRAPHS)))) {
              throw new Error(`${other.name}: keys do not select`);
            }
            marks += 1;
            await leaveAfter(browser, "keydown", way);
            await browser.press("1").catch(() => {});
            expected.claims += 1;
            if (unannounced) await browser.until(shows, { args: [expected.claims] });
          }
          const found = (await after(browser, page, way, site.url)) && (await reappeared(() => left(page), expected, result));
          if (!found) {
            result.hung += 1;
          } else if (found.claims !== expected.claims || found.words !== expected.words) {
            result.lost += 1;
            result.losses.push(`${i}: ${JSON.stringify(expected)} became ${JSON.stringify(found)}`);
            Object.assign(expected, found);
          }
        }
        await browser.close();
      }
    }
  } finally {
    await browser.quit();
    await site.close();
  }
  return results;
}

const shows = (claims) =>
  [...document.querySelectorAll("aside button[aria-label]")].filter((it) => /^Claim \d+, /.test(it.getAttribute("aria-label"))).length === claims;

const typed = (words) => document.activeElement.value === words;

const leaveAfter = (browser, event, way) =>
  browser.run(
    (event, way, elsewhere) => {
      const leave = {
        // Closed from outside, as soon as the key has done its work.
        closed: () => {},
        "navigated away": () => (location.href = elsewhere),
        reloaded: () => location.reload(),
      }[way];
      window.stays = true;
      addEventListener(event, () => setTimeout(leave, Math.random() * 9), { once: true });
    },
    event, way, ELSEWHERE,
  );

/** Whether the person finds a page again that does not hang. */
async function after(browser, page, way, url) {
  if (way === "closed") {
    await browser.close();
    await browser.open();
    await browser.go(url);
  } else if (way === "navigated away") {
    await browser.until((elsewhere) => location.href.endsWith(elsewhere), { args: [ELSEWHERE] });
    await browser.go(url);
  } else {
    // The page before was ready too, but had this mark.
    await browser.until(() => !window.stays, { timeout: HUNG });
  }
  return page.ready();
}

/** What is there. */
async function left(page) {
  // The cards come a moment after the page.
  await page.toReason();
  return { claims: (await page.claims()).length, words: await page.reason() };
}
