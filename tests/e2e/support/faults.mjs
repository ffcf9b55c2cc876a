// What the tests of failing storage share: a page with work in it, what is stored behind its back,
// and what the page says.
import { openPage, READY } from "./browser.mjs";
import { markClaim, saved } from "./page.mjs";

/** Two passages of the built-in article, each with the kind to mark it as. */
export const FIRST = ["The Chinese Embassy condemned the charges", "Attribution"];
export const SECOND = ["There was no immediate word", "Opinion"];

export const again = (page) => page.getByRole("banner").getByRole("button", { name: "Try again" });
export const saysNow = (page) => page.getByRole("status").textContent();
export const state = (page) => page.evaluate(() => document.documentElement.dataset.saveState);

/** Opens the page with `fault(argument)` run before it, in every page of its context. */
export const faulty = (t, fault, argument, options) =>
  openPage(t, { ...options, before: (context) => context.addInitScript(fault, argument) });

/** Opens the page, lets it store one claim, and returns what `openPage` does. */
export async function withWork(t, options) {
  const opened = await openPage(t, options);
  await saved(opened.page);
  await markClaim(opened.page, ...FIRST);
  await saved(opened.page);
  return opened;
}

/** Loads the page again, and waits until it can be used. */
export async function reloaded(page, reload = () => page.reload()) {
  await reload();
  await page.waitForSelector(READY, { state: "attached", timeout: 25_000 });
}

/** A page of the same origin, beside ours, with nothing of ours in it. */
export async function beside(context, url) {
  const other = await context.newPage();
  await context.route("**/nothing-here", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await other.goto(new URL("nothing-here", url).href);
  return other;
}

/** Everything in the database of the page, as text, read by another page of its origin. */
export async function stored(context, url) {
  const other = await beside(context, url);
  const text = await other.evaluate(async () => {
    const result = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open("claimlight"));
    const all = {};
    for (const name of database.objectStoreNames) {
      // Earlier states are kept now and then beside the work; when, is not what this is about.
      if (name === "states") continue;
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
      all[name] = keys.map((key, at) => [key, values[at]]);
    }
    database.close();
    return JSON.stringify(all);
  });
  await other.close();
  return text;
}

/** Whether the page would have the browser ask before it goes away. */
export const asksBeforeLeaving = (page) =>
  page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
