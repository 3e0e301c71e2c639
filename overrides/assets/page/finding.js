// @ts-check
// Asks the index, and draws what it finds: each find says in words what it is.

import { foundOn, results, termsOf } from "./search-index.js";
import { styled } from "./sheets.js";

/** @typedef {import("./search-index.js").Found} Found */
/** @typedef {import("./search-index.js").Words} Words */
/** @typedef {{words: string, items: Node[], more: boolean}} Answer `more` when pages are left that fit */

const KINDS = { note: "Note", page: "Page", exercise: "Exercise", source: "Source" };
const COUNTED = /** @type {const} */ ([
  ["note", "note", "notes"],
  ["source", "source", "sources"],
  ["exercise", "exercise", "exercises"],
  ["page", "page", "pages"],
]);
const MOST_PLACES = 3;
const TOGETHER = 8; // The finds of so many pages are put in order together: those of more pages come after what is shown.
const BELOW = 10; // More than any rank.
const [MOST_BEFORE, LEFT_BEFORE, LONGEST] = [16, 8, 40]; // Words before the first that fits, how many of these are left, and all.

/**
 * Return a function that answers a query, from so many pages at most, with the words of its count and a list item for
 * each find.
 * @param {URL} site
 * @returns {Promise<(query: string, pages: number) => Promise<Answer>>}
 */
export async function start(site) {
  const [ask] = await Promise.all([results(site), styled(new URL("../styles/search.css", import.meta.url))]);
  return async (query, pages) => {
    const all = await ask(query);
    const terms = termsOf(query);
    const best = all[0]?.score || 1;
    const loaded = await Promise.all(all.slice(0, pages).map(async (one) => ({ page: await one.data(), ...one })));
    const found = loaded.flatMap(({ page, score }, index) => {
      const later = Math.floor(index / TOGETHER) * BELOW;
      return foundOn(page, score / best, terms, site).map((one) => ({ ...one, rank: one.rank - later }));
    });
    const shown = wholeAnswers(found).sort((one, other) => other.rank - one.rank);
    const more = all.length > pages;
    return { words: more ? `The first ${shown.length} finds` : counted(shown), items: shown.map(item), more };
  };
}

/**
 * The finds that have every word, or all of them when none does.
 * @param {Found[]} found
 */
function wholeAnswers(found) {
  const whole = found.filter(({ isWhole }) => isWhole);
  return whole.length ? whole : found;
}

/** @param {Found[]} found */
function counted(found) {
  const parts = COUNTED.flatMap(([kind, one, many]) => {
    const number = found.filter((each) => each.kind === kind).length;
    return number ? `${number} ${number === 1 ? one : many}` : [];
  });
  const last = parts.pop();
  if (!last) return "No note, source or exercise has these words";
  return parts.length ? `${parts.join(", ")} and ${last}` : last;
}

/**
 * A page with the places on it that fit, or one source or exercise by itself.
 * @param {Found} found
 */
function item(found) {
  const kind = element("span", "search__kind", KINDS[found.kind], context(found));
  const parts = [kind, element("span", "search__title", ...marked(found.title))];
  if (found.text.words.length) parts.push(element("span", "search__text", ...excerpt(found.text)));
  const one = document.createElement("li");
  one.append(link(found.href, "search__find", parts), ...found.places.slice(0, MOST_PLACES).map(placeIn));
  return one;
}

/** @param {Found} found */
function context({ kind, of }) {
  if (!of) return "";
  return kind === "source" ? `, ${of}` : ` in ${of}`;
}

/** @param {Found["places"][number]} place */
function placeIn({ href, title, text }) {
  const parts = [element("span", "search__where", ...marked(title)), element("span", "search__text", ...excerpt(text))];
  return link(href, "search__place", parts);
}

/**
 * @param {string} href
 * @param {string} name
 * @param {Node[]} parts
 */
function link(href, name, parts) {
  const one = document.createElement("a");
  one.className = name;
  one.href = href;
  one.append(...parts.flatMap((part) => [part, " "]));
  return one;
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {...(string | Node)} content
 */
function element(tag, name, ...content) {
  const one = document.createElement(tag);
  one.className = name;
  one.append(...content);
  return one;
}

/**
 * The text from shortly before the first word that fits, so that it is seen in the first lines.
 * @param {Words} text
 */
function excerpt({ words, marked: places }) {
  const first = Math.min(...places, words.length);
  const start = first < words.length && first > MOST_BEFORE ? first - LEFT_BEFORE : 0;
  const shown = marked({
    words: words.slice(start, start + LONGEST),
    marked: new Set([...places].map((at) => at - start)),
  });
  return start ? ["… ", ...shown] : shown;
}

/**
 * The words, those that fit marked.
 * @param {Words} text
 */
function marked({ words, marked: places }) {
  return words.flatMap((word, at) => {
    const one = places.has(at) ? element("mark", "", word) : word;
    return at ? [" ", one] : [one];
  });
}
