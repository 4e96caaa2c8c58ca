/** The start of a file over HTTP or of this machine, and a small file as a whole. */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { parseFileType, printFile, showFileType } from "../../programs/coreutils.ts";
import type { PlannedFile } from "../../schema/plan.ts";
import { readFirst } from "./byte-streams.ts";
import type { Download, FileVersion } from "./connection.ts";
import { readStart } from "./download.ts";
import { localPath } from "./spec/file-path.ts";

/** Bytes of the longest list of checksums, and of the longest signature. */
const textLimit = 1024 * 1024;

/** The thing and its address, without secrets. */
export function describe(what: string, url: string): string {
  return `${what} at ${redact(url)}`;
}

export function toDownload(what: string, url: string, { caFile, rate }: PlannedFile): Download {
  return { what: describe(what, url), url, caFile, rate };
}

async function readLocalStart(
  ctx: Context,
  path: string,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly version: FileVersion }> {
  const { host } = ctx;
  const { kind, size } = parseFileType((await host.run(showFileType(path))).stdout);
  if (!kind.startsWith("regular")) throw new BareonError("failure", `${path} is no file but a ${kind}`);
  return {
    bytes: await readFirst(host.stream(printFile(path)), length),
    version: { length: size, validator: undefined },
  };
}

/** As many of the first bytes, and what the file was then. Throws BareonError "failure". */
export async function readHead(
  ctx: Context,
  what: string,
  url: string,
  file: PlannedFile,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly version: FileVersion }> {
  const path = localPath(url);
  return path === undefined
    ? await readStart(ctx, toDownload(what, url, file), length)
    : await readLocalStart(ctx, path, length);
}

/** A file that is not an image, by its absolute path or its address. */
interface SmallFile {
  readonly what: string;
  readonly place: string;
  readonly file?: PlannedFile;
  /** Bytes that it has at most. */
  readonly limit?: number;
}

/** Reads a small file whole. Throws BareonError "failure". */
export async function readSmall(
  ctx: Context,
  { what, place, file = {}, limit = textLimit }: SmallFile,
): Promise<Uint8Array> {
  const { bytes } = place.startsWith("/")
    ? await readLocalStart(ctx, place, limit + 1)
    : await readHead(ctx, what, place, file, limit + 1);
  if (bytes.length > limit) throw new BareonError("failure", `${describe(what, place)} is longer than ${limit} bytes`);
  return bytes;
}
