// @ts-check
// Lists the pages that can be read without a network.

import { canKeep, keptPages } from "./kept.js";

/** `<kept-pages>` round a `[data-part=some]` with a list in it and a `[data-part=none]`, both hidden. */
export class KeptPages extends HTMLElement {
  async connectedCallback() {
    document.addEventListener("kept-changed", this);
    await this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("kept-changed", this);
  }

  async handleEvent() {
    const pages = canKeep() ? await keptPages().catch(() => []) : [];
    this.querySelector("ul")?.replaceChildren(...pages.map(item));
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-part]"))) {
      part.hidden = (part.dataset.part === "some") !== pages.length > 0;
    }
  }
}

/** @param {{url: string, title: string}} page */
function item({ url, title }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const one = document.createElement("li");
  one.append(link);
  return one;
}
