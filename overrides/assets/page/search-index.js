// @ts-check
// Asks the index of the search, of which Pagefind loads the pieces that hold the words, and says what was found where.

/**
 * @typedef {object} Words
 * @property {string[]} words as they stand on the page
 * @property {Set<number>} marked which of them fit, by their place
 */
/**
 * @typedef {object} Found a note, a page, a source or an exercise
 * @property {"note" | "page" | "source" | "exercise"} kind
 * @property {string} of the note of an exercise; what a source is
 * @property {string} href
 * @property {Words} title
 * @property {Words} text
 * @property {{href: string, title: Words, text: Words}[]} places in a note or on a page, those with most words first
 * @property {number} rank
 * @property {boolean} isWhole whether it has every word
 */
/** @typedef {{id: string, score: number, data: () => Promise<Page>}} Result */
/** @typedef {{raw_url: string, raw_content: string, locations: number[], meta: {title?: string}, anchors: {element: string, id: string, location: number, text: string}[]}} Page */
/** @typedef {{id: string, title: Words, text: Words, terms: Set<string>, number: number}} Section */

const EVERYWHERE = new Set([
  ...[
    "a",
    "about",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "do",
    "for",
    "from",
    "had",
    "has",
  ],
  ...["have", "how", "if", "in", "into", "is", "it", "its", "not", "of", "on", "or", "so", "than", "that", "the"],
  ...["their", "them", "then", "there", "these", "they", "this", "to", "was", "what", "when", "where", "which", "who"],
  ...["why", "will", "with"],
]);
const PARTED = /[-‐-—/]/;
const LEAST_STEM = 3;
const ENDING =
  /^(|e|s|es|d|ed|y|i|ies|ied|r|er|ers|or|ors|ing|ings|ly|al|ally|ion|ions|ation|ations|ive|ness|ment|ments)$/;

/**
 * Return a function that answers a query with the results, the best first. Rejects when the index cannot be loaded.
 * @param {URL} site
 * @returns {Promise<(query: string) => Promise<Result[]>>}
 */
export async function results(site) {
  const entry = await fetch(new URL("search/pagefind-entry.json", site), { cache: "no-cache" });
  if (!entry.ok) throw new Error(`The index answered ${entry.status}`);
  // @ts-expect-error The build puts it there (press.search_index).
  const { createInstance } = await import("../packages/pagefind.js");
  const options = { noWorker: true, metaCacheTag: (await entry.json()).languages.en?.hash ?? "" };
  const pagefind = createInstance({ ...options, basePath: new URL("search/", site).href });
  await pagefind.filters(); // Settles once the index is there, or cannot be had.
  return async (query) => {
    const whole = (await pagefind.search(asked(query).join(" "))).results;
    const terms = termsOf(query);
    if (whole.length || terms.length < 2) return whole;
    // No page has every word: those that have some.
    const some = await Promise.all(terms.map((term) => pagefind.search(term)));
    const all = some.flatMap(({ results }) => results);
    return [...new Map(all.map((one) => [one.id, one])).values()].sort((one, other) => other.score - one.score);
  };
}

/**
 * The words of a query without those that nearly every page has, whose pieces of the index are the largest; all of
 * them where it has no others.
 * @param {string} query
 */
function asked(query) {
  const words = query.split(/\s+/).filter(folded);
  const telling = words.filter((word) => !EVERYWHERE.has(folded(word)));
  return telling.length ? telling : words;
}

/** @param {string} query */
export function termsOf(query) {
  return [...new Set(asked(query).map(folded))];
}

/**
 * What was found on one page: the page itself, and each source and exercise on it by itself.
 * @param {Page} page
 * @param {number} score
 * @param {string[]} terms
 * @param {URL} site
 * @returns {Found[]}
 */
