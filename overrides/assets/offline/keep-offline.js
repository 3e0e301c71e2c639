// @ts-check
// Keeps every note on this device when the reader asks for it, says how much that is, and takes it away again.

import { Changed, canKeep, keep, listed, missing, removeAll, settle } from "./kept.js";
import { build } from "./register.js";

/** @typedef {import("./kept.js").File} File */

const WISH = "how-we-help:keep-all";
const AT_ONCE = 4;
const CANNOT = "This browser cannot keep pages for reading offline, or has been told not to.";
const UNREACHED = "How much there is to keep is not known without a network. What is here already stays.";
const NEWER = "A newer build of this site has come. Load this page again to keep it.";
const NO_ROOM = "There is not enough room on this device for the rest. What is here stays.";
const ALL_HERE = "All of it is on this device now.";
const BROKEN_OFF = "The network went away before all was here. What has come stays; the rest can be fetched later.";
const STOPPED = "Stopped. What has come stays; the rest can be fetched later.";
const REMOVED = "Removed from this device. Pages that you visit from now on are kept again.";

/** `<keep-offline>` round the words, buttons and progress of overrides/offline.html; `state` says which of them show. */
export class KeepOffline extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  /** What is being fetched can be stopped by this. @type {AbortController | undefined} */
  #fetching;

  connectedCallback() {
    this.#connection = new AbortController();
    this.addEventListener("click", (event) => this.#pressed(event), { signal: this.#connection.signal });
    this.#look();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#fetching?.abort();
  }

  /** Say how much there is and how much of it is here. */
  async #look() {
    try {
      if (!canKeep()) return this.#become("unable", CANNOT);
      const list = await listed();
      if (!list) return this.#become("unable", UNREACHED);
      const size = megabytes(list.files);
      if (list.build !== build) return this.#become("unable", NEWER);
      const lacking = await missing(list);
      this.#say("size", `All notes, exercises and what they run on: ${size}.`);
      this.#say("here", sentence(list.files, lacking));
      this.#say(
        "keep",
        lacking.length < list.files.length && wish() ? "Fetch what is new" : "Keep all notes on this device",
      );
      this.#become(lacking.length ? "some" : "all");
    } catch (error) {
      console.info("What is kept here cannot be told.", error);
      this.#become("unable", CANNOT);
    }
  }

  /** @param {Event} event */
  async #pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-act]");
    if (!(button instanceof HTMLElement)) return;
    if (button.dataset.act === "keep") await this.#keep();
    else if (button.dataset.act === "stop") this.#fetching?.abort();
    else await this.#remove();
  }

  async #keep() {
    const list = await listed();
    if (!list) return this.#become("some", BROKEN_OFF);
    if (list.build !== build) return this.#become("unable", NEWER);
    wish("yes");
    this.#fetching = new AbortController();
    this.#become("fetching", "");
    const said = await this.#fetched(list.files, await missing(list), this.#fetching);
    if (said === ALL_HERE) await settle(list);
    await this.#look();
    this.#say("status", said);
    this.#focusOn("keep", "remove");
    document.dispatchEvent(new Event("kept-changed"));
  }

  /**
   * Fetch what is missing, and return what to say of it. How far it is counts what was here already: one figure stands for all.
   * @param {File[]} files
   * @param {File[]} lacking
   * @param {AbortController} fetching
   */
  async #fetched(files, lacking, fetching) {
    const bytes = sum(files);
    const bar = /** @type {HTMLProgressElement} */ (this.querySelector("progress"));
    let loaded = bytes - sum(lacking);
    const count = (/** @type {number} */ more) => {
      loaded = Math.min(bytes, loaded + more);
      bar.value = bytes ? loaded / bytes : 1;
      this.#say("amount", `${inMegabytes(loaded)} of ${inMegabytes(bytes)}`);
    };
    count(0);
    this.#focusOn("stop");
    const waiting = lacking.toSorted((one, other) => rank(one) - rank(other));
    try {
      for (const group of [0, 1, 2])
        await inParallel(
          waiting.filter((file) => rank(file) === group),
          (file) => keep(file, fetching.signal, count),
        );
      return ALL_HERE;
    } catch (error) {
      const isStopped = fetching.signal.aborted;
      fetching.abort();
      return isStopped ? STOPPED : reason(error);
    }
  }

  async #remove() {
    wish("no");
    await removeAll();
    await this.#look();
    this.#say("status", REMOVED);
    this.#focusOn("keep");
    document.dispatchEvent(new Event("kept-changed"));
  }

  /**
   * @param {"unable" | "some" | "all" | "fetching"} state
   * @param {string} [text]
   */
  #become(state, text) {
    this.setAttribute("state", state);
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-in]"))) {
      part.hidden = !part.dataset.in?.split(" ").includes(state);
    }
    if (text !== undefined) this.#say("status", text);
  }

  /**
   * @param {string} part
   * @param {string} text
   */
  #say(part, text) {
    const place = this.querySelector(`[data-part="${part}"]`);
    if (place) place.textContent = text;
  }

  /**
   * The button that was pressed may be gone; focus goes to what stands in its place.
   * @param {...string} acts
   */
  #focusOn(...acts) {
    if (!this.contains(document.activeElement) && document.activeElement !== document.body) return;
    const buttons = acts.map((act) => /** @type {HTMLElement | null} */ (this.querySelector(`[data-act="${act}"]`)));
    buttons.find((button) => button && !button.hidden)?.focus();
  }
}

/**
 * First what pages need, then the pages, then Python: whatever has come can be used.
 * @param {File} file
 */
function rank({ path, hash }) {
  return path.startsWith("assets/runtime/") ? 2 : hash ? 1 : 0;
}

/**
 * @param {File[]} files
 * @param {(file: File) => Promise<void>} act
 */
async function inParallel(files, act) {
  const waiting = [...files];
  const one = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await act(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/**
 * @param {File[]} files
 * @param {File[]} lacking
 */
function sentence(files, lacking) {
  if (!lacking.length) return "All of it is on this device.";
  if (wish())
    return `${lacking.length} new ${lacking.length === 1 ? "file" : "files"} (${kilobytes(lacking)}) can be fetched.`;
  const here = sum(files) - sum(lacking);
  return here ? `${inMegabytes(here)} of it is on this device already.` : "None of it is on this device yet.";
}

/** @param {unknown} error */
function reason(error) {
  console.info("Not all could be kept.", error);
  if (error instanceof Changed) return NEWER;
  return error instanceof DOMException && error.name === "QuotaExceededError" ? NO_ROOM : BROKEN_OFF;
}

/**
 * Whether the reader wished for everything, so that more of it counts as new; given an answer, keep that.
 * @param {"yes" | "no"} [answer]
 */
function wish(answer) {
  try {
    if (answer) localStorage.setItem(WISH, answer);
    return localStorage.getItem(WISH) === "yes";
  } catch {
    return false;
  }
}

/** @param {File[]} files */
function sum(files) {
  return files.reduce((bytes, file) => bytes + file.bytes, 0);
}

/** @param {File[]} files */
function megabytes(files) {
  return inMegabytes(sum(files));
}

/** @param {number} bytes */
function inMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {File[]} files */
function kilobytes(files) {
  const bytes = sum(files);
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : inMegabytes(bytes);
}
