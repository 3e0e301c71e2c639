// @ts-check
// Two people as two circles, apart or nearly one.
import { element, picture, shape } from "./elements.js";

/** @typedef {{label: string, step: number | null, text: string}} Overlap */

const RADIUS = 10;
const SIZE = /** @type {const} */ ([46, 24]);
// The form's pictures keep the same distances: apart, the circles do not touch; the second of seven do; nearly one, a rim is
// left of each.
const FARTHEST = 23.2;
const NEAREST = 4;

/** @param {{overlaps: Overlap[], steps: number}} block */
export function overlaps({ overlaps: all, steps }) {
  const rows = all.map(({ label, step, text }) =>
    element(
      "li",
      "",
      element("span", "exercise__overlap-label", label),
      step === null ? null : circles((step - 1) / (steps - 1)),
      element("span", "exercise__meaning", text),
    ),
  );
  return element("ul", "exercise__overlaps exercise__unmarked", ...rows);
}

/** @param {number} share of the way from apart to nearly one */
function circles(share) {
  const half = (FARTHEST - share * (FARTHEST - NEAREST)) / 2;
  const at = (/** @type {number} */ cx) => shape("circle", "", { cx, cy: SIZE[1] / 2, r: RADIUS });
  return picture("exercise__near", SIZE, at(SIZE[0] / 2 - half), at(SIZE[0] / 2 + half));
}
