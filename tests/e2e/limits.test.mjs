// What is too large, too deep or too many ends in a sentence, soon, and the page goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pack } from "./support/archive.mjs";
import { openPage } from "./support/browser.mjs";
import { cells, classPage, table } from "./support/classroom.mjs";
import { claim, choose, dialog, exported, linkField, margin, markClaim, saved, tab, told, until } from "./support/page.mjs";

/** Drops a file whose content is made in the page, and waits for what is said: the words and when. */
async function drop(page, name, make, given) {
  return page.evaluate(
    async ([name, make, given]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Function("given", `return ${make}`)(given)], name));
      [...document.querySelectorAll("[role=alert] button")].find((it) => it.ariaLabel === "Dismiss")?.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const from = performance.now();
      document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      while (performance.now() - from < 20_000) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const shown = document.querySelector("dialog[open]") ?? [...document.querySelectorAll("[role=alert]")].find((it) => it.textContent.trim());
        if (shown) return [shown.textContent, performance.now() - from];
      }
      throw new Error(`nothing was said of ${name}`);
    },
    [name, make, given],
  );
}

const QUOTE = "four Chinese companies";
const many = (n, one) => `"[" + Array.from({ length: ${n} }, (_, i) => ${one}).join(",") + "]"`;

test("files that are too large, too deep or hold too many are refused soon", async (t) => {
  const { page } = await openPage(t);
  const before = await exported(page);
  const source = before.file.articles[0].id;
  const real = `\`{"id":"u:\${i}","target":{"source":"\${given}","selector":{"type":"TextQuoteSelector","exact":"${QUOTE}"}}}\``;
  const TOO_MANY = "it holds more than any notebook: 20,000 records are the most.";
  const DEEP = "it is nested deeper than any notebook.";
  for (const [what, name, make, says] of [
    ["60 MB", "a.jsonld", `"x".repeat(6e7)`, "it is larger than 50 MB"],
    ["JSON a million deep", "a.jsonld", `"[".repeat(1e6) + "]".repeat(1e6)`, DEEP],
    ["objects a million deep", "a.jsonld", `'{"a":'.repeat(1e6)`, DEEP],
    ["48 MB of brackets", "a.jsonld", `"[".repeat(4.8e7)`, DEEP],
    ["a million numbers", "a.jsonld", `"[" + "1,".repeat(1e6) + "1]"`, /holds more than any notebook|no annotations in it/],
    ["48 MB of numbers", "a.jsonld", `"[" + "1,".repeat(2.4e7) + "1]"`, TOO_MANY],
    ["a million annotations", "a.jsonld", many(1e6, `\`{"id":"u:\${i}","target":{}}\``), TOO_MANY],
    ["a hundred thousand real ones", "a.jsonld", many(1e5, real), TOO_MANY],
    ["a text of a million paragraphs", "a.txt", `"a\\n\\n".repeat(1e6)`, "It has more than 20,000 paragraphs."],
    ["a page of a million paragraphs", "a.html", `"<p>a".repeat(1e6)`, "It has more than 20,000 paragraphs."],
    ["a page a million deep", "a.html", `"<b>".repeat(1e6)`, "There is no text in it that can be read."],
    ["a page of templates in each other", "a.html", `"<template>".repeat(1e5)`, "There is no text in it that can be read."],
    ["a hundred thousand accents on one letter", "a.txt", `"a" + "\\u0301".repeat(1e5)`, "More than 1,000 accents or the like stand on one letter"],
    ["a hundred thousand colours of skin", "a.html", `"<p>A thumb \\u{1f44d}" + "\\u{1f3fb}".repeat(1e5)`, "More than 1,000 accents or the like stand on one letter"],
    ["a text of 6 MB", "a.txt", `"a".repeat(6e6)`, "larger than 5 MB"],
    ["a text of 5 million letters", "a.txt", `"word ".repeat(1e6)`, "longer than four million characters"],
  ]) {
    await t.test(what, async (t) => {
      const [words, took] = await drop(page, name, make, source);
      t.diagnostic(`${what}: ${Math.round(took)} ms`);
      assert.ok(says instanceof RegExp ? says.test(words) : words.includes(says), words.slice(0, 300));
      const close = page.getByRole("dialog").getByRole("button", { name: "Close" });
      if (await close.count()) await close.click();
    });
  }
  assert.equal((await exported(page)).text, before.text);
});

