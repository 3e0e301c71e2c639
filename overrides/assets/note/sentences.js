// @ts-check
// A note's text as it is read aloud.

/**
 * A sentence: what is said, the block in which it stands, and its place there; an exercise is announced and has none.
 * @typedef {{text: string, block: Element, range: Range | null}} Sentence
 */

const BLOCKS = "header h1, .prose :is(p, h2, h3, h4, h5, li, dt, dd, th, td, figcaption), .prose .exercise";
/** What is seen and not said: numbers of footnotes, and buttons. */
const SILENT = "sup:has(.footnote-ref), button, svg, [hidden]";

/**
 * The sentences of a note in reading order: its title, and its text without footnotes; an exercise by its name only.
 * @param {HTMLElement} page
 * @returns {Sentence[]}
 */
export function sentencesOf(page) {
  return [...page.querySelectorAll(BLOCKS)].flatMap((block) => {
    if (block.matches(".exercise")) return [announced(block)];
    return block.closest(".exercise, .footnote") ? [] : [...sentencesIn(block)];
  });
}

/**
 * @param {Element} exercise
 * @returns {Sentence}
 */
function announced(exercise) {
  const title = exercise.querySelector(".exercise__title")?.textContent?.trim() ?? "";
  return { text: `Here stands an exercise: ${title}`, block: exercise, range: null };
}

/**
 * @param {Element} block
 * @returns {Generator<Sentence>}
 */
function* sentencesIn(block) {
  const texts = textsIn(block);
  const whole = texts.map((text) => text.data.replace(/\s/g, " ")).join("");
  for (const { segment, index } of new Intl.Segmenter(document.documentElement.lang || "en", {
    granularity: "sentence",
  }).segment(whole)) {
    const text = segment.trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const start = index + segment.indexOf(text);
    const range = document.createRange();
    range.setStart(...placeOf(texts, start, true));
    range.setEnd(...placeOf(texts, start + text.length, false));
    yield { text, block, range };
  }
}

/**
 * What a block says itself, without the blocks in it, which are read one by one.
 * @param {Element} block
 */
function textsIn(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) => {
    const silent = node.parentElement?.closest(SILENT);
    const isSilent = silent && block.contains(silent) && silent !== block;
    const isOwn = node.parentElement?.closest(BLOCKS) === block;
    return isOwn && !isSilent ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  });
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts;
}

/**
 * The text and the offset in it at which a character of the whole stands.
 * @param {Text[]} texts
 * @param {number} at
 * @param {boolean} isStart the start of a sentence belongs to the text that begins with it, not to the one before
 * @returns {[Text, number]}
 */
function placeOf(texts, at, isStart) {
  let left = at;
  for (const text of texts) {
    if (isStart ? left < text.length : left <= text.length) return [text, left];
    left -= text.length;
  }
  const last = texts[texts.length - 1];
  return [last, last.length];
}
