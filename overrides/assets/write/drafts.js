// @ts-check
// Drafts on this device, in a database of their own: nothing here can touch the journal.
import { isTraceless } from "../journal/traceless.js";
import { openDB } from "../packages/idb.js";

/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} name of both files, without their endings
 * @property {string} note
 * @property {string} exercises
 * @property {number} changed milliseconds since 1970
 */

const NAME = "how-we-help-desk";
const STORE = "drafts";

/** Keeps drafts, or holds them in memory where the reader leaves no trace or the browser keeps nothing. */
export class Drafts {
  /** @type {Map<string, Draft>} */
  #held = new Map();
  /** @type {Promise<import("idb").IDBPDatabase> | undefined} */
  #opened;
  /** When each was last kept from here. @type {Map<string, number>} */
  #kept = new Map();

  /** Every draft, the last changed first. @returns {Promise<Draft[]>} */
  async all() {
    const kept = isTraceless() ? [] : await this.#from((database) => database.getAll(STORE), []);
    const all = new Map([...kept.map((draft) => /** @type {const} */ ([draft.id, draft])), ...this.#held]);
    for (const { id, changed } of kept) if (!this.#kept.has(id)) this.#kept.set(id, changed);
    return [...all.values()].sort((one, other) => other.changed - one.changed);
  }

  /**
   * Keeps a draft. Where another tab has changed it since, this one is kept beside it, under an id of its own.
   * @param {Draft} draft
   * @returns {Promise<"kept" | "traceless" | "blocked" | "full">}
   */
  async keep(draft) {
    this.#held.set(draft.id, { ...draft });
    if (isTraceless()) return "traceless";
    try {
      const database = await this.#database();
      const transaction = database.transaction(STORE, "readwrite");
      const there = await transaction.store.get(draft.id);
      if (there && there.changed > (this.#kept.get(draft.id) ?? 0)) this.#part(draft);
      await transaction.store.put({ ...draft });
      await transaction.done;
      this.#kept.set(draft.id, draft.changed);
      this.#held.delete(draft.id);
      return "kept";
    } catch (error) {
      console.info("The draft could not be kept.", error);
      return /** @type {Error} */ (error).name === "QuotaExceededError" ? "full" : "blocked";
    }
  }

  /** @param {string} id */
  async remove(id) {
    this.#held.delete(id);
    this.#kept.delete(id);
    await this.#from((database) => database.delete(STORE, id), undefined);
  }

  /** @param {Draft} draft */
  #part(draft) {
    this.#held.delete(draft.id);
    draft.id = newId();
  }

  /**
   * @template T
   * @param {(database: import("idb").IDBPDatabase) => Promise<T>} work
   * @param {T} otherwise
   */
  async #from(work, otherwise) {
    try {
      return await work(await this.#database());
    } catch (error) {
      console.info("This browser keeps no drafts for this page.", error);
      return otherwise;
    }
  }

  #database() {
    this.#opened ??= (async () =>
      openDB(NAME, 1, {
        upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }),
        // A later version in another tab must not wait for this one; the next use opens it again.
        blocking: (_old, _new, event) => {
          /** @type {IDBDatabase} */ (event.target).close();
          this.#opened = undefined;
        },
      }))().catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}

/** An id for a new draft; crypto.randomUUID is missing where the page did not come over a secure connection. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
