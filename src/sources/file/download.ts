/** One version of a file from a server, as a stream of bytes: resumed when the connection breaks, and never mixed with another version. */
import { type AnswerHead, parseContentRange } from "../../programs/curl.ts";
import type { Context } from "../../host/host.ts";
import { pauseBeforeRetry, retry } from "../../host/wait.ts";
import { connect, type Download, failDownload, type FileVersion, limitsOf, versionOf } from "./connection.ts";

interface Start {
  readonly bytes: Uint8Array;
  readonly version: FileVersion;
}

/** Whether an answer begins at the file's start; one that is a part says where it begins. */
function isStart({ status, headers }: AnswerHead): boolean {
  return status !== 206 || parseContentRange(headers.get("content-range"))?.first === 0;
}

/** Returns a text if the connection broke: why. A server that sends another part, or less than was asked for, is asked for the `whole`. */
async function readStartOnce(ctx: Context, download: Download, length: number, whole = false): Promise<Start | string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let version: FileVersion | undefined;
  let isOther = false;
  const range = { offset: 0, ...(whole ? {} : { last: length - 1 }), validator: undefined };
  const pieces = connect(ctx, download, range);
  try {
    for (let next = await pieces.next(); size < length; next = await pieces.next()) {
      if (next.done === true) {
        if (next.value.kind === "broken") return next.value.reason;
        break;
      }
      isOther = !isStart(next.value.head);
      if (isOther) break;
      version ??= versionOf(next.value.head);
      parts.push(next.value.bytes);
      size += next.value.bytes.length;
    }
  } finally {
    await pieces.return({ kind: "done" });
  }
  const there = Math.min(version?.length ?? 0, length);
  if (isOther || size < there) {
    if (!whole) return await readStartOnce(ctx, download, length, true);
    return `the server sent ${isOther ? "another part than the start" : `${size} of ${there} bytes`}`;
  }
  return { bytes: Buffer.concat(parts).subarray(0, length), version: version ?? { length: 0, validator: undefined } };
}

/** The first bytes of a file and its version; fewer than `length` where it has no more. Tried again as a download is. */
export async function readStart(ctx: Context, download: Download, length: number): Promise<Start> {
  return await retry<Start>(ctx, limitsOf(ctx, download), async () => {
    const start = await readStartOnce(ctx, download, length, download.isWhole);
    return typeof start === "string" ? { broken: `${download.what}: ${start}`, next: "trying again" } : start;
  });
}

/** Whether two answers may be of one content: the bytes of both count as one file only if nothing speaks against it. */
function isSame(found: FileVersion, known: FileVersion, isVerified: boolean): boolean {
  if (found.length !== undefined && known.length !== undefined && found.length !== known.length) return false;
  return isVerified || found.validator === known.validator;
}

/** The offset at which the content of an answer begins in the file; undefined for a part that was not asked for. Throws for another version. */
function placeOf(
  { what, isVerified = false }: Download,
  head: AnswerHead,
  asked: number,
  known: FileVersion,
): number | undefined {
  if (head.status === 206) {
    const range = parseContentRange(head.headers.get("content-range"));
    if (range === undefined || range.first !== asked) return undefined;
    if (range.total !== undefined && range.last !== range.total - 1) return undefined;
  }
  if (!isSame(versionOf(head), known, isVerified)) {
    failDownload(
      what,
      "the file was changed on the server while it was read",
      "Deploy again when the image has its final content.",
    );
  }
  return head.status === 206 ? asked : 0;
}

/** How far a download has come. */
interface Progress {
  done: number;
  /** False once the server has sent another part than the one that was asked for. */
  ranges: boolean;
}

/** Yields what is new of one connection; returns why the file is not complete yet, undefined if it is. */
async function* readConnection(
  ctx: Context,
  download: Download,
  known: FileVersion,
  progress: Progress,
): AsyncGenerator<Uint8Array, string | undefined> {
  const asked = progress.ranges ? progress.done : 0;
  const pieces = connect(ctx, download, { offset: asked, validator: asked > 0 ? known.validator : undefined });
  let place: number | undefined;
  try {
    for (let next = await pieces.next(); ; next = await pieces.next()) {
      if (next.done === true) {
        if (next.value.kind === "broken") return next.value.reason;
        return known.length !== undefined && progress.done < known.length ? "the connection ended early" : undefined;
      }
      const { head, bytes } = next.value;
      place ??= placeOf(download, head, asked, known);
      if (place === undefined) {
        progress.ranges = false;
        return `the server sent "${head.headers.get("content-range") ?? ""}", which is not the part that was asked for`;
      }
      // Leaves out what came before the connection broke.
      const fresh = bytes.subarray(Math.min(Math.max(progress.done - place, 0), bytes.length));
      place += bytes.length;
      progress.done += fresh.length;
      if (fresh.length > 0) yield fresh;
    }
  } finally {
    await pieces.return({ kind: "done" });
  }
}

/**
 * The bytes of the file, all of the version `known`. A broken connection is resumed with the part that is missing, as often as the
 * limits allow and each time with a warning. If the server sends no parts, the file is read again from its start, and the bytes that
 * came before are left out. Throws BareonError "failure".
 */
export async function* downloadFile(
  ctx: Context,
  download: Download,
  known: FileVersion,
): AsyncGenerator<Uint8Array, void> {
  const { what, isVerified = false } = download;
  const limits = limitsOf(ctx, download);
  const progress: Progress = { done: 0, ranges: true };
  for (let tries = 0; ; tries += 1) {
    const reason = yield* readConnection(ctx, download, known, progress);
    if (reason === undefined) return;
    const where = `${reason}, after ${progress.done}${known.length === undefined ? "" : ` of ${known.length}`} bytes`;
    if (progress.done > 0 && known.validator === undefined && !isVerified)
      failDownload(
        what,
        `${where}; the server does not say whether the file has changed, so that it cannot be taken up again`,
      );
    const from = progress.done === 0 || !progress.ranges ? "from the start" : "from there";
    await pauseBeforeRetry(ctx, limits, tries, { broken: `${what}: ${where}`, next: `going on ${from}` });
  }
}
