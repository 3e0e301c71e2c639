// @ts-check
// What is kept on this device: rows of the log and drafts, sealed when there is a lock.
import { Database, requested } from "./database.js";
import { byName, changed, changesIn, counted, merged, slotIn } from "./drafts.js";
import { isLock } from "./lock.js";
import { markLock } from "./lock-mark.js";
import { newId, read } from "./records.js";
import { opening, Sealer, sealed } from "./sealer.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./drafts.js").Changes} Changes */
/** @typedef {import("./drafts.js").Fields} Fields */
/** @typedef {import("./drafts.js").Slot} Slot */
/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {{key: IDBValidKey, record: Rec}} Row */
/** @typedef {{records?: Rec[], drafts?: Map<string, Changes>, without?: IDBValidKey[]}} Given what to add, and which rows to take away */

const LOCK = "lock";
const ASKED = "persistence";
/** Another tab can turn the lock on or off while this one seals; then it seals, or not, once more. */
const TRIES = 5;

/** Says that a later version of this site locked what is here in a way that this one does not know. */
export class NewerLock extends Error {}

export class Kept {
  /** @type {Promise<Sealer | null> | undefined} */
  #sealer;
  /** @type {Sealer | null} */
  #last = null;
  /** Where this page puts what it writes into each form while there is a lock. @type {Map<string, {key: string, fields: Fields}>} */
  #slots = new Map();
  #turn = Promise.resolve();

  /** @param {() => void} whenAnew called when the browser has cleared what was here */
  constructor(whenAnew) {
    this.database = new Database(async (database) => {
      // The lock comes back before anything is written in plain.
      await this.#putLockBack(database);
      queueMicrotask(whenAnew);
    });
  }

  /** Seals when there is a lock; null when there is none. */
  sealer() {
    this.#sealer ??= this.#found();
    this.#sealer.catch(() => this.forgetLock());
    return this.#sealer;
  }

  /** The sealer as it was last found. */
  get present() {
    return this.#last;
  }

  /** For when another tab may have changed the lock. */
  forgetLock() {
    this.#sealer = undefined;
  }

  /** Begins new places for drafts, since the fields written into the present ones are being forgotten. */
  forgetDrafts() {
    this.#slots.clear();
  }

  /**
   * Adds records and drafts, all or nothing.
   * @param {Given} given
   */
  async add(given) {
    const sealer = await this.sealer();
    if (!sealer) return this.#add(given);
    // What one page writes into one form goes over what it wrote before, so that it must arrive in order.
    const adding = this.#turn.then(() => this.#add(given));
    this.#turn = adding.catch(() => {});
    return adding;
  }

