// @ts-check
// Copies the link of a paragraph, with the quotation when something in it is selected.
//
// A link beside every paragraph would be a hundred more stops for those who listen or use the keyboard. So there is
// one button above the text that shows a copy button in each paragraph; a mouse gets one beside the paragraph it is
// over; and a touch that selects text, one at the foot of the window.

import { addressOf, quotation, quoted } from "./quoting.js";

const SHOWN_MS = 4000;

/** @type {HTMLElement | undefined} */
let status;
/** @type {HTMLElement | undefined} */
let beside;
/** @type {HTMLElement | undefined} */
let below;
let isPressed = false;
let timer = 0;

/**
 * Shows the button beside a paragraph, for a mouse.
 * @param {HTMLElement} paragraph
 */
export function offer(paragraph) {
  const page = /** @type {HTMLElement} */ (paragraph.closest(".page"));
  if (page.querySelector(".tools__links[aria-pressed=true]")) return;
  beside?.remove();
  beside = copying("permalink permalink--beside", () => paragraph);
  beside.tabIndex = -1;
  beside.ariaHidden = "true"; // The button above the text is there for those who listen.
  const top = paragraph.getBoundingClientRect().top - page.getBoundingClientRect().top;
  beside.style.insetBlockStart = `${top}px`;
  page.append(beside);
}

/**
 * Shows or hides a button in every paragraph.
 * @param {HTMLButtonElement} button
 */
export function toggle(button) {
  const isShown = button.ariaPressed !== "true";
  button.ariaPressed = String(isShown);
  const page = /** @type {HTMLElement} */ (button.closest(".page"));
  beside?.remove();
  for (const shown of page.querySelectorAll(".permalink")) shown.remove();
  if (!isShown) return;
  for (const paragraph of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".prose p[id]"))) {
    const start = (paragraph.textContent ?? "").trim().split(/\s+/).slice(0, 6).join(" ");
    const copy = copying("permalink", () => paragraph);
    copy.ariaLabel = `Copy link: ${start}…`;
    paragraph.append(" ", copy);
  }
}

/** Shows the button for what is selected, for a touch, or takes it away. */
export function selected() {
  const paragraph = quoted();
  if (!paragraph) {
    if (!isPressed) below?.remove(); // The tap on it may take the selection away before it counts as a click.
    return;
  }
  const text = quotation();
  below?.remove();
  below = copying(
    "permalink permalink--below",
    () => paragraph,
    () => text,
  );
  below.textContent = "Copy with link";
  isPressed = false;
  below.addEventListener("pointerdown", () => {
    isPressed = true;
  });
  for (const type of ["click", "pointercancel"])
    below.addEventListener(type, () => {
      isPressed = false;
      below?.remove();
    });
  paragraph.closest(".page")?.append(below);
}

/**
 * Goes to the paragraph that begins with most of the words of a name that no paragraph has any more.
 * @param {string} name
 */
export function find(name) {
  const words = name.replace(/-[0-9a-f]{4}(-\d+)?$/, "").split("-"); // A second hash before it falls away as a word.
  for (let count = words.length; count > 2; count--) {
    const found = document.querySelector(`.prose p[id^="${CSS.escape(words.slice(0, count).join("-"))}-"]`);
    if (found) return location.replace(`#${found.id}`);
  }
}

/**
 * @param {string} name of its class
 * @param {() => HTMLElement} paragraphOf
 * @param {() => string} [quoteOf]
 */
function copying(name, paragraphOf, quoteOf = () => quotation(paragraphOf())) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = "Copy link";
  button.addEventListener("mousedown", (event) => event.preventDefault()); // What is selected stays selected.
  button.addEventListener("click", () => copy(paragraphOf(), quoteOf()));
  say("", button); // A status is announced only where it was before it changed.
  return button;
}

/**
 * @param {HTMLElement} paragraph
 * @param {string} quote
 */
async function copy(paragraph, quote) {
  const title = document.querySelector("h1")?.textContent?.trim() ?? "";
  const site = document.querySelector(".top__name")?.textContent?.trim() ?? "";
  const address = addressOf(paragraph, quote);
  try {
    await navigator.clipboard.writeText(quote ? `“${quote}”\n${title}, ${site}\n${address}` : address);
    say(quote ? "Copied, with the quotation" : "Copied");
  } catch {
    location.hash = paragraph.id;
    say("This browser does not let a page copy. The link is in the address bar now.");
  }
}

/**
 * @param {string} what
 * @param {HTMLElement} [near]
 */
function say(what, near) {
  if (!status?.isConnected) {
    status = document.createElement("p");
    status.role = "status";
    status.className = "said";
    (near?.closest(".page") ?? document.querySelector(".page"))?.append(status);
  }
  status.textContent = what;
  clearTimeout(timer);
  if (what) timer = setTimeout(() => say(""), SHOWN_MS);
}
