// @ts-check
// The one word for an answer that was not given, whatever the kind of the exercise.

export const SKIPPED = "Skipped";
/** Journals also hold the words that earlier versions wrote. */
const SAID = new Set(["", SKIPPED, "Skip", "Pass by", "Not answered", "Left out"]);

/** @param {string} answer in the words of a record */
export function isSkipped(answer) {
  return SAID.has(answer.trim());
}

/** @param {string} answer in the words of a record */
export function answerSaid(answer) {
  return isSkipped(answer) ? SKIPPED : answer;
}
