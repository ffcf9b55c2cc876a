// Writing that fails, in every way that was seen in a browser: the fault is put in from outside while
// the page runs; the page has to say so, forget nothing, and make it good.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { asksBeforeLeaving, again, FIRST, reloaded, SECOND, state, stored, withWork } from "./support/faults.mjs";
import {
  choose, claim, claims, dialog, exported, margin, markClaim, marking, openFile, saved, saveState, startNotebook,
  told, undo, until,
} from "./support/page.mjs";
import { dragOver } from "./support/words.mjs";

/** Makes writing fail in one way as long as `window.fault` names it; "" lets all be well. */
const writingFails = () => {
  window.fault = "";
  const error = (name) => new DOMException("for a test", name);
  for (const method of ["put", "add"]) {
    const original = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...values) {
      const name = { "put throws": "QuotaExceededError", "put throws something else": "DataError" }[window.fault];
      if (name) throw error(name);
      const request = original.apply(this, values);
      const { transaction } = this;
      // Taken back by the browser, without a reason: before its requests are answered, or after.
      if (window.fault === "aborts without an error") queueMicrotask(() => abort(transaction));
      if (window.fault.startsWith("aborts after")) request.addEventListener("success", () => abort(transaction));
      if (window.fault === "aborts with an error") queueMicrotask(() => abort(transaction, "UnknownError"));
      if (window.fault.startsWith("aborts for")) queueMicrotask(() => abort(transaction, "QuotaExceededError"));
      return request;
    };
  }
  const abort = (transaction, reason) => {
    if (reason) Object.defineProperty(transaction, "error", { get: () => error(reason), configurable: true });
    try {
      transaction.abort();
    } catch {
      // It was taken back already.
    }
  };
  // The last moment at which a disk can be found full: all requests succeeded, the commit does not.
  const commits = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    configurable: true,
    set(handler) {
      commits.set.call(this, (event) => {
        if (this.mode === "readwrite" && window.fault === "commits slowly") {
          setTimeout(() => handler(event), 2000);
        } else if (this.mode !== "readwrite" || window.fault !== "never answers") {
          handler(event);
        }
      });
    },
  });
};

const FULL = /^Not saved: this browser’s storage is full\. Free some space or save as file\.$/;
const FAILED = /^Not saved: /;
for (const [how, says] of [
  ["put throws", FULL],
  ["put throws something else", FAILED],
  ["aborts without an error", FAILED],
  ["aborts with an error", FAILED],
  ["aborts for want of room", FULL],
  ["aborts after its requests succeeded", FAILED],
]) {
  test(`a write that fails (${how}) is said, forgets nothing, and is made good`, async (t) => {
    const { page, context, url } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
    const before = await stored(context, url);
    await page.evaluate((how) => (window.fault = how), how);
    await markClaim(page, ...SECOND, "https://example.org/2");
    await saveState(page, "error", says);
    await until("the browser asks", () => asksBeforeLeaving(page));
    await again(page).click();
    // It is tried, and still said: never called saved in between.
    await page.waitForTimeout(300);
    await saveState(page, "error", says);
    assert.equal(await stored(context, url), before, "nothing is half stored");
    assert.equal((await claims(page)).length, 2);
    const { text } = await exported(page);
    assert.ok(text.includes(SECOND[0]) && text.includes("https://example.org/2"));
    await until("the file has it all", async () => !(await asksBeforeLeaving(page)));
    await page.evaluate(() => (window.fault = ""));
    // By itself, without a button and without a reload; with the rest, the button is quicker.
    if (!how.startsWith("put")) await again(page).click();
    await saved(page);
    assert.ok((await stored(context, url)).includes(SECOND[0]));
    assert.equal(await again(page).count(), 0);
    await page.goto(url);
    await saved(page);
    assert.equal((await claims(page)).length, 2);
    assert.equal((await exported(page)).text, text);
  });
}

