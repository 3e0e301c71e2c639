// @ts-check
// Hands out copies: of everything, or of what is shown; as text to read, or as a file to read back in.

import { counted, part } from "./elements.js";
import { asFile, asMarkdown, download } from "./exports.js";
import { dayOf } from "./records.js";
import { store } from "./store.js";

/** @typedef {import("./log.js").Entry} Entry */

const NAME = "how-we-help-journal";

/**
 * Makes a copy as a button names it: "all-text", "all-file", "shown-text" or "shown-file".
 * @param {HTMLElement} root
 * @param {string} what
 * @param {Entry[]} shown newest first
 */
export async function handOut(root, what, shown) {
  const log = await store.log();
  const [which, form] = what.split("-");
  const entries = which === "all" ? log.entries : shown.toReversed();
  const name = `${NAME}-${dayOf(new Date())}`;
  if (form === "text") download(`${name}.md`, "text/markdown", asMarkdown(entries));
  else download(`${name}.json`, "application/json", await asFile(which === "all" ? log : entries));
  part(root, "copied").textContent =
    `A copy of ${counted(entries.length, "entry", "entries")} has been handed to this browser as a download.`;
}
