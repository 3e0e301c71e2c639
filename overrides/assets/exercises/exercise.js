// @ts-check
// An exercise come to life: keeps answers as they are given, and reflects on them.

import { store } from "../journal/store.js";
import { leave } from "../journal/unsaved.js";
import { AnswerLog } from "./answers.js";
import { runtime } from "./client.js";
import { Draft } from "./draft.js";
import { answersIn } from "./form.js";

/** @typedef {"idle" | "starting" | "ready" | "working" | "answered" | "failed"} State */
/** @typedef {import("./client.js").Reflection} Reflection */

const UNKEPT = {
  "": "It could not be saved just now. Export makes a copy.",
  traceless: "Leaving no trace: your answers are here until you close the page.",
  blocked: "This browser keeps nothing for this page. Your answers are here until you close it; Export makes a copy.",
  full: "This device has no room left. Your answers are here until you close the page; Export makes a copy.",
  newer: "This page is older than what is saved here. Load it again to save; until then Export makes a copy.",
};
const STALE = "Your answers have changed; choose Reflect again.";
const NOT_REFLECTED = "The reflection could not be made just now. Choose Reflect to try again.";
const LOCKED = "The journal is locked: earlier answers are hidden, and what you write now is kept under lock.";

export class Exercise {
  #element;
  #form;
  /** Its own name, then those that it had before its note was renamed. */
  #names;
  #draft;
  #log;
  #connection = new AbortController();
  /** Ends when what was kept is in the form. */
  #restored;
  #isStale = false;
  #lock = "none";
  /** What was last said of saving; stays while other things are said after it. */
  #saved = "";
  #said = "";

