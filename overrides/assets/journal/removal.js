// @ts-check
// Deletes one entry, with a way back, or everything, after a question.

import { part } from "./elements.js";
import { store } from "./store.js";

const DELETED = "The entry is deleted.";
const BACK = "The entry is back.";
const EMPTIED = "Everything is deleted from this browser.";
const NOT_EMPTIED = "It could not be deleted just now, and all of it is still here. Try again.";

export class Removal {
  #bar;
  #dialog;
  /** What Undo brings back. */
  #id = "";
  #done;

  /**
   * @param {HTMLElement} root
   * @param {() => void} done called when everything has been deleted
   */
  constructor(root, done) {
    this.#bar = part(root, "undo");
    this.#dialog = /** @type {HTMLDialogElement} */ (part(root, "dialog"));
    this.#done = done;
    this.#bar.onclick = (event) => this.#pressed(/** @type {HTMLElement} */ (event.target).dataset.undo);
    this.#dialog.onclick = (event) => this.#answered(/** @type {HTMLElement} */ (event.target).dataset.dialog);
  }

  /** @param {string} id */
  async one(id) {
    await store.remove(id);
    this.#id = id;
    this.#say(DELETED, true);
    this.#focus("undo");
  }

  /** @param {boolean} hasCopy whether a copy can be made before */
  askForAll(hasCopy) {
    part(this.#dialog, "copy-first").hidden = !hasCopy;
    this.#dialog.showModal();
  }

  /** Takes the way back off the page; what Undo would bring back stays deleted. */
  close() {
    this.#bar.hidden = true;
    this.#id = "";
  }

  /** @param {string | undefined} action */
  async #pressed(action) {
    if (action === "close") this.close();
    if (action !== "undo" || !this.#id) return;
    await store.restore(this.#id);
    this.#id = "";
    this.#say(BACK, false);
    this.#focus("close");
  }

  /** @param {string | undefined} action */
  async #answered(action) {
    if (!action) return;
    this.#dialog.close();
    if (action !== "delete") return;
    this.close();
    const isDone = await store.removeAll();
    if (isDone) this.#done();
    this.#say(isDone ? EMPTIED : NOT_EMPTIED, false);
    this.#focus("close");
  }

  /** @param {"undo" | "close"} action */
  #focus(action) {
    /** @type {HTMLElement} */ (this.#bar.querySelector(`[data-undo=${action}]`)).focus({ preventScroll: true });
  }

  /**
   * @param {string} text
   * @param {boolean} isUndoable
   */
  #say(text, isUndoable) {
    const status = /** @type {HTMLElement} */ (this.#bar.querySelector("[role=status]"));
    /** @type {HTMLElement} */ (this.#bar.querySelector("[data-undo=undo]")).hidden = !isUndoable;
    this.#bar.hidden = false;
    // A status is read aloud when it changes while it is there, not when it comes with its text.
    status.textContent = "";
    requestAnimationFrame(() => {
      status.textContent = text;
    });
  }
}
