// @ts-check
// Brings in a style sheet that a page does without until something needs it.

/** @type {Map<string, Promise<unknown>>} */
const asked = new Map();

/**
 * Resolves once the style sheet is there, or cannot be had: what it dresses is better plain than not shown.
 * @param {URL} address
 */
export function styled({ href }) {
  const sheet = asked.get(href) ?? added(href);
  asked.set(href, sheet);
  return sheet;
}

/** @param {string} href */
function added(href) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.body.append(link); // Not in the head, which is made anew with each page.
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  });
}
