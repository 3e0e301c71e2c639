// @ts-check
// The forms of the lock: to set it, open it, change it, remove it.

import { field, part } from "./elements.js";
import { store } from "./store.js";

const LEAST = 8;
const WORKING = "One moment. Making the key takes a second or two on purpose.";
const SHORT = `The passphrase has fewer than ${LEAST} characters. Please choose a longer one.`;
const DIFFERENT = "The two are not the same. Please type them again.";
const WRONG = "That is not the passphrase. Nothing has changed; please try again.";
const NOT_DONE = "That could not be done just now, and nothing has changed. Please try again.";
const WHY_NO_LOCK = {
  "": "",
  insecure: "This page did not come over a secure connection, so the browser does not let it seal anything here.",
  memory: "This browser keeps nothing for this site, so there is nothing to lock.",
  newer: "A newer version of this site has been here. Reload the page, and then set the lock.",
};
const SAID = {
  set: "The journal has a passphrase now. Everything kept here has been sealed with it.",
  change: "The passphrase is changed.",
  remove: "The lock is removed.",
};

export class Passphrases {
  #root;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#serve("unlock", (form) => store.unlock(field(form, "passphrase").value));
    this.#serve("set", (form) => store.lockWith(field(form, "passphrase").value));
    this.#serve("change", (form) => store.changePassphrase(field(form, "old").value, field(form, "passphrase").value));
    this.#serve("remove", (form) => store.removeLock(field(form, "passphrase").value));
    part(root, "lock-now").onclick = () => store.lockNow();
    showOnRequest(root);
  }

  /** @param {import("./store.js").Status} status */
  show({ lock, whyNoLock }) {
    part(this.#root, "no-lock").textContent = WHY_NO_LOCK[whyNoLock];
    part(this.#root, "can-lock").hidden = whyNoLock !== "";
    part(this.#root, "unlocked-none").hidden = lock !== "none";
    part(this.#root, "unlocked-with").hidden = lock === "none";
    for (const warning of this.#root.querySelectorAll("[data-part=warning]")) {
      /** @type {HTMLElement} */ (warning).hidden = lock === "none";
    }
    if (lock === "locked") this.#say("lock-said", "");
  }

  /**
   * @param {"unlock" | "set" | "change" | "remove"} name
   * @param {(form: HTMLElement) => Promise<boolean>} act resolves to whether the passphrase was right
   */
  #serve(name, act) {
    const form = /** @type {HTMLFormElement} */ (part(this.#root, name));
    const said = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    let isWorking = false;
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (isWorking) return;
      const problem = problemIn(form);
      said.textContent = problem || WORKING;
      if (problem) return focusFirst(form);
      isWorking = true;
      try {
        const isDone = await act(form);
        said.textContent = isDone ? "" : name === "set" ? NOT_DONE : WRONG;
        if (isDone) await this.#finish(name, form);
        else focusFirst(form);
      } catch (error) {
        console.info("The lock could not be changed.", error);
        said.textContent = NOT_DONE;
      } finally {
        isWorking = false;
      }
    };
  }

  /**
   * @param {"unlock" | "set" | "change" | "remove"} name
   * @param {HTMLFormElement} form
   */
  async #finish(name, form) {
    clear(form);
    const panel = form.closest("details");
    if (panel) panel.open = false;
    if (name === "unlock") return;
    this.show(await store.status());
    this.#say("lock-said", SAID[name]);
    const next = name === "remove" ? part(this.#root, "unlocked-none").querySelector("summary") : null;
    (next ?? part(this.#root, "lock-now")).focus();
  }

  /** What was typed does not stay when the page is left or locked. */
  forget() {
    for (const form of /** @type {Iterable<HTMLFormElement>} */ (this.#root.querySelectorAll(".journal__form")))
      clear(form);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #say(name, text) {
    part(this.#root, name).textContent = text;
  }
}

/**
 * Each form's checkbox shows what is typed into the fields beside it.
 * @param {HTMLElement} root
 */
function showOnRequest(root) {
  for (const seen of /** @type {Iterable<HTMLInputElement>} */ (root.querySelectorAll("input[name=seen]"))) {
    seen.onchange = () => {
      for (const one of fieldsOf(/** @type {HTMLFormElement} */ (seen.form)))
        one.type = seen.checked ? "text" : "password";
    };
  }
}

/** @param {HTMLFormElement} form */
function problemIn(form) {
  const passphrase = field(form, "passphrase").value;
  const again = form.elements.namedItem("again");
  if (!(again instanceof HTMLInputElement)) return "";
  if ([...passphrase].length < LEAST) return SHORT;
  return again.value === passphrase ? "" : DIFFERENT;
}

/** @param {HTMLFormElement} form */
function focusFirst(form) {
  const [first] = fieldsOf(form);
  first.focus();
  first.select();
}

/** @param {HTMLFormElement} form */
function clear(form) {
  form.reset();
  for (const one of fieldsOf(form)) one.type = "password";
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = /** @type {HTMLInputElement[]} */ (
    [...form.elements].filter((one) => one instanceof HTMLInputElement)
  );
  return fields.filter((one) => one.type !== "checkbox");
}