test("the button tries again at once, and undo goes on as if nothing had been", async (t) => {
  const { page } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  await page.evaluate(() => (window.fault = "put throws"));
  await markClaim(page, ...SECOND);
  await saveState(page, "error", FULL);
  const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  for (const words of ["On", "On both", "On both sides"]) {
    await reason.fill(words);
    await page.waitForTimeout(20);
  }
  await page.evaluate(() => (window.fault = ""));
  await again(page).click();
  await saved(page);
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 2);
  await undo(page).click();
  await until("the reason is taken back", async () => (await reason.inputValue()) !== "On both sides");
  while (await undo(page).isEnabled()) await undo(page).click();
  await until("all is taken back", async () => (await claims(page)).length === 0);
  await saved(page);
});

test("what could not be stored is there when the page comes back, and stored as soon as it can be", async (t) => {
  const fault = () => {
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (...values) {
      if (!window.room) throw new DOMException("for a test", "QuotaExceededError");
      return add.apply(this, values);
    };
  };
  const { page, context, url } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  await page.evaluate(() => (window.fault = "put throws"));
  await markClaim(page, ...SECOND, "https://example.org/2");
  await saveState(page, "error", FULL);
  const { text } = await exported(page);
  // The disk is still full when the person comes back.
  await context.addInitScript(fault);
  for (let visit = 0; visit < 3; visit += 1) {
    await reloaded(page);
    await saveState(page, "error", FULL);
    assert.equal((await claims(page)).length, 2, "nothing is hidden because it could not be stored");
    assert.equal((await exported(page)).text, text);
  }
  const entries = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("journal")).length);
  assert.ok(entries <= 3, `the journal does not grow with each visit: ${entries}`);
  await page.evaluate(() => (window.room = true));
  await again(page).click();
  await saved(page);
  assert.ok((await stored(context, url)).includes(SECOND[0]));
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("journal")));
  assert.deepEqual(left, [], "what is stored is crossed out");
});

test("going to another notebook and back forgets nothing that could not be stored", async (t) => {
  const { page } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  await startNotebook(page, "Second", "Another article.\n\nIt says something.");
  await saved(page);
  await page.evaluate(() => (window.fault = "put throws"));
  const open = async (name) => {
    await choose(page, "Notebooks");
    await dialog(page, "Notebooks").getByRole("button", { name }).click();
  };
  await markClaim(page, "It says something", "Fact");
  await saveState(page, "error", FULL);
  await open(/^Open “China/);
  // The other notebook has a first claim too.
  await page.getByText(SECOND[0]).first().waitFor();
  await claim(page, 1).waitFor();
  await markClaim(page, ...SECOND);
  await open("Open “Second”");
  await claim(page, 1).and(page.getByRole("button", { name: /It says something/ })).waitFor();
  await saveState(page, "error", FULL);
  await open(/^Open “China/);
  await claim(page, 2).waitFor();
  await page.evaluate(() => (window.fault = ""));
  await again(page).click();
  await saved(page);
  assert.equal((await claims(page)).length, 2);
});

test("a disk that is really full", async (t) => {
  const { page, context, url } = await openPage(t);
  await saved(page);
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(url);
  // Before the first write: how much room there is, Chromium asks only now and then.
  await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 20_000 });
  await markClaim(page, ...FIRST);
  const fill = async () => {
    const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
    for (let n = 0; (await state(page)) !== "error"; n += 1) {
      assert.ok(n < 60, "the disk is never full");
      await reason.fill(`${n} ${"written until there is no more room ".repeat(300)}`);
      await page.waitForTimeout(100);
    }
  };
  await fill();
  await saveState(page, "error", FULL);
  await markClaim(page, ...SECOND);
  await saveState(page, "error", FULL);
  const { text } = await exported(page);
  assert.ok(text.includes(SECOND[0]));
  assert.equal((await claims(page)).length, 2);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin });
  // Nobody does anything.
  await page.waitForSelector('html[data-save-state="saved"]', { state: "attached", timeout: 60_000 });
  await page.reload();
  await saved(page);
  assert.equal((await exported(page)).text, text);
});

