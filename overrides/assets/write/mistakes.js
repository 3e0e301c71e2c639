// @ts-check
// What is to mend, in the words and at the lines of `make check`: as a list, and as marks in the text. Advice is a list alone.
import { element } from "../exercises/drawings/elements.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./press.js").Mistake} Mistake */
/** @typedef {import("./taking.js").Kind} Kind */

export class Mistakes {
  #places;
  #editor;
  #turn;
  /** @type {Mistake[]} */
  #mistakes = [];
  /** @type {Mistake[]} */
  #advice = [];

  /**
   * @param {{count: HTMLElement, mistakes: HTMLElement, advice: HTMLElement}} places a status and what holds the two lists
   * @param {Editor} editor
   * @param {(kind: Kind) => void} turn shows one of the files
   */
  constructor(places, editor, turn) {
    this.#places = places;
    this.#editor = editor;
    this.#turn = turn;
  }

  /**
   * @param {Mistake[]} mistakes
   * @param {Mistake[]} advice what may stay as it is
   */
  show(mistakes, advice) {
    const isSame = JSON.stringify([mistakes, advice]) === JSON.stringify([this.#mistakes, this.#advice]);
    [this.#mistakes, this.#advice] = [mistakes, advice];
    this.mark();
    const words = mistakes.length === 0 ? "Nothing to mend." : `${mistakes.length} to mend.`;
    // Said again only when it changes, so that writing is not talked over.
    const { count } = this.#places;
    if (count.textContent !== words) count.textContent = words;
    if (isSame) return;
    this.#list(this.#places.mistakes, mistakes);
    this.#list(/** @type {HTMLElement} */ (this.#places.advice.querySelector("ol")), advice);
    this.#places.advice.hidden = advice.length === 0;
  }

  /**
   * @param {HTMLElement} list
   * @param {Mistake[]} mistakes
   */
  #list(list, mistakes) {
    list.hidden = mistakes.length === 0;
    list.replaceChildren(...mistakes.map((mistake) => element("li", "", this.#button(mistake))));
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
