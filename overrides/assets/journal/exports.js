// @ts-check
// Hands a reader what was answered: as text to read, or as a file to read back in.
import { toBase64 } from "./base64.js";
import { dateInWords, timeInWords } from "./dates.js";
import { join } from "./log.js";
import { read } from "./records.js";
import { sealed } from "./sealer.js";
import { store } from "./store.js";
import { answersInWords, blocksInWords } from "./words.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("./log.js").Log} Log */
/** @typedef {import("./records.js").Rec} Rec */

export const FORMAT = "how-we-help";
export const VERSION = 2;

/**
 * Readable Markdown, in the order given.
 * @param {Entry[]} entries
 */
export function asMarkdown(entries) {
  return `# What I answered\n\n${entries.map(inMarkdown).join("\n")}`;
}

/**
 * A file that can be read back in, here or on another device: sealed when a lock is on, for the passphrase that it has now.
 * @param {Log | Array<Rec | Entry>} given
 * @param {Pick<typeof store, "sealer">} [journal]
 */
export async function asFile(given, journal = store) {
  const records = recordsIn(Array.isArray(given) ? given : given.records);
  const sealer = await journal.sealer();
  return sealer ? sealedFile(records, sealer) : plainFile(records);
}

/** @param {Rec[]} records */
export function plainFile(records) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, records }, null, 1)}\n`;
}

/**
 * @param {Rec[]} records
 * @param {import("./sealer.js").Sealer} sealer of an open or a closed lock
 */
export async function sealedFile(records, sealer) {
  const rows = await Promise.all(records.map(async (record) => inText((await sealed(sealer, record, "log")).sealed)));
  const used = new Set(rows.map((row) => row.key));
  const keys = [...sealer.dataKeys.values()].filter((key) => used.has(key.id)).map(inText);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, sealed: { lock: inText(sealer.lock), keys, records: rows } }, null, 1)}\n`;
}

/**
 * Offers text as a file to save; nothing is sent anywhere.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {Entry} entry */
function inMarkdown(entry) {
  const title = entry.title || entry.exercise;
  const from = entry.note.title ? `From the note “${oneLine(entry.note.title)}”. ` : "";
  const answers = answersInWords(entry).map(({ question, answer }) => `- ${oneLine(question)}\n${indented(answer)}`);
  const { blocks = [], sources = {} } = entry.reflection ?? {};
  const reflection = blocksInWords(blocks, sources);
  const parts = [`## ${oneLine(title)}`, `${from}${momentOf(entry)}.`, answers.join("\n")];
  if (reflection.length) parts.push(reflection.join("\n\n").replaceAll("\n\n- ", "\n- "));
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** The day it was written by the clock there; the time by the clock here. @param {Entry} entry */
function momentOf({ at, day }) {
  return [dateInWords(day), timeInWords(at)].filter(Boolean).join(", ");
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** @param {string} text */
function indented(text) {
  return `  ${text.replace(/\n/g, "\n  ")}`;
}

/**
 * An entry carries its reflection with it, which is a record of its own.
 * @param {Array<Rec | Entry>} given
 */
function recordsIn(given) {
  const all = given.flatMap((one) => ("reflection" in one ? [one, one.reflection] : [one]));
  return join(all.flatMap((one) => read(one) ?? []));
}

/** Bytes as base64. @param {object} object */
function inText(object) {
  const fields = Object.entries(object);
  return Object.fromEntries(
    fields.map(([name, value]) => [name, value instanceof Uint8Array ? toBase64(value) : value]),
  );
}
