// @ts-check
// Holds the journal for a page: takes what it is given into memory and from there to the device, reads it back,
// and keeps in step with other tabs.
import { Kept, NewerLock } from "./kept.js";
import { isDeletion, join, Log } from "./log.js";
import { Memory } from "./memory.js";
import { purged } from "./merging.js";
import { Tabs } from "./tabs.js";
import { isTraceless } from "./traceless.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./drafts.js").Changes} Changes */
/** @typedef {import("./tabs.js").What} What */
/** @typedef {"" | "traceless" | "blocked" | "full" | "newer"} Why */

/** How long after a failure what could not be kept is tried again. */
const RETRY_MS = 20_000;

/** Dispatches `changed` with `detail.what`, and `shut` when what was opened is to be forgotten. */
export class Holding extends EventTarget {
  kept;
  tabs;
  memory = new Memory();
  /** Why what was written last could not be kept. @type {Why} */
  why = "";
  /** @type {Promise<import("./kept.js").Row[]> | undefined} */
  #rows;
  /** @type {Promise<Log> | undefined} */
  #log;
  /** What the log held when it was last read and unlocked. @type {Rec[]} */
  #known = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** For which locks other tabs have been asked. @type {Map<string, Promise<void>>} */
  #asked = new Map();

  /** @param {number} [idleMs] */
  constructor(idleMs) {
    super();
    this.kept = new Kept(() => this.#writeAgain());
    this.tabs = new Tabs(idleMs);
    this.tabs.answerWith((id) => this.#keyFor(id));
    this.tabs.addEventListener("told", (event) => this.#heard(/** @type {CustomEvent<What>} */ (event).detail));
    this.tabs.addEventListener("key", (event) => this.#receiveKey(/** @type {CustomEvent} */ (event).detail));
    this.tabs.addEventListener("locked", () => this.shut());
    this.tabs.addEventListener("idle", () => this.shut());
  }

  /** Everything that was answered; while locked only what this page wrote. @returns {Promise<Log>} */
  log() {
    if (!this.#log) {
      const log = this.#joined();
      this.#log = log;
      log.catch(() => {
        this.#log = undefined;
      });
    }
    return this.#log;
  }

  /**
   * What was answered in an exercise, oldest first, with its reflections where the whole log has been read.
   * @param {string[]} names its own, then those that it had before
   */
  async entriesOf(names) {
    const records = this.#log ? null : await this.kept.recordsOf(names).catch(() => null);
    const log = records ? new Log([...records, ...this.memory.records]) : await this.log();
    return log.of(names);
  }

  /** What seals when there is a lock, with the keys when another tab has them; null when there is none. */
  async sealer() {
    const sealer = await this.kept.sealer().catch(() => null);
    if (!sealer || sealer.isOpen) return sealer;
    const { id } = sealer.lock;
    const asked = this.#asked.get(id) ?? this.#ask(sealer);
    this.#asked.set(id, asked);
    await asked;
    return sealer;
  }

  /**
   * Takes what was given into memory, and from there to the device. Resolves to whether it is there.
   * @param {Rec[]} records
   * @param {Map<string, Changes>} drafts
   */
  async give(records, drafts) {
    const item = this.memory.take(records, drafts, isTraceless());
    if (item.isPassing) {
      this.#log = undefined;
      return false;
    }
    await this.flush();
    return !this.memory.has(item);
  }

  /** Writes what waits in memory; what fails stays there and is tried again later. */
  async flush() {
    const items = this.memory.due();
    if (!items.length) return;
    try {
      await this.kept.add(together(items));
      this.memory.kept(items);
      this.why = "";
    } catch (error) {
      // Where there is no room for all of it, there may be for some.
      const left = items.length > 1 ? await this.#oneByOne(items) : items;
      this.memory.failed(left);
      if (left.length) this.failed(error);
    }
    this.forget();
    if (items.some((item) => item.records.length)) this.tabs.tell("log");
    if (items.some((item) => item.drafts.size)) this.tabs.tell("drafts");
  }

  /** @param {import("./memory.js").Item[]} items */
  async #oneByOne(items) {
    const left = [];
    for (const item of items) {
      try {
        await this.kept.add(together([item]));
        this.memory.kept([item]);
      } catch {
        left.push(item);
      }
    }
    return left;
  }

  /** @param {unknown} error */
  failed(error) {
    console.info("This answer could not be kept on the device.", error);
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    this.why = error instanceof NewerLock ? "newer" : isFull ? "full" : "blocked";
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.retry(), RETRY_MS);
  }

  /** Tries again to keep what could not be kept. Resolves to whether nothing waits any more. */
  async retry() {
    if (!this.memory.isWaiting) return true;
    if (!isTraceless()) await this.flush();
    if (!this.memory.isWaiting) this.changed("log");
    return !this.memory.isWaiting;
  }

  /**
   * Changes rows of the log, in memory for now where that fails.
   * @param {(rows: import("./kept.js").Row[]) => {without: IDBValidKey[], records: Rec[]}} change
   */
  async replace(change) {
    const { without, records } = change(await this.load());
    this.#known = [];
    try {
      await this.kept.add({ records, without });
    } catch (error) {
      this.memory.take(records, new Map(), false);
      this.failed(error);
    }
    this.changed("log");
  }

  /**
   * Puts records in the place of their deletions.
   * @param {Set<string>} ids
   * @param {Rec[]} records
   */
  async revive(ids, records) {
    this.memory.drop((record) => isDeletion(record) && ids.has(record.id));
    await this.replace((rows) => {
      const stale = rows.filter(({ record }) => typeof record.id === "string" && ids.has(record.id));
      return { without: stale.map((row) => row.key), records };
    });
  }

  /** @returns {Promise<Log>} */
  async #joined() {
    const isLocked = await this.isLocked();
    const rows = await this.load();
    const here = isLocked ? [...this.memory.own, ...this.memory.records] : this.memory.records;
    return new Log([...rows.map((row) => row.record), ...here]);
  }

  /** The rows of the log; of what was deleted, what is left is cleared away. */
  load() {
    this.#rows ??= this.#loadAnew();
    return this.#rows;
  }

  async #loadAnew() {
    try {
      const rows = await this.kept.rows();
      const { without, records } = purged(rows);
      if (without.length) this.kept.add({ without, records }).catch(() => {});
      this.#known = rows.map((row) => row.record);
      return rows;
    } catch (error) {
      console.info("What is kept on the device could not be read.", error);
      return [];
    }
  }

