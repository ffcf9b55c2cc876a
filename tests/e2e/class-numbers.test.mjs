// Every number on the class page, worked out again from the files by slow and plain means: of the
// made-up class beside its key, of a class that has what that one lacks, and of classes too small for
// some of the questions. (That of the made-up class alone is in class.test.mjs.)
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { workOf } from "./support/class-files.mjs";
import { assertBeside, assertShown, OURS } from "./support/class-shown.mjs";
import { classPage, part, returnFiles } from "./support/classroom.mjs";
import { choose, dialog, exported, margin, until } from "./support/page.mjs";

const PARAGRAPHS = [
  "The town council said on Monday that the new bridge will open in June. It cost nine million, which is twice what was planned.",
  "According to the mayor, traffic through the centre fell by a third. Shops disagree and point to empty tables.",
  "A study by the university found that the air is cleaner since then. Nobody has asked the people who live by the river.",
  "The bridge is ugly, one resident wrote. Others call it the best thing in years.",
  "Repairs caused the delay. The builder expects no further ones, and a second bridge is to follow.",
];
const ARTICLE = PARAGRAPHS.join("\n");
const HASH = createHash("sha256").update(ARTICLE).digest("hex");
const CREATED = "2026-01-01T00:00:00Z";
const id = (student, n) => `urn:uuid:00000000-0000-4000-8000-${String(student).padStart(6, "0")}${String(n).padStart(6, "0")}`;

// Own kinds and verdicts, of which the last has no place on the scale.
const TERMS = {
  kinds: [["rumour", "Rumour"], ["number", "A number"], ["fact", ""]],
  verdicts: [["true", "True enough"], ["half", "Half true"], ["false", "False"], ["open", "Open"]],
  relations: [["supports", ""], ["disputes", ""], ["quotes", "Quotes"]],
};
const EXERCISE = {
  id: "urn:x:numbers",
  title: "Numbers",
  articleHash: HASH,
  kinds: TERMS.kinds.map(([key, name]) => ({ key, name })),
  verdicts: TERMS.verdicts.map(([key, name], i) => ({ key, name, onScale: i < 3 })),
  relations: TERMS.relations.map(([key, name]) => ({ key, name })),
  asksForSources: true,
  minimum: {},
  checks: [],
  rubric: [{ key: "all", name: "All of it", points: 10 }],
};
const WORDS = {
  kinds: { ...OURS.kinds, ...Object.fromEntries(TERMS.kinds.filter(([, name]) => name)) },
  verdicts: Object.fromEntries(TERMS.verdicts),
  relations: { ...OURS.relations, quotes: "Quotes" },
  scale: ["true", "half", "false"],
};

/** Numbers that look random, the same every time. */
function chance(seed) {
  let state = (seed + 1) * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return (state >>> 8) % below;
  };
}

/** One student's file. `marks` says how many claims they made; 0 marked nothing. */
function file(student, marks) {
  const pick = chance(student);
  const name = `Student ${String.fromCharCode(65 + student)}`;
  const creator = { id: id(student, 1), type: "Person", nickname: name };
  const common = { type: "Annotation", articleHash: HASH, created: CREATED, creator };
  const text = (purpose, value) => ({ type: "TextualBody", purpose, value });
  const target = (start, end) => ({
    type: "SpecificResource",
    source: `urn:sha256:${HASH}`,
    selector: [
      { type: "TextQuoteSelector", exact: ARTICLE.slice(start, end), prefix: "", suffix: "" },
      { type: "TextPositionSelector", start, end },
    ],
  });
  const one = (list) => list[pick(list.length)];
  // Near the same places in all files: some shifted, some over two sentences, some twice at one place.
  const claims = Array.from({ length: marks }, (_, i) => {
    const start = Math.min(ARTICLE.length - 60, Math.floor((i * ARTICLE.length) / 9) + pick(14));
    const end = Math.min(ARTICLE.length, start + (pick(5) ? 30 + pick(25) : 110));
    const body = [text("classifying", pick(3) ? TERMS.kinds[i % 3][0] : one(TERMS.kinds)[0])];
    if (pick(6)) body.push(text("assessing", pick(3) ? TERMS.verdicts[i % 4][0] : one(TERMS.verdicts)[0]));
    return { ...common, id: id(student, 1000 + i), motivation: "classifying", body, target: target(start, end) };
  });
  if (marks > 4) claims.push({ ...claims[1], id: id(student, 1900), body: [text("classifying", "rumour")] });
  const outside = [
    { title: "The Bridge", URL: `https://www.paper.example/bridge?utm_source=${student}` },
    { title: "The bridge!", ...(student % 2 ? {} : { URL: "http://paper.example/bridge/" }) },
    { title: "Air, measured", URL: "https://air.example/a", ...(student % 3 ? {} : { archive_location: "https://web.archive.org/web/20260101/https://air.example/b" }) },
    { title: `Copy ${student % 2}`, URL: "https://air.example/b" },
    { title: "Nobody’s", ...(student === 2 ? { URL: "https://other.example/" } : {}) },
  ].map((work, i) => ({ id: id(student, 2000 + i), type: "Source", created: CREATED, creator, ...work }));
  const inside = ["The town council", "the mayor", "A study by the university"].slice(0, 1 + (student % 3)).map((words, i) => {
    const start = ARTICLE.indexOf(words) - (i ? student % 2 : 0);
    return { ...common, id: id(student, 2500 + i), motivation: "identifying", body: [text("classifying", "attribution"), text("describing", words)], target: target(start, start + words.length) };
  });
  const sources = [...outside, ...inside];
  const links = claims.flatMap((claim, i) =>
    Array.from({ length: pick(4) }, (_, n) => ({
      ...common,
      id: id(student, 3000 + 10 * i + n),
      motivation: "linking",
      linkedSource: sources[(i + n * 3 + pick(2)) % sources.length].id,
      relation: one(TERMS.relations)[0],
      body: [{ type: "SpecificResource", purpose: "linking", source: "https://air.example/a" }],
      target: claim.id,
    })),
  );
  // The same source for the same once only.
  const distinct = [...new Map(links.map((link) => [`${link.target} ${link.linkedSource} ${link.relation}`, link])).values()];
  const items = [...claims, ...inside, ...distinct];
  const whole = {
    "@context": ["http://www.w3.org/ns/anno.jsonld"],
    id: id(student, 2),
    type: "AnnotationCollection",
    label: "Numbers",
    formatVersion: 1,
    version: { numbers: 1 },
    articleHash: HASH,
    created: CREATED,
    creator,
    exercise: EXERCISE,
    submission: { exercise: EXERCISE.id, name },
    sources: outside,
    articles: [{ id: `urn:sha256:${HASH}`, title: "The bridge", language: "en", blocks: PARAGRAPHS.map((text) => ({ kind: "paragraph", text })) }],
    total: items.length,
    first: { id: id(student, 3), type: "AnnotationPage", startIndex: 0, items },
  };
  return { name: `${name}.jsonld`, mimeType: "", buffer: Buffer.from(JSON.stringify(whole)), text: JSON.stringify(whole) };
}

