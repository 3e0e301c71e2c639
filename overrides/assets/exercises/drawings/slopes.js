// @ts-check
// Two moments of several things, a line between them for each, rising where there is more.
import { element, picture, shape } from "./elements.js";

/** @typedef {{label: string, before: number | null, after: number | null, text: string, low: string, high: string}} Slope */

const SIZE = /** @type {const} */ ([120, 64]);
const LEFT = 12;
const RIGHT = SIZE[0] - LEFT;
const INSET = 10;

/** @param {{slopes: Slope[], least: number, most: number, before: string, after: string}} block */
export function slopes(block) {
  return element("ul", "exercise__slopes exercise__unmarked", ...block.slopes.map((slope) => row(slope, block)));
}

/**
 * @param {Slope} slope
 * @param {Parameters<typeof slopes>[0]} block
 */
function row(slope, block) {
  const { low, high } = slope;
  return element(
    "li",
    "",
    element("span", "exercise__slope-label", slope.label),
    element(
      "span",
      "exercise__slope-picture",
      drawnSlope(slope, block),
      low || high ? element("span", "exercise__slope-ends", element("span", "", high), element("span", "", low)) : null,
      element("span", "exercise__slope-moments", element("span", "", block.before), element("span", "", block.after)),
    ),
    element("span", "exercise__meaning", slope.text),
  );
}

/**
 * The earlier moment is an open dot and the later one a filled one; a moment without an answer has none.
 * @param {Slope} slope
 * @param {Parameters<typeof slopes>[0]} block
 */
function drawnSlope({ before, after }, { least, most }) {
  const height = (/** @type {number} */ value) =>
    SIZE[1] - INSET - ((value - least) / (most - least)) * (SIZE[1] - 2 * INSET);
  const axes = [LEFT, RIGHT].map((x) =>
    shape("path", "exercise__slope-axis", { d: `M${x} ${INSET / 2}V${SIZE[1] - INSET / 2}` }),
  );
  const both = before !== null && after !== null;
  return picture(
    "exercise__slope",
    SIZE,
    ...axes,
    both ? shape("line", "exercise__slope-line", { x1: LEFT, y1: height(before), x2: RIGHT, y2: height(after) }) : null,
    before === null ? null : shape("circle", "exercise__slope-before", { cx: LEFT, cy: height(before), r: 5 }),
    after === null ? null : shape("circle", "exercise__slope-after", { cx: RIGHT, cy: height(after), r: 5.5 }),
  );
}
