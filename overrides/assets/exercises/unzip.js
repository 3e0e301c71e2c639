// @ts-check
// A worker that fetches one gzipped file and hands its content over in pieces. The end is told only when every byte was
// right.

import { check, fetched } from "./checking.js";

const MESSAGE_BYTES = 1 << 20;

/**
 * @typedef {{type: "counted", bytes: number}} Counted compressed bytes that have come
 * @typedef {{type: "chunks", chunks: Uint8Array<ArrayBuffer>[]}} Chunks
 * @typedef {{type: "end"} | {type: "failed", message: string}} End
 * @typedef {(message: Counted | Chunks | End, transfer?: Transferable[]) => void} Send
 */

/** The page brings a port; whoever has its other end names the file. */
self.onmessage = ({ ports: [port] }) => {
  /** @type {Send} */
  const send = (message, transfer = []) => port.postMessage(message, transfer);
  /** @param {MessageEvent<{url: string, integrity: string}>} event */
  port.onmessage = async ({ data: { url, integrity } }) => {
    try {
      await unzip(url, integrity, send);
      send({ type: "end" });
    } catch (error) {
      send({ type: "failed", message: String(error) });
    }
    self.close();
  };
};

/**
 * The compressed bytes come faster than they are unzipped, so a copy of them is hashed meanwhile.
 * @param {string} url
 * @param {string} integrity
 * @param {Send} send
 */
async function unzip(url, integrity, send) {
  const response = await fetched(url, integrity);
  const copy = response.clone().arrayBuffer();
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  const gunzip = new DecompressionStream("gzip");
  await Promise.all([
    copy.then((content) => check(url, integrity, content)),
    feed(body, gunzip.writable, send),
    handOver(gunzip.readable, send),
  ]);
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} compressed
 * @param {WritableStream<BufferSource>} gunzip
 * @param {Send} send
 */
async function feed(compressed, gunzip, send) {
  const [reader, writer] = [compressed.getReader(), gunzip.getWriter()];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    send({ type: "counted", bytes: part.value.length });
    await writer.write(part.value);
  }
  await writer.close();
}

/**
 * Many pieces at once: to receive a message takes time where Python starts, whatever its size, and a browser unzips into
 * small pieces.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} content
 * @param {Send} send
 */
async function handOver(content, send) {
  const reader = content.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let chunks = [];
  let bytes = 0;
  const sent = () => {
    send(
      { type: "chunks", chunks },
      chunks.map(({ buffer }) => buffer),
    );
    [chunks, bytes] = [[], 0];
  };
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    bytes += part.value.length;
    if (bytes >= MESSAGE_BYTES) sent();
  }
  sent();
}
