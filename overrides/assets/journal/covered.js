// @ts-check
// What pages left when they were closed under a lock: covered with a pad in the one place that keeps at once, and opened
// with the passphrase.

/** @typedef {import("./drafts.js").Changes} Changes */
/** @typedef {import("./pad.js").Covered} Covered */
/** @typedef {import("./pad.js").Pad} Pad */

const NAME = "how-we-help:unsaved-covered";
/** @type {Pad | null} */
let pad = null;
/** Of what is covered, what this page made or has opened: its exercise, by its mark. @type {Map<string, string>} */
const known = new Map();
/** What other pages left, as long as the lock is open. @type {Record<string, Changes>} */
let open = {};

/** @param {Pad | null} given to cover with what is left under a lock */
export function coverWith(given) {
  pad = given;
}

/**
 * Covers it in the place of what this page made or opened for the exercise before, which is in it.
 * @param {string} exercise
 * @param {Changes} changes
 * @returns {boolean} whether it will be there after the page is closed
 */
export function cover(exercise, changes) {
  const one = pad?.cover(JSON.stringify([exercise, changes]));
  if (!one) return false;
  const others = stored().filter(isNotOf([exercise]));
  known.set(markOf(one), exercise);
  return write([...others, one]);
}

/**
 * Brings what was covered into memory, the later over the earlier.
 * @param {(covered: Covered) => Promise<string | undefined>} opening
 */
export async function uncover(opening) {
  for (const one of stored()) {
    if (known.has(markOf(one))) continue;
    const found = read((await opening(one)) ?? "");
    if (!found || known.has(markOf(one))) continue;
    const [exercise, changes] = found;
    known.set(markOf(one), exercise);
    open = { ...open, [exercise]: { ...open[exercise], ...changes } };
  }
}

/** What was uncovered of every exercise. */
export function opened() {
  return open;
}

/** Forgets what was uncovered, which can be opened again. */
export function close() {
  open = {};
  known.clear();
}

/** @param {string[]} names of the exercise of which all that this page knows to be covered is taken away */
export function forgetCovered(names) {
  open = Object.fromEntries(Object.entries(open).filter(([name]) => !names.includes(name)));
  if ([...known.values()].some((name) => names.includes(name))) write(stored().filter(isNotOf(names)));
}

/** Takes away all that was covered, whether it can be opened or not. */
export function forgetAllCovered() {
  open = {};
  write([]);
}

/**
 * A pad hides what it covers and does not vouch for it: what was changed on the way is none of ours.
 * @param {string} text
 * @returns {[string, Changes] | null}
 */
function read(text) {
  try {
    const [exercise, changes] = JSON.parse(text);
    const isOurs = typeof exercise === "string" && changes && Object.values(changes).every(isAnswer);
    return isOurs ? [exercise, changes] : null;
  } catch {
    return null;
  }
}

/** @param {unknown} value */
function isAnswer(value) {
  return typeof value === "string" || value === null;
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
function stored() {
  try {
    const all = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(all) ? all.filter((one) => one && typeof one === "object") : [];
  } catch {
    return [];
  }
}

/** @param {Covered[]} all @returns {boolean} whether the browser keeps it */
function write(all) {
  try {
    if (all.length) localStorage.setItem(NAME, JSON.stringify(all));
    else localStorage.removeItem(NAME);
    return true;
  } catch {
    return false; // It is in memory, as long as pages change in place.
  }
}
