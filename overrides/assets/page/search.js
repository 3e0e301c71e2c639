// @ts-check
// The dialog of the search. What finds, and the index, are fetched when it opens.

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const query = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
const count = /** @type {HTMLElement} */ (dialog.querySelector(".search__count"));
const results = /** @type {HTMLElement} */ (dialog.querySelector(".search__results"));
// Read now: pages are swapped in place later, and these are relative to the first one.
const { base, search } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
const [site, worker] = [new URL(base, location.href), new URL(search, location.href)];

/** @type {Promise<(query: string) => Promise<{words: string, items: Node[]}>> | undefined} */
let starting;

const finder = () => {
  starting ??= import("./finding.js").then(({ start }) => start(site, worker));
  return starting;
};

const show = (/** @type {string} */ words, /** @type {Node[]} */ items = []) => {
  count.textContent = words;
  results.replaceChildren(...items);
};

async function answer() {
  const asked = query.value;
  if (!asked.trim()) return show("");
  if (!results.childElementCount) show("Searching");
  try {
    const { words, items } = await (await finder())(asked);
    if (asked === query.value) show(words, items);
  } catch (cause) {
    console.warn("The search could not start.", cause);
    starting = undefined;
    show("The search could not be loaded. Try again when there is a network.");
  }
}

const open = () => {
  dialog.showModal();
  query.select();
  finder().catch(() => {
    starting = undefined; // Said when something is asked.
  });
};

const links = () => /** @type {HTMLAnchorElement[]} */ ([...results.querySelectorAll("a")]);

// Up and down go from the field through the results and back; Tab does what it always does.
const step = (/** @type {KeyboardEvent} */ event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [query, ...links()];
  const at = stops.indexOf(/** @type {any} */ (document.activeElement));
  if (!by || at < 0) return;
  event.preventDefault();
  stops[Math.min(Math.max(at + by, 0), stops.length - 1)].focus();
};

document.querySelector(".top__search")?.addEventListener("click", open);
query.addEventListener("input", answer);
dialog.addEventListener("keydown", step);
dialog.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  links()[0]?.click();
});
dialog.querySelector(".search__close")?.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", ({ target }) => {
  const isBackdrop = target === dialog; // Everything inside has children of its own.
  if (isBackdrop || (target instanceof Element && target.closest("a"))) dialog.close();
});

// An address with ?q= asks at once.
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  query.value = asked;
  open();
  answer();
}

export {};
