// Answers calls to the journal's own modules, one line of JSON each, for the tests written in Python.
import { createInterface } from "node:readline";

// Standard output is for replies alone.
console.info = () => {};
const FROM = new URL("../../overrides/assets/journal/", import.meta.url);
const { join, Log } = await import(new URL("log.js", FROM));
const { read: readRecord } = await import(new URL("records.js", FROM));
const { merge } = await import(new URL("merging.js", FROM));
const { merged } = await import(new URL("drafts.js", FROM));
const { asMarkdown, plainFile, sealedFile } = await import(new URL("exports.js", FROM));
const { read } = await import(new URL("imports.js", FROM));
const { makeLock, withPassphrase } = await import(new URL("lock.js", FROM));
const { Pad, uncovered } = await import(new URL("pad.js", FROM));
const { Sealer } = await import(new URL("sealer.js", FROM));

const calls = {
  join,
  merged,
  record: readRecord,
  merge: (here, given, isRestoring) => merge(join(here), given, isRestoring),
  file: plainFile,
  read: (text, passphrase) => read(text, passphrase),
  markdown: (records) => asMarkdown(new Log(records).entries),
  entries: (records) => new Log(records).entries,
  async sealed(records, passphrase, later) {
    const { lock } = await makeLock(passphrase);
    return sealedFile(records, new Sealer(later ? await withPassphrase(lock, passphrase, later) : lock));
  },
  async covered(texts) {
    const [sealer, other] = [await opened(), await opened()];
    const pad = await Pad.made(sealer);
    const covered = texts.map((text) => pad.cover(text));
    const [back, elsewhere] = [sealer, other].map((one) => Promise.all(covered.map((text) => text && uncovered(text, one))));
    return { covered, back: await back, elsewhere: await elsewhere };
  },
  polluted: () => [({}).polluted, Object.keys(Object.prototype), [].polluted],
};

async function opened() {
  const { lock, privateKey } = await makeLock("a passphrase");
  const sealer = new Sealer(lock);
  sealer.use(privateKey);
  return sealer;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { call, given } = JSON.parse(line);
  try {
    process.stdout.write(`${JSON.stringify({ made: (await calls[call](...given)) ?? null })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ raised: String(error?.stack ?? error) })}\n`);
  }
}
