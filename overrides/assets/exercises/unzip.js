// @ts-check
// A worker that fetches one gzipped file and hands its content over in pieces. The end is told only when every byte was
// right.

import { check, fetched } from "./checking.js";

const PIECE_BYTES = 1 << 20;

/**
 * @typedef {{type: "counted", bytes: number}} Counted compressed bytes that have come
 * @typedef {{type: "chunk", chunk: Uint8Array<ArrayBuffer>}} Chunk
 * @typedef {{type: "end"} | {type: "failed", message: string}} End
 * @typedef {(message: Counted | Chunk | End, transfer?: Transferable[]) => void} Send
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
 * In large pieces: to receive a piece takes time where Python starts, whatever its size, and a browser unzips into small ones.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} content
 * @param {Send} send
 */
async function handOver(content, send) {
  const reader = content.getReader();
  let [chunk, filled] = [new Uint8Array(PIECE_BYTES), 0];
  const sent = () => send({ type: "chunk", chunk: chunk.subarray(0, filled) }, [chunk.buffer]);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (let from = 0; from < part.value.length; ) {
      const piece = part.value.subarray(from, from + PIECE_BYTES - filled);
      chunk.set(piece, filled);
      from += piece.length;
      filled += piece.length;
      if (filled < PIECE_BYTES) continue;
      sent();
      [chunk, filled] = [new Uint8Array(PIECE_BYTES), 0];
    }
  }
  sent();
}
