// Makes the heap snapshot of a started Python, and checks it by starting from it.
//
//   node snapshot.mjs make  PYODIDE PACKAGES LOADER CORE WASM UNPACK WARM OUTPUT
//   node snapshot.mjs check FOLDER MANIFEST UNPACK
//
// It stands in a dot folder because everything else beside the templates is published.

import nodeCrypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const PAGE = 4096;
const PROGRAM = "./this.program"; // as in a browser; Python would write down where this file lies on the machine
const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONHASHSEED: "0" };

/** Makes clock and chance stand still, so that the same inputs give the same bytes. */
function freeze(chance) {
  const fixed = (view) => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(chance);
    return view;
  };
  globalThis.crypto.getRandomValues = fixed;
  nodeCrypto.randomFillSync = fixed;
  Date.now = () => 1580601600000 + chance;
  performance.now = () => chance;
}

/** Unpacks the wheels by hand: loadPackage would leave objects behind that a snapshot cannot hold. */
async function install(pyodide, packages, lock) {
  for (const { file_name: name } of Object.values(lock.packages)) {
    pyodide.unpackArchive(new Uint8Array(await readFile(path.join(packages, name))), "wheel");
  }
}

/** Returns the runs of pages that are `wanted`, as [offset, length] in bytes. */
function runsOf(heap, wanted) {
  const runs = [];
  for (let offset = 0; offset < heap.length; offset += PAGE) {
    if (!wanted(offset)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === offset) last[1] += PAGE;
    else runs.push([offset, PAGE]);
  }
  return runs;
}

/**
 * Tells pages apart by comparing the snapshot with the memory just before it is written there: most of
 * what the WebAssembly module brings itself has not changed and need not travel again.
 */
function sorted(heap, before) {
  const page = (memory, offset) => Buffer.from(memory.buffer, memory.byteOffset + offset, PAGE);
  const empty = Buffer.alloc(PAGE);
  const isEmpty = (memory, offset) => page(memory, offset).equals(empty);
  const isSame = (offset) => page(heap, offset).equals(page(before, offset));
  return {
    written: runsOf(heap, (offset) => !isSame(offset) && !isEmpty(heap, offset)),
    cleared: runsOf(heap, (offset) => !isSame(offset) && isEmpty(heap, offset)),
    kept: runsOf(heap, (offset) => isSame(offset) && !isEmpty(heap, offset)),
  };
}

/** Returns the state of the JavaScript side, as Pyodide writes it before the heap. */
function stateOf(snapshot) {
  const header = new Uint32Array(snapshot.buffer, 0, 12);
  return JSON.parse(new TextDecoder().decode(snapshot.subarray(48, 48 + header[2])));
}

/** Puts a snapshot into the form that snapshot.js reads: length of head, head, pages to write. */
function packed(heap, before, state, checksum) {
  const pages = sorted(heap, before);
  const head = { heapBytes: heap.length, state, ...pages, keptSum: checksum(heap, pages.kept) };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const data = pages.written.map(([offset, bytes]) => heap.subarray(offset, offset + bytes));
  return gzipSync(Buffer.concat([length, text, ...data]), { level: 9 });
}

/** Returns the memory as it is when a start from a snapshot is about to write there. */
async function memoryBefore(loader, options) {
  const { loadPyodide } = await import(pathToFileURL(loader).href);
  let before;
  const seen = new Error("seen");
  const restore = (module) => {
    before = module.HEAPU8.slice();
    throw seen;
  };
  await loadPyodide({ ...options, _loadSnapshot: { heapBytes: options.heapBytes, restore } }).catch((error) => {
    if (error !== seen) throw error;
  });
  return before;
}

/** The core is CommonJS for Node, but stands beside no package.json that says so. */
function standInForCommonJs(folder) {
  Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: folder });
}

async function make(pyodideFolder, packages, loader, core, wasm, unpackModule, warm, output) {
  freeze(7);
  standInForCommonJs(pyodideFolder);
  await import(pathToFileURL(core).href); // Pyodide's own loader finds it there and loads no other
  const { checksum } = await import(pathToFileURL(unpackModule).href);
  const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")).href);
  const lockText = await readFile(path.join(packages, "pyodide-lock.json"), "utf8");
  const pyodide = await loadPyodide({
    _makeSnapshot: true,
    env: ENVIRONMENT,
    indexURL: pyodideFolder,
    lockFileContents: lockText,
    packageBaseUrl: `${packages}/`,
  });
  await install(pyodide, packages, JSON.parse(lockText));
  pyodide.runPython(await readFile(warm, "utf8"));
  const module = pyodide._module;
  // What lies below the stack pointer is left over from calls that have returned.
  module.HEAP8.fill(0, module._emscripten_stack_get_end(), module.stackSave());
  const snapshot = pyodide.makeMemorySnapshot();
  const heap = snapshot.slice(snapshot.length - module.HEAP8.length);
  freeze(9); // what chance has put into memory by then must not pass for a part of the module
  const before = await memoryBefore(loader, {
    env: ENVIRONMENT,
    heapBytes: heap.length,
    indexURL: pyodideFolder,
    lockFileContents: lockText,
    wasmModule: WebAssembly.compile(await readFile(wasm)),
    wasmFailed: fail,
  });
  await writeFile(output, packed(heap, before, stateOf(snapshot), checksum));
}

async function check(folder, manifestFile, unpackModule) {
  standInForCommonJs(folder);
  const { default: manifest } = await import(pathToFileURL(manifestFile).href);
  const { unpack } = await import(pathToFileURL(unpackModule).href);
  const file = (role) => path.join(folder, manifest.files[role].name);
  const { loadPyodide } = await import(pathToFileURL(file("loader")).href);
  const snapshot = new Response(await readFile(file("snapshot")));
  const pyodide = await loadPyodide({
    coreURL: file("core"),
    env: ENVIRONMENT,
    indexURL: folder,
    lockFileContents: { info: manifest.info, packages: {} },
    packageBaseUrl: `${folder}/`,
    wasmModule: WebAssembly.compile(await readFile(file("wasm"))),
    wasmFailed: fail,
    _loadSnapshot: unpack(snapshot.body.pipeThrough(new DecompressionStream("gzip")), manifest.heapBytes),
  });
  const reply = JSON.parse(pyodide.pyimport(manifest.entry.module).reply("{}"));
  if (typeof reply !== "object") throw new Error(`${manifest.entry.module}.reply gave no reply from the snapshot`);
}

const [task, ...files] = process.argv.slice(2);
const tasks = { make, check };
process.argv[1] = PROGRAM;
try {
  await tasks[task](...files);
  process.exit(0);
} catch (error) {
  fail(error);
}

function fail(error) {
  process.stderr.write(`${String(error?.message ?? error).trim()}\n`);
  process.exit(1);
}