export function foundOn(page, score, terms, site) {
  const href = new URL(page.raw_url.replace(/^\//, ""), site).href;
  const sections = sectionsOf(page, terms);
  const apart = sections.filter(({ id, number }) => number && /^exercise-|~/.test(id));
  const [first, ...others] = sections.filter((section) => !/^exercise-|~/.test(section.id));
  const own = [first, ...others].filter(({ number }) => number);
  const found = apart.map((section) => alone(section, href, page, score, terms));
  if (!own.length) return found;
  const whole = own.filter((section) => section.terms.size === terms.length);
  const shown = (whole.length ? whole : own).filter((section) => section !== first);
  const isListed = whole.length ? whole.includes(first) : first.number > 0;
  const all = new Set(own.flatMap((section) => [...section.terms]));
  const places = shown.map((section) => ({
    href: `${href}#${section.id}`,
    title: section.title,
    text: section.text,
  }));
  const itself = {
    kind: /** @type {Found["kind"]} */ (/^\/notes\/[^/]+\/$/.test(page.raw_url) ? "note" : "page"),
    of: "",
    href,
    title: first.title,
    text: isListed || !places.length ? first.text : { words: [], marked: /** @type {Set<number>} */ (new Set()) },
    places,
    rank: score + (first.title.marked.size >= terms.length ? 1 : 0),
    isWhole: all.size === terms.length,
  };
  return [itself, ...found];
}

/**
 * @param {Section} section of a source, or of an exercise
 * @param {string} href of its page
 * @param {Page} page
 * @param {number} score
 * @param {string[]} terms
 * @returns {Found}
 */
function alone({ id, title, text, terms: its, number }, href, page, score, terms) {
  const [what, key] = id.split("~");
  const length = title.words.length + text.words.length;
  return {
    kind: key ? "source" : "exercise",
    of: key ? what.replaceAll("_", " ") : (page.meta.title ?? ""),
    href: `${href}#${key ?? id}`,
    title,
    text,
    places: [],
    rank: score + number / length + (title.marked.size >= terms.length ? 1 : 0),
    isWhole: its.size === terms.length,
  };
}

/**
 * A page by its headings, the first with what stands before any of them.
 * @param {Page} page
 * @param {string[]} terms
 * @returns {Section[]}
 */
function sectionsOf({ raw_content, anchors, locations, meta }, terms) {
  const words = raw_content.split(/\s+/).map(plain);
  const headings = anchors
    .filter(({ element, id }) => /^h[1-6]$/.test(element) && id)
    .sort((one, other) => one.location - other.location);
  if (headings[0]?.location !== 0) headings.unshift({ element: "h1", id: "", location: 0, text: meta.title ?? "" });
  const fit = new Map(
    locations.flatMap((at) => terms.filter((term) => fits(words[at], term)).map((term) => [at, term])),
  );
  return headings.map((heading, index) => {
    const from = heading.location;
    const middle = from + wordsOf(heading.text).length;
    const to = headings[index + 1]?.location ?? words.length;
    const inside = [...fit.keys()].filter((at) => at >= from && at < to);
    const marked = (/** @type {number} */ start, /** @type {number} */ end) =>
      new Set(inside.filter((at) => at >= start && at < end).map((at) => at - start));
    return {
      id: heading.id,
      title: { words: wordsOf(heading.text), marked: marked(from, middle) },
      text: { words: words.slice(middle, to), marked: marked(middle, to) },
      terms: new Set(inside.map((at) => fit.get(at) ?? "")),
      number: inside.length,
    };
  });
}

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/).filter(Boolean);
}

/**
 * Whether a word of the page is one of the query, or begins like it, or is another form of it. Where no page has a
 * word, Pagefind takes one that only looks like it, which would be found for no reason that a reader can see.
 * @param {string} word
 * @param {string} term
 */
function fits(word, term) {
  return [word, ...word.split(PARTED)].map(folded).some((one) => {
    if (one.startsWith(term)) return true;
    let alike = 0;
    while (alike < term.length && one[alike] === term[alike]) alike += 1;
    return alike >= LEAST_STEM && ENDING.test(one.slice(alike)) && ENDING.test(term.slice(alike));
  });
}

/** @param {string} word with signs that Pagefind wrote for the HTML it thinks of */
function plain(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

/**
 * Small letters without accents or signs.
 * @param {string} word
 */
function folded(word) {
  return word
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
