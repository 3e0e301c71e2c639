// @ts-check
// What of the site lies on this device, in the caches that the service worker reads. The names are the worker's.

import { build, root } from "./register.js";

const prefix = `how-we-help ${new URL(root).pathname}`;
const ASSETS = `${prefix} assets`;
const PAGES = `${prefix} pages `;
const ENTRY = "search/pagefind-entry.json";
const ASIDE = ["503.html", "assets/"].map((path) => root + path);

/**
 * @typedef {{path: string, bytes: number, hash?: string}} File a page has a hash here, another file in its name
 * @typedef {{build: string, files: File[]}} List
 */

/** Whether anything can be kept here at all. */
export const canKeep = () => "caches" in globalThis && "serviceWorker" in navigator;

/**
 * The list of all files, the newest where the network has it. Resolves to null where there is none.
 * @returns {Promise<List | null>}
 */
export async function listed() {
  const response = await fetch(`${root}offline/files.json`, { cache: "no-cache" }).catch(() => null);
  return response?.ok ? await response.json() : null;
}

/**
 * The files of the list that are not here as they now are.
 * @param {List} list
 */
export async function missing({ files }) {
  const [assets, pages] = await Promise.all([caches.open(ASSETS), caches.open(PAGES + build)]);
  const here = new Set((await assets.keys()).map(({ url }) => url));
  const isHere = async (/** @type {File} */ file) => {
    if (isAsset(file)) return here.has(root + file.path);
    const kept = await pages.match(root + file.path);
    return kept !== undefined && (!file.hash || (await hashOf(kept)) === file.hash);
  };
  const are = await Promise.all(files.map(isHere));
  return files.filter((_, index) => !are[index]);
}

/**
 * Fetch a file and keep it. Rejects when it cannot be had or there is no room, and when it is not the listed one.
 * @param {File} file
 * @param {AbortSignal} signal
 * @param {(bytes: number) => void} count
 */
export async function keep(file, signal, count) {
  const url = root + file.path;
  // The worker keeps nothing that is asked for so; neither does the browser, which would keep it twice.
  const response = await fetch(url, { signal, cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  if (file.hash && (await hashOf(response.clone())) !== file.hash) throw new Changed(url);
  const cache = await caches.open(isAsset(file) ? ASSETS : PAGES + build);
  await Promise.all([cache.put(url, response.clone()), counted(response, count)]);
  if (!isAsset(file)) await forgetOlder(url);
}

/**
 * Once all of a list is here: forget pieces of an older index, and have the worker know what this build needs.
 * @param {List} list
 */
export async function settle({ files }) {
  const [assets, pages] = await Promise.all([caches.open(ASSETS), caches.open(PAGES + build)]);
  const listed = files.filter(isAsset).map(({ path }) => root + path);
  for (const { url } of await assets.keys()) {
    if (url.startsWith(`${root}search/`) && !listed.includes(url)) await assets.delete(url);
  }
  const needs = await pages.match(`${root}assets/`);
  const before = needs ? await needs.json() : [];
  await pages.put(`${root}assets/`, new Response(JSON.stringify([...new Set([...before, ...listed])])));
}

/**
 * The worker may still be that of an older build, which would show the page as it was kept then.
 * @param {string} url
 */
async function forgetOlder(url) {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(PAGES) && one !== PAGES + build)) {
    await (await caches.open(name)).delete(url);
  }
}

/** A page is not the one that the list was made for: a newer build has come meanwhile. */
export class Changed extends Error {}

/**
 * The pages that are here, by title.
 * @returns {Promise<{url: string, title: string}[]>}
 */
export async function keptPages() {
  const found = new Map();
  for (const name of (await caches.keys()).filter((one) => one.startsWith(PAGES))) {
    const pages = await caches.open(name);
    for (const { url } of await pages.keys()) {
      if (!isPage(url)) continue;
      const html = (await (await pages.match(url))?.text()) ?? "";
      // One that only leads on to another is no page to list.
      if (!/<meta[^>]*http-equiv="?refresh/.test(html)) found.set(url, titleIn(html));
    }
  }
  return [...found].map(([url, title]) => ({ url, title })).sort((one, other) => one.title.localeCompare(other.title));
}

/**
 * What a page is called. There may be a thousand pages, so each is not parsed for its title alone.
 * @param {string} html
 */
function titleIn(html) {
  const [heading] = /<h1[\s>].*?<\/h1>/s.exec(html) ?? /<title>.*?<\/title>/s.exec(html) ?? [""];
  const page = new DOMParser().parseFromString(heading, "text/html");
  return page.body.textContent?.trim() || page.title;
}

/** Take away every page, the runtime and the index of the search. What all pages share stays for the next visit, which it makes quicker. */
export async function removeAll() {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(PAGES))) {
    const pages = await caches.open(name);
    for (const { url } of await pages.keys()) if (isPage(url)) await pages.delete(url);
  }
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) if (isLarge(url.slice(root.length))) await assets.delete(url);
  await caches.delete("how-we-help checked"); // What exercises/checking.js knows of the runtime.
}

/** @param {string} path */
function isLarge(path) {
  return path.startsWith("assets/runtime/") || path.startsWith("search/");
}

/** @param {string} url */
function isPage(url) {
  return /(\/|\.html)$/.test(url) && !ASIDE.includes(url);
}

/** @param {File} file */
function isAsset({ path }) {
  return path.startsWith("assets/") || (path.startsWith("search/") && path !== ENTRY);
}

/** @param {Response} response */
async function hashOf(response) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Response} response
 * @param {(bytes: number) => void} count
 */
async function counted(response, count) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) count(part.value.length);
}
