// A class of 30, each with 40 claims and 60 links: how long until the files are read and merged and
// the page is drawn (the page's own `claimlight:class`), and until each part of it is shown. The
// same for 200. Medians; beside them the frame budget.
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "../e2e/support/chrome.mjs";
import { serve } from "../e2e/support/server.mjs";

const [CLAIMS, LINKS, SOURCES] = [40, 60, 20];
const TIMES = 5;
const FRAME = 16.7;
const KINDS = ["fact", "quantity", "causation", "attribution", "prediction", "opinion"];
const VERDICTS = ["supported", "partly supported", "disputed", "not checkable"];
const RELATIONS = ["citesAsEvidence", "disputes", "qualifies", "credits"];
const SENTENCE = "Officials said on Monday that the number of cases rose by twelve percent over the previous year in most regions.";

const blocks = Array.from({ length: 30 }, (_, i) => ({
  kind: "paragraph",
  text: Array.from({ length: 4 }, (_, n) => `${i + 1}.${n + 1}: ${SENTENCE}`).join(" "),
}));
const article = blocks.map(({ text }) => text).join("\n");
const hash = createHash("sha256").update(article).digest("hex");
const created = "2026-01-01T00:00:00Z";
const id = (student, n) => `urn:uuid:00000000-0000-4000-8000-${String(student).padStart(6, "0")}${String(n).padStart(6, "0")}`;

/** Numbers that look random, the same every time. */
function chance(seed) {
  let state = seed * 2654435761 + 12345;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % below;
  };
}

/** What one student hands in. */
function submission(student) {
  const pick = chance(student + 1);
  const creator = { id: id(student, 1), type: "Person", nickname: `Student ${student}` };
  const common = { type: "Annotation", articleHash: hash, created, creator };
  const text = (purpose, value) => ({ type: "TextualBody", purpose, value });
  const claims = Array.from({ length: CLAIMS }, (_, i) => {
    const start = Math.floor((i * (article.length - 200)) / CLAIMS) + pick(12);
    const end = start + 50 + pick(20);
    const selector = [
      { type: "TextQuoteSelector", exact: article.slice(start, end), prefix: "", suffix: "" },
      { type: "TextPositionSelector", start, end },
    ];
    const body = [text("classifying", KINDS[pick(10) ? i % 6 : pick(6)]), text("assessing", VERDICTS[pick(4) ? i % 4 : pick(4)])];
    return { ...common, id: id(student, 1000 + i), motivation: "classifying", body, target: { type: "SpecificResource", source: `urn:sha256:${hash}`, selector } };
  });
  const sources = Array.from({ length: SOURCES }, (_, i) => ({ url: `https://source.example/${(i + pick(8)) % 40}`, i }));
  const links = Array.from({ length: LINKS }, (_, i) => ({
    ...common,
    id: id(student, 3000 + i),
    motivation: "linking",
    body: [
      { type: "SpecificResource", purpose: "classifying", source: `http://purl.org/spar/cito/${RELATIONS[pick(4)]}` },
      { type: "SpecificResource", purpose: "linking", source: sources[pick(SOURCES)].url },
      text("commenting", "It says so."),
    ],
    target: id(student, 1000 + (i % CLAIMS)),
  }));
  const items = [...claims, ...links];
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld"],
    id: id(student, 2),
    type: "AnnotationCollection",
    label: "Bench",
    formatVersion: 1,
    version: { bench: 1 },
    articleHash: hash,
    created,
    creator,
    submission: { exercise: "urn:x:bench", name: `Student ${student}` },
    articles: [{ id: `urn:sha256:${hash}`, title: "Bench", language: "en", blocks }],
    total: items.length,
    first: { id: id(student, 3), type: "AnnotationPage", startIndex: 0, items },
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(browser, url, files, people) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(url);
  await page.waitForSelector('html[data-ready="1"]');
  await page.getByLabel("Menu", { exact: true }).click();
  await page.getByRole("button", { name: "Class", exact: true }).click();
  const room = page.getByRole("dialog", { name: "Class" });
  await room.waitFor();
  await page.waitForLoadState("networkidle");
  await room.locator("input[type=file]").setInputFiles(files.slice(0, people));
  await page.waitForFunction(() => performance.getEntriesByName("claimlight:class").length > 0, null, { timeout: 120_000 });
  const load = await page.evaluate(() => performance.getEntriesByName("claimlight:class").at(-1).duration);
  const said = await room.textContent();
  if (!said.includes(`${people} submissions`)) throw new Error(`not all were taken: ${said.slice(0, 300)}`);
  const shown = {};
  // From the click to the frame after the one that it was drawn in.
  const click = (name) =>
    page.evaluate(async (name) => {
      const tab = [...document.querySelectorAll("[role=tab]")].find((it) => it.textContent.trim() === name);
      const began = performance.now();
      tab.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      return performance.now() - began;
    }, name);
  for (const name of ["On the text", "Agreement", "Marks"]) {
    await click("Submissions");
    shown[name] = await click(name);
  }
  if ((await room.getByRole("group", { name: /^Points/ }).count()) !== 1) throw new Error("nothing to mark");
  await page.context().close();
  return { load, ...shown };
}

const folder = await mkdtemp(path.join(tmpdir(), "claimlight-bench-"));
const site = await serve();
const browser = await launch();
try {
  const files = [];
  for (let student = 0; student < 200; student++) {
    const file = path.join(folder, `${String(student).padStart(3, "0")}.jsonld`);
    await writeFile(file, JSON.stringify(submission(student)));
    files.push(file);
  }
  for (const [people, times] of [
    [30, TIMES],
    [200, 1],
  ]) {
    const all = [];
    for (let i = 0; i < times; i++) all.push(await measure(browser, site.url, files, people));
    console.log(`${people} submissions of ${CLAIMS} claims and ${LINKS} links (a frame is ${FRAME} ms)`);
    for (const [name, what] of [
      ["load", "read, merged and drawn"],
      ["On the text", "the class on the text"],
      ["Agreement", "agreement"],
      ["Marks", "marks"],
    ]) {
      const ms = median(all.map((one) => one[name]));
      console.log(`  ${what.padEnd(24)} ${ms.toFixed(1).padStart(9)} ms   ${(ms / FRAME).toFixed(1).padStart(6)} frames`);
    }
  }
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
}
