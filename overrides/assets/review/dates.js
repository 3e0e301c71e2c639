// @ts-check
// The dates of recalled things: made by Python, and kept beside the log so that a page can know them without Python.

import { runtime } from "../exercises/client.js";
import { store } from "../journal/store.js";
import { dayOf } from "./days.js";
import { basisOf, nameOf, reviewsOf } from "./due.js";

/** @typedef {import("./catalogue.js").Listed} Listed */
/** @typedef {import("./due.js").Spaced} Spaced */
/** @typedef {import("./due.js").Dated} Dated */
/** @typedef {import("./due.js").Review} Review */
/** @typedef {import("../journal/log.js").Log} Log */
/** @typedef {import("../exercises/client.js").Dates} Dates */

const KEY = "due";

/** The dates that are kept, old ones among them. @returns {Promise<Record<string, Dated>>} */
export async function keptDates() {
  const kept = await store.derived(KEY);
  return kept && typeof kept === "object" ? /** @type {Record<string, Dated>} */ (kept) : {};
}

/**
 * Whether every reviewed item has a date that was made of all its reviews.
 * @param {Listed[]} exercises
 * @param {Log} log
 * @param {Record<string, Dated>} dates
 */
export function areFresh(exercises, log, dates) {
  return itemsOf(exercises.filter(isSpaced), log).every(
    ({ name, reviews }) => !reviews.length || dates[name]?.basis === basisOf(reviews),
  );
}

/**
 * Makes the dates anew, starting Python if need be, and keeps them. Rejects when Python does not answer.
 * @param {Listed[]} exercises
 * @param {Log} log
 * @param {Date} now
 * @returns {Promise<Record<string, Dated>>}
 */
export async function freshDates(exercises, log, now) {
  const dates = await datesOf(exercises.filter(isSpaced), log, now);
  await store.setDerived(KEY, dates);
  return dates;
}

/**
 * Keeps the dates of one exercise when it was reflected on in its note, where Python is there already.
 * @param {string[]} names of the exercise: its own, then those that it had before
 * @param {{items: import("./catalogue.js").Item[]}} definition
 */
export async function keepDatesOf([name, ...aliases], { items }) {
  const dates = await datesOf([{ name, aliases, items }], await store.log(), new Date());
  await store.setDerived(KEY, { ...(await keptDates()), ...dates });
}

/**
 * @param {Spaced[]} exercises
 * @param {Log} log
 * @param {Date} now
 * @returns {Promise<Record<string, Dated>>}
 */
async function datesOf(exercises, log, now) {
  const items = itemsOf(exercises, log).filter(({ reviews }) => reviews.length);
  const made = await runtime.schedule(items.flatMap(asRequest), noonOf(dayOf(now)));
  const days = new Map(made.map((one) => [one.name, asDay(one.due)]));
  return Object.fromEntries(
    items.flatMap(({ name, reviews }) => {
      const day = days.get(name);
      return day ? [[name, { day, basis: basisOf(reviews) }]] : [];
    }),
  );
}

/**
 * The day on which an item would come back after each rating of it now, 1 to 4. Rejects when Python does not answer.
 * @param {Listed} exercise
 * @param {string} item
 * @param {Log} log
 * @param {Date} now
 */
export async function previewsOf(exercise, item, log, now) {
  const name = nameOf(exercise, item);
  const reviews = reviewsOf(exercise, log).get(item) ?? [];
  const [dates] = await runtime.schedule([{ name }, ...asRequest({ name, reviews })], noonOf(dayOf(now)));
  return Object.values(dates.previews).map(asDay);
}

/**
 * @param {Spaced[]} exercises
 * @param {Log} log
 */
function itemsOf(exercises, log) {
  return exercises.flatMap((exercise) =>
    [...reviewsOf(exercise, log)].map(([id, reviews]) => ({ name: nameOf(exercise, id), reviews })),
  );
}

/** @param {Listed} exercise */
function isSpaced(exercise) {
  return exercise.review.spaced;
}

/**
 * Reviews count by the reader's own days: one at nine and one at eight the next morning are a day apart, in any zone.
 * @param {{name: string, reviews: Review[]}} item
 */
function asRequest({ name, reviews }) {
  return reviews.map(({ day, rating }) => ({ name, at: noonOf(day), rating }));
}

/** @param {string} day */
function noonOf(day) {
  return `${day}T12:00:00.000Z`;
}

/** @param {string} moment made of noons */
function asDay(moment) {
  return moment.slice(0, 10);
}
