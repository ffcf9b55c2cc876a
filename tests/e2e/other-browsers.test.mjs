// The same page in Firefox and WebKit: it works, keeps what it says it keeps, loses nothing when it
// is left, and says so where nothing can be kept. Where a browser is not installed, its tests are
// skipped and say so (`scripts/setup browsers` installs both).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { leavingIn, pageOf } from "../soak/browsers.mjs";
import { DIST, serve } from "./support/server.mjs";
import { others, startOther } from "./support/webdriver.mjs";

const times = Number(process.env.CLAIMLIGHT_LEAVINGS ?? 4);

// Each runs before anything of the page, as an outside fault would be there before it.
const FAULTS = {
  "there is no IndexedDB": {
    script: () => Object.defineProperty(window, "indexedDB", { value: undefined, configurable: true }),
    state: "memory",
    says: /^Kept only while this page is open\./,
  },
  "IndexedDB never answers": {
    script: () => (IDBFactory.prototype.open = () => new EventTarget()),
    state: "memory",
    says: /^Kept only while this page is open\./,
  },
  "storage is full": {
    script: () => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException("for a test", "QuotaExceededError");
      };
    },
    state: "error",
    says: /^Not saved: this browser’s storage is full\./,
  },
};

for (const other of others()) {
  const skip = other.lacks.length > 0 && `${other.lacks.join(", ")} not installed (scripts/setup browsers)`;

  test(`${other.name}: a claim marked by keys is saved and there after a reload`, { skip }, async (t) => {
    const site = await serve();
    const browser = await startOther(other);
    t.after(() => Promise.all([browser.quit(), site.close()]));
    const page = pageOf(browser);
    await browser.go(site.url);
    assert.ok(await page.ready(20_000), "the page opens");
    await page.select(2, 3);
    await browser.press("4");
    assert.ok(await browser.until(() => document.querySelector('aside button[aria-label^="Claim 1, "]') !== null), "it is marked");
    assert.ok(await page.saved());
    assert.equal(await page.sign(), "Saved in this browser");
    const claims = await page.claims();
    assert.equal(claims.length, 1);
    assert.match(claims[0], /^Claim 1, Attribution: /);
    await browser.reload();
    assert.ok(await page.ready(), "the page opens again");
    assert.ok(await page.saved());
    assert.deepEqual(await page.claims(), claims);
  });

  test(`${other.name}: nothing is lost and nothing hangs when the page is left within 10 ms of an edit`, { skip }, async (t) => {
    for (const result of await leavingIn(other, times)) {
      t.diagnostic(JSON.stringify(result));
      assert.equal(result.lost, 0, `${result.what}: lost ${result.losses.join("; ")}`);
      assert.equal(result.hung, 0, `${result.what}: hung`);
    }
  });

  test(`${other.name}: what storage cannot do is said, and the page works`, { skip }, async (t) => {
    const index = await readFile(path.join(DIST, "index.html"), "utf8");
    const beside = {};
    Object.values(FAULTS).forEach(({ script }, i) => {
      beside[`fault-${i}.js`] = `(${script})();`;
      beside[`fault-${i}.html`] = index.replace(/<html[^>]*>/, `$&<script src="fault-${i}.js"></script>`);
    });
    const site = await serve({ beside });
    const browser = await startOther(other);
    t.after(() => Promise.all([browser.quit(), site.close()]));
    const page = pageOf(browser);
    for (const [i, [what, { state, says }]] of Object.entries(FAULTS).entries()) {
      await browser.go(`${site.url}fault-${i}.html`);
      assert.ok(await page.ready(20_000), `the page opens when ${what}`);
      const before = (await page.claims()).length;
      await page.select(2 + i, 3);
      await browser.press("1");
      assert.ok(await browser.until((state) => document.documentElement.dataset.saveState === state, { args: [state] }), what);
      assert.match(await page.sign(), says);
      const shown = (count) => [...document.querySelectorAll("aside button[aria-label]")].filter((it) => /^Claim \d+, /.test(it.getAttribute("aria-label"))).length === count;
      assert.ok(await browser.until(shown, { args: [before + 1] }), `marking works when ${what}`);
    }
  });
}
