// @ts-check
// Registers the elements of exercises; the only script of exercises that a page names.
import { ReflectExercise } from "./element.js";
import { LeaveNoTrace } from "./leave-no-trace.js";

for (const [name, element] of /** @type {const} */ ([
  ["reflect-exercise", ReflectExercise],
  ["leave-no-trace", LeaveNoTrace],
])) {
  if (!customElements.get(name)) customElements.define(name, element);
}
