// @ts-check
// Repeats each source in the margin beside the first mark that refers to it.
// The list at the end of the note stays the one that assistive technology, the keyboard, print and readers without
// scripts get: the copies are hidden from the first, not in the order of the second, and not printed.

const GAP_PX = 14;

/** What stands in the margin, by mark. Several marks may share one. @type {WeakMap<Element, HTMLElement>} */
const beside = new WeakMap();
/** @type {ResizeObserver | undefined} */
let observer;

/**
 * Shows the sources of a page in its margin, and keeps them beside their marks for as long as the page is there.
 * @param {HTMLElement} page
 */
export function show(page) {
  const margin = /** @type {HTMLElement} */ (page.querySelector(".margin") ?? build(page));
  place(page, margin);
  observer?.disconnect();
  // An exercise that grows moves the marks below it; a window that changes its width, the height of what is beside.
  observer = new ResizeObserver(() => place(page, margin));
  observer.observe(page);
  observer.observe(margin);
}

/**
 * The copy beside a mark, when all of it can be seen.
 * @param {Element} mark
 */
export function visibleBeside(mark) {
  const copy = beside.get(mark);
  const at = copy?.checkVisibility() && copy.getBoundingClientRect();
  return at && at.top >= 0 && at.bottom <= innerHeight ? copy : null;
}

/** @param {HTMLElement} page */
function build(page) {
  const margin = document.createElement("aside");
  margin.className = "margin";
  margin.ariaHidden = "true";
  /** @type {Map<HTMLElement, HTMLElement>} */
  const copies = new Map();
  for (const mark of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(".footnote-ref"))) {
    const source = sourceOf(mark);
    if (!source) continue;
    const copy = copies.get(source) ?? copied(source, mark.textContent ?? "");
    copies.set(source, copy);
    beside.set(mark, copy);
    for (const [type, isHere] of /** @type {const} */ ([
      ["pointerenter", true],
      ["pointerleave", false],
      ["focus", true],
      ["blur", false],
    ]))
      mark.addEventListener(type, () => copy.toggleAttribute("data-here", isHere));
  }
  margin.append(...copies.values());
  page.append(margin);
  return margin;
}

/**
 * @param {HTMLElement} source
 * @param {string} number
 */
function copied(source, number) {
  const copy = document.createElement("div");
  const label = document.createElement("b");
  label.textContent = number;
  copy.append(...copyOf(source));
  (copy.querySelector("p") ?? copy).prepend(label, " ");
  for (const link of copy.querySelectorAll("a")) {
    link.tabIndex = -1;
    // A whole address would fill the margin; the list has it.
    if (link.href === link.textContent) link.textContent = link.hostname.replace(/^www\./, "");
  }
  return copy;
}

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} margin
 */
function place(page, margin) {
  const top = page.getBoundingClientRect().top;
  /** @type {Set<HTMLElement>} */
  const placed = new Set();
  let free = 0;
  for (const mark of page.querySelectorAll(".footnote-ref")) {
    const copy = beside.get(mark);
    if (!copy || placed.has(copy)) continue;
    placed.add(copy);
    const at = Math.max(free, mark.getBoundingClientRect().top - top);
    copy.style.translate = `0 ${at}px`; // Moving it so is no shift of the layout.
    free = at + copy.offsetHeight + GAP_PX;
  }
  margin.dataset.placed = "";
}

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
