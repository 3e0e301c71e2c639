// @ts-check
// Makes elements. Text goes in as text, and pictures are SVG that reading aloud passes over: words beside them say the same.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with a class and what is in it; what is null is left out.
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string | null)} children
 */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * A picture of a size in its own units.
 * @param {string} className
 * @param {readonly [number, number]} size
 * @param {...(Node | null)} shapes
 */
export function picture(className, [width, height], ...shapes) {
  const svg = shape("svg", className, { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  svg.append(...shapes.filter((one) => one !== null));
  return svg;
}

/**
 * A shape with a class and its geometry; numbers are rounded to hundredths.
 * @param {string} name
 * @param {string} className
 * @param {Record<string, string | number>} geometry
 */
export function shape(name, className, geometry) {
  const made = document.createElementNS(SVG, name);
  if (className) made.setAttribute("class", className);
  for (const [attribute, value] of Object.entries(geometry)) {
    made.setAttribute(attribute, typeof value === "number" ? `${Math.round(value * 100) / 100}` : value);
  }
  return made;
}
