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

/**
 * Opens what a mark refers to, and puts the focus there.
 * @param {HTMLAnchorElement} mark
 * @param {boolean} isMouse a mouse that is over a mark has its source in the margin already, if it can be seen
 */
export function open(mark, isMouse) {
  const source = sourceOf(mark);
  if (!source) return;
  if (mark === pressed || (isMouse && visibleBeside(mark))) {
    pressed = null;
    return;
  }
  box?.remove();
  box = document.createElement("div");
  box.className = "source-box";
  box.popover = "auto";
  box.role = "dialog";
  box.ariaLabel = mark.ariaLabel ?? `Source ${mark.textContent}`;
  box.tabIndex = -1;
  box.append(...copyOf(source), closing(box));
  // In the page, so that it goes when the page is changed.
  mark.closest(".page")?.append(box);
  follow(box, mark);
  mark.ariaExpanded = "true";
  box.showPopover({ source: mark });
  box.focus({ preventScroll: true });
}

/**
 * Closes with the focus that leaves, and gives the focus back where nothing else has taken it.
 * @param {HTMLElement} shown
 * @param {HTMLElement} mark
 */
function follow(shown, mark) {
  shown.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !shown.contains(relatedTarget)) shown.hidePopover();
  });
  shown.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") return;
    mark.ariaExpanded = null;
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || shown.contains(activeElement))
      mark.focus({ preventScroll: true });
    shown.remove();
  });
}

/** @param {HTMLElement} shown */
function closing(shown) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", () => shown.hidePopover());
  return button;
}
