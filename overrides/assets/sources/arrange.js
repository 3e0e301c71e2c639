// @ts-check
// The list of sources under headings: the letters of its authors, the notes, or the kinds.

/**
 * @typedef {object} Source
 * @property {HTMLElement} item its row
 * @property {string} heading the letter that it stands under by author
 * @property {string} kind
 * @property {string[]} notes what uses it
 * @property {string} text what is searched
 */

/**
 * Sections with the sources in the order given. A source that stands under a second heading is a copy there, with
 * no id, so that links lead to the first.
 * @param {Source[]} sources
 * @param {string} by "author", "note" or "kind"
 * @param {Map<string, string> | undefined} headings their words by the values of notes or kinds, in order; the letters when undefined
 */
export function arrange(sources, by, headings) {
  const letters = new Map(sources.map(({ heading }) => [heading, heading]));
  /** @type {Set<Source>} */
  const placed = new Set();
  return [...(headings ?? letters)].flatMap(([value, words]) => {
    const under = sources.filter((source) => valuesOf(source, by).includes(value));
    if (!under.length) return [];
    const rows = under.map((source) => (placed.has(source) ? copyOf(source) : source.item));
    for (const source of under) placed.add(source);
    return [section(words, rows, by)];
  });
}

/**
 * @param {Source} source
 * @param {string} by
 */
function valuesOf(source, by) {
  if (by === "note") return source.notes;
  return [by === "kind" ? source.kind : source.heading];
}

/** @param {Source} source */
function copyOf({ item }) {
  const copy = /** @type {HTMLElement} */ (item.cloneNode(true));
  copy.removeAttribute("id");
  return copy;
}

/**
 * @param {string} words
 * @param {HTMLElement[]} rows
 * @param {string} by
 */
function section(words, rows, by) {
  const made = document.createElement("section");
  made.className = "bibliography__group";
  made.dataset.by = by;
  const heading = document.createElement("h2");
  heading.textContent = words;
  const list = document.createElement("ul");
  list.className = "sources";
  list.append(...rows);
  made.append(heading, list);
  return made;
}
