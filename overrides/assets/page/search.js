// @ts-check
// Opens Material's search as a modal dialog, and keeps the checkbox by which Material knows that it is open in step.

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const query = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));

const setToggle = (/** @type {boolean} */ isOpen) => {
  if (toggle.checked !== isOpen) toggle.click();
};

document.querySelector(".top__search")?.addEventListener("click", () => {
  dialog.showModal();
  query.select();
});
dialog.querySelector(".search__close")?.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => setToggle(false));
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog) dialog.close(); // The backdrop: everything inside has children of its own.
});

// Material opens by itself for an address with ?q=, and closes when a result is followed.
const follow = () => {
  if (toggle.checked && !dialog.open) dialog.showModal();
  if (!toggle.checked && dialog.open) dialog.close();
};
toggle.addEventListener("change", follow);
follow();

dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" && event.key !== "Shift") return;
  event.stopPropagation(); // Material would close the search; in a dialog Tab moves on, also to the results.
  for (const result of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[tabindex='-1']")))
    result.tabIndex = 0;
});
