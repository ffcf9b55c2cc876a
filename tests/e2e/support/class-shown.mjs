// Asserts that every number on the class page is what its files come to: `works` are what the files
// say (class-files.mjs), the exercise is how they call it.
import assert from "node:assert/strict";
import { alpha, f1OfStretches, f1OfText, jaccard, kappa, masi, nominal, ordinal, unitizing } from "./class-agreement.mjs";
import { beside, claimsOf, shared, sourcesOf, tally } from "./class-numbers.mjs";
import { cells, classPage, part, table } from "./classroom.mjs";

/** The words of the page for the keys in files. */
export const OURS = {
  kinds: { fact: "Fact", quantity: "Quantity", causation: "Causation", attribution: "Attribution", prediction: "Prediction", opinion: "Opinion" },
  verdicts: { supported: "Supported", "partly supported": "Partly supported", disputed: "Disputed", "not checkable": "Not checkable" },
  relations: { supports: "Supports", disputes: "Disputes", qualifies: "Qualifies", context: "Gives context", "attributed to": "Is credited", "same origin": "Same origin" },
  scale: ["supported", "partly supported", "disputed"],
};

const LEVELS = [[0.8, "They agree: one can build on it."], [0.667, "They agree well."], [0.4, "They agree in part."], [0.2, "They agree a little."], [-0.2, "They agree hardly more than chance would have it, if at all."], [-Infinity, "They differ more than chance would have it."]];
const OVERLAPS = [[0.8, "They mark nearly the same."], [0.6, "They mark mostly the same."], [0.4, "About half of it is the same."], [0.2, "A small part is the same."], [-Infinity, "Hardly anything is the same."]];
const SLACK = 10;

const named = (names, key) => names[key] ?? key;
/** "Fact 8, Quantity 4", whichever comes first of what is as frequent. */
const parts = (words) => words.replaceAll("\u00a0", " ").split(", ").filter(Boolean).sort();
const spread = (values, names, none = "Not checked yet") =>
  Object.entries(tally(values)).map(([key, n]) => `${key === "" ? none : named(names, key)} ${n}`).sort();

/** Asserts all parts of the page but the key; returns the works by name, as the page has them. */
export async function assertShown(page, works, words = OURS) {
  const people = works.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await part(page, "Submissions").click();
  const whose = (await cells(table(page, "Whose work is here"))).map((row) => row.slice(0, 4).join(" "));
  assert.deepEqual(whose.sort(), people.map(({ name, claims, sources, links }) => [name, claims.length, sources.length, links.length].join(" ")).sort());
  const cuts = await assertOnText(page, people, words);
  await assertAgreement(page, people, words, cuts);
  return people;
}

