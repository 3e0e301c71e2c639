// @ts-check
// The draft of one form: which answers are the reader's own since the page came, and which the store has.

import { store } from "../journal/store.js";
import { forget, left } from "../journal/unsaved.js";
import { answersIn, fill } from "./form.js";

/** @typedef {import("./form.js").Answers} Answers */

export class Draft {
  #form;
  #names;
  /** The form's answers before the newest change. @type {Answers} */
  #before = {};
  /** The answers that the store has, or is being given. @type {Answers} */
  #kept = {};
  /** The answers that the store is known to have. @type {Answers} */
  #sure = {};
  /** @type {Promise<boolean | undefined>} */
  #keeping = Promise.resolve(undefined);
  /** What is asked for while something is being kept; one time is enough for all who ask. @type {Promise<boolean | undefined> | undefined} */
  #next;
  /** Fields that the reader has answered since the page came; what was kept before does not go over them. */
  #touched = new Set();

  /**
   * What was answered before the script came is the reader's too.
   * @param {HTMLFormElement} form
   * @param {string[]} names of the exercise: its own, then those that it had before
   */
  constructor(form, names) {
    this.#form = form;
    this.#names = names;
    this.#before = answersIn(form);
    this.#touch(Object.keys(this.#before));
  }

  /** Puts what was kept into the fields that the reader has not touched. */
  async restore() {
    await this.#takeOver();
    const draft = await store.draft(this.#names);
    const untouched = Object.fromEntries(Object.entries(draft).filter(([name]) => !this.#touched.has(name)));
    fill(this.#form, untouched);
    this.#kept = { ...untouched, ...this.#kept };
    this.#sure = { ...untouched, ...this.#sure };
    this.#before = answersIn(this.#form);
  }

  /** Keeps what an earlier page, or this one before its scripts came, had no time for. */
  async #takeOver() {
    await store.openLeft();
    const found = left(this.#names);
    // A field may have been written further since; what was left of it must not go over that.
    const further = Object.keys(found).filter((name) => this.#touched.has(name));
    const changes = { ...found, ...changesTo(answersIn(this.#form), further) };
    if (Object.keys(changes).length && (await store.saveDraft(this.#names[0], changes))) forget(this.#names);
  }

  /** Takes over what another tab has kept since, but not over what is being typed here or is not kept yet. */
  async follow() {
    const draft = await store.draft(this.#names);
    const here = answersIn(this.#form);
    const typing = /** @type {HTMLInputElement | null} */ (this.#form.querySelector(":focus"))?.name;
    const newer = Object.entries(draft).filter(
      ([name, answer]) => name !== typing && here[name] === this.#kept[name] && answer !== this.#kept[name],
    );
    if (!newer.length) return;
    fill(this.#form, Object.fromEntries(newer));
    this.#kept = { ...this.#kept, ...Object.fromEntries(newer) };
    this.#sure = { ...this.#sure, ...Object.fromEntries(newer) };
    this.#before = answersIn(this.#form);
  }

  /** Empties the form, for when the journal is locked; what was in it is kept, or is lost on purpose. */
  clear() {
    this.#form.reset();
    this.#kept = {};
    this.#sure = {};
    this.#before = {};
    this.#touched.clear();
  }

  /** @param {HTMLInputElement} field that the reader has just changed */
  changed(field) {
    const answers = answersIn(this.#form);
    this.#touch([field.name, ...namesThatDiffer(answers, this.#before)]);
    this.#before = answers;
  }

  /**
   * Saves what has changed since the last time, and nothing else: another tab may have changed the rest.
   * @returns {Promise<boolean | undefined>} whether it will be there after the page is closed; nothing if nothing changed
   */
  keep() {
    this.#next ??= this.#keeping.then(() => {
      this.#next = undefined;
      this.#keeping = this.#keepNow();
      return this.#keeping;
    });
    return this.#next;
  }

  /**
   * Gives the store what has changed without waiting for what it is keeping: the form is going, and one of the same
   * exercise may come next and ask for it.
   */
  keepAtOnce() {
    this.#keepNow().catch(() => {}); // which the store has said already
  }

  /** What the store is not known to have yet. @returns {Record<string, string | null>} */
  unkept() {
    const answers = answersIn(this.#form);
    return changesTo(answers, this.#changedSince(this.#sure, answers));
  }

  async #keepNow() {
    const answers = answersIn(this.#form);
    const names = this.#changedSince(this.#kept, answers);
    if (!names.length) return undefined;
    const changes = changesTo(answers, names);
    this.#kept = withChanges(this.#kept, changes);
    const isKept = await store.saveDraft(this.#names[0], changes);
    if (isKept) {
      this.#sure = withChanges(this.#sure, changes);
      forget(this.#names);
    }
    return isKept;
  }

  /**
   * @param {Answers} before
   * @param {Answers} answers
   */
  #changedSince(before, answers) {
    return namesThatDiffer(answers, before).filter((name) => this.#touched.has(name));
  }

  /** @param {Iterable<string>} names */
  #touch(names) {
    for (const name of names) if (name) this.#touched.add(name);
  }
}

/**
 * The names of the fields whose answers are not the same in both.
 * @param {Answers} some
 * @param {Answers} others
 */
function namesThatDiffer(some, others) {
  return [...new Set([...Object.keys(some), ...Object.keys(others)])].filter((name) => some[name] !== others[name]);
}

/**
 * @param {Answers} answers
 * @param {string[]} names
 * @returns {Record<string, string | null>} null for what was taken back
 */
function changesTo(answers, names) {
  return Object.fromEntries(names.map((name) => [name, answers[name] ?? null]));
}

/**
 * @param {Answers} answers
 * @param {Record<string, string | null>} changes
 * @returns {Answers}
 */
function withChanges(answers, changes) {
  const all = Object.entries({ ...answers, ...changes });
  return Object.fromEntries(all.filter(/** @returns {one is [string, string]} */ (one) => one[1] !== null));
}
