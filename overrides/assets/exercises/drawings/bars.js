// @ts-check
// Quantities as bars, each with its words.
import { element, picture, shape } from "./elements.js";

/** @typedef {{label: string, value: number, least: number, most: number, text: string, detail: string}} Bar */

/**
 * One row for each quantity; those without an answer are only said.
 * @param {{bars: Bar[], unanswered: string[]}} block
 */
export function bars(block) {
  const rows = block.bars.map((bar) =>
    element(
      "li",
      "",
      element("span", "", bar.label),
      element("span", "exercise__meaning", bar.text),
      drawnBar((bar.value - bar.least) / (bar.most - bar.least)),
      element("span", "exercise__detail", bar.detail),
    ),
  );
  const without = block.unanswered.map((text) => element("li", "exercise__detail", text));
  return element("ul", "exercise__bars exercise__unmarked", ...rows, ...without);
}

/** @param {number} wanted share of the whole length; what is outside of 0 to 1, or no number, may come from a file */
function drawnBar(wanted) {
  const share = Math.min(1, Math.max(0, wanted)) || 0;
  const whole = shape("path", "exercise__bar-whole", { d: "M0 .5H100" });
  const part = shape("path", "exercise__bar-part", { d: `M0 .5H${Math.round(10_000 * share) / 100}` });
  const svg = picture("", [100, 1], whole, part);
  svg.setAttribute("preserveAspectRatio", "none");
  return svg;
}
