// @ts-check
// Puts a heap snapshot back into the memory of a freshly started Python.
//
// A snapshot is: the length of the head (4 bytes, little end first), the head (JSON), and the pages to
// write, one after another. Reading begins before the memory exists; what has come by then is written
// as soon as it does.

/**
 * @typedef {[offset: number, bytes: number][]} Runs
 * @typedef {object} Head
 * @property {number} heapBytes the size of the whole heap
 * @property {object} state what Pyodide must know of its JavaScript side
 * @property {Runs} written pages that the snapshot brings
 * @property {Runs} cleared pages that are empty in the snapshot, but not before
 * @property {Runs} kept pages that the WebAssembly module itself brings
 * @property {number} keptSum checksum of the kept pages
 */

/** @typedef {{HEAPU8: Uint8Array}} Memory */
/** @typedef {{heapBytes: number, restore: (memory: Memory) => Promise<object>}} Snapshot */
/** @typedef {ReadableStream<Uint8Array<ArrayBuffer>>} Stream */

/**
 * Have a file fetched and unzipped by a worker that does nothing else.
 * @param {MessagePort} worker
 * @param {{url: string, integrity: string}} file
 * @param {(bytes: number) => void} count told of compressed bytes as they come
 * @returns {Stream}
 */
export function unzipped(worker, file, count) {
  return new ReadableStream({
    start(controller) {
      worker.onmessage = ({ data: message }) => {
        if (message.type === "counted") count(message.bytes);
        else if (message.type === "chunks") for (const chunk of message.chunks) controller.enqueue(chunk);
        else if (message.type === "end") controller.close();
        else controller.error(new Error(message.message));
      };
      worker.postMessage(file);
    },
    cancel: () => worker.close(),
  });
}

/**
 * Start reading; `restore` ends it.
 * @param {Stream} stream a snapshot, no longer zipped
 * @param {number} heapBytes must be known before the head has come, since the memory is made first
 * @returns {Snapshot}
 */
export function unpack(stream, heapBytes) {
  const pages = new Pages(stream, heapBytes);
  pages.done.catch(() => {}); // restore() reports it
  return { heapBytes, restore: (memory) => pages.into(memory) };
}

/**
 * Return a 32-bit checksum of parts of the memory (FNV-1a, word by word).
 * @param {Uint8Array} heap
 * @param {Runs} runs
 */
export function checksum(heap, runs) {
  let sum = 0x811c9dc5;
  for (const [offset, bytes] of runs) {
    const words = new Uint32Array(heap.buffer, heap.byteOffset + offset, bytes / 4);
    for (let at = 0; at < words.length; at += 1) sum = Math.imul(sum ^ words[at], 0x01000193);
  }
  return sum >>> 0;
}

/** A snapshot on its way into the heap. */
class Pages {
  /** @type {Uint8Array[]} */
  #waiting = [];
  /** @type {Uint8Array | undefined} */
  #heap;
  /** @type {Head | undefined} */
  #head;
  #heapBytes;
  #run = 0;
  #inRun = 0;

  /**
   * @param {Stream} stream
   * @param {number} heapBytes
   */
  constructor(stream, heapBytes) {
    this.#heapBytes = heapBytes;
    this.done = this.#read(stream);
  }

  /**
   * Write everything into the memory and return the state of the JavaScript side.
   * @param {Memory} memory
   */
  async into(memory) {
    if (memory.HEAPU8.length !== this.#heapBytes) throw new Error("the memory has not the size of the snapshot");
    this.#heap = memory.HEAPU8;
    this.#flush(this.#heap);
    await this.done;
    if (!this.#head || this.#run !== this.#head.written.length) throw new Error("the snapshot ends too early");
    return this.#head.state;
  }

  /** @param {Stream} stream */
  async #read(stream) {
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.#waiting.push(part.value);
      if (this.#heap) this.#flush(this.#heap);
    }
  }

  /** @param {Uint8Array} heap */
  #flush(heap) {
    this.#head ??= this.#readHead();
    if (!this.#head) return;
    if (this.#run === 0 && this.#inRun === 0) prepare(heap, this.#head);
    for (const chunk of this.#waiting) this.#write(heap, chunk, this.#head.written);
    this.#waiting.length = 0;
  }

  /** Take the head off the waiting chunks, once all of it is there. */
  #readHead() {
    const length = this.#take(4, false);
    if (!length) return undefined;
    const end = 4 + new DataView(length.buffer, length.byteOffset).getUint32(0, true);
    const head = this.#take(end, true);
    return head && JSON.parse(new TextDecoder().decode(head.subarray(4)));
  }

  /**
   * Return the first bytes of what is waiting, once there are so many.
   * @param {number} count
   * @param {boolean} isLast whether they are taken away
   */
  #take(count, isLast) {
    let [chunks, bytes] = [0, 0];
    while (bytes < count && chunks < this.#waiting.length) bytes += this.#waiting[chunks++].length;
    if (bytes < count) return undefined;
    const first = joined(this.#waiting.slice(0, chunks));
    if (isLast) this.#waiting.splice(0, chunks, first.subarray(count));
    return first.subarray(0, count);
  }

  /**
   * @param {Uint8Array} heap
   * @param {Uint8Array} chunk
   * @param {Runs} runs
   */
  #write(heap, chunk, runs) {
    for (let from = 0; from < chunk.length; ) {
      const run = runs[this.#run];
      if (!run) throw new Error("the snapshot is longer than it says");
      const part = chunk.subarray(from, from + run[1] - this.#inRun);
      heap.set(part, run[0] + this.#inRun);
      from += part.length;
      this.#inRun += part.length;
      if (this.#inRun === run[1]) {
        this.#run += 1;
        this.#inRun = 0;
      }
    }
  }
}

/**
 * Check and clear what the snapshot does not bring.
 * @param {Uint8Array} heap
 * @param {Head} head
 */
function prepare(heap, head) {
  if (checksum(heap, head.kept) !== head.keptSum) throw new Error("the memory is not the one that the snapshot fits");
  for (const [offset, bytes] of head.cleared) heap.fill(0, offset, offset + bytes);
}

/**
 * @param {Uint8Array[]} chunks
 * @returns {Uint8Array}
 */
function joined(chunks) {
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.length, 0));
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  return whole;
}
