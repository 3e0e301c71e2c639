// @ts-check
// Runs in a worker of the worker: fetches one gzipped file and hands its content over in pieces.

/**
 * @typedef {{type: "counted", bytes: number}} Counted compressed bytes that have come
 * @typedef {{type: "chunk", chunk: Uint8Array<ArrayBuffer>}} Chunk
 * @typedef {{type: "end"} | {type: "failed", message: string}} End
 */

/** @param {MessageEvent<string>} event */
self.onmessage = async ({ data: url }) => {
  try {
    await unzip(url);
    send({ type: "end" });
  } catch (error) {
    send({ type: "failed", message: String(error) });
  }
  self.close();
};

/** @param {string} url */
async function unzip(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  const gunzip = new DecompressionStream("gzip");
  await Promise.all([feed(response.body, gunzip.writable), handOver(gunzip.readable)]);
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} compressed
 * @param {WritableStream<BufferSource>} gunzip
 */
async function feed(compressed, gunzip) {
  const [reader, writer] = [compressed.getReader(), gunzip.getWriter()];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    send({ type: "counted", bytes: part.value.length });
    await writer.write(part.value);
  }
  await writer.close();
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
