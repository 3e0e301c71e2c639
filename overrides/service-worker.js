// @ts-check
// Keeps the site for reading offline. press.offline writes a line before these, with the names of this build's files.
//
// Files with a hash in their name never change, so they lie in one cache whatever build they are of. A page is
// kept only once everything that it loads is there. A document is handed pages of its own build only: one of
// another build is refused to Material's instant navigation, which then loads it whole, with its own scripts. So
// this worker may take over from an older one at once, whatever documents are open: it takes nothing away from
// them, and mixes nothing.

/** @typedef {{build: string, core: string[], brings: Record<string, string[]>, later: string[], byFixedName: string[], fallback: string}} Site */

const worker = /** @type {ServiceWorkerGlobalScope & {SITE: Site}} */ (/** @type {unknown} */ (self));
const { build, core, brings, later, byFixedName, fallback } = worker.SITE;
const known = new Set([...core, ...Object.values(brings).flat(), ...later]);

const PATIENCE_MS = 4000; // how long a page may take to come when a copy of it is here
const ANSWER_MS = 1000;
const root = worker.registration.scope;
const prefix = `how-we-help ${new URL(root).pathname}`;
const ASSETS = `${prefix} assets`;
const PAGES = `${prefix} pages `; // followed by the build
const NEEDS = at("assets/"); // in each cache of pages: which assets its build needs
const NAMED = /assets\/[\w./-]+\.[0-9a-f]{8}\.[\w.]+/g;
const PIECE = /^search\/.*\.(pf_\w+|pagefind)$/; // of the index of the search: kept once a search has used it
const ENTRY = "search/pagefind-entry.json"; // says which pieces are those of now
const FOR_OTHERS = /^assets\/(cards\/|offline\/(manifest|icon))/; // named for the system, or for sites that link here
/** One after the other: each adds to what the one before has written. @type {Promise<void>} */
let needing = Promise.resolve();
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

/** @param {string} path from the site's root */
function at(path) {
  return new URL(path, root).href;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) =>
  event.waitUntil(heard(event.data).catch((error) => console.info("Not kept for reading offline.", error))),
);
worker.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method !== "GET" || !url.startsWith(root) || headers.has("range")) return;
  const path = new URL(url).pathname.slice(new URL(root).pathname.length);
  if (/^assets\/.*\.[0-9a-f]{8}\./.test(path) || PIECE.test(path)) event.respondWith(asset(event, path));
  else if (byFixedName.includes(path)) event.respondWith(newest(event));
  else if (/(^|\/|\.html)$/.test(path)) event.respondWith(page(event));
});

async function install() {
  await bring(core);
  const pages = await ready(true);
  await Promise.all(byFixedName.slice(0, 2).map((path) => pages.add(at(path)).catch(() => {})));
  await worker.skipWaiting();
}

/**
 * The cache of this build's pages, with what must be in it before any page.
 * @param {boolean} [isNew] whether this worker may know more than what is there
 */
async function ready(isNew = false) {
  const pages = await caches.open(PAGES + build);
  const before = await pages.match(NEEDS);
  if (before && !isNew) return pages;
  const needs = [...known].map(at);
  await pages.put(at(fallback), await sound(fetch(at(fallback), { cache: "no-cache" })));
  await pages.put(
    NEEDS,
    new Response(JSON.stringify([...new Set([...(before ? await before.json() : []), ...needs])])),
  );
  return pages;
}

async function activate() {
  await worker.clients.claim();
  await clean();
}

/** @param {{build: string, keep?: string, used?: "runtime", begin?: true}} message from a document of the named build */
async function heard(message) {
  if (message.begin) await worker.skipWaiting();
  if (message.keep?.startsWith(root)) await keep(message.keep);
  if (message.used) await keepRuntime();
}

/**
 * Keep a page as the browser has it, unless it is of another build: then the worker of that one will.
 * @param {string} url
 */
async function keep(url) {
  const response = await sound(fetch(url, { cache: "force-cache" }));
  const html = await response.clone().text();
  if (buildNamed(html) !== build) return;
  // Data that the page names may be newer than this worker; its scripts and styles are not, being of this build.
  const named = (html.match(NAMED) ?? []).filter((path) => !FOR_OTHERS.test(path));
  const brought = Object.entries(brings).flatMap(([mark, paths]) => (html.includes(mark) ? paths : []));
  await bring([...new Set([...core, ...brought, ...named])]);
  const data = await partsOf(named);
  await bring(data);
  await need([...named, ...data]);
  await (await ready()).put(url, response);
  for (const name of await cachesOfPages()) {
    if (name !== PAGES + build) await (await caches.open(name)).delete(url);
  }
}

