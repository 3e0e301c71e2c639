// @ts-check
// Prints a note with its worksheet or without it. The style sheet for paper does the rest.

/** `<print-note>` round buttons whose values say what is printed: "worksheet" or "article". */
export class PrintNote extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    this.addEventListener("click", (event) => this.#pressed(event), { signal: this.#connection.signal });
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {Event} event */
  #pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button) return;
    const { dataset } = document.documentElement;
    dataset.print = button.value;
    // What was chosen here is for this once; the browser's own command prints all of it again.
    addEventListener("afterprint", () => delete dataset.print, { once: true });
    print();
  }
}
