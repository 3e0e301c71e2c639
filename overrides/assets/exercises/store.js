// @ts-check
// Keeps answers on this device: a log that is only added to, and the draft of each exercise as it is typed.
// Where the browser keeps nothing, or the reader wishes to leave no trace, they last as long as the page.
import { openDB } from "../packages/idb.js";

/** @typedef {import("./form.js").Answers} Answers */
/** @typedef {Record<string, string | null>} Changes what was answered anew by field name; null for what was taken back */
/** @typedef {{schema: number, exercise: string, revision: string, at: string, answers: Answers, words: import("./form.js").Words[]}} Entry */

const SCHEMA = 1;
const NAME = "how-we-help";
const TRACELESS = "how-we-help:leave-no-trace";

export class Store {
  /** What could not be kept, for as long as the page lasts. @type {Map<string, Changes>} */
  #unkept = new Map();
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Promise<import("idb").IDBPDatabase | null> | undefined} */
  #opened;

  /** Whether the reader wishes that nothing is kept here. */
  get isTraceless() {
    try {
      return localStorage.getItem(TRACELESS) === "yes";
    } catch {
      return false;
    }
  }

  /**
   * Returns whether the wish could be kept for the next page.
   * @param {boolean} wished
   */
  leaveNoTrace(wished) {
    try {
      if (wished) localStorage.setItem(TRACELESS, "yes");
      else localStorage.removeItem(TRACELESS);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Adds changes to the draft of an exercise, which another tab may be changing too; resolves to whether they
   * will be there after the page is closed.
   * @param {string} exercise
   * @param {Changes} changes
   */
  async saveDraft(exercise, changes) {
    const all = { ...this.#unkept.get(exercise), ...changes };
    const isKept = await this.#write(async (database) => {
      const { store, done } = database.transaction("drafts", "readwrite");
      await store.put(changed(await store.get(exercise), all), exercise);
      await done;
    });
    if (isKept) this.#unkept.delete(exercise);
    else this.#unkept.set(exercise, all);
    return isKept;
  }

  /**
   * The newest draft of an exercise.
   * @param {string} exercise
   * @returns {Promise<Answers>}
   */
  async draft(exercise) {
    const kept = await this.#read((database) => database.get("drafts", exercise), undefined);
    return changed(kept, this.#unkept.get(exercise) ?? {});
  }

  /**
   * Adds to the log; resolves to the entry, and whether it will be there after the page is closed.
   * @param {Omit<Entry, "schema" | "at">} given
   */
  async append(given) {
    const entry = { schema: SCHEMA, at: new Date().toISOString(), ...given };
    const isKept = await this.#write((database) => database.add("log", entry));
    if (!isKept) this.#entries.push(entry);
    return { entry, isKept };
  }

  /**
   * Everything that was given to an exercise, oldest first.
   * @param {string} exercise
   * @returns {Promise<Entry[]>}
   */
  async entries(exercise) {
    const kept = await this.#read((database) => database.getAllFromIndex("log", "exercise", exercise), []);
    return [...kept, ...this.#entries.filter((entry) => entry.exercise === exercise)];
  }

  /** @param {(database: import("idb").IDBPDatabase) => Promise<unknown>} write */
  async #write(write) {
    if (this.isTraceless) return false;
    const database = await this.#open();
    if (!database) return false;
    try {
      await write(database);
      return true;
    } catch (error) {
      console.info("This answer could not be kept on the device.", error);
      return false;
    }
  }

  /**
   * @template T
   * @param {(database: import("idb").IDBPDatabase) => Promise<T>} read
   * @param {T} otherwise
   */
  async #read(read, otherwise) {
    const database = await this.#open();
    try {
      return database ? await read(database) : otherwise;
    } catch (error) {
      console.info("What is kept on the device could not be read.", error);
      return otherwise;
    }
  }

  #open() {
    this.#opened ??= this.#openAnew().catch((error) => {
      console.info("This browser keeps no data for this page.", error);
      return null;
    });
    return this.#opened;
  }

  /** Async throughout, since a browser that blocks storage throws as soon as it is named. */
  async #openAnew() {
    return openDB(NAME, SCHEMA, {
      upgrade(database) {
        const log = database.createObjectStore("log", { autoIncrement: true });
        log.createIndex("exercise", "exercise");
        database.createObjectStore("drafts");
      },
      // A later version in another tab must not wait for this one; the next use opens it again.
      blocking: (_old, _new, event) => {
        /** @type {IDBDatabase} */ (event.target).close();
        this.#opened = undefined;
      },
      terminated: () => {
        this.#opened = undefined;
      },
    });
  }
}

/**
 * @param {Answers | undefined} answers
 * @param {Changes} changes
 * @returns {Answers}
 */
function changed(answers, changes) {
  const all = Object.entries({ ...answers, ...changes });
  return Object.fromEntries(all.filter(/** @returns {one is [string, string]} */ (one) => typeof one[1] === "string"));
}

export const store = new Store();
