// @ts-check
// An exercise that is only tried out while it is written: it reflects as it will, reads nothing that was answered, and keeps nothing.

import { runtime } from "./client.js";
import { answersIn } from "./form.js";

const NOT_REFLECTED = "The reflection could not be made just now. Choose Reflect to try again.";
const STALE = "Your answers have changed; choose Reflect again.";

export class Exercise {
  #element;
  #form;

  /** @param {HTMLElement} element round the form, in the page */
  constructor(element) {
    this.#element = element;
    this.#form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
  }

  disconnect() {}

  leave() {}

  intended() {
    import("./reflection.js").catch(() => {}); // Reflect tries again, and says so.
  }

  changed() {
    if (this.#element.getAttribute("state") !== "answered") return;
    this.#element.setAttribute("state", "ready");
    this.#say(STALE);
  }

  async opened() {}

  async export() {}

  async reflect() {
    this.#element.setAttribute("state", "working");
    if (runtime.state !== "ready") this.#say("Python is starting.");
    try {
      const definition = JSON.parse(this.#element.dataset.definition ?? "");
      const { blocks } = await runtime.reflect(definition, answersIn(this.#form));
      const { drawn, dressed } = await import("./reflection.js");
      await dressed;
      const reference = (/** @type {string} */ key) =>
        this.#part(`.exercise__references [data-evidence="${CSS.escape(key)}"]`)?.cloneNode(true) ?? null;
      const place = /** @type {HTMLElement} */ (this.#part(".exercise__reflection"));
      place.replaceChildren(...drawn(blocks, reference));
      place.hidden = false;
      this.#element.setAttribute("state", "answered");
      this.#say("The reflection is below. Nothing of it is kept.");
    } catch (error) {
      console.info("No reflection could be made.", error);
      this.#element.setAttribute("state", "failed");
      this.#say(NOT_REFLECTED);
    }
  }

  /** @param {string} selector */
  #part(selector) {
    return this.#element.querySelector(selector);
  }

  /** @param {string} words */
  #say(words) {
    const status = this.#part(".exercise__status");
    if (status) status.textContent = words;
  }
}
