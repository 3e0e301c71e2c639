// @ts-check
// Reads and fills an exercise's form. Answers are text by field name; a skipped one is empty text.

/** @typedef {Record<string, string>} Answers */
/** @typedef {{question: string, answer: string}} Words */

/**
 * The answers given so far. Fields that were not touched are left out.
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
export function answersIn(form) {
  /** @type {Answers} */
  const answers = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (value || isSkipped(form, name))) answers[name] = value;
  }
  return answers;
}

/**
 * Puts answers back into a form. Those without a field any more are passed over; the store keeps them.
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 */
export function fill(form, answers) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in answers)) continue;
    if (field.type === "radio") field.checked = field.value === answers[field.name];
    else field.value = answers[field.name];
  }
}

/**
 * Questions and answers in the words of the page, which stay readable when the exercise has changed.
 * @param {HTMLFormElement} form
 * @returns {Words[]}
 */
export function inWords(form) {
  return [...form.querySelectorAll("fieldset, .exercise__label")].flatMap((asked) => {
    if (asked.querySelector("fieldset")) return [];
    const field = asked.matches("fieldset")
      ? /** @type {HTMLInputElement | null} */ (asked.querySelector(":checked"))
      : /** @type {HTMLInputElement | null} */ (/** @type {HTMLLabelElement} */ (asked).control);
    const question = asked.matches("fieldset") ? legendsOf(asked) : textOf(asked);
    const answer = field?.type === "radio" ? textOf(field.labels?.[0]) : field?.value.trim();
    return [{ question, answer: answer || "Not answered" }];
  });
}

/**
 * In a question that numbers its parts, each number is given once: a number chosen again leaves the part
 * that had it, which takes the number given up, if there was one.
 * @param {HTMLInputElement} chosen
 * @param {string | undefined} before the number that the part had until now
 */
export function giveOnce(chosen, before) {
  const part = chosen.closest("[data-once]");
  if (!part || !chosen.value) return;
  const question = part.parentElement;
  const others = [...(question?.querySelectorAll("[data-once] input:checked") ?? [])];
  const holder = /** @type {HTMLInputElement | undefined} */ (
    others.find((other) => other !== chosen && /** @type {HTMLInputElement} */ (other).value === chosen.value)
  );
  if (!holder) return;
  holder.checked = false;
  const left = before && holder.closest("[data-once]")?.querySelector(`input[value="${CSS.escape(before)}"]`);
  if (left) /** @type {HTMLInputElement} */ (left).checked = true;
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return /** @type {HTMLInputElement[]} */ ([...form.elements].filter((one) => one instanceof HTMLInputElement));
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function isSkipped(form, name) {
  return fieldsOf(form).some((field) => field.name === name && field.type === "radio" && field.checked);
}

/** @param {Element} fieldset */
function legendsOf(fieldset) {
  const outer = fieldset.parentElement?.closest("fieldset");
  const legend = textOf(fieldset.querySelector("legend"));
  return outer ? `${textOf(outer.querySelector("legend"))} ${legend}` : legend;
}

/** @param {Element | null | undefined} element */
function textOf(element) {
  return element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
