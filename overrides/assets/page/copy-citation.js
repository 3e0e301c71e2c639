// @ts-check
// Copies a citation, with its italics for those who paste into a text that has them.

export class CopyCitation extends HTMLElement {
  connectedCallback() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    button.hidden = false;
    button.onclick = () => this.#copy();
  }

  async #copy() {
    const citation = /** @type {HTMLElement} */ (this.querySelector(".cite__text"));
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    const kinds = { "text/plain": citation.textContent ?? "", "text/html": citation.innerHTML };
    const parts = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
    status.textContent = "";
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
      status.textContent = "Copied.";
    } catch {
      // No clipboard without a secure address, or none allowed: the reader's own keys do it.
      getSelection()?.selectAllChildren(citation);
      status.textContent = "The citation is selected: copy it with your keyboard or menu.";
    }
  }
}
