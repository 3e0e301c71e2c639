// @ts-check
// Bytes as text, for files.

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * Raises a DOMException or TypeError for what is not base64.
 * @param {unknown} text
 */
export function fromBase64(text) {
  if (typeof text !== "string") throw new TypeError("not base64");
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
}
