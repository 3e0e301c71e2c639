// @ts-check
// What is said with words alone: groups, what was recalled, the reader's own text, and what moved.
import { SKIPPED } from "../../journal/skipped.js";
import { element, picture, shape } from "./elements.js";

/** @typedef {{text: string, note: string | null}} Line */
/** @typedef {{label: string, lines: Line[], numbered: boolean}} Group */
/** @typedef {{question: string, groups: Group[], why: string | null, evidence: string | null}} Recalled */
/** @typedef {{text: string, group: string | null}} Part */
/** @typedef {{label: string, before: string, after: string}} Move */
/** @typedef {{label: string, before: string, now?: string | null}} Pair */

/** @param {{groups: Group[]}} block */
export function groups(block) {
  return element("div", "exercise__groups", ...block.groups.map((one) => group(one)));
}

/**
 * @param {Recalled} block
 * @param {(key: string) => Node | null} reference
 */
export function recalled(block, reference) {
  return element(
    "section",
    "exercise__recalled",
    element("h3", "exercise__recalled-question", block.question),
    ...block.groups.map((one) => group(one)),
    block.why ? element("p", "", block.why) : null,
    block.evidence ? element("div", "exercise__from", reference(block.evidence)) : null,
  );
}

/** @param {{text: string, label: string}} block */
export function quotation({ text, label }) {
  const quoted = element("blockquote", "exercise__quotation-text", text);
  return element("figure", "exercise__quotation", label ? element("figcaption", "", label) : null, quoted);
}

/**
 * The reader's own text with what belongs to a group marked, each group by its own line, which the legend explains.
 * @param {{parts: Part[], legend: string[]}} block
 */
export function marked({ parts, legend }) {
  const mark = (/** @type {string} */ text, /** @type {string} */ label) =>
    element("mark", `exercise__mark exercise__mark--${(legend.indexOf(label) % 4) + 1}`, text);
  const text = parts.map((part) => (part.group === null ? part.text : mark(part.text, part.group)));
  const keys = legend.map((label) => element("li", "", mark(label, label)));
  return element(
    "div",
    "exercise__marked",
    element("p", "exercise__own", ...text),
    keys.length ? element("ul", "exercise__legend exercise__unmarked", ...keys) : null,
  );
}

/** @param {{moves: Move[], kept: string}} block */
export function moves({ moves: all, kept }) {
  const rows = all.map(({ label, before, after }) =>
    element(
      "li",
      "",
      element("span", "exercise__move-label", label),
      element(
        "span",
        "exercise__move",
        element("span", "exercise__unseen", "from "),
        element("span", "exercise__move-before", before),
        arrow(),
        element("span", "exercise__unseen", " to "),
        element("span", "exercise__move-after", after),
      ),
    ),
  );
  return element(
    "div",
    "exercise__moved",
    rows.length ? element("ul", "exercise__moves exercise__unmarked", ...rows) : null,
    kept ? element("p", "exercise__quiet", kept) : null,
  );
}

/** @param {{pairs: Pair[]}} block */
export function beside({ pairs }) {
  const column = (/** @type {string} */ moment, /** @type {string} */ text) =>
    element(
      "div",
      "",
      moment ? element("h4", "exercise__moment", moment) : null,
      element("p", text && text !== SKIPPED ? "exercise__own" : "exercise__quiet", text || SKIPPED),
    );
  const rows = pairs.map(({ label, before, now }) =>
    element(
      "section",
      "exercise__pair",
      element("h3", "exercise__pair-label", label),
      element(
        "div",
        "exercise__columns",
        // Without today's beside it, of whatever stands here it has been said that it is from then.
        column(now === null ? "" : "Then", before),
        now === undefined || now === null ? null : column("Now", now),
      ),
    ),
  );
  return element("div", "exercise__beside", ...rows);
}

/** @param {Group} one */
function group(one) {
  const lines = one.lines.map((line) =>
    element("li", "", line.text, line.note ? element("span", "exercise__note", line.note) : null),
  );
  const list = one.numbered ? element("ol", "", ...lines) : element("ul", "exercise__unmarked", ...lines);
  return element("div", "exercise__group", element("p", "exercise__group-label", one.label), list);
}

function arrow() {
  return picture("exercise__arrow", [28, 10], shape("path", "", { d: "M1 5H26M22 1l4 4l-4 4" }));
}
