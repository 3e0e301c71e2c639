// @ts-check
// Brings in the service worker once the page has loaded, and asks it to keep each page that is read.
// Where there is none (an old browser, an insecure address, storage forbidden) nothing happens.

/** The name of this script, which changes with any script, style or font that pages share (press.offline). */
export const build = /** @type {string} */ (import.meta.url.split("/").pop());

/** Where the site stands. Its pages and its worker have no hash in their names, so this is no reference to rename. */
export const root = import.meta.url.replace(/assets\/offline\/[^/]+$/, "");

const isTraceless = () => localStorage.getItem("how-we-help:leave-no-trace") === "yes";

/** @param {ServiceWorkerContainer} workers */
const begin = (workers) => {
  /** @param {object} message */
  const tell = async (message) => (await workers.ready).active?.postMessage({ build, ...message });
  // What has been visited is a trace.
  const keep = () => isTraceless() || tell({ keep: location.href.split(/[?#]/)[0] });
  // The worker asks of which build this document is.
  workers.addEventListener("message", ({ ports }) => ports[0]?.postMessage(build));
  // A newer worker keeps pages of its own build, which the one before had to leave.
  if (workers.controller) workers.addEventListener("controllerchange", keep);
  // Chromium can leave a worker waiting that asked to begin while the one before it was busy; it is asked to ask again.
  const hurry = (/** @type {ServiceWorker | null} */ coming) => {
    if (!coming || coming.state === "activated" || coming.state === "redundant") return;
    if (coming.state === "installed") coming.postMessage({ build, begin: true });
    setTimeout(hurry, 1000, coming);
  };
  // Browsers look for a newer one too, but some put it off while the present one is busy, or give up at the first failure.
  const look = (/** @type {ServiceWorkerRegistration} */ registration, /** @type {number} */ tries) => {
    registration.update().catch(() => tries > 1 && setTimeout(look, 2000, registration, tries - 1));
  };
  for (const used of ["reflected", "shown"]) document.addEventListener(used, () => tell({ used: "runtime" }));
  const pages = /** @type {any} */ (window).document$;
  const register = async () => {
    try {
      const registration = await workers.register(`${root}service-worker.js`);
      registration.addEventListener("updatefound", () => hurry(registration.installing));
      hurry(registration.installing ?? registration.waiting);
      if (workers.controller) look(registration, 3);
      if (pages) pages.subscribe(keep);
      else keep();
    } catch {
      // The site works as it did.
    }
  };
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
};

try {
  if (navigator.serviceWorker) begin(navigator.serviceWorker);
} catch {
  // Some browsers forbid even the question.
}
