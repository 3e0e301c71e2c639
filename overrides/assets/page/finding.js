// @ts-check
// Asks the search worker, and draws what it finds: each find says in words what it is.

import { answers } from "./search-worker.js";
import { styled } from "./sheets.js";

/** @typedef {import("./search-worker.js").Found} Found */

const KINDS = { note: "Note", page: "Page", exercise: "Exercise", source: "Source" };
const COUNTED = /** @type {const} */ ([
  ["note", "note", "notes"],
  ["source", "source", "sources"],
  ["exercise", "exercise", "exercises"],
  ["page", "page", "pages"],
]);
const MOST_PLACES = 3;
const [MOST_BEFORE, LEFT_BEFORE] = [90, 50]; // Letters before the first word that fits, of which this many are left.

/**
 * Return a function that answers a query with the words of its count and a list item for each find.
 * @param {URL} site
 * @param {URL} worker
 */
export async function start(site, worker) {
  const [ask] = await Promise.all([answers(site, worker), styled(new URL("../styles/search.css", import.meta.url))]);
  return async (/** @type {string} */ query) => {
    const groups = wholeAnswers(await ask(query));
    return { words: counted(groups), items: groups.map((group) => item(group, site)) };
  };
}

/**
 * The finds that have every word, or all of them when none does.
 * @param {Found[][]} groups
 */
function wholeAnswers(groups) {
  const whole = groups.filter(hasEveryWord);
  return whole.length ? whole.map(withoutPartial) : groups;
}

/** @param {Found[]} group */
function hasEveryWord(group) {
  const words = group.flatMap(({ terms }) => Object.entries(terms));
  return words.every(([word, isHere]) => isHere || words.some(([other, isThere]) => isThere && other === word));
}

/**
 * Where a place has every word, those that have only some say nothing more; the page itself gives the title.
 * @param {Found[]} group
 */
function withoutPartial(group) {
  const isWhole = (/** @type {Found} */ found) => found.score > 0 && hasEveryWord([found]);
  if (!group.some(isWhole)) return group;
  return group.flatMap((found) => {
    if (isWhole(found)) return found;
    return found.location.includes("#") ? [] : { ...found, score: 0 };
  });
}

/** @param {Found[][]} groups */
function counted(groups) {
  const parts = COUNTED.flatMap(([kind, one, many]) => {
    const number = groups.filter((group) => kindOf(group[0]) === kind).length;
    return number ? `${number} ${number === 1 ? one : many}` : [];
  });
  const last = parts.pop();
  if (!last) return "No note, source or exercise has these words";
  return parts.length ? `${parts.join(", ")} and ${last}` : last;
}

/** @param {Found} found */
function kindOf(found) {
  return found.kind ?? "note";
}

/**
 * A page with the places on it that fit, or one source or exercise by itself.
 * @param {Found[]} group
 * @param {URL} site
 */
function item(group, site) {
  const page = group.find((found) => !found.location.includes("#")) ?? group[0];
  const places = group.filter((found) => found !== page && found.score > 0);
  const kind = element("span", "search__kind", KINDS[kindOf(page)], context(page));
  const parts = [kind, element("span", "search__title", ...marked(page.title))];
  if (page.score > 0 || !places.length) parts.push(element("span", "search__text", ...excerpt(page.text)));
  const one = document.createElement("li");
  one.append(
    link(page, site, "search__find", parts),
    ...places.slice(0, MOST_PLACES).map((place) => placeIn(place, site)),
  );
  return one;
}

/** @param {Found} found */
function context({ kind, of }) {
  if (!of) return "";
  return kind === "source" ? `, ${of}` : ` in ${of}`;
}

/**
 * @param {Found} place
 * @param {URL} site
 */
function placeIn(place, site) {
  const parts = [
    element("span", "search__where", ...marked(place.title)),
    element("span", "search__text", ...excerpt(place.text)),
  ];
  return link(place, site, "search__place", parts);
}

/**
 * @param {Found} found
 * @param {URL} site
 * @param {string} name
 * @param {Node[]} parts
 */
function link(found, site, name, parts) {
  const one = document.createElement("a");
  one.className = name;
  one.href = new URL(found.to ?? found.location, site).href;
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
 * The same from shortly before the first word that fits, so that it is seen in the first lines.
 * @param {string} html
 */
function excerpt(html) {
  const nodes = marked(html);
  const first = nodes.findIndex((node) => typeof node !== "string");
  const before = nodes.slice(0, Math.max(first, 0)).join("");
  if (before.length <= MOST_BEFORE) return nodes;
  return [`… ${before.slice(-LEFT_BEFORE).replace(/^\S*\s+/, "")}`, ...nodes.slice(first)];
}

/**
 * The text of a piece of HTML with the words that were found marked; footnote marks are left out.
 * @param {string} html
 */
function marked(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html"); // Runs and loads nothing.
  for (const mark of body.querySelectorAll("sup")) mark.remove();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent ?? "";
    nodes.push(walker.currentNode.parentElement?.closest("mark") ? element("mark", "", text) : text);
  }
  return nodes;
}
