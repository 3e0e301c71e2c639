// @ts-check
// Has the browser give up what it still holds of values that were replaced or deleted.
//
// Chromium only ever adds to its files, and leaves a replaced value out when it joins them, which it does once much more
// has been written. So as much is written and thrown away. What the disk still has of a file that is gone, no page can reach.
import { deleteDB, openDB } from "../packages/idb.js";

const NAME = "how-we-help-filling";
/** Larger values would lie in files of their own. */
const PIECE_BYTES = 32 * 1024;
/** 16 MB, three times over: more than Chromium keeps on each of the two levels at which files have not been joined. */
const PIECES = 512;
const ROUNDS = 3;
const AT_ONCE = 32;

/** Goes on beside the page for a second or two; resolves when it is done, or cannot be. */
export async function overwrite() {
  try {
    await navigator.locks.request(NAME, fill);
  } catch (error) {
    console.info("The browser could not be made to give up what it no longer needs.", error);
  }
}

/** Begins again where a page was closed in the midst of it. */
export async function overwriteWhatIsLeft() {
  const all = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? [];
  if (all.some(({ name }) => name === NAME)) await overwrite();
}

async function fill() {
  const database = await openDB(NAME, 1, { upgrade: (made) => void made.createObjectStore(NAME) });
  try {
    for (let at = 0; at < PIECES * ROUNDS; at += AT_ONCE) {
      const { store, done } = database.transaction(NAME, "readwrite", { durability: "relaxed" });
      done.catch(() => {}); // it is waited for below, unless a piece is refused at once
      for (let one = at; one < at + AT_ONCE; one++) {
        store.put(crypto.getRandomValues(new Uint8Array(PIECE_BYTES)), one % PIECES).catch(() => {}); // `done` says so too
      }
      await done;
    }
  } finally {
    database.close();
    await deleteDB(NAME);
  }
}
