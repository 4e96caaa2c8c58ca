/** One version of a file from a server, as a stream of bytes: resumed when the connection breaks, and never mixed with another version. */
import type { Output } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import {
  type AnswerHead,
  explainFailure,
  fetchFile,
  parseContentRange,
  parseHead,
  parseTunnelStatus,
  proxyHint,
} from "../../programs/curl.ts";
import { addressPath } from "./spec/file-path.ts";
import type { Context, HttpLimits } from "../../host/host.ts";
import { pauseBeforeRetry, retry } from "../../host/wait.ts";

/** What a server says of a file; two answers that say the same are of the same content. */
export interface FileVersion {
  /** Bytes of the whole file; undefined if the server does not say. */
  readonly length: number | undefined;
  /** A strong ETag, else the date of the last change; undefined if the server sends neither. */
  readonly validator: string | undefined;
}

const usualLimits: HttpLimits = { retries: 8, pauseSeconds: 1, stallSeconds: 60 };

export interface Download {
  /** The file in messages, such as "image red". */
  readonly what: string;
  readonly url: string;
  readonly caFile: string | undefined;
  /** Bytes a second at most; undefined for no limit. */
  readonly rate?: number | undefined;
  /** Whether other bytes than the right ones are found out at the end: then what two servers call the same file need not have one ETag. */
  readonly isVerified?: boolean;
  /** Those of the context if absent. */
  readonly limits?: HttpLimits;
}

/** How patient a transfer is: as it says itself, else as the context does. */
export function limitsOf({ http }: Pick<Context, "http">, { limits }: Pick<Download, "limits"> = {}): HttpLimits {
  return limits ?? { ...usualLimits, ...http };
}

/** A part of the content, with the answer that it belongs to. */
interface Piece {
  readonly head: AnswerHead;
  readonly bytes: Uint8Array;
}

/** How a connection ended: done, or broken in a way that another try may repair. */
type Outcome = { readonly kind: "done" } | { readonly kind: "broken"; readonly reason: string };

/** Bytes of the longest head of an answer with those of the redirects before it; curl itself ends at 300 KiB since its version 8.4. */
const longestHead = 1024 * 1024;

const temporary = new Set([408, 425, 429, 500, 502, 503, 504]);

export function versionOf({ status, headers }: AnswerHead): FileVersion {
  const tag = headers.get("etag");
  const length =
    status === 206
      ? parseContentRange(headers.get("content-range"))?.total
      : Number(headers.get("content-length") ?? Number.NaN);
  return {
    length: length === undefined || Number.isNaN(length) ? undefined : length,
    // If-Range needs a validator that means the same bytes. A weak ETag does not; then the date, if there is one, has to do.
    validator: tag !== undefined && !tag.startsWith("W/") ? tag : headers.get("last-modified"),
  };
}

function fail(what: string, reason: string, hint?: string): never {
  throw new BareonError("failure", `${what}: ${reason}`, hint === undefined ? {} : { hint });
}

const addressHint = "Check the image's address, and whether it is still valid.";

/** Servers that say so of a file that is stored packed: its bytes are what was asked for (Apache's AddEncoding). */
const endings = new Map([
  ["gzip", /\.t?gz$/iu],
  ["x-gzip", /\.t?gz$/iu],
  ["zstd", /\.t?zst$/iu],
  ["xz", /\.t?xz$/iu],
  ["x-xz", /\.t?xz$/iu],
  ["bzip2", /\.t?bz2?$/iu],
  ["x-bzip2", /\.t?bz2?$/iu],
]);

/** Throws if the answer is not the file. */
function checkAnswer({ what, url }: Download, { status, headers }: AnswerHead): void {
  if (status === 407) fail(what, "the proxy answered with HTTP status 407", proxyHint);
  if (status >= 400) fail(what, `the server answered with HTTP status ${status}`, addressHint);
  if (status !== 200 && status !== 206)
    fail(what, `the server answered with HTTP status ${status}, which has no content`);
  const type = headers.get("content-type") ?? "";
  // Checked for a whole answer alone: no server makes a page of a part, but BusyBox's httpd gives every part that type.
  if (status === 200 && /^(?:text\/html|application\/xhtml)/iu.test(type))
    fail(
      what,
      `the server answered with a page (${type}) and not with the file`,
      "A login page or an error page does that; open the address in a browser.",
    );
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity" && endings.get(encoding)?.test(addressPath(url)) !== true)
    fail(what, "the server packed the file for the transfer, although that was not asked for");
}

interface Range {
  readonly offset: number;
  readonly last?: number;
  readonly validator: string | undefined;
}

function judgeEnd(download: Download, output: Output, head: AnswerHead | undefined): Outcome {
  const { what } = download;
  const status = head?.status ?? parseTunnelStatus(output.stderr) ?? 0;
  const answer = `the ${head === undefined ? "proxy" : "server"} answered with HTTP status ${status}`;
  if (temporary.has(status)) return { kind: "broken", reason: answer };
  if (head === undefined && status >= 400) fail(what, answer, proxyHint);
  const failure = explainFailure(output);
  if (failure?.hint !== undefined) fail(what, failure.reason, failure.hint);
  if (failure !== undefined) return { kind: "broken", reason: failure.reason };
  if (head === undefined) return fail(what, "the server's answer is none of HTTP", addressHint);
  checkAnswer(download, head);
  return { kind: "done" };
}

/** Yields the pieces of one connection, and returns how it ended. */
async function* connect(ctx: Context, download: Download, range: Range): AsyncGenerator<Piece, Outcome> {
  const { what, url, caFile, rate } = download;
  const { stallSeconds } = limitsOf(ctx, download);
  const stream = ctx.host.stream(fetchFile({ url, caFile, rate, stallSeconds, ...range }));
  let start: Uint8Array = new Uint8Array();
  let head: AnswerHead | undefined;
  try {
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done === true) return judgeEnd(download, next.value, head);
      if (head !== undefined) {
        yield { head, bytes: next.value };
        continue;
      }
      start = Buffer.concat([start, next.value]);
      head = parseHead(start);
      if (start.length > longestHead && (head === undefined || temporary.has(head.status)))
        fail(what, `the server's answer does not begin within ${longestHead} bytes`, addressHint);
      if (head === undefined || temporary.has(head.status)) continue;
      checkAnswer(download, head);
      if (start.length > head.length) yield { head, bytes: start.subarray(head.length) };
    }
  } finally {
    await stream.return({ exitCode: 0, stdout: "", stderr: "" });
  }
}

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
    const start = await readStartOnce(ctx, download, length);
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
    fail(
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
      fail(what, `${where}; the server does not say whether the file has changed, so that it cannot be taken up again`);
    const from = progress.done === 0 || !progress.ranges ? "from the start" : "from there";
    await pauseBeforeRetry(ctx, limits, tries, { broken: `${what}: ${where}`, next: `going on ${from}` });
  }
}
