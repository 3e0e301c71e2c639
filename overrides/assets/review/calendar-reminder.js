// @ts-check
// Makes a file with which the reader's own calendar can remind them, since no server here could.

import { download } from "../journal/exports.js";
import { addressOf } from "./catalogue.js";

const NO_DAY = "Choose at least one day.";
const DONE = "The file is with your downloads; open it, and your calendar takes it in.";
const FAILED = "The file could not be made without a connection, this first time.";
/** A check-in is for every day, review for one. */
const USUAL_DAYS = { "check-in": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], review: ["SU"] };
/** Where a reminder leads. */
const PLACES = { "check-in": "", review: "review/" };

/** `<calendar-reminder>` round a form with `what`, `day` and `time`, and a status. */
export class CalendarReminder extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.#form.addEventListener("change", (event) => this.#changed(event), { signal });
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {Event} event */
  #changed(event) {
    this.#say("");
    if (/** @type {HTMLInputElement} */ (event.target).name !== "what") return;
    const usual = USUAL_DAYS[this.#what];
    for (const day of this.#days) day.checked = usual.includes(day.value);
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    event.preventDefault();
    const days = this.#days.filter((day) => day.checked).map((day) => day.value);
    if (!days.length) return this.#say(NO_DAY);
    const what = this.#what;
    const time = String(new FormData(this.#form).get("time"));
    try {
      const { calendarFile } = await import("./calendar-file.js");
      const text = calendarFile({ what, days, time, address: addressOf(PLACES[what]) }, new Date());
      download(`how-we-help-${what}.ics`, "text/calendar", text);
      this.#say(DONE);
    } catch (error) {
      console.info("The calendar file could not be made.", error);
      this.#say(FAILED);
    }
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  get #what() {
    return /** @type {"check-in" | "review"} */ (String(new FormData(this.#form).get("what")));
  }

  get #days() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("[name=day]")]);
  }

  /** @param {string} text */
  #say(text) {
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    status.textContent = text;
  }
}
