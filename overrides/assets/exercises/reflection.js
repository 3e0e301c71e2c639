// @ts-check
// Draws a reflection from its blocks of data. Text goes in as text; pictures are SVG beside words that say the same.

/** @typedef {{label: string, value: number, least: number, most: number, text: string, detail: string}} Bar */
/** @typedef {{text: string, note: string | null}} Line */
/** @typedef {{label: string, lines: Line[], numbered: boolean}} Group */
/**
 * @typedef {{type: "paragraph", text: string, quiet: boolean}
 *   | {type: "bars", bars: Bar[], unanswered: string[]}
 *   | {type: "groups", groups: Group[]}
 *   | {type: "recalled", question: string, groups: Group[], why: string | null, evidence: string | null}
 *   | {type: "source", evidence: string}} Block
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The reflection as elements. `reference` returns the page's own reference for a key.
 * @param {Block[]} blocks
 * @param {(key: string) => Node | null} reference
 * @returns {Node[]}
 */
export function drawn(blocks, reference) {
  return blocks.map((block) => drawnBlock(block, reference));
}

/**
 * @param {Block} block
 * @param {(key: string) => Node | null} reference
 */
function drawnBlock(block, reference) {
  switch (block.type) {
    case "paragraph":
      return element("p", block.quiet ? "exercise__quiet" : "", block.text);
    case "bars":
      return bars(block.bars, block.unanswered);
    case "groups":
      return element("div", "exercise__groups", ...block.groups.map((one) => group(one)));
    case "recalled":
      return recalled(block, reference);
    case "source":
      return element("div", "exercise__from", reference(block.evidence));
  }
}

/**
 * @param {Bar[]} all
 * @param {string[]} unanswered
 */
function bars(all, unanswered) {
  const rows = all.map((bar) =>
    element(
      "li",
      "",
      element("span", "", bar.label),
      element("span", "exercise__meaning", bar.text),
      picture((bar.value - bar.least) / (bar.most - bar.least)),
      element("span", "exercise__detail", bar.detail),
    ),
  );
  const without = unanswered.map((text) => element("li", "exercise__detail", text));
  return element("ul", "exercise__bars", ...rows, ...without);
}

/**
 * A bar filled to a share of its length, 0 to 1. The words beside it say the same, so it is hidden from reading aloud.
 * @param {number} share
 */
function picture(share) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 100 1",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  })) {
    svg.setAttribute(name, value);
  }
  for (const [kind, end] of /** @type {const} */ ([
    ["whole", 100],
    ["part", 100 * share],
  ])) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", `exercise__bar-${kind}`);
    path.setAttribute("d", `M0 .5H${Math.round(end * 100) / 100}`);
    svg.append(path);
  }
  return svg;
}

/** @param {Group} one */
function group(one) {
  const lines = one.lines.map((line) =>
    element("li", "", line.text, line.note ? element("span", "exercise__note", line.note) : null),
  );
  const list = element(one.numbered ? "ol" : "ul", "", ...lines);
  return element("div", "exercise__group", element("p", "exercise__group-label", one.label), list);
}

/**
 * @param {Extract<Block, {type: "recalled"}>} block
 * @param {(key: string) => Node | null} reference
 */
function recalled(block, reference) {
  return element(
    "section",
    "exercise__recalled",
    element("h4", "exercise__recalled-question", block.question),
    ...block.groups.map((one) => group(one)),
    block.why ? element("p", "", block.why) : null,
    block.evidence ? element("div", "exercise__from", reference(block.evidence)) : null,
  );
}

/**
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string | null)} children
 */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}
