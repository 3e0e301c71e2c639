// @ts-check
// Days and times in words: days as the notes write them, times as the reader's own clock does.

import { dayOf } from "./records.js";

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const TIME = new Intl.DateTimeFormat([], { hour: "numeric", minute: "2-digit" });

/**
 * "Monday 23 November 2026", for the day as it was where the entry was written.
 * @param {string} day
 */
export function dayInWords(day) {
  return written(DAY, day);
}

/** @param {string} day */
export function dateInWords(day) {
  return written(DATE, day);
}

/**
 * @param {string} at
 */
export function timeInWords(at) {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? "" : TIME.format(moment);
}

/**
 * The days that end with the given one, oldest first.
 * @param {Date} last
 * @param {number} count
 */
export function daysUpTo(last, count) {
  const [year, month, day] = [last.getFullYear(), last.getMonth(), last.getDate()];
  return Array.from({ length: count }, (_, index) => dayOf(new Date(year, month, day - count + 1 + index)));
}

/**
 * @param {Intl.DateTimeFormat} format
 * @param {string} day
 */
function written(format, day) {
  const [year, month, date] = day.split("-").map(Number);
  const moment = new Date(year, month - 1, date);
  return Number.isNaN(moment.getTime()) ? "Another day" : format.format(moment);
}
