// @ts-check
// The wish to leave no trace, the one thing that is kept outside of the database.

const NAME = "how-we-help:leave-no-trace";

/** Whether the reader wishes that nothing is kept here. */
export function isTraceless() {
  try {
    return localStorage.getItem(NAME) === "yes";
  } catch {
    return false;
  }
}

/**
 * Returns whether the wish could be kept for the next page.
 * @param {boolean} wished
 */
export function leaveNoTrace(wished) {
  try {
    if (wished) localStorage.setItem(NAME, "yes");
    else localStorage.removeItem(NAME);
    return true;
  } catch {
    return false;
  }
}
