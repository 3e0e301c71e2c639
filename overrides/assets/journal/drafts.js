// @ts-check
// Drafts, field by field: what two pages wrote into one form stands beside each other.

/** @typedef {import("./records.js").Answers} Answers */
/** @typedef {Record<string, string | null>} Changes what was answered anew by field name; null for what was taken back */
/** @typedef {Record<string, [string | null, number]>} Fields each field's answer, and its count: the larger is the later */
/** @typedef {{name: string, fields: Fields}} Slot what one page wrote into one form, as it is sealed */

/**
 * @param {unknown} answers anything at all, as storage may hold it
 * @param {Changes} changes
 * @returns {Answers}
 */
export function changed(answers, changes) {
  const before = typeof answers === "object" && answers !== null && !Array.isArray(answers) ? answers : {};
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter(/** @returns {one is [string, string]} */ (one) => typeof one[1] === "string"));
}

/**
 * The later answer to each field; of two with one count the larger text, so that every page finds the same.
 * @param {Fields} some
 * @param {Fields} others
 * @returns {Fields}
 */
export function merged(some, others) {
  const all = { ...some };
  for (const [field, [answer, count]] of Object.entries(others)) {
    const [present, before] = Object.hasOwn(all, field) ? all[field] : [null, Number.NEGATIVE_INFINITY];
    const isLater = count > before || (count === before && (answer ?? "") > (present ?? ""));
    if (isLater) all[field] = [answer, count];
  }
  return all;
}

/**
 * The fields of each name, over everything that pages wrote.
 * @param {Slot[]} slots
 * @returns {Map<string, Fields>}
 */
export function byName(slots) {
  /** @type {Map<string, Fields>} */
  const found = new Map();
  for (const { name, fields } of slots) found.set(name, merged(found.get(name) ?? {}, fields));
  return found;
}

/**
 * @param {Changes} changes
 * @param {number} count
 * @returns {Fields}
 */
export function counted(changes, count) {
  return Object.fromEntries(Object.entries(changes).map(([field, answer]) => [field, [answer, count]]));
}

/** @param {Fields} fields @returns {Changes} */
export function changesIn(fields) {
  return Object.fromEntries(Object.entries(fields).map(([field, [answer]]) => [field, answer]));
}

/**
 * The slot that was sealed, or null for what is none.
 * @param {any} value
 * @returns {Slot | null}
 */
export function slotIn(value) {
  if (typeof value?.name !== "string" || typeof value.fields !== "object" || !value.fields) return null;
  const fields = Object.entries(value.fields).filter(
    ([, one]) => Array.isArray(one) && (typeof one[0] === "string" || one[0] === null) && typeof one[1] === "number",
  );
  return { name: value.name, fields: Object.fromEntries(fields) };
}
