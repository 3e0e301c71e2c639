// @ts-check
// Tells a file of the runtime from one that was changed on its way or on its host, before anything of it runs.
//
// The whole hash of each stands in the manifest, whose own name has a hash that the worker knows. What is compiled or
// unzipped while it comes is hashed beside that, and used once the hash is right: a browser that checks
// by itself hands nothing over before the last byte is there. Scripts too are fetched and hashed before they are imported,
// since an import takes no hash in a worker; it finds them in the cache.
//
// The WebAssembly is the largest by far, and to hash it at each visit took a tenth of a start from the cache. So it
// is noted on the device when it was right, and once it is noted, a copy from the browser's own cache is taken as it is.

const NOTED = "how-we-help checked";

/**
 * Fetch a file whose content is to be checked with `check`. Where there is no crypto, for lack of https, the browser checks.
 * @param {string} url
 * @param {string} integrity
 */
export async function fetched(url, integrity) {
  const response = await fetch(url, crypto.subtle ? {} : { integrity });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}

/**
 * Throw unless a file's content is what its hash says.
 * @param {string} url for the message
 * @param {string} integrity
 * @param {ArrayBuffer} content
 */
export async function check(url, integrity, content) {
  if (!crypto.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== integrity)
    throw new Error(`${url} is not the file it should be`);
}

/**
 * Return a file that was found right on this device before, from the browser's cache alone. Resolves to undefined where it
 * is not there, or not known.
 * @param {string} url
 */
export async function kept(url) {
  try {
    if (!(await caches.match(url, { cacheName: NOTED }))) return undefined;
    const response = await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
    return response.ok ? response : undefined;
  } catch {
    return undefined; // Storage may be forbidden, or the cache emptied: it is then fetched and checked.
  }
}

/**
 * Note that a file is right.
 * @param {string} url
 */
export async function note(url) {
  try {
    await (await caches.open(NOTED)).put(url, new Response());
  } catch {
    // It is checked again.
  }
}
