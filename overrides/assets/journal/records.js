// @ts-check
// What the journal is made of: records, which are never changed, only added. Reads anything and never raises.

/** @typedef {Record<string, string>} Answers */
/** @typedef {{question: string, answer: string}} Words */
/** @typedef {{type: string, [field: string]: unknown}} Block */
/** @typedef {{title: string, path: string}} Note */
/** @typedef {{schema: 2, type: "answered", id: string, exercise: string, revision: string, kind: string, title: string, note: Note, at: string, day: string, answers: Answers, words: Words[]}} Answered */
/** @typedef {{text: string, href: string, label: string}} Source */
/** @typedef {{schema: 2, type: "reflected", id: string, entry: string, earlier: string, at: string, blocks: Block[], changes: Block[], sources: Record<string, Source>, remembered: Record<string, boolean>}} Reflected `earlier` is the id of the entry that `changes` compares with, or "" */
/** @typedef {{schema: 2, type: "reviewed", id: string, exercise: string, item: string, rating: number, at: string, day: string}} Reviewed */
/** @typedef {{schema: 2, type: "deleted", id: string, at: string}} Deleted `id` is that of the record it deletes */
/** @typedef {{schema: number, type: string, id?: string, [field: string]: unknown}} Unknown a record of a later version */
/** @typedef {Answered | Reflected | Reviewed | Deleted | Unknown} Rec */

