// @ts-check
// Covers a text at once, while a page is being closed and nothing can be sealed any more: with a pad of random bytes, no part of
// which is used twice. The pad comes from a key; that is sealed beforehand, and is all that needs to be.

import { fromBase64, toBase64 } from "./base64.js";
import { random } from "./lock.js";

/** @typedef {import("./sealer.js").Sealer} Sealer */
/** @typedef {{key: string, iv: string, data: string}} SealedKey as JSON can say it */
/** @typedef {{lock: string, sealed: SealedKey, from: number, text: string}} Covered `from` is where its part of the pad begins */

/** More than a page's forms hold when it is closed, many times over. */
const PAD_BYTES = 1 << 18;
const CIPHER = "AES-CTR";

export class Pad {
  #sealed;
  #bytes;
  #used = 0;

  /**
   * @param {string} lock its id
   * @param {SealedKey} sealed
   * @param {Uint8Array} bytes
   */
  constructor(lock, sealed, bytes) {
    this.lock = lock;
    this.#sealed = sealed;
    this.#bytes = bytes;
  }

  /** @param {Sealer} sealer open or not */
  static async made(sealer) {
    const key = random(32);
    const { key: id, iv, data } = await sealer.seal([...key], "unsaved");
    return new Pad(sealer.lock.id, { key: id, iv: toBase64(iv), data: toBase64(data) }, await padOf(key));
  }

  get isHalfUsed() {
    return this.#used > this.#bytes.length / 2;
  }

  /**
   * The text covered, or null when too little of the pad is left.
   * @param {string} text
   * @returns {Covered | null}
   */
  cover(text) {
    const bytes = new TextEncoder().encode(text);
    const from = this.#used;
    if (from + bytes.length > this.#bytes.length) return null;
    this.#used += bytes.length;
    return { lock: this.lock, sealed: this.#sealed, from, text: toBase64(mixed(bytes, this.#bytes, from)) };
  }
}

/**
 * The text that was covered, or undefined for what was not covered under this lock, or does not open.
 * @param {Covered} covered
 * @param {Sealer} sealer open
 */
export async function uncovered(covered, sealer) {
  if (covered?.lock !== sealer.lock.id) return undefined;
  try {
    const { key: id, iv, data } = covered.sealed;
    const key = await sealer.open({ key: id, iv: fromBase64(iv), data: fromBase64(data) }, "unsaved");
    const pad = await padOf(Uint8Array.from(/** @type {number[]} */ (key)));
    return new TextDecoder().decode(mixed(fromBase64(covered.text), pad, covered.from));
  } catch {
    return undefined;
  }
}

/** A key makes one pad, so that the counter may begin at nought. @param {import("./lock.js").Bytes} key */
async function padOf(key) {
  const made = await crypto.subtle.importKey("raw", key, CIPHER, false, ["encrypt"]);
  const counter = { name: CIPHER, counter: new Uint8Array(16), length: 64 };
  return new Uint8Array(await crypto.subtle.encrypt(counter, made, new Uint8Array(PAD_BYTES)));
}

/**
 * @param {Uint8Array} bytes
 * @param {Uint8Array} pad
 * @param {number} from
 */
function mixed(bytes, pad, from) {
  return bytes.map((byte, at) => byte ^ pad[from + at]);
}
