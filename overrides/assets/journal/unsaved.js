// @ts-check
// What a page had not handed to the store when it was closed: left in the one place that keeps at once, and taken over
// when the exercise is next opened. Under a lock it is covered there; without a trace, and until it can be covered, it lasts
// in memory, while pages change in place.

import { close, cover, forgetCovered, opened } from "./covered.js";
import { isUnderLock } from "./lock-mark.js";
import { isTraceless } from "./traceless.js";

/** @typedef {import("./drafts.js").Changes} Changes */

const NAME = "how-we-help:unsaved";
/** What must not be kept in plain, or cannot be kept at all. @type {Record<string, Changes>} */
let passing = {};
/** The exercises of which all that is passing is covered as well. @type {Set<string>} */
const safe = new Set();

/**
 * @param {string} exercise
 * @param {Changes} changes
 */
export function leave(exercise, changes) {
  if (!Object.keys(changes).length) return;
  const mine = { ...everything()[exercise], ...changes };
  if (!isTraceless() && !isUnderLock()) return write({ ...stored(), [exercise]: mine });
  passing = { ...passing, [exercise]: mine };
  const isSafe = !isTraceless() && cover(exercise, mine);
  if (isSafe) safe.add(exercise);
  else safe.delete(exercise);
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
  for (const name of names) safe.delete(name);
  const all = stored();
  if (names.some((name) => name in all)) write(without(all, names));
  forgetCovered(names);
}

/** Puts what the passphrase opens out of reach again; what could not be covered stays, since it would be lost. */
export function lockUp() {
  passing = without(passing, [...safe]);
  safe.clear();
  close();
}

/** What was left of every exercise, the later over the earlier. @returns {Record<string, Changes>} */
export function everything() {
  /** @type {Map<string, Changes>} */
  const all = new Map();
  for (const layer of [stored(), opened(), passing]) {
    for (const [name, changes] of Object.entries(layer)) all.set(name, { ...all.get(name), ...changes });
  }
  return Object.fromEntries(all);
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
