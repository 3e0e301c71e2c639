// @ts-check
// Options that a reader puts in an order with buttons or the keyboard, over number fields that hold the answers.

const MOVES = /** @type {const} */ ({ place: "Place", up: "Up", down: "Down", out: "Leave out" });

/** @typedef {keyof typeof MOVES} Move */

/** What a button is called aloud. @type {Record<Move, (option: string) => string>} */
const NAMES = {
  place: (option) => `Place ${option}`,
  up: (option) => `Move ${option} up`,
  down: (option) => `Move ${option} down`,
  out: (option) => `Leave out ${option}`,
};

/**
 * `<rank-list>` round a list of options, each with a label and a number field. The fields stay in the form and hold
 * "1" to "n", or nothing for what is left out; dispatches `input` from the field of an option that was moved.
 */
export class RankList extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    if (!this.#placed) this.#build();
    this.#follow();
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("keydown", (event) => this.#keyed(event), { signal });
    const form = this.closest("form");
    form?.addEventListener("filled", () => this.#follow(), { signal });
    // The fields are emptied only after the form has said that they will be.
    form?.addEventListener("reset", () => queueMicrotask(() => this.#follow()), { signal });
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @returns {HTMLElement | null} */
  get #placed() {
    return this.querySelector("ol");
  }

  /** @returns {HTMLElement} */
  get #left() {
    return /** @type {HTMLElement} */ (this.querySelector("ul"));
  }

  /** All options in the order in which they were written. @returns {HTMLElement[]} */
  get #options() {
    const all = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("li")]);
    return all.sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at));
  }

  #build() {
    for (const [at, option] of [...this.querySelectorAll("li")].entries()) {
      option.dataset.at = String(at);
      const moves = document.createElement("span");
      moves.className = "exercise__moves-of";
      moves.append(...Object.keys(MOVES).map((move) => button(/** @type {Move} */ (move), textOf(option))));
      option.append(moves);
      fieldOf(option).hidden = true;
    }
    const placed = document.createElement("ol");
    placed.className = "exercise__options exercise__options--placed";
    const heading = document.createElement("p");
    heading.className = "exercise__hint";
    const said = document.createElement("p");
    said.className = "exercise__unseen";
    said.setAttribute("role", "status");
    this.querySelector(".exercise__hint")?.remove();
    this.#left.before(placed, heading);
    this.append(said);
  }

  /** Lays the options out as their fields say. */
  #follow() {
    const numbered = this.#options.filter((option) => Number(fieldOf(option).value) > 0);
    numbered.sort((one, other) => Number(fieldOf(one).value) - Number(fieldOf(other).value));
    this.#layOut(numbered);
  }

  /** @param {HTMLElement[]} placed the options that have a place, in order; the rest are skipped */
  #layOut(placed) {
    const focused = /** @type {HTMLElement | null} */ (this.querySelector(":focus"));
    const left = this.#options.filter((option) => !placed.includes(option));
    this.#placed?.append(...placed);
    this.#left.append(...left);
    for (const option of left) this.#draw(option, 0, placed.length);
    for (const [at, option] of placed.entries()) this.#draw(option, at + 1, placed.length);
    const heading = /** @type {HTMLElement} */ (this.querySelector(".exercise__hint"));
    heading.textContent = left.length
      ? placed.length
        ? "Skipped so far"
        : "Choose what comes first, then what comes next."
      : "";
    focused?.focus();
  }

  /**
   * @param {HTMLElement} option
   * @param {number} place 1 for the first, 0 for none
   * @param {number} last
   */
  #draw(option, place, last) {
    fieldOf(option).value = place ? String(place) : "";
    for (const one of option.querySelectorAll("button")) {
      const move = one.dataset.move;
      one.hidden = (move === "place") === place > 0;
      const isAtEnd = (move === "up" && place === 1) || (move === "down" && place === last);
      one.setAttribute("aria-disabled", String(isAtEnd));
    }
  }

  /** @param {Event} event */
  #pressed(event) {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!pressed) return;
    this.#move(/** @type {HTMLElement} */ (pressed.closest("li")), /** @type {Move} */ (pressed.dataset.move));
  }

  /** Alt and an arrow move the option that has the focus. @param {KeyboardEvent} event */
  #keyed(event) {
    const move =
      event.altKey && { ArrowUp: /** @type {const} */ ("up"), ArrowDown: /** @type {const} */ ("down") }[event.key];
    const option = /** @type {HTMLElement} */ (event.target).closest("li");
    if (!move || !option || !this.#placed?.contains(option)) return;
    event.preventDefault();
    this.#move(option, move);
  }

  /**
   * @param {HTMLElement} option
   * @param {Move} move
   */
  #move(option, move) {
    const placed = /** @type {HTMLElement[]} */ ([...(this.#placed?.children ?? [])]);
    const at = placed.indexOf(option);
    const to = { place: placed.length, up: at - 1, down: at + 1, out: -1 }[move];
    if (move !== "out" && (to < 0 || (at >= 0 && to >= placed.length))) {
      this.#say(`${textOf(option)} stays ${at === 0 ? "first" : "last"}.`);
      return;
    }
    const next = move === "place" ? this.#nextLeft(option) : null;
    const others = placed.filter((one) => one !== option);
    if (move !== "out") others.splice(to, 0, option);
    this.#layOut(others);
    this.#focus(next ?? option, move);
    this.#say(
      move === "out" ? `${textOf(option)} is left out.` : `${textOf(option)} is ${to + 1} of ${others.length}.`,
    );
    fieldOf(option).dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What a reader who places one after another comes to next. @param {HTMLElement} option */
  #nextLeft(option) {
    return /** @type {HTMLElement | null} */ (option.nextElementSibling ?? option.previousElementSibling);
  }

  /**
   * The focus goes with the option and stays on what was pressed; after placing, it goes to what can be placed next.
   * @param {HTMLElement} option
   * @param {Move} move
   */
  #focus(option, move) {
    const wanted = /** @type {HTMLElement | null} */ (option.querySelector(`[data-move="${move}"]:not([hidden])`));
    const first = /** @type {HTMLElement | null} */ (option.querySelector("button:not([hidden])"));
    const focused = document.activeElement;
    if (move !== "place" && option.contains(focused) && !(/** @type {HTMLElement} */ (focused).hidden)) return;
    (wanted ?? first)?.focus();
  }

  /** @param {string} text */
  #say(text) {
    /** @type {HTMLElement} */ (this.querySelector('[role="status"]')).textContent = text;
  }
}

/**
 * @param {Move} move
 * @param {string} option
 */
function button(move, option) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "exercise__quiet-button";
  made.dataset.move = move;
  made.textContent = MOVES[move];
  made.setAttribute("aria-label", NAMES[move](option));
  return made;
}

/** @param {Element} option */
function fieldOf(option) {
  return /** @type {HTMLInputElement} */ (option.querySelector("input"));
}

/** @param {Element} option */
function textOf(option) {
  return option.querySelector("label")?.textContent?.trim() ?? "";
}
