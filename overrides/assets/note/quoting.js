// @ts-check
// What is selected in a note, as it is quoted, and the address that leads to it.

const NOT_QUOTED = "sup:has(.footnote-ref), button, .exercise";
const ENDS_WORDS = 4;

/**
 * The paragraph in which the selection begins, or null when nothing of a note's text is selected.
 * @returns {HTMLElement | null}
 */
export function quoted() {
  const range = selectedRange();
  return range && paragraphAt(range.startContainer);
}

/**
 * What is selected, in one line, without the numbers of footnotes.
 * @param {HTMLElement} [paragraph] in which the selection must begin
 * @returns {string} empty when nothing is selected there
 */
export function quotation(paragraph) {
  const range = selectedRange();
  if (!range || (paragraph && paragraphAt(range.startContainer) !== paragraph)) return "";
  const part = range.cloneContents();
  for (const one of part.querySelectorAll(NOT_QUOTED)) one.remove();
  for (const one of part.querySelectorAll("p, li, blockquote, h2, h3")) one.append(" ");
  return (part.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * The address of a paragraph; a browser that knows text fragments goes on to the quotation and marks it, and
 * note.js takes the directive away for one that does not.
 * @param {HTMLElement} paragraph
 * @param {string} quote
 */
export function addressOf(paragraph, quote) {
  const address = `${location.origin}${location.pathname}#${paragraph.id}`;
  // Footnote numbers stand in the text that the browser searches: only what is unbroken there can be found.
  const isUnbroken = quote && (paragraph.textContent ?? "").replace(/\s+/g, " ").includes(quote);
  return isUnbroken ? `${address}:~:text=${directive(quote)}` : address;
}

/** @param {string} quote */
function directive(quote) {
  const words = quote.split(" ");
  const parts = words.length > 3 * ENDS_WORDS ? [words.slice(0, ENDS_WORDS), words.slice(-ENDS_WORDS)] : [words];
  return parts.map((part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D")).join(",");
}

function selectedRange() {
  const selection = getSelection();
  return selection && !selection.isCollapsed ? selection.getRangeAt(0) : null;
}

/**
 * @param {Node} node
 * @returns {HTMLElement | null}
 */
function paragraphAt(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".note .prose p[id]") ?? null;
}
