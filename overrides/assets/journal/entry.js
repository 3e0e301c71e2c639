// @ts-check
// One entry as it was: what was asked in the words of the time, what was answered, what came back, and from where.

import { drawn } from "../exercises/reflection.js";
import { leadsTo } from "./catalogue.js";
import { dayInWords, timeInWords } from "./dates.js";
import { element, link, withMarks } from "./elements.js";
import { answersInWords } from "./words.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {import("./catalogue.js").Catalogue} Catalogue */
/** @typedef {import("./records.js").Source} Source */

/** Characters of an answer that stands beside its question. */
const SHORT = 28;
const GONE = "It is no longer in the notes.";

/**
 * The entry as elements, under a heading.
 * @param {Entry} entry
 * @param {Catalogue} catalogue
 * @param {string[]} words searched for
 */
export function entryDrawn(entry, catalogue, words = []) {
  const heading = element("h2", "journal__heading", ...withMarks(catalogue.titleOf(entry), words));
  return [
    element("p", "kicker", `${dayInWords(entry.day)}, ${timeInWords(entry.at)}`),
    heading,
    where(entry, catalogue),
    answers(entry, words),
    reflection(entry),
  ].filter((one) => one !== null);
}

/**
 * @param {Entry} entry
 * @param {Catalogue} catalogue
 */
function where(entry, catalogue) {
  const title = catalogue.noteTitleOf(entry);
  const address = catalogue.placeOf(entry);
  if (!address) return element("p", "byline", `From “${title}”. ${catalogue.isKnown ? GONE : ""}`.trim());
  return element("p", "byline", "From ", link(address, "", title));
}

/**
 * @param {Entry} entry
 * @param {string[]} words
 */
function answers(entry, words) {
  const pairs = answersInWords(entry).map(({ question, answer }) =>
    element(
      "div",
      answer.length <= SHORT ? "journal__pair journal__pair--short" : "journal__pair",
      element("dt", "", ...withMarks(question, words)),
      element("dd", "", ...withMarks(answer, words)),
    ),
  );
  return pairs.length ? element("dl", "journal__answers", ...pairs) : null;
}

/** @param {Entry} entry */
function reflection(entry) {
  if (!entry.reflection?.blocks.length) return null;
  const { blocks, sources } = entry.reflection;
  return element(
    "section",
    "journal__reflection exercise",
    element("p", "journal__label", "What came back"),
    element("div", "exercise__reflection", ...readable(blocks, (key) => reference(sources[key], entry.note.path))),
  );
}

/**
 * Each block drawn by itself: one that a later version of the site made, and this one cannot draw, is passed over.
 * @param {import("./records.js").Block[]} blocks
 * @param {(key: string) => Node | null} reference
 */
function readable(blocks, reference) {
  return blocks.flatMap((block) => {
    try {
      return drawn([/** @type {any} */ (block)], reference).filter((one) => one instanceof Node);
    } catch (error) {
      console.info("A part of a reflection could not be drawn.", error);
      return [];
    }
  });
}

/**
 * The source as it was saved with the reflection.
 * @param {Source | undefined} source
 * @param {string} path of the exercise, which the address may be relative to
 */
function reference(source, path) {
  if (!source?.text) return null;
  const { text, href, label } = source;
  const address = leadsTo(href.startsWith("#") ? `${path.split("#")[0]}${href}` : href);
  return element("p", "", `${text} `, address && label ? link(address, "", label) : null);
}
