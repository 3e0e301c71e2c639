// @ts-check
// A mark that there is a lock, which can be read at once, while a page is being closed: nothing is then left in plain.

const NAME = "how-we-help:under-lock";

/** Whether there was a lock when the database was last read. */
export function isUnderLock() {
  try {
    return localStorage.getItem(NAME) === "yes";
  } catch {
    return false;
  }
}

/** @param {boolean} isLock whether there is one */
export function markLock(isLock) {
  try {
    if (isLock) localStorage.setItem(NAME, "yes");
    else localStorage.removeItem(NAME);
  } catch {
    // Nothing can be left in plain either.
  }
}
