// @ts-check
// What the page and its worker say to each other. Types only: data passes, never code.

/**
 * Page to worker: start Python. `plain` leaves the snapshot aside; otherwise a port comes with it, to a worker that unzips.
 * @typedef {{type: "start", plain: boolean}} Start
 *
 * Page to worker: reflect, or say when things come back. `request` is JSON text,
 * {"definition": {...}, "answers": {...}, "earlier": {...} or null} or {"reviews": [...], "now": "..."}.
 * @typedef {{type: "reflect", id: number, request: string}} Reflect
 *
 * @typedef {Start | Reflect} ToWorker
 */

/**
 * Worker to page: what is being done, in plain words, and how many bytes of how many have come.
 * @typedef {{step: string, loaded: number, total: number}} Progress
 * @typedef {{type: "progress"} & Progress} Progressed
 *
 * Worker to page: Python is there.
 * @typedef {{type: "ready"}} Ready
 *
 * Worker to page: `reply` is JSON text, {"reflection": {...}}, {"schedule": [...]} or {"problem": "..."}.
 * @typedef {{type: "replied", id: number, reply: string}} Replied
 *
 * Worker to page: Python did not start, or (with an id) broke down over a request.
 * @typedef {{type: "failed", id?: number, message: string}} Failed
 *
 * @typedef {Progressed | Ready | Replied | Failed} FromWorker
 */

/**
 * Why there is no reply: Python did not start, did not answer in time, broke down, or
 * understood the request as nothing it could answer.
 * @typedef {"start" | "timeout" | "crash" | "answer"} FailureKind
 */

export {};
