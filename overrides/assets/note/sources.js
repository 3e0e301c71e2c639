// @ts-check
// A source as it stands in the list at the end, copied to where it is referred to.

/**
 * The item of the list to which a mark leads.
 * @param {HTMLAnchorElement} mark
 */
export const sourceOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));

/**
 * What a source says, without the ways back, and without ids: they stand once on a page.
 * @param {HTMLElement} source
 * @returns {Node[]} its children, copied
 */
export function copyOf(source) {
  const copy = /** @type {HTMLElement} */ (source.cloneNode(true));
  for (const back of copy.querySelectorAll(".footnote-backref")) {
    const space = back.previousSibling;
    if (space?.nodeType === Node.TEXT_NODE) space.textContent = (space.textContent ?? "").trimEnd();
    back.remove();
  }
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  return [...copy.childNodes];
}
