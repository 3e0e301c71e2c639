// @ts-check
// The dialog of the search. What finds, and the index, are fetched when it opens.

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const query = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
const count = /** @type {HTMLElement} */ (dialog.querySelector(".search__count"));
const results = /** @type {HTMLElement} */ (dialog.querySelector(".search__results"));
const further = /** @type {HTMLButtonElement} */ (dialog.querySelector(".search__more"));
// Read now: pages are swapped in place later, and this is relative to the first one.
const { base } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
const site = new URL(base, location.href);

const PAUSE_MS = 300; // in typing, before the pieces of the index that hold the words so far are asked for
const [FIRST, MORE] = [8, 16]; // pages whose finds are shown, and how many more with each wish
let typing = 0;
let answered = ""; // what the finds that are shown answer
let pages = FIRST;

/** @type {Promise<(query: string, pages: number) => Promise<{words: string, items: Node[], more: boolean}>> | undefined} */
let starting;

const finder = () => {
  starting ??= import("./finding.js").then(({ start }) => start(site));
  return starting;
};

const show = (/** @type {string} */ words, /** @type {Node[]} */ items = [], hasMore = false) => {
  count.textContent = words;
  results.replaceChildren(...items);
  further.hidden = !hasMore;
};

function typed() {
  clearTimeout(typing);
  pages = FIRST;
  answered = "";
  if (!query.value.trim()) return show("");
  if (!results.childElementCount) show("Searching");
  typing = setTimeout(answer, PAUSE_MS);
}

async function answer() {
  const asked = query.value;
  try {
    const { words, items, more } = await (await finder())(asked, pages);
    if (asked !== query.value) return;
    show(words, items, more);
    answered = asked;
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
query.addEventListener("input", typed);
further.addEventListener("click", async () => {
  const shown = links().length;
  pages += MORE;
  await answer();
  links()[shown]?.focus();
});
dialog.addEventListener("keydown", step);
dialog.querySelector("form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(typing);
  if (answered !== query.value) await answer();
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
  typed();
}

export {};
