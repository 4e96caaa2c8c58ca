/** What sources do with bytes on their way: count, limit, hold back, pass to a second reader. */
import { BareonError, rethrow } from "../../base/errors.ts";

/** Reads a stream to its end, for the effects that it has on the way. */
export async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) void chunk;
}

/** The first bytes of a stream, which is then ended; fewer if it has no more. */
export async function readFirst(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** A stream, and its first bytes beside it; fewer if it has no more. */
export async function withStart(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly start: Uint8Array; readonly bytes: AsyncGenerator<Uint8Array, void> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    parts.push(next.value);
    size += next.value.length;
  }
  const read = async function* (): AsyncGenerator<Uint8Array, void> {
    try {
      yield* parts;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  return { start: Buffer.concat(parts).subarray(0, length), bytes: read() };
}

/** Passes the bytes on, and calls `onBytes` after each chunk with the number of bytes so far. */
export async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (total: number) => void,
): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  for await (const chunk of bytes) {
    yield chunk;
    total += chunk.length;
    onBytes(total);
  }
}

/** Passes the bytes on. Throws BareonError "failure" in place of the chunk with which there are more than `most`. */
export async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  message: string,
): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > most) throw new BareonError("failure", message);
    yield chunk;
  }
}

/** A stream without its first bytes. `head` returns those, and `total` the number of all bytes, once the stream has been read to its end. */
export function splitHead(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): { readonly body: AsyncIterable<Uint8Array>; readonly head: () => Uint8Array; readonly total: () => number } {
  const parts: Uint8Array[] = [];
  let total = 0;
  const read = async function* (): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of bytes) {
      const kept = Math.min(Math.max(length - total, 0), chunk.length);
      total += chunk.length;
      // A copy, since the chunk may be a part of a larger buffer.
      if (kept > 0) parts.push(Uint8Array.from(chunk.subarray(0, kept)));
      if (kept < chunk.length) yield chunk.subarray(kept);
    }
  };
  return { body: read(), head: () => Buffer.concat(parts), total: () => total };
}

/** Passes the bytes on, and to a second reader as well. Throws what the reader throws, at the end at the latest. */
export async function* tee(
  bytes: AsyncIterable<Uint8Array>,
  reader: (copy: AsyncIterable<Uint8Array>) => Promise<void>,
): AsyncGenerator<Uint8Array, void> {
  const { writable, readable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const reading = reader(readable);
  let failure: { readonly error: unknown } | undefined;
  reading.catch((error: unknown) => {
    failure = { error };
    void writer.abort(error).catch(() => undefined);
  });
  try {
    for await (const chunk of bytes) {
      await writer.write(chunk).catch(() => undefined);
      if (failure !== undefined) rethrow(failure.error);
      yield chunk;
    }
    await writer.close().catch(() => undefined);
    await reading;
  } finally {
    await writer.abort().catch(() => undefined);
    await reading.catch(() => undefined);
  }
}
