// @ts-check
// Finds things in the list of sources and arranges it by author, note or kind. What is asked for stands in the address.

import { folded, wordsOf } from "../journal/search.js";
import { pagesOf } from "../page/listed-parts.js";
import { arrange } from "./arrange.js";

/** Each with what it is when nothing is asked for. */
const ASKED = /** @type {const} */ ({ find: "", kind: "", note: "", by: "author" });

/** @typedef {Record<keyof typeof ASKED, string>} Asked */
/** @typedef {import("./arrange.js").Source} Source */

export class SourceFilter extends HTMLElement {
  /** @type {Source[]} */
  #sources = [];
  #listening = new AbortController();
  #isArranged = false;
  /** The sources on other pages of the list, once something is asked for. @type {Promise<void> | undefined} */
  #others;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    if (!this.#sources.length) this.#sources = [...this.querySelectorAll("li.source")].map(read);
    this.#form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.#form.addEventListener("input", () => this.#changed(), { signal });
    this.#all.addEventListener("click", () => this.#showAll(true), { signal });
    addEventListener("popstate", () => this.#follow(), { signal });
    addEventListener("hashchange", () => this.#uncover(), { signal });
    this.#follow();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  get #all() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }

  get #find() {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("find"));
  }

  /** @returns {Asked} */
  get #asked() {
    const data = new FormData(this.#form);
    const names = /** @type {(keyof Asked)[]} */ (Object.keys(ASKED));
    return /** @type {Asked} */ (Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? "")])));
  }

  /** Shows what the address asks for. */
  #follow() {
    const address = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(ASKED)) {
      const field = /** @type {HTMLInputElement | HTMLSelectElement | RadioNodeList} */ (
        this.#form.elements.namedItem(name)
      );
      field.value = address.get(name) ?? value;
      // An address may name what is no longer there.
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = value;
      if (field instanceof RadioNodeList && !field.value) field.value = value;
    }
    this.#show().then(() => this.#uncover());
  }

  #changed() {
    const address = new URL(location.href);
    const asked = this.#asked;
    for (const [name, value] of Object.entries(ASKED)) {
      const now = asked[/** @type {keyof Asked} */ (name)];
      if (now.trim() === value) address.searchParams.delete(name);
      else address.searchParams.set(name, now);
    }
    history.replaceState(history.state, "", address);
    return this.#show();
  }

  async #show() {
    const before = this.#asked;
    if (Object.entries(ASKED).some(([name, value]) => before[/** @type {keyof Asked} */ (name)].trim() !== value)) {
      this.#others ??= this.#bringOthers();
    }
    await this.#others;
    const asked = this.#asked; // It may have changed meanwhile.
    const words = wordsOf(asked.find);
    const found = this.#sources.filter(
      ({ kind, notes, text }) =>
        (!asked.kind || kind === asked.kind) &&
        (!asked.note || notes.includes(asked.note)) &&
        words.every((word) => text.includes(word)),
    );
    const isNarrowed = Boolean(words.length || asked.kind || asked.note);
    // As it came it shows everything; moving what the address leads to would unmark it.
    if (this.#isArranged || isNarrowed || asked.by !== ASKED.by) {
      const list = /** @type {HTMLElement} */ (this.querySelector("[data-part=list]"));
      list.replaceChildren(...arrange(found, asked.by, this.#headings(asked)));
      this.#isArranged = true;
    }
    this.#say(found.length, isNarrowed);
  }

  /** Where the list goes on at other addresses, what is asked for is asked of all of them. */
  async #bringOthers() {
    const parts = this.querySelector("listed-parts");
    if (!parts) return;
    const own = parts.querySelector("[aria-current]");
    const links = [...parts.querySelectorAll("a")];
    const found = await pagesOf(parts);
    const others = found.map(({ href, page }) => ({
      href,
      sources: [...page.querySelectorAll("li.source")].map(read),
    }));
    const all = links.map((link) =>
      link === own ? this.#sources : (others.find(({ href }) => href === link.href)?.sources ?? []),
    );
    this.#sources = all.flat();
  }

  /**
   * The headings of an arrangement, by the value of what it arranges by: the words of the choices, in their order.
   * @param {Asked} asked
   */
  #headings({ by, note }) {
    if (by === "author") return undefined;
    const choices = /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem(by));
    const named = [...choices.options].filter(({ value }) => value && (by !== "note" || !note || value === note));
    return new Map(named.map(({ value, text }) => [value, text]));
  }

  /**
   * @param {number} found
   * @param {boolean} isNarrowed
   */
  #say(found, isNarrowed) {
    const total = Math.max(this.#sources.length, Number(this.dataset.total) || 0);
    const all = total === 1 ? "1 source" : `${total} sources`;
    const some = found ? `${found} of ${all}` : `Nothing found in ${all}`;
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    const now = isNarrowed ? some : all;
    if (status.textContent !== now) status.textContent = now;
    this.#all.hidden = !isNarrowed;
  }

  /**
   * Stays in the arrangement.
   * @param {boolean} [isPressed] by the button, which goes: the focus then needs another place
   */
  async #showAll(isPressed = false) {
    for (const name of /** @type {const} */ (["find", "kind", "note"])) {
      /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name)).value = "";
    }
    const shown = this.#changed();
    if (isPressed) this.#find.focus();
    await shown;
  }

  /** A link to a source that the filter hides shows all of them. */
  async #uncover() {
    const id = decodeURIComponent(location.hash.slice(1));
    const hidden = this.#sources.find(({ item }) => item.id === id && !item.isConnected);
    if (!hidden) return;
    await this.#showAll();
    // Followed again, so that the browser marks it as the target.
    location.replace(location.href);
    hidden.item.scrollIntoView();
  }
}

/**
 * @param {Element} element
 * @returns {Source}
 */
function read(element) {
  const item = /** @type {HTMLElement} */ (element);
  const heading = item.closest("section")?.querySelector("h2")?.textContent ?? "";
  return {
    item,
    heading,
    kind: item.dataset.kind ?? "",
    notes: (item.dataset.notes ?? "").split(" "),
    text: folded(item.textContent ?? ""),
  };
}
