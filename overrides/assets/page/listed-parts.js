// @ts-check
// A list that goes on at other addresses. A link to a row of it may have been made when it stood on one page.

/** `<listed-parts>` round the links to all pages of a list. */
export class ListedParts extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    this.#listening = new AbortController();
    addEventListener("hashchange", () => this.#follow(), { signal: this.#listening.signal });
    this.#follow();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** Goes to the page that has what the address names, if another one has. */
  async #follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    for (const { href, page } of await pagesOf(this)) {
      if (page.getElementById(id)) return location.replace(`${href}${location.hash}`);
    }
  }
}

/**
 * The other pages of a list; those that cannot be had are left out.
 * @param {ParentNode} parts
 * @returns {Promise<{href: string, page: Document}[]>}
 */
export async function pagesOf(parts) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (parts.querySelectorAll("a:not([aria-current])"));
  const pages = await Promise.all(
    [...links].map(async ({ href }) => {
      const response = await fetch(href).catch(() => null);
      if (!response?.ok) return [];
      return { href, page: new DOMParser().parseFromString(await response.text(), "text/html") };
    }),
  );
  return pages.flat();
}
