// @ts-check
// One question of a note: tried, then shown as the note answers it, then given back to the schedule.

import { runtime } from "../exercises/client.js";
import { element } from "../exercises/drawings/elements.js";
import { answersIn } from "../exercises/form.js";
import { giveOnce, noteNumbers } from "../exercises/once.js";
import { drawn, dressed } from "../exercises/reflection.js";
import { previewsOf } from "./dates.js";
import { dayOf, fromNow } from "./days.js";
import { definitionOf, referencesOf, sheetOf } from "./sheet.js";

/** @typedef {import("./due.js").Recall} Recall */
/** @typedef {import("../journal/log.js").Log} Log */
/** @typedef {(rating: number) => void} Rated */

const RATINGS = ["Not yet", "With effort", "Well", "At once"];
const NOT_SHOWN = "This could not be shown just now. Choose Show to try again.";

/**
 * The card of a question, or null when its note cannot be had. `rated` is called once, with 1 to 4.
 * @param {Recall} due
 * @param {Log} log
 * @param {Rated} rated
 * @param {(text: string) => void} say
 */
export async function recallCard(due, log, rated, say) {
  const sheet = await sheetOf(due.exercise);
  const question = sheet && questionOf(sheet, due.item.id);
  if (!sheet || !question) return null;
  const show = Object.assign(element("button", "exercise__reflect", "Show"), { type: "submit" });
  const form = element("form", "exercise__form", question, element("div", "exercise__act", show));
  const place = element("div", "review__place");
  const card = element("div", "exercise review__card", form, place);
  answering(/** @type {HTMLFormElement} */ (form));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (show.hasAttribute("aria-disabled")) return;
    show.setAttribute("aria-disabled", "true");
    say("");
    try {
      const shown = await shownFor(due, sheet, answersIn(/** @type {HTMLFormElement} */ (form)));
      place.replaceChildren(shown, ratings(await intervals(due, log), rated));
      form.hidden = true;
      heading(shown).focus();
    } catch (error) {
      console.info("The question could not be answered.", error);
      say(NOT_SHOWN);
    }
    show.removeAttribute("aria-disabled");
  };
  card.addEventListener("keydown", (event) => pressed(event, place));
  form.addEventListener("focusin", () => runtime.start().catch(() => {}), { once: true });
  return card;
}

/**
 * Part of the sheet's form that asks for an item.
 * @param {HTMLElement} sheet
 * @param {string} item
 */
function questionOf(sheet, item) {
  const name = CSS.escape(item);
  const field = sheet.querySelector(`[name="${name}"], [name^="${name}."]`);
  return field?.closest(".exercise__question")?.cloneNode(true) ?? null;
}

/**
 * A number of an order is given once, as in the note.
 * @param {HTMLFormElement} form
 */
function answering(form) {
  noteNumbers(form);
  form.addEventListener("input", (event) => giveOnce(/** @type {HTMLInputElement} */ (event.target)));
}

/**
 * What the reader gave beside what the note says, of this item alone.
 * @param {Recall} due
 * @param {HTMLElement} sheet
 * @param {Record<string, string>} answers
 */
async function shownFor(due, sheet, answers) {
  const definition = definitionOf(sheet);
  const item = definition.items.find((/** @type {{id: string}} */ one) => one.id === due.item.id);
  const [{ blocks }] = await Promise.all([runtime.reflect({ ...definition, items: [item] }, answers), dressed]);
  return element("div", "exercise__reflection", ...drawn(blocks, referencesOf(sheet)));
}

/** @param {HTMLElement} shown */
function heading(shown) {
  const found = /** @type {HTMLElement} */ (shown.querySelector(".exercise__recalled-question") ?? shown);
  found.tabIndex = -1;
  return found;
}

/**
 * When each rating would bring it back, in words; nothing when Python cannot say.
 * @param {Recall} due
 * @param {Log} log
 */
async function intervals(due, log) {
  const now = new Date();
  try {
    const days = await previewsOf(due.exercise, due.item.id, log, now);
    return days.map((day) => fromNow(day, dayOf(now)));
  } catch (error) {
    console.info("The dates could not be made.", error);
    return [];
  }
}

/**
 * Four quiet buttons that say when each brings the question back; the keys 1 to 4 press them.
 * @param {string[]} when
 * @param {Rated} rated
 */
function ratings(when, rated) {
  const buttons = RATINGS.map((name, index) => {
    const button = /** @type {HTMLButtonElement} */ (element("button", "review__rating", element("span", "", name)));
    if (when[index]) button.append(" ", element("span", "review__when", capital(when[index])));
    button.type = "button";
    button.ariaKeyShortcuts = String(index + 1);
    button.onclick = () => rated(index + 1);
    return button;
  });
  const hint = element("p", "exercise__quiet review__keys", "The keys 1 to 4 choose too.");
  return element(
    "fieldset",
    "review__ratings",
    element("legend", "", "How did it come?"),
    element("div", "review__buttons", ...buttons),
    hint,
  );
}

/**
 * The keys 1 to 4 press the buttons, while the focus is in the card; not together with another key.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} place
 */
function pressed(event, place) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const button = place.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  if (button instanceof HTMLButtonElement) button.click();
}

/** @param {string} text */
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
