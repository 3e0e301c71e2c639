// @ts-check
// What is written before an exercise's own scripts are there: left where it can be at once, so that nothing that happens
// to the page meanwhile takes it away.

import { leave } from "../journal/unsaved.js";

const NOT_YET = "reflect-exercise:not(:defined)";
const TRIAL = "[trial]"; // at the writing desk, where nothing is kept
/** By exercise, the fields that this page has left; what another page left is not this one's to take back. @type {WeakMap<Element, string[]>} */
const leftHere = new WeakMap();

/**
 * Leaves what stands in the form of an exercise whose scripts are not there.
 * @param {Element} exercise the element round the form
 */
export function leaveForm(exercise) {
  const form = exercise.querySelector("form");
  if (!form || exercise.matches(TRIAL)) return;
  /** @type {Record<string, string | null>} */
  const given = Object.fromEntries((leftHere.get(exercise) ?? []).map((name) => [name, null]));
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) given[name] = value;
  leftHere.set(exercise, Object.keys(given));
  leave(exercise.getAttribute("exercise") ?? "", given);
}

/** Leaves what was written already, and from now on every letter, until the exercises' scripts take over. */
export function leaveEarly() {
  for (const exercise of document.querySelectorAll(NOT_YET)) leaveForm(exercise);
  document.addEventListener("input", (event) => {
    const exercise = event.target instanceof Element && event.target.closest(NOT_YET);
    if (exercise) leaveForm(exercise);
  });
}
