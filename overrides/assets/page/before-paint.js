// @ts-check
// What must be there before anything is painted and before Material's own script: the reader's choice of light or dark, the
// text face, jumps within a page, what may become HTML or a script, and what is said where no other script can run. A
// classic script in the head.
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

// Material makes every reference absolute by setting it to what it leads to. A link to a style sheet that is set so loads it
// again, and a slow device paints the page without it meanwhile. So such a link stays as it is written, and one in the next
// page that leads to the same is written alike: Material compares them as text, and keeps what is in both pages.
{
  const own = /** @type {Required<PropertyDescriptor>} */ (
    Object.getOwnPropertyDescriptor(HTMLLinkElement.prototype, "href")
  );
  /** @type {Map<string, HTMLLinkElement>} */
  const sheets = new Map();

  /**
   * @this {HTMLLinkElement}
   * @param {string} address
   */
  function set(address) {
    const isHere = this.ownerDocument === document;
    if (isHere && this.sheet && this.href === address) {
      sheets.set(address, this);
      return;
    }
    const same = isHere ? undefined : sheets.get(address);
    own.set.call(this, same?.isConnected ? same.getAttribute("href") : address);
  }
  Object.defineProperty(HTMLLinkElement.prototype, "href", { ...own, set });
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

// Exercises are made of modules. Browsers load none for a page that was opened as a file, nor what a host sends as
// something else than JavaScript; only a classic script can say so. Where not even this one runs, the page's own words stand.
{
  const FILE =
    "Opened as a file, this page cannot run its exercises: open it at the site’s own address to answer them. Here the questions can be read and printed, and nothing that is written is kept.";
  const STOPPED =
    "The exercises did not start, because their scripts did not come or were not sent as JavaScript: load the page again, or tell whoever runs this site. Meanwhile the questions can be read and printed, and what is written may not be kept.";

  const say = () => {
    if (!document.documentElement.dataset.scripts) return;
    for (const place of document.querySelectorAll(".exercise__without"))
      place.textContent = location.protocol === "file:" ? FILE : STOPPED;
  };
  /** @param {Event} event */
  const stopped = ({ type, target }) => {
    if (type === "error" && !(target instanceof HTMLScriptElement && target.type === "module")) return;
    document.documentElement.dataset.scripts = type === "error" ? "none" : "some";
    say();
  };
  addEventListener("error", stopped, true);
  addEventListener("scriptsstopped", stopped); // told by page/elements.js
  document.addEventListener("DOMContentLoaded", () => /** @type {any} */ (window).document$?.subscribe(say));
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

// What a service worker handed out for a preload Chromium does not take for a face that a script's measuring asks for: it
// asks again, too late for the first paint, and the page would be set in a stand-in. Asked for here, it is there in time.
{
  const isHandedOut = () => {
    try {
      return Boolean(navigator.serviceWorker?.controller);
    } catch {
      return false; // a page that may have no worker may not ask for one either
    }
  };

  /** @type {NodeListOf<HTMLLinkElement>} */
  const preloads = document.querySelectorAll('link[as="font"]');
  for (const link of isHandedOut() ? preloads : []) {
    const style = link.dataset.style ?? "normal";
    const face = new FontFace("Literata", `url("${link.href}")`, { weight: "400 600", style, display: "optional" });
    document.fonts.add(face);
    face.load().catch(() => {}); // the stand-in then stays
  }
}
