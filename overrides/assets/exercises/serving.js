// @ts-check
// Runs in a module worker: starts the Python of a manifest once, then turns requests into replies.

import { start } from "./start.js";

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./start.js").Reply} Reply */

/** @type {Promise<Reply> | undefined} */
let starting;

/** @param {URL} manifest of the runtime that this worker starts */
export function serve(manifest) {
  import(manifest.href).catch(() => {}); // on its way until start() asks for it, and says so where it does not come
  /** @param {MessageEvent<ToWorker>} event */
  self.onmessage = async ({ data: message, ports }) => {
    if (message.type === "start") {
      starting ??= start(manifest, ports[0], (progress) => send({ type: "progress", ...progress }));
      await starting.then(
        () => send({ type: "ready" }),
        (error) => send({ type: "failed", message: said(error) }),
      );
    } else {
      await answer(message.id, message.request);
    }
  };
}

/**
 * @param {number} id
 * @param {string} request
 */
async function answer(id, request) {
  try {
    if (!starting) throw new Error("asked before it was started");
    const reply = await starting;
    send({ type: "replied", id, reply: reply(request) });
  } catch (error) {
    send({ type: "failed", id, message: said(error) });
  }
}

/** @param {FromWorker} message */
function send(message) {
  self.postMessage(message);
}

/** @param {unknown} error */
function said(error) {
  return error instanceof Error ? error.message : String(error);
}
