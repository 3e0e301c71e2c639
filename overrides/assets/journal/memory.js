// @ts-check
// What this page has been given and is not on the device: because it is on its way, because there is no room,
// or because the reader leaves no trace.
import { changed } from "./drafts.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {import("./drafts.js").Changes} Changes */
/** @typedef {{records: Rec[], drafts: Map<string, Changes>, isPassing: boolean, isUnderWay: boolean}} Item `isPassing`: never to be kept */

export class Memory {
  /** @type {Set<Item>} */
  #items = new Set();
  /** What this page wrote to be kept since it came, or since it was locked. @type {Rec[]} */
  #own = [];
  /** @type {Map<string, Changes>} */
  #ownDrafts = new Map();

  /**
   * @param {Rec[]} records
   * @param {Map<string, Changes>} drafts
   * @param {boolean} isPassing
   */
  take(records, drafts, isPassing) {
    if (!isPassing) this.#remember(records, drafts);
    const item = { records, drafts, isPassing, isUnderWay: false };
    const last = [...this.#items].at(-1);
    if (last && last.isPassing === isPassing && !last.isUnderWay) return joined(last, item);
    this.#items.add(item);
    return item;
  }

  /** @param {Item} item */
  has(item) {
    return this.#items.has(item);
  }

  /** What is to be written now; marked as under way until `kept` or `failed`. */
  due() {
    const items = [...this.#items].filter((item) => !item.isPassing && !item.isUnderWay);
    for (const item of items) item.isUnderWay = true;
    return items;
  }

  get isWaiting() {
    return [...this.#items].some((item) => !item.isPassing);
  }

  get records() {
    return [...this.#items].flatMap((item) => item.records);
  }

  /** This page's own records, kept or not. */
  get own() {
    return this.#own;
  }

  get ownDrafts() {
    return this.#ownDrafts;
  }

  /** @param {Item[]} items */
  kept(items) {
    for (const item of items) this.#items.delete(item);
  }

  /** @param {Item[]} items */
  failed(items) {
    for (const item of items) item.isUnderWay = false;
  }

  /**
   * A draft with what is not kept of it.
   * @param {import("./records.js").Answers} draft
   * @param {string[]} names
   */
  over(draft, names) {
    return changed(draft, this.changesOf(names));
  }

  /**
   * What is not kept of a draft.
   * @param {string[]} names
   * @returns {Changes}
   */
  changesOf(names) {
    return Object.assign({}, ...[...this.#items].map(({ drafts }) => changesOf(drafts, names)));
  }

  /**
   * A draft of which nothing can be read but what this page wrote.
   * @param {string[]} names
   */
  ownDraft(names) {
    return this.over(changed({}, changesOf(this.#ownDrafts, names)), names);
  }

  /**
   * Takes away records; resolves to those that were never to be kept.
   * @param {(record: Rec) => boolean} isGone
   */
  drop(isGone) {
    this.#own = this.#own.filter((record) => !isGone(record));
    const passing = [...this.#items].filter((item) => item.isPassing).flatMap((item) => item.records.filter(isGone));
    for (const item of this.#items) item.records = item.records.filter((record) => !isGone(record));
    return passing;
  }

  /** Forgets what is on the device already. */
  forgetOwn() {
    this.#own = [];
    this.#ownDrafts.clear();
    for (const { records, drafts, isPassing } of this.#items) if (!isPassing) this.#remember(records, drafts);
  }

  empty() {
    this.#items.clear();
    this.#own = [];
    this.#ownDrafts.clear();
  }

  /**
   * @param {Rec[]} records
   * @param {Map<string, Changes>} drafts
   */
  #remember(records, drafts) {
    for (const record of records) this.#own.push(record);
    for (const [name, changes] of drafts) this.#ownDrafts.set(name, { ...this.#ownDrafts.get(name), ...changes });
  }
}

/**
 * @param {Item} item
 * @param {Item} more
 */
function joined(item, more) {
  item.records = [...item.records, ...more.records];
  for (const [name, changes] of more.drafts) item.drafts.set(name, { ...item.drafts.get(name), ...changes });
  return item;
}

/**
 * @param {Map<string, Changes>} drafts
 * @param {string[]} names the newest first
 * @returns {Changes}
 */
function changesOf(drafts, names) {
  return Object.assign({}, ...names.toReversed().map((name) => drafts.get(name)));
}
