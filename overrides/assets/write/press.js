// @ts-check
// The desk's Python: checks and shows drafts. It is given what it lacks, and asked again.
import { RuntimeClient } from "../exercises/client.js";

/**
 * @typedef {import("./drafts.js").Draft} Draft
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{file: string, line: number, column: number, exercise: string, what: string}} Mistake
 * @typedef {{date: string, minutes: number, byline: string, title: Tree[], text: Tree[], sources: Tree[]}} Shown
 * @typedef {{problems: Mistake[], advice: Mistake[], page: Shown | null}} Checked
 * @typedef {{name: string, day: string, note: string, exercises: string}} Begun
 * @typedef {{file: string, meta: {title: string}, held: string}} Page
 * @typedef {{anchors: string[], note: string, exercises: string}} Held
 */

/** A long text may take its time; the newest is shown when it is done. */
const LIMITS = { startMs: 30_000, replyMs: 60_000 };
const POSTS = "docs/notes/posts/";

export class Press extends RuntimeClient {
  #address;
  /** @type {Promise<{pages: Page[], exercises: string[]}> | undefined} */
  #shelf;
  /** @type {Record<string, Held | null>} */
  #details = {};

  /** @param {URL} address of the shelf */
  constructor(address) {
    super(LIMITS, new URL("./worker.js", import.meta.url));
    this.#address = address;
  }

  /** The published notes, by title. */
  async notes() {
    const { pages } = await this.#shelved();
    const notes = pages.filter(({ file }) => file.startsWith(POSTS));
    return notes.map(({ file, meta }) => ({ name: nameOf(file), title: meta.title })).toReversed();
  }

  /**
   * The names of the files of each kind that are published.
   * @returns {Promise<Record<import("./taking.js").Kind, Set<string>>>}
   */
  async published() {
    const [notes, { exercises }] = await Promise.all([this.notes(), this.#shelved()]);
    return { note: new Set(notes.map(({ name }) => name)), exercises: new Set(exercises) };
  }

  /**
   * The files of a published note as they are; null when they cannot be had.
   * @param {string} name
   */
  async files(name) {
    const { pages } = await this.#shelved();
    const page = pages.find(({ file }) => file === `${POSTS}${name}.md`);
    return page ? await this.#held(page) : null;
  }

  /**
   * What is wrong with a draft, what is worth a look, and how its page will be. Rejects with a Failure, as `reflect` does.
   * @param {Pick<Draft, "name" | "note" | "exercises">} draft
   * @returns {Promise<Checked>}
   */
  async check({ name, note, exercises }) {
    const reply = await this.#told({ draft: { name, note, exercises } });
    if (!reply.problems) throw new Error(String(reply.problem));
    return reply;
  }

  /**
   * What a note with this title begins with, or in words why there is none.
   * @param {string} title
   * @returns {Promise<{begun?: Begun, refused?: string}>}
   */
  async begin(title) {
    return await this.#told({ begin: title });
  }

  /**
   * Ask, and give what Python says that it needs: the shelf after a start, other pages that a draft leads to.
   * @param {object} asked
   */
  async #told(asked) {
    for (;;) {
      const reply = JSON.parse(await this.ask(JSON.stringify({ ...asked, details: this.#details, today: today() })));
      if (reply.lacks) await this.ask(JSON.stringify({ shelf: await this.#shelved() }));
      else if (reply.needs) await this.#fetched(reply.needs);
      else return reply;
    }
  }

  /** @param {string[]} files */
  async #fetched(files) {
    const { pages } = await this.#shelved();
    for (const page of pages.filter(({ file }) => files.includes(file)))
      this.#details[page.file] = await this.#held(page);
    for (const file of files) this.#details[file] ??= null;
  }

  /**
   * @param {Page} page
   * @returns {Promise<Held | null>}
   */
  async #held({ held }) {
    try {
      return await json(new URL(held, this.#address));
    } catch (error) {
      console.info("What a published page holds could not be had.", error);
      return null;
    }
  }

  #shelved() {
    this.#shelf ??= json(this.#address).catch((error) => {
      this.#shelf = undefined;
      throw error;
    });
    return this.#shelf;
  }
}

/** @param {string} file */
function nameOf(file) {
  return file.slice(POSTS.length, -3);
}

/** The day here and now, as notes are dated. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @param {URL} address */
async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return await response.json();
}
