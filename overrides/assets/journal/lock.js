// @ts-check
// The lock: a passphrase, by way of Argon2id, opens the private key of a pair. Whoever has no passphrase can
// still seal with the public one, so that what is written while the journal is locked is sealed too.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{version: number, id: string, salt: Bytes, memory: number, passes: number, lanes: number, iv: Bytes, privateKey: Bytes, publicKey: Bytes}} Lock what is kept of it; `memory` in KiB, `privateKey` is wrapped */

export const LOCK_VERSION = 1;
/** A setting of equal strength from OWASP's Password Storage Cheat Sheet, section Argon2id (read November 2026). */
const ARGON2 = { memory: 19_456, passes: 2, lanes: 1 };
/** A file may name other settings; beyond these a device would stand still. */
const MOST = { memory: 1_048_576, passes: 64, lanes: 16 };
const RSA = { name: "RSA-OAEP", modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };

/** Whether this page may use the browser's cryptography: only over a secure connection. */
export function canLock() {
  return Boolean(globalThis.crypto?.subtle);
}

/**
 * @param {string} passphrase
 * @returns {Promise<{lock: Lock, privateKey: CryptoKey}>}
 */
export async function makeLock(passphrase) {
  const pair = await crypto.subtle.generateKey(RSA, true, ["wrapKey", "unwrapKey"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const id = [...random(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const lock = await wrapped({ version: LOCK_VERSION, id, publicKey }, pair.privateKey, passphrase);
  const privateKey = await openLock(lock, passphrase);
  if (!privateKey) throw new Error("a lock that was just made does not open");
  return { lock, privateKey };
}

/**
 * The private key, or null when the passphrase is another.
 * @param {Lock} lock
 * @param {string} passphrase
 * @param {boolean} [isExtractable]
 */
export async function openLock(lock, passphrase, isExtractable = false) {
  const key = await passphraseKey(passphrase, lock);
  const cipher = { name: "AES-GCM", iv: lock.iv, additionalData: purposeOf(lock.id) };
  try {
    return await crypto.subtle.unwrapKey("pkcs8", lock.privateKey, key, cipher, RSA, isExtractable, ["unwrapKey"]);
  } catch {
    return null;
  }
}

/**
 * The same lock for another passphrase, or null when the old one is wrong. What was sealed stays as it is.
 * @param {Lock} lock
 * @param {string} old
 * @param {string} passphrase
 * @returns {Promise<Lock | null>}
 */
export async function withPassphrase(lock, old, passphrase) {
  const privateKey = await openLock(lock, old, true);
  return privateKey && (await wrapped(lock, privateKey, passphrase));
}

/**
 * Whether a lock can be worked with here: ours, and within bounds.
 * @param {any} lock
 * @returns {lock is Lock}
 */
export function isLock(lock) {
  if (lock?.version !== LOCK_VERSION || typeof lock.id !== "string") return false;
  const isWithin = (/** @type {keyof typeof MOST} */ name) =>
    Number.isInteger(lock[name]) && lock[name] >= 1 && lock[name] <= MOST[name];
  const isBytes = (/** @type {string} */ name) => lock[name] instanceof Uint8Array && lock[name].length > 0;
  const hasSettings = isWithin("memory") && isWithin("passes") && isWithin("lanes") && lock.memory >= 8 * lock.lanes;
  return hasSettings && ["salt", "iv", "privateKey", "publicKey"].every(isBytes) && lock.salt.length >= 8;
}

/** @param {Lock} lock */
export function publicKeyOf(lock) {
  return crypto.subtle.importKey("spki", lock.publicKey, RSA, false, ["wrapKey"]);
}

/** @param {number} length @returns {Bytes} */
export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * @param {Pick<Lock, "version" | "id" | "publicKey">} lock
 * @param {CryptoKey} privateKey
 * @param {string} passphrase
 * @returns {Promise<Lock>}
 */
async function wrapped({ version, id, publicKey }, privateKey, passphrase) {
  const settings = { ...ARGON2, salt: random(16) };
  const iv = random(12);
  const key = await passphraseKey(passphrase, settings);
  const cipher = { name: "AES-GCM", iv, additionalData: purposeOf(id) };
  const bytes = new Uint8Array(await crypto.subtle.wrapKey("pkcs8", privateKey, key, cipher));
  return { version, id, publicKey, ...settings, iv, privateKey: bytes };
}

/**
 * @param {string} passphrase
 * @param {Pick<Lock, "salt" | "memory" | "passes" | "lanes">} settings
 */
async function passphraseKey(passphrase, { salt, memory, passes, lanes }) {
  const { argon2id } = await import("../packages/argon2.js");
  // The same passphrase can be typed as different characters on different keyboards.
  const password = passphrase.normalize("NFKC");
  const bytes = await argon2id({
    password,
    salt,
    memorySize: memory,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: "binary",
  });
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["wrapKey", "unwrapKey"]);
}

/** @param {string} id */
function purposeOf(id) {
  return new TextEncoder().encode(`how-we-help/${id}/private key`);
}
