// The page's content security policy: it is there, it stops what it should, and nothing needs more.
// That nothing is stopped on the way is checked by every other test (support/browser.mjs).
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { choose, dialog, dropFile, exported, markClaim, openFile, saved } from "./support/page.mjs";
import { DIST } from "./support/server.mjs";
import { article } from "./support/words.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const html = () => readFile(path.join(DIST, "index.html"), "utf8");

/** The policy of the built page: its directives by name, each a list of sources. */
async function policy() {
  const metas = (await html()).match(/<meta [^>]*Content-Security-Policy[^>]*>/g);
  assert.equal(metas?.length, 1);
  return directives(metas[0].match(/content="([^"]*)"/)[1]);
}
const directives = (text) =>
  Object.fromEntries(text.split(";").map((it) => it.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources]));
const isHash = (source) => /^'sha256-[A-Za-z0-9+/]{43}='$/.test(source);

test("the built page allows what it needs and nothing else", async () => {
  const { "script-src": scripts, ...rest } = await policy();
  assert.deepEqual(rest, {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["data:"],
    "connect-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["article-import"],
  });
  const page = await html();
  const inline = [...page.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].filter(([, attributes]) => !attributes.includes("src="));
  const hashes = inline.map(([, , text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  assert.equal(hashes.length, 2);
  assert.deepEqual(scripts, ["'self'", ...hashes, "'wasm-unsafe-eval'"]);

  // It holds for what stands behind it only, so nothing that loads or runs stands before it.
  const before = page.slice(0, page.indexOf("Content-Security-Policy"));
  assert.doesNotMatch(before, /<(script|link|style|base|img|body)/);
  assert.doesNotMatch(page, /<[^>]+ (style|on[a-z]+)=/);
  assert.doesNotMatch(page, /<style/);
});

test("the hosts' examples send the same, and what only a header can say", async () => {
  const built = await policy();
  const text = await readFile(path.join(ROOT, "docs/hosting.md"), "utf8");
  const examples = [...text.matchAll(/default-src 'none';[^"\n]*/g)].map(([policy]) => directives(policy));
  assert.ok(examples.length >= 3, `${examples.length} policies`);
  for (const example of examples) {
    const { "frame-ancestors": ancestors, ...same } = example;
    assert.deepEqual(ancestors, ["'none'"]);
    // Each build has its own hashes; there are as many.
    const unhashed = (sources) => sources.map((it) => (it.startsWith("'sha256-") ? "hash" : it));
    assert.deepEqual(same["script-src"].filter((it) => !it.startsWith("'sha256-")), built["script-src"].filter((it) => !isHash(it)));
    assert.deepEqual(
      { ...same, "script-src": unhashed(same["script-src"]) },
      { ...built, "script-src": unhashed(built["script-src"]) },
    );
  }
});

test("what the policy forbids does not happen", async (t) => {
  const { page, problems } = await openPage(t, { expected: [/The action has been blocked|Content Security Policy|requires 'TrustedScript'/, /against the policy/, /request to another origin/] });
  const answered = [];
  page.on("response", (response) => answered.push(response.url()));
  const ran = await page.evaluate(async () => {
    const tried = async (deed) => {
      try {
        return (await deed()) ?? "done";
      } catch (error) {
        return error.name;
      }
    };
    const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
    const results = {
      markup: await tried(() => (document.createElement("div").innerHTML = "<b>x</b>")),
      parsed: await tried(() => new DOMParser().parseFromString("<b>x</b>", "text/html").body.textContent),
      policy: await tried(() => trustedTypes.createPolicy("another", { createHTML: String }).name),
      again: await tried(() => trustedTypes.createPolicy("default", { createHTML: String }).name),
      sent: await tried(() => fetch("https://example.org/", { mode: "no-cors" })),
      frame: await tried(() => add("iframe", { src: "https://example.org/" })),
      image: await tried(() => add("img", { src: "https://example.org/a.png" })),
      base: await tried(() => document.head.append(Object.assign(document.createElement("base"), { href: "https://example.org/" }))),
    };
    const script = document.createElement("script");
    script.append("window.itRan = true");
    await tried(() => document.head.append(script));
    const styled = document.createElement("p");
    styled.setAttribute("style", "color: rgb(1, 2, 3)");
    document.body.append(styled);
    const inline = document.createElement("button");
    inline.setAttribute("onclick-was", "");
    await tried(() => inline.setAttribute("onclick", "window.itRan = true"));
    inline.click();
    return { ...results, ran: window.itRan ?? false, colour: getComputedStyle(styled).color, at: document.baseURI === location.href };
  });
  assert.deepEqual(ran, {
    markup: "TypeError", parsed: "TypeError", policy: "TypeError", again: "TypeError", sent: "TypeError",
    frame: "done", image: "done", base: "done", ran: false, colour: ran.colour, at: true,
  });
  assert.notEqual(ran.colour, "rgb(1, 2, 3)");
  assert.deepEqual(answered, []);
  assert.deepEqual(problems, []);
});

test("every way in and out works under it", async (t) => {
  const { page } = await openPage(t);
  await dropFile(page, "page.html", "<!doctype html><title>Read</title><h1>Read</h1><base href=//example.org/><style>p { color: red }</style><p style='color: red'>Some words <b onclick=x>of</b> a page.<img src=//example.org/a.png onerror=x><script>window.itRan = 1</script>");
  const form = dialog(page, "Open an article");
  await form.getByRole("button", { name: "Start a notebook on it" }).click();
  await form.waitFor({ state: "detached" });
  await article(page).getByText("Some words of a page.").waitFor();
  await markClaim(page, "words of a page", "Fact", "https://example.org/1");
  await saved(page);
  const file = await exported(page);
  await openFile(page, "again.jsonld", file.text);
  await dialog(page, "What this file would do").waitFor();
  await page.keyboard.press("Escape");
  await dialog(page, "What this file would do").waitFor({ state: "detached" });
  for (const entry of ["Notebooks", "Open an article", "Bin", "Settings", "Keys"]) {
    await choose(page, entry);
    await dialog(page, entry).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page, entry).waitFor({ state: "detached" });
  }
  assert.equal(await page.evaluate(() => window.itRan), undefined);
  // All of it is the browser's own (CSSOM): no element has a style from markup.
  await page.reload();
  await saved(page);
});
