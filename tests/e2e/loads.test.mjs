// The built page loads from the top of a host and from a folder of one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { openPage } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

for (const base of ["/", "/a/sub/path/"]) {
  test(`loads at ${base}`, async (t) => {
    const site = await serve({ base });
    t.after(() => site.close());
    const { page } = await openPage(t, { url: site.url, ready: "h1", expected: [/\/favicon\.ico/] });
    assert.equal(await page.locator("h1").first().textContent(), "Claimlight");
    await assertAccessible(page);
  });
}
