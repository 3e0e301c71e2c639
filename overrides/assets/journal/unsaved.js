// @ts-check
// What a page had not handed to the store when it was closed: left in the one place that keeps at once, and taken over
// when the exercise is next opened. Never while there is a lock, since it is kept in plain.

import { isUnderLock } from "./lock-mark.js";
import { isTraceless } from "./traceless.js";

/** @typedef {Record<string, string | null>} Changes */

const NAME = "how-we-help:unsaved";
/** Everything that is left, where the browser keeps nothing or has no room: it lasts while pages change in place. @type {Record<string, Changes> | undefined} */
let unwritten;

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

/** What was left of every exercise. @returns {Record<string, Changes>} */
export function everything() {
  if (unwritten) return unwritten;
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(NAME) ?? "{}") ?? {});
    return Object.fromEntries(all.filter(([, changes]) => changes && typeof changes === "object"));
  } catch {
    return {};
  }
}

/** @param {Record<string, Changes>} all */
function write(all) {
  try {
    if (Object.keys(all).length) localStorage.setItem(NAME, JSON.stringify(all));
    else localStorage.removeItem(NAME);
    unwritten = undefined;
  } catch {
    unwritten = all;
  }
}