  /** @param {Given} given */
  async #add({ records = [], drafts = new Map(), without = [] }) {
    for (let tries = 0; tries < TRIES; tries++) {
      const sealer = await this.sealer();
      const rows = sealer ? await Promise.all(records.map((one) => sealed(sealer, one, "log"))) : records;
      const draft = sealer ? await this.#sealedDrafts(sealer, drafts) : plainDrafts(drafts);
      const isDone = await this.underLock(["log", "drafts"], sealer, async (transaction) => {
        const log = transaction.objectStore("log");
        await requested([...without.map((key) => () => log.delete(key)), ...rows.map((row) => () => log.add(row))]);
        await draft(transaction.objectStore("drafts"));
      });
      if (isDone) return;
    }
    throw new Error("The lock was turned again and again.");
  }

  /**
   * Does the work if the lock is still the one that it was made for; resolves to whether it was.
   * @param {string[]} names
   * @param {Sealer | null} sealer
   * @param {(transaction: Transaction) => Promise<unknown>} work
   */
  async underLock(names, sealer, work) {
    const dataKey = await sealer?.dataKey();
    const isSame = await this.database.within([...names, "keys"], "readwrite", async (transaction) => {
      const keys = transaction.objectStore("keys");
      const lock = await keys.get(LOCK);
      if ((lock?.id ?? "") !== (sealer?.lock.id ?? "")) return false;
      if (dataKey) await keys.put(dataKey, `key ${dataKey.id}`);
      await work(transaction);
      return true;
    });
    if (!isSame) this.forgetLock();
    return isSame;
  }

  /**
   * The log as far as it can be read; what cannot stays where it is.
   * @returns {Promise<Row[]>}
   */
  async rows() {
    const [values, keys, sealer] = await this.#all("log");
    const opened = sealer ? await Promise.all(values.map((value) => opening(sealer, value, "log"))) : values;
    return opened.flatMap((value, at) => {
      const record = read(value);
      return record ? [{ key: keys[at], record }] : [];
    });
  }

  /** How many rows the log has, whether they can be read or not. */
  count() {
    return this.database.within(["log"], "readonly", (transaction) => transaction.objectStore("log").count());
  }

  /**
   * What was answered in an exercise, found without reading the rest of the log; null where only reading all of it tells.
   * @param {string[]} names
   * @returns {Promise<Rec[] | null>}
   */
  async recordsOf(names) {
    if (await this.sealer()) return null;
    const values = await this.database.within(["log"], "readonly", (transaction) => {
      const index = transaction.objectStore("log").index("exercise");
      return Promise.all(names.map((name) => index.getAll(name)));
    });
    return values.flat().flatMap((value) => read(value) ?? []);
  }

  /**
   * The draft of an exercise under its own name, the first, and those that it had before.
   * @param {string[]} names
   */
  async draft(names) {
    const [values, keys, sealer] = await this.#all("drafts");
    if (!sealer) {
      const found = names.toReversed().map((name) => values[keys.indexOf(name)]);
      return changed(Object.assign({}, ...found.map((one) => changed(one, {}))), {});
    }
    const opened = await Promise.all(values.map((value) => opening(sealer, value, "drafts")));
    const fields = byName(opened.flatMap((value) => slotIn(value) ?? []));
    return changed({}, Object.assign({}, ...names.toReversed().map((name) => changesIn(fields.get(name) ?? {}))));
  }

  /** @param {string} key @returns {Promise<unknown>} */
  async derived(key) {
    const [values, keys, sealer] = await this.#all("derived");
    if (!sealer) return values[keys.indexOf(key)];
    const all = /** @type {Record<string, unknown>} */ ((await opening(sealer, values[0], "derived")) ?? {});
    return Object.hasOwn(all, key) ? all[key] : undefined;
  }

  /** @param {string} key @param {unknown} value */
  async setDerived(key, value) {
    const [values, , sealer] = await this.#all("derived");
    if (!sealer) {
      await this.underLock(["derived"], null, (transaction) => transaction.objectStore("derived").put(value, key));
    } else if (sealer.isOpen) {
      const all = /** @type {object} */ ((await opening(sealer, values[0], "derived")) ?? {});
      // The names say which exercises there are, so that they are sealed with the rest.
      const row = await sealed(sealer, { ...all, [key]: value }, "derived");
      await this.underLock(["derived"], sealer, (transaction) => transaction.objectStore("derived").put(row, "sealed"));
    }
  }

  /** What the browser answered when it was asked to keep this for good; null before it was asked. */
  async asked() {
    const asked = await this.database.within(["keys"], "readonly", (transaction) =>
      transaction.objectStore("keys").get(ASKED),
    );
    return typeof asked === "boolean" ? asked : null;
  }

  /** @param {boolean} answer */
  async setAsked(answer) {
    await this.database.within(["keys"], "readwrite", (transaction) =>
      transaction.objectStore("keys").put(answer, ASKED),
    );
  }

  async clear() {
    await this.database.within([], "readwrite", async (transaction) => {
      await Promise.all([...transaction.objectStoreNames].map((name) => transaction.objectStore(name).clear()));
    });
    this.forgetAll();
  }

  forgetAll() {
    this.#last = null;
    this.forgetLock();
    this.forgetDrafts();
  }

  /**
   * Everything in a store, with what opens it.
   * @param {"log" | "drafts" | "derived"} name
   * @returns {Promise<[any[], IDBValidKey[], Sealer | null]>}
   */
  async #all(name) {
    for (let tries = 0; ; tries++) {
      const sealer = await this.sealer();
      const [values, keys, lock, kept] = await this.database.within([name, "keys"], "readonly", (transaction) => {
        const store = transaction.objectStore(name);
        const locks = transaction.objectStore("keys");
        return Promise.all([store.getAll(), store.getAllKeys(), locks.get(LOCK), locks.getAll()]);
      });
      if ((lock?.id ?? "") !== (sealer?.lock.id ?? "") && tries < TRIES) {
        this.forgetLock();
        continue;
      }
      sealer?.learn(kept.filter((one) => one?.wrapped instanceof Uint8Array));
      return [values, keys, sealer];
    }
  }

  /** @param {import("./database.js").Opened} database */
  async #putLockBack(database) {
    const sealer = this.#last;
    if (!sealer) return;
    const { store, done } = database.transaction("keys", "readwrite");
    await Promise.all([
      store.put(sealer.lock, LOCK),
      ...[...sealer.dataKeys.values()].map((one) => store.put(one, `key ${one.id}`)),
      done,
    ]);
    markLock(true); // which may have gone with all that was kept
  }

  async #found() {
    const [lock, kept] = await this.database.within(["keys"], "readonly", (transaction) => {
      const keys = transaction.objectStore("keys");
      return Promise.all([keys.get(LOCK), keys.getAll()]);
    });
    markLock(lock !== undefined);
    if (lock === undefined) {
      this.#last = null;
      return null;
    }
    if (!isLock(lock)) throw new NewerLock("A later version of this site locked what is here.");
    const sealer = this.#last?.lock.id === lock.id ? this.#last : new Sealer(lock);
    sealer.lock = lock;
    sealer.learn(kept.filter((one) => one?.wrapped instanceof Uint8Array));
    this.#last = sealer;
    return sealer;
  }

  /**
   * @param {Sealer} sealer
   * @param {Map<string, Changes>} drafts
   */
  async #sealedDrafts(sealer, drafts) {
    if (!drafts.size) return async () => {};
    const [values] = await this.#all("drafts");
    const count = 1 + values.reduce((most, value) => Math.max(most, Number(value?.count) || 0), 0);
    const rows = await Promise.all(
      [...drafts].map(async ([name, changes]) => {
        const slot = this.#slots.get(name) ?? { key: newId(), fields: {} };
        slot.fields = merged(slot.fields, counted(changes, count));
        this.#slots.set(name, slot);
        const row = { ...(await sealed(sealer, { name, fields: slot.fields }, "drafts")), count };
        return { key: slot.key, row };
      }),
    );
    return async (/** @type {any} */ store) => {
      await Promise.all(rows.map(({ key, row }) => store.put(row, key)));
    };
  }
}

/** @param {Map<string, Changes>} drafts */
function plainDrafts(drafts) {
  return async (/** @type {any} */ store) => {
    for (const [name, changes] of drafts) await store.put(changed(await store.get(name), changes), name);
  };
}
