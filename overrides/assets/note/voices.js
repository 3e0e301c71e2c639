// @ts-check
// Which voice reads.

/**
 * A voice of the device itself that speaks the page's language, the reader's own choice first.
 * A remote voice would send the text, and when it is read, to whoever runs it: none of those is ever used.
 * @returns {SpeechSynthesisVoice | undefined}
 */
export function localVoice() {
  const language = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
  const fitting = speechSynthesis
    .getVoices()
    .filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
  return fitting.find((voice) => voice.default) ?? fitting[0];
}
