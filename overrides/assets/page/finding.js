// @ts-check
// Asks the search worker, and draws what it finds: each find says in words what it is.

import { answers } from "./search-worker.js";

/** @typedef {import("./search-worker.js").Found} Found */

const KINDS = { note: "Note", page: "Page", exercise: "Exercise", source: "Source" };
const COUNTED = /** @type {const} */ ([
  ["note", "note", "notes"],
  ["source", "source", "sources"],
  ["exercise", "exercise", "exercises"],
  ["page", "page", "pages"],
]);
const MOST_PLACES = 3;

/**
 * Return a function that answers a query with the words of its count and a list item for each find.
 * @param {URL} site
 * @param {URL} worker
 */
export async function start(site, worker) {
  const ask = await answers(site, worker);
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
  const isWhole = (/** @type {Found} */ found) => found.score > 0 && Object.values(found.terms).every(Boolean);
  const whole = groups.filter((group) => group.some(isWhole));
  // Of such a page the places that have only some of the words say nothing more; the page itself gives the title.
  return whole.length
    ? whole.map((group) => group.filter((found) => isWhole(found) || !found.location.includes("#")))
    : groups;
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
  if (page.score > 0 || !places.length) parts.push(element("span", "search__text", ...marked(page.text)));
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
    element("span", "search__text", ...marked(place.text)),
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
