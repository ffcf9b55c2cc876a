// Finding passages again: how fast beside npm's approx-string-match used as a quote matcher, both
// in this process (the ratio counts, since machines differ; a matcher that looks for the quote
// verbatim first is there for comparison), and how well on the cases in
// ../shared/anchoring, where they are at hand.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const WASM = "wasm32-unknown-unknown";
const ANNOTATIONS = 1000;
const CONTEXT = 32;
const EDITED = 0.02;
const SEPARATOR = "\u001f";

const require = createRequire(import.meta.url);
const approx = require(path.join(ROOT, "tests/e2e/node_modules/approx-string-match")).default;

const cargo = (...args) =>
  execFileSync("cargo", args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1 << 28 });

/** Where cargo puts what it builds. */
const target = () => JSON.parse(cargo("metadata", "--format-version", "1", "--no-deps")).target_directory;

/** The anchoring core as the page has it: built for release, loaded into this process. */
function core(folder) {
  cargo("build", "--quiet", "--release", "--example", "anchor_bench", "--target", WASM);
  const wasm = path.join(target(), WASM, "release/examples/anchor_bench.wasm");
  execFileSync("wasm-bindgen", ["--target", "nodejs", "--out-dir", folder, wasm], { stdio: "inherit" });
  return require(path.join(folder, "anchor_bench.js")).anchor;
}

/** The same numbers on every run (mulberry32). */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Prose of about so many characters: pairs of words follow each other as they do in the texts of the regression test. */
function prose(length, random) {
  const texts = path.join(ROOT, "tests/fixtures/anchoring/texts");
  const words = readdirSync(texts).sort().flatMap((name) => readFileSync(path.join(texts, name), "utf8").split(/\s+/));
  const next = new Map();
  for (let at = 2; at < words.length; at += 1) {
    const key = words[at - 1];
    if (!next.has(key)) next.set(key, []);
    next.get(key).push(words[at]);
  }
  const out = [];
  let size = 0;
  let last = words[0];
  while (size < length) {
    const follow = next.get(last);
    last = follow ? follow[Math.floor(random() * follow.length)] : words[Math.floor(random() * words.length)];
    out.push(last, random() < 0.01 ? "\n\n" : " ");
    size += last.length + 1;
  }
  return out;
}

/** Replaces, removes or adds words. */
function edit(pieces, random) {
  const words = pieces.filter((_, at) => at % 2 === 0);
  return pieces
    .flatMap((piece, at) => {
      if (at % 2 === 1 || random() >= EDITED) return [piece];
      const other = words[Math.floor(random() * words.length)];
      return random() < 0.5 ? [other] : random() < 0.5 ? [] : [piece, " ", other];
    })
    .join("");
}

/** Annotations of 20 to 200 characters, spread over the text. */
function annotations(text, random) {
  return Array.from({ length: ANNOTATIONS }, () => {
    const length = 20 + Math.floor(random() * 180);
    const start = Math.floor(random() * (text.length - length));
    const end = start + length;
    return {
      start,
      end,
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(end, end + CONTEXT),
    };
  });
}

/** How alike two strings are, 0 to 1, as the quote matcher sees it. */
function alike(text, wanted) {
  if (wanted.length === 0 || text.length === 0) return 0;
  const [match] = approx(text, wanted, wanted.length);
  return match ? 1 - match.errors / wanted.length : 0;
}

/** The quote matcher: with errors (verbatim first, if wished), then by quote, context and position. */
function matchQuote(text, { exact, prefix, suffix, start: hint }, verbatim) {
  let matches = [];
  for (let at = verbatim ? text.indexOf(exact) : -1; at !== -1; at = text.indexOf(exact, at + 1)) {
    matches.push({ start: at, end: at + exact.length, errors: 0 });
  }
  if (matches.length === 0) matches = approx(text, exact, Math.min(256, exact.length / 2));
  let best = null;
  for (const { start, end, errors } of matches) {
    const score =
      50 * (1 - errors / exact.length) +
      20 * alike(text.slice(Math.max(0, start - prefix.length), start), prefix) +
      20 * alike(text.slice(end, end + suffix.length), suffix) +
      2 * (1 - Math.abs(start - hint) / text.length);
    if (best === null || score > best.score) best = { start, end, score };
  }
  return best;
}

/** CPU milliseconds of a call, the least of some runs. */
function cost(run, times) {
  let least = Infinity;
  for (let i = 0; i < times; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function speed(anchor) {
  const floors = { 10: [15, 5], 100: [100, 30], 1000: [250, 200] };
  const rows = [];
  for (const [kilobytes, [withOld, without]] of Object.entries(floors)) {
    const random = chance(4);
    const pieces = prose(kilobytes * 1000, random);
    const [old, text] = [pieces.join(""), edit(pieces, random)];
    const marked = annotations(old, random);
    const call = (oldText, list) => {
      const quotes = list.map((one) => [one.exact, one.prefix, one.suffix].join(SEPARATOR)).join(SEPARATOR);
      return anchor(oldText, text, quotes, Uint32Array.from(list.flatMap(({ start, end }) => [start, end])));
    };
    // The matcher's cost is linear in the annotations: on the large text a tenth of them says it.
    const some = kilobytes > 100 ? marked.filter((_, at) => at % 10 === 0) : marked;
    const whole = (verbatim) =>
      (cost(() => some.forEach((one) => matchQuote(text, one, verbatim)), 1) * marked.length) / some.length;
    const [matcher, quick] = [whole(false), whole(true)];
    const diff = cost(() => call(old, marked), 7);
    const quotes = cost(() => call(undefined, marked), 7);
    const ways = [["old text known", diff, withOld], ["selectors alone", quotes, without]];
    for (const [way, ours, floor] of ways) {
      rows.push({
        "text, KB": Number(kilobytes),
        way,
        "ours, ms": Number(ours.toFixed(1)),
        "matcher, ms": Math.round(matcher),
        ratio: Math.round(matcher / ours),
        "at least": floor,
        "verbatim first, ms": Math.round(quick),
        "its ratio": Math.round(quick / ours),
      });
    }
    if (Number(kilobytes) === 1000) {
      const many = Array.from({ length: 10 }, () => marked).flat();
      console.log(`10,000 annotations on 1 MB in one call, old text known: ${cost(() => call(old, many), 3).toFixed(0)} ms of CPU (at most 300)`);
    }
  }
  console.log("CPU of 1,000 annotations with 2 % of the words edited, beside approx-string-match:");
  console.table(rows);
}

function quality(folder) {
  const shared = path.resolve(ROOT, "../shared/anchoring");
  if (!existsSync(path.join(shared, "dev.tar.xz"))) {
    console.log(`Skipped: the cases (${shared} is not at hand).`);
    return;
  }
  execFileSync("tar", ["xJf", path.join(shared, "dev.tar.xz"), "-C", folder]);
  const cases = path.join(folder, "dev/cases.jsonl");
  cargo("build", "--quiet", "--release", "--example", "anchor");
  const program = path.join(target(), "release/examples/anchor");
  for (const [title, options] of [["old text known", []], ["selectors alone", ["--selectors-only"]]]) {
    const answers = path.join(folder, `answers-${options.length}.jsonl`);
    execFileSync(program, [cases, path.join(folder, "dev/texts"), ...options], { stdio: ["ignore", openSync(answers, "w"), "inherit"] });
    console.log(`\n${title}:`);
    console.log(execFileSync("python3", [path.join(shared, "score.py"), cases, answers], { encoding: "utf8" }));
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "claimlight-anchor-"));
try {
  speed(core(folder));
  quality(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
