// @ts-check
// Repeats each source in the margin beside its mark, where the window is wide enough to have a margin.
// The list at the end of the note stays the one that assistive technology, print and readers without scripts get.

const wide = matchMedia("(min-width: 75rem)");
const GAP_PX = 14;

/** @param {HTMLElement} note */
const build = (note) => {
  const margin = document.createElement("aside");
  margin.className = "margin";
  margin.ariaHidden = "true";
  for (const mark of note.querySelectorAll(".footnote-ref")) {
    const source = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (mark).hash.slice(1)));
    if (!source || margin.querySelector(`[data-of="${CSS.escape(source.id)}"]`)) continue;
    const copy = document.createElement("div");
    copy.dataset.of = source.id;
    const number = document.createElement("b");
    number.textContent = mark.textContent;
    copy.append(number, " ", ...[...source.children].flatMap((part) => [...part.cloneNode(true).childNodes]));
    for (const link of copy.querySelectorAll("a")) {
      // Addresses are for the list; here the words before them lose the comma that led to them.
      const before = link.previousSibling;
      if (before) before.textContent = (before.textContent ?? "").replace(/,?\s*$/, "");
      link.remove();
    }
    margin.append(copy);
  }
  note.append(margin);
  return margin;
};

/** @param {HTMLElement} note */
const place = (note) => {
  if (!wide.matches) return;
  const margin = /** @type {HTMLElement} */ (note.querySelector(".margin") ?? build(note));
  const top = note.getBoundingClientRect().top;
  let free = 0;
  for (const copy of /** @type {Iterable<HTMLElement>} */ (margin.children)) {
    const mark = note.querySelector(`.footnote-ref[href$="#${CSS.escape(copy.dataset.of ?? "")}"]`);
    const at = Math.max(free, mark ? mark.getBoundingClientRect().top - top : 0);
    copy.style.insetBlockStart = `${at}px`;
    free = at + copy.offsetHeight + GAP_PX;
  }
};

/** @type {ResizeObserver | undefined} */
let observer;
/** @type {any} */ (window).document$?.subscribe(() => {
  observer?.disconnect();
  const note = /** @type {HTMLElement | null} */ (document.querySelector(".note"));
  if (!note?.querySelector(".footnote-ref")) return;
  // An exercise that grows moves the marks below it.
  observer = new ResizeObserver(() => place(note));
  observer.observe(note);
});
