// @ts-check
// What a page had not handed to the store when it was closed: left in the one place that keeps at once, and taken over
// when the exercise is next opened. Never while there is a lock, since it is kept in plain.

import { isUnderLock } from "../journal/lock-mark.js";
import { isTraceless } from "../journal/traceless.js";

/** @typedef {Record<string, string | null>} Changes */

const NAME = "how-we-help:unsaved";

/**
 * @param {string} exercise
 * @param {Changes} changes
 */
export function leave(exercise, changes) {
  if (isTraceless() || isUnderLock() || !Object.keys(changes).length) return;
  const all = everything();
  write({ ...all, [exercise]: { ...all[exercise], ...changes } });
}

/**
 * @param {string[]} names of the exercise
 * @returns {Changes} what was left, if anything was
 */
export function left(names) {
  const all = everything();
  return Object.assign({}, ...names.toReversed().map((name) => all[name]));
}

/** @param {string[]} names of the exercise */
export function forget(names) {
  const all = everything();
  if (!names.some((name) => name in all)) return;
  write(Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name))));
}

/** @returns {Record<string, Changes>} */
function everything() {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {Record<string, Changes>} all */
function write(all) {
  try {
    if (Object.keys(all).length) localStorage.setItem(NAME, JSON.stringify(all));
    else localStorage.removeItem(NAME);
  } catch {
    // Nothing more can be done: the browser keeps nothing, or has no room.
  }
}
