// @ts-check
// The switch that keeps answers in memory only, for a computer that is shared.
import { store } from "./store.js";

const ON = "On. From now on answers last until this page is closed. What was saved before is still here.";
const OFF = "Off. Answers are kept on this device.";
const NOT_REMEMBERED =
  "This browser keeps nothing for this site, so answers last until the page is closed in any case.";

/** `<leave-no-trace>` round a checkbox and a status line. */
export class LeaveNoTrace extends HTMLElement {
  connectedCallback() {
    const box = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    box.checked = store.isTraceless;
    box.onchange = () => {
      const isRemembered = store.leaveNoTrace(box.checked);
      status.textContent = isRemembered ? (box.checked ? ON : OFF) : NOT_REMEMBERED;
    };
  }
}