async function assertOnText(page, people, words) {
  await part(page, "On the text").click();
  const heat = classPage(page).getByRole("region", { name: /^The article, by how many/ });
  await heat.waitFor();
  const { text, stretches } = await read(heat);

  // Heat: between two numbers stand the sentence with the second one, and such as nobody marked.
  for (const [stretch, number] of stretches) {
    const marked = people.filter(({ claims }) => claims.some((claim) => shared(claim, stretch) > 0));
    assert.equal(number, marked.length, JSON.stringify(stretch));
  }
  await heat.getByText("The same as a table").click();
  const sentences = await cells(table(page, "Sentences, by how many people marked a part of them"));
  const cuts = stretches.filter(([, n]) => n > 0).map(([stretch]) => stretch);
  const marked = sentences.filter(([, n]) => n !== "0");
  assert.equal(marked.length, cuts.length);
  for (const [i, [, n, kinds]] of marked.entries()) {
    // Of each person each kind once.
    const said = people.flatMap(({ claims }) => [...new Set(claims.filter((claim) => shared(claim, cuts[i]) > 0).map(({ kind }) => kind))]);
    assert.equal(Number(n), people.filter(({ claims }) => claims.some((claim) => shared(claim, cuts[i]) > 0)).length);
    assert.deepEqual(parts(kinds), spread(said, words.kinds), `sentence ${i}`);
  }

  // The claims, how many found each, what they say of it, and of what standing that is.
  const expected = claimsOf(people);
  const letters = [...text];
  const rows = await cells(table(page, "Claims that the class found"));
  assert.equal(rows.length, expected.length);
  for (const [i, [quote, found, kinds, verdicts, standing]] of rows.entries()) {
    const { place, said } = expected[i];
    const whole = letters.slice(place.start, place.end).join("");
    assert.ok(whole.trim().startsWith(quote.replace(/…$/, "")), `${quote} is ${whole}`);
    assert.equal(found, `${said.length} of ${people.length}`, quote);
    const [ofKind, ofVerdict] = [said.map(({ kind }) => kind), said.map(({ verdict }) => verdict)];
    assert.deepEqual(parts(kinds), spread(ofKind, words.kinds), quote);
    assert.deepEqual(parts(verdicts), spread(ofVerdict, words.verdicts), quote);
    const most = (values) => 3 * Math.max(...Object.values(tally(values))) >= 2 * said.length;
    const agreed = 3 * said.length >= 2 * people.length && most(ofKind) && most(ofVerdict);
    assert.equal(standing, said.length < 2 ? "One person alone" : agreed ? "Agreement" : "Difference", quote);
  }

  // The open claim: its spreads, and who found it.
  const busiest = expected.map(({ said }, i) => [said.length, i]).sort(([a], [b]) => b - a).slice(0, 3).map(([, i]) => i);
  for (const i of busiest) {
    await table(page, "Claims that the class found").locator("tbody tr").nth(i).getByRole("button").click();
    await classPage(page).getByRole("heading", { name: `Claim ${i + 1} of ${expected.length}` }).waitFor();
    const { said } = expected[i];
    const of = (values, names) => spread(values, names).map((it) => it.replace(/ (\d+)$/, `: $1 of ${said.length}`)).sort();
    const shown = async (caption) => (await cells(table(page, caption))).map((row) => row.join(": ")).sort();
    assert.deepEqual(await shown("What kind it is, as people say"), of(said.map(({ kind }) => kind), words.kinds));
    assert.deepEqual(await shown("Verdicts, as people say"), of(said.map(({ verdict }) => verdict), words.verdicts));
    const finders = said.map(({ who, kind, verdict }) => [people[who].name, named(words.kinds, kind), verdict ? named(words.verdicts, verdict) : "Not checked yet"].join(": "));
    assert.deepEqual((await cells(table(page, "Who found it"))).map((row) => row.slice(0, 3).join(": ")).sort(), finders.sort());
  }

  // The sources: how many people have each, how many links lead to it, and for what.
  const sources = sourcesOf(people).map((group) => {
    const links = group.flatMap(({ who, id }) => people[who].links.filter(({ source }) => source === id));
    const used = `${new Set(group.map(({ who }) => who)).size} of ${people.length}`;
    return [used, links.length, spread(links.map(({ relation }) => relation), words.relations).join(", ")].join(" | ");
  });
  if (sources.length) {
    const shown = await cells(table(page, "Sources, by how many people use them"));
    assert.deepEqual(shown.map(([, used, links, what]) => [used, links, parts(what).join(", ")].join(" | ")).sort(), sources.sort());
  }
  return { cuts, all: sentences.length, length: letters.length };
}

/** The article as the heat map shows it, and its stretches with their numbers. */
async function read(heat) {
  const blocks = await heat.locator("p[dir=auto]").evaluateAll((paragraphs) =>
    paragraphs.map((paragraph) => [...paragraph.childNodes].map((node) => (node.nodeName === "SUP" ? Number(node.textContent) : node.textContent))),
  );
  const stretches = [];
  let at = 0;
  const text = blocks.map((pieces) => pieces.filter((piece) => typeof piece === "string").join("")).join("\n");
  const letters = [...text];
  // The space before a sentence is no part of it.
  const trimmed = (start, end) => {
    while (start < end && letters[start] === " ") start += 1;
    return { start, end };
  };
  for (const pieces of blocks) {
    let start = at;
    for (const piece of pieces) {
      if (typeof piece === "string") at += [...piece].length;
      else {
        stretches.push([trimmed(start, at), piece]);
        start = at;
      }
    }
    if (start < at) stretches.push([trimmed(start, at), 0]);
    at += 1;
  }
  return { text, stretches };
}

async function assertAgreement(page, people, words, cuts) {
  await part(page, "Agreement").click();
  await answered(page);
  assertAnswers(await cells(table(page, "How far the class agrees")), people, words, cuts, false);
  if (people.length < 2) return;
  for (const [first, second] of [[0, 1], [people.length - 1, 0]]) {
    await classPage(page).getByRole("combobox", { name: "First student" }).selectOption({ label: people[first].name });
    await classPage(page).getByRole("combobox", { name: "Second student" }).selectOption({ label: people[second].name });
    await answered(page);
    assertAnswers(await cells(table(page, "How far these two agree")), [people[first], people[second]], words, { ...cuts, class_: people, who: [first, second] }, true);
  }
}

const answered = (page) => classPage(page).getByText("Working it out…").first().waitFor({ state: "detached" });

