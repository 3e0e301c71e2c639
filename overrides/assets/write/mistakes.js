// @ts-check
// What is to mend, in the words and at the lines of `make check`: as a list, and as marks in the text.
import { element } from "../exercises/drawings/elements.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./press.js").Mistake} Mistake */
/** @typedef {import("./taking.js").Kind} Kind */

export class Mistakes {
  #count;
  #list;
  #editor;
  #turn;
  /** @type {Mistake[]} */
  #mistakes = [];

  /**
   * @param {HTMLElement} count a status
   * @param {HTMLElement} list
   * @param {Editor} editor
   * @param {(kind: Kind) => void} turn shows one of the files
   */
  constructor(count, list, editor, turn) {
    this.#count = count;
    this.#list = list;
    this.#editor = editor;
    this.#turn = turn;
  }

  /** @param {Mistake[]} mistakes */
  show(mistakes) {
    const isSame = JSON.stringify(mistakes) === JSON.stringify(this.#mistakes);
    this.#mistakes = mistakes;
    this.mark();
    const words = mistakes.length === 0 ? "Nothing to mend." : `${mistakes.length} to mend.`;
    // Said again only when it changes, so that writing is not talked over.
    if (this.#count.textContent !== words) this.#count.textContent = words;
    if (isSame) return;
    this.#list.hidden = mistakes.length === 0;
    this.#list.replaceChildren(...mistakes.map((mistake) => element("li", "", this.#button(mistake))));
  }

  /** Mark those of the file that is shown, after another one was. */
  mark() {
    this.#editor.mark(this.#mistakes.filter((mistake) => kindOf(mistake) === this.#editor.kind));
  }

  /** @param {Mistake} mistake */
  #button(mistake) {
    const { line, column, exercise, what } = mistake;
    const where = `${kindOf(mistake) === "note" ? "Note" : "Exercises"}, line ${line}`;
    const button = element(
      "button",
      "desk__mistake",
      element("b", "", where),
      ` ${exercise ? `${exercise}: ` : ""}${what}`,
    );
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      this.#turn(kindOf(mistake));
      this.#editor.go(line, column);
    });
    return button;
  }
}

/**
 * @param {Mistake} mistake
 * @returns {Kind}
 */
function kindOf({ file }) {
  return file.startsWith("exercises/") ? "exercises" : "note";
}
