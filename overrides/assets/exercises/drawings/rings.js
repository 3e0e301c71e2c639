// @ts-check
// The check-in as rings, from the body to the stars, and beside them the same in words.
import { element, picture, shape } from "./elements.js";

/** @typedef {{label: string, level: number | null, text: string, names: string}} Ring */

const SIZE = 240;
const EDGE = 4;

/**
 * How a ring looks says its level without colour too: at ease it is whole, strained it is finely broken,
 * between the two it is broken into arcs; a skipped one is a thin dotted line.
 * @param {{rings: Ring[], levels: string[]}} block innermost ring and calmest level first
 */
export function rings({ rings: all, levels }) {
  const step = (SIZE / 2 - EDGE) / all.length;
  const drawn = all.map((ring, index) => band(look(ring.level, levels.length), (index + 0.5) * step, step * 0.66));
  const rows = all.map((ring) =>
    element(
      "li",
      "",
      sample(look(ring.level, levels.length)),
      element("span", "exercise__ring-label", ring.label),
      element("span", "exercise__meaning", ring.text),
      ring.names ? element("span", "exercise__ring-names", ring.names) : null,
    ),
  );
  const image = picture("exercise__rings-picture", [SIZE, SIZE], ...drawn.flat());
  return element("div", "exercise__rings", image, element("ol", "exercise__rings-words exercise__unmarked", ...rows));
}

/**
 * @param {number | null} level
 * @param {number} count of levels
 * @returns {"passed" | "calm" | "mixed" | "strained"}
 */
function look(level, count) {
  if (level === null) return "passed";
  if (level <= 0) return "calm";
  return level >= count - 1 ? "strained" : "mixed";
}

/**
 * @param {ReturnType<typeof look>} kind
 * @param {number} radius of the middle of the band
 * @param {number} width
 */
function band(kind, radius, width) {
  const centre = { cx: SIZE / 2, cy: SIZE / 2, r: radius };
  return strokes(kind, width, 2 * Math.PI * radius).map(([className, stroke]) =>
    shape("circle", className, { ...centre, ...stroke }),
  );
}

/** A short piece of a band, to be found again beside the words. @param {ReturnType<typeof look>} kind */
function sample(kind) {
  const width = 10;
  const line = { x1: 0, y1: 7, x2: 36, y2: 7 };
  const pieces = strokes(kind, width, 36).map(([className, stroke]) =>
    shape("line", className, { ...line, ...stroke }),
  );
  return picture("exercise__ring-sample", [36, 14], ...pieces);
}

/**
 * The strokes that lie over each other in a band of a length, as class and geometry.
 * @param {ReturnType<typeof look>} kind
 * @param {number} width
 * @param {number} length
 * @returns {[string, Record<string, string | number>][]}
 */
function strokes(kind, width, length) {
  if (kind === "passed") return [["exercise__ring-passed", { "stroke-width": 1.5, "stroke-dasharray": "2 4" }]];
  if (kind === "calm") {
    return [
      ["exercise__ring-edge", { "stroke-width": width }],
      ["exercise__ring-calm", { "stroke-width": width - 2.4 }],
    ];
  }
  if (kind === "strained") {
    const dash = length / Math.round(length / 5);
    return [["exercise__ring-strained", { "stroke-width": width, "stroke-dasharray": dashes(dash * 0.6, dash * 0.4) }]];
  }
  const arc = length / Math.max(3, Math.round(length / 36));
  return [
    ["exercise__ring-edge", { "stroke-width": width / 4 }],
    ["exercise__ring-mixed", { "stroke-width": width, "stroke-dasharray": dashes(arc * 0.5, arc * 0.5) }],
  ];
}

/**
 * @param {number} drawn
 * @param {number} left
 */
function dashes(drawn, left) {
  return `${drawn.toFixed(2)} ${left.toFixed(2)}`;
}
