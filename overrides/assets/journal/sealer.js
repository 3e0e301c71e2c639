// @ts-check
// Seals what is kept, each piece by itself; opens it while the journal is unlocked.
import { publicKeyOf, random } from "./lock.js";

/** @typedef {import("./lock.js").Bytes} Bytes */
/** @typedef {import("./lock.js").Lock} Lock */
/** @typedef {{key: string, iv: Bytes, data: Bytes}} Sealed `key` is the id of the data key */
/** @typedef {{id: string, wrapped: Bytes}} DataKey as it is kept */
/** @typedef {"log" | "drafts" | "derived" | "unsaved"} Purpose */

const AES = { name: "AES-GCM", length: 256 };
const OAEP = { name: "RSA-OAEP" };

export class Sealer {
  /** @type {CryptoKey | null} */
  #privateKey = null;
  /** @type {Map<string, Promise<CryptoKey | null>>} */
  #opened = new Map();
  /** @type {Promise<{kept: DataKey, key: CryptoKey}> | undefined} */
  #current;
  /** Every data key as it is kept, by its id. @type {Map<string, DataKey>} */
  dataKeys = new Map();

  /** @param {Lock} lock */
  constructor(lock) {
    this.lock = lock;
  }

  get privateKey() {
    return this.#privateKey;
  }

  get isOpen() {
    return Boolean(this.#privateKey);
  }

  /** @param {CryptoKey | null} privateKey null to forget everything that opens */
  use(privateKey) {
    this.#privateKey = privateKey;
    this.#opened.clear();
    this.#current = undefined;
  }

  /** @param {DataKey[]} dataKeys */
  learn(dataKeys) {
    for (const one of dataKeys) if (!this.dataKeys.has(one.id)) this.dataKeys.set(one.id, one);
  }

  /** The data key that this page seals with, as it is to be kept beside what it sealed. */
  async dataKey() {
    this.#current ??= this.#chosenKey();
    return (await this.#current).kept;
  }

  /**
   * @param {unknown} value what JSON can say
   * @param {Purpose} purpose which is where it is kept: moved elsewhere it does not open
   * @returns {Promise<Sealed>}
   */
  async seal(value, purpose) {
    this.#current ??= this.#chosenKey();
    const { kept, key } = await this.#current;
    const iv = random(12);
    const cipher = { name: "AES-GCM", iv, additionalData: this.#bound(purpose) };
    const data = await crypto.subtle.encrypt(cipher, key, new TextEncoder().encode(JSON.stringify(value)));
    return { key: kept.id, iv, data: new Uint8Array(data) };
  }

  /**
   * What was sealed, or undefined while locked and for what does not open.
   * @param {unknown} sealed
   * @param {Purpose} purpose
   * @returns {Promise<unknown>}
   */
  async open(sealed, purpose) {
    const { key: id, iv, data } = /** @type {Sealed} */ (sealed ?? {});
    try {
      const key = await this.#key(id);
      if (!key) return undefined;
      const text = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv, additionalData: this.#bound(purpose) },
        key,
        data,
      );
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return undefined;
    }
  }

  /** @param {string} id */
  #key(id) {
    const known = this.#opened.get(id);
    if (known) return known;
    const kept = this.dataKeys.get(id);
    if (!kept || !this.#privateKey) return null;
    const opening = crypto.subtle
      .unwrapKey("raw", kept.wrapped, this.#privateKey, OAEP, AES, false, ["encrypt", "decrypt"])
      .catch(() => null);
    this.#opened.set(id, opening);
    return opening;
  }

  /** One that is there already if it opens, so that they do not grow in number. */
  async #chosenKey() {
    for (const kept of this.#privateKey ? this.dataKeys.values() : []) {
      const key = await this.#key(kept.id);
      if (key) return { kept, key };
    }
    const key = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
    const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", key, await publicKeyOf(this.lock), OAEP));
    const id = [...random(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const kept = { id, wrapped };
    this.dataKeys.set(id, kept);
    return { kept, key };
  }

  /** @param {Purpose} purpose */
  #bound(purpose) {
    return new TextEncoder().encode(`how-we-help/${this.lock.id}/${purpose}`);
  }
}

/**
 * @param {Sealer} sealer
 * @param {unknown} value
 * @param {Purpose} purpose
 */
export async function sealed(sealer, value, purpose) {
  return { sealed: await sealer.seal(value, purpose) };
}

/**
 * @param {Sealer} sealer
 * @param {any} value
 * @param {Purpose} purpose
 */
export async function opening(sealer, value, purpose) {
  return value?.sealed ? await sealer.open(value.sealed, purpose) : value;
}
