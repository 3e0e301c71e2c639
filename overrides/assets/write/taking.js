// @ts-check
// Where a file of the desk goes: its place in the project, a download, and the page of the repository that takes it.

const LONGEST = 7500; // hosts refuse longer addresses, some from 8,000 letters on
const BRANCH = "main";

/** @typedef {"note" | "exercises"} Kind */
const PLACES = {
  note: { folder: "docs/notes/posts", ending: "md", type: "text/markdown" },
  exercises: { folder: "exercises/notes", ending: "yml", type: "text/yaml" },
};

/**
 * @param {Kind} kind
 * @param {string} name
 */
export function placeOf(kind, name) {
  const { folder, ending, type } = PLACES[kind];
  return { folder, file: `${name}.${ending}`, path: `${folder}/${name}.${ending}`, type };
}

/**
 * The address at which the repository's host makes or changes the file, what to call it, and what to know first.
 * @param {string} repository
 * @param {Kind} kind
 * @param {string} name
 * @param {string} text
 * @param {boolean} isThere whether the file is published already
 */
export function repositoryPage(repository, kind, name, text, isThere) {
  const base = repository.replace(/\/$/, "");
  const { folder, file, path } = placeOf(kind, name);
  if (isThere) {
    const hint = "The file is there already: copy the text here, then paste it over what is there.";
    return { address: `${base}/edit/${BRANCH}/${path}`, words: "Change the file on GitHub", hint };
  }
  const empty = `${base}/new/${BRANCH}/${folder}?filename=${encodeURIComponent(file)}`;
  const filled = `${empty}&value=${encodeURIComponent(text.toWellFormed())}`;
  if (filled.length <= LONGEST) return { address: filled, words: "Open as a new file on GitHub", hint: "" };
  const hint = "This text is too long to travel in a link: copy it here, then paste it there.";
  return { address: empty, words: "Open an empty new file on GitHub", hint };
}
