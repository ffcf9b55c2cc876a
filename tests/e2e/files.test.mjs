// What comes in as a file and goes out as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import {
  annotations, choose, claim, claims, dialog, dropFile, exported, linkField, linkHead, links, margin, markClaim, marking,
  openFile, quote, relations, saved, tab, toolbar, told, undo, until,
} from "./support/page.mjs";
import { serve } from "./support/server.mjs";
import { brokenRules } from "./support/w3c.mjs";
import { article, clickOn, dragOver } from "./support/words.mjs";

const PREVIEW = "What this file would do";
const APART = "Open as a notebook of its own";
const START = "Start a notebook on it";

const verdict = async (page, number, name) => {
  await claims(page);
  const card = claim(page, number);
  if ((await card.getAttribute("aria-expanded")) !== "true") await card.click();
  await margin(page).getByRole("group", { name: "Verdict" }).getByText(name, { exact: true }).click();
  await until(name, () => margin(page).getByRole("radio", { name, exact: true }).isChecked());
};

/** A notebook with two claims, an outside source, one in the article, and something in the bin. */
async function fill(page) {
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://example.org/embassy");
  await verdict(page, 1, "Supported");
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("It is on the embassy’s own page 📄.");
  await margin(page).getByRole("textbox", { name: "Tags, separated by commas" }).fill("embassy");
  await dragOver(page, "The Chinese Embassy");
  await marking(page).getByRole("button", { name: "Source for claim 1" }).click();
  await links(page).nth(1).waitFor();
  await markClaim(page, "four Chinese companies and eight individuals", "Quantity", "Indictment");
  await markClaim(page, "There was no immediate word", "Opinion");
  await margin(page).getByRole("button", { name: "Put in the bin" }).click();
  await saved(page);
}

const startNotebook = (page) => dialog(page, "Open an article").getByRole("button", { name: START }).click();
const articleField = (page) => dialog(page, "Open an article").getByRole("textbox", { name: "Article text" });
const title = (page) => page.getByRole("heading", { level: 1 });
const paragraphs = (page) => article(page).getByRole("paragraph").allTextContents();

