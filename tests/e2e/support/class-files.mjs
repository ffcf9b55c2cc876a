// What students' files say, read from their JSON alone: what the numbers of the class page are worked
// out again from.
import { annotations } from "./page.mjs";

const said = ({ body }, purpose) => [body].flat().find((it) => it?.purpose === purpose)?.value ?? "";
const place = ({ target }) => {
  const { start, end } = target.selector.find(({ type }) => type === "TextPositionSelector");
  return { start, end };
};

/** One student's work: claims, sources and links. */
export function workOf(text) {
  const file = JSON.parse(text);
  const claims = annotations({ file }, "classifying").map((it) => ({
    id: it.id,
    ...place(it),
    kind: said(it, "classifying"),
    verdict: said(it, "assessing"),
    reason: said(it, "commenting"),
  }));
  const inside = annotations({ file }, "identifying").map((it) => ({ id: it.id, inside: place(it), places: [], title: said(it, "describing") }));
  const outside = (file.sources ?? []).map((it) => ({
    id: it.id,
    places: [...new Set([it.URL, it.archive_location].filter(Boolean).map(placeKey))],
    title: it.title ?? "",
  }));
  const links = annotations({ file }, "linking").map((it) => ({ id: it.id, claim: it.target, source: it.linkedSource, relation: it.relation }));
  return { id: file.id, name: file.submission?.name ?? "", claims, sources: [...outside, ...inside], links };
}

/** An address without what does not change where it leads. */
export function placeKey(address) {
  const copy = address.match(/^https:\/\/web\.archive\.org\/web\/\d[^/]*\/(.*:\/\/.*)$/);
  const url = new URL(copy ? copy[1] : address);
  const host = url.hostname.toLowerCase().replace(/\.$/, "").replace(/^www\./, "");
  const asks = [...url.searchParams].filter(([name]) => !/^utm_|^(fbclid|gclid)$/.test(name)).map((pair) => pair.join("="));
  return host + (url.port ? `:${url.port}` : "") + url.pathname.replace(/\/+$/, "") + (asks.length ? `?${asks.join("&")}` : "");
}

/** A title by its letters and digits. */
export const titleKey = (title) => title.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");
