// @ts-check
// What comes back on which day, from the log alone; nothing here touches the page, the store or the clock.

import { namesOf } from "./catalogue.js";
import { after, dayOf } from "./days.js";

/** @typedef {import("./catalogue.js").Listed} Listed */
/** @typedef {import("./catalogue.js").Item} Item */
/** @typedef {import("../journal/log.js").Log} Log */
/** @typedef {import("../journal/log.js").Entry} Entry */
/** @typedef {Pick<Listed, "name" | "aliases" | "items">} Spaced an exercise whose items come back on a schedule */
/** @typedef {{at: string, day: string, rating: number}} Review */
/** @typedef {{day: string, basis: string}} Dated the day on which something is due, and of which reviews that was made */
/** @typedef {{sort: "recall", exercise: Listed, item: Item, day: string, minutes: number}} Recall */
/** @typedef {{sort: "again", exercise: Listed, entry: Entry, day: string, minutes: number}} Again */
/** @typedef {Recall | Again} Coming */

const MINUTES_OF_AN_ITEM = 0.5;
const REMEMBERED = 3;
const NOT_REMEMBERED = 1;

/**
 * Everything that comes back to this reader, with its day; what comes back every day first, then questions.
 * @param {Listed[]} exercises
 * @param {Log} log
 * @param {Record<string, Dated>} dates by the names of items
 * @param {Date} now
 * @returns {Coming[]}
 */
export function coming(exercises, log, dates, now) {
  const all = exercises.flatMap((exercise) => [...recallsOf(exercise, log, dates), ...againOf(exercise, log, now)]);
  const rank = (/** @type {Coming} */ one) => (one.exercise.daily ? 0 : one.sort === "recall" ? 1 : 2);
  return all.sort((a, b) => rank(a) - rank(b));
}

/**
 * Whether something's day has come.
 * @param {Coming} one
 * @param {Date} now
 */
export function isDue(one, now) {
  return one.day <= dayOf(now);
}

/**
 * The name of an item, under which its date is kept.
 * @param {Spaced} exercise
 * @param {string} item
 */
export function nameOf(exercise, item) {
  return `${exercise.name}#${item}`;
}

/**
 * How well the items of an exercise were remembered, by item, oldest first.
 * @param {Spaced} exercise
 * @param {Log} log
 * @returns {Map<string, Review[]>}
 */
export function reviewsOf(exercise, log) {
  const names = [exercise.name, ...exercise.aliases];
  const reviewed = log.reviews.filter((review) => names.includes(review.exercise));
  const entries = log.of(names);
  return new Map(
    exercise.items.map(({ id }) => {
      const given = reviewed.filter(({ item }) => item === id);
      return [id, [...firstOfEachDay(id, entries), ...given].sort((a, b) => (a.at < b.at ? -1 : 1))];
    }),
  );
}

/**
 * What a date was made of, so that one made of other reviews is known to be old.
 * @param {Review[]} reviews
 */
export function basisOf(reviews) {
  return `${reviews.length} ${reviews.at(-1)?.at ?? ""}`;
}

/**
 * An answer given again on the day on which the note's was seen says nothing about memory, so the first one counts.
 * @param {string} item
 * @param {Entry[]} entries
 * @returns {Review[]}
 */
function firstOfEachDay(item, entries) {
  /** @type {Map<string, Review>} */
  const byDay = new Map();
  for (const { at, day, reflection } of entries) {
    const remembered = reflection && Object.hasOwn(reflection.remembered, item) ? reflection.remembered[item] : null;
    if (remembered === null || byDay.has(day)) continue;
    byDay.set(day, { at, day, rating: remembered ? REMEMBERED : NOT_REMEMBERED });
  }
  return [...byDay.values()];
}

/**
 * @param {Listed} exercise
 * @param {Log} log
 * @param {Record<string, Dated>} dates
 * @returns {Recall[]}
 */
function recallsOf(exercise, log, dates) {
  const answered = exercise.review.spaced ? log.of(namesOf(exercise)).at(-1) : undefined;
  if (!answered) return [];
  return [...reviewsOf(exercise, log)].map(([id, reviews]) => {
    const item = /** @type {Item} */ (exercise.items.find((one) => one.id === id));
    const dated = dates[nameOf(exercise, id)];
    const isKnown = reviews.length > 0 && dated?.basis === basisOf(reviews);
    // Without a date that is known it comes back on the day after it was last looked at.
    const day = isKnown ? dated.day : after((reviews.at(-1) ?? answered).day, 1);
    return { sort: "recall", exercise, item, day, minutes: MINUTES_OF_AN_ITEM };
  });
}

/**
 * @param {Listed} exercise
 * @param {Log} log
 * @param {Date} now
 * @returns {Again[]}
 */
function againOf(exercise, log, now) {
  const { askAgainDays } = exercise.review;
  const entries = askAgainDays ? log.of(namesOf(exercise)) : [];
  const newest = entries.at(-1);
  if (!newest || !askAgainDays) return [];
  // Where the clock has been set back, an answer of the future counts as today's, unless there is one of the past.
  const entry = entries.findLast(({ at }) => Date.parse(at) <= now.getTime());
  const answeredOn = entry?.day ?? dayOf(now);
  return [
    {
      sort: "again",
      exercise,
      entry: entry ?? newest,
      day: after(answeredOn, askAgainDays),
      minutes: exercise.minutes,
    },
  ];
}
