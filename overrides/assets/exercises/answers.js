// @ts-check
// What was answered in one exercise: given to the log once each time, with the reflection that came of it.

import { Log } from "../journal/log.js";
import { dayOf, written } from "../journal/records.js";
import { store } from "../journal/store.js";
import { inWords } from "./form.js";

/** @typedef {import("../journal/log.js").Entry} Entry */
/** @typedef {import("./form.js").Answers} Answers */

export class AnswerLog {
  #element;
  #names;
  /** What the log was given last, so that pressing twice adds it once. */
  #given = "";
  /** What the log made of it. @type {ReturnType<typeof store.append> | undefined} */
  #appended;
  /** The entry whose reflection is kept already. */
  #reflected = "";

  /**
   * @param {HTMLElement} element the exercise's, with its definition and where it stands
   * @param {string[]} names of the exercise: its own, then those that it had before
   */
  constructor(element, names) {
    this.#element = element;
    this.#names = names;
  }

  /** Everything that was answered here, oldest first. @returns {Promise<Entry[]>} */
  entries() {
    return store.entriesOf(this.#names);
  }

  /**
   * What new answers are compared with: the newest of an earlier day or, when there is none, of today.
   * @param {Answers} answers
   */
  async before(answers) {
    const given = JSON.stringify(answers);
    const others = (await this.entries()).filter((entry) => JSON.stringify(entry.answers) !== given);
    const today = dayOf(new Date());
    return others.findLast((entry) => entry.day !== today) ?? others.at(-1) ?? null;
  }

  /** Takes away a draft that was reflected on, on an earlier day: what is asked each morning is asked anew. */
  async beginAnew() {
    const entry = (await this.entries()).at(-1);
    if (!entry || entry.day === dayOf(new Date())) return;
    const draft = await store.draft(this.#names);
    const fields = Object.keys(draft);
    const isDone = fields.every((field) => draft[field] === entry.answers[field]);
    if (isDone) await store.saveDraft(this.#names[0], Object.fromEntries(fields.map((field) => [field, null])));
  }

  /**
   * Adds answers to the log, unless they are what it was given last; resolves to what the log says of them.
   * @param {HTMLFormElement} form
   * @param {Answers} answers
   */
  async save(form, answers) {
    const given = this.#told(form, answers);
    const all = JSON.stringify(given);
    if (all === this.#given) return undefined;
    this.#given = all;
    this.#appended = store.append(given);
    return await this.#appended;
  }

  /**
   * What stands in the form as an entry that the log has not, for a copy of everything; null when it says nothing new.
   * @param {HTMLFormElement} form
   * @param {Answers} answers
   * @returns {Promise<Entry | null>}
   */
  async unlogged(form, answers) {
    const given = JSON.stringify(answers);
    const entries = await this.entries();
    if (!Object.keys(answers).length || JSON.stringify(entries.at(-1)?.answers) === given) return null;
    return new Log([written(this.#told(form, answers), new Date())]).entries[0];
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Answers} answers
   */
  #told(form, answers) {
    const { revision = "", path = "", note = "", definition = "{}" } = this.#element.dataset;
    return {
      type: /** @type {const} */ ("answered"),
      exercise: this.#names[0],
      revision,
      kind: String(JSON.parse(definition).kind),
      title: this.#element.querySelector(".exercise__title")?.textContent ?? "",
      note: { title: note, path },
      answers,
      words: inWords(form),
    };
  }

  /**
   * Keeps a reflection with the answers that it is on, and its sources in words: the page may change.
   * @param {import("./client.js").Reflection} reflection
   * @param {Entry | null} before what its changes are since
   */
  async saveReflection({ blocks, changes, remembered }, before) {
    const entry = String((await this.#appended)?.record.id ?? "");
    if (!entry || entry === this.#reflected) return;
    this.#reflected = entry;
    const earlier = before?.id ?? "";
    await store.append({ type: "reflected", entry, earlier, blocks, changes, sources: this.#sources(), remembered });
  }

  #sources() {
    const root = new URL(this.#element.dataset.root ?? "", location.href).href;
    const references = [...this.#element.querySelectorAll(".exercise__references [data-evidence]")];
    return Object.fromEntries(
      references.map((reference) => {
        const link = /** @type {HTMLAnchorElement} */ (reference.querySelector("a:last-of-type"));
        const label = link.textContent ?? "";
        const text = (reference.textContent ?? "").slice(0, -label.length).trim();
        return [reference.getAttribute("data-evidence") ?? "", { text, href: link.href.replace(root, ""), label }];
      }),
    );
  }
}
