// @ts-check
// What comes of records that are brought in, beside those that are here; and what goes when one is removed.
import { isDeletion, join, remaining } from "./log.js";
import { canonical, read, SCHEMA } from "./records.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./kept.js").Row} Row */
/** @typedef {{added: number, present: number, deletedBefore: number, deleted: number, newer: number}} Counts `deleted` were here and are deletions there; `newer` of those added were written by a later version */

/**
 * @param {Rec[]} here joined
 * @param {unknown[]} given
 * @param {boolean} isRestoring whether those that were deleted here come back
 * @returns {{add: Rec[], revived: Set<string>, counts: Counts}}
 */
export function merge(here, given, isRestoring) {
  const brought = join(given.flatMap((one) => read(one) ?? []));
  const deletedHere = deletedIn(here);
  const gone = brought.filter((record) => !isDeletion(record) && !remaining(record, deletedHere));
  const revived = new Set(isRestoring ? gone.map((record) => String(record.id)) : []);
  const before = here.filter((record) => !revived.has(String(record.id)));
  const present = new Set(before.map(canonical));
  const all = join([...before, ...brought.filter((record) => !(isDeletion(record) && revived.has(record.id)))]);
  const add = all.filter((record) => !present.has(canonical(record)));
  const added = howMany(all) - howMany(join([...before, ...add.filter(isDeletion)]));
  const deleted = howMany(here) - howMany(join([...here, ...add.filter(isDeletion)]));
  const deletedBefore = isRestoring ? 0 : gone.length;
  const counts = {
    added,
    present: Math.max(0, howMany(brought) - added - deletedBefore),
    deletedBefore,
    deleted,
    newer: add.filter(isNewer).length,
  };
  return { add, revived, counts };
}

/**
 * The rows that may not stay as they are beside the deletions, and what stays of them.
 * @param {Row[]} rows
 * @param {Rec[]} [deletions] more of them
 * @returns {{without: IDBValidKey[], records: Rec[]}}
 */
export function purged(rows, deletions = []) {
  const deletedIds = deletedIn([...rows.map((row) => row.record), ...deletions]);
  const without = [];
  const records = [];
  for (const { key, record } of rows) {
    const stays = remaining(record, deletedIds);
    if (stays === record) continue;
    without.push(key);
    if (stays) records.push(stays);
  }
  return { without, records };
}

/** @param {Rec[]} records */
export function deletedIn(records) {
  return new Set(records.filter(isDeletion).map((record) => record.id));
}

/** @param {Rec[]} records */
function howMany(records) {
  return records.filter((record) => !isDeletion(record)).length;
}

/** @param {Rec} record */
function isNewer(record) {
  return record.schema > SCHEMA || !["answered", "reflected", "reviewed", "deleted"].includes(record.type);
}
