// @ts-check
// Draws a reflection from its blocks of data. Fetched when the first one comes.
import { styled } from "../page/sheets.js";
import { bars } from "./drawings/bars.js";
import { element } from "./drawings/elements.js";
import { overlaps } from "./drawings/overlaps.js";
import { rings } from "./drawings/rings.js";
import { slopes } from "./drawings/slopes.js";
import { beside, groups, marked, moves, quotation, recalled } from "./drawings/words.js";

/**
 * @typedef {{type: "paragraph", text: string, quiet: boolean}
 *   | {type: "source", evidence: string}
 *   | {type: "bars"} & Parameters<typeof bars>[0]
 *   | {type: "beside"} & Parameters<typeof beside>[0]
 *   | {type: "groups"} & Parameters<typeof groups>[0]
 *   | {type: "marked"} & Parameters<typeof marked>[0]
 *   | {type: "moves"} & Parameters<typeof moves>[0]
 *   | {type: "overlaps"} & Parameters<typeof overlaps>[0]
 *   | {type: "quotation"} & Parameters<typeof quotation>[0]
 *   | {type: "recalled"} & import("./drawings/words.js").Recalled
 *   | {type: "rings"} & Parameters<typeof rings>[0]
 *   | {type: "slopes"} & Parameters<typeof slopes>[0]} Block
 */

/**
 * Resolves once the styles are there; whoever draws waits for it. The module itself does not: WebKit takes a module that waits
 * for done when it is imported a second time.
 */
export const dressed = Promise.all([
  styled(new URL("../styles/reflection.css", import.meta.url)),
  styled(new URL("../styles/drawings.css", import.meta.url)),
]);

/**
 * The reflection as elements, for a place of class `exercise__reflection`. `reference` returns the page's own
 * reference for a key. A block of a type that a later version may write is passed over.
 * @param {Block[]} blocks
 * @param {(key: string) => Node | null} reference
 * @returns {Node[]}
 */
export function drawn(blocks, reference) {
  return blocks.flatMap((block) => drawnBlock(block, reference) ?? []);
}

/**
 * @param {Block} block
 * @param {(key: string) => Node | null} reference
 */
function drawnBlock(block, reference) {
  switch (block.type) {
    case "paragraph":
      return element("p", block.quiet ? "exercise__quiet" : "", block.text);
    case "source":
      return element("div", "exercise__from", reference(block.evidence));
    case "bars":
      return bars(block);
    case "beside":
      return beside(block);
    case "groups":
      return groups(block);
    case "marked":
      return marked(block);
    case "moves":
      return moves(block);
    case "overlaps":
      return overlaps(block);
    case "quotation":
      return quotation(block);
    case "recalled":
      return recalled(block, reference);
    case "rings":
      return rings(block);
    case "slopes":
      return slopes(block);
    default:
      return null;
  }
}
