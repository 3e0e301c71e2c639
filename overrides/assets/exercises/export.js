// @ts-check
// Hands a reader everything that was answered in one exercise: as text to read, or as a file to read back in.

/** @typedef {import("./store.js").Entry} Entry */

const FORMAT = 1;

/**
 * Readable Markdown, oldest answer first.
 * @param {string} title
 * @param {string} address of the exercise
 * @param {Entry[]} entries
 */
export function asText(title, address, entries) {
  const days = entries.map((entry) => {
    const lines = entry.words.map(({ question, answer }) => `- ${question}\n  ${answer.replace(/\n/g, "\n  ")}`);
    return `## ${new Date(entry.at).toLocaleString()}\n\n${lines.join("\n")}\n`;
  });
  return `# ${title}\n\n${address}\n\n${days.join("\n")}`;
}

/**
 * @param {Entry[]} entries
 */
export function asJson(entries) {
  return `${JSON.stringify({ format: "how-we-help", version: FORMAT, entries }, null, 2)}\n`;
}

/**
 * Offers text as a file to save; nothing is sent anywhere.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
