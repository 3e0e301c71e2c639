// @ts-check
// Reads a copy back in, and says in words what came of it.

import { counted, field, part } from "./elements.js";
import { read } from "./imports.js";
import { isAnswered } from "./log.js";
import { store } from "./store.js";

/** @typedef {import("./records.js").Rec} Rec */
/** @typedef {Awaited<ReturnType<typeof store.receive>>} Received */
/** @typedef {import("./imports.js").Problem} Problem */

const READING = "Reading the file.";
const NEWER = "made by a newer version of this site; kept, and shown once this site is newer too.";
const NOT_KEPT = "This browser keeps nothing for this page, so what was read in lasts until it is closed.";

export class Receiving {
  #said;
  #form;
  #input;
  #back;
  /** A sealed file that waits for its passphrase. @type {File | null} */
  #file = null;
  /** What was read in last, for bringing back what had been deleted. @type {Rec[]} */
  #records = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#said = part(root, "read");
    this.#form = /** @type {HTMLFormElement} */ (part(root, "sealed"));
    this.#back = part(root, "back");
    this.#input = /** @type {HTMLInputElement} */ (root.querySelector("#journal-file"));
    this.#input.onchange = () => this.#chosen();
    this.#form.onsubmit = (event) => this.#opened(event);
    this.#back.onclick = () => this.#putBack();
  }

  /** Nothing that was read in stays in memory. */
  forget() {
    this.#file = null;
    this.#records = [];
    this.#form.hidden = true;
    this.#back.hidden = true;
    this.#said.textContent = "";
  }

  #chosen() {
    const file = this.#input.files?.[0];
    // The same file chosen again is a change too.
    this.#input.value = "";
    this.forget();
    if (file) this.#take(file, undefined);
  }

  /** @param {SubmitEvent} event */
  #opened(event) {
    event.preventDefault();
    const passphrase = field(this.#form, "passphrase");
    if (this.#file) this.#take(this.#file, passphrase.value);
  }

  /**
   * @param {File} file
   * @param {string | undefined} passphrase
   */
  async #take(file, passphrase) {
    this.#said.textContent = READING;
    const result = await read(file, passphrase);
    if ("problem" in result) return this.#refused(file, result);
    this.forget();
    this.#form.reset();
    await this.#receive(result.records, false);
  }

  /**
   * @param {File} file
   * @param {Problem} result
   */
  #refused(file, { problem, needs }) {
    this.#said.textContent = problem;
    this.#form.hidden = needs !== "passphrase";
    if (needs !== "passphrase") return;
    this.#file = file;
    field(this.#form, "passphrase").focus();
    field(this.#form, "passphrase").select();
  }

  async #putBack() {
    const records = this.#records;
    this.forget();
    await this.#receive(records, true);
    this.#said.tabIndex = -1;
    this.#said.focus();
  }

  /**
   * @param {Rec[]} records
   * @param {boolean} restoring
   */
  async #receive(records, restoring) {
    const before = await store.log();
    const received = await store.receive(records, { restoring });
    const after = await store.log();
    const entries = records.filter(isAnswered);
    const added = entries.filter(({ id }) => after.entry(id) && !before.entry(id)).length;
    const present = entries.filter(({ id }) => before.entry(id)).length;
    const deleted = entries.filter(({ id }) => !after.entry(id)).length;
    this.#said.textContent = await inWords(received, { added, present, deleted });
    if (!deleted) return;
    this.#records = records;
    this.#back.hidden = false;
  }
}

/**
 * @param {Received} received of all records
 * @param {{added: number, present: number, deleted: number}} entries
 */
async function inWords(received, { added, present, deleted }) {
  const { kept } = await store.status();
  const other = received.added
    ? "No new entries; what belongs to those that are here was added."
    : "Nothing in it was new.";
  return [
    added ? `${counted(added, "entry", "entries")} added.` : other,
    present ? `${counted(present, "was", "were")} here already.` : "",
    deleted ? `${counted(deleted, "had been deleted here and stays", "had been deleted here and stay")} deleted.` : "",
    received.newer ? `${counted(received.newer, "record was", "records were")} ${NEWER}` : "",
    kept === "device" ? "" : NOT_KEPT,
  ]
    .filter(Boolean)
    .join(" ");
}
