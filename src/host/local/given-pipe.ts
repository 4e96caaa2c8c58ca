/** What a user names on the command line may be a pipe, such as the shell's `<(...)` or /dev/stdin; everything else is read through the Host. */
import { constants, createReadStream, openSync } from "node:fs";
import { stat } from "node:fs/promises";
import { Socket } from "node:net";
import { addAbortSignal, type Readable } from "node:stream";
import { isatty, ReadStream } from "node:tty";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { isGiven } from "./given-descriptor.ts";

/** As much as Host.readFile reads. */
const limit = 64 * MiB;

/** The number of the descriptor that a path stands for, such as /dev/fd/63. */
export function descriptorOf(path: string): number | undefined {
  const number = /^\/(?:dev|proc\/self)\/fd\/(?<number>\d{1,6})$/u.exec(path)?.groups?.["number"];
  return number === undefined ? undefined : Number(number);
}

/**
 * Reads it to its end; once there are more bytes than `most`, no further. Throws the signal's reason if it is aborted. What comes from
 * a pipe or a terminal has to be a stream that waits in the event loop: a thread that waits in open(2) or read(2) keeps even process.exit waiting.
 */
export async function readStream(stream: Readable, most: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of addAbortSignal(signal, stream) as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size > most) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return Buffer.concat(pieces);
}

function openStream(path: string, isPipe: boolean): Readable {
  // Of a FIFO without a writer this does not wait for one; the stream does.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (isPipe) return new Socket({ fd: file, readable: true, writable: false });
  return isatty(file) ? new ReadStream(file) : createReadStream("", { fd: file });
}

/** Reads it to its end, for which it waits until the signal is aborted; undefined for a regular file and for what is not there. */
export async function readGivenPipe(path: string, signal: AbortSignal): Promise<Buffer | undefined> {
  const descriptor = descriptorOf(path);
  if (descriptor !== undefined && !isGiven(descriptor)) return undefined;
  try {
    const facts = await stat(path);
    if (!facts.isFIFO() && !facts.isCharacterDevice()) return undefined;
    const bytes = await readStream(openStream(path, facts.isFIFO()), limit, signal);
    if (bytes.length > limit) throw new BareonError("invalid", `${path} has more than ${limit} bytes.`);
    return bytes;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
