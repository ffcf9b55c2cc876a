// A class of 30, each with 40 claims and 60 links: how long until the files are read and merged and
// the page is drawn (the page's own `claimlight:class`), and until each part of it is shown. The
// same for 200. Beside each time what kept the page from answering: the longest task (the browser
// tells of those over 50 ms) and the longest time without a frame. Medians.
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
const RELATIONS = ["supports", "disputes", "qualifies", "context"];
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
  // Of 27 addresses each person has some, as sources of their own.
  const sources = Array.from({ length: SOURCES }, (_, i) => {
    const URL = `https://source.example/${i + pick(8)}`;
    return { id: id(student, 2000 + i), type: "Source", title: `Report ${URL.slice(23)}`, URL, created, creator };
  });
  const links = Array.from({ length: LINKS }, (_, i) => {
    const source = sources[pick(SOURCES)];
    const body = [{ type: "SpecificResource", purpose: "linking", source: source.URL }, text("commenting", "It says so.")];
    const [linkedSource, relation] = [source.id, RELATIONS[pick(4)]];
    return { ...common, id: id(student, 3000 + i), motivation: "linking", linkedSource, relation, body, target: id(student, 1000 + (i % CLAIMS)) };
  });
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
    sources,
    articles: [{ id: `urn:sha256:${hash}`, title: "Bench", language: "en", blocks }],
    total: items.length,
    first: { id: id(student, 3), type: "AnnotationPage", startIndex: 0, items },
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Watches tasks and frames; waits until something is shown. Runs in the page. */
function watch() {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: false });
  const frames = [performance.now()];
  const frame = () => {
    frames.push(performance.now());
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const shown = {
    "On the text": () => document.querySelector(".heat__text sup"),
    Agreement: () => document.querySelectorAll("#class-panel table")[0]?.querySelectorAll("tbody .figure:not(:empty)").length === 9,
    Key: (people) => document.querySelectorAll("#class-panel table")[1]?.querySelectorAll("tbody tr").length === people,
    Marks: () => document.querySelector(".marking__comments textarea"),
    "two students": () => true,
  };
  const isShown = (name, people) => shown[name](people) && !document.querySelector('#class-panel[aria-busy="true"], #class-panel [aria-busy="true"]');
  /** What held the page up from one time to another. */
  window.heldUp = async (from, to) => {
    // The browser tells of a task some time after it.
    await pause(200);
    // What the browser did before (it gets the files together) is not the page's.
    const part = ({ startTime, duration }) => Math.min(startTime + duration, to) - Math.max(startTime, from);
    const gaps = frames.map((at, i) => [frames[i - 1] ?? at, at]).filter(([begin, end]) => end > from && begin < to);
    return { ms: to - from, task: Math.max(...tasks.map(part).filter((it) => it > 50), 0), gap: Math.max(...gaps.map(([begin, end]) => end - begin)) };
  };
  /** From what happens, until that part is shown and painted. */
  window.timeUntil = async (name, people, happens) => {
    await pause(300);
    const from = await happens();
    do await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    while (!isShown(name, people));
    return window.heldUp(from, performance.now());
  };
}

/** Opens a part of the class page. */
const openPart = (page, name, people) =>
  page.evaluate(
    ([name, people]) =>
      window.timeUntil(name, people, () => {
        const tab = [...document.querySelectorAll("[role=tab]")].find((it) => it.textContent.trim() === name);
        const from = performance.now();
        tab.click();
        return from;
      }),
    [name, people],
  );

async function measure(browser, url, files, people) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.waitForSelector('html[data-ready="1"]');
  await page.getByLabel("Menu", { exact: true }).click();
  await page.getByRole("button", { name: "Class", exact: true }).click();
  const room = page.getByRole("dialog", { name: "Class" });
  const part = (name) => room.getByRole("tab", { name, exact: true });
  await room.waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(watch);
  const figures = {};
  await room.locator("input[type=file]").setInputFiles(files.slice(0, people));
  await page.waitForFunction(() => performance.getEntriesByName("claimlight:class").length > 0);
  figures.load = await page.evaluate(() => {
    const { startTime, duration } = performance.getEntriesByName("claimlight:class").at(-1);
    return window.heldUp(startTime, startTime + duration);
  });
  await room.getByText(`${people} submissions`).waitFor();
  const first = await room.getByRole("table", { name: "Whose work is here" }).locator("tbody tr").first().locator("td").allTextContents();
  if (first.slice(0, 3).join() !== [CLAIMS, SOURCES, LINKS].join()) throw new Error(`not all of it was read: ${first}`);

  figures["On the text"] = await openPart(page, "On the text", people);
  await part("Submissions").click();
  figures.Agreement = await openPart(page, "Agreement", people);
  figures["two students"] = await page.evaluate(() =>
    window.timeUntil("two students", 0, () => {
      const choice = document.querySelector("#class-panel select");
      choice.value = "2";
      const from = performance.now();
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      return from;
    }),
  );
  await part("Key").click();
  const compared = page.evaluate(
    (people) =>
      window.timeUntil("Key", people, () => new Promise((resolve) => {
        document.querySelector("#class-panel input[type=file]").addEventListener("change", () => resolve(performance.now()), { capture: true, once: true });
      })),
    people,
  );
  await page.waitForTimeout(1_000);
  await room.getByLabel("Use a key file").and(page.locator("input")).setInputFiles(files[0]);
  figures.Key = await compared;
  await part("Submissions").click();
  figures.Marks = await openPart(page, "Marks", people);
  if ((await room.getByRole("group", { name: /^Points/ }).count()) !== 1) throw new Error("nothing to mark");
  await page.context().close();
  return figures;
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
    [200, 3],
  ]) {
    const all = [];
    for (let i = 0; i < times; i++) all.push(await measure(browser, site.url, files, people));
    console.log(`${people} submissions of ${CLAIMS} claims and ${LINKS} links (a frame is ${FRAME} ms)`);
    console.log(`  ${"".padEnd(24)} ${"until shown".padStart(22)} ${"longest task".padStart(14)} ${"longest frame".padStart(14)}`);
    for (const [name, what] of [
      ["load", "read, merged and drawn"],
      ["On the text", "the class on the text"],
      ["Agreement", "agreement"],
      ["two students", "two other students"],
      ["Key", "beside a key"],
      ["Marks", "marks"],
    ]) {
      const [ms, task, gap] = ["ms", "task", "gap"].map((it) => median(all.map((one) => one[name][it])));
      const frames = `${ms.toFixed(0)} ms, ${(ms / FRAME).toFixed(1)} frames`;
      console.log(`  ${what.padEnd(24)} ${frames.padStart(22)} ${(task ? `${task.toFixed(0)} ms` : "under 50 ms").padStart(14)} ${`${gap.toFixed(0)} ms`.padStart(14)}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
}
