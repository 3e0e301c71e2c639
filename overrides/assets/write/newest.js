// @ts-check
// Work that takes its time, done for the newest thing only: what comes while it is done waits, and replaces what waited.

/**
 * @template T
 * @param {(thing: T) => Promise<void>} work must not reject
 * @returns {(thing: T) => Promise<void>} resolves when nothing waits any more
 */
export function newestOnly(work) {
  /** @type {{thing: T} | undefined} */
  let waiting;
  /** @type {Promise<void> | undefined} */
  let working;
  const all = async () => {
    while (waiting) {
      const { thing } = waiting;
      waiting = undefined;
      await work(thing);
    }
    working = undefined;
  };
  return (thing) => {
    waiting = { thing };
    working ??= all();
    return working;
  };
}
