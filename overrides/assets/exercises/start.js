// @ts-check
// Starts Python in the worker: from the heap snapshot or, where that does not load, as everyone does it.

import { check, fetched, kept, note } from "./checking.js";
import { unpack, unzipped } from "./snapshot.js";

/**
 * @typedef {{name: string, bytes: number, integrity: string}} File
 * @typedef {"loader" | "core" | "wasm" | "snapshot" | "stdlib" | "lock"} Role
 * @typedef {{files: Record<Role, File>, wheels: File[], heapBytes: number, info: object, entry: {package: string, module: string}}} Manifest
 * @typedef {(request: string) => string} Reply JSON text in, JSON text out
 * @typedef {import("./messages.js").Progress} Progress
 * @typedef {(progress: Progress) => void} Report
 */

/** The same in the snapshot, so that both ways of starting give the same replies. */
const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONHASHSEED: "0" };
const REPORT_EVERY_BYTES = 1 << 18;
/** A report is also a sign of life: on the slowest line it comes well before the page gives the start up. */
const REPORT_EVERY_MS = 2_000;
const TYPE = "application/wasm";

/**
 * Start Python and return the engine's one function.
 * @param {URL} manifestUrl
 * @param {MessagePort | undefined} unzipper the worker that unzips the snapshot; without one the snapshot is left aside
 * @param {Report} report
 * @returns {Promise<Reply>}
 */
export async function start(manifestUrl, unzipper, report) {
  const { default: manifest } = await import(manifestUrl.href);
  const files = new Files(manifest, manifestUrl, report);
  // A preview of an edited engine has no snapshot yet.
  if (unzipper && manifest.files.snapshot) {
    try {
      return await fromSnapshot(files, unzipper);
    } catch (error) {
      if (files.broken) throw error;
      console.warn("Python starts without its snapshot, which did not load:", error);
    }
  }
  return await fromWheels(files);
}

/**
 * @param {Files} files
 * @param {MessagePort} unzipper
 */
async function fromSnapshot(files, unzipper) {
  files.expect("snapshot");
  const file = { url: files.url("snapshot"), integrity: files.integrity("snapshot") };
  const stream = unzipped(unzipper, file, (bytes) => files.count(bytes));
  const python = await load(files, {
    lockFileContents: { info: files.manifest.info, packages: {} },
    _loadSnapshot: unpack(stream, files.manifest.heapBytes),
  });
  reseed(python);
  return engine(python, files.manifest.entry.module);
}

/** @param {Files} files */
async function fromWheels(files) {
  files.expect("stdlib", "lock");
  const stdLib = files.bytes("stdlib");
  const lock = files.bytes("lock").then((bytes) => new TextDecoder().decode(bytes));
  const python = await load(files, { stdLib, lockFileContents: await lock });
  files.step("Unpacking the exercises");
  await python.loadPackage(files.manifest.entry.package, { messageCallback() {} });
  return engine(python, files.manifest.entry.module);
}

/**
 * Run Pyodide's loader, which would never settle if the WebAssembly failed: that is watched here.
 * @param {Files} files
 * @param {object} options
 */
async function load(files, options) {
  const [{ loadPyodide }] = await files.scripts;
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => {
    files.wasm.catch(reject);
    Object.assign(options, { wasmFailed: reject });
  });
  const python = loadPyodide({
    ...options,
    coreURL: files.url("core"),
    env: ENVIRONMENT,
    indexURL: files.base,
    packageBaseUrl: files.base,
    wasmModule: files.wasm,
  });
  return await Promise.race([python, failure]);
}

/**
 * Chance begins anew: its state is the same in every copy of the snapshot. The seed of text hashes
 * cannot change any more once texts are hashed, and stays the same for everyone.
 * @param {any} python
 */
function reseed(python) {
  const random = python.pyimport("random");
  random.seed();
  random.destroy();
}

/**
 * @param {any} python
 * @param {string} module whose `reply` is asked
 * @returns {Reply}
 */
function engine(python, module) {
  const wire = python.pyimport(module);
  const reply = wire.reply.copy(); // kept for as long as the worker lives
  wire.destroy();
  return (request) => reply(request); // not the proxy itself: a promise would ask it for its `then`
}

/** The files of the runtime on their way, with a count of what has come of them. */
class Files {
  #report;
  #step = "Loading Python";
  #loaded = 0;
  #total = 0;
  #reported = 0;
  #reportedMs = performance.now();

