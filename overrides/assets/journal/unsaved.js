// @ts-check
// What a page had not handed to the store when it was closed: left in the one place that keeps at once, and taken over
// when the exercise is next opened. Under a lock it is covered there; without a trace, and until it can be covered, it lasts
// in memory, while pages change in place.

import { isUnderLock } from "./lock-mark.js";
import { isTraceless } from "./traceless.js";

/** @typedef {Record<string, string | null>} Changes */

/** @typedef {import("./pad.js").Covered} Covered */

const NAME = "how-we-help:unsaved";
const COVERED = "how-we-help:unsaved-covered";
/** What must not be kept in plain, or cannot be kept at all. @type {Record<string, Changes>} */
let passing = {};
/** @type {import("./pad.js").Pad | null} */
let pad = null;
/** Of what is covered, what this page made or has opened: its exercise, by its mark. @type {Map<string, string>} */
const known = new Map();

/** @param {import("./pad.js").Pad | null} given to cover with what is left under a lock */
export function coverWith(given) {
  pad = given;
}

/**
 * @param {string} exercise
 * @param {Changes} changes
 */
export function leave(exercise, changes) {
  if (!Object.keys(changes).length) return;
  const mine = { ...everything()[exercise], ...changes };
  if (!isTraceless() && !isUnderLock()) return write({ ...stored(), [exercise]: mine });
  passing = { ...passing, [exercise]: mine };
  if (!isTraceless()) cover(exercise, mine);
}

/**
 * Brings what was covered into memory; what this page has left since goes over it.
 * @param {(covered: Covered) => Promise<string | undefined>} open
 */
export async function uncover(open) {
  for (const one of covered()) {
    if (known.has(markOf(one))) continue;
    const found = read((await open(one)) ?? "");
    if (!found || known.has(markOf(one))) continue;
    const [exercise, changes] = found;
    known.set(markOf(one), exercise);
    passing = { ...passing, [exercise]: { ...changes, ...passing[exercise] } };
  }
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
  if ([...known.values()].some((name) => names.includes(name))) writeCovered(covered().filter(isNotOf(names)));
}

/** Takes away all that was covered, whether it can be opened or not. */
export function forgetCovered() {
  writeCovered([]);
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

/**
 * In the place of what this page covered for the exercise before, which is in it.
 * @param {string} exercise
 * @param {Changes} changes
 */
function cover(exercise, changes) {
  const one = pad?.cover(JSON.stringify([exercise, changes]));
  if (!one) return;
  const others = covered().filter(isNotOf([exercise]));
  known.set(markOf(one), exercise);
  writeCovered([...others, one]);
}

/**
 * A pad hides what it covers and does not vouch for it: what was changed on the way is none of ours.
 * @param {string} text
 * @returns {[string, Changes] | null}
 */
function read(text) {
  try {
    const [exercise, changes] = JSON.parse(text);
    return typeof exercise === "string" && changes && typeof changes === "object" ? [exercise, changes] : null;
  } catch {
    return null;
  }
}

/** @param {string[]} names @returns {(one: Covered) => boolean} */
function isNotOf(names) {
  return (one) => !names.includes(known.get(markOf(one)) ?? "");
}

/** @param {Covered} one */
function markOf({ sealed, from }) {
  return `${sealed?.iv} ${from}`;
}

/** @returns {Covered[]} */
function covered() {
  try {
    const all = JSON.parse(localStorage.getItem(COVERED) ?? "[]");
    return Array.isArray(all) ? all.filter((one) => one && typeof one === "object") : [];
  } catch {
    return [];
  }
}

/** @param {Covered[]} all */
function writeCovered(all) {
  try {
    if (all.length) localStorage.setItem(COVERED, JSON.stringify(all));
    else localStorage.removeItem(COVERED);
  } catch {
    // It is in memory, as long as pages change in place.
  }
}
