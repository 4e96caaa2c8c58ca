/** What a user names on the command line may be a pipe, such as the shell's `<(...)` or /dev/stdin; everything else is read through the Host. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";

/** As much as Host.readFile reads. */
const limit = 64 * MiB;

/** Reads it to its end, for which it waits; undefined for a regular file and for what is not there. */
export async function readGivenPipe(path: string): Promise<Buffer | undefined> {
  try {
    const facts = await stat(path);
    if (!facts.isFIFO() && !facts.isCharacterDevice()) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size > limit) throw new BareonError("invalid", `${path} has more than ${limit} bytes.`);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
