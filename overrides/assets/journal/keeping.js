// @ts-check
// Says where the journal is kept, and whether the browser has promised to keep it.

import { part } from "./elements.js";
import { store } from "./store.js";

/** @typedef {Awaited<ReturnType<typeof store.status>>} Status */

const WHERE = {
  "": "In this browser, on this device, and nowhere else.",
  traceless: "Nowhere: you have chosen to leave no trace, so new answers last until this page is closed.",
  blocked:
    "Nowhere: this browser keeps nothing for this site, so answers last until this page is closed. Export a copy before.",
  full: "This device has no room left, so new answers last until this page is closed. Export a copy before, or make room.",
  newer: "In this browser, on this device, and nowhere else, beside what a newer version of this site has written.",
};
const PROMISED = "This browser has promised to keep it.";
const NOT_PROMISED =
  "This browser may clear it when it needs room, or when you have not been here for a while (Safari after seven days of use). Keep a copy.";
const REFUSED = "This browser was asked just now, and did not promise. Keep a copy.";

/**
 * @param {HTMLElement} root
 * @param {Status} status
 * @param {boolean} hasAny whether there is anything to keep
 */
export function sayWhereKept(root, status, hasAny) {
  const isKept = status.kept === "device";
  part(root, "where").textContent = WHERE[status.why] ?? WHERE[""];
  const persisted = part(root, "persisted");
  persisted.hidden = !isKept || part(root, "asked").textContent !== "";
  persisted.textContent = status.persisted ? PROMISED : NOT_PROMISED;
  const ask = part(root, "ask");
  ask.hidden = !isKept || !hasAny || status.persisted !== false;
  ask.onclick = () => askToKeep(root);
}

/** @param {HTMLElement} root */
async function askToKeep(root) {
  const isPromised = await store.persist({ again: true });
  // The button goes when the browser has promised, and what had the focus says what came of it.
  const said = part(root, "asked");
  said.textContent = isPromised ? PROMISED : REFUSED;
  said.tabIndex = -1;
  said.focus();
}
