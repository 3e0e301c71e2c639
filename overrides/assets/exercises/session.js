// @ts-check
// One worker from its start to its end, with the requests that wait for it.

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").Progress} Progress */
/** @typedef {import("./messages.js").FailureKind} FailureKind */
/** @typedef {{startMs: number, replyMs: number}} Limits how long nothing may come before the worker counts as hung */
/** @typedef {{resolve: (reply: string) => void, reject: (failure: Failure) => void, timer: number}} Waiting */

/** Why there is no reflection. `message` is for the console; the page has its own words. */
export class Failure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** After a failure a session is over: its worker is gone and everything that waited is rejected. */
export class Session {
  #worker;
  /** @type {Worker | undefined} */
  #unzipping;
  #limits;
  #onProgress;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #lastId = 0;
  #startTimer = 0;
  #isOver = false;
  #ready = () => {};
  /** @type {(failure: Failure) => void} */
  #unready = () => {};

  /**
   * @param {URL} workerUrl
   * @param {boolean} plain whether to leave the snapshot aside
   * @param {Limits} limits
   * @param {(progress: Progress) => void} onProgress
   */
  constructor(workerUrl, plain, limits, onProgress) {
    this.#limits = limits;
    this.#onProgress = onProgress;
    this.#worker = new Worker(workerUrl, { type: "module", name: "reflect" });
    this.#worker.onmessage = (event) => this.#hear(event.data);
    this.#worker.onerror = (event) => this.#broke(event);
    /** Settles when Python is there or has failed. */
    this.started = /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        this.#ready = () => resolve(undefined);
        this.#unready = reject;
      })
    );
    this.#expectSign();
    this.#send({ type: "start", plain }, plain ? [] : [this.#unzipper()]);
  }

  /**
   * Unzipping takes as long as everything else together, so a worker of its own does it, and begins its life together
   * with the other one, which it talks to.
   * @returns {MessagePort} for the other one
   */
  #unzipper() {
    const { port1, port2 } = new MessageChannel();
    this.#unzipping = new Worker(new URL("./unzip.js", import.meta.url), { type: "module", name: "unzip" });
    this.#unzipping.onerror = (event) => this.#broke(event);
    this.#unzipping.postMessage(undefined, [port1]);
    return port2;
  }

  /** @param {ErrorEvent} event */
  #broke(event) {
    event.preventDefault();
    this.#end("crash", event.message || "the worker did not load");
  }

  /**
   * @param {string} request JSON text
   * @returns {Promise<string>} JSON text
   */
  ask(request) {
    if (this.#isOver) return Promise.reject(new Failure("crash", "its worker is gone"));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end("timeout", "no reply came in time"), this.#limits.replyMs);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#send({ type: "reflect", id, request });
    });
  }

  /** Nothing more is asked: whatever waits is rejected. */
  end() {
    this.#end("crash", "ended by the page");
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === "progress") {
      this.#expectSign();
      this.#onProgress(message);
    } else if (message.type === "ready") {
      clearTimeout(this.#startTimer);
      this.#ready();
    } else if (message.type === "replied") {
      this.#settle(message.id, message.reply);
    } else {
      this.#end("crash", message.message);
    }
  }

  /**
   * @param {number} id
   * @param {string} reply
   */
  #settle(id, reply) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.resolve(reply);
  }

  /** Any sign of life gives the start its whole time again, so that a slow connection is no failure. */
  #expectSign() {
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(() => this.#end("timeout", "no sign of Python in time"), this.#limits.startMs);
  }

  /**
   * @param {FailureKind} kind
   * @param {string} message
   */
  #end(kind, message) {
    this.#isOver = true;
    this.#worker.onmessage = null;
    this.#worker.terminate();
    this.#unzipping?.terminate();
    clearTimeout(this.#startTimer);
    this.#unready(new Failure("start", message));
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Failure(kind, message));
    }
    this.#waiting.clear();
  }

  /**
   * @param {ToWorker} message
   * @param {MessagePort[]} transfer
   */
  #send(message, transfer = []) {
    this.#worker.postMessage(message, transfer);
  }
}
