// @ts-check
// The page of a draft. What has not changed stays as it is in the document, so that an exercise can be tried while
// the text round it is written.
import { element } from "../exercises/drawings/elements.js";
import { planted } from "./tree.js";

/** @typedef {import("./press.js").Shown} Shown */
/** @typedef {import("./tree.js").Tree} Tree */

export class Showing {
  #header = element("header", "");
  #prose = element("div", "prose");
  #sources = element("div", "desk__sources");
  /** The nodes of each place by what they were made of. @type {Map<Element, Map<string, Node[]>>} */
  #shown = new Map();
  #end;
  #place;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
    this.#end = element("section", "end", element("h2", "", "Sources"), this.#sources);
    this.#end.hidden = true;
    place.replaceChildren(this.#header, this.#prose, this.#end);
  }

  /** @param {Shown} page */
  show({ date, minutes, byline, title, text, sources }) {
    /** @type {Tree[]} */
    const header = [["p", { class: "kicker" }, [kicker(date, minutes)]], ...title];
    if (byline) header.push(["p", { class: "byline" }, [byline]]);
    const isFirst = this.#shown.size === 0;
    const places = /** @type {const} */ ([
      [this.#header, header],
      [this.#prose, text],
      [this.#sources, sources],
    ]);
    const [changed] = places.flatMap(([place, trees]) => this.#put(place, trees));
    this.#end.hidden = !sources.length;
    if (changed && !isFirst) this.#follow(changed);
    // Elements that exercises are made of are defined by who loads them.
    document.dispatchEvent(new Event("placed"));
  }

  /**
   * @param {Element} place
   * @param {Tree[]} trees
   */
  #put(place, trees) {
    const before = this.#shown.get(place) ?? new Map();
    /** @type {Map<string, Node[]>} */
    const after = new Map();
    const nodes = trees.flatMap((tree) => {
      if (typeof tree === "string" && !tree.trim()) return [];
      const key = JSON.stringify(tree);
      const kept = before.get(key)?.shift();
      const made = kept ? [kept] : planted(tree);
      after.set(key, [...(after.get(key) ?? []), ...(made.length === 1 ? made : [])]);
      return made;
    });
    this.#shown.set(place, after);
    return settle(place, nodes);
  }

  /**
   * Where the page is scrolled by itself, it follows the writer to what has changed.
   * @param {Element} changed
   */
  #follow(changed) {
    const pane = /** @type {HTMLElement} */ (this.#place.parentElement);
    const [seen, place] = [pane.getBoundingClientRect(), changed.getBoundingClientRect()];
    const isSeen = place.bottom > seen.top && place.top < seen.bottom;
    if (!isSeen) pane.scrollTop += place.top - seen.top - seen.height / 3;
  }
}

/**
 * Makes these the children of a place, moves none that stands where it should, and returns the elements that it put there.
 * @param {Element} place
 * @param {Node[]} nodes
 */
function settle(place, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...place.childNodes]) if (!wanted.has(child)) child.remove();
  let at = place.firstChild;
  const put = [];
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else put.push(place.insertBefore(node, at));
  }
  return put.filter((node) => node instanceof Element);
}

/**
 * @param {string} date in ISO, or nothing
 * @param {number} minutes
 */
function kicker(date, minutes) {
  const options = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const day = date ? new Date(`${date}T00:00Z`).toLocaleDateString("en-GB", options) : "No date yet";
  return `${day}, ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
