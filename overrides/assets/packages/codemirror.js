// @ts-check
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
export {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
export { forceLinting, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
export { EditorState, Transaction } from "@codemirror/state";
export { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
export { parser } from "@lezer/markdown";