test("records that hold too much are left out, and the rest opens", async (t) => {
  const { page } = await openPage(t);
  const { file } = await exported(page);
  const claimed = (id, body) => ({ id, type: "Annotation", motivation: "classifying", body, target: { source: file.articles[0].id, selector: { type: "TextQuoteSelector", exact: QUOTE } } });
  const sound = claimed("u:1", [{ type: "TextualBody", purpose: "classifying", value: "fact" }]);
  const whole = { ...file, version: { a: 1 }, first: { items: [sound] } };
  const second = (body) => `file.first.items.push({ ...file.first.items[0], id: "u:2", body: ${body} })`;
  for (const [what, change] of [
    ["a reason of 10 MB", second(`{ type: "TextualBody", purpose: "commenting", value: "t ".repeat(5e6) }`)],
    ["a reason of 90,000 accents", second(`{ type: "TextualBody", purpose: "commenting", value: "e" + "\\u0301".repeat(9e4) }`)],
    ["a tag of 90,000 points", second(`{ type: "TextualBody", purpose: "tagging", value: "\\u05e9" + "\\u05b0".repeat(9e4) }`)],
    ["a quote of 90,000 accents", `file.first.items.push({ ...file.first.items[0], id: "u:2", target: { ...file.first.items[0].target, selector: { type: "TextQuoteSelector", exact: "e" + "\\u0301".repeat(9e4) } } })`],
    ["a kind of 10 MB", second(`{ type: "TextualBody", purpose: "classifying", value: "t ".repeat(5e6) }`)],
    ["a hundred thousand tags", second(`Array.from({ length: 1e5 }, (_, i) => ({ type: "TextualBody", purpose: "tagging", value: "t" + i }))`)],
    ["a title of 10 MB", `file.sources = [{ id: "u:s", type: "Source", title: "t ".repeat(5e6), version: { a: 1 } }]`],
    ["a notebook's name of 10 MB", `file.label = "t ".repeat(5e6)`],
  ]) {
    await t.test(what, async (t) => {
      const make = `((file) => { ${change}; return JSON.stringify(file); })(JSON.parse(given))`;
      const [words, took] = await drop(page, "a.jsonld", make, JSON.stringify({ ...whole, id: `u:${what.length}` }));
      t.diagnostic(`${what}: ${Math.round(took)} ms`);
      assert.match(words, /1 claim, 0 sources; 1 record could not be read and would be left out/);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    });
  }
});

test("hundreds of claims over the same words are shown", async (t) => {
  const { page } = await openPage(t);
  const { file } = await exported(page);
  const text = [...file.articles[0].blocks.map((block) => block.text).join("\n")];
  const items = Array.from({ length: 3000 }, (_, i) => ({
    id: `u:${i}`, type: "Annotation", motivation: "classifying", body: { type: "TextualBody", purpose: "classifying", value: "fact" },
    target: { source: file.articles[0].id, selector: [{ type: "TextPositionSelector", start: i % 1000, end: text.length - (i % 1000) }] },
  }));
  const [words] = await drop(page, "a.jsonld", "given", JSON.stringify({ ...file, id: "u:n", version: { a: 1 }, first: { items } }));
  assert.match(words, /^What this file would do.*3000 claims/);
  await page.getByRole("button", { name: "Open as a notebook of its own" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached", timeout: 15_000 });
  await saved(page);
  await claim(page, 1).click();
  await linkField(page).waitFor();
});

test("what is typed and is too long is refused with a sentence", async (t) => {
  const { page } = await openPage(t);
  await markClaim(page, QUOTE, "Quantity");
  await saved(page);
  const before = await exported(page);
  for (const [name, value] of [["Reason for the verdict", "a".repeat(100_001)], ["Tags, separated by commas", Array.from({ length: 1001 }, (_, i) => `t${i}`).join()]]) {
    const field = margin(page).getByRole("textbox", { name });
    await field.fill(value);
    await field.blur();
    await told(page, "This was not kept, for it is too long");
  }
  await saved(page);
  assert.equal((await exported(page)).text, before.text);
  await tab(page, "Claims").click();
  await choose(page, "Settings");
  await dialog(page, "Settings").getByLabel("Your name or pseudonym").fill("n".repeat(100_001));
  await dialog(page, "Settings").getByLabel("Your name or pseudonym").blur();
  await told(page, "This was not kept, for it is too long");
  await until("the name is as it was", async () => (await dialog(page, "Settings").getByLabel("Your name or pseudonym").inputValue()).length < 100);
});

test("an archive gives no more than it may, and no more than it says", async (t) => {
  const { page } = await openPage(t);
  await choose(page, "Class");
  const add = async (archives) => {
    const choosing = page.waitForEvent("filechooser");
    await classPage(page).getByRole("button", { name: "Add submissions" }).click();
    await (await choosing).setFiles(Object.entries(archives).map(([name, buffer]) => ({ name, mimeType: "application/zip", buffer })));
  };
  const outcomes = async () => Object.fromEntries((await cells(table(page, "The files and what became of them"))).map(([name, , it]) => [name, it]));
  const spaces = " ".repeat(49_000_000);
  const much = pack(["a", "b", "c", "d", "e"].map((name) => ({ name: `${name}.jsonld`, text: spaces })));
  const liar = pack([{ name: "liar.jsonld", text: spaces }]);
  for (const size of [22, liar.indexOf("PK\x01\x02") + 24]) liar.writeUInt32LE(10, size);
  await add({ "liar.zip": liar, "much.zip": much });
  await classPage(page).getByText(/6 files: 6 not taken/).waitFor({ timeout: 60_000 });
  const found = await outcomes();
  for (const name of ["a", "b", "c", "d"]) assert.match(found[`${name}.jsonld`], /it is empty/);
  assert.match(found["e.jsonld"], /more than can be read at once/);
  assert.match(found["liar.jsonld"], /the archive is damaged or cut off/);

  await add({ "many.zip": pack(Array.from({ length: 1003 }, (_, i) => ({ name: `${i}.jsonld`, text: "{}" }))) });
  await classPage(page).getByText(/1,?007 files: 1,?007 not taken/).waitFor({ timeout: 60_000 });
  assert.match((await outcomes())["3 more files"], /more than can be read at once/);
});
