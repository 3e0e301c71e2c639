// @ts-check
// What review says of the things that come back, in words and links.

import { element } from "../exercises/drawings/elements.js";
import { addressOf } from "./catalogue.js";
import { dayOf, fromNow, named } from "./days.js";

/** @typedef {import("./due.js").Coming} Coming */

/** @param {Coming[]} due */
export function sumOf(due) {
  const minutes = Math.max(1, Math.round(due.reduce((sum, one) => sum + one.minutes, 0)));
  const things = due.length === 1 ? "One thing" : `${due.length} things`;
  return `${things}, about ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}

/**
 * When the next thing comes back, if anything does.
 * @param {Coming[]} all
 */
export function nextOf(all) {
  const today = dayOf(new Date());
  const days = all.map((one) => one.day).filter((day) => day > today);
  const next = days.sort()[0];
  if (!next) return null;
  const when = fromNow(next, today);
  return element("p", "", `The next thing comes back ${when === "tomorrow" ? when : `on ${named(next, today)}`}.`);
}

/**
 * The note that a thing comes from; the sheet of an exercise has its title already, a question alone has not.
 * @param {Coming} one
 */
export function titleOf({ sort, exercise }) {
  const note = link(exercise.note.path, exercise.note.title);
  if (sort === "again") return element("p", "review__note review__first", note);
  const title = element("h2", "review__title review__first", exercise.title);
  return element("div", "", element("p", "review__note", note), title);
}

/**
 * @param {string} path
 * @param {string} text
 */
export function link(path, text) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", text));
  made.href = addressOf(path);
  return made;
}
