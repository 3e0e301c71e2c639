// @ts-check
// How the editor looks: the site's own colours and faces, which reach into its shadow root as custom properties.

/** @type {Record<string, Record<string, string>>} */
export const dress = {
  "&": { color: "var(--ink)", backgroundColor: "var(--field)", fontSize: "var(--step-ui)", blockSize: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
    lineHeight: "1.65",
    overflow: "auto",
  },
  ".cm-content": { padding: "0.9rem 0", caretColor: "var(--clay)" },
  ".cm-line": { padding: "0 1rem 0 0.4rem" },
  ".cm-cursor, .cm-dropCursor": { borderInlineStartColor: "var(--clay)", borderInlineStartWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklab, var(--clay) 24%, transparent)",
  },
  ".cm-gutters": {
    color: "var(--ink-soft)",
    backgroundColor: "transparent",
    border: "0",
    fontSize: "var(--step-least)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minInlineSize: "2.6em", paddingInline: "0.4rem 0.2rem" },
  ".cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--panel) 70%, transparent)" },
  ".cm-gutter-lint": { inlineSize: "0.9rem" },
  ".cm-lint-marker": { inlineSize: "0.55rem", blockSize: "0.55rem", marginBlock: "0.5rem", borderRadius: "50%" },
  ".cm-lint-marker-warning": { content: '""', backgroundColor: "var(--clay)" },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline 2px var(--clay)",
    textUnderlineOffset: "0.25em",
  },
  ".cm-lintPoint-warning::after": { borderBlockEndColor: "var(--clay)" },
  ".cm-tooltip, .cm-panels": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--rule)",
    fontFamily: "var(--ui)",
  },
  ".cm-tooltip": { maxInlineSize: "min(34rem, 90vw)", borderRadius: "0.5rem" },
  ".cm-diagnostic": { padding: "0.5rem 0.8rem", borderInlineStart: "3px solid var(--clay)", lineHeight: "1.5" },
  ".cm-panel.cm-panel-lint ul": { maxBlockSize: "9rem" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { color: "var(--ink)", backgroundColor: "var(--panel)" },
};

/** @param {typeof import("@lezer/highlight").tags} tags */
export const style = (tags) => [
  { tag: tags.heading, fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url, tags.labelName], color: "var(--clay)" },
  { tag: [tags.quote, tags.comment, tags.meta, tags.processingInstruction], color: "var(--ink-soft)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.keyword], color: "var(--sage)" },
  { tag: tags.monospace, color: "var(--ink)" },
];