test("a saved file keeps the rules of the standard and is lossless", async (t) => {
  const { page } = await openPage(t, {
    before: (context) =>
      context.addInitScript(() => {
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => {
          window.savedAs = blob.type;
          return createObjectURL.call(URL, blob);
        };
      }),
  });
  await fill(page);
  const ours = await exported(page);

  await t.test("the rules", async () => {
    assert.deepEqual(brokenRules(ours.file), []);
    assert.equal(await page.evaluate(() => window.savedAs), 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"');
    assert.deepEqual(annotations(ours, "classifying").map(quote).toSorted(), [
      "The Chinese Embassy condemned the charges",
      "four Chinese companies and eight individuals",
    ]);
    assert.equal(annotations(ours, "identifying").map(quote).join(), "The Chinese Embassy");
    assert.equal(annotations(ours, "linking").length, 3);
    // The check itself finds what is wrong.
    const broken = structuredClone(ours.file);
    broken.first.items[0].id = "1";
    broken.total += 1;
    assert.equal(brokenRules(broken).length, 3);
  });

  await t.test("the same work gives the same bytes", async () => {
    assert.equal((await exported(page)).text, ours.text);
  });

  const other = await openPage(t);
  const names = await claims(page);

  await t.test("another person sees what the file would do before it does anything", async () => {
    const before = await exported(other.page);
    await openFile(other.page, ours.name, ours.text);
    const preview = dialog(other.page, PREVIEW);
    await preview.getByText(`${ours.name}: 2 claims, 3 sources`).waitFor();
    await preview.getByText("is another notebook on the same article.").waitFor();
    await preview.getByRole("button", { name: "Cancel" }).click();
    await preview.waitFor({ state: "detached" });
    assert.deepEqual(await claims(other.page), []);
    assert.equal((await exported(other.page)).text, before.text);
    await choose(other.page, "Notebooks");
    assert.equal(await dialog(other.page, "Notebooks").getByRole("textbox").count(), 1);
    await dialog(other.page, "Notebooks").getByRole("button", { name: "Close" }).click();
  });

  await t.test("it opens as a notebook of its own, with its authors, and is saved as it came", async () => {
    await openFile(other.page, ours.name, ours.text);
    await dialog(other.page, PREVIEW).getByRole("button", { name: APART }).click();
    await saved(other.page);
    assert.deepEqual(await claims(other.page), names);
    assert.equal((await exported(other.page)).text, ours.text);
    const author = annotations(ours, "classifying")[0].creator.nickname;
    await claim(other.page, 1).click();
    await margin(other.page).getByText(`by ${author}`).waitFor();
    await other.page.reload();
    await saved(other.page);
    assert.equal((await exported(other.page)).text, ours.text);
  });

  await t.test("what both added is merged, and what both changed is offered", async () => {
    await markClaim(page, "Wang gave no details", "Fact");
    await verdict(page, 2, "Supported");
    await saved(page);
    await verdict(other.page, 1, "Disputed");
    await saved(other.page);
    const theirs = await exported(page);
    await dropFile(other.page, theirs.name, theirs.text);
    const preview = dialog(other.page, PREVIEW);
    await preview.getByText("This is another copy of the notebook that is open.").waitFor();
    await preview.getByText("1 record is new").waitFor();
    await preview.getByText("changed on both sides").waitFor();
    assert.equal(await preview.getByRole("button", { name: APART }).count(), 0);
    await preview.getByRole("button", { name: "Merge into this notebook" }).click();
    await told(other.page, "taken in. Undo takes it back.");
    const merged = await claims(other.page);
    assert.equal(merged.length, 3);
    assert.match(merged[0], /Fact: Wang gave no details/);
    if ((await claim(other.page, 2).getAttribute("aria-expanded")) !== "true") await claim(other.page, 2).click();
    const conflict = margin(other.page).getByText("This was changed in two places at once.");
    await conflict.waitFor();
    const version = margin(other.page).getByRole("listitem").filter({ hasText: "· Disputed" });
    await version.last().getByRole("button", { name: "Keep this version" }).click();
    await conflict.waitFor({ state: "detached" });
    assert.ok(await margin(other.page).getByRole("radio", { name: "Disputed", exact: true }).isChecked());
    await undo(other.page).click();
    await undo(other.page).click();
    const own = [names[0].replace(/^Claim 1, (\w+):/, "Claim 1, $1, Disputed:"), ...names.slice(1)];
    assert.deepEqual(await claims(other.page), own);
    await saved(other.page);
  });
});

test("a file that is no notebook gets a clear message, and nothing changes", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  await saved(page);
  const before = await exported(page);
  const changed = (change) => {
    const file = structuredClone(before.file);
    change(file);
    return JSON.stringify(file);
  };
  for (const [what, text, says] of [
    ["empty", "", "it is empty"],
    ["damaged", before.text.slice(0, before.text.length / 2), /it is damaged at line \d+, column \d+/],
    ["too deep", "[".repeat(100_000) + "]".repeat(100_000), "it is nested deeper than any notebook"],
    ["too deep and damaged", '{"first":'.repeat(100_000), /nested deeper|damaged/],
    ["not annotations", '{"hello": "world"}', "there are no annotations in it"],
    ["newer", changed((file) => (file.formatVersion = 2)), "it was saved by a newer Claimlight (format 2)"],
    ["a changed article", changed((file) => (file.articles[0].blocks[0].text += "!")), "the text of its article was changed"],
  ]) {
    await t.test(what, async () => {
      await openFile(page, `${what}.jsonld`, text);
      await told(page, says);
      await told(page, `${what}.jsonld:`);
      assert.equal(await page.getByRole("dialog").count(), 0);
      await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
      assert.equal((await exported(page)).text, before.text);
    });
  }
  await t.test("huge", async () => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(50_000_001)], "huge.jsonld"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await told(page, "huge.jsonld: it is larger than 50 MB");
    assert.equal((await exported(page)).text, before.text);
  });
  await t.test("about another article", async () => {
    const own = await openPage(t);
    await dropFile(own.page, "other.txt", "Another article altogether.\n\nIt has two paragraphs.");
    await startNotebook(own.page);
    await markClaim(own.page, "It has two paragraphs", "Quantity");
    const theirs = await exported(own.page);
    await openFile(page, theirs.name, theirs.text);
    const preview = dialog(page, PREVIEW);
    await preview.getByText("is about another article").waitFor();
    assert.equal(await preview.getByRole("button", { name: "Merge into this notebook" }).count(), 0);
    await preview.getByRole("button", { name: "Cancel" }).click();
    assert.equal((await exported(page)).text, before.text);
  });
});

