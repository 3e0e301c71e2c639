// @ts-check
// The timeline with what finds things in it: the search, what is shown, and how it is arranged.

import { daysDrawn, isCheckIn } from "./days.js";
import { counted, element, part } from "./elements.js";
import { dayOf } from "./records.js";
import { Finder, wordsOf } from "./search.js";
import { Timeline } from "./timeline.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("./catalogue.js").Catalogue} Catalogue */

const TODAY = "today";
const OF_NOTE = "note:";
const OF_EXERCISE = "exercise:";
/** How long a search goes on before what it has found is shown, and before each pause after that. */
const TURN_MS = 12;
const SEARCHING = "Searching…";

export class Browse {
  #root;
  #catalogue;
  #finder = new Finder();
  #timeline;
  #query;
  #filter;
  /** Newest first. @type {Entry[]} */
  #entries = [];
  /** What looks for what fits the search and the filter. */
  #finding = this.#finder.finding([], []);

  /**
   * @param {HTMLElement} root
   * @param {Catalogue} catalogue
   */
  constructor(root, catalogue) {
    this.#root = root;
    this.#catalogue = catalogue;
    this.#timeline = new Timeline(part(root, "list"), part(root, "more"), catalogue);
    const tools = /** @type {HTMLFormElement} */ (part(root, "tools"));
    this.#query = /** @type {HTMLInputElement} */ (tools.elements.namedItem("query"));
    this.#filter = /** @type {HTMLSelectElement} */ (tools.elements.namedItem("filter"));
    tools.onsubmit = (event) => event.preventDefault();
    tools.oninput = () => this.#show();
  }

  /** The words that are searched for. */
  get words() {
    return wordsOf(this.#query.value);
  }

  /** What fits the search and the filter, newest first. */
  get shown() {
    return this.#finding.goOn(Infinity).found;
  }

  /**
   * Shows the entries of a changed log, with as many rows as before.
   * @param {Entry[]} entries oldest first
   */
  update(entries) {
    this.#entries = newestFirst(entries);
    this.#offer();
    const chart = daysDrawn(entries, this.#catalogue, new Date());
    const place = part(this.#root, "days");
    place.hidden = !chart;
    place.replaceChildren(...(chart ?? []));
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.hash : "";
    this.#show(this.#timeline.count);
    if (focused.startsWith("#entry-")) this.focus(focused);
    this.#finder.warm(this.#entries);
  }

  /** Nothing that could be read stays on the page or in what is searched. */
  forget() {
    this.#entries = [];
    this.#finding = this.#finder.finding([], []);
    this.#finder.forget();
    this.#timeline.clear();
    this.#query.value = "";
    this.#filter.replaceChildren();
    part(this.#root, "days").replaceChildren();
  }

  /**
   * Goes to the row of an entry, if it is shown.
   * @param {string} hash
   */
  focus(hash) {
    const rows = /** @type {Iterable<HTMLAnchorElement>} */ (part(this.#root, "list").querySelectorAll("a"));
    for (const row of rows) if (row.hash === hash) row.focus({ preventScroll: true });
  }

  /** @param {number} [atLeast] */
  #show(atLeast) {
    const { words } = this;
    const finding = this.#finder.finding(this.#entries.filter(this.#fits()), words);
    this.#finding = finding.goOn(words.length ? TURN_MS : Infinity);
    if (finding.isDone) return this.#draw(atLeast);
    part(this.#root, "count").textContent = SEARCHING;
    // What was shown before stays while nothing has been found, so that the page does not shrink and grow again.
    if (finding.found.length) this.#list(atLeast);
    this.#later(finding, atLeast);
  }

  /**
   * Looks on in turns, until all of it has been read or something else is looked for.
   * @param {ReturnType<Finder["finding"]>} finding
   * @param {number} [atLeast]
   */
  #later(finding, atLeast) {
    setTimeout(() => {
      if (finding !== this.#finding) return;
      if (finding.goOn(TURN_MS).isDone) this.#draw(atLeast);
      else this.#later(finding, atLeast);
    });
  }

  /** @param {number} [atLeast] */
  #draw(atLeast) {
    this.#list(atLeast);
    this.#sayHowMany(this.words.length > 0 || this.#filter.value !== "");
  }

  /**
   * Lists what has been found so far.
   * @param {number} [atLeast]
   */
  #list(atLeast) {
    const data = new FormData(/** @type {HTMLFormElement} */ (part(this.#root, "tools")));
    const arrangement = data.get("arrangement") === "note" ? "note" : "day";
    this.#timeline.show(this.#finding.found, arrangement, this.words, atLeast);
  }

  /** @returns {(entry: Entry) => boolean} */
  #fits() {
    const chosen = this.#filter.value;
    const today = dayOf(new Date());
    if (chosen === TODAY) return (entry) => entry.day === today && isCheckIn(entry, this.#catalogue);
    if (chosen.startsWith(OF_NOTE)) return (entry) => `${OF_NOTE}${this.#catalogue.noteOf(entry)}` === chosen;
    if (chosen.startsWith(OF_EXERCISE)) return (entry) => `${OF_EXERCISE}${this.#catalogue.nameOf(entry)}` === chosen;
    return () => true;
  }

  /** @param {boolean} isNarrowed */
  #sayHowMany(isNarrowed) {
    const { length } = this.shown;
    const all = counted(this.#entries.length, "entry", "entries");
    const some = length ? `${length.toLocaleString("en-GB")} of ${all}` : `Nothing found in ${all}`;
    part(this.#root, "count").textContent = isNarrowed ? some : all;
    const hasAny = length > 0;
    for (const one of this.#root.querySelectorAll("[data-print], .journal__export")) {
      /** @type {HTMLElement} */ (one).hidden = !hasAny;
    }
  }

  /** The choices of the filter: what the entries are of, by the names that notes and exercises have now. */
  #offer() {
    const chosen = this.#filter.value;
    /** @type {Map<string, string>} */
    const notes = new Map();
    /** @type {Map<string, string>} */
    const exercises = new Map();
    // The newest last, whose title stands.
    for (const entry of this.#entries.toReversed()) {
      notes.set(OF_NOTE + this.#catalogue.noteOf(entry), this.#catalogue.noteTitleOf(entry));
      exercises.set(OF_EXERCISE + this.#catalogue.nameOf(entry), this.#exerciseTitleOf(entry));
    }
    this.#filter.replaceChildren(
      new Option("Everything", ""),
      new Option("Today’s check-ins", TODAY),
      group("One note", notes),
      group("One exercise", exercises),
    );
    this.#filter.value = chosen;
    if (this.#filter.selectedIndex < 0) this.#filter.value = "";
  }

  /**
   * Exercises of different notes may have one title.
   * @param {Entry} entry
   */
  #exerciseTitleOf(entry) {
    return `${this.#catalogue.titleOf(entry)} (${this.#catalogue.noteTitleOf(entry)})`;
  }
}

/**
 * By the day as it was where the entry was written, then by the moment.
 * @param {Entry[]} entries oldest first
 */
function newestFirst(entries) {
  return entries.toReversed().sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

/**
 * @param {string} label
 * @param {Map<string, string>} choices
 */
function group(label, choices) {
  const made = /** @type {HTMLOptGroupElement} */ (element("optgroup", ""));
  made.label = label;
  const sorted = [...choices].sort(([, a], [, b]) => a.localeCompare(b, "en"));
  made.append(...sorted.map(([value, text]) => new Option(text, value)));
  return made;
}