function assertAnswers(rows, people, words, { cuts, all, length, class_ = people, who = people.map((_, i) => i) }, isTwo) {
  // Sentences that nobody marked count for whether they hold a claim; of the rest nobody says anything.
  const marked = [...cuts.map((cut) => people.map(({ claims }) => Number(claims.some((claim) => shared(claim, cut) > 0)))), ...Array(all - cuts.length).fill(people.map(() => 0))];
  // What is the same in all else goes by our words in their order, then others by letter.
  const byKey = (ours) => (a, b) => {
    const at = (key) => (key === "" ? -1 : Object.keys(ours).includes(key) ? Object.keys(ours).indexOf(key) : Infinity);
    return at(a) === at(b) ? (a < b ? -1 : Number(a > b)) : at(a) - at(b);
  };
  const order = (a, b) => byKey(OURS.kinds)(a.kind, b.kind) || byKey(OURS.verdicts)(a.verdict, b.verdict);
  const first = (claims, cut) =>
    claims.filter((claim) => shared(claim, cut) > 0).sort((a, b) => shared(b, cut) - shared(a, cut) || a.start - b.start || a.end - b.end || order(a, b))[0];
  const say = (of) => cuts.map((cut) => people.map(({ claims }) => of(first(claims, cut))));
  const rank = (claim) => (claim && words.scale.includes(claim.verdict) ? words.scale.indexOf(claim.verdict) : undefined);
  const stretches = (category) => people.map(({ claims }) => claims.map((claim) => ({ ...claim, category: category(claim) })));
  const groups = sourcesOf(class_);
  const groupOf = (person, id) => groups.findIndex((group) => group.some((source) => source.who === person && source.id === id));
  const linked = claimsOf(class_).map(({ said }) =>
    who.map((person) => {
      const found = said.find((claim) => claim.who === person);
      if (!found) return undefined;
      return [...new Set(class_[person].links.filter(({ claim }) => claim === found.id).map(({ source, relation }) => `${groupOf(person, source)} ${relation}`))];
    }),
  );
  const expected = [
    isTwo ? kappa(marked) : alpha(marked, nominal),
    alpha(say((claim) => claim?.kind), nominal),
    alpha(say(rank), ordinal),
    unitizing(stretches(() => 0), length),
    unitizing(stretches(({ kind }) => kind), length),
    f1OfText(people.map(({ claims }) => claims)),
    f1OfStretches(people.map(({ claims }) => claims), SLACK),
    alpha(linked, jaccard),
    alpha(linked, masi),
  ];
  const units = ["sentences", "sentences", "sentences", "stretches of text", "stretches of text", "", "", "claims", "claims"];
  assert.equal(rows.length, expected.length);
  for (const [i, [question, said, number, , from]] of rows.entries()) {
    const { value, why, found, ...rest } = expected[i];
    const where = `${question} of ${people.map(({ name }) => name).join(", ")}`;
    if (why) {
      assert.equal(number, "", where);
      const reason = { people: /^Too few people .* here are (\d+)\.$/, units: /^Too few .* here are (\d+)\.$/, variation: /^Everybody always said the same/ }[why];
      assert.match(said, reason, where);
      if (found !== undefined) assert.equal(Number(said.match(reason)[1]), found, where);
      continue;
    }
    const shown = value.toFixed(3).replace("-", "−").replace("−0.000", "0.000");
    assert.equal(number, shown, where);
    const levels = "pairs" in rest ? OVERLAPS : LEVELS;
    // What is at a limit to the last digit may be said either way.
    const said_ = levels.filter(([limit]) => Math.abs(value - limit) < 1e-9 || value >= limit);
    assert.ok([said_[0], ...levels.filter(([limit]) => Math.abs(value - limit) < 1e-9)].some(([, words]) => words === said), `${where}: ${said} at ${value}`);
    const counts = "pairs" in rest ? `${rest.pairs} ${rest.pairs === 1 ? "pair" : "pairs"} of people` : `${rest.people} people, ${rest.units} ${units[i]}, ${rest.judgements} judgements`;
    assert.equal(from, counts, where);
  }
}

/** Asserts both tables of the part “Key”; a key is on show. */
export async function assertBeside(page, works, key) {
  const compared = works.map((work) => beside(key, work));
  const count = (list, test) => list.filter(test).length;
  const claims = key.claims.toSorted((a, b) => a.start - b.start || a.end - b.end).map(({ id }) => {
    const found = compared.flatMap(({ paired }) => paired.filter((pair) => pair.key.id === id));
    const sums = ["otherRelation", "otherSource", "missedLinks"].map((what) => found.reduce((all, pair) => all + pair[what], 0));
    return [found.length, ...["same", "ends", "kind", "verdict"].map((what) => count(found, (pair) => pair[what])), works.length - found.length, ...sums];
  });
  const shown = (await cells(table(page, "Each claim of the key"))).map((row) => row.slice(1).map(Number));
  assert.deepEqual(shown, claims);
  const students = works.map(({ name }, i) => {
    const { paired, missed, extra } = compared[i];
    const sum = (what) => paired.reduce((all, pair) => all + Number(pair[what]), 0);
    const verdict = count(paired, (pair) => pair.verdict && !pair.noVerdict);
    return [name, paired.length, sum("same"), sum("ends"), sum("kind"), verdict, sum("noVerdict"), missed, extra, sum("sameLinks"), sum("otherRelation"), sum("otherSource"), sum("missedLinks"), sum("extraLinks")].join(" | ");
  });
  assert.deepEqual((await cells(table(page, "Each submission beside the key"))).map((row) => row.join(" | ")).sort(), students.sort());
}
