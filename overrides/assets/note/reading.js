// @ts-check
// Reads a note aloud, a sentence at a time, and shows which.

import { sentencesOf } from "./sentences.js";

/** @typedef {import("./sentences.js").Sentence} Sentence */
/** @typedef {"idle" | "speaking" | "paused"} State */

const HIGHLIGHT = "spoken";

export class Reading {
  /** @type {State} */
  state = "idle";
  /** @type {Sentence[]} */
  #sentences = [];
  #at = 0;
  /** What is being said; browsers drop an utterance that nothing holds. @type {SpeechSynthesisUtterance | undefined} */
  #utterance;
  #page;
  #voiceNow;
  #changed;
  #broke;

  /**
   * @param {HTMLElement} page of the note
   * @param {() => SpeechSynthesisVoice | undefined} voiceNow what reads; voices come and go
   * @param {(state: State) => void} changed
   * @param {() => void} broke called when the browser's voice fails
   */
  constructor(page, voiceNow, changed, broke) {
    this.#page = page;
    this.#voiceNow = voiceNow;
    this.#changed = changed;
    this.#broke = broke;
  }

  /** Begins, or goes on with the sentence at which it was paused. */
  go() {
    if (this.state === "idle") {
      this.#sentences = sentencesOf(this.#page);
      this.#at = 0;
    }
    this.#become("speaking");
    this.#say();
  }

  /** Falls silent. Some systems cannot pause inside a sentence, so it will be said again from its start. */
  pause() {
    this.#silence();
    this.#become("paused");
  }

  /** Falls silent, and begins anew the next time. */
  stop() {
    if (this.state === "idle") return;
    this.#silence();
    this.#mark(undefined);
    this.#become("idle");
  }

  #say() {
    const sentence = this.#sentences[this.#at];
    const voice = this.#voiceNow();
    if (!sentence || !voice) return this.stop();
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => this.#said(utterance);
    utterance.onerror = () => this.#failed(utterance);
    this.#utterance = utterance;
    this.#follow(sentence);
    speechSynthesis.speak(utterance);
  }

  /** @param {SpeechSynthesisUtterance} utterance */
  #said(utterance) {
    if (utterance !== this.#utterance) return; // silenced
    this.#at++;
    this.#say();
  }

  /** @param {SpeechSynthesisUtterance} utterance */
  #failed(utterance) {
    if (utterance !== this.#utterance) return;
    this.pause();
    this.#broke();
  }

  #silence() {
    this.#utterance = undefined;
    speechSynthesis.cancel();
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.#changed(state);
  }

  /**
   * Marks a sentence, and scrolls to it unless the reader has turned to another part of the page.
   * @param {Sentence} sentence
   */
  #follow(sentence) {
    const before = this.#sentences[this.#at - 1];
    this.#mark(sentence);
    if ((!before || isInView(before)) && !isInView(sentence)) sentence.block.scrollIntoView({ block: "center" });
  }

  /** @param {Sentence | undefined} sentence */
  #mark(sentence) {
    for (const block of this.#page.querySelectorAll("[data-spoken]")) block.removeAttribute("data-spoken");
    if (!window.Highlight) sentence?.block.setAttribute("data-spoken", "");
    else if (sentence?.range) CSS.highlights.set(HIGHLIGHT, new Highlight(sentence.range));
    else CSS.highlights.delete(HIGHLIGHT);
  }
}

/** @param {Sentence} sentence */
function isInView({ range, block }) {
  const { top, bottom } = (range ?? block).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