const RICH = `<h2>A heading &amp; more</h2><p>First <b>bold</b> words.<script>window.ran = 1</script></p>
  <ul><li>One</li><li>Two</li></ul><blockquote>Said</blockquote>
  <img src="https://evil.example/x.png" onerror="window.ran = 2"><iframe src="javascript:parent.ran=3"></iframe>
  <p onclick="window.ran = 4">Last.</p><style>body { display: none }</style>`;

async function assertRich(page) {
  assert.equal(await article(page).getByRole("heading").textContent(), "A heading & more");
  assert.deepEqual(await paragraphs(page), ["First bold words.", "One", "Two", "Said", "Last."]);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await article(page).locator("script, img, iframe, style, [onclick]").count(), 0);
}

test("an article of one's own opens", async (t) => {
  const site = await serve({
    beside: {
      "story.md": "# Served beside\n\nA *marked* word.\n\n- An item",
      "page.html": `<!doctype html><title>A page</title><article><h1>A page</h1>${RICH}</article>`,
    },
  });
  t.after(() => site.close());
  const own = await openPage(t, { url: site.url, expected: [/status of 404/] });
  const { page } = own;

  await t.test("from plain text that is pasted", async () => {
    await choose(page, "Open an article");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate((text) => navigator.clipboard.writeText(text), "First paragraph of mine.\n\nSecond: 1 < 2 & 3.");
    await articleField(page).click();
    await page.keyboard.press("Control+v");
    await dialog(page, "Open an article").getByRole("textbox", { name: "Title" }).fill("Mine");
    await dialog(page, "Open an article").getByRole("textbox", { name: "Where it came from (optional)" }).fill("javascript:alert(1)");
    await startNotebook(page);
    await told(page, "Addresses that begin with “javascript:” can run something");
    await dialog(page, "Open an article").getByRole("textbox", { name: "Where it came from (optional)" }).fill("news.example/1");
    await startNotebook(page);
    await dialog(page, "Open an article").waitFor({ state: "detached" });
    assert.equal(await title(page).textContent(), "Mine");
    assert.deepEqual(await paragraphs(page), ["First paragraph of mine.", "Second: 1 < 2 & 3."]);
    await page.getByText("news.example").waitFor();
    await saved(page);
    await page.reload();
    await saved(page);
    assert.equal(await title(page).textContent(), "Mine");
  });

  await t.test("plain text that is pasted stays as it is written", async () => {
    const text = "The tag <b> makes *bold*; C_max_x & so on.";
    await choose(page, "Open an article");
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await articleField(page).click();
    await page.keyboard.press("Control+v");
    await startNotebook(page);
    await dialog(page, "Open an article").waitFor({ state: "detached" });
    assert.deepEqual(await paragraphs(page), [text]);
  });

  await t.test("from rich text that is pasted; nothing in it runs", async () => {
    await choose(page, "Open an article");
    await articleField(page).evaluate((field, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      clipboardData.setData("text/plain", "plain words");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, RICH);
    await until("the form shows it", async () => (await articleField(page).inputValue()).includes("A heading"));
    await startNotebook(page);
    await dialog(page, "Open an article").waitFor({ state: "detached" });
    await assertRich(page);
  });

  for (const [name, text, head, expected] of [
    ["plain.txt", "One paragraph.\n\nAnother # paragraph.", "plain", ["One paragraph.", "Another # paragraph."]],
    ["marked.md", "# Marked\n\nSome *emphasis*, [a link](https://a.example/).\n\n> Quoted", "Marked", ["Some emphasis, a link.", "Quoted"]],
    ["page.html", "<title>Paged</title><p>Text &amp; more.</p><script>window.ran = 5</script>", "Paged", ["Text & more."]],
  ]) {
    await t.test(`from a chosen file: ${name}`, async () => {
      await choose(page, "Open an article");
      const choosing = page.waitForEvent("filechooser");
      await dialog(page, "Open an article").getByLabel(/^Choose a file/).click();
      await (await choosing).setFiles({ name, mimeType: "", buffer: Buffer.from(text) });
      await until("the form shows it", async () => (await articleField(page).inputValue()) !== "");
      await startNotebook(page);
      await dialog(page, "Open an article").waitFor({ state: "detached" });
      assert.equal(await title(page).textContent(), head);
      assert.deepEqual(await paragraphs(page), expected);
      assert.equal(await page.evaluate(() => window.ran), undefined);
    });
  }

  await t.test("from a dropped file", async () => {
    await dropFile(page, "dropped.md", "# Dropped\n\nOn the page.");
    await dialog(page, "Open an article").waitFor();
    assert.equal(await dialog(page, "Open an article").getByRole("textbox", { name: "Title" }).inputValue(), "Dropped");
    await startNotebook(page);
    await dialog(page, "Open an article").waitFor({ state: "detached" });
    assert.deepEqual(await paragraphs(page), ["On the page."]);
  });

  await t.test("not from nothing, and not from what is no text", async () => {
    await choose(page, "Open an article");
    await startNotebook(page);
    await told(page, "There is no text in it that can be read. Paste the article itself.");
    await dialog(page, "Open an article").getByRole("button", { name: "Close" }).click();
    await dropFile(page, "picture.txt", "\u0000\u0001\u0002");
    await told(page, "This is no text file.");
    assert.equal(await title(page).textContent(), "Dropped");
  });

  await t.test("from beside the page", async () => {
    await page.goto(`${site.url}?article=story.md`);
    await saved(page);
    assert.equal(await title(page).textContent(), "Served beside");
    assert.deepEqual(await paragraphs(page), ["A marked word.", "An item"]);
    await page.goto(`${site.url}?article=page.html`);
    await saved(page);
    await assertRich(page);
    for (const name of ["missing.md", "https://elsewhere.example/story.md", "//elsewhere.example/story.md"]) {
      await page.goto(`${site.url}?article=${encodeURIComponent(name)}`);
      await told(page, "The article that the address names could not be loaded from this site.");
      await saved(page);
      await article(page).waitFor();
    }
  });
});

test("dangerous and malformed addresses are refused with a sentence", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  for (const [typed, says] of [
    ["javascript:alert(1)", "begin with “javascript:” can run something"],
    [" JaVaScRiPt:alert(1)", "begin with “javascript:” can run something"],
    ["data:text/html,<script>alert(1)</script>", "begin with “data:”"],
    ["https://exam ple.org/", "has no spaces in it"],
    ["https://example.org/\u202egpj.exe", "turn the direction of writing"],
    ["https://example.org/\u200bx", "invisible characters"],
    ["https://apnews.com@evil.example/", "hides the real host"],
    ["https://example..org/", "names no host"],
    ["", "There is no address"],
  ]) {
    await linkField(page).fill(typed);
    await relations(page).getByRole("button", { name: "Supports" }).click();
    await told(page, says);
    assert.equal(await linkField(page).getAttribute("aria-invalid"), "true", typed);
    assert.equal(await links(page).count(), 0, typed);
  }
  await linkField(page).fill("https://example.org/");
  await relations(page).getByRole("button", { name: "Supports" }).click();
  await links(page).first().waitFor();

  await t.test("also where a source is edited", async () => {
    await linkHead(page).click();
    await links(page).getByRole("button", { name: "Edit source" }).click();
    const address = dialog(page, "Source").getByRole("textbox", { name: "Address", exact: true });
    await address.fill("vbscript:x");
    await address.press("Enter");
    await dialog(page, "Source").getByText("begin with “vbscript:”").waitFor();
    await dialog(page, "Source").getByRole("button", { name: "Done" }).click();
    await saved(page);
  });

  await t.test("and in a file", async () => {
    const { file, text } = await exported(page);
    assert.ok(!text.includes("vbscript"));
    const bad = JSON.stringify(file).replaceAll("https://example.org/", "javascript:window.ran=1")
      .replaceAll(file.id, "urn:uuid:11111111-1111-4111-8111-111111111111");
    await openFile(page, "bad.jsonld", bad);
    const preview = dialog(page, PREVIEW);
    await preview.waitFor();
    await preview.getByRole("button", { name: APART }).click();
    await preview.waitFor({ state: "detached" });
    await claims(page);
    await clickOn(page, "Embassy condemned");
    await tab(page, "Sources").click();
    const hrefs = await page.getByRole("link").evaluateAll((all) => all.map((it) => it.href));
    assert.ok(hrefs.every((href) => /^https?:/.test(href)), hrefs.join("\n"));
    assert.ok(await toolbar(page).isVisible());
  });
});
