// 1,000 claims on an article of 100 KB: how long until all are painted, and until one more is,
// beside the same article without claims. Measured by the page's own `claimlight:paint` (from the
// change to the frame that shows it); medians, and the ratio, since machines differ. And how long the
// page is busy with one letter typed into a reason.
import { createHash } from "node:crypto";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "../e2e/support/chrome.mjs";
import { serve } from "../e2e/support/server.mjs";

const BYTES = 100_000;
const TIMES = 7;
const KINDS = ["fact", "quantity", "causation", "attribution", "prediction", "opinion"];
const SENTENCE =
  "Officials said on Monday that the number of cases rose by twelve percent over the previous year in most regions. ";

const id = (n) => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A notebook as a file: an article of 100 KB with `count` claims spread over it. */
function notebook(count) {
  const words = SENTENCE.repeat(5).trim();
  const length = Math.ceil(BYTES / (words.length + 1));
  const blocks = Array.from({ length }, (_, i) => ({ kind: "paragraph", text: `${i + 1}. ${words}` }));
  const text = blocks.map((block) => block.text).join("\n");
  const hash = createHash("sha256").update(text).digest("hex");
  const created = "2026-01-01T00:00:00Z";
  const creator = { id: id(1), type: "Person", nickname: "Bench" };
  const claim = (i) => {
    const start = Math.floor((i * (text.length - 200)) / Math.max(count, 1));
    const end = start + 40 + (i % 7) * 10;
    return {
      id: id(1000 + i),
      type: "Annotation",
      motivation: "classifying",
      articleHash: hash,
      created,
      creator,
      body: [{ type: "TextualBody", purpose: "classifying", value: KINDS[i % KINDS.length] }],
      target: {
        type: "SpecificResource",
        source: `urn:sha256:${hash}`,
        selector: [
          { type: "TextQuoteSelector", exact: text.slice(start, end), prefix: "", suffix: "" },
          { type: "TextPositionSelector", start, end },
        ],
      },
    };
  };
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld"],
    id: id(2 + count),
    type: "AnnotationCollection",
    label: `${count} claims`,
    formatVersion: 1,
    version: { bench: 1 },
    articleHash: hash,
    created,
    creator,
    articles: [{ id: `urn:sha256:${hash}`, title: `${count} claims`, language: "en", blocks }],
    total: count,
    first: { id: id(3), type: "AnnotationPage", startIndex: 0, items: Array.from({ length: count }, (_, i) => claim(i)) },
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function lastPaint(page) {
  await page.waitForFunction(() => performance.getEntriesByName("claimlight:paint").length > 0);
  return page.evaluate(() => {
    const duration = performance.getEntriesByName("claimlight:paint").at(-1).duration;
    performance.clearMeasures();
    return duration;
  });
}

async function measure(browser, url, folder, count) {
  const file = path.join(folder, `${count}.jsonld`);
  await writeFile(file, JSON.stringify(notebook(count)));
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(url);
  await page.waitForSelector('html[data-ready="1"]');
  // Not the loading of the page's parts is measured here.
  await page.keyboard.press("Tab");
  await page.waitForLoadState("networkidle");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.evaluate(() => performance.clearMeasures());
  await page.getByRole("button", { name: "Open as a notebook of its own" }).click();
  const all = await lastPaint(page);
  const more = [];
  await page.getByRole("article").focus();
  const mark = async () => {
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Shift+Alt+ArrowDown");
    // As a person does, who sees the selection before they press the next key.
    await page.getByRole("group", { name: "Mark the selection" }).waitFor();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.keyboard.press("1");
  };
  for (let i = 0; i < TIMES; i++) {
    await mark();
    more.push(await lastPaint(page));
    // The card takes the focus.
    await page.waitForFunction(() => document.activeElement.matches("input"));
    await page.keyboard.press("Escape");
    await page.getByRole("article").focus();
    await page.keyboard.press("ArrowRight");
  }
  await mark();
  const reason = page.getByRole("textbox", { name: "Reason for the verdict" });
  await reason.waitFor();
  const letter = await reason.evaluate((field, times) => {
    field.focus();
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    return Array.from({ length: times }, (_, i) => {
      set.call(field, "a".repeat(i + 1));
      const began = performance.now();
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return performance.now() - began;
    });
  }, 3 * TIMES);
  await page.context().close();
  return { all, more: median(more), letter: median(letter) };
}

const folder = await mkdtemp(path.join(tmpdir(), "claimlight-bench-"));
const site = await serve();
const browser = await launch();
try {
  const without = await measure(browser, site.url, folder, 0);
  const with_ = await measure(browser, site.url, folder, 1000);
  const row = (name, key) =>
    console.log(
      `${name.padEnd(22)} ${with_[key].toFixed(1).padStart(8)} ms   without claims ${without[key].toFixed(1).padStart(7)} ms   ratio ${(with_[key] / without[key]).toFixed(1)}`,
    );
  console.log("100 KB article, 1,000 claims (medians)");
  row("all painted", "all");
  row("one more painted", "more");
  row("a letter typed", "letter");
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
}
