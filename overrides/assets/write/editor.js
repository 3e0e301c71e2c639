// @ts-check
// Where the text of both files is written: CodeMirror, in a shadow root, where its styles need no inline style sheet.
import {
  defaultKeymap,
  defineLanguageFacet,
  drawSelection,
  EditorState,
  EditorView,
  HighlightStyle,
  highlightActiveLine,
  history,
  historyKeymap,
  keymap,
  Language,
  LanguageSupport,
  lineNumbers,
  lintGutter,
  lintKeymap,
  parser,
  setDiagnostics,
  syntaxHighlighting,
  tags,
  yaml,
  yamlFrontmatter,
} from "../packages/codemirror.js";
import { dress, style } from "./dress.js";

/** @typedef {import("./press.js").Mistake} Mistake */
/** @typedef {import("./taking.js").Kind} Kind */

const LABELS = { note: "The note, in Markdown", exercises: "Its exercises, in YAML" };
const markdown = new LanguageSupport(new Language(defineLanguageFacet(), parser, [], "markdown"));
const LANGUAGES = { note: () => yamlFrontmatter({ content: markdown }), exercises: yaml };

/** Dispatches `written` when the writer has changed the text. */
export class Editor extends EventTarget {
  #view;
  /** @type {Kind} */
  #kind = "note";
  /** The state of each file, with its history and where the writer was. @type {Map<Kind, import("@codemirror/state").EditorState>} */
  #states = new Map();

  /** Where each file was scrolled to. @type {Map<Kind, import("@codemirror/state").StateEffect<any>>} */
  #scrolls = new Map();

  /** @param {HTMLElement} place */
  constructor(place) {
    super();
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.#view = new EditorView({ parent: root, root });
  }

  /**
   * Lay out both texts of a draft, with nothing to undo.
   * @param {Record<Kind, string>} texts
   */
  open(texts) {
    for (const kind of /** @type {Kind[]} */ (Object.keys(LABELS)))
      this.#states.set(kind, this.#begun(kind, texts[kind]));
    this.#scrolls.clear();
    this.#put(this.#kind);
  }

  /** @returns {Record<Kind, string>} */
  get texts() {
    this.#states.set(this.#kind, this.#view.state);
    return { note: this.#stateOf("note").doc.toString(), exercises: this.#stateOf("exercises").doc.toString() };
  }

  get kind() {
    return this.#kind;
  }

  /** @param {Kind} kind of the file to show */
  turn(kind) {
    if (kind === this.#kind) return;
    this.#states.set(this.#kind, this.#view.state);
    this.#scrolls.set(this.#kind, this.#view.scrollSnapshot());
    this.#kind = kind;
    this.#put(kind);
  }

  /**
   * Put the cursor at a place in the file that is shown.
   * @param {number} line from 1
   * @param {number} column from 1
   */
  go(line, column) {
    const at = offset(this.#view.state, line, column);
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.#view.focus();
  }

  /**
   * Mark the mistakes of the file that is shown.
   * @param {Mistake[]} mistakes
   */
  mark(mistakes) {
    const { state } = this.#view;
    const diagnostics = mistakes.map(({ line, column, what }) => {
      const from = offset(state, line, column);
      const word = /^[^\s,)\]}"']+/.exec(state.doc.lineAt(from).text.slice(from - state.doc.lineAt(from).from));
      return { from, to: from + (word?.[0].length ?? 0), severity: /** @type {const} */ ("warning"), message: what };
    });
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  focus() {
    this.#view.focus();
  }

  destroy() {
    this.#view.destroy();
  }

  /**
   * Shows a file where the writer left it.
   * @param {Kind} kind
   */
  #put(kind) {
    this.#view.setState(this.#stateOf(kind));
    this.#view.dispatch({ effects: this.#scrolls.get(kind) ?? EditorView.scrollIntoView(0) });
  }

  /** @param {Kind} kind */
  #stateOf(kind) {
    return this.#states.get(kind) ?? this.#begun(kind, "");
  }

  /**
   * @param {Kind} kind
   * @param {string} doc
   */
  #begun(kind, doc) {
    const written = EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) this.dispatchEvent(new Event("written"));
    });
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(attributesOf(kind)),
        // Tab is left alone: it leads on through the page, as everywhere else.
        keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        LANGUAGES[kind](),
        syntaxHighlighting(HighlightStyle.define(style(tags))),
        EditorView.theme(dress),
        EditorView.domEventHandlers({ beforeinput: typedOver }),
        written,
      ],
    });
  }
}

/**
 * Puts what is typed in the place of a selection. Left to it, Chromium would dress the new words in the style of the old ones by
 * an attribute, which the page's policy stops with a complaint.
 * @param {InputEvent} event
 * @param {EditorView} view
 */
function typedOver({ inputType, data }, view) {
  if (inputType !== "insertText" || data === null || view.composing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** @param {Kind} kind */
function attributesOf(kind) {
  return { "aria-label": LABELS[kind], tabindex: "0", spellcheck: kind === "note" ? "true" : "false" };
}

/**
 * @param {import("@codemirror/state").EditorState} state
 * @param {number} line
 * @param {number} column
 */
function offset({ doc }, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  // Python counts whole letters where a browser may count two halves.
  const before = [...found.text].slice(0, column - 1).join("").length;
  return found.from + Math.min(before, found.length);
}
