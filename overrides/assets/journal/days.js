// @ts-check
// The check-in's last four weeks: a column a day, a piece for each circle, by how things were in it.

import { element, picture, shape } from "../exercises/drawings/elements.js";
import { dateInWords, dayInWords, daysUpTo } from "./dates.js";
import { counted as inNumbers } from "./elements.js";
import { SKIPPED } from "./skipped.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("./catalogue.js").Catalogue} Catalogue */
/** @typedef {{levels: string[], rings: {level: number | null}[]}} Rings */
/** @typedef {{day: string, counts: number[]}} Day how many circles were at each level, and last how many were skipped */

const DAYS = 28;
const COLUMN = 12;
const GAP = 3;
const WIDTH = COLUMN - GAP;
const PIECE = 7;
/** A file that was read in may hold anything; these are more than any check-in has. */
const MOST_LEVELS = 9;
const MOST_RINGS = 24;

/**
 * The chart, the same in a table, and what the colours mean; null when there was no check-in in these days.
 * @param {Entry[]} entries oldest first
 * @param {Catalogue} catalogue
 * @param {Date} now
 */
export function daysDrawn(entries, catalogue, now) {
  const days = daysUpTo(now, DAYS);
  const checkIns = checkInsOf(entries, catalogue, days);
  const newest = [...checkIns.values()].at(-1);
  if (!newest) return null;
  const levels = newest.rings.levels.slice(0, MOST_LEVELS);
  const counted = days.map((day) => ({ day, counts: countsOf(checkIns.get(day)?.rings, levels.length) }));
  return [
    element("h2", "journal__day", `The last four weeks: ${catalogue.titleOf(newest.entry)}`),
    columns(counted, levels.length),
    element(
      "p",
      "journal__span",
      element("span", "", dateInWords(days[0])),
      element("span", "", dateInWords(days[DAYS - 1])),
    ),
    legend(levels),
    inTable(counted, levels, checkIns.size),
  ];
}

/**
 * The last check-in of each day, of the exercise that was answered last.
 * @param {Entry[]} entries
 * @param {Catalogue} catalogue
 * @param {string[]} days
 */
function checkInsOf(entries, catalogue, days) {
  const daily = entries.filter((entry) => isCheckIn(entry, catalogue) && isWithin(entry.day, days) && ringsOf(entry));
  const last = daily.at(-1);
  /** @type {Map<string, {entry: Entry, rings: Rings}>} */
  const byDay = new Map();
  for (const entry of daily) {
    if (!last || catalogue.nameOf(entry) !== catalogue.nameOf(last)) continue;
    byDay.delete(entry.day);
    byDay.set(entry.day, { entry, rings: /** @type {Rings} */ (ringsOf(entry)) });
  }
  return byDay;
}

/**
 * Where the clock has been set back, or in a zone to the west, an entry may be of a day that is still to come.
 * @param {string} day
 * @param {string[]} days
 */
function isWithin(day, days) {
  return day >= days[0] && day <= days[days.length - 1];
}

/**
 * Whether the entry answers an exercise for every day; where that is not known, its kind tells.
 * @param {Entry} entry
 * @param {Catalogue} catalogue
 */
export function isCheckIn(entry, catalogue) {
  return catalogue.of(entry)?.daily ?? entry.kind === "circles";
}

/**
 * @param {Entry} entry
 * @returns {Rings | null}
 */
function ringsOf(entry) {
  const found = /** @type {any[]} */ (entry.reflection?.blocks ?? []).find((block) => block?.type === "rings");
  return Array.isArray(found?.rings) && Array.isArray(found.levels) && found.levels.length ? found : null;
}

/**
 * @param {Rings | undefined} rings
 * @param {number} levels
 */
function countsOf(rings, levels) {
  const counts = new Array(levels + 1).fill(0);
  for (const ring of rings?.rings.slice(0, MOST_RINGS) ?? []) {
    const isGiven = Number.isInteger(ring?.level) && Number(ring.level) in counts;
    counts[isGiven ? Number(ring.level) : levels] += 1;
  }
  return counts;
}

/**
 * @param {Day[]} days
 * @param {number} levels
 */
function columns(days, levels) {
  const most = Math.max(...days.map(({ counts }) => sum(counts)));
  const shapes = days.flatMap(({ counts }, index) => {
    const ground = shape("path", "journal__ground", { d: `M${index * COLUMN} ${most * PIECE + 0.5}h${WIDTH}` });
    const looks = counts.flatMap((count, level) => new Array(count).fill(lookOf(level, levels)));
    return [ground, ...looks.flatMap((look, at) => piece(look, index * COLUMN, (most - at - 1) * PIECE))];
  });
  const drawn = picture("journal__days", [DAYS * COLUMN - GAP, most * PIECE + 1], ...shapes);
  // As wide as the column, and on a narrow screen not lower for that.
  drawn.setAttribute("preserveAspectRatio", "none");
  return drawn;
}

/**
 * As in the rings of the check-in itself, a look says its level without colour too: at ease is whole, strained is
 * finely broken, what lies between is half and half, and a skipped circle is a dotted line.
 * @param {number} level
 * @param {number} levels
 */
function lookOf(level, levels) {
  if (level === levels) return "passed";
  if (level === 0) return "calm";
  return level === levels - 1 ? "strained" : "mixed";
}

/**
 * @param {ReturnType<typeof lookOf>} look
 * @param {number} x
 * @param {number} y
 */
function piece(look, x, y) {
  const height = PIECE - 1;
  const box = (/** @type {string} */ tone, /** @type {number} */ from, /** @type {number} */ width, of = 1) =>
    shape("rect", `journal__${tone}`, { x: x + from, y: y + (height * (1 - of)) / 2, width, height: height * of });
  if (look === "passed") return [shape("path", "journal__passed", { d: `M${x} ${y + height / 2}h${WIDTH}` })];
  if (look === "calm") return [box("calm", 0, WIDTH)];
  if (look === "mixed") return [box("calm", 0, WIDTH, 1 / 3), box("strained", 0, WIDTH / 2)];
  return [0, 2, 4].map((stripe) => box("strained", (stripe * WIDTH) / 5, WIDTH / 5));
}

/** @param {string[]} levels */
function legend(levels) {
  const rows = [...levels, SKIPPED].map((label, level) => {
    const sample = picture("journal__sample", [WIDTH, PIECE - 1], ...piece(lookOf(level, levels.length), 0, 0));
    return element("li", "", sample, String(label));
  });
  return element("ul", "journal__legend", ...rows);
}

/**
 * @param {Day[]} days
 * @param {string[]} levels
 * @param {number} count
 */
function inTable(days, levels, count) {
  const cell = (/** @type {string} */ name, /** @type {string} */ text, scope = "") => {
    const made = element(name, "", text);
    if (scope) made.setAttribute("scope", scope);
    return made;
  };
  const head = element("tr", "", ...["Day", ...levels, SKIPPED].map((label) => cell("th", String(label), "col")));
  const rows = days
    .filter(({ counts }) => sum(counts))
    .map(({ day, counts }) =>
      element("tr", "", cell("th", dayInWords(day), "row"), ...counts.map((one) => cell("td", String(one)))),
    );
  const table = element("table", "", element("thead", "", head), element("tbody", "", ...rows.reverse()));
  const words = `${inNumbers(count, "check-in", "check-ins")}, in a table`;
  return element("details", "journal__table", element("summary", "", words), table);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}
