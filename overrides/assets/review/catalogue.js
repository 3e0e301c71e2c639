// @ts-check
// The list of everything that can be answered on the site, which the build makes: a file for each year.

/** @typedef {{id: string, question: string}} Item */
/** @typedef {{spaced: boolean, askAgainDays: number | null, question: string | null}} Again */
/** @typedef {{name: string, aliases: string[], title: string, kind: string, minutes: number, daily: boolean, note: {title: string, path: string}, anchor: string, review: Again, items: Item[]}} Listed */

/**
 * The exercises of the notes; null when the list cannot be had, as without a connection and a copy.
 * @param {string | undefined} address
 * @returns {Promise<Listed[] | null>}
 */
export async function listed(address) {
  try {
    const place = new URL(address ?? "", document.baseURI);
    /** @type {{parts: string[]}} */
    const { parts } = await read(place);
    const years = await Promise.all(parts.map((part) => read(new URL(part, place))));
    return years.flatMap(({ exercises }) => exercises);
  } catch (error) {
    console.info("The list of exercises could not be read.", error);
    return null;
  }
}

/** @param {URL} address */
async function read(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  return reply.json();
}

/**
 * The names under which an exercise's answers are kept: its own, then those that it had before.
 * @param {Listed} exercise
 */
export function namesOf({ name, aliases }) {
  return [name, ...aliases];
}

/**
 * A path from the site's root as an address. Assets are two folders below the root, wherever the site is published.
 * @param {string} path
 */
export function addressOf(path) {
  return new URL(`../../${path}`, import.meta.url).href;
}
