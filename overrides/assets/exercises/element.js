// @ts-check
// Brings a finished exercise form to life: keeps answers as they are given, and reflects on them.

import { runtime } from "./client.js";
import { asJson, asText, download } from "./export.js";
import { answersIn, fill, giveOnce, inWords } from "./form.js";
import { drawn } from "./reflection.js";
import { store } from "./store.js";

/** @typedef {"idle" | "starting" | "ready" | "working" | "answered" | "failed"} State */

const TYPING_PAUSE_MS = 300;
const NOT_KEPT =
  "This browser keeps nothing for this page. Your answers are here until you close it; Export makes a copy.";
const TRACELESS = "Leaving no trace: your answers are here until you close the page.";
const STALE = "Your answers have changed; choose Reflect again.";
const NOT_REFLECTED = "The reflection could not be made just now. Choose Reflect to try again.";

/**
 * `<reflect-exercise exercise="note/id" data-definition="{...}" data-revision="...">` round a form.
 * Its `state` attribute says where it is; dispatches `reflected` when a reflection is on the page.
 */
export class ReflectExercise extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {number | undefined} */
  #pause;
  /** The form's answers before the newest change. @type {import("./form.js").Answers} */
  #before = {};
  /** The answers that the store has, or is being given. @type {import("./form.js").Answers} */
  #kept = {};
  /** Fields that the reader has answered since the page came; what was kept before does not go over them. */
  #touched = new Set();
  /** What the log was given last, so that pressing twice adds it once. */
  #logged = "";
  #isStale = false;
  /** What was last said of saving; stays while other things are said after it. */
  #saved = "";

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const form = this.#form;
    form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    form.addEventListener("input", (event) => this.#changed(event), { signal });
    form.addEventListener("click", (event) => this.#exported(event), { signal });
    for (const intent of ["focusin", "pointerdown"]) {
      form.addEventListener(intent, () => this.#intended(), { signal, once: true, passive: true });
    }
    addEventListener("pagehide", () => this.#keep(), { signal });
    document.addEventListener("visibilitychange", () => this.#keep(), { signal });
    runtime.addEventListener("progress", (event) => this.#progressed(/** @type {CustomEvent} */ (event)), { signal });
    this.#state = "idle";
    // What was answered before this script came is the reader's too.
    this.#touch(Object.keys(answersIn(form)));
    this.#restore();
  }

  disconnectedCallback() {
    this.#keep();
    this.#connection?.abort();
  }

  /** @returns {HTMLFormElement} */
  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  get #name() {
    return this.getAttribute("exercise") ?? "";
  }

  /** @returns {State} */
  get #state() {
    return /** @type {State} */ (this.getAttribute("state"));
  }

  set #state(state) {
    this.setAttribute("state", state);
  }

  async #restore() {
    const draft = await store.draft(this.#name);
    const untouched = Object.entries(draft).filter(([name]) => !this.#touched.has(name));
    fill(this.#form, Object.fromEntries(untouched));
    this.#kept = { ...Object.fromEntries(untouched), ...this.#kept };
    this.#before = answersIn(this.#form);
    this.#keep();
  }

  /** @param {Iterable<string>} names */
  #touch(names) {
    for (const name of names) this.#touched.add(name);
  }

  /** Starts Python while the reader is still answering. When that fails, Reflect tries again and says so. */
  #intended() {
    if (runtime.state === "ready") return;
    this.#state = "starting";
    runtime.start().then(
      () => this.#started("ready"),
      () => this.#started("idle"),
    );
  }

  /** @param {State} state */
  #started(state) {
    if (this.#state === "starting") this.#state = state;
  }

  /** @param {Event} event */
  #changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.type === "radio") giveOnce(field, this.#before[field.name]);
    const answers = answersIn(this.#form);
    this.#touch([field.name, ...namesThatDiffer(answers, this.#before)]);
    this.#before = answers;
    if (this.#state === "answered") {
      this.#state = "ready";
      this.#isStale = true;
    }
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#keep(), field.type === "radio" ? 0 : TYPING_PAUSE_MS);
  }

  /** Saves what has changed since the last time, and nothing else: another tab may have changed the rest. */
  async #keep() {
    clearTimeout(this.#pause);
    const answers = answersIn(this.#form);
    const names = namesThatDiffer(answers, this.#kept).filter((name) => this.#touched.has(name));
    if (!names.length) return;
    this.#kept = answers;
    const changes = Object.fromEntries(names.map((name) => [name, answers[name] ?? null]));
    this.#saySaved(await store.saveDraft(this.#name, changes), new Date());
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    event.preventDefault();
    if (this.#state === "working") return;
    this.#state = "working";
    const answers = answersIn(this.#form);
    const definition = JSON.parse(this.dataset.definition ?? "");
    // Saving and reflecting begin together; neither waits for the other, and neither can undo the other.
    const reflecting = runtime.reflect(definition, answers);
    const saving = this.#save(answers);
    try {
      const reflection = await reflecting;
      this.#show(reflection.blocks);
      this.#state = "answered";
      this.#isStale = false;
      this.dispatchEvent(new CustomEvent("reflected", { bubbles: true }));
      await saving;
      this.#say("The reflection is below.");
    } catch (error) {
      console.info("No reflection could be made.", error);
      await saving;
      this.#state = "failed";
      this.#say(NOT_REFLECTED);
    }
  }

  /** @param {import("./form.js").Answers} answers */
  async #save(answers) {
    const given = { exercise: this.#name, revision: this.dataset.revision ?? "", answers, words: inWords(this.#form) };
    const logged = JSON.stringify(given);
    const isNew = logged !== this.#logged;
    this.#logged = logged;
    await this.#keep();
    if (!isNew) return;
    const { entry, isKept } = await store.append(given);
    this.#saySaved(isKept, new Date(entry.at));
  }

  /** @param {import("./reflection.js").Block[]} blocks */
  #show(blocks) {
    const place = /** @type {HTMLElement} */ (this.querySelector(".exercise__reflection"));
    place.replaceChildren(...drawn(blocks, (key) => this.#reference(key)));
    place.hidden = false;
  }

  /** @param {string} key */
  #reference(key) {
    return this.querySelector(`.exercise__references [data-evidence="${CSS.escape(key)}"]`)?.cloneNode(true) ?? null;
  }

  /** @param {Event} event */
  async #exported(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-export]");
    if (!(button instanceof HTMLElement)) return;
    await this.#keep();
    const entries = await store.entries(this.#name);
    const file = this.#name.replace("/", "-");
    if (!entries.length) this.#say("Nothing is saved here yet. Choose Reflect first.");
    else if (button.dataset.export === "json") download(`${file}.json`, "application/json", asJson(entries));
    else download(`${file}.md`, "text/markdown", asText(this.#title, this.#address, entries));
  }

  get #title() {
    return this.querySelector(".exercise__title")?.textContent ?? "";
  }

  get #address() {
    const section = this.closest("section[id]");
    return `${location.origin}${location.pathname}${section ? `#${section.id}` : ""}`;
  }

  /** @param {CustomEvent<{step: string, loaded: number, total: number}>} event */
  #progressed(event) {
    if (this.#state !== "working" || runtime.state !== "starting") return;
    const { step, loaded, total } = event.detail;
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
    const amount = total ? `, ${megabytes(loaded)} of ${megabytes(total)} MB` : "";
    this.#say(`${step}${amount}.`);
  }

  /**
   * @param {boolean} isKept
   * @param {Date} at
   */
  #saySaved(isKept, at) {
    const time = at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    this.#saved = isKept ? `Saved here, ${time}.` : store.isTraceless ? TRACELESS : NOT_KEPT;
    this.#say(this.#isStale ? STALE : "");
  }

  /** @param {string} text said after what was said of saving */
  #say(text) {
    const status = /** @type {HTMLElement} */ (this.querySelector(".exercise__status"));
    status.textContent = [this.#saved, text].filter(Boolean).join(" ");
  }
}

/**
 * The names of the fields whose answers are not the same in both.
 * @param {import("./form.js").Answers} some
 * @param {import("./form.js").Answers} others
 */
function namesThatDiffer(some, others) {
  return [...new Set([...Object.keys(some), ...Object.keys(others)])].filter((name) => some[name] !== others[name]);
}
