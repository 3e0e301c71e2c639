// @ts-check
// What today asks: the check-in that a reader keeps, or the newest where they keep none, and what is due.

import { element } from "../exercises/drawings/elements.js";
import { timeInWords } from "../journal/dates.js";
import { store } from "../journal/store.js";
import { listed, namesOf } from "./catalogue.js";
import { keptDates } from "./dates.js";
import { dayOf } from "./days.js";
import { coming, isDue } from "./due.js";
import { link } from "./words.js";

/** @typedef {import("./catalogue.js").Listed} Listed */
/** @typedef {import("../journal/log.js").Log} Log */

/**
 * `<due-today data-src="catalogue.json">` with the line of the newest check-in, if there is one. Stays as it is for who
 * has answered nothing, and asks for nothing then.
 */
export class DueToday extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {Element[] | undefined} */
  #offered;

  connectedCallback() {
    this.#offered ??= [...this.children];
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    store.addEventListener("changed", (event) => this.#changed(/** @type {CustomEvent} */ (event).detail), { signal });
    // A page that was left open overnight shows the new day.
    document.addEventListener("visibilitychange", () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {import("../journal/tabs.js").What} what has changed */
  #changed(what) {
    if (what !== "drafts") this.#show();
  }

  async #show() {
    const signal = this.#connection?.signal;
    const lines = await this.#lines();
    if (signal?.aborted) return;
    this.replaceChildren(...lines);
    this.hidden = !lines.length;
  }

  async #lines() {
    const { lock } = await store.status();
    if (lock === "locked") return [line(link("journal/", "Unlock the journal"), " to see what is due.")];
    const log = await store.log();
    const exercises = log.entries.length ? await listed(this.dataset.src) : null;
    const offered = this.#offered ?? [];
    if (!exercises) return offered;
    const now = new Date();
    const checkIns = exercises.filter(({ daily }) => daily).flatMap((exercise) => checkIn(exercise, log, now));
    const due = coming(exercises, log, await keptDates(), now).filter((one) => !one.exercise.daily && isDue(one, now));
    return [
      ...(checkIns.length ? checkIns : offered),
      ...(due.length ? [line(link("review/", counted(due.length)))] : []),
    ];
  }
}

/**
 * @param {Listed} exercise
 * @param {Log} log
 * @param {Date} now
 */
function checkIn(exercise, log, now) {
  const newest = log.of(namesOf(exercise)).at(-1);
  if (!newest) return [];
  const title = link(`${exercise.note.path}#${exercise.anchor}`, exercise.title);
  const isDone = newest.day === dayOf(now);
  const minutes = exercise.minutes === 1 ? "1 minute" : `${exercise.minutes} minutes`;
  const aside = isDone ? `Done today at ${timeInWords(newest.at)}` : minutes;
  return [line(title, " ", element("span", "due__aside", aside))];
}

/** @param {number} count */
function counted(count) {
  return count === 1 ? "One question is due" : `${count} questions are due`;
}

/** @param {...(Node | string)} children */
function line(...children) {
  return element("p", "due__line", ...children);
}
