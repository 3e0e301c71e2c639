// @ts-check
// Material's search worker (lunr): it is given the index once, and answers queries in their order.

/**
 * @typedef {object} Found One entry of the index that fits. Title and text are HTML with what fits in `<mark>`.
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {number} score 0 for a page that is only named because a place on it fits.
 * @property {Record<string, boolean>} terms Which words of the query it has.
 * @property {"page" | "exercise" | "source"} [kind] A note when there is none.
 * @property {string} [to] Where a source or an exercise stands.
 * @property {string} [of] The note of an exercise; what a source is.
 */

// Its messages, by Material's numbers.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/**
 * Return a function that answers a query with the pages that fit, the best first, each with its places that do.
 * Rejects when the index or the worker cannot be loaded.
 * @param {URL} site
 * @param {URL} address
 * @returns {Promise<(query: string) => Promise<Found[][]>>}
 */
export async function answers(site, address) {
  const response = await fetch(new URL("search/search_index.json", site));
  if (!response.ok) throw new Error(`The index answered ${response.status}`);
  const { config, docs } = await response.json();
  const worker = new Worker(address);
  /** @type {((found: Found[][]) => void)[]} */
  const waiting = [];
  const isReady = new Promise((resolve, reject) => {
    worker.addEventListener("error", reject);
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type === READY) resolve(undefined);
      if (type === RESULT) waiting.shift()?.(data.items);
    });
  });
  worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  await isReady;
  return (query) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      worker.postMessage({ type: QUERY, data: query });
    });
}
