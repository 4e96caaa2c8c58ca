/** One connection to a server for a file or a part of it: what the answer says of the file, whether it is one, and how it ends. */
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
  secretsOf,
} from "../../programs/curl.ts";
import { addressPath } from "./spec/file-path.ts";
import type { Context, HttpLimits } from "../../host/host.ts";

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
  /** Further headers of the request, such as what is accepted; no secrets. */
  readonly headers?: readonly string[];
  /** For a server that asks who is there. */
  readonly login?: Login;
  /** True for what is asked for whole, also where only its start is read. */
  readonly isWhole?: true;
}

/** How a server is told who is there. */
export interface Login {
  /** The headers that say it, which are secrets; none as long as nobody asked. */
  readonly headers: () => readonly string[];
  /** After an answer with the status 401: whether there is something to say now that was not said before. Throws BareonError "failure". */
  readonly answer: (ctx: Context, head: AnswerHead) => Promise<boolean>;
  /** What helps where the server does not believe it. */
  readonly hint: () => string;
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

/** The server asks who is there. */
interface Asked {
  readonly kind: "asked";
  readonly head: AnswerHead;
}

/** Bytes of the longest head of an answer with those of the redirects before it; curl itself ends at 300 KiB since its version 8.4. */
const longestHead = 1024 * 1024;

const temporary = new Set([408, 425, 429, 500, 502, 503, 504]);
const unauthorized = 401;
const forbidden = 403;

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

/** Throws BareonError "failure". */
export function failDownload(what: string, reason: string, hint?: string): never {
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
function checkAnswer({ what, url, login }: Download, { status, headers }: AnswerHead): void {
  if (status === 407) failDownload(what, "the proxy answered with HTTP status 407", proxyHint);
  if (login !== undefined && (status === unauthorized || status === forbidden))
    failDownload(what, `the server answered with HTTP status ${status}`, login.hint());
  if (status >= 400) failDownload(what, `the server answered with HTTP status ${status}`, addressHint);
  if (status !== 200 && status !== 206)
    failDownload(what, `the server answered with HTTP status ${status}, which has no content`);
  const type = headers.get("content-type") ?? "";
  // Checked for a whole answer alone: no server makes a page of a part, but BusyBox's httpd gives every part that type.
  if (status === 200 && /^(?:text\/html|application\/xhtml)/iu.test(type))
    failDownload(
      what,
      `the server answered with a page (${type}) and not with the file`,
      "A login page or an error page does that; open the address in a browser.",
    );
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity" && endings.get(encoding)?.test(addressPath(url)) !== true)
    failDownload(what, "the server packed the file for the transfer, although that was not asked for");
}

export interface Range {
  readonly offset: number;
  readonly last?: number;
  readonly validator: string | undefined;
}

function judgeEnd(download: Download, output: Output, head: AnswerHead | undefined): Outcome | Asked {
  const { what, login } = download;
  const status = head?.status ?? parseTunnelStatus(output.stderr) ?? 0;
  const answer = `the ${head === undefined ? "proxy" : "server"} answered with HTTP status ${status}`;
  if (temporary.has(status)) return { kind: "broken", reason: answer };
  if (head === undefined && status >= 400) failDownload(what, answer, proxyHint);
  if (head?.status === unauthorized && login !== undefined) return { kind: "asked", head };
  const failure = explainFailure(output);
  if (failure?.hint !== undefined) failDownload(what, failure.reason, failure.hint);
  if (failure !== undefined) return { kind: "broken", reason: failure.reason };
  if (head === undefined) return failDownload(what, "the server's answer is none of HTTP", addressHint);
  checkAnswer(download, head);
  return { kind: "done" };
}

/** True for an answer whose content is not looked at: another try may bring another one. */
function isPassedOver({ status }: AnswerHead, { login }: Download): boolean {
  return temporary.has(status) || (status === unauthorized && login !== undefined);
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void> {
  yield new TextEncoder().encode(text);
}

async function* connectOnce(ctx: Context, download: Download, range: Range): AsyncGenerator<Piece, Outcome | Asked> {
  const { what, url, caFile, rate, headers, login } = download;
  const { stallSeconds } = limitsOf(ctx, download);
  const request = { url, caFile, rate, stallSeconds, headers, secretHeaders: login?.headers(), ...range };
  const secrets = secretsOf(request);
  const stream = ctx.host.stream(fetchFile(request), secrets === undefined ? undefined : bytesOf(secrets));
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
      if (start.length > longestHead && (head === undefined || isPassedOver(head, download)))
        failDownload(what, `the server's answer does not begin within ${longestHead} bytes`, addressHint);
      if (head === undefined || isPassedOver(head, download)) continue;
      checkAnswer(download, head);
      if (start.length > head.length) yield { head, bytes: start.subarray(head.length) };
    }
  } finally {
    await stream.return({ exitCode: 0, stdout: "", stderr: "" });
  }
}

/** Yields the pieces of one connection, and returns how it ended. A server that asks who is there is told once, and asked again. */
export async function* connect(ctx: Context, download: Download, range: Range): AsyncGenerator<Piece, Outcome> {
  const first = yield* connectOnce(ctx, download, range);
  if (first.kind !== "asked") return first;
  const isTold = (await download.login?.answer(ctx, first.head)) === true;
  const second = isTold ? yield* connectOnce(ctx, download, range) : first;
  if (second.kind !== "asked") return second;
  checkAnswer(download, second.head);
  throw new Error("an answer that asks who is there is none");
}
