// @ts-check
// Reads and fills an exercise's form. Answers are text by field name; a skipped one is empty text.

import { SKIPPED } from "../journal/skipped.js";

/** @typedef {Record<string, string>} Answers */
/** @typedef {{question: string, answer: string}} Words */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * The answers given so far. Fields that were not touched, or hold nothing but blanks, are left out.
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
export function answersIn(form) {
  /** @type {Answers} */
  const answers = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (value.trim() || isSkipped(form, name))) answers[name] = withPlainLines(value);
  }
  return answers;
}

/**
 * Puts answers back into a form, which dispatches `filled` for elements that draw what the fields hold.
 * Answers without a field any more are passed over; the store keeps them.
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 */
export function fill(form, answers) {
  for (const field of fieldsOf(form)) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    if (typeof answer !== "string") continue;
    if (isRadio(field)) field.checked = field.value === answer;
    else field.value = answer;
  }
  form.dispatchEvent(new Event("filled"));
}

/**
 * Questions and answers in the words of the page, in its order, which stay readable when the exercise has changed.
 * @param {HTMLFormElement} form
 * @returns {Words[]}
 */
export function inWords(form) {
  return [...form.querySelectorAll("fieldset, .exercise__label")].flatMap((asked) =>
    asked instanceof HTMLLabelElement ? typed(asked, form) : chosen(asked, form),
  );
}

/**
 * A fieldset round radio buttons of its own is a question; one round other fieldsets or fields is not.
 * @param {Element} fieldset
 * @param {HTMLFormElement} form
 * @returns {Words[]}
 */
function chosen(fieldset, form) {
  if (fieldset.querySelector("fieldset") || !fieldset.querySelector('input[type="radio"]')) return [];
  const field = /** @type {HTMLInputElement | null} */ (fieldset.querySelector("input:checked"));
  return [{ question: legendsOf(fieldset), answer: (field?.value && textOf(labelOf(field, form))) || SKIPPED }];
}

/**
 * What an empty field means stands in `data-empty`; where that is empty too, nothing is said of it.
 * @param {HTMLLabelElement} label
 * @param {HTMLFormElement} form
 * @returns {Words[]}
 */
function typed(label, form) {
  const field = fieldsOf(form).find((one) => one.id === label.htmlFor);
  if (!field) return [];
  const empty = field.dataset.empty ?? SKIPPED;
  const answer = withPlainLines(field.value).trim() || empty;
  return answer ? [{ question: textOf(label), answer }] : [];
}

/**
 * Browsers know a field's labels only while it is in the page, which may have been left before its answers are saved.
 * @param {Element} field
 * @param {HTMLFormElement} form
 */
function labelOf(field, form) {
  return field.closest("label") ?? form.querySelector(`label[for="${CSS.escape(field.id)}"]`);
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return [...form.elements].filter(
    /** @returns {one is Field} */ (one) =>
      one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement,
  );
}

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
function isRadio(field) {
  return field.type === "radio";
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function isSkipped(form, name) {
  return fieldsOf(form).some((field) => field.name === name && isRadio(field) && field.checked);
}

/**
 * Some browsers hand over the lines of a text area in another form than the one they show.
 * @param {string} text
 */
function withPlainLines(text) {
  return text.replace(/\r\n?/g, "\n");
}

/** @param {Element} fieldset */
function legendsOf(fieldset) {
  const outer = fieldset.parentElement?.closest("fieldset");
  const legend = textOf(fieldset.querySelector("legend"));
  if (!outer) return legend;
  const asked = textOf(outer.querySelector("legend"));
  return /[.?!:]$/.test(asked) ? `${asked} ${legend}` : `${asked}, ${legend}`;
}

/** @param {Element | null | undefined} element */
function textOf(element) {
  return element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
