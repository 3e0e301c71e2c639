// @ts-check
// Takes single entries off this device, and brings them back while the page lasts.
import { isDeletion } from "./log.js";
import { purged } from "./merging.js";
import { SCHEMA } from "./records.js";
import { forget } from "./unsaved.js";

/** @typedef {import("./records.js").Answers} Answers */
/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./log.js").Log} Log */
/** @typedef {{records: Rec[], passing: Rec[], draft: {exercise: string, fields: Answers} | null}} Removed */

export class Deletions {
  #held;
  #store;
  /** What was removed since the page came, by the id it was removed under. @type {Map<string, Removed>} */
  #removed = new Map();

  /**
   * @param {import("./holding.js").Holding} held
   * @param {import("./store.js").Store} store
   */
  constructor(held, store) {
    this.#held = held;
    this.#store = store;
  }

  /** Nothing that was removed can be brought back any more. */
  forget() {
    this.#removed.clear();
  }

  /**
   * Removes an entry, with all that was made of it, from this device at once; `restore` brings it back while the page lasts.
   * Resolves to whether there was such an entry.
   * @param {string} id
   */
  async remove(id) {
    const log = await this.#store.log();
    const ids = new Set(log.idsWith(id));
    const isGone = (/** @type {Rec} */ record) => ids.has(String(record.id)) && !isDeletion(record);
    const records = log.records.filter(
      (record) => isGone(record) || (record.type === "reflected" && record.earlier === id),
    );
    if (!records.some((record) => record.id === id)) return false;
    const passing = this.#held.memory.drop(isGone);
    const isPassing = new Set(passing.map((record) => record.id));
    const kept = records.filter((record) => !isPassing.has(record.id));
    const at = new Date().toISOString();
    const deletions = kept
      .filter(isGone)
      .map((record) => ({ schema: SCHEMA, type: "deleted", id: String(record.id), at }));
    await this.#held.replace((rows) => {
      const rest = purged(rows, /** @type {Rec[]} */ (deletions));
      return { without: rest.without, records: [...deletions, ...rest.records] };
    });
    this.#removed.set(id, { records: kept, passing, draft: await this.#undraft(log, id) });
    return true;
  }

  /**
   * Takes away what a draft still holds of an entry that was removed, but not what a later entry says too; resolves to it.
   * @param {Log} log with the entry
   * @param {string} id
   */
  async #undraft(log, id) {
    const entry = log.entries.find((one) => one.id === id);
    if (!entry) return null;
    const others = log.of([entry.exercise]).filter((one) => one.id !== id);
    const draft = await this.#store.draft([entry.exercise]);
    const same = Object.entries(draft).filter(
      ([field, answer]) => entry.answers[field] === answer && !others.some(({ answers }) => answers[field] === answer),
    );
    const fields = Object.fromEntries(same);
    if (same.length) {
      forget([entry.exercise]); // of which the store has been given everything
      await this.#store.saveDraft(entry.exercise, Object.fromEntries(same.map(([field]) => [field, null])));
    }
    return { exercise: entry.exercise, fields };
  }

  /**
   * Brings back what `remove` took; resolves to whether it could.
   * @param {string} id
   */
  async restore(id) {
    const removed = this.#removed.get(id);
    if (!removed) return false;
    this.#removed.delete(id);
    const { records, passing, draft } = removed;
    if (passing.length) this.#held.memory.take(passing, new Map(), true);
    await this.#held.revive(new Set(records.map((record) => String(record.id))), records);
    if (draft && Object.keys(draft.fields).length) {
      await this.#store.saveDraft(draft.exercise, { ...draft.fields, ...(await this.#store.draft([draft.exercise])) });
    }
    return true;
  }
}
