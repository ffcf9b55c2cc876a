// The built page loads from the top of a host and from a folder of one.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openPage } from "./support/browser.mjs";
import { choose, claim, dialog, markClaim, saved, until } from "./support/page.mjs";
import { DIST, serve } from "./support/server.mjs";
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

// What a part's file is named after; see src/ui/parts.rs.
const PART = /\/(split|chunk)_[^/]*\.wasm$/;

test("the first load is small, and holds no part that the first minute does not need", async (t) => {
  const loaded = [];
  const { page } = await openPage(t, {
    before: (context) => context.on("response", (response) => loaded.push(response)),
  });
  await saved(page);
  const code = loaded.filter((response) => /\.(wasm|js|css)$/.test(response.url()));
  const sizes = await Promise.all(code.map(async (response) => gzipSync(await response.body(), { level: 9 }).length));
  const sum = sizes.reduce((all, size) => all + size);
  assert.ok(sum <= 180_000, `${sum} bytes`);
  const parts = () => loaded.filter((response) => PART.test(response.url()));
  assert.deepEqual(parts(), []);
  await t.test("the rest comes as soon as the person does anything", async () => {
    await page.keyboard.press("Tab");
    const files = (await readdir(DIST)).filter((file) => /^split_(work|cards|desk|kept)-/.test(file));
    assert.equal(files.length, 4);
    await until("all parts are here", async () => files.every((file) => parts().some((part) => part.url().endsWith(file))));
    assert.ok(!parts().some((part) => part.url().includes("split_classroom")), "the classroom waits until it is wanted");
    await until("the styles are here", async () => loaded.some((response) => /\/later-[^/]*\.css$/.test(response.url())));
  });
});

test("a part that cannot be loaded is said, and asked for again", async (t) => {
  let down = true;
  const { page } = await openPage(t, {
    expected: [/ERR_FAILED/, /Failed to fetch/],
    before: (context) => context.route(PART, (route) => (down ? route.abort() : route.continue())),
  });
  await choose(page, "Settings");
  await page.getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  down = false;
  await choose(page, "Settings");
  await dialog(page, "Settings").waitFor();
  await page.keyboard.press("Escape");
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await saved(page);

  await t.test("and no notebook is taken for lost because of it", async () => {
    down = true;
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
    down = false;
    await page.getByRole("button", { name: "Reload the page" }).click();
    await claim(page, 1).waitFor();
  });
});
