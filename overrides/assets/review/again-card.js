// @ts-check
// An exercise that asks again: what was written then, beside today's form, which comes to life by itself.

import { element } from "../exercises/drawings/elements.js";
import { dateInWords } from "../journal/dates.js";
import { isSkipped } from "../journal/skipped.js";
import { store } from "../journal/store.js";
import { namesOf } from "./catalogue.js";
import { dayOf } from "./days.js";
import { sheetOf } from "./sheet.js";

/** @typedef {import("./due.js").Again} Again */

const MOST_ABOVE = 4;
/** As in styles/review.css. */
const HAS_MARGIN = "(min-width: 75rem)";

/**
 * The card of an exercise, or null when its note cannot be had.
 * @param {Again} due
 */
export async function againCard(due) {
  const sheet = await sheetOf(due.exercise);
  if (!sheet) return null;
  await beginAnew(due);
  return element("div", "review__pair", then(due), sheet);
}

/**
 * The words of the newest answers, which may be long and can be folded away.
 * @param {Again} due
 */
function then({ exercise, entry }) {
  const given = entry.words.filter(({ answer }) => !isSkipped(answer, entry));
  const list = given.flatMap(({ question, answer }) => [element("dt", "", question), element("dd", "", answer)]);
  const folded = /** @type {HTMLDetailsElement} */ (
    element(
      "details",
      "review__then",
      element("summary", "", `Your answers of ${dateInWords(entry.day)}`),
      list.length ? element("dl", "", ...list) : element("p", "", "You skipped every question then."),
    )
  );
  // Beside the form it can be as long as it is; above it, the form is to be in sight.
  folded.open = given.length <= MOST_ABOVE || matchMedia(HAS_MARGIN).matches;
  const question = exercise.review.question;
  return element("div", "review__before", question ? element("p", "review__question", question) : null, folded);
}

/**
 * Answers that are in the log and were given on another day are done with, so today's form begins empty. A draft
 * that was never reflected on stays.
 * @param {Again} due
 */
async function beginAnew({ exercise, entry }) {
  const draft = await store.draft(namesOf(exercise));
  const fields = Object.keys(draft);
  const isDone = fields.every((field) => draft[field] === entry.answers[field]);
  if (!fields.length || !isDone || entry.day === dayOf(new Date())) return;
  await store.saveDraft(exercise.name, Object.fromEntries(fields.map((field) => [field, null])));
}
