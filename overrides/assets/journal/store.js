// @ts-check
// Keeps answers on this device: a log that is only added to, and the draft of each exercise as it is typed.
// Where the browser keeps nothing, or the reader wishes to leave no trace, they last as long as the page.
import { forgetAllCovered } from "./covered.js";
import { Deletions } from "./deletions.js";
import { changed } from "./drafts.js";
import { Holding } from "./holding.js";
import { canLock } from "./lock.js";
import { Locking } from "./locking.js";
import { isDeletion } from "./log.js";
import { merge, purged } from "./merging.js";
import { written } from "./records.js";
import { isTraceless, leaveNoTrace } from "./traceless.js";
import { everything, forget, lockUp } from "./unsaved.js";

/** @typedef {import("./records.js").Answers} Answers */
/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./drafts.js").Changes} Changes */
/** @typedef {import("./log.js").Log} Log */
/** @typedef {import("./holding.js").Why} Why */
/** @typedef {"" | "insecure" | "newer" | "memory"} WhyNoLock the page came over no secure connection; a later version keeps the journal; nothing is kept */
/** @typedef {{kept: "device" | "memory", why: Why, lock: "none" | "locked" | "unlocked", waiting: number, whyNoLock: WhyNoLock, persisted: boolean | null}} Status `waiting` counts the records that are sealed now */

/** Dispatches `changed` with `detail.what` when something else than a draft of this page has changed, here or in another tab. */
export class Store extends EventTarget {
  #held;
  #locking;
  #deletions;
  /** What could not be kept of what was computed. @type {Map<string, unknown>} */
  #derived = new Map();

