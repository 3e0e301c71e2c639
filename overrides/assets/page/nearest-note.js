// @ts-check
// On the page for unknown addresses: names the note whose name, today's or a former one, comes nearest to what was asked for.

const NEAR = 0.5; // Of pairs of letters shared, from 0 to 1; below it a guess misleads more than it helps.

/** `<nearest-note data-src>` round a link, hidden until there is a note to name. */
export class NearestNote extends HTMLElement {
  async connectedCallback() {
    const source = new URL(this.dataset.src ?? "", document.baseURI);
    /** @type {{title: string, path: string, names: string[]}[]} */
    const notes = await fetch(source)
      .then((response) => (response.ok ? response.json() : []))
      .catch(() => []);
    const asked = lastName(location.pathname);
    const [nearest] = notes
      .map((note) => ({ note, likeness: Math.max(...note.names.map((name) => alike(asked, name))) }))
      .sort((one, other) => other.likeness - one.likeness);
    const link = this.querySelector("a");
    if (!link || !nearest || nearest.likeness < NEAR) return;
    link.href = new URL(`../../${nearest.note.path}`, source).href;
    link.textContent = nearest.note.title;
    this.hidden = false;
  }
}

/** @param {string} path */
function lastName(path) {
  const last =
    path
      .split("/")
      .filter((part) => part && !part.startsWith("index."))
      .pop() ?? "";
  return last
    .replace(/\.\w+$/, "")
    .replace(/%20|_/g, "-")
    .toLowerCase();
}

/**
 * The share of pairs of neighbouring letters that two names have in common (the Sørensen–Dice coefficient).
 * @param {string} one
 * @param {string} other
 */
function alike(one, other) {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = pairs.filter((pair) => {
    const at = others.indexOf(pair);
    if (at >= 0) others[at] = "";
    return at >= 0;
  });
  return (2 * shared.length) / (pairs.length + others.length || 1);
}

/** @param {string} name */
function pairsOf(name) {
  return Array.from({ length: Math.max(name.length - 1, 0) }, (_, at) => name.slice(at, at + 2));
}
