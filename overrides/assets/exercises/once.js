// @ts-check
// In a question that numbers its parts, each number is given once.

/**
 * Remembers which number each part has.
 * @param {Element} form
 */
export function noteNumbers(form) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-once]"))) {
    part.dataset.number = /** @type {HTMLInputElement | null} */ (part.querySelector(":checked"))?.value ?? "";
  }
}

/**
 * A number chosen again leaves the part that had it, which takes the number given up, if there was one.
 * @param {HTMLInputElement} chosen
 */
export function giveOnce(chosen) {
  const part = /** @type {HTMLElement | null} */ (chosen.closest("[data-once]"));
  const question = part?.parentElement;
  if (!part || !question) return;
  const before = part.dataset.number;
  const others = /** @type {HTMLInputElement[]} */ ([...question.querySelectorAll("[data-once] input:checked")]);
  const holder = chosen.value && others.find((other) => other !== chosen && other.value === chosen.value);
  if (holder) {
    holder.checked = false;
    const left = before && holder.closest("[data-once]")?.querySelector(`input[value="${CSS.escape(before)}"]`);
    if (left) /** @type {HTMLInputElement} */ (left).checked = true;
  }
  noteNumbers(question);
}