  /**
   * @param {Manifest} manifest
   * @param {URL} manifestUrl
   * @param {Report} report
   */
  constructor(manifest, manifestUrl, report) {
    this.manifest = manifest;
    this.base = new URL(".", manifestUrl).href;
    this.#report = report;
    this.expect("loader", "core", "wasm");
    /** Whether a file is missing that every way of starting needs. */
    this.broken = false;
    // The scripts come first: behind the large file they would wait, twice. The imports that follow find them in the cache.
    const scripts = Promise.all([this.bytes("loader"), this.bytes("core")]);
    this.scripts = scripts.then(() => Promise.all([import(this.url("loader")), import(this.url("core"))]));
    this.scripts.catch(() => {}); // load() reports it
    this.wasm = this.#atHand(manifestUrl.href).then((module) => module ?? scripts.then(() => this.#compiled()));
    this.wasm.catch(() => {
      this.broken = true;
    });
  }

  /** @param {Role} role */
  url(role) {
    return this.base + this.manifest.files[role].name;
  }

  /** @param {Role} role */
  integrity(role) {
    return this.manifest.files[role].integrity;
  }

  /**
   * Count the bytes of these files to the total.
   * @param {...Role} roles
   */
  expect(...roles) {
    for (const role of roles) this.#total += this.manifest.files[role].bytes;
  }

  /** @param {string} step */
  step(step) {
    this.#step = step;
    this.#reported = this.#loaded;
    this.#reportedMs = performance.now();
    this.#report({ step, loaded: this.#loaded, total: this.#total });
  }

  /** @param {Role} role */
  async bytes(role) {
    const response = await fetched(this.url(role), this.integrity(role));
    return await this.#checked(role, new Response(this.#counted(response)));
  }

  /**
   * Compile at once what lies in the browser's own cache and was found right before: without a copy that is hashed, and
   * without waiting for the scripts. Resolves to undefined where it does not; a cache without the manifest is not asked.
   * @param {string} manifestUrl
   */
  async #atHand(manifestUrl) {
    const response = isCached(manifestUrl) ? await kept(this.url("wasm")) : undefined;
    if (!response) return undefined;
    this.count(this.manifest.files.wasm.bytes);
    return await WebAssembly.compileStreaming(asWasm(response));
  }

  /**
   * Compile while it comes, and give it out once a copy is found to be right. The browser keeps compiled code only for
   * a response that it made itself, so what is hashed is a copy.
   */
  async #compiled() {
    const url = this.url("wasm");
    const response = await fetched(url, this.integrity("wasm"));
    const copy = new Response(this.#counted(response.clone()));
    const [module] = await Promise.all([WebAssembly.compileStreaming(asWasm(response)), this.#checked("wasm", copy)]);
    note(url);
    return module;
  }

  /**
   * @param {Role} role
   * @param {Response} response
   */
  async #checked(role, response) {
    const content = await response.arrayBuffer();
    await check(this.url(role), this.integrity(role), content);
    return new Uint8Array(content);
  }

  /** @param {Response} response */
  #counted(response) {
    const count = (/** @type {number} */ bytes) => this.count(bytes);
    const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
    return body.pipeThrough(
      /** @type {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */ (
        new TransformStream({
          transform(chunk, controller) {
            count(chunk.length);
            controller.enqueue(chunk);
          },
        })
      ),
    );
  }

  /** @param {number} bytes */
  count(bytes) {
    this.#loaded += bytes;
    const isDue = performance.now() - this.#reportedMs >= REPORT_EVERY_MS;
    if (isDue || this.#loaded - this.#reported >= REPORT_EVERY_BYTES) this.step(this.#step);
  }
}

/**
 * Return a response that the browser takes for WebAssembly, even from a host that sends it as something else. One that is
 * right is given back as it is, since only of those the browser keeps the compiled code.
 * @param {Response} response
 */
function asWasm(response) {
  if (response.headers.get("Content-Type") === TYPE) return response;
  return new Response(response.body, { headers: { "Content-Type": TYPE } });
}

/**
 * Tell whether a file came from the browser's cache. Where that is not known, it counts as fetched.
 * @param {string} url
 */
function isCached(url) {
  const [entry] = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(url, "resource"));
  return entry !== undefined && entry.transferSize < entry.encodedBodySize;
}
