// The built page loads from the top of a host and from a folder of one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { saved } from "./support/page.mjs";
import { serve } from "./support/server.mjs";
import { article } from "./support/words.mjs";

for (const base of ["/", "/a/sub/path/"]) {
  test(`loads at ${base}`, async (t) => {
    const site = await serve({ base });
    t.after(() => site.close());
    const { page } = await openPage(t, { url: site.url });
    assert.match(await page.title(), / · Claimlight$/);
    await page.getByRole("banner").getByText("Claimlight").waitFor();
    assert.equal(await article(page).getByRole("paragraph").count(), 13);
    await saved(page);
  });
}