/**
 * The files that kept files of data name as their parts.
 * @param {string[]} paths
 */
async function partsOf(paths) {
  const assets = await caches.open(ASSETS);
  const found = paths
    .filter((path) => path.endsWith(".json"))
    .map(async (path) => {
      /** @type {string[]} */
      const parts = (await (await assets.match(at(path)))?.json())?.parts ?? [];
      return parts.map((part) => new URL(part, at(path)).href.slice(root.length));
    });
  return (await Promise.all(found)).flat();
}

/**
 * Remember of files that this worker does not know by itself that this build's pages need them.
 * @param {string[]} paths
 */
function need(paths) {
  const unknown = paths.filter((path) => !known.has(path)).map(at);
  if (unknown.length) {
    needing = needing.then(async () => {
      const pages = await ready();
      const before = await (await pages.match(NEEDS))?.json();
      await pages.put(NEEDS, new Response(JSON.stringify([...new Set([...before, ...unknown])])));
    });
  }
  return needing;
}

/** Python may have come before this worker took over: what the browser still has of it is kept, nothing is fetched. */
async function keepRuntime() {
  if (!(await canAskOnlyTheCache())) return;
  const assets = await caches.open(ASSETS);
  const got = (/** @type {string} */ path) => fetch(at(path), { cache: "only-if-cached", mode: "same-origin" });
  const missing = await lacking(later);
  await Promise.allSettled(missing.map(async (path) => assets.put(at(path), await sound(got(path)))));
}

/** @type {Promise<boolean> | undefined} */
let isCacheOnly;

/**
 * Whether the browser has a cache that can be asked alone. Where WebKit has none, as in a private window, it asks the host
 * for what it should not, and each wheel of Python would come: so one small file is tried that is for machines, and that
 * no page asks for.
 */
function canAskOnlyTheCache() {
  isCacheOnly ??= fetch(at("robots.txt"), { cache: "only-if-cached", mode: "same-origin" }).then(
    () => false,
    () => true,
  );
  return isCacheOnly;
}

/**
 * Have all of these in the cache, or none that is not there already.
 * @param {string[]} paths
 */
async function bring(paths) {
  const assets = await caches.open(ASSETS);
  const missing = await lacking(paths);
  const responses = await Promise.all(missing.map((path) => sound(fetch(at(path)))));
  await Promise.all(responses.map((response, index) => assets.put(at(missing[index]), response)));
}

/** @param {string[]} paths */
async function lacking(paths) {
  const here = new Set((await (await caches.open(ASSETS)).keys()).map(({ url }) => url));
  return paths.filter((path) => !here.has(at(path)));
}

