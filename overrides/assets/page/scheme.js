// @ts-check
// What must be there before anything is painted and before Material's own script: the reader's choice of light or dark,
// jumps within a page, and what may become HTML or a script. A classic script in the head.
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

// Material fetches a page anew at the first jump within it, and what was begun there would be taken away. So links and
// steps in the history that stay on the page are left to the browser.
{
  let isJump = false;
  window.navigation?.addEventListener("navigate", ({ hashChange }) => {
    isJump = hashChange;
  });
  // A browser that does not say what a step is (WebKit until 26.2) is on the same page when only the hash is another.
  const address = () => location.pathname + location.search;
  let shown = address();
  document.addEventListener("DOMContentLoaded", () =>
    /** @type {any} */ (window).document$?.subscribe(() => {
      shown = address();
    }),
  );
  addEventListener("popstate", (event) => {
    if (window.navigation ? isJump : address() === shown) event.stopImmediatePropagation();
  });
  addEventListener(
    "click",
    (event) => {
      const link = /** @type {Element} */ (event.target).closest(".page a");
      if (!(link instanceof HTMLAnchorElement) || !link.hash) return;
      if (link.host === location.host && link.pathname === location.pathname)
        link.addEventListener("click", (inner) => inner.stopPropagation(), { once: true });
    },
    true,
  );
}

// The policy of the page (press.policy) lets nothing become HTML or a script but through here: pages that Material
// parses, whose text runs nothing by itself, data blocks, which the same policy keeps from running, and scripts of this
// site. What is not given back is refused, and the browser says so.
/** @type {any} */ (window).trustedTypes?.createPolicy("default", {
  createHTML: (/** @type {string} */ text, /** @type {string} */ _, /** @type {string} */ way) =>
    way.startsWith("DOMParser") || !text.includes("<") ? text : null,
  createScript: (/** @type {string} */ text, /** @type {string} */ _, /** @type {string} */ way) =>
    way.startsWith("HTMLScriptElement") ? text : null,
  createScriptURL: (/** @type {string} */ address) =>
    new URL(address, document.baseURI).origin === location.origin ? address : null,
});
