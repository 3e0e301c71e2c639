// @ts-check
// The one word for an answer that was not given, whatever the kind of the exercise.

export const SKIPPED = "Skipped";
/** Journals also hold the words that earlier versions wrote. */
const SAID = new Set(["", SKIPPED, "Skip", "Pass by", "Not answered", "Left out"]);

/**
 * Whether nothing was answered. Who typed one of these words did answer, and the record's answers hold it as typed;
 * there a skipped one is missing or empty.
 * @param {string} answer in the words of a record
 * @param {{answers: Record<string, string>}} record
 */
export function isSkipped(answer, { answers }) {
  const said = answer.trim();
  return SAID.has(said) && !(said && Object.values(answers).some((one) => one.trim() === said));
}

/**
 * @param {string} answer in the words of a record
 * @param {{answers: Record<string, string>}} record
 */
export function answerSaid(answer, record) {
  return isSkipped(answer, record) ? SKIPPED : answer;
}
