// @ts-check
// The writing desk: a draft on one side, its page on the other. Keeping comes first: it waits for nothing.
import { download } from "../journal/exports.js";
import { Drafts, newId } from "./drafts.js";
import { Editor } from "./editor.js";
import { Mistakes } from "./mistakes.js";
import { newestOnly } from "./newest.js";
import { openedFrom } from "./opening.js";
import { Press } from "./press.js";
import { Showing } from "./showing.js";
import { placeOf, repositoryPage } from "./taking.js";

/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {import("./taking.js").Kind} Kind */

const KEPT = {
  kept: "",
  traceless: "Leaving no trace: the draft is here until you close the page. Download it before you leave.",
  blocked: "This browser keeps no drafts. Download it before you leave.",
  full: "This device has no room left for the draft. Download it before you leave.",
};
const NO_PYTHON = "Python could not be loaded, so nothing is checked or shown. What you write is kept all the same.";
const NOT_SHOWN = "This could not be shown. It is tried again with your next letter.";
const UNREADABLE = "The page is shown again when the first lines of the note can be read.";
const NOT_HAD = "The published notes could not be had; is there a connection?";

/** `<writing-desk data-src="shelf.json" data-repository="...">`. Its `state` is idle, starting, ready, shown or failed. */
export class WritingDesk extends HTMLElement {
  #connection = new AbortController();
  #drafts = new Drafts();
  /** @type {Draft | undefined} */
  #draft;
  /** @type {Draft | undefined} */
  #removed;
  /** @type {Press | undefined} */
  #press;
  /** @type {Editor | undefined} */
  #editor;
  /** @type {Showing | undefined} */
  #showing;
  /** @type {Mistakes | undefined} */
  #mistakes;
  /** @type {Record<Kind, Set<string>>} */
  #published = { note: new Set(), exercises: new Set() };

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.setAttribute("state", "idle");
    this.#press = new Press(new URL(this.dataset.src ?? "", location.href));
    this.#editor = new Editor(this.#part("editor"));
    this.#showing = new Showing(this.#part("page"));
    const places = { count: this.#part("count"), mistakes: this.#part("mistakes"), advice: this.#part("advice") };
    this.#mistakes = new Mistakes(places, this.#editor, (kind) => this.#turn(kind));
    this.#editor.addEventListener("written", () => this.#written(), { signal });
    this.#press.addEventListener("progress", (event) => this.#progressed(/** @type {CustomEvent} */ (event).detail), {
      signal,
    });
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("change", (event) => this.#chosen(event), { signal });
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.#field("desk-name").addEventListener("input", () => this.#written(), { signal });
    this.#open();
    this.#start();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#editor?.destroy();
    this.#press?.end();
  }

  async #open() {
    const [last] = await this.#drafts.all();
    if (last) await this.#lay(last);
    else this.#ask("begin");
  }

  async #start() {
    this.setAttribute("state", "starting");
    this.#wait("Python is on its way.");
    try {
      const press = /** @type {Press} */ (this.#press);
      const [notes, published] = await Promise.all([press.notes(), press.published(), press.start()]);
      this.#published = published;
      this.#field("desk-published").replaceChildren(...notes.map(({ name, title }) => new Option(title, name)));
      this.#wait("");
      if (this.getAttribute("state") === "starting") this.setAttribute("state", "ready");
      this.#offer();
      await this.#check(undefined);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {unknown} error */
  #failed(error) {
    console.info("The desk's Python could not be started.", error);
    if (!this.isConnected) return;
    this.setAttribute("state", "failed");
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
    again.className = "desk__word";
    again.onclick = () => this.#start();
    this.#wait(NO_PYTHON, again);
  }

  /** The draft is kept and checked at once; each time only the newest. */
  #written() {
    const draft = this.#draft;
    if (!draft) return;
    Object.assign(draft, this.#editor?.texts, { name: this.#field("desk-name").value.trim(), changed: Date.now() });
    this.#keep(draft);
    this.#check(undefined);
    this.#offer();
  }

  #keep = newestOnly(async (/** @type {Draft} */ draft) => {
    const { id } = draft;
    this.#say(KEPT[await this.#drafts.keep(draft)]);
    if (draft.id !== id) this.#say("This draft was changed in another tab too; yours is kept beside it.");
    await this.#list();
  });

  #check = newestOnly(async () => {
    const draft = this.#draft;
    if (!draft || !["ready", "shown"].includes(this.getAttribute("state") ?? "")) return;
    try {
      const { problems, advice, page } = await /** @type {Press} */ (this.#press).check(draft);
      if (draft !== this.#draft || !this.isConnected) return;
      this.#mistakes?.show(problems, advice);
      if (page) this.#showing?.show(page);
      this.#wait(page ? "" : UNREADABLE);
      if (this.getAttribute("state") === "ready") this.dispatchEvent(new Event("shown", { bubbles: true }));
      this.setAttribute("state", "shown");
    } catch (error) {
      console.info("The draft could not be shown.", error);
      if (this.#press?.state === "failed") this.#failed(error);
      else this.#wait(NOT_SHOWN);
    }
  });

  /** @param {Draft} draft */
  async #lay(draft) {
    this.#draft = draft;
    this.#field("desk-name").value = draft.name;
    this.#editor?.open({ note: draft.note, exercises: draft.exercises });
    this.#part("table").hidden = false;
    this.#ask("");
    this.#act("remove").hidden = false;
    this.#offer();
    await Promise.all([this.#list(), this.#check(undefined)]);
  }

  /** @param {{name: string, note: string, exercises: string}} text */
  async #take({ name, note, exercises }) {
    const draft = { id: newId(), name, note, exercises, changed: Date.now() };
    this.#say(KEPT[await this.#drafts.keep(draft)]);
    await this.#lay(draft);
    this.#editor?.focus();
  }

  async #list() {
    const drafts = await this.#drafts.all();
    const select = this.#field("desk-draft");
    const options = drafts.map(({ id, name, changed }) => new Option(`${name || "No name"}, ${momentOf(changed)}`, id));
    select.replaceChildren(...options);
    select.value = this.#draft?.id ?? "";
    this.#part("drafts").hidden = drafts.length === 0;
  }

  /** @param {MouseEvent} event */
  async #pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-do]");
    if (!(button instanceof HTMLElement)) return;
    const what = button.dataset.do ?? "";
    if (what === "begin" || what === "published") this.#ask(this.#part(what).hidden ? what : "");
    else if (what === "files") this.#part("files").click();
    else if (what === "remove") await this.#remove();
    else if (what === "restore" && this.#removed) await this.#restore(this.#removed);
    else if (what === "download") this.#download();
    else if (what === "copy") await this.#copy();
  }

  /** @param {Event} event */
  async #chosen({ target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    if (field.id === "desk-draft") await this.#switch(field.value);
    else if (field.name === "file") this.#turn(/** @type {Kind} */ (field.value));
    else if (field.name === "side") this.#part("table").dataset.side = field.value;
    else if (field.type === "file") await this.#opened(field);
  }

  /** @param {Event} event */
  async #submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(".desk__ask")) return;
    event.preventDefault();
    if (form.dataset.part === "begin") await this.#begin(this.#field("desk-title").value);
    else await this.#publishedNote(this.#field("desk-published").value);
  }

  /** @param {string} title */
  async #begin(title) {
    this.#say(this.#press?.state === "ready" ? "" : "Python is on its way; the note begins when it is there.");
    try {
      const { begun, refused } = await /** @type {Press} */ (this.#press).begin(title);
      this.#say(refused ?? "");
      if (begun) await this.#take(begun);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {string} name */
  async #publishedNote(name) {
    const files = await this.#press?.files(name).catch(() => null);
    if (files) await this.#take({ name, note: files.note, exercises: files.exercises });
    else this.#say(NOT_HAD);
  }

  /** @param {HTMLInputElement} field */
  async #opened(field) {
    const { opened, refused } = await openedFrom(field.files ?? []);
    field.value = "";
    for (const { name, note, exercises } of opened) {
      const isForThis = note === undefined && this.#draft && name === this.#draft.name;
      const besides = isForThis ? this.#draft : undefined;
      await this.#take({ name, note: note ?? besides?.note ?? "", exercises: exercises ?? "" });
    }
    if (refused.length) this.#say(refused.join(" "));
  }

  /** @param {string} id */
  async #switch(id) {
    const draft = (await this.#drafts.all()).find((one) => one.id === id);
    if (draft) await this.#lay(draft);
  }

  async #remove() {
    if (!this.#draft) return;
    this.#removed = this.#draft;
    this.#draft = undefined;
    await this.#drafts.remove(this.#removed.id);
    this.#part("table").hidden = true;
    this.#act("remove").hidden = true;
    await this.#list();
    await this.#open();
    this.#act("restore").hidden = false;
    this.#say(`The draft of ${this.#removed.name || "no name"} is removed from this device.`);
  }

  /** @param {Draft} removed */
  async #restore(removed) {
    this.#removed = undefined;
    this.#act("restore").hidden = true;
    await this.#take(removed);
  }

  #download() {
    if (!this.#draft) return;
    const { file, type } = placeOf(this.#kind, this.#draft.name);
    download(file, type, this.#draft[this.#kind]);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#draft?.[this.#kind] ?? "");
      this.#say("Copied.");
    } catch {
      this.#say("The text could not be copied: select it in the editor, and copy it with your keyboard or menu.");
    }
  }

  get #kind() {
    return this.#editor?.kind ?? "note";
  }

  /** @param {Kind} kind */
  #turn(kind) {
    this.#editor?.turn(kind);
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[name=file]"))) {
      field.checked = field.value === kind;
    }
    this.#mistakes?.mark();
    this.#offer();
  }

  /** Say where the file that is shown belongs, and how it gets there. */
  #offer() {
    if (!this.#draft) return;
    const { name } = this.#draft;
    this.#part("file").textContent = placeOf(this.#kind, name).path;
    const text = this.#draft[this.#kind];
    // A published note may have no exercises yet.
    const isThere = this.#published[this.#kind].has(name);
    const page = repositoryPage(this.dataset.repository ?? "", this.#kind, name, text, isThere);
    const link = /** @type {HTMLAnchorElement} */ (this.#part("repository"));
    Object.assign(link, { href: page.address, target: "_blank", rel: "noopener" });
    link.textContent = page.words;
    this.#part("hint").textContent = page.hint;
    this.#part("hint").hidden = !page.hint;
  }

  /** @param {string} what is asked for, or nothing */
  #ask(what) {
    for (const name of ["begin", "published"]) {
      this.#part(name).hidden = name !== what;
      this.#act(name).setAttribute("aria-expanded", String(name === what));
    }
    if (what && this.#draft)
      /** @type {HTMLElement | null} */ (this.#part(what).querySelector("input, select"))?.focus();
  }

  /** @param {import("../exercises/messages.js").Progress} progress */
  #progressed({ loaded, total }) {
    if (this.getAttribute("state") !== "starting") return;
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(0);
    this.#wait(`Python is on its way: ${megabytes(loaded)} of ${megabytes(total)} MB.`);
  }

  /**
   * @param {string} words
   * @param {...Node} more
   */
  #wait(words, ...more) {
    const place = this.#part("waiting");
    if (place.textContent !== words || more.length) place.replaceChildren(words, ...more);
    place.hidden = !words;
  }

  /** @param {string} words */
  #say(words) {
    const said = this.#part("said");
    if (said.textContent !== words) said.textContent = words;
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }

  /** @param {string} name */
  #act(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-do="${name}"]`));
  }

  /** @param {string} id */
  #field(id) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`#${id}`));
  }
}

/** @param {number} changed */
function momentOf(changed) {
  const options = /** @type {const} */ ({ day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  return new Date(changed).toLocaleString("en-GB", options);
}
