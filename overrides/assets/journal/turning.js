// @ts-check
// Turns the lock on and off: everything is sealed, or opened, beforehand, and goes in with one transaction.
import { requested } from "./database.js";
import { byName, changed, changesIn, counted, slotIn } from "./drafts.js";
import { isLock, makeLock, openLock, withPassphrase } from "./lock.js";
import { copied, newId } from "./records.js";
import { opening, Sealer, sealed } from "./sealer.js";

/** @typedef {import("./kept.js").Kept} Kept */
/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {{values: any[], keys: IDBValidKey[]}} Content */
/** @typedef {Record<"log" | "drafts" | "derived" | "keys", Content>} Contents */
/** @typedef {(transaction: Transaction) => Promise<unknown>} Write */

const STORES = /** @type {const} */ (["log", "drafts", "derived", "keys"]);
/** Other tabs may add something while all is sealed; then all is sealed once more. */
const TRIES = 20;

/**
 * Resolves to the lock with its key, or null when another tab was first.
 * @param {Kept} kept
 * @param {string} passphrase
 */
export async function turnOn(kept, passphrase) {
  const { lock, privateKey } = await makeLock(passphrase);
  const isDone = await turned(kept, async (contents) => {
    if (found(contents, "lock")) return null;
    const sealer = new Sealer(lock);
    const log = await Promise.all(contents.log.values.map((value) => sealed(sealer, copied(value) ?? null, "log")));
    const drafts = await sealedDrafts(sealer, contents.drafts);
    const derived = await sealed(sealer, copied(asObject(contents.derived)) ?? {}, "derived");
    const dataKey = await sealer.dataKey();
    return async (transaction) => {
      const [logs, forms, others, keys] = STORES.map((name) => transaction.objectStore(name));
      await requested([
        () => forms.clear(),
        () => others.clear(),
        ...log.map((row, at) => () => logs.put(row, contents.log.keys[at])),
        ...drafts.map((row) => () => forms.put(row, newId())),
        () => others.put(derived, "sealed"),
        () => keys.put(dataKey, `key ${dataKey.id}`),
        () => keys.put(lock, "lock"),
      ]);
    };
  });
  return isDone ? { lock, privateKey } : null;
}

/**
 * Resolves to whether the passphrase was right and everything is in plain. What does not open stays sealed.
 * @param {Kept} kept
 * @param {string} passphrase
 */
export async function turnOff(kept, passphrase) {
  /** @type {{id: string, privateKey: CryptoKey} | null} */
  let open = null;
  return turned(kept, async (contents) => {
    const lock = found(contents, "lock");
    if (!isLock(lock)) return null;
    if (open?.id !== lock.id) {
      const privateKey = await openLock(lock, passphrase);
      if (!privateKey) return null;
      open = { id: lock.id, privateKey };
    }
    const sealer = new Sealer(lock);
    sealer.use(open.privateKey);
    sealer.learn(contents.keys.values.filter((one) => one?.wrapped instanceof Uint8Array));
    const log = await opened(sealer, contents.log, "log");
    const drafts = (await opened(sealer, contents.drafts, "drafts")).map(slotIn);
    const slots = drafts.filter((slot) => slot !== null);
    const [derived] = await opened(sealer, contents.derived, "derived");
    return async (transaction) => {
      const [logs, forms, others, keys] = STORES.map((name) => transaction.objectStore(name));
      await requested([
        ...drafts.flatMap((slot, at) => (slot ? [() => forms.delete(contents.drafts.keys[at])] : [])),
        () => others.clear(),
        () => keys.delete("lock"),
        ...log.flatMap((value, at) => (value === undefined ? [] : [() => logs.put(value, contents.log.keys[at])])),
        ...[...byName(slots)].map(
          ([name, fields]) =>
            () =>
              forms.put(changed({}, changesIn(fields)), name),
        ),
        ...Object.entries(derived ?? {}).map(
          ([name, value]) =>
            () =>
              others.put(value, name),
        ),
        // Without the lock its data keys open nothing any more.
        ...contents.keys.keys.filter((key) => String(key).startsWith("key ")).map((key) => () => keys.delete(key)),
      ]);
    };
  });
}

/**
 * Resolves to whether the old passphrase was right.
 * @param {Kept} kept
 * @param {string} old
 * @param {string} passphrase
 */
export async function changePassphrase(kept, old, passphrase) {
  const isDone = await turned(kept, async (contents) => {
    const before = found(contents, "lock");
    const lock = isLock(before) ? await withPassphrase(before, old, passphrase) : null;
    return lock && ((transaction) => transaction.objectStore("keys").put(lock, "lock"));
  });
  if (isDone) kept.forgetLock();
  return isDone;
}

/**
 * Prepares a write from everything that is there, and does it if all of that is still there unchanged.
 * @param {Kept} kept
 * @param {(contents: Contents) => Promise<Write | null>} prepare null to give up
 */
async function turned(kept, prepare) {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await kept.database.within([...STORES], "readonly", contentsOf);
    const write = await prepare(before);
    if (!write) return false;
    const mark = markOf(before);
    const isDone = await kept.database.within([...STORES], "readwrite", async (transaction) => {
      if (markOf(await contentsOf(transaction)) !== mark) return false;
      await write(transaction);
      return true;
    });
    if (isDone) return true;
  }
  return false;
}

/** @param {Transaction} transaction @returns {Promise<Contents>} */
async function contentsOf(transaction) {
  const all = STORES.map(async (name) => {
    const store = transaction.objectStore(name);
    const [values, keys] = await Promise.all([store.getAll(), store.getAllKeys()]);
    return [name, { values, keys }];
  });
  return Object.fromEntries(await Promise.all(all));
}

/** What tells whether anything was added, changed or removed. @param {Contents} contents */
function markOf(contents) {
  return STORES.map((name) =>
    contents[name].values.map((value, at) => `${contents[name].keys[at]} ${textOf(value)}`).join("\n"),
  ).join("\n\n");
}

/** @param {any} value */
function textOf(value) {
  const bytes = value?.sealed?.iv ?? value?.iv ?? value?.wrapped;
  if (bytes instanceof Uint8Array) return bytes.join();
  return JSON.stringify(copied(value)) ?? "";
}

/**
 * @param {Contents} contents
 * @param {string} key
 */
function found({ keys }, key) {
  return keys.values[keys.keys.indexOf(key)];
}

/** @param {Content} content */
function asObject({ values, keys }) {
  return Object.fromEntries(values.map((value, at) => [String(keys[at]), value]));
}

/**
 * @param {Sealer} sealer
 * @param {Content} drafts
 */
function sealedDrafts(sealer, { values, keys }) {
  return Promise.all(
    values.map(async (answers, at) => {
      const slot = { name: String(keys[at]), fields: counted(changed(answers, {}), 1) };
      return { ...(await sealed(sealer, slot, "drafts")), count: 1 };
    }),
  );
}

/**
 * @param {Sealer} sealer
 * @param {Content} content
 * @param {import("./sealer.js").Purpose} purpose
 */
function opened(sealer, { values }, purpose) {
  return Promise.all(values.map((value) => opening(sealer, value, purpose)));
}
