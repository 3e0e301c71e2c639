// @ts-check
// <listen-note>: reads the note aloud with a voice of the reader's own device, and is empty where there is none.

/** @typedef {import("./reading.js").Reading} Reading */

const WORDS = /** @type {const} */ ({ idle: "Listen", speaking: "Pause", paused: "Go on" });

export class ListenNote extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listeners;
  /** @type {Reading | undefined} */
  #reading;
  #main = button();
  #stop = button("Stop");
  #status = document.createElement("span");

  connectedCallback() {
    if (!window.speechSynthesis) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    // Browsers find their voices after a while, and may lose one.
    speechSynthesis.addEventListener("voiceschanged", () => this.#offer(), { signal });
    this.#main.addEventListener("click", () => this.#pressed(), { signal });
    this.#stop.addEventListener("click", () => this.#stopped(), { signal });
    // Fetched at once when a press begins: some browsers speak only in the turn of the click itself.
    for (const type of ["pointerdown", "focusin"]) this.addEventListener(type, () => this.#fetched(), { signal });
    addEventListener("pagehide", () => this.#reading?.stop(), { signal });
    this.#status.role = "status";
    this.#offer();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#reading?.stop();
    this.#reading = undefined;
  }

  #offer() {
    const isOffered = localVoice() !== undefined;
    if (isOffered && !this.#main.isConnected) this.replaceChildren(this.#main, this.#stop, this.#status);
    if (!isOffered) {
      this.#reading?.stop();
      this.replaceChildren();
    }
    this.#show(this.#reading?.state ?? "idle");
  }

  #fetched() {
    this.#loading ??= import("./reading.js");
    return this.#loading;
  }
  /** @type {Promise<typeof import("./reading.js")> | undefined} */
  #loading;

  async #pressed() {
    const { Reading } = await this.#fetched();
    const page = /** @type {HTMLElement | null} */ (this.closest(".page"));
    if (!page) return; // left meanwhile
    this.#status.textContent = "";
    this.#reading ??= new Reading(
      page,
      localVoice,
      (state) => this.#show(state),
      () => {
        this.#status.textContent = "The voice broke off.";
      },
    );
    if (this.#reading.state === "speaking") this.#reading.pause();
    else this.#reading.go();
  }

  #stopped() {
    this.#reading?.stop();
    this.#main.focus();
  }

  /** @param {keyof typeof WORDS} state */
  #show(state) {
    this.setAttribute("state", state);
    this.#main.textContent = WORDS[state];
    this.#stop.hidden = state === "idle";
  }
}

function button(text = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "tool";
  made.textContent = text;
  return made;
}

/**
 * A voice of the device itself that speaks the page's language, the reader's own choice first.
 * A remote voice would send the text, and when it is read, to whoever runs it: none of those is ever used.
 * @returns {SpeechSynthesisVoice | undefined}
 */
function localVoice() {
  const language = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
  const fitting = speechSynthesis
    .getVoices()
    .filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
  return fitting.find((voice) => voice.default) ?? fitting[0];
}
