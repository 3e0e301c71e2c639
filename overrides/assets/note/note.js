// @ts-check
// What a note offers beside its text. Each part is fetched when it is wanted; a page without it reads as it is.

const wide = matchMedia("(min-width: 75rem)");
const isTouched = matchMedia("(hover: none)");

const permalinks = () => import("./permalinks.js");

const showMargin = () => {
  const page = /** @type {HTMLElement | null} */ (document.querySelector(".page:has(.footnote-ref)"));
  if (page && wide.matches) import("./sidenotes.js").then(({ show }) => show(page));
};

/** A link to a paragraph whose first sentence was edited since leads to the one that still begins so. */
const findParagraph = () => {
  const [name, quote] = location.hash.slice(1).split(":~:");
  if (name.startsWith("p-") && !document.getElementById(name)) permalinks().then(({ find }) => find(name));
  else if (quote) location.replace(`#${name}`); // A browser that knows no quotations in addresses looks for all of it.
};

/** @param {MouseEvent} event */
const showSource = (event) => {
  const mark = /** @type {Element} */ (event.target).closest(".footnote-ref");
  if (!(mark instanceof HTMLAnchorElement) || !mark.showPopover) return;
  // A modified click opens a tab or a window, as on any link.
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation(); // Material would follow the link.
  const isMouse = /** @type {PointerEvent} */ (event).pointerType === "mouse";
  import("./popover.js").then(
    ({ open }) => open(mark, isMouse),
    () => location.assign(mark.hash),
  );
};

document.addEventListener("click", showSource, true);
document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest(".tools__links");
  if (button) permalinks().then(({ toggle }) => toggle(/** @type {HTMLButtonElement} */ (button)));
});
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse") return;
  const over = /** @type {Element} */ (target);
  const mark = /** @type {HTMLAnchorElement | null} */ (over.closest(".footnote-ref"));
  if (mark?.showPopover) import("./popover.js").then(({ glance }) => glance(mark)).catch(() => {}); // a click still leads there
  const paragraph = over.closest(".note .prose p[id]");
  if (paragraph) permalinks().then(({ offer }) => offer(/** @type {HTMLElement} */ (paragraph)));
});
document.addEventListener("selectionchange", () => {
  if (isTouched.matches && document.querySelector(".note")) permalinks().then(({ selected }) => selected());
});
wide.addEventListener("change", showMargin);
/** @type {any} */ (window).document$?.subscribe(() => {
  showMargin();
  findParagraph();
});
