// @ts-check
// What must be put right when Material swaps one page for another, and its one-letter shortcuts, which are switched off.

const isSection = (/** @type {HTMLAnchorElement} */ link) => location.pathname.startsWith(new URL(link.href).pathname);

const markSection = () => {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".top__words a"))) {
    if (isSection(link)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

// The link that was followed is gone with its page; the heading says where the reader is now.
const focusHeading = () => {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector("main h1"));
  if (!heading || location.hash) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

// A style sheet of the new page's own comes after the page, and what the address leads to has moved by then.
const stayAtTarget = () => {
  for (const sheet of /** @type {NodeListOf<HTMLLinkElement>} */ (
    document.querySelectorAll('link[rel="stylesheet"]')
  )) {
    const keep = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    if (!sheet.sheet) sheet.addEventListener("load", keep, { once: true });
  }
};

let isFirst = true;
/** @type {any} */ (window).document$?.subscribe(() => {
  markSection();
  if (!isFirst) {
    focusHeading();
    stayAtTarget();
  }
  isFirst = false;
});

// Material turns single letters into commands ("n" leaves for the next page); a slip in an exercise must not do that.
document.addEventListener("keydown", (event) => {
  if (event.key.length === 1) event.stopPropagation();
});
