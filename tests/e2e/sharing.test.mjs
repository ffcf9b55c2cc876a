// A notebook leaves the page and comes back: links, files in other formats, many files at once,
// paste, paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage, READY } from "./support/browser.mjs";
import { pack } from "./support/archive.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { choose, claims, dialog, exported, margin, markClaim, openFile, saved, tab, told, undo, until } from "./support/page.mjs";

const SHARE = "Share or save as";
const ONE = "What this file would do";
const MANY = "What these files would do";
const share = (page) => dialog(page, SHARE);

async function openShare(page) {
  await choose(page, SHARE);
  await share(page).waitFor();
}

async function twoClaims(page) {
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution", "https://www.example.org/embassy");
  await markClaim(page, "There was no immediate word", "Fact");
  await saved(page);
}

/** Drops files, each a name and a text. */
const dropFiles = (page, files) =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);

const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.querySelector("main").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

async function save(page, format) {
  await share(page).getByRole("radio", { name: format }).check();
  const coming = page.waitForEvent("download");
  await share(page).getByRole("button", { name: "Save the file" }).click();
  const download = await coming;
  // Chromium takes ten downloads a second from a page, and drops the others.
  await new Promise((resolve) => setTimeout(resolve, 120));
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("a link holds the whole notebook, and asks before anything changes", async (t) => {
  const { page, context, url } = await openPage(t);
  await twoClaims(page);
  const before = await exported(page);
  await openShare(page);
  await share(page).getByRole("button", { name: "Make a link" }).click();
  const field = share(page).getByRole("textbox", { name: "Link" });
  const link = await field.inputValue();
  assert.ok(link.startsWith(`${url}#notebook=1.`), link);
  assert.match(link, /^[\w:/.#=-]+$/);
  await share(page).getByText(`${link.length} characters: `).waitFor();
  t.diagnostic(`${link.length} characters`);
  await assertAccessible(page);

  // Somebody else, who has never been here.
  const other = await (await page.context().browser().newContext()).newPage();
  t.after(() => other.context().close());
  const asked = [];
  other.on("request", (request) => asked.push(request.url()));
  await other.goto(link);
  await dialog(other, ONE).getByText("2 claims, 1 source").waitFor();
  assert.equal(new URL(other.url()).hash, "");
  assert.ok(asked.every((address) => !address.includes("notebook=")), "nothing of it is sent");
  await assertAccessible(other);
  await dialog(other, ONE).getByRole("button", { name: "Cancel" }).click();
  assert.deepEqual(await claims(other), []);
  await other.goto("about:blank");
  await other.goto(link);
  await dialog(other, ONE).getByRole("button", { name: "Open as a notebook of its own" }).click();
  await saved(other);
  assert.deepEqual(await claims(other), await claims(other));
  assert.equal((await exported(other)).text, before.text);

  await t.test("one that was cut off says so", async () => {
    for (const [bad, words] of [
      [link.slice(0, -40), /The link: |cut off/],
      [link.slice(0, -1), /The link: |cut off/],
      [`${url}#notebook=2.AAAA`, "newer Claimlight"],
      [`${url}#notebook=1.!!`, "cut off"],
      [`${url}#notebook=1.${"A".repeat(70_000)}`, "longer than any"],
    ]) {
      const third = await context.newPage();
      await third.goto(bad);
      await third.waitForSelector(READY, { state: "attached" });
      await told(third, words);
      await third.close();
    }
  });

  await t.test("one that unpacks to too much is refused", async () => {
    const bomb = await page.evaluate(async () => {
      const stream = new Blob([" ".repeat(40_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), "")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    });
    assert.ok(bomb.length < 60_000);
    const third = await context.newPage();
    await third.goto(`${url}#notebook=1.${bomb}`);
    await told(third, /The link/);
    await third.close();
  });
});

test("where no link can be made, it says so and a file can be saved", async (t) => {
  const without = () => {
    delete window.CompressionStream;
    delete window.DecompressionStream;
  };
  const { page, url } = await openPage(t, { before: (context) => context.addInitScript(without) });
  await twoClaims(page);
  await openShare(page);
  await share(page).getByRole("button", { name: "Make a link" }).click();
  await share(page).getByRole("alert").filter({ hasText: "This browser cannot pack a notebook into a link." }).waitFor();
  assert.match((await save(page, "The notebook (.jsonld)")).name, /\.jsonld$/);
  await page.goto("about:blank");
  await page.goto(`${url}#notebook=1.AAAA`);
  await told(page, "The link: ");
});

test("a notebook that is too large for a link says so", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  await margin(page).getByRole("button", { name: /^Claim 1, / }).click();
  const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  // Nothing that could be packed well.
  const noise = await page.evaluate(() => Array.from({ length: 9 }, () => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(9_000)).map((it) => 0x4e00 + (it % 20_000)))).join("\n"));
  await reason.fill(noise);
  await reason.blur();
  await saved(page);
  await openShare(page);
  await share(page).getByRole("button", { name: "Make a link" }).click();
  await share(page).getByText("too large for a link").waitFor();
});

test("every format is a file of its own, and none names anybody if so wished", async (t) => {
  const { page } = await openPage(t);
  await choose(page, "Settings");
  await dialog(page, "Settings").getByLabel("Your name or pseudonym").fill("Wilhelmina Quux");
  await dialog(page, "Settings").getByRole("button", { name: "Close" }).click();
  await twoClaims(page);
  await margin(page).getByRole("button", { name: /^Claim 1, / }).click();
  await margin(page).getByRole("group", { name: "Verdict" }).getByRole("radio", { name: "Disputed" }).check();
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).fill("=It says \"no\", <b>twice</b>.");
  await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).blur();
  await saved(page);
  await openShare(page);
  const expected = {
    "The notebook (.jsonld)": [/\.jsonld$/, /"AnnotationCollection"/],
    "Table of links (.csv)": [/-links\.csv$/, /example\.org\/embassy/],
    "Report (.html)": [/\.html$/, /<mark[\s>]/],
    "Empty worksheet (.html)": [/-worksheet\.html$/, /<ol|<table|<form/],
    "Markdown (.md)": [/\.md$/, /The Chinese Embassy condemned the charges/],
    "Table of claims (.csv)": [/-claims\.csv$/, /The Chinese Embassy condemned the charges/],
    "Sources for reference managers (.json)": [/-sources\.json$/, /"URL":/],
    "ClaimReview drafts (.json)": [/-claimreview\.json$/, /"ClaimReview"/],
    "Argdown (.argdown)": [/\.argdown$/, /The Chinese Embassy condemned the charges/],
    "Hypothesis (.json)": [/-hypothesis\.json$/, /"TextPositionSelector"/],
  };
  const texts = {};
  for (const [format, [name, content]] of Object.entries(expected)) {
    const file = await save(page, format);
    assert.match(file.name, name);
    assert.match(file.text, content, format);
    assert.ok(!file.text.includes("<b>twice</b>") || file.name.endsWith("json") || file.name.endsWith("jsonld") || file.name.endsWith("csv"), format);
    assert.equal((await save(page, format)).text, file.text, "the same again");
    texts[format] = file.text;
  }
  assert.ok(texts["The notebook (.jsonld)"].includes("Wilhelmina Quux"));
  assert.doesNotMatch(texts["Table of claims (.csv)"], /(^|[,"\n])=It/m);
  assert.doesNotMatch(texts["Report (.html)"], /<script/);

  await share(page).getByRole("checkbox", { name: "Without names" }).check();
  for (const format of Object.keys(expected)) {
    const { text } = await save(page, format);
    assert.ok(!/Wilhelmina|Quux/.test(text), `${format} names nobody`);
    if (format.startsWith("The notebook")) texts.nameless = text;
  }
  await share(page).getByRole("button", { name: "Close" }).click();

  await t.test("a copy without names brings nothing new", async () => {
    await openFile(page, "nameless.jsonld", texts.nameless);
    await dialog(page, ONE).getByText("Nothing would change.").waitFor();
    await dialog(page, ONE).getByRole("button", { name: "Cancel" }).click();
  });

  await t.test("the report reads without script, in light, dark and on a phone", async () => {
    const report = await page.context().newPage();
    const problems = [];
    report.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    for (const colorScheme of ["light", "dark"]) {
      await report.setViewportSize({ width: 360, height: 740 });
      await report.emulateMedia({ colorScheme });
      await report.setContent(texts["Report (.html)"]);
      await assertAccessible(report);
      assert.equal(await report.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "it fits");
    }
    assert.deepEqual(problems, []);
    await report.close();
  });

  await t.test("what Hypothesis and reference managers read comes back", async () => {
    await openFile(page, "hypothesis.json", texts["Hypothesis (.json)"]);
    await dialog(page, ONE).getByText(/2 claims, 1 source/).waitFor();
    await dialog(page, ONE).getByRole("button", { name: "Cancel" }).click();
    await openFile(page, "sources.json", JSON.stringify([{ id: 7, type: "book", title: "A book of facts" }]));
    await dialog(page, ONE).getByText("It is about no article").waitFor();
    await dialog(page, ONE).getByRole("button", { name: "Merge into this notebook" }).click();
    await tab(page, "Sources").click();
    await margin(page).getByRole("heading", { name: /A book of facts/ }).waitFor();
  });
});

test("many files are shown one by one and taken in as one step", async (t) => {
  const { page } = await openPage(t);
  await twoClaims(page);
  const mine = (await exported(page)).text;
  // Others' work on the same article.
  const theirs = [];
  for (const [words, kind] of [["It says", "Opinion"], ["fentanyl", "Quantity"]]) {
    const { page: other } = await openPage(t);
    await markClaim(other, words === "It says" ? "China takes" : "up to the U.S.", kind);
    await saved(other);
    theirs.push((await exported(other)).text);
  }
  const files = [["b.jsonld", theirs[1]], ["a.jsonld", theirs[0]], ["broken.jsonld", "{"], ["mine.jsonld", mine], ["a again.jsonld", theirs[0]]];
  await dropFiles(page, files);
  const preview = dialog(page, MANY);
  await preview.getByRole("button", { name: "Merge 3 files into this notebook" }).waitFor();
  const rows = await preview.getByRole("row").allTextContents();
  assert.equal(rows.length, 6);
  assert.match(rows[1], /^a again\.jsonld.*new/);
  assert.match(rows.find((row) => row.startsWith("broken")), /Cannot be read: it is damaged at line 1/);
  assert.match(rows.find((row) => row.startsWith("mine")), /Nothing new\./);
  await preview.getByText("3 of 5 files bring something new. 1 cannot be read.").waitFor();
  await assertAccessible(page);
  await preview.getByRole("button", { name: /^Merge 3/ }).click();
  await preview.waitFor({ state: "detached" });
  const all = await claims(page);
  assert.equal(all.length, 4);
  await saved(page);
  const merged = (await exported(page)).text;

  await t.test("the order does not matter, and twice is once", async () => {
    await dropFiles(page, files.toReversed());
    await preview.getByText("0 of 5 files bring something new. 1 cannot be read.").waitFor();
    assert.equal(await preview.getByRole("button", { name: /^Merge/ }).count(), 0);
    await preview.getByRole("button", { name: "Cancel" }).click();
    assert.equal((await exported(page)).text, merged);
  });

  await t.test("an archive is the files in it", async () => {
    const [choosing] = [page.waitForEvent("filechooser"), choose(page, "Open a file")];
    const buffer = pack(files.map(([name, text]) => ({ name: `all/${name}`, text })));
    await (await choosing).setFiles({ name: "all.zip", mimeType: "application/zip", buffer });
    await preview.getByText("0 of 5 files bring something new. 1 cannot be read.").waitFor();
    assert.match((await preview.getByRole("row").allTextContents())[1], /^all\/b\.jsonld/);
    await preview.getByRole("button", { name: "Cancel" }).click();
  });

  await t.test("undo takes all of it back at once", async () => {
    await undo(page).click();
    await until("two again", async () => (await claims(page)).length === 2);
  });

  await t.test("fifty at once show how far reading is, and stop when asked to", async () => {
    await dropFiles(page, Array.from({ length: 50 }, (_, i) => [`${i}.jsonld`, merged]));
    await preview.getByText(/of 50 files bring something new/).waitFor({ timeout: 20_000 });
    await preview.getByRole("button", { name: "Cancel" }).click();
    const [seen, sum] = await page.evaluate(async (text) => {
      const dataTransfer = new DataTransfer();
      for (let i = 0; i < 900; i += 1) dataTransfer.items.add(new File([text], `${i}.jsonld`));
      document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      const there = async (find) => {
        for (;;) {
          const found = find();
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      };
      await there(() => document.querySelector("dialog progress")?.value > 0);
      const seen = document.querySelector("dialog progress").labels[0].textContent;
      [...document.querySelectorAll("dialog button")].find((it) => it.textContent === "Stop reading").click();
      return [seen, (await there(() => document.querySelector("dialog [role=status]"))).textContent];
    }, merged);
    assert.match(seen, /^\d+ of 900 read$/);
    assert.match(sum, /not read, for you stopped\.$/);
    await preview.getByRole("button", { name: "Cancel" }).click();
  });
});

test("annotations that are pasted, and merged before anything else was done, are kept", async (t) => {
  const { page } = await openPage(t);
  const { page: other } = await openPage(t);
  await twoClaims(other);
  const { text } = await exported(other);
  await paste(page, "only words");
  await paste(page, text);
  const preview = dialog(page, ONE);
  await preview.getByText("What you pasted").waitFor();
  await preview.getByRole("button", { name: "Merge into this notebook" }).click();
  await preview.waitFor({ state: "detached" });
  await saved(page);
  const before = await claims(page);
  assert.equal(before.length, 2);
  await page.reload();
  await saved(page);
  assert.deepEqual(await claims(page), before);
});

test("the article with its claims and an empty worksheet are printed", async (t) => {
  const { page } = await openPage(t, {
    before: (context) => context.addInitScript(() => {
      window.printed = [];
      window.print = () => {
        window.printed.push(document.documentElement.dataset.paper ?? "annotated");
        window.asPrinted?.();
        dispatchEvent(new Event("afterprint"));
      };
    }),
  });
  await twoClaims(page);
  for (const [button, paper] of [["Print the article with its claims", "annotated"], ["Print an empty worksheet", "worksheet"]]) {
    await openShare(page);
    await share(page).getByRole("button", { name: button }).click();
    await until(paper, () => page.evaluate((paper) => window.printed.at(-1) === paper, paper));
    await until("it is over", () => page.evaluate(() => document.documentElement.dataset.paper === undefined));
  }
  assert.equal(await page.getByRole("region", { name: "Worksheet" }).count(), 0);
  // As it is on paper.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await openShare(page);
  await share(page).getByRole("button", { name: "Print an empty worksheet" }).click();
  await page.emulateMedia({ media: "print" });
  const sheet = page.getByRole("region", { name: "Worksheet" });
  await sheet.waitFor();
  assert.ok(await sheet.getByRole("row").count() > 8);
  assert.equal(await margin(page).isVisible(), false);
  const marks = await page.locator("mark").evaluateAll((all) => all.map((it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it, "::before").content]));
  assert.ok(marks.length > 1);
  for (const [background, number] of marks) assert.deepEqual([background, number], ["rgba(0, 0, 0, 0)", "none"], "no trace of the claims");
});
