// @ts-check
// The journal: shows what the store holds as a timeline, as one entry, or not at all while it is locked.

import { dressed } from "../exercises/reflection.js";
import { Browse } from "./browse.js";
import { Catalogue } from "./catalogue.js";
import { handOut } from "./copies.js";
import { counted, element, part } from "./elements.js";
import { entryDrawn } from "./entry.js";
import { sayWhereKept } from "./keeping.js";
import { Log } from "./log.js";
import { Passphrases } from "./passphrases.js";
import { Receiving } from "./receiving.js";
import { Removal } from "./removal.js";
import { store } from "./store.js";
import { addressIn } from "./timeline.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {"locked" | "empty" | "browse" | "entry"} View */

const VIEWS = /** @type {const} */ (["locked", "empty", "browse", "entry"]);
const ENTRY = "#entry-";
const TIMELINE = "#entries";
/** How long the entries wait for the catalogue, which mostly comes at the same time. */
const WAIT_MS = 80;

/** `<reflection-journal data-src="catalogue">` round the parts that overrides/journal.html names. */
export class ReflectionJournal extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  #catalogue = new Catalogue();
  #log = new Log([]);
  #browse = new Browse(this, this.#catalogue);
  #passphrases = new Passphrases(this);
  #receiving = new Receiving(this);
  #removal = new Removal(this, () => this.#emptied());
  /** @type {Entry | null} */
  #entry = null;
  /** Where the site has this page. */
  #path = "";
  /**
   * The address of the entry that was read last, and where the timeline was left. Of the page and not of the element:
   * on the first step back Material fetches the page anew, though only the fragment has changed.
   */
  static #left = "";
  static #place = { x: 0, y: 0 };
  /** What the entry on the page was drawn from. */
  #drawing = "";
  /** @type {View | ""} */
  #view = "";
  /** Resolves when the catalogue has come, or could not be had. */
  #loading = Promise.resolve();
  /** Resolves when it has, or is late. Waited for once. @type {Promise<unknown> | undefined} */
  #isLoadedOrLate;
  /** Whether something is on the page that the catalogue may change. */
  #isDrawnWithout = false;
  /** One refresh at a time, and one more if something changed meanwhile. */
  #isRefreshing = false;
  #isChanged = false;

  connectedCallback() {
    this.#connection = new AbortController();
    this.#path = location.pathname;
    const { signal } = this.#connection;
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    // Before Material, which would take a link to this page for one that leads back.
    document.addEventListener("click", (event) => this.#linked(event), { signal, capture: true });
    store.addEventListener("changed", () => this.#refresh(), { signal });
    addEventListener("popstate", () => this.#arrived(), { signal });
    addEventListener("hashchange", () => this.#arrived(), { signal });
    addEventListener("beforeprint", () => this.#toPaper(), { signal });
    addEventListener("afterprint", () => part(this, "paper").replaceChildren(), { signal });
    this.#loading = this.#catalogue.load(this.dataset.src);
    this.#loading.then(() => this.#cameLate());
    this.#refresh();
    import("./overwriting.js").then(({ overwriteWhatIsLeft }) => overwriteWhatIsLeft()).catch(() => {});
  }

  disconnectedCallback() {
    this.#connection?.abort();
    if (location.pathname !== this.#path) ReflectionJournal.#left = "";
    this.#forget();
  }

  async #refresh() {
    this.#isChanged = true;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    try {
      while (this.#isChanged && this.isConnected) {
        this.#isChanged = false;
        await this.#readAnew();
      }
    } finally {
      this.#isRefreshing = false;
    }
  }

  /** Draws anew what was drawn without the catalogue, if it has come at last. */
  #cameLate() {
    if (this.#isDrawnWithout && this.#catalogue.isKnown) this.#refresh();
  }

  async #readAnew() {
    const status = await store.status();
    this.#passphrases.show(status);
    const wasLocked = this.#view === "locked";
    const isFirst = !this.#view;
    if (status.lock === "locked") {
      part(this, "waiting").textContent = waiting(status.waiting);
      if (!wasLocked) this.#lock();
      return;
    }
    const [log] = await Promise.all([store.log(), dressed]);
    this.#isLoadedOrLate ??= Promise.race([this.#loading, new Promise((end) => setTimeout(end, WAIT_MS))]);
    await this.#isLoadedOrLate;
    // It may be locked by now, or left.
    if (this.#isChanged || !this.isConnected) return;
    this.#log = log;
    this.#isDrawnWithout = !this.#catalogue.isKnown;
    const { entries } = this.#log;
    sayWhereKept(this, status, entries.length > 0);
    part(this, "copy-all").hidden = !entries.length;
    this.#browse.update(entries);
    this.#follow();
    if (wasLocked) this.#focusHeading();
    if (isFirst && !this.#entry) this.#focusLeft();
  }

  /** Takes everything off the page; who was here a moment ago can type the passphrase at once. */
  #lock() {
    const wasHere = this.contains(document.activeElement);
    this.#forget();
    this.#show("locked");
    if (wasHere) /** @type {HTMLElement} */ (this.querySelector("#journal-unlock")).focus({ preventScroll: true });
  }

  /** Nothing readable stays on the page or in what it remembers. */
  #forget() {
    this.#log = new Log([]);
    this.#entry = null;
    this.#drawing = "";
    this.#browse.forget();
    this.#passphrases.forget();
    this.#receiving.forget();
    this.#removal.close();
    for (const name of ["one", "paper", "copied"]) part(this, name).replaceChildren();
  }

  /** Nothing that is said of what was here stays either. */
  #emptied() {
    this.#receiving.forget();
    part(this, "copied").replaceChildren();
    this.#go("");
  }

  /** Shows what the address names: an entry, or else the timeline. */
  #follow() {
    const id = location.hash.startsWith(ENTRY) ? decoded(location.hash.slice(ENTRY.length)) : "";
    this.#entry = this.#log.entry(id);
    if (!this.#entry) return this.#show(this.#log.entries.length ? "browse" : "empty");
    ReflectionJournal.#left = addressIn(this.#entry);
    this.#drawEntry(this.#entry);
    this.#show("entry");
  }

  /**
   * Not drawn anew without need: the reader may be somewhere in it.
   * @param {Entry} entry
   */
  #drawEntry(entry) {
    const { words } = this.#browse;
    const drawing = JSON.stringify([entry.id, entry.reflection?.id, this.#catalogue.isKnown, words]);
    if (drawing === this.#drawing) return;
    this.#drawing = drawing;
    part(this, "one").replaceChildren(...entryDrawn(entry, this.#catalogue, words));
  }

  /** @param {View} view */
  #show(view) {
    this.#view = view;
    this.setAttribute("view", view);
    for (const name of VIEWS) part(this, name).hidden = name !== view;
    part(this, "keeping").hidden = view === "locked" || view === "entry";
  }

  /** After Back or Forward: what was read last is where it was, and has the focus. */
  #arrived() {
    if (this.#view === "locked" || !this.#view) return;
    this.#follow();
    if (this.#entry) this.#focusHeading();
    else this.#focusLeft();
  }

  /**
   * Goes to an entry, or to the timeline where it was left.
   * @param {string} hash
   */
  #go(hash) {
    const left = this.#entry;
    const place = { x: scrollX, y: scrollY };
    history.replaceState(place, "");
    history.pushState(null, "", hash || `${location.pathname}${location.search}`);
    this.#follow();
    if (this.#entry) {
      if (!left) ReflectionJournal.#place = place;
      scrollTo(0, 0);
      this.#focusHeading();
    } else if (left) this.#focusLeft();
  }

  /** In the timeline, the entry that was read is where the reader is. */
  #focusLeft() {
    if (!ReflectionJournal.#left) return;
    const { x, y } = ReflectionJournal.#place;
    this.#browse.focus(ReflectionJournal.#left);
    scrollTo(x, y);
  }

  /** The heading says where the reader is now: that of the entry, or of the page. */
  #focusHeading() {
    const heading = this.#entry
      ? this.querySelector(".journal__entry .journal__heading")
      : document.querySelector("main h1");
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button) return;
    const { copy, removal, print: paper } = button.dataset;
    if (copy) handOut(this, copy, this.#shown);
    else if (paper !== undefined) print();
    else if (removal === "all") this.#removal.askForAll(this.#log.entries.length > 0);
    else if (removal === "one" && this.#entry) this.#remove(this.#entry);
  }

  /**
   * A link to the journal itself, from wherever on the page.
   * @param {MouseEvent} event
   */
  #linked(event) {
    const followed = event.target instanceof Element ? event.target.closest("a") : null;
    if (!followed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { origin, pathname, hash } = followed;
    const isHere = origin === location.origin && pathname === location.pathname;
    if (!isHere || !(hash === "" || hash === TIMELINE || hash.startsWith(ENTRY))) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go(hash.startsWith(ENTRY) ? hash : "");
  }

  /** What Print and Export are about. */
  get #shown() {
    return this.#entry ? [this.#entry] : this.#browse.shown;
  }

  /** @param {Entry} entry */
  async #remove(entry) {
    this.#go("");
    await this.#removal.one(entry.id);
  }

  /** On paper goes everything that is shown, whole, and not only the first portion of a list. */
  #toPaper() {
    if (this.#view === "locked") return;
    const entries = this.#shown.map((entry) =>
      element("article", "journal__sheet", ...entryDrawn(entry, this.#catalogue)),
    );
    part(this, "paper").replaceChildren(...entries);
  }
}

/** @param {number} count */
function waiting(count) {
  return count
    ? `${counted(count, "record waits", "records wait")} here, sealed. What you answer meanwhile is sealed as well and joins them.`
    : "What is here is sealed.";
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
