// @ts-check
// What a page had not handed to the store when it was closed: left in the one place that keeps at once, and taken over
// when the exercise is next opened. It is kept in plain, so under a lock and without a trace it lasts in memory, while pages
// change in place.

import { isUnderLock } from "./lock-mark.js";
import { isTraceless } from "./traceless.js";

/** @typedef {Record<string, string | null>} Changes */

const NAME = "how-we-help:unsaved";
/** What must not be kept in plain, or cannot be kept at all. @type {Record<string, Changes>} */
let passing = {};

/**
 * @param {string} exercise
 * @param {Changes} changes
 */
export function leave(exercise, changes) {
  if (!Object.keys(changes).length) return;
  const mine = { ...everything()[exercise], ...changes };
  if (isTraceless() || isUnderLock()) passing = { ...passing, [exercise]: mine };
  else write({ ...stored(), [exercise]: mine });
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
  passing = without(passing, names);
  const all = stored();
  if (names.some((name) => name in all)) write(without(all, names));
}

/** What was left of every exercise. @returns {Record<string, Changes>} */
export function everything() {
  return { ...stored(), ...passing };
}

/**
 * @param {Record<string, Changes>} all
 * @param {string[]} names
 */
function without(all, names) {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

/** @returns {Record<string, Changes>} */
function stored() {
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
  } catch {
    passing = { ...passing, ...all };
  }
}
