// @ts-check
// Reads a file that was exported here, on another device or by an earlier version. Whatever it holds, it never
// raises: it gives all records of the file, or one sentence that says why not.
import { fromBase64 } from "./base64.js";
import { isLock, openLock } from "./lock.js";
import { join } from "./log.js";
import { DEEPEST, isObject, read as readRecord } from "./records.js";
import { Sealer } from "./sealer.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {{problem: string, needs?: "passphrase"}} Problem a sentence; `needs`: with a passphrase, or another one, it may be read */

export const MOST_BYTES = 64 * 1024 * 1024;
const FORMAT = "how-we-help";
const TOO_LARGE = "This file is larger than any journal; it was not read.";
const UNREADABLE = "This file could not be read.";
const NOT_OURS = "This is not a file that was exported here.";
const DAMAGED = "This file is damaged, or was changed by hand; nothing was taken from it.";
const NEWER = "A newer version of this site wrote this file; reload the page and try again.";
const SEALED = "This file is locked: type the passphrase that it was exported with.";
const WRONG = "This passphrase does not open the file.";
const INSECURE = "This page did not come over a secure connection, so it cannot open a locked file.";

class Refused extends Error {
  /** @param {string} sentence @param {"passphrase"} [needs] */
  constructor(sentence, needs) {
    super(sentence);
    /** @type {Problem} */
    this.problem = needs ? { problem: sentence, needs } : { problem: sentence };
  }
}

/**
 * @param {Blob | string} file
 * @param {string} [passphrase] for a file that is locked
 * @returns {Promise<{records: Rec[]} | Problem>}
 */
export async function read(file, passphrase) {
  try {
    const content = parsed(await textOf(file));
    return { records: await recordsIn(content, passphrase) };
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    console.info("The file could not be read.", error);
    return { problem: DAMAGED };
  }
}

/** @param {Blob | string} file */
async function textOf(file) {
  const size = typeof file === "string" ? file.length : file.size;
  if (size > MOST_BYTES) throw new Refused(TOO_LARGE);
  if (typeof file === "string") return file;
  return file.text().catch(() => {
    throw new Refused(UNREADABLE);
  });
}

/** @param {string} text */
function parsed(text) {
  const json = text.replace(/^\uFEFF/, "");
  if (depthOf(json) > DEEPEST) throw new Refused(DAMAGED);
  try {
    return JSON.parse(json);
  } catch {
    throw new Refused(NOT_OURS);
  }
}

/** How deep brackets are nested outside of strings, before a parser would have to go there. @param {string} text */
function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  // Letter by letter: no pattern can step over a string of any length.
  for (let at = 0; at < text.length && deepest <= DEEPEST; at++) {
    const mark = text[at];
    if (isInString && mark === "\\") at++;
    else if (mark === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (mark === "[" || mark === "{") deepest = Math.max(deepest, ++depth);
    else if (mark === "]" || mark === "}") depth--;
  }
  return deepest;
}

/**
 * @param {unknown} content
 * @param {string | undefined} passphrase
 * @returns {Promise<Rec[]>}
 */
async function recordsIn(content, passphrase) {
  if (!isObject(content) || content.format !== FORMAT || typeof content.version !== "number")
    throw new Refused(NOT_OURS);
  if (content.version > 2) throw new Refused(NEWER);
  if (content.version === 1) return all(content.entries);
  if (content.sealed !== undefined) return all(await unsealed(content.sealed, passphrase));
  return all(content.records);
}

/**
 * Every one, or none.
 * @param {unknown} values
 */
function all(values) {
  if (!Array.isArray(values)) throw new Refused(DAMAGED);
  const records = values.map(readRecord);
  if (records.includes(null)) throw new Refused(DAMAGED);
  return join(/** @type {Rec[]} */ (records));
}

/**
 * @param {any} sealed
 * @param {string | undefined} passphrase
 */
async function unsealed(sealed, passphrase) {
  if (!isObject(sealed) || !Array.isArray(sealed.records) || !Array.isArray(sealed.keys)) throw new Refused(DAMAGED);
  const lock = inBytes(sealed.lock, ["salt", "iv", "privateKey", "publicKey"]);
  if (!isLock(lock)) throw new Refused(DAMAGED);
  if (!globalThis.crypto?.subtle) throw new Refused(INSECURE);
  if (passphrase === undefined) throw new Refused(SEALED, "passphrase");
  const privateKey = await openLock(lock, passphrase);
  if (!privateKey) throw new Refused(WRONG, "passphrase");
  const sealer = new Sealer(lock);
  sealer.use(privateKey);
  sealer.learn(sealed.keys.map((key) => inBytes(key, ["wrapped"])));
  return Promise.all(sealed.records.map((row) => sealer.open(inBytes(row, ["iv", "data"]), "log")));
}

/**
 * An object of a file with these fields as bytes.
 * @param {unknown} value
 * @param {string[]} names
 * @returns {any}
 */
function inBytes(value, names) {
  if (!isObject(value)) throw new Refused(DAMAGED);
  return { ...value, ...Object.fromEntries(names.map((name) => [name, fromBase64(value[name])])) };
}