  async isLocked() {
    const sealer = await this.sealer();
    return Boolean(sealer && !sealer.isOpen);
  }

  /** @param {import("./sealer.js").Sealer} sealer */
  async #ask(sealer) {
    const key = await this.tabs.askForKey(sealer.lock.id);
    if (key && !sealer.isOpen) this.open(sealer, key);
  }

  /**
   * @param {import("./sealer.js").Sealer} sealer
   * @param {CryptoKey} privateKey
   */
  open(sealer, privateKey) {
    sealer.use(privateKey);
    this.tabs.watch();
    this.forget();
    this.#dispatch("lock");
  }

  /** @param {string} id of a lock */
  #keyFor(id) {
    const sealer = this.kept.present;
    return sealer?.lock.id === id ? sealer.privateKey : null;
  }

  /** @param {{lock: string, key: CryptoKey}} given by another tab that has been unlocked */
  async #receiveKey({ lock, key }) {
    const sealer = await this.kept.sealer().catch(() => null);
    if (sealer && !sealer.isOpen && sealer.lock.id === lock && key) this.open(sealer, key);
  }

  /** Forgets the keys, and what they opened. */
  shut() {
    const sealer = this.kept.present;
    if (!sealer?.isOpen) return;
    sealer.use(null);
    this.kept.forgetDrafts();
    this.#known = [];
    this.memory.forgetOwn();
    this.dispatchEvent(new Event("shut"));
    this.forget();
    this.#dispatch("lock");
  }

  /** @param {{lock: import("./lock.js").Lock, privateKey: CryptoKey} | null} made */
  async hasTurned(made) {
    this.kept.forgetLock();
    this.kept.forgetDrafts();
    const sealer = await this.kept.sealer().catch(() => null);
    if (made && sealer?.lock.id === made.lock.id) {
      sealer.use(made.privateKey);
      this.tabs.watch();
    }
    this.forget();
    this.changed("lock");
    if (made) this.tabs.giveKey(made.lock.id, made.privateKey);
    return true;
  }

  /** What the browser has cleared under this page, as far as the page knows it. */
  async #writeAgain() {
    const { own, ownDrafts } = this.memory;
    const records = join([...this.#known, ...own]);
    const drafts = new Map([...ownDrafts].map(([name, changes]) => [name, { ...changes }]));
    this.kept.forgetDrafts();
    this.forget();
    if (records.length || drafts.size) await this.give(records, drafts);
    this.changed("log");
  }

  /** @param {What} what another tab says has changed */
  #heard(what) {
    if (what === "lock") this.kept.forgetLock();
    if (what === "emptied") this.empty();
    if (what === "log") this.#known = [];
    if (what !== "drafts") this.forget();
    this.#dispatch(what);
  }

  empty() {
    this.#known = [];
    this.memory.empty();
    this.dispatchEvent(new Event("shut"));
    this.kept.forgetAll();
    this.forget();
  }

  /** Reads the log anew when it is next asked for. */
  forget() {
    this.#rows = undefined;
    this.#log = undefined;
  }

  /** @param {What} what */
  changed(what) {
    this.forget();
    this.tabs.tell(what);
    this.#dispatch(what);
  }

  /** @param {What} what */
  #dispatch(what) {
    this.dispatchEvent(new CustomEvent("changed", { detail: { what } }));
  }
}

/** @param {import("./memory.js").Item[]} items */
function together(items) {
  /** @type {Map<string, Changes>} */
  const drafts = new Map();
  for (const item of items) {
    for (const [name, changes] of item.drafts) drafts.set(name, { ...drafts.get(name), ...changes });
  }
  return { records: items.flatMap((item) => item.records), drafts };
}
