// @ts-check
// Earlier answers of one exercise, one at a time beside today's.

import { dateInWords, timeInWords } from "../journal/dates.js";
import { dayOf } from "../journal/records.js";
import { answerSaid } from "../journal/skipped.js";
import { inWords } from "./form.js";
import { drawn } from "./reflection.js";

export { dressed } from "./reflection.js";

/** @typedef {import("../journal/log.js").Entry} Entry */

const ASKED_THEN = "The exercise was worded otherwise then.";

/**
 * Fills the disclosure with a choice of days, newest first, and what was answered on the chosen one beside the form: on
 * the newest before today, until another is chosen.
 * @param {HTMLDetailsElement} panel
 * @param {Entry[]} entries oldest first, at least one
 * @param {HTMLFormElement} form
 * @param {string} revision of the exercise as it is worded now
 */
export function showEarlier(panel, entries, form, revision) {
  const chosen = panel.querySelector("select")?.value;
  const select = document.createElement("select");
  for (const entry of entries.toReversed()) select.add(new Option(momentOf(entry), entry.id));
  const today = dayOf(new Date());
  const earlier = entries.findLast((entry) => entry.day !== today) ?? entries.at(-1);
  select.value = entries.some((entry) => entry.id === chosen) ? (chosen ?? "") : (earlier?.id ?? "");
  const label = document.createElement("label");
  label.append("Answered on ", select);
  const place = document.createElement("div");
  const show = () => {
    const entry = entries.find((one) => one.id === select.value);
    if (entry) place.replaceChildren(...besideToday(entry, form, revision));
  };
  select.onchange = show;
  show();
  panel.replaceChildren(/** @type {Element} */ (panel.querySelector("summary")), label, place);
}

/**
 * @param {Entry} entry
 * @param {HTMLFormElement} form
 * @param {string} revision
 */
function besideToday(entry, form, revision) {
  const now = new Map(inWords(form).map(({ question, answer }) => [question, answer]));
  const pairs = entry.words.map(({ question, answer }) => ({
    label: question,
    before: answerSaid(answer, entry),
    now: now.get(question), // nothing where the question is no longer asked
  }));
  const isOther = entry.revision !== revision;
  return drawn(
    [
      ...(isOther ? [{ type: /** @type {const} */ ("paragraph"), text: ASKED_THEN, quiet: true }] : []),
      { type: "beside", pairs },
    ],
    () => null,
  );
}

/** @param {Entry} entry */
function momentOf(entry) {
  return `${dateInWords(entry.day)}, ${timeInWords(entry.at)}`;
}

/**
 * What has changed since an entry, under a heading that says when that was.
 * @param {Entry} before
 * @param {Node[]} changes
 */
export function sinceThen(before, changes) {
  const heading = document.createElement("h3");
  heading.className = "exercise__since";
  const isToday = before.day === dayOf(new Date());
  heading.textContent = isToday ? "Since earlier today" : `Since ${dateInWords(before.day)}`;
  return [heading, ...changes];
}