test("a slow commit is not called saved before it is", async (t) => {
  const { page } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  await page.evaluate(() => {
    window.fault = "commits slowly";
    window.seen = [];
    new MutationObserver(() => window.seen.push([document.documentElement.dataset.saveState, performance.now()])).observe(
      document.documentElement,
      { attributeFilter: ["data-save-state"] },
    );
  });
  await dragOver(page, SECOND[0]);
  await marking(page).getByRole("button", { name: SECOND[1] }).click();
  await saveState(page, "saving", "Saving…");
  await saved(page);
  const seen = await page.evaluate(() => window.seen);
  const [began, ended] = [seen.find(([state]) => state === "saving"), seen.find(([state]) => state === "saved")];
  assert.ok(ended[1] - began[1] >= 1900, JSON.stringify(seen));
  assert.ok(seen.every(([state]) => state === "saving" || state === "saved"));
});

test("a write that is never answered is said, and stored by the next page", async (t) => {
  const { page } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  await page.evaluate(() => (window.fault = "never answers"));
  await markClaim(page, ...SECOND);
  await saveState(page, "saving", "Saving…");
  await saveState(page, "error", /^Not saved: storage does not answer\./);
  await until("the browser asks", () => asksBeforeLeaving(page));
  assert.equal((await exported(page)).file.first.items.length, 2);
  await page.reload();
  await saved(page);
  assert.equal((await claims(page)).length, 2);
});

/** Fills `localStorage` to the last byte, as another page of the origin may. */
const fill = (page) =>
  page.evaluate(() => {
    for (let size = 1 << 20, n = 0; size >= 1; n += 1) {
      try {
        localStorage.setItem(`filler/${n}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });

test("while something is written down nowhere yet, the browser asks before the page goes away", async (t) => {
  const { page } = await withWork(t, { before: (context) => context.addInitScript(writingFails) });
  const { file } = await exported(page);
  const [claimed] = file.first.items.filter(({ motivation }) => motivation === "classifying");
  const large = (count, name) => ({
    ...file,
    id: `urn:x:${name}`,
    total: count,
    first: { ...file.first, items: Array.from({ length: count }, (_, i) => ({ ...claimed, id: `urn:x:${name}:${i}` })) },
  });
  const merge = async (count, name) => {
    await openFile(page, `${name}.jsonld`, JSON.stringify(large(count, name)));
    await dialog(page, "What this file would do").getByRole("button", { name: "Merge into this notebook" }).click();
  };

  await t.test("not for what is in the journal", async () => {
    await page.evaluate(() => (window.fault = "commits slowly"));
    await merge(300, "many");
    await saveState(page, "saving", "Saving…");
    assert.equal(await asksBeforeLeaving(page), false);
    await page.goto("about:blank");
    await page.goBack();
    await saved(page);
    assert.equal((await exported(page)).file.first.items.length, 301);
  });

  await t.test("for more than that has room for", async () => {
    await page.evaluate(() => (window.fault = "commits slowly"));
    await merge(1100, "more");
    await saveState(page, "saving", "Saving…");
    await until("the browser asks", () => asksBeforeLeaving(page));
    await saved(page);
    assert.equal(await asksBeforeLeaving(page), false);
  });

  await t.test("for any change where there is no journal", async () => {
    await fill(page);
    await page.evaluate(() => (window.fault = "commits slowly"));
    await undo(page).click();
    await saveState(page, "saving", "Saving…");
    await until("the browser asks", () => asksBeforeLeaving(page));
    await saved(page);
    assert.equal(await asksBeforeLeaving(page), false);
  });

  await t.test("and for what is being typed", async () => {
    await choose(page, "Notebooks");
    const name = dialog(page, "Notebooks").getByLabel("Name of this notebook");
    await name.press("End");
    await page.keyboard.type("x");
    await until("the browser asks", () => asksBeforeLeaving(page));
    await name.press("Enter");
    await saved(page);
    await dialog(page, "Notebooks").getByRole("button", { name: "Close" }).click();
  });

  await t.test("a setting that cannot be kept says so", async () => {
    await choose(page, "Settings");
    await dialog(page, "Settings").getByLabel("Dark").check();
    await told(page, "no room for your settings");
  });
});