/**
 * A file with a hash in its name: the kept one, or else a fetched one, which is kept if this build's pages need it. Who
 * asks with "no-store" keeps it themselves.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function asset(event, path) {
  const assets = await caches.open(ASSETS);
  const kept = await assets.match(event.request.url, LOOSELY);
  if (kept) return kept;
  const response = await fetch(event.request);
  const isWanted = known.has(path) || path.endsWith(".json") || PIECE.test(path);
  if (isWanted && isSound(response) && event.request.cache !== "no-store") {
    event.waitUntil(assets.put(event.request.url, response.clone()).catch(() => {})); // there may be no room
  }
  return response;
}

/** @param {FetchEvent} event */
async function newest(event) {
  const pages = await caches.open(PAGES + build);
  try {
    const response = await fetch(event.request);
    const url = event.request.url.split("?")[0];
    if (isSound(response)) event.waitUntil(keepNewest(pages, url, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    const kept = await caches.match(event.request.url, LOOSELY);
    if (kept) return kept;
    throw error;
  }
}

/**
 * Keep a file of a fixed name. An entry of another index leaves the pieces of the one before without use; the texts of
 * the notes are the same in both.
 * @param {Cache} pages
 * @param {string} url
 * @param {Response} response
 */
async function keepNewest(pages, url, response) {
  if (url === at(ENTRY)) {
    const before = await (await pages.match(url))?.text();
    if (before && before !== (await response.clone().text())) {
      const assets = await caches.open(ASSETS);
      const isStale = (/** @type {string} */ one) => one.startsWith(at("search/")) && /\.pf_(index|meta)$/.test(one);
      for (const key of await assets.keys()) if (isStale(key.url)) await assets.delete(key);
    }
  }
  await pages.put(url, response);
}

/**
 * A page from the network, or the kept one where that fails or takes too long, or else one that says so.
 * @param {FetchEvent} event
 */
async function page(event) {
  const { request } = event;
  const isNavigation = request.mode === "navigate";
  const network = fetch(request);
  network.catch(() => {});
  const reader = isNavigation ? "" : await buildOf(event.clientId);
  const kept = await keptPage(request.url, isNavigation ? await cachesOfPages() : [PAGES + reader]);
  try {
    const response = await (kept ? Promise.race([network, impatience()]) : network);
    if (response.status >= 500 && kept) return kept;
    return isNavigation || (await fits(response, reader)) ? response : refusal(409, "This page is of another build");
  } catch {
    if (kept) return kept;
    const instead = isNavigation ? await keptPage(at(fallback), await cachesOfPages()) : undefined;
    return refusal(503, "This page is not kept on this device", instead);
  }
}

/**
 * @param {string} url
 * @param {string[]} names of caches
 */
async function keptPage(url, names) {
  for (const name of names) {
    const kept = (await caches.has(name)) && (await (await caches.open(name)).match(url, LOOSELY));
    if (kept) return kept;
  }
  return undefined;
}

/**
 * @param {Response} response
 * @param {string} reader the build of the document that asks
 */
async function fits(response, reader) {
  const named = response.ok ? buildNamed(await response.clone().text()) : "";
  return !named || named === reader;
}

/**
 * The build that a page is of, or nothing for one that has no scripts.
 * @param {string} html
 */
function buildNamed(html) {
  return /offline\/(register\.[0-9a-f]{8}\.js)/.exec(html)?.[1] ?? "";
}

/** Take away older builds of which no page is kept or open, and what only they needed. */
async function clean() {
  const open = await Promise.all(
    (await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => buildOf(id)),
  );
  if (open.includes("")) return; // A document that does not say of which build it is may need anything.
  const needed = new Set();
  for (const name of await cachesOfPages()) {
    const pages = await caches.open(name);
    const isLeft = name === PAGES + build || open.includes(name.slice(PAGES.length)) || (await holdsPages(pages));
    const needs = await pages.match(NEEDS);
    if (!isLeft) await caches.delete(name);
    else for (const url of needs ? await needs.json() : []) needed.add(url);
  }
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) {
    if (!needed.has(url) && !PIECE.test(url.slice(root.length))) await assets.delete(url);
  }
}

/** @param {Cache} pages */
async function holdsPages(pages) {
  const beside = [fallback, "assets/", ...byFixedName].map(at);
  return (await pages.keys()).some(({ url }) => !beside.includes(url));
}

/** The caches of pages, this build's first and then the newest. */
async function cachesOfPages() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES)).reverse();
  return [...names.filter((name) => name.endsWith(build)), ...names.filter((name) => !name.endsWith(build))];
}

/**
 * Ask a document for its build; "" where it does not say.
 * @param {string} id
 * @returns {Promise<string>}
 */
async function buildOf(id) {
  const client = await worker.clients.get(id);
  if (client?.type !== "window") return "";
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(String(data));
    client.postMessage("build", [port2]);
    setTimeout(resolve, ANSWER_MS, "");
  });
}

/**
 * @param {Promise<Response>} coming
 * @returns {Promise<Response>}
 */
async function sound(coming) {
  const response = await coming;
  if (!isSound(response)) throw new TypeError(`${response.url} cannot be kept: ${response.status}`);
  return response;
}

/**
 * Not what a network's sign-in page, or another host, gives in its place.
 * @param {Response} response
 */
function isSound(response) {
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  return (
    response.status === 200 &&
    response.type === "basic" &&
    !response.redirected &&
    isPage === /(\/|\.html)$/.test(new URL(response.url).pathname)
  );
}

/** @returns {Promise<never>} */
function impatience() {
  return new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
}

/**
 * @param {number} status
 * @param {string} statusText
 * @param {Response} [instead]
 */
function refusal(status, statusText, instead) {
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(instead?.body ?? statusText, { status, statusText, headers });
}
