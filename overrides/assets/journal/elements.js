// @ts-check
// Makes links and marked text, and finds the parts of a page that its template has named.

import { element } from "../exercises/drawings/elements.js";
import { marked } from "./search.js";

export { element };

/**
 * @param {string} address
 * @param {string} className
 * @param {...(Node | string | null)} children
 */
export function link(address, className, ...children) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", className, ...children));
  made.href = address;
  return made;
}

/**
 * The element that the template marked with data-part.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no part ${name}.`);
  return found;
}

/**
 * A field of a form by its name.
 * @param {HTMLElement} form
 * @param {string} name
 */
export function field(form, name) {
  return /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (form).elements.namedItem(name));
}

/**
 * "1 entry", "1,204 entries".
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
export function counted(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/**
 * The text with what was searched for marked.
 * @param {string} text
 * @param {string[]} words
 */
export function withMarks(text, words) {
  if (!words.length) return [text];
  return marked(text, words).map(({ text: piece, isHit }) => (isHit ? element("mark", "", piece) : piece));
}
