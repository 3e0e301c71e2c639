// @ts-check
// Says what is saved of an exercise and where, and hands it out as text or as a file.

import { asFile, asMarkdown, download } from "../journal/exports.js";
import { store } from "../journal/store.js";

const PERSISTED = "This browser has promised to keep it.";
const NOT_PERSISTED = "This browser may clear it when it needs room or after a while without a visit, so keep a copy.";
const LOCKED = "It is locked with your passphrase.";
const WHY_NOT = {
  "": "Kept in this browser, on this device only.",
  traceless: "Leaving no trace: nothing is kept after the page is closed.",
  blocked: "This browser keeps nothing for this site; it is gone when the page is closed.",
  full: "This device has no room left; it is gone when the page is closed.",
  newer: "Kept in this browser, on this device only, beside what a newer version of this site wrote.",
};

/**
 * @param {HTMLElement} place
 * @param {number} times how often the exercise was answered
 */
export async function sayWhere(place, times) {
  const { kept, why, lock, persisted } = await store.status();
  const count =
    times === 1 ? "Answered once." : times ? `Answered ${times} times.` : "What you write is kept as you write it.";
  const promise = kept !== "device" ? "" : persisted ? PERSISTED : NOT_PERSISTED;
  place.textContent = [count, WHY_NOT[why], lock === "none" ? "" : LOCKED, promise].filter(Boolean).join(" ");
}

/**
 * Hands out everything that was answered in an exercise; resolves to whether there was anything.
 * @param {string[]} names of the exercise
 * @param {string} kind "text" or "file"
 * @param {import("../journal/log.js").Entry | null} unlogged what stands in the form and is no entry yet
 */
export async function exportAll(names, kind, unlogged) {
  const entries = [...(await store.log()).of(names), ...(unlogged ? [unlogged] : [])];
  const file = names[0].replace("/", "-");
  if (!entries.length) return false;
  if (kind === "file") download(`${file}.json`, "application/json", await asFile(entries));
  else download(`${file}.md`, "text/markdown", asMarkdown(entries));
  return true;
}
