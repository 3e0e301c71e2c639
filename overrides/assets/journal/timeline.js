// @ts-check
// Lists entries, newest first, under their days or their notes; a portion at a time, however many there are.

import { dateInWords, dayInWords, timeInWords } from "./dates.js";
import { counted, element, link, withMarks } from "./elements.js";
import { snippet } from "./search.js";
import { isSkipped } from "./skipped.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("./catalogue.js").Catalogue} Catalogue */
/** @typedef {"day" | "note"} Arrangement */

const PORTION = 30;
const PREVIEWED = 3;

export class Timeline {
  #list;
  #more;
  #catalogue;
  /** @type {Entry[]} */
  #entries = [];
  /** @type {string[]} */
  #words = [];
  /** @type {Arrangement} */
  #arrangement = "day";
  #count = 0;
  /** The group that the last row stands in, and its list. @type {{key: string, rows: HTMLElement} | null} */
  #group = null;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} more the button that shows another portion
   * @param {Catalogue} catalogue
   */
  constructor(list, more, catalogue) {
    this.#list = list;
    this.#more = more;
    this.#catalogue = catalogue;
    more.onclick = () => this.#goOn();
  }

  /**
   * Shows entries, newest first as given, beginning with as many as were shown before.
   * @param {Entry[]} entries
   * @param {Arrangement} arrangement
   * @param {string[]} words searched for
   * @param {number} [atLeast] how many to show at once
   */
  show(entries, arrangement, words, atLeast = PORTION) {
    this.#entries = arrangement === "note" ? this.#byNote(entries) : entries;
    this.#arrangement = arrangement;
    this.#words = words;
    this.#count = 0;
    this.#group = null;
    this.#list.replaceChildren();
    this.#add(Math.max(PORTION, atLeast));
  }

  get count() {
    return this.#count;
  }

  clear() {
    this.show([], "day", []);
  }

  /** Adds a portion, and goes on to its first entry, since the button may be gone. */
  #goOn() {
    const next = this.#count;
    this.#add(PORTION);
    /** @type {HTMLElement | undefined} */ (this.#list.querySelectorAll("a")[next])?.focus();
  }

  /** @param {number} count */
  #add(count) {
    for (const entry of this.#entries.slice(this.#count, this.#count + count))
      this.#rows(entry).append(this.#row(entry));
    this.#count = Math.min(this.#entries.length, this.#count + count);
    const left = this.#entries.length - this.#count;
    this.#more.hidden = !left;
    this.#more.textContent = `Show earlier (${counted(left, "entry", "entries")})`;
  }

  /** @param {Entry} entry */
  #rows(entry) {
    const key = this.#arrangement === "day" ? entry.day : this.#catalogue.noteOf(entry);
    if (this.#group?.key !== key) {
      const title = this.#arrangement === "day" ? dayInWords(entry.day) : this.#catalogue.noteTitleOf(entry);
      const rows = element("ol", "journal__rows");
      this.#list.append(element("section", "journal__group", element("h2", "journal__day", title), rows));
      this.#group = { key, rows };
    }
    return this.#group.rows;
  }

  /** @param {Entry} entry */
  #row(entry) {
    const isByDay = this.#arrangement === "day";
    const title = this.#catalogue.titleOf(entry);
    const when = isByDay ? timeInWords(entry.at) : `${dateInWords(entry.day)}, ${timeInWords(entry.at)}`;
    const where = isByDay ? this.#catalogue.noteTitleOf(entry) : null;
    return element(
      "li",
      "journal__row",
      link(addressIn(entry), "journal__title", ...withMarks(title, this.#words)),
      element("p", "journal__preview", ...this.#preview(entry)),
      element("p", "journal__when", when, where ? element("span", "", ...withMarks(where, this.#words)) : null),
    );
  }

  /**
   * What was found; or the first answers, each after its question.
   * @param {Entry} entry
   */
  #preview(entry) {
    const hit = this.#words.length ? snippet(entry, this.#words) : "";
    if (hit) return withMarks(hit, this.#words);
    const answered = entry.words.filter(({ answer }) => !isSkipped(answer, entry)).slice(0, PREVIEWED);
    if (!answered.length) return ["Every question was skipped."];
    return answered.flatMap(({ question, answer }) => [
      element("span", "journal__asked", question),
      ` ${answer}\u2003`,
    ]);
  }

  /**
   * Under the note that was answered last comes first; inside a note the order stays.
   * @param {Entry[]} entries
   */
  #byNote(entries) {
    return [...Map.groupBy(entries, (entry) => this.#catalogue.noteOf(entry)).values()].flat();
  }
}

/** @param {Entry} entry */
export function addressIn(entry) {
  return `#entry-${encodeURIComponent(entry.id)}`;
}
