// @ts-check
// The page's side of Python: one worker per visit, started on intent and kept from page to page.

import { Failure, Session } from "./session.js";

/** @typedef {import("./messages.js").Progress} Progress */
/** @typedef {import("./session.js").Limits} Limits */
/** @typedef {"idle" | "starting" | "ready" | "failed"} State */
/** @typedef {import("./reflection.js").Block} Block */
/** @typedef {{blocks: Block[], changes: Block[], remembered: Record<string, boolean>}} Reflection */
/** @typedef {{name: string, at?: string, rating?: number}} Review without a rating it only asks for the name's dates */
/** @typedef {{name: string, due: string, previews: Record<"1" | "2" | "3" | "4", string>}} Dates */

/** @type {Limits} */
const LIMITS = { startMs: 30_000, replyMs: 10_000 };

/** Fires "statechange", and "progress" with a detail of {step, loaded, total} while it starts. */
export class RuntimeClient extends EventTarget {
  /** @type {State} */
  #state = "idle";
  #limits;
  #workerUrl;
  /** @type {Promise<Session> | undefined} */
  #session;

  /**
   * @param {Partial<Limits>} limits
   * @param {URL} workerUrl
   */
  constructor(limits = {}, workerUrl = new URL("./worker.js", import.meta.url)) {
    super();
    this.#limits = { ...LIMITS, ...limits };
    this.#workerUrl = workerUrl;
  }

  get state() {
    return this.#state;
  }

  /**
   * Start Python, unless it runs or is starting. Rejects with a Failure of kind "start"; a later call tries anew.
   * @returns {Promise<void>}
   */
  async start() {
    await this.#running();
  }

  /**
   * Return what the engine says to these answers, and how they differ from earlier ones. Rejects with a Failure; a
   * later call tries anew.
   * @param {object} definition
   * @param {Record<string, string>} answers
   * @param {Record<string, string> | null} earlier
   * @returns {Promise<Reflection>}
   */
  async reflect(definition, answers, earlier = null) {
    const reply = JSON.parse(await this.ask(JSON.stringify({ definition, answers, earlier })));
    if (reply.reflection) return reply.reflection;
    throw new Failure("answer", String(reply.problem));
  }

  /**
   * Return when each thing that was reviewed comes back, as of a moment in ISO. Rejects as `reflect` does.
   * @param {Review[]} reviews
   * @param {string} now
   * @returns {Promise<Dates[]>}
   */
  async schedule(reviews, now) {
    const reply = JSON.parse(await this.ask(JSON.stringify({ reviews, now })));
    if (reply.schedule) return reply.schedule;
    throw new Failure("answer", String(reply.problem));
  }

  /**
   * Ask a worker, and if it crashes or hangs, once more a new one.
   * @param {string} request JSON text
   * @returns {Promise<string>} JSON text
   */
  async ask(request) {
    try {
      return await this.#asked(request);
    } catch (failure) {
      if (failure instanceof Failure && failure.kind === "start") throw failure;
      console.warn("The worker of the exercises is started anew:", failure);
    }
    try {
      return await this.#asked(request);
    } catch (failure) {
      if (!this.#session) this.#become("failed");
      throw failure;
    }
  }

  /** Stop the worker, and wait for nothing any more. */
  end() {
    this.#session?.then((session) => session.end()).catch(() => {});
    this.#session = undefined;
    this.#become("idle");
  }

  /** @param {string} request */
  async #asked(request) {
    const running = this.#running();
    const session = await running;
    try {
      return await session.ask(request);
    } catch (failure) {
      if (this.#session === running) this.#session = undefined; // another request may have begun a new one
      throw failure;
    }
  }

  #running() {
    this.#session ??= this.#started().catch((failure) => {
      this.#session = undefined;
      this.#become("failed");
      throw failure;
    });
    return this.#session;
  }

  /** The second attempt leaves the snapshot aside, in case that is what broke the first. */
  async #started() {
    this.#become("starting");
    let session = this.#newSession(false);
    try {
      await session.started;
    } catch (failure) {
      console.warn("The exercises' Python is started once more:", failure);
      session = this.#newSession(true);
      await session.started;
    }
    this.#become("ready");
    return session;
  }

  /** @param {boolean} plain */
  #newSession(plain) {
    return new Session(this.#workerUrl, plain, this.#limits, (progress) => {
      this.dispatchEvent(new CustomEvent("progress", { detail: progress }));
    });
  }

  /** @param {State} state */
  #become(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

/** The one of this visit: a module lives on while instant navigation changes the page. */
export const runtime = new RuntimeClient();
