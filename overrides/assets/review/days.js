// @ts-check
// Days by the clock on the wall, as YYYY-MM-DD: what a reader means by today and tomorrow, in whatever zone.

import { dayOf } from "../journal/records.js";

export { dayOf };

const A_DAY_MS = 86_400_000;
const DATE = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const DATE_OF_YEAR = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * The day so many days after another.
 * @param {string} day
 * @param {number} count
 */
export function after(day, count) {
  return new Date(Date.parse(day) + count * A_DAY_MS).toISOString().slice(0, 10);
}

/**
 * How many days lie between two.
 * @param {string} from
 * @param {string} to
 */
export function between(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / A_DAY_MS);
}

/**
 * When a day is, seen from another: "tomorrow", "in 4 days", "in 3 months".
 * @param {string} day
 * @param {string} today
 */
export function fromNow(day, today) {
  const days = between(today, day);
  if (days <= 0) return "today";
  if (days === 1) return "tomorrow";
  if (days < 21) return `in ${days} days`;
  if (days < 60) return `in ${Math.round(days / 7)} weeks`;
  return days < 345 ? `in ${Math.round(days / 30)} months` : "in a year";
}

/**
 * "Thursday 26 November"; with its year instead of its weekday when that is another year.
 * @param {string} day
 * @param {string} today
 */
export function named(day, today) {
  return (day.slice(0, 4) === today.slice(0, 4) ? DATE : DATE_OF_YEAR).format(Date.parse(day));
}
