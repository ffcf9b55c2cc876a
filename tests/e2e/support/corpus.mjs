// The hostile strings of tests/corpus, a notebook made of them, and the check that a page was not
// harmed by them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const read = (name) =>
  readFileSync(new URL(`../../corpus/${name}.jsonl`, import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line));

export const markup = read("markup");
export const markdown = read("markdown");
export const names = read("names");
export const addresses = read("addresses");
export const odd = read("json");
/** All that is just a string. */
export const strings = [...markup, ...markdown, ...names, ...read("csv"), ...read("unicode"), ...read("words"), ...addresses.map(({ address }) => address)];

/** What turns the direction of writing or cannot be seen, where it is shown bare. */
export const DECEPTIVE = /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\u0000\u001b]/u;

/** Watches over a context: what runs, what is blocked, what is asked for, what is asked of a person. */
export async function guard(context, problems) {
  await context.addInitScript(() => {
    window.harm = [];
    const note = (what) => (...values) => void window.harm.push(`${what} ${values.map(String).join(" ").slice(0, 200)}`);
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => note("policy")(violatedDirective, blockedURI, sample));
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = note(name);
    const prototypes = [Object, Array, Function, String, Number, Map, Promise, Element, Node, Document].map((it) => it.prototype);
    const inventory = () => prototypes.map((it) => Reflect.ownKeys(it).map(String).sort().join()).join("|");
    const before = inventory();
    window.isPolluted = () => inventory() !== before || ({}).polluted !== undefined;
  });
  context.on("dialog", (dialog) => (problems.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  context.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    const own = /^\/([\w.-]+-[0-9a-f]{8,}[\w.]*\.(js|wasm|css)|snippets\/.*\.js|__wasm_split[\w.-]*|[\w-]+\.(js|wasm|css)|(hostile\.(md|txt|html))?)$/;
    if (protocol === "http:" && !own.test(pathname)) problems.push(`a request: ${request.url()}`);
  });
}

/** Fails if anything ran, was blocked, asked for or polluted, or if foreign elements stand in the page. */
export async function unharmed(page, what) {
  const found = await page.evaluate(() => {
    const foreign = "iframe, frame, object, embed, base, video, audio, math, form[action], style ~ p, body script, #article :not(.block, mark, span, [hidden]), [is], [slot], [srcdoc]";
    const handlers = [...document.querySelectorAll("*")].filter((it) => it.getAttributeNames().some((name) => name.startsWith("on")));
    const pictures = [...document.querySelectorAll("img, image, use, link[href*='canary'], meta[http-equiv='refresh']")];
    const links = [...document.querySelectorAll("a[href]:not([href^='#'])")].filter(
      (it) => !/^(https?|mailto):/.test(it.href) || it.target !== "_blank" || !/\bnoopener\b/.test(it.rel) || !/\bnoreferrer\b/.test(it.rel),
    );
    return {
      ran: globalThis.__pwned,
      polluted: window.isPolluted(),
      harm: window.harm,
      elements: [...document.querySelectorAll(foreign), ...handlers, ...pictures, ...links].map((it) => it.outerHTML.slice(0, 200)),
    };
  });
  assert.deepEqual(found, { ran: undefined, polluted: false, harm: [], elements: [] }, what);
}

/**
 * A notebook as a file, on the article of the exported file `base`: every string as a source's
 * title, person's name and link's words, and so on; every address as a source's; claims and their
 * tags, reasons, kinds and verdicts made of them, `AT_ONCE` strings a claim.
 */
export function notebookOf(base, all = strings) {
  const AT_ONCE = 24;
  const [article] = base.articles;
  const text = [...article.blocks.map((block) => block.text).join("\n")];
  const id = (kind, i) => `urn:corpus:${kind}-${i}`;
  const created = "2026-01-01T00:00:00Z";
  const common = (i) => ({ created, modified: created, version: { corpus: 1 }, creator: { id: id("person", i % all.length), type: "Person", nickname: all[i % all.length] } });
  const textual = (purpose, value) => ({ type: "TextualBody", purpose, value, format: "text/plain" });
  const items = [];
  for (let n = 0; n * AT_ONCE < all.length; n += 1) {
    const some = all.slice(n * AT_ONCE, (n + 1) * AT_ONCE);
    const start = n * 60;
    items.push({
      ...common(n), id: id("claim", n), type: "Annotation", motivation: "classifying", articleHash: base.articleHash ?? article.id.split(":")[2],
      body: [textual("classifying", some[0]), textual("assessing", some[1] ?? "x"), textual("commenting", some.join("\n")), ...some.map((value) => textual("tagging", value))],
      target: { type: "SpecificResource", source: article.id, selector: [{ type: "TextQuoteSelector", exact: text.slice(start, start + 40).join("") }, { type: "TextPositionSelector", start, end: start + 40 }] },
      rights: some[0], __proto_: { polluted: 1 },
    });
    some.forEach((words, i) => items.push({
      ...common(n * AT_ONCE + i), id: id("link", n * AT_ONCE + i), type: "Annotation", motivation: "linking", target: id("claim", n), linkedSource: id("source", n * AT_ONCE + i), relation: i % 2 ? words : "supports", strength: words,
      body: [{ type: "SpecificResource", purpose: "classifying", source: "http://purl.org/spar/cito/citesAsEvidence" },
        { type: "SpecificResource", purpose: "linking", source: id("source", n * AT_ONCE + i), selector: [{ type: "TextQuoteSelector", exact: words || "x", prefix: words, suffix: words }] }, textual("commenting", words)],
    }));
  }
  const sources = all.map((words, i) => ({
    ...common(i), id: id("source", i), type: "Source", title: words || "untitled", author: [{ literal: words || "nobody" }], "container-title": words, kind: words, issued: { literal: words }, URL: words, archive_location: words, appraisal: { behind: words, evidence: words, others: words },
  }));
  const untitled = addresses.filter(({ host }) => host).map(({ address }, i) => ({ ...common(i), id: id("untitled", i), type: "Source", URL: address }));
  const people = all.map((words, i) => ({ ...common(i), id: id("person", i), type: "Person", nickname: words }));
  const bin = all.slice(0, 60).map((words, i) => ({ ...common(i), id: id("binned", i), type: "Source", title: words || "x", binned: true }));
  return {
    ...base, id: id("notebook", 0), label: "<img src=x onerror=globalThis.__pwned=1> \u202e=cmd|x", version: { corpus: 1 }, created, modified: created,
    people, sources: [...sources, ...untitled], bin, conflicts: items.filter(({ motivation }) => motivation === "classifying").map((it) => ({ ...it, version: { other: 1 }, body: it.body.toReversed() })),
    total: items.length, first: { id: id("page", 0), type: "AnnotationPage", items },
  };
}
