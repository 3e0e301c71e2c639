// @ts-check
// Runs in a worker of the worker: fetches one gzipped file and hands its content over in pieces. The end is told only
// when every byte was right.

import { check, fetched } from "./checking.js";

/**
 * @typedef {{type: "counted", bytes: number}} Counted compressed bytes that have come
 * @typedef {{type: "chunk", chunk: Uint8Array<ArrayBuffer>}} Chunk
 * @typedef {{type: "end"} | {type: "failed", message: string}} End
 */

/** @param {MessageEvent<{url: string, integrity: string}>} event */
self.onmessage = async ({ data: { url, integrity } }) => {
  try {
    await unzip(url, integrity);
    send({ type: "end" });
  } catch (error) {
    send({ type: "failed", message: String(error) });
  }
  self.close();
};

/**
 * @param {string} url
 * @param {string} integrity
 */
async function unzip(url, integrity) {
  const response = await fetched(url, integrity);
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  const gunzip = new DecompressionStream("gzip");
  const [compressed] = await Promise.all([feed(body, gunzip.writable), handOver(gunzip.readable)]);
  await check(url, integrity, await new Blob(compressed).arrayBuffer());
}

/**
 * Resolves to what has been read.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} compressed
 * @param {WritableStream<BufferSource>} gunzip
 */
async function feed(compressed, gunzip) {
  const parts = [];
  const [reader, writer] = [compressed.getReader(), gunzip.getWriter()];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    send({ type: "counted", bytes: part.value.length });
    parts.push(part.value);
    await writer.write(part.value);
  }
  await writer.close();
  return parts;
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} content */
async function handOver(content) {
  const reader = content.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    send({ type: "chunk", chunk: part.value }, [part.value.buffer]);
  }
}

/**
 * @param {Counted | Chunk | End} message
 * @param {Transferable[]} transfer
 */
function send(message, transfer = []) {
  self.postMessage(message, { transfer });
}
