// @ts-check
// Turns the lock on and off, opens and closes it, and has what pages leave under it covered.
import { coverWith, forgetAllCovered, uncover } from "./covered.js";
import { openLock } from "./lock.js";
import { Pad, uncovered } from "./pad.js";
import { changePassphrase, turnOff, turnOn } from "./turning.js";
import { everything, forget } from "./unsaved.js";

export class Locking {
  #held;
  /** @type {Pad | null} */
  #pad = null;

  /** @param {import("./holding.js").Holding} held */
  constructor(held) {
    this.#held = held;
  }

  /**
   * Seals everything. It stays open until `close` or idleness.
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it is sealed
   */
  async turnOn(passphrase) {
    // What pages left in plain when they were closed comes under the lock too.
    const left = everything();
    await this.#held.give([], new Map(Object.entries(left)));
    if (this.#held.memory.isWaiting) return false;
    const made = await turnOn(this.#held.kept, passphrase);
    if (!made) return false;
    forget(Object.keys(left));
    return this.#held.hasTurned(made);
  }

  /**
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it opens
   */
  async open(passphrase) {
    const sealer = await this.#held.sealer();
    if (!sealer || sealer.isOpen) return Boolean(sealer);
    const privateKey = await openLock(sealer.lock, passphrase);
    if (!privateKey) return false;
    this.#held.open(sealer, privateKey);
    this.#held.tabs.giveKey(sealer.lock.id, privateKey);
    return true;
  }

  /** Forgets the keys, in every tab. */
  close() {
    this.#held.tabs.tellLocked();
    this.#held.shut();
  }

  /**
   * @param {string} old
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether the old one was right
   */
  async change(old, passphrase) {
    const isDone = passphrase ? await changePassphrase(this.#held.kept, old, passphrase) : false;
    if (isDone) this.#held.changed("lock");
    return isDone;
  }

  /**
   * Keeps everything in plain again.
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it was right
   */
  async turnOff(passphrase) {
    await this.openLeft();
    const isDone = await turnOff(this.#held.kept, passphrase);
    if (!isDone) return false;
    await this.#held.hasTurned(null);
    const left = everything();
    if (await this.#held.give([], new Map(Object.entries(left)))) forget(Object.keys(left));
    forgetAllCovered();
    return true;
  }

  /** Makes what covers at once, when there is no time to seal any more. */
  async readyToLeave() {
    const sealer = await this.#held.sealer();
    if (!sealer || (this.#pad?.lock === sealer.lock.id && !this.#pad.isHalfUsed)) return;
    const pad = await Pad.made(sealer);
    // What opens the pad is to be there before anything is covered with it.
    if (!(await this.#held.kept.underLock([], sealer, async () => {}))) return;
    this.#pad = pad;
    coverWith(pad);
  }

  /** Has in memory what was covered, once the lock is open. */
  async openLeft() {
    const sealer = await this.#held.sealer();
    if (sealer?.isOpen) await uncover((one) => uncovered(one, sealer));
  }
}
