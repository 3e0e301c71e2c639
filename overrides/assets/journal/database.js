// @ts-check
// The database on this device: opens it, whoever made it, and opens it again when it goes away under the page.
import { openDB } from "../packages/idb.js";

/** @typedef {import("idb").IDBPDatabase} Opened */
/** @typedef {import("idb").IDBPTransaction<unknown, string[], "readwrite">} Transaction */

export const NAME = "how-we-help";
const VERSION = 2;
/** A page that has not let go of the database by then is not waited for, nor a browser that never answers. */
const WAIT_MS = { blocked: 3000, silent: 15_000 };

export class Database {
  /** @type {Promise<Opened | null> | undefined} */
  #opened;
  #wasOpen = false;
  #whenAnew;
  /** Whether a later version of this site made what is here; it is added to, and never upgraded or deleted. */
  isNewer = false;

  /** @param {(database: Opened) => Promise<void>} whenAnew awaited first when the browser has cleared what this page had opened */
  constructor(whenAnew) {
    this.#whenAnew = whenAnew;
  }

  /** Whether the browser lets this page keep anything. */
  async isThere() {
    return Boolean(await this.#open());
  }

  /**
   * Does all of the work in one transaction, or none of it.
   * @template T
   * @param {string[]} names of the stores; none for all
   * @param {IDBTransactionMode} mode
   * @param {(transaction: Transaction) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async within(names, mode, work) {
    const database = await this.#open();
    if (!database) throw new DOMException("This browser keeps no data for this page.", "SecurityError");
    try {
      return await done(database, names, mode, work);
    } catch (error) {
      // A connection that is gone says so only when it is used.
      if (/** @type {Error} */ (error).name === "InvalidStateError") this.#forget(database);
      const again = await this.#open();
      if (!again || again === database) throw error;
      return await done(again, names, mode, work);
    }
  }

  async #open() {
    this.#opened ??= this.#openAnew();
    const opening = this.#opened;
    try {
      return await opening;
    } catch (error) {
      if (this.#opened === opening) this.#opened = undefined;
      console.info("This browser keeps no data for this page.", error);
      return null;
    }
  }

  /** Async throughout, since a browser that blocks storage throws as soon as it is named. */
  async #openAnew() {
    let isAnew = false;
    const events = {
      // A later version in another tab must not wait for this one; the next use opens it again.
      blocking: (/** @type {number} */ _old, /** @type {number | null} */ _new, /** @type {Event} */ event) => {
        /** @type {IDBDatabase} */ (event.target).close();
        this.#opened = undefined;
      },
      terminated: () => {
        this.#opened = undefined;
      },
    };
    const upgrade = (/** @type {Opened} */ database, /** @type {number} */ old) => {
      isAnew = old === 0;
      if (old < 1) {
        database.createObjectStore("log", { autoIncrement: true }).createIndex("exercise", "exercise");
        database.createObjectStore("drafts");
      }
      if (old < 2) {
        database.createObjectStore("keys");
        database.createObjectStore("derived");
      }
    };
    const database = await inTime((blocked) =>
      openDB(NAME, VERSION, { upgrade, blocked, ...events }).catch((error) => {
        if (error?.name !== "VersionError") throw error;
        this.isNewer = true;
        return openDB(NAME, undefined, events);
      }),
    );
    const isEvicted = isAnew && this.#wasOpen;
    this.#wasOpen = true;
    if (isEvicted) await this.#whenAnew(database);
    return database;
  }

  /** @param {Opened} database */
  #forget(database) {
    database.close();
    this.#opened = undefined;
  }
}

/**
 * Makes requests of a transaction; when one raises, none is left without anybody to hear that it failed.
 * @param {Array<() => Promise<unknown>>} requests
 */
export async function requested(requests) {
  /** @type {Promise<unknown>[]} */
  const made = [];
  try {
    for (const request of requests) made.push(request());
  } finally {
    await Promise.all(made);
  }
}

/**
 * @template T
 * @param {Opened} database
 * @param {string[]} names
 * @param {IDBTransactionMode} mode
 * @param {(transaction: Transaction) => Promise<T>} work
 */
async function done(database, names, mode, work) {
  const stores = names.length ? names : [...database.objectStoreNames];
  const transaction = /** @type {Transaction} */ (database.transaction(stores, mode));
  // It is awaited below; until then its failure is not unhandled.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It had ended by itself.
    }
    // Why it ended: its requests may have heard only that it did.
    throw transaction.error ?? error;
  }
}

/**
 * @param {(blocked: () => void) => Promise<Opened>} open may raise at once, as a browser that blocks storage does
 * @returns {Promise<Opened>}
 */
function inTime(open) {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      reject(new DOMException("The database did not open in time.", "TimeoutError"));
    };
    let limit = setTimeout(giveUp, WAIT_MS.silent);
    const blocked = () => {
      clearTimeout(limit);
      limit = setTimeout(giveUp, WAIT_MS.blocked);
    };
    // Opened after it was given up, it would be in the way of others for ever.
    const opened = (/** @type {Opened} */ database) => (isLate ? database.close() : resolve(database));
    (async () => open(blocked))()
      .then(opened, reject)
      .finally(() => clearTimeout(limit));
  });
}
