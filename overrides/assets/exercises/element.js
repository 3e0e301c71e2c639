// @ts-check
// The element round an exercise's form. It is light, since most readers pass by: what makes the form work comes with the
// first touch of it, or at once where this device has kept answers.

import { leaveForm } from "./early.js";
import { giveOnce, noteNumbers } from "./once.js";

/** @typedef {Pick<import("./exercise.js").Exercise, "intended" | "reflect" | "changed" | "export" | "opened" | "leave" | "disconnect">} Exercise */

const DATABASE = "how-we-help";
const INTENT = ["focusin", "pointerdown", "input"];
const NOT_HERE = "The exercise could not be loaded; is there a connection? What you write stays in the page meanwhile.";
/** Once asked for, the scripts stay for the visit, and may hold what was written on the page before this one. */
let isAsked = false;

/**
 * `<reflect-exercise exercise="note/id" aliases="old-note/id" data-definition="{...}" data-revision="...">` round a form.
 * Its `state` attribute says where it is; dispatches `reflected` when a reflection is on the page.
 */
export class ReflectExercise extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {Promise<Exercise | undefined> | undefined} */
  #coming;
  /** @type {Exercise | undefined} */
  #exercise;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const form = this.#form;
    form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    form.addEventListener("filled", () => noteNumbers(form), { signal });
    form.addEventListener("input", (event) => this.#changed(event), { signal });
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("toggle", (event) => this.#opened(event), { signal, capture: true });
    for (const intent of INTENT) form.addEventListener(intent, () => this.#intended(), { signal, passive: true });
    addEventListener("pagehide", () => this.#left(), { signal });
    this.setAttribute("state", "idle");
    noteNumbers(form);
    this.#wakeIfKept();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    if (this.#exercise) this.#exercise.disconnect();
    else leaveForm(this);
    this.#exercise = undefined;
    this.#coming = undefined;
  }

  /** Whether it is only tried out, at the writing desk: nothing kept is shown, and nothing is kept. */
  get #isTrial() {
    return this.hasAttribute("trial");
  }

  /** @returns {HTMLFormElement} */
  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** What was touched before the scripts came is intent; what was answered on an earlier day is to be seen. */
  async #wakeIfKept() {
    const isBegun = [...new FormData(this.#form).values()].some(Boolean);
    if (isBegun || this.#form.contains(document.activeElement)) await this.#intended();
    else if (!this.#isTrial && (isAsked || (await isAnythingKept()))) await this.#with(() => {});
  }

  /**
   * Does something with the exercise once it is there; when it cannot come, the next touch tries again.
   * @param {(exercise: Exercise) => unknown} action
   */
  async #with(action) {
    this.#coming ??= this.#woken();
    const coming = this.#coming;
    try {
      const exercise = await coming;
      if (exercise) await action(exercise);
    } catch (error) {
      if (this.#coming === coming && !this.#exercise) this.#coming = undefined;
      console.info("The exercise could not be brought to life.", error);
      const status = this.querySelector(".exercise__status");
      if (status && !this.#exercise) status.textContent = NOT_HERE;
    }
  }

  /** @returns {Promise<Exercise | undefined>} nothing where the page was left meanwhile: what was written is left already */
  async #woken() {
    isAsked = true;
    const left = this.#connection?.signal;
    const { Exercise } = this.#isTrial ? await import("./trial.js") : await import("./exercise.js");
    if (left?.aborted) return undefined;
    this.#exercise = new Exercise(this);
    return this.#exercise;
  }

  /** Starts Python while the reader is still answering. */
  async #intended() {
    import("./client.js").then(startsPython).catch(() => {}); // Reflect tries again, and says so.
    await this.#with((exercise) => exercise.intended());
  }

  /** @param {Event} event */
  async #submitted(event) {
    event.preventDefault();
    await this.#with((exercise) => exercise.reflect());
  }

  /** @param {Event} event */
  async #changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    giveOnce(field);
    if (this.#exercise) return this.#exercise.changed(field);
    leaveForm(this);
    await this.#with(() => {});
  }

  /** @param {Event} event */
  async #pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-export]");
    if (button instanceof HTMLElement) await this.#with((exercise) => exercise.export(button.dataset.export ?? ""));
  }

  /** @param {Event} event */
  async #opened(event) {
    const panel = event.target;
    if (panel instanceof HTMLDetailsElement && panel.open) await this.#with((exercise) => exercise.opened(panel));
  }

  /** The page is being closed: what is not kept yet is left where it can be at once. */
  #left() {
    if (this.#exercise) this.#exercise.leave();
    else leaveForm(this);
  }
}

/** @param {typeof import("./client.js")} client */
async function startsPython({ runtime }) {
  if (runtime.state === "idle") await runtime.start();
}

/** Whether this device holds anything of ours; where the browser does not say, it may. */
async function isAnythingKept() {
  try {
    if (localStorage.getItem("how-we-help:unsaved")) return true;
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return true;
  }
}