async function withClass(t, files) {
  const { page } = await openPage(t);
  await choose(page, "Class");
  const choosing = page.waitForEvent("filechooser");
  await classPage(page).getByRole("button", { name: "Add submissions" }).click();
  await (await choosing).setFiles(files);
  await classPage(page).getByText(files.length === 1 ? "1 submission for" : `${files.length} submissions for`).waitFor();
  return page;
}

test("a class with sources in the article, own words and marks on top of each other", async (t) => {
  const files = [9, 8, 9, 5, 9, 7, 0].map((marks, student) => file(student, marks));
  const works = files.map(({ text }) => workOf(text));
  assert.ok(works.some(({ sources }) => sources.some(({ inside }) => inside)) && works.some(({ claims }) => !claims.length));
  const page = await withClass(t, files);
  await assertShown(page, works, WORDS);

  await t.test("beside one of them as the key", async () => {
    await part(page, "Key").click();
    const choosing = page.waitForEvent("filechooser");
    await classPage(page).getByRole("button", { name: "Use a key file" }).click();
    await (await choosing).setFiles(files[2]);
    await assertBeside(page, works, works[2]);
  });

  await t.test("the gradebook has what was given", async () => {
    await part(page, "Marks").click();
    const given = [["Student B", "7,5"], ["Student E", "10"]];
    for (const [label, points] of given) {
      const option = classPage(page).getByRole("combobox", { name: "Mark the work of" }).locator("option", { hasText: label });
      await classPage(page).getByRole("combobox", { name: "Mark the work of" }).selectOption(await option.getAttribute("value"));
      await classPage(page).getByRole("heading", { name: label }).waitFor();
      await classPage(page).getByRole("textbox", { name: "All of it (of 10)" }).fill(points);
      await classPage(page).getByText(`Points: ${points.replace(",", ".")} of 10 points`).waitFor();
    }
    const coming = page.waitForEvent("download");
    await classPage(page).getByRole("button", { name: "Save the gradebook (CSV)" }).click();
    const [head, ...lines] = (await readFile(await (await coming).path(), "utf8")).trimEnd().split("\r\n");
    assert.equal(head, "Name,All of it,Total");
    const points = new Map([["Student B", "7.5"], ["Student E", "10"]]);
    assert.deepEqual(lines.sort(), works.map(({ name }) => [name, points.get(name) ?? "", points.get(name) ?? ""].join(",")).sort());
  });
});

test("classes that are too small say so", async (t) => {
  for (const files of [[file(0, 9)], [file(1, 2), file(3, 2)], [file(2, 4), file(4, 0)]]) {
    const page = await withClass(t, files);
    await assertShown(page, files.map(({ text }) => workOf(text)), WORDS);
  }
});

test("the made-up class beside its key", async (t) => {
  const { page: desk } = await openPage(t);
  await choose(desk, "Exercises");
  await dialog(desk, "Exercises").getByRole("button", { name: "Open its key" }).click();
  await until("the key is open", async () => (await margin(desk).getByRole("tab", { name: /^Claims/ }).textContent()).includes("14"));
  const key = workOf((await exported(desk)).text);
  const { page } = await openPage(t);
  await choose(page, "Class");
  await classPage(page).getByRole("button", { name: "Load a made-up class" }).click();
  await classPage(page).getByText("30 submissions").waitFor();
  const works = (await returnFiles(page)).map(({ text }) => workOf(text));
  assert.equal(works.length, 30);
  await part(page, "Key").click();
  await classPage(page).getByRole("button", { name: "Use the built-in key" }).click();
  await assertBeside(page, works, key);
});