  /** @param {{idleMs?: number}} [options] */
  constructor({ idleMs } = {}) {
    super();
    this.#held = new Holding(idleMs);
    this.#locking = new Locking(this.#held);
    this.#deletions = new Deletions(this.#held, this);
    this.#held.addEventListener("changed", (event) => {
      this.dispatchEvent(new CustomEvent("changed", { detail: /** @type {CustomEvent} */ (event).detail }));
    });
    this.#held.addEventListener("shut", () => {
      this.#deletions.forget();
      this.#derived.clear();
      lockUp();
    });
  }

  /** Whether the reader wishes that nothing is kept here. */
  get isTraceless() {
    return isTraceless();
  }

  /**
   * Returns whether the wish could be kept for the next page.
   * @param {boolean} wished
   */
  leaveNoTrace(wished) {
    return leaveNoTrace(wished);
  }

  /** @returns {Promise<Status>} */
  async status() {
    const isThere = await this.#held.kept.database.isThere();
    const sealer = await this.sealer();
    const lock = sealer ? (sealer.isOpen ? "unlocked" : "locked") : "none";
    const { isNewer } = this.#held.kept.database;
    const isLate = isNewer && !this.#held.why ? "newer" : this.#held.why;
    const why = this.isTraceless ? "traceless" : isThere ? isLate : "blocked";
    const isKept = why === "" || (why === "newer" && !this.#held.memory.isWaiting);
    const whyNoLock = !canLock()
      ? "insecure"
      : !isThere
        ? "memory"
        : isNewer || this.#held.why === "newer"
          ? "newer"
          : "";
    const waiting = lock === "locked" ? await this.#held.kept.count().catch(() => 0) : 0;
    const persisted = await Promise.resolve(globalThis.navigator?.storage?.persisted?.() ?? null).catch(() => null);
    return { kept: isKept ? "device" : "memory", why, lock, waiting, whyNoLock, persisted };
  }

  /**
   * Asks the browser to keep everything for good, once for all visits unless `again`, and never before there is something.
   * Resolves to its answer; null where it gave none.
   * @param {{again?: boolean}} [options]
   */
  async persist({ again = false } = {}) {
    if (this.isTraceless || !globalThis.navigator?.storage?.persist) return null;
    try {
      const before = await this.#held.kept.asked();
      if (before !== null && !again) return (await navigator.storage.persisted()) || before;
      if (!(await this.#held.load()).length && !this.#held.memory.own.length) return null;
      const answer = await navigator.storage.persist();
      await this.#held.kept.setAsked(answer);
      this.#held.changed("kept");
      return answer;
    } catch {
      return null;
    }
  }

  /**
   * The newest draft of an exercise; while locked only what this page wrote.
   * @param {string[]} names its own, then those that it had before
   * @returns {Promise<Answers>}
   */
  async draft(names) {
    const isLocked = await this.#held.isLocked();
    if (isLocked) return this.#held.memory.ownDraft(names);
    // What waits now may be on the device, and so no longer in memory, by the time that what is there has been read.
    const waiting = this.#held.memory.changesOf(names);
    const kept = await this.#held.kept.draft(names).catch(() => ({}));
    return this.#held.memory.over(changed(kept, waiting), names);
  }

  /**
   * Adds changes to the draft of an exercise, which another tab may be changing too; resolves to whether they
   * will be there after the page is closed.
   * @param {string} name
   * @param {Changes} changes
   */
  async saveDraft(name, changes) {
    return this.#held.give([], new Map([[name, changes]]));
  }

  /** Gets ready for a page that is closed under a lock, when there is no time to seal what was typed last. */
  async readyToLeave() {
    if (!this.isTraceless) await this.#locking.readyToLeave();
  }

  /** Has in memory what pages left when they were closed under a lock, once that is open. */
  openLeft() {
    return this.#locking.openLeft();
  }

  /**
   * Adds to the log; resolves to the record, and whether it will be there after the page is closed.
   * @param {{type: string} & Record<string, unknown>} given all but schema, id, at and day
   */
  async append(given) {
    const record = written(given, new Date());
    const isKept = await this.#held.give([record], new Map());
    this.#held.changed("log");
    return { record, isKept };
  }

  /** Everything that was answered; while locked only what this page wrote. @returns {Promise<Log>} */
  log() {
    return this.#held.log();
  }

  /**
   * What was answered in one exercise, oldest first; quicker than the log, and without reflections.
   * @param {string[]} names its own, then those that it had before
   */
  entriesOf(names) {
    return this.#held.entriesOf(names);
  }

  /**
   * Removes an entry, with all that was made of it, from this device at once; `restore` brings it back while the page lasts.
   * Resolves to whether there was such an entry.
   * @param {string} id
   */
  remove(id) {
    return this.#deletions.remove(id);
  }

  /**
   * Brings back what `remove` took; resolves to whether it could.
   * @param {string} id
   */
  restore(id) {
    return this.#deletions.restore(id);
  }

  /** Removes everything from this device: the log, the drafts, and the lock. Resolves to whether it could. */
  async removeAll() {
    try {
      await this.#held.kept.clear();
    } catch (error) {
      console.info("What is kept on the device could not be removed.", error);
      return false;
    }
    forget(Object.keys(everything()));
    forgetAllCovered();
    this.#held.empty();
    this.#held.changed("emptied");
    overwrite();
    return true;
  }

  /**
   * Brings in records from elsewhere, all or none.
   * @param {unknown[]} records
   * @param {{restoring?: boolean}} [options] whether those that were deleted here come back
   */
  async receive(records, { restoring = false } = {}) {
    const log = await this.log();
    const { add, revived, counts } = merge(log.records, records, restoring);
    if (this.isTraceless) this.#held.memory.take(add, new Map(), true);
    else if (revived.size) await this.#held.revive(revived, add);
    else if (add.length) {
      await this.#held.replace((rows) => {
        const rest = purged(rows, add.filter(isDeletion));
        return { without: rest.without, records: [...add, ...rest.records] };
      });
    }
    this.#held.changed("log");
    return counts;
  }

  /** What was computed and can be computed again, or undefined. @param {string} key @returns {Promise<unknown>} */
  async derived(key) {
    if (await this.#held.isLocked()) return undefined;
    if (this.#derived.has(key)) return this.#derived.get(key);
    return await this.#held.kept.derived(key).catch(() => undefined);
  }

  /**
   * @param {string} key
   * @param {unknown} value what JSON can say
   */
  async setDerived(key, value) {
    if (await this.#held.isLocked()) return;
    this.#derived.set(key, value);
    if (this.isTraceless) return;
    try {
      await this.#held.kept.setDerived(key, value);
      this.#derived.delete(key);
      this.#held.tabs.tell("derived");
    } catch {
      // It stays in memory, and is computed again on the next page.
    }
  }

  /**
   * Locks everything with a passphrase, which nobody can find again. Resolves to whether it is locked;
   * `status()` says why it cannot be. It stays open until `lockNow` or idleness.
   * @param {string} passphrase
   */
  async lockWith(passphrase) {
    const { whyNoLock, lock } = await this.status();
    if (whyNoLock || lock !== "none" || !passphrase) return false;
    const isLocked = await this.#locking.turnOn(passphrase);
    if (isLocked) overwrite();
    return isLocked;
  }

  /**
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it opens
   */
  unlock(passphrase) {
    return this.#locking.open(passphrase);
  }

  /** Forgets the keys, in every tab. */
  lockNow() {
    this.#locking.close();
  }

  /**
   * @param {string} old
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether the old one was right
   */
  changePassphrase(old, passphrase) {
    return this.#locking.change(old, passphrase);
  }

  /**
   * Keeps everything in plain again.
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it was right
   */
  removeLock(passphrase) {
    return this.#locking.turnOff(passphrase);
  }

  /** What seals when there is a lock; null when there is none. */
  sealer() {
    return this.#held.sealer();
  }
}

export const store = new Store();

/** What was in plain is given up beside the page, which need not wait for that. */
function overwrite() {
  import("./overwriting.js").then((overwriting) => overwriting.overwrite()).catch(() => {});
}
