// @ts-check
// The page of review: what is due, one thing at a time, a few minutes at a time, and always a way out.

import { element } from "../exercises/drawings/elements.js";
import { store } from "../journal/store.js";
import { againCard } from "./again-card.js";
import { listed } from "./catalogue.js";
import { areFresh, freshDates, keptDates } from "./dates.js";
import { dayOf, fromNow } from "./days.js";
import { coming, isDue } from "./due.js";
import { recallCard } from "./recall-card.js";
import { link, nextOf, sumOf, titleOf } from "./words.js";

/** @typedef {import("./catalogue.js").Listed} Listed */
/** @typedef {import("./due.js").Coming} Coming */

/** After about so many minutes the reader is asked whether to go on. */
const MOST_MINUTES = 5;
const LOCKED = " to see what is due.";
const UNREADABLE = "What comes back could not be read just now.";
const NOTHING_YET = "Nothing has been answered on this device yet. What you answer in ";
const NOTHING_YET_END = " comes back here when its day has come.";
const AWAY = "What is left stands in notes that cannot be had without a connection. It can wait.";
const STOPPED = "Stopped here. What is left can wait; nothing is ever late.";
const ALL = "That is all for now.";

/** `<review-session data-src="catalogue.json">` with a place for one thing (`data-part="stage"`) and a status. */
export class ReviewSession extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {Listed[]} */
  #exercises = [];
  /** What is still to come in this session. @type {Coming[]} */
  #queue = [];
  /** Minutes of what was shown since the reader was last asked whether to go on. */
  #minutes = 0;
  /** Whether something was passed over since its note could not be had. */
  #isAway = false;
  /** Whether a thing is being looked at, which nothing that changes elsewhere may take away. */
  #isBusy = false;
  /** Counts what was begun to be shown, so that only the newest is. */
  #turn = 0;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    store.addEventListener("changed", (event) => this.#changed(/** @type {CustomEvent} */ (event).detail), { signal });
    this.#open();
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {import("../journal/tabs.js").What} what has changed */
  async #changed(what) {
    if (what === "drafts") return;
    const { lock } = await store.status();
    if (lock === "locked") this.#isBusy = false;
    if (!this.#isBusy) this.#open();
  }

  async #open() {
    const turn = ++this.#turn;
    const view = await this.#opening();
    if (turn === this.#turn && !this.#isBusy) this.#put(view, false);
  }

  /** What is shown before anything is begun. */
  async #opening() {
    const { lock } = await store.status();
    if (lock === "locked") return [element("p", "", link("journal/", "Unlock the journal"), LOCKED)];
    const log = await store.log();
    if (!log.entries.length) {
      return [element("p", "", NOTHING_YET, link("exercises/", "the exercises"), NOTHING_YET_END)];
    }
    const exercises = await listed(this.dataset.src);
    if (!exercises) return [element("p", "", UNREADABLE), this.#buttons(["Try again", () => this.#open()])];
    this.#exercises = exercises;
    const all = await this.#coming();
    this.#queue = all.filter((one) => isDue(one, new Date()));
    if (!this.#queue.length) return [element("p", "review__sum", "Nothing is due today."), nextOf(all)];
    return [element("p", "review__sum", sumOf(this.#queue)), this.#buttons(["Begin", () => this.#begin()])];
  }

  /** Asks Python for dates only where those that are kept are not enough. */
  async #coming() {
    const log = await store.log();
    let dates = await keptDates();
    if (!areFresh(this.#exercises, log, dates)) {
      try {
        this.#say("Looking up what is due.");
        dates = await freshDates(this.#exercises, log, new Date());
      } catch (error) {
        console.info("The dates could not be made; those that are kept must do.", error);
      }
      this.#say("");
    }
    return coming(this.#exercises, log, dates, new Date());
  }

  #begin() {
    this.#minutes = 0;
    this.#next();
  }

  async #next() {
    const one = this.#queue[0];
    if (!one) return await this.#end();
    if (this.#minutes && this.#minutes + one.minutes > MOST_MINUTES) return this.#pause();
    this.#isBusy = true;
    const turn = ++this.#turn;
    const card = await this.#cardOf(one);
    if (turn !== this.#turn) return;
    this.#queue.shift();
    if (card) {
      this.#minutes += one.minutes;
      this.#put([titleOf(one), card, this.#waysOn(one, card)], true);
    } else {
      this.#isAway = true;
      this.#say(`“${one.exercise.note.title}” cannot be had without a connection; here is the next.`);
      await this.#next();
    }
  }

  /** @param {Coming} one */
  async #cardOf(one) {
    if (one.sort === "again") return await againCard(one);
    const say = (/** @type {string} */ text) => this.#say(text);
    return await recallCard(one, await store.log(), (rating) => this.#rated(one, rating), say);
  }

  /**
   * @param {import("./due.js").Recall} one
   * @param {number} rating
   */
  async #rated(one, rating) {
    const turn = ++this.#turn; // a second press finds nothing to press
    this.#stage.replaceChildren();
    await store.append({ type: "reviewed", exercise: one.exercise.name, item: one.item.id, rating });
    const all = await this.#coming();
    if (turn !== this.#turn) return;
    const again = all.find(
      (other) => other.sort === "recall" && other.exercise === one.exercise && other.item === one.item,
    );
    this.#say(again ? `It comes back ${fromNow(again.day, dayOf(new Date()))}.` : "");
    await this.#next();
  }

  /**
   * @param {Coming} one
   * @param {HTMLElement} card
   */
  #waysOn(one, card) {
    const ways = this.#buttons(
      [one.sort === "again" ? "Leave it for now" : "Pass", () => this.#passed()],
      ["Stop for now", () => this.#stop(one)],
    );
    ways.classList.add("review__ways");
    const onward = /** @type {HTMLElement} */ (ways.firstElementChild);
    card.addEventListener("reflected", () => {
      onward.textContent = "Next";
    });
    return ways;
  }

  #passed() {
    this.#say("");
    this.#next();
  }

  /** @param {Coming} one */
  #stop(one) {
    this.#isBusy = false;
    this.#turn++;
    this.#queue.unshift(one);
    this.#say("");
    this.#put([element("p", "review__sum", STOPPED), this.#buttons(["Go on", () => this.#begin()])], true);
  }

  #pause() {
    this.#isBusy = false;
    const said = [
      element("p", "review__sum", "That was about five minutes."),
      element("p", "", `There is more if you like: ${sumOf(this.#queue)}`),
    ];
    this.#put(
      [...said, this.#buttons(["Go on", () => this.#begin()], ["Stop for now", () => this.#stopAfter()])],
      true,
    );
  }

  #stopAfter() {
    this.#put([element("p", "review__sum", STOPPED), this.#buttons(["Go on", () => this.#begin()])], true);
  }

  async #end() {
    this.#isBusy = false;
    const turn = ++this.#turn;
    const all = await this.#coming();
    if (turn !== this.#turn) return;
    this.#put([element("p", "review__sum", ALL), this.#isAway ? element("p", "", AWAY) : nextOf(all)], true);
    this.#isAway = false;
  }

  /**
   * Puts a view on the stage and, when it came of something that the reader pressed, the focus at its beginning.
   * @param {(HTMLElement | null)[]} view
   * @param {boolean} isFocused
   */
  #put(view, isFocused) {
    this.#stage.replaceChildren(...view.filter((one) => one !== null));
    this.toggleAttribute("busy", this.#isBusy);
    this.dispatchEvent(new Event("placed", { bubbles: true })); // an exercise on the stage comes to life
    if (!isFocused) return;
    const first = this.#stage.querySelector(".review__first") ?? this.#stage.querySelector("p");
    if (!(first instanceof HTMLElement)) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    this.#stage.scrollIntoView({ block: "nearest" });
  }

  /** @param {...[string, () => void]} given */
  #buttons(...given) {
    const made = given.map(([text, act], index) => {
      const button = /** @type {HTMLButtonElement} */ (element("button", index ? "review__quiet" : "", text));
      button.type = "button";
      button.onclick = act;
      return button;
    });
    return element("p", "review__act", ...made);
  }

  get #stage() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-part=stage]"));
  }

  /** @param {string} text */
  #say(text) {
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    status.textContent = text;
  }
}
