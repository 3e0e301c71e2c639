// @ts-check
// An exercise's own sheet, taken out of the note in which it stands.

import { addressOf } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Listed} Listed */

/** Notes that were fetched during this visit. @type {Map<string, Promise<string>>} */
const fetched = new Map();

/**
 * The section of an exercise as its note has it, with links that lead to the right place from any page; null when
 * the note cannot be had now, or has no such exercise any more.
 * @param {Listed} exercise
 * @returns {Promise<HTMLElement | null>}
 */
export async function sheetOf(exercise) {
  const address = addressOf(exercise.note.path);
  try {
    const note = new DOMParser().parseFromString(await textOf(address), "text/html");
    const section = note.getElementById(exercise.anchor);
    return section && placed(section, address);
  } catch (error) {
    console.info(`${exercise.note.title} cannot be had now.`, error);
    return null;
  }
}

/**
 * The reference that a sheet has for a piece of evidence.
 * @param {HTMLElement} sheet
 */
export function referencesOf(sheet) {
  return (/** @type {string} */ key) =>
    sheet.querySelector(`.exercise__references [data-evidence="${CSS.escape(key)}"]`)?.cloneNode(true) ?? null;
}

/**
 * The definition that the sheet carries.
 * @param {HTMLElement} sheet
 */
export function definitionOf(sheet) {
  return JSON.parse(/** @type {HTMLElement} */ (sheet.querySelector("[data-definition]")).dataset.definition ?? "{}");
}

/** @param {string} address */
function textOf(address) {
  const found = fetched.get(address);
  if (found) return found;
  const text = fetch(address).then((reply) => {
    if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
    return reply.text();
  });
  fetched.set(address, text);
  text.catch(() => fetched.delete(address)); // it may be there the next time
  return text;
}

/**
 * @param {HTMLElement} section
 * @param {string} address of its note
 */
function placed(section, address) {
  for (const link of section.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  for (const rooted of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll("[data-root]"))) {
    rooted.dataset.root = new URL(rooted.dataset.root ?? "", address).href;
  }
  return document.adoptNode(section);
}
