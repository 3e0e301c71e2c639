// @ts-check
// What an entry's exercise is now: where it stands, and what it is called.

import { addressOf, listed, namesOf } from "../review/catalogue.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("../review/catalogue.js").Listed} Listed */

/** Of what a saved record may lead to. */
const WEB = ["https:", "http:"];

export class Catalogue {
  /** @type {Map<string, Listed>} */
  #exercises = new Map();
  /** Whether the catalogue could be read; without it nothing can be said to be gone. */
  isKnown = false;

  /**
   * Reads the catalogue; without a connection, and without a copy of it, entries still say where they came from.
   * @param {string | undefined} address
   */
  async load(address) {
    if (this.isKnown) return;
    const exercises = await listed(address);
    for (const one of exercises ?? []) {
      for (const name of namesOf(one).reverse()) this.#exercises.set(name, one);
    }
    this.isKnown = exercises !== null;
  }

  /** @param {Entry} entry */
  of(entry) {
    return this.#exercises.get(entry.exercise);
  }

  /**
   * The name that the entry's exercise goes by now.
   * @param {Entry} entry
   */
  nameOf(entry) {
    return this.of(entry)?.name ?? entry.exercise;
  }

  /** @param {Entry} entry */
  titleOf(entry) {
    return entry.title || this.of(entry)?.title || "An exercise";
  }

  /** @param {Entry} entry */
  noteOf(entry) {
    return this.nameOf(entry).split("/")[0];
  }

  /** @param {Entry} entry */
  noteTitleOf(entry) {
    return this.of(entry)?.note.title || entry.note.title || "A note";
  }

  /**
   * Where the exercise stands now, or stood when it was answered; nothing if it has been taken out of the notes.
   * @param {Entry} entry
   */
  placeOf(entry) {
    const found = this.of(entry);
    if (found) return addressOf(`${found.note.path}#${found.anchor}`);
    return this.isKnown ? "" : within(entry.note.path);
  }
}

/**
 * Where a saved path leads within this site; nothing for one that leads elsewhere, as a forged file could make it.
 * @param {string} path
 */
function within(path) {
  const address = safe(path);
  return address?.origin === location.origin ? address.href : "";
}

/**
 * Where a saved reference leads, which may be another site, but never a script.
 * @param {string} path
 */
export function leadsTo(path) {
  return safe(path)?.href ?? "";
}

/** @param {string} path */
function safe(path) {
  if (!path || !URL.canParse(path, addressOf(""))) return null;
  const address = new URL(path, addressOf(""));
  return WEB.includes(address.protocol) ? address : null;
}
