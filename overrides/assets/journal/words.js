// @ts-check
// Says any reflection in words, for text that is read without the drawings.
import { isObject } from "./records.js";
import { answerSaid, isSkipped, SKIPPED } from "./skipped.js";

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
  beside: ({ pairs }) =>
    items(pairs, ({ label, before, now }) =>
      labelled(label, isMissing(now) ? said(before) || SKIPPED : fromTo(before, now)),
    ),
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

/**
 * The questions with their answers, without those that the reflection's rings say again: each circle has a word and names there.
 * @param {import("./log.js").Entry} entry
 */
export function answersInWords(entry) {
  const { words, reflection } = entry;
  const rings = listOf(reflection?.blocks).flatMap(({ type, rings: all }) => (type === "rings" ? listOf(all) : []));
  const isSaid = (/** @type {import("./records.js").Words} */ { question, answer }) =>
    rings.some(({ label, level, text, names }) =>
      question === label
        ? answer === text || (level === null && isSkipped(answer, entry))
        : question.startsWith(`${said(label)}, `) && answer === said(names).trim(),
    );
  return words
    .filter((one) => !isSaid(one))
    .map(({ question, answer }) => ({ question, answer: answerSaid(answer, entry) }));
}

/** @param {unknown} value */
function isMissing(value) {
  return value === undefined || value === null;
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
  return `${said(before) || SKIPPED} → ${said(after) || SKIPPED}`;
}

/** @param {unknown} label @param {unknown} text */
function labelled(label, text) {
  return [said(label), said(text)].filter(Boolean).join(": ");
}

/** @param {unknown} text */
function said(text) {
  return typeof text === "string" ? text : typeof text === "number" ? String(text) : "";
}