export const SCHEMA = 2;
/** No record is nested deeper than this; what is deeper was not written here. */
export const DEEPEST = 64;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** An address within the site: no scheme, no host. */
const PATH = /^(?!\/\/)[^:\\\s]*$/;
const LINK = /^(https?:\/\/\S+|(?!\/\/)[^:\\\s#]*(#\S*)?)$/i;
/** Names that would reach into an object's prototype. */
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

const READERS = { answered, reflected, reviewed, deleted };

/**
 * The record that a value is, built anew field by field, or null for what is none.
 * Of a later version it is kept whole.
 * @param {unknown} value
 * @returns {Rec | null}
 */
export function read(value) {
  if (!isObject(value)) return null;
  if (value.type === undefined) return first(value);
  if (typeof value.type !== "string" || typeof value.schema !== "number") return null;
  const reader = Object.hasOwn(READERS, value.type) ? READERS[/** @type {keyof typeof READERS} */ (value.type)] : null;
  if (!reader || value.schema > SCHEMA) return /** @type {Rec | null} */ (copied(value) ?? null);
  return reader(value);
}

/**
 * What a new record gets when it is written: its schema, an id, and the moment and day by this device's clock.
 * @param {{type: string} & Record<string, unknown>} given
 * @param {Date} now
 * @returns {Rec}
 */
export function written(given, now) {
  const full = { note: {}, sources: {}, ...given, schema: SCHEMA, id: newId(), at: now.toISOString(), day: dayOf(now) };
  const record = read(full);
  if (!record) throw new TypeError(`a ${given.type} record is not complete: ${JSON.stringify(given)}`);
  return record;
}

export function newId() {
  // crypto.randomUUID is missing where the page did not come over a secure connection.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The day by the clock on the wall, as YYYY-MM-DD.
 * @param {Date} moment
 */
export function dayOf(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/**
 * A copy of what JSON can say, or undefined for the rest and for what is nested too deep.
 * @param {unknown} value
 * @param {number} [deepest]
 * @returns {unknown}
 */
export function copied(value, deepest = DEEPEST) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (deepest <= 0) return undefined;
  if (Array.isArray(value)) return value.map((one) => copied(one, deepest - 1) ?? null);
  if (!isObject(value)) return undefined;
  return mapped(value, (one) => copied(one, deepest - 1));
}

/**
 * The same text for the same content, whatever the order of its fields.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  return JSON.stringify(value, (_key, one) => {
    if (!isObject(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * An object with each field's value as `change` makes it; without fields for which it gives undefined.
 * @template T
 * @param {Record<string, unknown>} object
 * @param {(value: unknown) => T | undefined} change
 * @returns {Record<string, T>}
 */
function mapped(object, change) {
  /** @type {Array<[string, T]>} */
  const fields = [];
  for (const [name, value] of Object.entries(object)) {
    const made = UNSAFE.has(name) ? undefined : change(value);
    if (made !== undefined) fields.push([name, made]);
  }
  return Object.fromEntries(fields);
}

/** Version 1 gave no id; this one is the same wherever it is read. @param {Record<string, unknown>} value */
function first(value) {
  if (value.schema !== undefined && value.schema !== 1) return null;
  const id = `1 ${text(value.at)} ${text(value.exercise)}`;
  return answered({ ...value, id, day: text(value.at) && dayOf(new Date(text(value.at))) });
}

/** @param {Record<string, unknown>} value @returns {Answered | null} */
function answered(value) {
  const { id, exercise, at, answers } = value;
  if (!isName(id) || !isName(exercise) || !isMoment(at) || !isObject(answers)) return null;
  const note = isObject(value.note) ? value.note : {};
  return {
    schema: SCHEMA,
    type: "answered",
    id,
    exercise,
    revision: text(value.revision),
    kind: text(value.kind),
    title: text(value.title),
    note: { title: text(note.title), path: fitting(note.path, PATH) },
    at,
    day: dayIn(value.day) || dayOf(new Date(at)),
    answers: mapped(answers, (one) => (typeof one === "string" ? one : undefined)),
    words: list(value.words).map((one) => ({ question: text(one.question), answer: text(one.answer) })),
  };
}

/** @param {Record<string, unknown>} value @returns {Reflected | null} */
function reflected(value) {
  const { id, entry, at } = value;
  if (!isName(id) || !isName(entry) || !isMoment(at)) return null;
  const sources = isObject(value.sources) ? value.sources : {};
  const remembered = isObject(value.remembered) ? value.remembered : {};
  return {
    schema: SCHEMA,
    type: "reflected",
    id,
    entry,
    earlier: text(value.earlier),
    at,
    blocks: blocks(value.blocks),
    changes: blocks(value.changes),
    sources: mapped(sources, source),
    remembered: mapped(remembered, (one) => (typeof one === "boolean" ? one : undefined)),
  };
}

/** @param {Record<string, unknown>} value @returns {Reviewed | null} */
function reviewed(value) {
  const { id, exercise, item, rating, at } = value;
  if (!isName(id) || !isName(exercise) || !isMoment(at)) return null;
  if (typeof rating !== "number" || ![1, 2, 3, 4].includes(rating)) return null;
  const day = dayIn(value.day) || dayOf(new Date(at));
  return { schema: SCHEMA, type: "reviewed", id, exercise, item: text(item), rating, at, day };
}

/** @param {Record<string, unknown>} value @returns {Deleted | null} */
function deleted({ id, at }) {
  return isName(id) && isMoment(at) ? { schema: SCHEMA, type: "deleted", id, at } : null;
}

/** @param {unknown} value @returns {Source | undefined} */
function source(value) {
  if (!isObject(value)) return undefined;
  return { text: text(value.text), href: fitting(value.href, LINK), label: text(value.label) };
}

/** @param {unknown} value @returns {Block[]} */
function blocks(value) {
  const all = list(value).map((one) => copied(one));
  return /** @type {Block[]} */ (all.filter((one) => isObject(one) && typeof one.type === "string"));
}

/** @param {unknown} value */
function list(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : "";
}

/** @param {unknown} value @param {RegExp} pattern */
function fitting(value, pattern) {
  return typeof value === "string" && pattern.test(value) ? value : "";
}

/** @param {unknown} value */
function dayIn(value) {
  const day = fitting(value, DAY);
  return Number.isNaN(Date.parse(day)) ? "" : day;
}

/** @param {unknown} value @returns {value is string} */
function isName(value) {
  return typeof value === "string" && value !== "";
}

/** @param {unknown} value @returns {value is string} */
function isMoment(value) {
  return typeof value === "string" && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
}
