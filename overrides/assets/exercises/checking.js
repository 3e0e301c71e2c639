// @ts-check
// Tells a file of the runtime from one that was changed on its way or on its host, before anything of it runs.
//
// The whole hash of each stands in the manifest, whose own name has a hash that the worker knows. What is compiled or
// unzipped while it comes is hashed beside that, and used once the hash is right: a browser that checks
// by itself hands nothing over before the last byte is there, which costs a slow connection a tenth of the start. Scripts
// are fetched so, since an import takes no hash in a worker; the import that follows finds them in the cache.

/**
 * Fetch a file whose content is to be checked with `check`.
 * @param {string} url
 * @param {string} integrity
 */
export async function fetched(url, integrity) {
  // Without encryption on the way there is no crypto either, and the browser checks.
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
 * Import a script of which every byte is right.
 * @param {string} url
 * @param {string} integrity
 */
export async function imported(url, integrity) {
  const response = await fetch(url, { integrity });
  await response.arrayBuffer(); // to the last byte, so that it is in the cache
  return await import(url);
}
