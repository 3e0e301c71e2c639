// @ts-check
// Finds entries by their words, whatever the case and the accents, and says where in a text they stand.

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {{text: string, isHit: boolean}} Part */

/** What most texts lack, whose quotation marks and dashes may be curly and long: looked for, since to match all else is slow. */
const RARE = /[^\p{ASCII}‘’“”–—]/u;
const ACCENTS = /\p{M}+/gu;
const APOSTROPHES = /[‘’ʼ]/g;
const SNIPPET = 180;
const BEFORE_HIT = 50;
const IDLE_MS = 8;
const DEEPEST = 8;

/**
 * The text without case and accents, which is what is compared.
 * @param {string} text
 */
export function folded(text) {
  const straight = text.toLowerCase().replace(APOSTROPHES, "'");
  if (!RARE.test(straight)) return straight;
  return straight.normalize("NFKD").replace(ACCENTS, "").replaceAll("ß", "ss").replaceAll("ς", "σ");
}

/**
 * The words of a query; an entry is found when it holds all of them.
 * @param {string} query
 */
export function wordsOf(query) {
  return [...new Set(folded(query).split(/\s+/).filter(Boolean))];
}

/** Keeps the folded text of entries, made when it is first needed or while the browser is idle. */
export class Finder {
  /** @type {Map<string, string>} */
  #texts = new Map();
  #warming = 0;

  /**
   * Begins to look for the entries that hold all the words.
   * @param {Entry[]} entries
   * @param {string[]} words
   */
  finding(entries, words) {
    return new Finding(entries, (entry) => {
      if (!words.length) return true;
      const text = this.#textOf(entry);
      return words.every((word) => text.includes(word));
    });
  }

  /**
   * Folds a few entries at a time whenever there is nothing else to do.
   * @param {Entry[]} entries
   */
  warm(entries) {
    const turn = ++this.#warming;
    let next = 0;
    const step = () => {
      if (turn !== this.#warming) return;
      const until = performance.now() + IDLE_MS;
      while (next < entries.length && performance.now() < until) this.#textOf(entries[next++]);
      if (next < entries.length) setTimeout(step);
    };
    setTimeout(step);
  }

  /** Nothing that was readable stays in memory. */
  forget() {
    this.#warming += 1;
    this.#texts.clear();
  }

  /** @param {Entry} entry */
  #textOf(entry) {
    const key = `${entry.id} ${entry.reflection?.id ?? ""}`;
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = folded(`${entry.title}\n${entry.note.title}\n${textOf(entry)}`);
      this.#texts.set(key, text);
    }
    return text;
  }
}

/** A search that can pause, so that the first of ten thousand entries are seen before the last has been read. */
class Finding {
  #entries;
  #holds;
  #next = 0;
  /** In the order given. @type {Entry[]} */
  found = [];

  /**
   * @param {Entry[]} entries
   * @param {(entry: Entry) => boolean} holds
   */
  constructor(entries, holds) {
    this.#entries = entries;
    this.#holds = holds;
  }

  get isDone() {
    return this.#next >= this.#entries.length;
  }

  /** @param {number} ms how long to look */
  goOn(ms) {
    const until = performance.now() + ms;
    while (!this.isDone && performance.now() < until) {
      const entry = this.#entries[this.#next++];
      if (this.#holds(entry)) this.found.push(entry);
    }
    return this;
  }
}

/**
 * The part of an entry in which a word is found first, cut to a few lines; nothing if only the title holds it.
 * @param {Entry} entry
 * @param {string[]} words
 */
export function snippet(entry, words) {
  for (const text of [...inWords(entry), ...reflected(entry)]) {
    const at = firstHit(text, words);
    if (at < 0) continue;
    const from = at > BEFORE_HIT ? text.lastIndexOf(" ", at - BEFORE_HIT) + 1 : 0;
    const to = from + SNIPPET < text.length ? text.lastIndexOf(" ", from + SNIPPET) : text.length;
    return `${from ? "… " : ""}${text.slice(from, to > at ? to : from + SNIPPET)}${to < text.length ? " …" : ""}`;
  }
  return "";
}

/**
 * The text in parts, whole when joined, each saying whether it is one of the words.
 * @param {string} text
 * @param {string[]} words
 * @returns {Part[]}
 */
export function marked(text, words) {
  const { fold, places } = mapped(text);
  const isHit = new Array(text.length).fill(false);
  for (const word of words) {
    for (let at = fold.indexOf(word); at >= 0; at = fold.indexOf(word, at + word.length)) {
      isHit.fill(true, places[at], places[at + word.length] ?? text.length);
    }
  }
  /** @type {Part[]} */
  const parts = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = parts.at(-1);
    if (last && last.isHit === isHit[at]) last.text += text[at];
    else parts.push({ text: text[at], isHit: isHit[at] });
  }
  return parts;
}

/**
 * @param {string} text
 * @param {string[]} words
 */
function firstHit(text, words) {
  const { fold, places } = mapped(text);
  const hits = words.map((word) => fold.indexOf(word)).filter((at) => at >= 0);
  return hits.length ? places[Math.min(...hits)] : -1;
}

/**
 * The folded text, and for each of its units where in the text it comes from.
 * @param {string} text
 */
function mapped(text) {
  if (!RARE.test(text)) return { fold: folded(text), places: Array.from(text, (_, at) => at) };
  let fold = "";
  /** @type {number[]} */
  const places = [];
  let at = 0;
  for (const character of text) {
    const units = folded(character);
    fold += units;
    for (let unit = 0; unit < units.length; unit += 1) places.push(at);
    at += character.length;
  }
  return { fold, places };
}

/**
 * What was asked, answered and reflected, a line each; in one loop over ten thousand entries, so that nothing is made for each.
 * @param {Entry} entry
 */
function textOf(entry) {
  let text = "";
  for (const { question, answer } of entry.words) text += `${question}\n${answer}\n`;
  for (const one of reflected(entry)) text += `${one}\n`;
  return text;
}

/** @param {Entry} entry */
function inWords(entry) {
  return entry.words.flatMap(({ question, answer }) => [question, answer]);
}

/** @param {Entry} entry */
function reflected(entry) {
  return entry.reflection ? textsIn(entry.reflection.blocks, 0, []) : [];
}

/**
 * Every sentence in a reflection's blocks, whatever their kind, but not the names that only programs read.
 * @param {unknown} value
 * @param {number} depth
 * @param {string[]} texts to which they are added
 * @returns {string[]}
 */
function textsIn(value, depth, texts) {
  if (typeof value === "string") {
    if (value) texts.push(value);
  } else if (Array.isArray(value)) {
    // By `for...in` every index would be made a text.
    if (depth <= DEEPEST) for (const one of value) textsIn(one, depth + 1, texts);
  } else if (value && typeof value === "object" && depth <= DEEPEST) {
    for (const name in value) {
      if (name !== "type" && name !== "evidence") textsIn(/** @type {any} */ (value)[name], depth + 1, texts);
    }
  }
  return texts;
}
