// @ts-check
// Makes elements of what Python showed, of the kinds that a note has and no others: whatever stands in a text that came
// from elsewhere, no script, no style, no frame and no foreign address gets into the page by it.

/** @typedef {string | [name: string, attributes: Record<string, string>, children: Tree[]]} Tree */

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect"]);
const KNOWN = new Set(
  `a abbr b blockquote br button caption cite code dd del details dfn div dl dt em fieldset figcaption figure form h1 h2 h3
  h4 h5 h6 hr i img input ins kbd label legend li mark ol option output p pre q rank-list reflect-exercise s samp section
  select small span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul var`.split(/\s+/),
);
/** Elements whose contents are no words either. */
const DROPPED = new Set([
  "embed",
  "frame",
  "iframe",
  "link",
  "meta",
  "noscript",
  "object",
  "script",
  "style",
  "template",
]);
const ATTRIBUTES = new Set(
  `alt aria-describedby aria-hidden aria-label aria-labelledby autocomplete checked class colspan cx cy d datetime disabled
  exercise aliases for height hidden id inputmode lang dir max maxlength min name novalidate open placeholder points r
  required reversed role rows rowspan rx ry scope start step title transform type value width x x1 x2 y y1 y2`.split(
    /\s+/,
  ),
);
const SAFE = new Set(["http:", "https:", "mailto:"]);

/**
 * @param {Tree} tree
 * @returns {Node[]} none for what is dropped, several for the children of what is not known
 */
export function planted(tree) {
  if (typeof tree === "string") return [document.createTextNode(tree)];
  const [name, attributes, children] = tree;
  if (DROPPED.has(name)) return [];
  if (attributes["data-missing"] || isForeign(name, attributes)) return [stand(attributes)];
  const inside = children.flatMap(planted);
  if (!KNOWN.has(name) && !DRAWN.has(name)) return inside;
  const made = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) give(made, attribute, value);
  if (name === "reflect-exercise") made.setAttribute("trial", "");
  made.append(...inside);
  return [made];
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function give(element, name, value) {
  if (name === "id" && /^(__|desk-)/.test(value)) return; // names of the page's own
  if (name === "viewbox") element.setAttribute("viewBox", value);
  else if (name === "href" || name === "src") lead(element, name, value);
  else if (ATTRIBUTES.has(name) || /^data-[a-z-]+$/.test(name)) element.setAttribute(name, value);
}

/**
 * @param {Element} element
 * @param {"href" | "src"} name
 * @param {string} value
 */
function lead(element, name, value) {
  const address = URL.parse(value, location.href);
  if (!address || !SAFE.has(address.protocol)) return;
  element.setAttribute(name, value);
  // What is written stays: a link of the note opens beside it.
  if (element.localName === "a" && !value.startsWith("#")) {
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener");
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function isForeign(name, { src }) {
  return name === "img" && URL.parse(src ?? "", location.href)?.origin !== location.origin;
}

/** @param {Record<string, string>} attributes of a picture that the desk does not have */
function stand({ alt, src, "data-missing": missing }) {
  const made = document.createElement("span");
  made.className = "desk__picture";
  made.textContent = `A picture that is not on this site: ${missing || src}. ${alt ?? ""}`.trim();
  return made;
}
