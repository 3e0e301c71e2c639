// @ts-check
// In a question that numbers its parts, each number is given once.

/** By question, the part that is being changed. @type {WeakMap<Element, Element>} */
const changing = new WeakMap();

/**
 * Remembers which number each part has, all parts being settled.
 * @param {Element} form
 */
export function noteNumbers(form) {
  const parts = partsOf(form);
  for (const { parentElement: question } of parts) if (question) changing.delete(question);
  note(parts);
}

/**
 * A number chosen again leaves the part that had it, which takes the number given up, if there was one. The keyboard passes
 * over numbers on its way to one: as long as it changes the same part, the others are as they were before but for that.
 * @param {HTMLInputElement} chosen
 */
export function giveOnce(chosen) {
  const part = /** @type {HTMLElement | null} */ (chosen.closest("[data-once]"));
  const question = part?.parentElement;
  if (!part || !question) return;
  const parts = partsOf(question);
  if (changing.get(question) !== part || !chosen.matches(":focus-visible")) {
    changing.set(question, part);
    for (const one of parts) one.dataset.before = one.dataset.number;
  }
  for (const other of parts) {
    const had = other.dataset.before ?? "";
    if (other !== part) give(other, had && had === chosen.value ? (part.dataset.before ?? "") : had);
  }
  note(parts);
}

/** @param {HTMLElement[]} parts */
function note(parts) {
  for (const part of parts) part.dataset.number = checkedIn(part)?.value ?? "";
}

/**
 * @param {HTMLElement} part
 * @param {string} number "" for none
 */
function give(part, number) {
  const checked = checkedIn(part);
  if ((checked?.value ?? "") === number) return;
  if (checked) checked.checked = false;
  const input = number && part.querySelector(`input[value="${CSS.escape(number)}"]`);
  if (input) /** @type {HTMLInputElement} */ (input).checked = true;
}

/** @param {Element} root @returns {HTMLElement[]} */
function partsOf(root) {
  return [...root.querySelectorAll("[data-once]")].filter((part) => part instanceof HTMLElement);
}

/** @param {Element} part @returns {HTMLInputElement | null} */
function checkedIn(part) {
  return part.querySelector(":checked");
}
