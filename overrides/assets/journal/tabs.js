// @ts-check
// What open tabs tell each other: that something has changed, that somebody is there, and the keys.
// Nothing that was written ever goes this way.

/** @typedef {"log" | "drafts" | "lock" | "kept" | "emptied" | "derived"} What */

const CHANNEL = "how-we-help";
const ANSWER_MS = 150;
const IDLE_MS = 10 * 60_000;
/** How often a tab says that its reader is there. */
const BUSY_MS = 5_000;

/** Dispatches `told` with what another tab says has changed, `keys asked`, `locked`, and `idle`. */
export class Tabs extends EventTarget {
  #channel;
  #idleMs;
  #lastBusy = Date.now();
  #lastTold = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(lock: string) => CryptoKey | null} */
  #giveKey = () => null;

  /** @param {number} [idleMs] */
  constructor(idleMs = IDLE_MS) {
    super();
    this.#idleMs = idleMs;
    this.#channel = channel();
    this.#channel?.addEventListener("message", ({ data }) => this.#heard(data));
  }

  /** @param {What} what */
  tell(what) {
    this.#post({ type: "told", what });
  }

  tellLocked() {
    this.#post({ type: "locked" });
  }

  /**
   * Gives other tabs the private key of the lock that they name, while `give` returns one.
   * @param {(lock: string) => CryptoKey | null} give
   */
  answerWith(give) {
    this.#giveKey = give;
  }

  /**
   * The private key from another tab that has it, or null after a moment.
   * @param {string} lock
   * @returns {Promise<CryptoKey | null>}
   */
  askForKey(lock) {
    const from = this.#channel;
    if (!from) return Promise.resolve(null);
    return new Promise((resolve) => {
      const end = (/** @type {CryptoKey | null} */ key) => {
        clearTimeout(limit);
        from.removeEventListener("message", answered);
        resolve(key);
      };
      const answered = (/** @type {MessageEvent} */ { data }) => {
        if (data?.type === "key" && data.lock === lock) end(data.key);
      };
      const limit = setTimeout(() => end(null), ANSWER_MS);
      from.addEventListener("message", answered);
      this.#post({ type: "ask", lock });
    });
  }

  /** Gives the private key of a lock that was just opened to tabs that wait for it. @param {string} lock @param {CryptoKey} key */
  giveKey(lock, key) {
    this.#post({ type: "key", lock, key });
  }

  /** Begins to watch for idleness; a second time it begins anew. */
  watch() {
    this.#busy();
    if (this.#timer !== undefined || typeof document === "undefined") return;
    const isBusy = () => this.#busy();
    for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
      document.addEventListener(sign, isBusy, { passive: true, capture: true });
    }
    document.addEventListener("visibilitychange", () => this.#look());
    this.#look();
  }

  get isIdle() {
    return Date.now() - this.#lastBusy >= this.#idleMs;
  }

  /** A timer may come late, as after sleep; so that the clock is looked at whenever something happens. */
  #look() {
    clearTimeout(this.#timer);
    const left = this.#lastBusy + this.#idleMs - Date.now();
    if (left <= 0) this.dispatchEvent(new Event("idle"));
    this.#timer = setTimeout(() => this.#look(), left > 0 ? left : this.#idleMs);
  }

  #busy() {
    if (this.#timer !== undefined && this.isIdle) this.#look();
    this.#lastBusy = Date.now();
    if (this.#lastBusy - this.#lastTold < Math.min(BUSY_MS, this.#idleMs / 4)) return;
    this.#lastTold = this.#lastBusy;
    this.#post({ type: "busy" });
  }

  /** @param {any} message */
  #heard(message) {
    if (message?.type === "busy") this.#lastBusy = Date.now();
    if (message?.type === "told") this.dispatchEvent(new CustomEvent("told", { detail: message.what }));
    if (message?.type === "locked") this.dispatchEvent(new Event("locked"));
    if (message?.type === "key") this.dispatchEvent(new CustomEvent("key", { detail: message }));
    if (message?.type === "ask" && !this.isIdle) {
      const key = this.#giveKey(message.lock);
      if (key) this.giveKey(message.lock, key);
    }
  }

  /** @param {unknown} message */
  #post(message) {
    try {
      this.#channel?.postMessage(message);
    } catch {
      // A browser that cannot send a key this way asks for the passphrase in each tab.
    }
  }
}

function channel() {
  try {
    return typeof document === "undefined" ? null : new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}
