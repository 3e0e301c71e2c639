// @ts-check
// Says any reflection in words, for text that is read without the drawings.
import { isObject } from "./records.js";

/** @typedef {import("./records.js").Block} Block */
/** @typedef {import("./records.js").Source} Source */

/** @type {Record<string, (block: any, sources: Record<string, Source>) => string[]>} */
const SAYINGS = {
  paragraph: ({ text }) => [said(text)],
  bars: ({ bars, unanswered }) => [
    ...items(bars, ({ label, text, detail }) => [labelled(label, text), said(detail)].filter(Boolean).join(", ")),
    ...(Array.isArray(unanswered) ? unanswered.map(said) : []),
  ],
  groups: ({ groups }) => items(groups, grouped),
  recalled: ({ question, groups, why }) => [said(question), ...items(groups, grouped), said(why)],
  source: ({ evidence }, sources) => (Object.hasOwn(sources, said(evidence)) ? [sources[evidence].text] : []),
  rings: ({ rings }) =>
    items(rings, ({ label, text, names }) => labelled(label, [said(text), said(names)].filter(Boolean).join(", "))),
  marked: ({ parts }) => [
    listOf(parts)
      .map(({ text, group }) => (group ? `${said(text)} [${said(group)}]` : said(text)))
      .join(""),
  ],
  slopes: ({ slopes }) => items(slopes, ({ label, text }) => labelled(label, text)),
  overlaps: ({ overlaps }) => items(overlaps, ({ label, text }) => labelled(label, text)),
  quotation: ({ label, text }) => [labelled(label, text)],
  moves: ({ moves, kept }) => [
    ...items(moves, ({ label, before, after }) => labelled(label, fromTo(before, after))),
    said(kept),
  ],
  beside: ({ pairs }) => items(pairs, ({ label, before, now }) => labelled(label, fromTo(before, now))),
};

/**
 * A line or more for each block; blocks of a kind that is not known here are passed over.
 * @param {Block[]} blocks
 * @param {Record<string, Source>} [sources]
 * @returns {string[]}
 */
export function blocksInWords(blocks, sources = {}) {
  return blocks.flatMap((block) => {
    const say = Object.hasOwn(SAYINGS, block.type) ? SAYINGS[block.type] : () => [];
    return say(block, sources).filter((line) => line.trim());
  });
}

/** @param {unknown} all @param {(one: any) => string} say */
function items(all, say) {
  return listOf(all).map((one) => `- ${say(one)}`);
}

/** @param {unknown} all @returns {any[]} */
function listOf(all) {
  return Array.isArray(all) ? all.filter(isObject) : [];
}

/** @param {{label?: unknown, lines?: unknown}} group */
function grouped({ label, lines }) {
  const all = listOf(lines).map(({ text, note }) => (note ? `${said(text)} (${said(note)})` : said(text)));
  return labelled(label, all.join("; "));
}

/** @param {unknown} before @param {unknown} after */
function fromTo(before, after) {
  return `${said(before) || "not written"} → ${said(after) || "not written"}`;
}

/** @param {unknown} label @param {unknown} text */
function labelled(label, text) {
  return [said(label), said(text)].filter(Boolean).join(": ");
}

/** @param {unknown} text */
function said(text) {
  return typeof text === "string" ? text : typeof text === "number" ? String(text) : "";
}
