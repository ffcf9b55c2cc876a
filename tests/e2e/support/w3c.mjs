// What the Web Annotation Data Model (W3C Recommendation of 23 February 2017) says must hold of a
// collection with its page and annotations, as far as a file of one notebook can break it.

const PURPOSES = new Set([
  "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
  "identifying", "linking", "moderating", "questioning", "replying", "tagging",
]);

const each = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";
const isCount = (value) => Number.isInteger(value) && value >= 0;
const isIri = (value) => isText(value) && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);
const isTime = (value) =>
  isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
const ifAny = (value, holds) => value === undefined || holds(value);
const is = (value, type) => isObject(value) && each(value.type).includes(type);
const resources = (it) => [...each(it.body), ...each(it.target)].filter(isObject);
const selectors = (it, type) => resources(it).flatMap(({ selector }) => each(selector)).filter((one) => is(one, type));

const ANY = {
  "§3.1: exactly one id, an IRI": (it) => isIri(it.id),
  "§3.3.1: created, modified and generated are times with a zone": (it) =>
    ["created", "modified", "generated"].every((key) => ifAny(it[key], isTime)),
  "§3.3.2: agents have at most one id, an IRI, and at most one nickname": (it) =>
    [...each(it.creator), ...each(it.generator)].every(
      (agent) => isIri(agent) || (isObject(agent) && ifAny(agent.id, isIri) && ifAny(agent.nickname, isText)),
    ),
  "§3.3.6: rights are IRIs": (it) => each(it.rights).every(isIri),
};

const ANNOTATION = {
  ...ANY,
  "§5.2: in a page an annotation has no context of its own": (it) => it["@context"] === undefined,
  "§3.1: its type includes Annotation": (it) => is(it, "Annotation"),
  "§3.1: there is a target": (it) => each(it.target).length > 0,
  "§3.2: bodies and targets are IRIs, resources or texts": (it) =>
    each(it.target).every((one) => isIri(one) || isIri(one?.source) || isIri(one?.id)) &&
    each(it.body).every((one) => isIri(one) || isIri(one?.source) || isIri(one?.id) || isText(one?.value)),
  "§3.2.4: a text body has exactly one value": (it) =>
    each(it.body).filter((one) => is(one, "TextualBody")).every(({ value, format }) => isText(value) && ifAny(format, isText)),
  "§3.2.5: never both body and bodyValue": (it) => it.body === undefined || it.bodyValue === undefined,
  "§3.3.5: motivations and purposes are of the thirteen": (it) =>
    each(it.motivation).length === 1 &&
    [...each(it.motivation), ...each(it.body).flatMap(({ purpose }) => each(purpose))].every((one) => PURPOSES.has(one)),
  "§3.3.5: assessing is only a purpose, for old contexts lack it": (it) => it.motivation !== "assessing",
  "§4: a specific resource has exactly one source": (it) =>
    resources(it).filter((one) => is(one, "SpecificResource")).every(({ source }) => isIri(source)),
  "§4.2.4: a quote has one exact text, at most one prefix and suffix": (it) =>
    selectors(it, "TextQuoteSelector").every(
      ({ exact, prefix, suffix }) => isText(exact) && ifAny(prefix, isText) && ifAny(suffix, isText),
    ),
  "§4.2.5: a position has one start and one end behind it": (it) =>
    selectors(it, "TextPositionSelector").every(({ start, end }) => isCount(start) && isCount(end) && start < end),
  "§4.2.5: positions count code points": (it) =>
    resources(it).every(({ selector }) => {
      const quote = each(selector).find((one) => is(one, "TextQuoteSelector"));
      const at = each(selector).find((one) => is(one, "TextPositionSelector"));
      return !quote || !at || [...quote.exact].length === at.end - at.start;
    }),
  "§4.3.1: a state has a time, or a copy at an IRI": (it) =>
    resources(it).flatMap(({ state }) => each(state)).every(
      (state) => is(state, "TimeState") && ifAny(state.sourceDate, isTime) && ifAny(state.cached, isIri),
    ),
};

const PAGE = {
  ...ANY,
  "§5.2: its type includes AnnotationPage": (it) => is(it, "AnnotationPage"),
  "§5.2: items is an array of annotations": (it) => Array.isArray(it.items) && it.items.every((one) => is(one, "Annotation")),
  "§5.2: partOf is the collection": (it) => isObject(it.partOf) && isIri(it.partOf.id) && isCount(it.partOf.total),
  "§5.2: startIndex is not negative": (it) => ifAny(it.startIndex, isCount),
};

const COLLECTION = {
  ...ANY,
  "§5: the context includes the standard's, exactly": (it) => each(it["@context"]).includes("http://www.w3.org/ns/anno.jsonld"),
  "§5.1: its type includes AnnotationCollection": (it) => is(it, "AnnotationCollection"),
  "§5.1: labels are texts": (it) => each(it.label).every(isText),
  "§5.1: total is the number of annotations": (it) => it.total === it.first?.items?.length,
  "§5.1: its page is part of it": (it) => it.first?.partOf?.id === it.id && it.first.partOf.total === it.total,
};

const brokenBy = (rules, thing, where) =>
  Object.entries(rules).filter(([, holds]) => !holds(thing)).map(([rule]) => `${where}: ${rule}`);

/** The rules that a file breaks, each with where. */
export function brokenRules(file) {
  return [
    ...brokenBy(COLLECTION, file, "collection"),
    ...brokenBy(PAGE, file.first ?? {}, "page"),
    ...each(file.first?.items).flatMap((item, i) => brokenBy(ANNOTATION, item, `annotation ${i}`)),
  ];
}