  /** @param {HTMLElement} element round the form, in the page */
  constructor(element) {
    const { signal } = this.#connection;
    this.#element = element;
    this.#form = /** @type {HTMLFormElement} */ (this.#part("form"));
    const former = element.getAttribute("aliases")?.split(" ") ?? [];
    this.#names = [element.getAttribute("exercise") ?? "", ...former.filter(Boolean)];
    this.#draft = new Draft(this.#form, this.#names);
    this.#log = new AnswerLog(element, this.#names);
    document.addEventListener("visibilitychange", () => this.#keep(), { signal });
    const followed = (/** @type {Event} */ event) => this.#follow(/** @type {CustomEvent} */ (event).detail.what);
    store.addEventListener("changed", followed, { signal });
    const progressed = (/** @type {Event} */ event) => this.#progressed(/** @type {CustomEvent} */ (event).detail);
    runtime.addEventListener("progress", progressed, { signal });
    this.#restored = this.#restore();
  }

  /** The page is being changed, and the next may have the same exercise. */
  disconnect() {
    this.leave();
    this.#connection.abort();
  }

  /**
   * Nothing that takes time will be done any more. What the store may not have yet is left for who comes next, over anything
   * older that was left and could not be kept.
   */
  leave() {
    this.#draft.keepAtOnce();
    leave(this.#names[0], this.#draft.unkept());
  }

  /** Gets ready while the reader is still answering. When that fails, Reflect tries again and says so. */
  intended() {
    import("./earlier.js").catch(() => {}); // and with it all that draws a reflection
    if (this.#state !== "idle") return;
    this.#state = "starting";
    runtime.start().then(
      () => this.#started("ready"),
      () => this.#started("idle"),
    );
  }

  /** @param {HTMLInputElement} field that the reader has just changed */
  changed(field) {
    this.#draft.changed(field);
    store.readyToLeave().catch(() => {}); // what is typed last then lasts in memory alone
    if (this.#state === "answered") {
      this.#state = "ready";
      this.#isStale = true;
    }
    this.#keep();
  }

  async reflect() {
    if (this.#state === "working") return;
    this.#state = "working";
    if (runtime.state !== "ready") this.#say("Python is starting.");
    // Reflect may be pressed before what was kept is back in the form; it belongs to what is reflected on.
    await this.#restored;
    const answers = answersIn(this.#form);
    const definition = JSON.parse(this.#element.dataset.definition ?? "");
    // Saving and reflecting begin together; neither waits for the other, and neither can undo the other.
    const before = this.#log.before(answers);
    const reflecting = before.then((entry) => runtime.reflect(definition, answers, entry?.answers ?? null));
    const saving = this.#save(answers);
    try {
      const reflection = await reflecting;
      await this.#show(reflection, await before);
      this.#state = "answered";
      this.#isStale = false;
      this.#element.dispatchEvent(new CustomEvent("reflected", { bubbles: true }));
      await saving;
      this.#say("The reflection is below.");
      await this.#log.saveReflection(reflection, await before);
      if (Object.keys(reflection.remembered).length) this.#keepDates(definition);
    } catch (error) {
      console.info("No reflection could be made.", error);
      await saving;
      this.#state = "failed";
      this.#say(NOT_REFLECTED);
    }
  }

  /**
   * What was recalled comes back some day; Home knows when, without Python.
   * @param {{items: import("../review/catalogue.js").Item[]}} definition
   */
  #keepDates(definition) {
    import("../review/dates.js").then(({ keepDatesOf }) => keepDatesOf(this.#names, definition)).catch(() => {});
  }

  /** @param {HTMLDetailsElement} panel that the reader has opened */
  async opened(panel) {
    if (panel.matches(".exercise__earlier")) await this.#showEarlier(panel);
    else if (panel.matches(".exercise__saved")) await this.#sayWhere();
  }

  /** @param {string} kind "text" or "file" */
  async export(kind) {
    await this.#keep();
    const { exportAll } = await import("./saved.js");
    const unlogged = await this.#log.unlogged(this.#form, answersIn(this.#form));
    if (!(await exportAll(this.#names, kind, unlogged))) this.#say("Nothing is written here yet.");
  }

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   */
  #part(selector) {
    return /** @type {T} */ (this.#element.querySelector(selector));
  }

  /** @returns {State} */
  get #state() {
    return /** @type {State} */ (this.#element.getAttribute("state"));
  }

  set #state(state) {
    this.#element.setAttribute("state", state);
  }

  /** @param {State} state */
  #started(state) {
    if (this.#state === "starting") this.#state = state;
  }

  async #restore() {
    // Behind a lock that was there before, the form holds only what was written since the page came, and that stays.
    this.#lock = (await store.status()).lock;
    if (this.#lock === "locked") this.#say(LOCKED);
    if (this.#form.dataset.daily === "yes") await this.#log.beginAnew();
    await this.#draft.restore();
    await this.#keep();
    await this.#follow("lock");
  }

  /**
   * Follows what was saved, here or in another tab, and the journal's lock.
   * @param {import("../journal/tabs.js").What} what has changed
   */
  async #follow(what) {
    if (what === "drafts") await this.#draft.follow();
    if (what === "lock") await this.#locked((await store.status()).lock);
    if (what === "emptied") this.#clear();
    if (what === "log" || what === "lock" || what === "emptied") await this.#offerEarlier();
  }

  async #offerEarlier() {
    const entries = await this.#log.entries();
    const panel = /** @type {HTMLDetailsElement} */ (this.#part(".exercise__earlier"));
    panel.hidden = !entries.length;
    if (panel.open && entries.length) await this.#showEarlier(panel);
  }

  /** @param {"none" | "locked" | "unlocked"} lock */
  async #locked(lock) {
    const was = this.#lock;
    this.#lock = lock;
    if (lock === "locked" && was !== "locked") {
      await this.#draft.keep();
      this.#clear();
      this.#say(LOCKED);
    } else if (was === "locked" && lock !== "locked") {
      this.#say("");
      await this.#draft.restore();
    }
  }

  /** Takes away what was answered: it is under lock, or was deleted. */
  #clear() {
    this.#draft.clear();
    const reflection = this.#part(".exercise__reflection");
    reflection.hidden = true;
    reflection.replaceChildren();
    const earlier = /** @type {HTMLDetailsElement} */ (this.#part(".exercise__earlier"));
    earlier.open = false;
    earlier.replaceChildren(/** @type {Element} */ (earlier.querySelector("summary")));
    this.#state = runtime.state === "ready" ? "ready" : "idle";
    this.#isStale = false;
    this.#saved = "";
    this.#say("");
  }

  /** At every letter: whatever waits is lost when the tab crashes. */
  async #keep() {
    const isKept = await this.#draft.keep();
    if (isKept !== undefined) await this.#saySaved(isKept, new Date());
  }

  /** @param {import("./form.js").Answers} answers */
  async #save(answers) {
    await this.#keep();
    const saved = await this.#log.save(this.#form, answers);
    if (!saved) return;
    await this.#saySaved(saved.isKept, new Date(String(saved.record.at)));
    // Some browsers ask the reader, who may never answer; what was written is kept already.
    if (saved.isKept) store.persist();
  }

  /**
   * @param {Reflection} reflection
   * @param {import("../journal/log.js").Entry | null} before what its changes are since
   */
  async #show({ blocks, changes }, before) {
    const [{ drawn, dressed }, { sinceThen }] = await Promise.all([import("./reflection.js"), import("./earlier.js")]);
    await dressed;
    const reference = (/** @type {string} */ key) =>
      this.#part(`.exercise__references [data-evidence="${CSS.escape(key)}"]`)?.cloneNode(true) ?? null;
    const since = before && changes.length ? sinceThen(before, drawn(changes, reference)) : [];
    const place = this.#part(".exercise__reflection");
    place.replaceChildren(...drawn(blocks, reference), ...since);
    place.hidden = false;
  }

  /** @param {HTMLDetailsElement} panel */
  async #showEarlier(panel) {
    const [{ dressed, showEarlier }, entries] = await Promise.all([import("./earlier.js"), this.#log.entries()]);
    await dressed;
    if (entries.length) showEarlier(panel, entries, this.#form, this.#element.dataset.revision ?? "");
  }

  async #sayWhere() {
    const [{ sayWhere }, entries] = await Promise.all([import("./saved.js"), this.#log.entries()]);
    await sayWhere(this.#part(".exercise__where"), entries.length);
  }

  /** @param {import("./messages.js").Progress} progress */
  #progressed({ step, loaded, total }) {
    if (this.#state !== "working" || runtime.state !== "starting") return;
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
    const amount = total ? `, ${megabytes(loaded)} of ${megabytes(total)} MB` : "";
    this.#say(`${step}${amount}.`);
  }

  /**
   * @param {boolean} isKept
   * @param {Date} at
   */
  async #saySaved(isKept, at) {
    const time = at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    this.#saved = isKept ? `Saved here, ${time}.` : UNKEPT[(await store.status()).why];
    this.#say(this.#isStale ? STALE : this.#state === "working" ? this.#said : "");
  }

  /** @param {string} text said after what was said of saving */
  #say(text) {
    this.#said = text;
    const status = this.#part(".exercise__status");
    const all = [this.#saved, text].filter(Boolean).join(" ");
    // The same words anew would be read aloud at every letter.
    if (status.textContent !== all) status.textContent = all;
  }
}
