// What a class found, and how it stands to a key, worked out slowly and plainly from what its files
// say (see class-files.mjs).
import { titleKey } from "./class-files.mjs";

export const shared = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const covered = (a, b) => a.end - a.start + (b.end - b.start) - shared(a, b);
const alike = (a, b) => shared(a, b) > 0 && 2 * shared(a, b) >= covered(a, b);
const closeness = (a, b) => Math.floor((shared(a, b) * 2 ** 20) / covered(a, b));
const byPlace = (a, b) => a.start - b.start || a.end - b.end;

export const tally = (values) => values.reduce((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});

/**
 * Marks (with `who` made them) put together: again and again the stretch that most people's are alike
 * to takes all that are; of several the one that they are closest to, then the first in the text.
 */
function clusters(marks) {
  let left = marks;
  const found = [];
  while (left.length) {
    const once = new Map(left.map((mark) => [`${mark.who} ${mark.start} ${mark.end}`, mark]));
    const places = [...new Map(left.map((mark) => [`${mark.start} ${mark.end}`, mark])).values()].sort(byPlace);
    let best = null;
    for (const place of places) {
      const near = [...once.values()].filter((mark) => alike(place, mark));
      const close = near.reduce((sum, mark) => sum + closeness(place, mark), 0);
      if (!best || near.length > best.support || (near.length === best.support && close > best.close)) best = { place, support: near.length, close };
    }
    const inside = left.filter((mark) => alike(best.place, mark));
    left = left.filter((mark) => !inside.includes(mark));
    found.push({ place: best.place, inside });
  }
  return found.sort((a, b) => byPlace(a.place, b.place));
}

/** The claims of a class; of each person the mark that is closest to the place counts. */
export function claimsOf(class_) {
  const marks = class_.flatMap(({ claims }, who) => claims.map((claim) => ({ ...claim, who })));
  return clusters(marks).map(({ place, inside }) => {
    const each = new Map();
    const rank = (a, b) => closeness(place, b) - closeness(place, a) || byPlace(a, b);
    for (const mark of inside.toSorted(rank)) if (!each.has(mark.who)) each.set(mark.who, mark);
    return { place, said: [...each.values()] };
  });
}

/**
 * The sources of a class, each as a list of `{ who, id }`. Outside sources are one where they share an
 * address; one without goes by its title, to the one that has it with an address if there is just one,
 * else to others without. Sources in the article are put together as claims are.
 */
export function sourcesOf(class_) {
  const all = class_.flatMap(({ sources }, who) => sources.map((source) => ({ ...source, who })));
  let groups = [];
  for (const source of all.filter(({ places }) => places.length)) {
    const touched = groups.filter((group) => group.some((other) => other.places.some((it) => source.places.includes(it))));
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), source]];
  }
  const placed = [...groups];
  for (const source of all.filter(({ places, inside }) => !places.length && !inside)) {
    const title = titleKey(source.title);
    const named = placed.filter((group) => group.some((other) => other.places.length && titleKey(other.title) === title));
    const bare = groups.find((group) => group.every(({ places }) => !places.length) && titleKey(group[0].title) === title);
    if (title && named.length === 1) named[0].push(source);
    else if (title && bare) bare.push(source);
    else groups.push([source]);
  }
  const within = all.filter(({ inside }) => inside).map(({ who, id, title, inside }) => ({ who, id, title, ...inside }));
  return [...groups, ...clusters(within).map(({ inside }) => inside)];
}

/** How often something of `left` and of `right` can be paired at best, by what `worth` says of a pair. */
function assign(left, right, worth) {
  const known = new Map();
  const from = (at, taken) => {
    if (at === left.length) return { sum: 0, pairs: [] };
    const key = `${at} ${taken}`;
    if (known.has(key)) return known.get(key);
    let best = from(at + 1, taken);
    for (let i = 0; i < right.length; i += 1) {
      const value = taken & (1n << BigInt(i)) ? 0 : worth(left[at], right[i]);
      if (!value) continue;
      const rest = from(at + 1, taken | (1n << BigInt(i)));
      if (rest.sum + value > best.sum) best = { sum: rest.sum + value, pairs: [[left[at], right[i]], ...rest.pairs] };
    }
    known.set(key, best);
    return best;
  };
  return from(0, 0n).pairs;
}

const sameSource = (a, b) => {
  if (!a || !b) return false;
  if (a.id === b.id) return true;
  if (a.inside || b.inside) return Boolean(a.inside && b.inside) && shared(a.inside, b.inside) > 0;
  if (a.places.some((place) => b.places.includes(place))) return true;
  return (!a.places.length || !b.places.length) && titleKey(a.title) !== "" && titleKey(a.title) === titleKey(b.title);
};

/** One work beside the key: pairs with what differs, what was missed, what is extra. */
export function beside(key, work) {
  const near = (a, b) => shared(a, b) > 0 && shared(a, b) >= Math.ceil(Math.min(a.end - a.start, b.end - b.start) / 2);
  const alikeIn = (a, b) => 4 * (a.kind === b.kind) + 2 * (a.verdict === b.verdict) + (a.id === b.id);
  const pairs = assign(key.claims, work.claims, (a, b) => (near(a, b) ? 8 * (closeness(a, b) + 1) + alikeIn(a, b) : 0));
  const linksOf = ({ links, sources }, claim) =>
    links.filter((link) => link.claim === claim.id).map((link) => ({ ...link, source: sources.find(({ id }) => id === link.source) }));
  const paired = pairs.map(([ours, theirs]) => {
    const [of, their] = [linksOf(key, ours), linksOf(work, theirs)];
    const rank = Math.min(of.length, their.length) + 1;
    const worth = (a, b) => {
      const [source, relation] = [sameSource(a.source, b.source), a.relation === b.relation];
      return source ? (relation ? rank * rank : rank) : relation ? 1 : 0;
    };
    const links = assign(of, their, worth);
    const count = (test) => links.filter(([a, b]) => test(sameSource(a.source, b.source), a.relation === b.relation)).length;
    const found = {
      key: ours,
      theirs,
      ends: ours.start !== theirs.start || ours.end !== theirs.end,
      kind: ours.kind !== theirs.kind,
      noVerdict: ours.verdict !== "" && theirs.verdict === "",
      verdict: ours.verdict !== theirs.verdict,
      sameLinks: count((source, relation) => source && relation),
      otherRelation: count((source, relation) => source && !relation),
      otherSource: count((source) => !source),
      missedLinks: of.length - links.length,
      extraLinks: their.length - links.length,
    };
    const linksDiffer = found.otherRelation + found.otherSource + found.missedLinks + found.extraLinks > 0;
    return { ...found, same: !found.ends && !found.kind && !found.verdict && !linksDiffer };
  });
  return { paired, missed: key.claims.length - paired.length, extra: work.claims.length - paired.length };
}
