// @ts-check
// A source over the text, where its mark is: the platform's own popover, which closes with Escape and a tap outside.

import { copyOf, sourceOf, visibleBeside } from "./sidenotes.js";

/** @type {HTMLElement | undefined} */
let box;
/** The mark whose source was open when a press began: that press closes it, and the click must not open it anew. */
let pressed = /** @type {Element | null} */ (null);
document.addEventListener(
  "pointerdown",
  ({ target }) => {
    pressed = /** @type {Element} */ (target).closest('.footnote-ref[aria-expanded="true"]');
  },
  true,
);

/** How long a mouse rests on a mark before its source is shown, and how long it may be away before it goes, in milliseconds. */
const RESTING_MS = 200;
const AWAY_MS = 300;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

/**
 * Opens what a mark refers to, and puts the focus there.
 * @param {HTMLAnchorElement} mark
 * @param {boolean} isMouse a mouse that is over a mark has its source in the margin already, if it can be seen
 */
export function open(mark, isMouse) {
  clearTimeout(resting);
  if (mark === pressed || (isMouse && visibleBeside(mark))) {
    pressed = null;
    return;
  }
  const shown = boxFor(mark);
  if (!shown) return;
  mark.ariaExpanded = "true";
  shown.addEventListener("toggle", (event) => {
    if (!isClosing(event)) return;
    mark.ariaExpanded = null;
    const { activeElement } = document;
    // The focus goes back where nothing else has taken it.
    if (!activeElement || activeElement === document.body || shown.contains(activeElement))
      mark.focus({ preventScroll: true });
  });
  shown.showPopover({ source: mark });
  shown.focus({ preventScroll: true });
}

/**
 * Shows what a mark refers to while a mouse rests on it or on what is shown; the focus stays where it is.
 * @param {HTMLAnchorElement} mark
 */
export function glance(mark) {
  clearTimeout(resting);
  mark.addEventListener("pointerleave", () => clearTimeout(resting), { once: true });
  resting = setTimeout(() => {
    if (!mark.isConnected || box?.contains(document.activeElement) || visibleBeside(mark)) return;
    const shown = boxFor(mark);
    if (!shown) return;
    goWithMouse(shown, mark);
    shown.showPopover({ source: mark });
  }, RESTING_MS);
}

/**
 * @param {HTMLElement} shown
 * @param {HTMLElement} mark
 */
function goWithMouse(shown, mark) {
  const over = new AbortController();
  mark.dataset.shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;
  const leave = () => {
    leaving = setTimeout(() => {
      if (!shown.contains(document.activeElement)) shown.hidePopover();
    }, AWAY_MS);
  };
  for (const one of [shown, mark]) {
    one.addEventListener("pointerleave", leave, { signal: over.signal });
    one.addEventListener("pointerenter", () => clearTimeout(leaving), { signal: over.signal });
  }
  shown.addEventListener("toggle", (event) => {
    if (!isClosing(event)) return;
    over.abort();
    delete mark.dataset.shown;
  });
}

/**
 * The box with what a mark refers to, in the page and not shown yet; it goes when it closes, and closes with the focus that
 * leaves it.
 * @param {HTMLAnchorElement} mark
 */
function boxFor(mark) {
  const source = sourceOf(mark);
  if (!source) return undefined;
  box?.remove();
  const made = document.createElement("div");
  made.className = "source-box";
  made.popover = "auto";
  made.role = "dialog";
  made.ariaLabel = mark.ariaLabel ?? `Source ${mark.textContent}`;
  made.tabIndex = -1;
  made.append(...copyOf(source), closing(made));
  made.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !made.contains(relatedTarget)) made.hidePopover();
  });
  made.addEventListener("toggle", (event) => {
    // Whoever else listens still finds the focus in it.
    if (isClosing(event)) queueMicrotask(() => made.remove());
  });
  // In the page, so that it goes when the page is changed.
  mark.closest(".page")?.append(made);
  box = made;
  return made;
}

/** @param {Event} event */
function isClosing(event) {
  return /** @type {ToggleEvent} */ (event).newState !== "open";
}

/** @param {HTMLElement} shown */
function closing(shown) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", () => shown.hidePopover());
  return button;
}
