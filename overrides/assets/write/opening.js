// @ts-check
// Files from the device: a note's Markdown and its exercises' YAML, paired by their names.

/** @typedef {{name: string, note?: string, exercises?: string}} Opened */

const LARGEST_BYTES = 2_000_000;
const ENDINGS = /\.(md|markdown|txt|ya?ml)$/i;

/**
 * What could be opened, and in words what could not.
 * @param {Iterable<File>} files
 */
export async function openedFrom(files) {
  /** @type {Map<string, Opened>} */
  const opened = new Map();
  const refused = [];
  for (const file of files) {
    const text = await textOf(file).catch((/** @type {Error} */ error) => error);
    const name = file.name.replace(ENDINGS, "");
    if (text instanceof Error) refused.push(`${file.name} ${text.message}`);
    else opened.set(name, { ...opened.get(name), name, [/\.ya?ml$/i.test(file.name) ? "exercises" : "note"]: text });
  }
  return { opened: [...opened.values()], refused };
}

/** @param {File} file */
async function textOf(file) {
  if (!ENDINGS.test(file.name)) throw new Error("is neither a note (.md) nor exercises (.yml).");
  if (file.size > LARGEST_BYTES) throw new Error("is too large for the desk, which takes up to 2 MB.");
  const text = await decoded(file);
  if (text.includes("\0")) throw new Error("holds no text.");
  return text;
}

/** @param {File} file */
async function decoded(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replace(/\r\n?/g, "\n");
  } catch {
    throw new Error("could not be read as UTF-8, the only encoding read here; save it as UTF-8.");
  }
}
