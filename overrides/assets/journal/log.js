// @ts-check
// The state of the journal: what a bag of records comes to, in whatever order and however often they were gathered.
import { canonical } from "./records.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./records.js").Answered} Answered */
/** @typedef {import("./records.js").Reflected} Reflected */
/** @typedef {import("./records.js").Reviewed} Reviewed */
/** @typedef {Answered & {reflection: Reflected | null}} Entry */

/** Ends the id of a record whose id another record had too. */
const TWIN = / ~[0-9a-f]{16}$/;

/**
 * Joins records by id. A deletion beats the record, and what was made of it; the same twice is one; of different
 * records with one id every one is kept, under ids made from what they hold.
 * Joining is commutative, associative and idempotent.
 * @param {Rec[]} records
 * @returns {Rec[]} in the order of their ids
 */
export function join(records) {
  const deletions = newestOfEach(records.filter(isDeletion));
  const deletedIds = new Set(deletions.map((record) => record.id));
  const isGone = (/** @type {string} */ id) => deletedIds.has(id) || deletedIds.has(baseOf(id));
  const twins = new Set([...deletedIds].filter((id) => TWIN.test(id)).map(baseOf));
  /** @type {Map<string, Rec[]>} */
  const groups = new Map();
  for (const given of records) {
    const record = isDeletion(given) ? null : withoutDeleted(given, isGone);
    if (!record) continue;
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  const joined = [...groups.values()].flatMap((group) => together(group, twins, isGone));
  joined.push(...deletions);
  return joined.sort(
    (a, b) => compared(String(a.id ?? ""), String(b.id ?? "")) || compared(canonical(a), canonical(b)),
  );
}

/** What the journal shows of joined records. */
export class Log {
  /** @type {Map<string, Entry>} */
  #byId = new Map();
  /** @type {Map<string, Reflected>} */
  #reflections = new Map();
  /** @type {Map<string, Entry[]>} */
  #byExercise = new Map();

  /** @param {Rec[]} records joined or not */
  constructor(records) {
    /** Everything, deletions and records of later versions too. */
    this.records = join(records);
    for (const record of this.records.filter(isReflected)) {
      const earlier = this.#reflections.get(record.entry);
      if (!earlier || inTime(earlier, record) < 0) this.#reflections.set(record.entry, record);
    }
    /** Oldest first. @type {Entry[]} */
    this.entries = this.records
      .filter(isAnswered)
      .sort(inTime)
      .map((record) => ({ ...record, reflection: this.reflectionOf(record.id) }));
    /** Oldest first. @type {Reviewed[]} */
    this.reviews = this.records.filter(isReviewed).sort(inTime);
    for (const entry of this.entries) {
      this.#byId.set(entry.id, entry);
      const all = this.#byExercise.get(entry.exercise);
      if (all) all.push(entry);
      else this.#byExercise.set(entry.exercise, [entry]);
    }
  }

  /**
   * What was answered under any of an exercise's names, oldest first.
   * @param {string[]} names
   */
  of(names) {
    const found = [...new Set(names)].map((name) => this.#byExercise.get(name) ?? []);
    return found.length === 1 ? [...found[0]] : found.flat().sort(inTime);
  }

  /**
   * The newest reflection on an entry, or null.
   * @param {string} id
   */
  reflectionOf(id) {
    return this.#reflections.get(id) ?? this.#reflections.get(baseOf(id)) ?? null;
  }

  /** @param {string} id */
  entry(id) {
    return this.#byId.get(id) ?? null;
  }

  /**
   * The ids of a record and of what was made of it.
   * @param {string} id
   */
  idsWith(id) {
    const made = this.records.filter((record) => isReflected(record) && record.entry === id);
    return [id, ...made.map((record) => String(record.id))];
  }
}

/**
 * What may stay of a record beside the deletions; null when nothing may.
 * @param {Rec} record
 * @param {Set<string>} deletedIds
 * @returns {Rec | null}
 */
export function remaining(record, deletedIds) {
  const isGone = (/** @type {string} */ id) => deletedIds.has(id) || deletedIds.has(baseOf(id));
  if (!deletedIds.size || isDeletion(record) || typeof record.id !== "string") return record;
  const id = baseOf(record.id);
  if (isGone(id) || deletedIds.has(twinOf(id, { ...record, id }))) return null;
  return withoutDeleted(record, isGone);
}

/**
 * A record as it stands beside the deletions: null when it is made of a deleted one.
 * @param {Rec} record
 * @param {(id: string) => boolean} isGone
 * @returns {Rec | null}
 */
function withoutDeleted(record, isGone) {
  if (!isReflected(record)) return record;
  if (isGone(record.entry)) return null;
  // What changed since an entry repeats what the entry said.
  return record.earlier && isGone(record.earlier) ? { ...record, earlier: "", changes: [] } : record;
}

/** @param {Rec} record @returns {record is import("./records.js").Deleted} */
export function isDeletion(record) {
  return record.type === "deleted" && record.schema === 2;
}

/** @param {Rec} record @returns {record is Answered} */
export function isAnswered(record) {
  return record.type === "answered" && record.schema === 2;
}

/** @param {Rec} record @returns {record is Reflected} */
function isReflected(record) {
  return record.type === "reflected" && record.schema === 2;
}

/** @param {Rec} record @returns {record is Reviewed} */
function isReviewed(record) {
  return record.type === "reviewed" && record.schema === 2;
}

/** What stays of a record's identity whatever is deleted: reflections go with their entry. @param {Rec} record */
function keyOf(record) {
  if (typeof record.id !== "string") return "";
  return isReflected(record) ? `${baseOf(record.id)}\n${record.entry}` : baseOf(record.id);
}

/**
 * Records with one id, or with ids made from it.
 * @param {Rec[]} group
 * @param {Set<string>} twins ids that are known to have been given twice
 * @param {(id: string) => boolean} isGone
 * @returns {Rec[]}
 */
function together(group, twins, isGone) {
  if (typeof group[0].id !== "string") return once(group);
  const id = baseOf(group[0].id);
  if (isGone(id)) return [];
  if (group.length === 1 && group[0].id === id && !twins.has(id)) return group;
  const contents = once(group.map((record) => ({ ...record, id })));
  const isTwin = twins.has(id) || new Set(contents.map(lasting)).size > 1 || group.some((record) => record.id !== id);
  const named = isTwin ? contents.map((record) => ({ ...record, id: twinOf(id, record) })) : contents;
  return named.filter((record) => !isGone(String(record.id)));
}

/** What tells records with one id apart: all that no deletion of another record can change. @param {Rec} record */
function lasting(record) {
  return canonical({ ...record, earlier: undefined, changes: undefined });
}

/** @param {string} id @param {Rec} record */
function twinOf(id, record) {
  return `${id} ~${digest(lasting(record))}`;
}

/** Of deletions of one record, the latest. @param {import("./records.js").Deleted[]} deletions */
function newestOfEach(deletions) {
  const inOrder = [...deletions].sort(inTime);
  return [...new Map(inOrder.map((one) => [one.id, one])).values()];
}

/** @param {Rec[]} records */
function once(records) {
  if (records.length < 2) return records;
  return [...new Map(records.map((record) => [canonical(record), record])).values()];
}

/** @param {string} id */
function baseOf(id) {
  return id.replace(TWIN, "");
}

/** @param {{at: string, id: string}} a @param {{at: string, id: string}} b */
function inTime(a, b) {
  return compared(a.at, b.at) || compared(a.id, b.id);
}

/** @param {string} a @param {string} b */
function compared(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A short mark of a text, the same everywhere; FNV-1a, twice over. @param {string} text */
function digest(text) {
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
    other = Math.imul(other ^ text.charCodeAt(at), 0x5bd1e995);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
