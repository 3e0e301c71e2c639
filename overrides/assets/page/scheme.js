// @ts-check
// Keeps the reader's choice of light or dark. A classic script in the head, so that it acts before the first paint.
{
  const root = document.documentElement;

  /** @returns {string} "light", "dark" or "" for what the system prefers */
  const kept = () => {
    try {
      return localStorage.getItem("scheme") ?? "";
    } catch {
      return root.dataset.scheme ?? ""; // Storage may be forbidden: the choice then lasts as long as the page.
    }
  };

  const show = () => {
    root.dataset.scheme = kept();
    for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName("scheme"))) {
      choice.checked = choice.value === root.dataset.scheme;
    }
  };

  show();
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "scheme") return;
    root.dataset.scheme = target.value;
    try {
      localStorage.setItem("scheme", target.value);
    } catch {
      // The choice is shown all the same.
    }
  });
  // Material swaps the footer with the page; its stream of pages exists once its own script has run.
  document.addEventListener("DOMContentLoaded", () => /** @type {any} */ (window).document$?.subscribe(show));
}
