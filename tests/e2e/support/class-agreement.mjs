// How far a class agrees, by the definitions: every judgement beside every other, nothing counted
// together, in whatever order. Where there is too little to say so, the reason.

const sum = (values) => values.reduce((all, value) => all + value, 0);
const refused = (why, found) => ({ why, found });

/**
 * Krippendorff's alpha over units, each a list of one value a person (`undefined` for none), by what
 * `distance` says of two values: one less the observed over the expected disagreement.
 */
export function alpha(units, distance) {
  const spoke = units.filter((unit) => unit.filter((value) => value !== undefined).length > 1);
  const people = new Set(spoke.flatMap((unit) => unit.flatMap((value, who) => (value === undefined ? [] : [who]))));
  if (people.size < 2) return refused("people", people.size);
  if (spoke.length < 5) return refused("units", spoke.length);
  const lists = spoke.map((unit) => unit.filter((value) => value !== undefined));
  const all = lists.flat();
  const apart = distance(all);
  const pairs = (list) => sum(list.map((a, i) => sum(list.map((b, j) => (i === j ? 0 : apart(a, b))))));
  const observed = sum(lists.map((list) => pairs(list) / (list.length - 1))) / all.length;
  const expected = pairs(all) / (all.length * (all.length - 1));
  if (expected === 0) return refused("variation");
  return { value: 1 - observed / expected, people: people.size, units: spoke.length, judgements: all.length };
}

export const nominal = () => (a, b) => Number(a !== b);

/** By rank: half of either value's number, and all between them, squared (Krippendorff 2011). */
export const ordinal = (all) => (a, b) => {
  if (a === b) return 0;
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const between = all.filter((value) => value >= low && value <= high).length;
  const ends = all.filter((value) => value === low).length + all.filter((value) => value === high).length;
  return (between - ends / 2) ** 2;
};

const inBoth = (a, b) => a.filter((it) => b.includes(it)).length;
const inEither = (a, b) => new Set([...a, ...b]).size;
export const jaccard = () => (a, b) => (inEither(a, b) ? 1 - inBoth(a, b) / inEither(a, b) : 0);
/** Passonneau 2006: the same share, less where neither set holds the other. */
export const masi = () => (a, b) => {
  const [both, either] = [inBoth(a, b), inEither(a, b)];
  if (!either) return 0;
  const weight = both === either ? 1 : both === Math.min(a.length, b.length) ? 2 / 3 : 1 / 3;
  return 1 - (both / either) * weight;
};

/** Cohen's kappa over units of two values. */
export function kappa(units) {
  const both = units.filter(([a, b]) => a !== undefined && b !== undefined);
  if (both.length < 5) return refused("units", both.length);
  const n = both.length;
  const same = both.filter(([a, b]) => a === b).length / n;
  const values = [...new Set(both.flat())];
  const chance = sum(values.map((value) => (both.filter(([a]) => a === value).length / n) * (both.filter(([, b]) => b === value).length / n)));
  if (chance === 1) return refused("variation");
  return { value: (same - chance) / (1 - chance), people: 2, units: n, judgements: 2 * n };
}

/**
 * Krippendorff's alpha for unitizing (Content Analysis 2004, §11.6): `people` mark stretches, each of a
 * category, in a text of `length`.
 */
export function unitizing(people, length) {
  const marking = people.filter((marks) => marks.length).length;
  if (marking < 2) return refused("people", marking);
  let [stretches, observed, expected] = [0, 0, 0];
  for (const category of new Set(people.flat().map((mark) => mark.category))) {
    const sections = people.map((marks) => sectionsOf(marks.filter((mark) => mark.category === category), length));
    stretches += sections.flat().filter(({ marked }) => marked).length;
    observed += observedIn(sections, length);
    expected += expectedIn(sections, length);
  }
  if (stretches < 4) return refused("units", stretches);
  if (expected <= 0) return refused("variation");
  return { value: 1 - observed / expected, people: people.length, units: stretches, judgements: stretches };
}

/** The whole text as stretches and the gaps between them; what overlaps is one. */
function sectionsOf(marks, length) {
  const marked = Array(length).fill(false);
  const begins = Array(length).fill(false);
  // What touches without overlapping stays two.
  const merged = [];
  for (const { start, end } of marks.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  for (const { start, end } of merged) {
    begins[start] = true;
    for (let at = start; at < end; at += 1) marked[at] = true;
  }
  const sections = [];
  for (let at = 0; at < length; at += 1) {
    const last = sections.at(-1);
    if (last && last.marked === marked[at] && !begins[at]) last.size += 1;
    else sections.push({ start: at, size: 1, marked: marked[at] });
  }
  return sections;
}

function observedIn(sections, length) {
  const distance = (a, b) => {
    const by = a.start - b.start;
    if (a.marked && b.marked && -a.size < by && by < b.size) return by ** 2 + (by + a.size - b.size) ** 2;
    if (a.marked && !b.marked && b.size - a.size >= by && by >= 0) return a.size ** 2;
    if (!a.marked && b.marked && a.size - b.size >= -by && -by >= 0) return b.size ** 2;
    return 0;
  };
  const m = sections.length;
  const all = sections.map((first, i) => sum(sections.map((second, j) => (i === j ? 0 : sum(first.map((a) => sum(second.map((b) => distance(a, b)))))))));
  return sum(all) / (m * (m - 1) * length ** 2);
}

function expectedIn(sections, length) {
  const [m, all] = [sections.length, sections.flat()];
  const units = all.filter(({ marked }) => marked);
  const over = units.map(({ size: l }) => {
    const gaps = all.filter(({ marked, size }) => !marked && size >= l);
    return ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * sum(gaps.map(({ size }) => size - l + 1));
  });
  const within = sum(units.map(({ size }) => size * (size - 1)));
  return ((2 / length) * sum(over)) / (m * length * (m * length - 1) - within);
}

/** The mean over all pairs of people of twice what both have over what each has. */
function meanF1(people, sizeOf, both) {
  if (people.length < 2) return refused("people", people.length);
  const pairs = people.flatMap((a, i) => people.slice(i + 1).map((b) => [a, b])).filter(([a, b]) => sizeOf(a) + sizeOf(b));
  if (!pairs.length) return refused("units", 0);
  return { value: sum(pairs.map(([a, b]) => (2 * both(a, b)) / (sizeOf(a) + sizeOf(b)))) / pairs.length, pairs: pairs.length };
}

/** F1 of marked text. */
export function f1OfText(people) {
  const places = people.map((marks) => new Set(marks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))));
  return meanF1(places, (set) => set.size, (a, b) => [...a].filter((it) => b.has(it)).length);
}

/** F1 of whole stretches whose ends are at most `slack` apart, each paired once. */
export function f1OfStretches(people, slack) {
  const each = people.map((marks) => [...new Map(marks.map((mark) => [`${mark.start} ${mark.end}`, mark])).values()]);
  const near = (a, b) => Math.abs(a.start - b.start) <= slack && Math.abs(a.end - b.end) <= slack;
  const matched = (left, right) => {
    const mate = new Map();
    const find = (a, seen) =>
      right.some((b) => {
        if (!near(a, b) || seen.has(b)) return false;
        seen.add(b);
        if (mate.has(b) && !find(mate.get(b), seen)) return false;
        mate.set(b, a);
        return true;
      });
    return left.filter((a) => find(a, new Set())).length;
  };
  return meanF1(each, (marks) => marks.length, matched);
}
