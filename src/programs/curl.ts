/** curl: its argv for a file or the rest of one, for a call of an API, and for a document that is sent; and what the server says before the content. */
import { type Command, type Output, redact, withoutSecrets } from "../base/command.ts";

export interface FileRequest {
  readonly url: string;
  /** Certificates to trust instead of the system's. */
  readonly caFile: string | undefined;
  /** The first byte wanted. */
  readonly offset: number;
  /** The last byte wanted; undefined for all that follow. */
  readonly last?: number;
  /** An ETag or a date: other content shall come whole, and not the rest of it. */
  readonly validator?: string | undefined;
  /** Seconds with hardly any data after which the transfer has failed. */
  readonly stallSeconds: number;
  /** Bytes a second at most; undefined for no limit. */
  readonly rate?: number | undefined;
  /** Further ones; no secrets. */
  readonly headers?: readonly string[] | undefined;
  /** More of them, which are secrets: no other host gets those that say who asks. */
  readonly secretHeaders?: readonly string[] | undefined;
}

/** The exit code for an HTTP error, with --fail; the status is in the head. */
const httpError = 22;
/** Exit codes for a network or a server that failed on the way: resolving, connecting, partial files, timeouts, TLS and HTTP/2 streams that broke. */
const networkErrors = [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92, 95];
/** Exit codes of failures that another try does not repair, with what helps. */
const hints: Readonly<Record<number, string>> = {
  1: "A redirect to another scheme, also from http:// to https://, is not followed.",
  47: "Check the image's address: the server redirects again and again.",
  51: "Check the server's certificate, the image's CA file and the clock of this machine.",
  60: "Check the server's certificate, the image's CA file and the clock of this machine.",
  77: "Check the image's CA file: it has to be there and to hold certificates in PEM form.",
};
export const proxyHint = "Check http_proxy, https_proxy and all_proxy in the environment.";
/** What another try does not repair either, among the network errors, or that has another reason than the exit code's usual one. */
const hopeless: readonly (readonly [(message: string) => boolean, string])[] = [
  [(message) => message.includes("Unsupported proxy"), proxyHint],
  // Whatever is no head of an answer counts as that.
  [
    (message) => message.includes("HTTP/0.9"),
    "Check the image's address and its port: what answers there does not speak HTTP.",
  ],
  // Of what ends a handshake, only the end of the connection passes.
  [
    (message) => message.includes("(35)") && /SSL routines::(?!unexpected eof)/u.test(message),
    "Check the image's address, and which versions of TLS the server speaks.",
  ],
];
const okCodes = [0, httpError, ...networkErrors, ...Object.keys(hints).map(Number)];
/** Bytes a second below which a transfer counts as stalled. */
const stallRate = 1024;

/** A value of curl's configuration file (curl(1), --config). */
function quoteValue(text: string): string {
  const escapes: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t", "\v": "v" };
  return `"${text.replaceAll(/[\\"\n\r\t\v]/gu, (letter) => `\\${escapes[letter] ?? letter}`)}"`;
}

function renderConfig(settings: readonly (readonly [name: string, value: string])[]): string {
  return settings.map(([name, value]) => `${name} = ${quoteValue(value)}\n`).join("");
}

function isSecret(url: string): boolean {
  return withoutSecrets(url).leftOut.length > 0;
}

/** What fetchFile reads on standard input: arguments are seen by every user of the machine. Undefined if nothing is secret. */
export function secretsOf({ url, secretHeaders = [] }: FileRequest): string | undefined {
  const headers = secretHeaders.map((header) => ["header", header] as const);
  const settings = isSecret(url) ? [["url", url] as const, ...headers] : headers;
  return settings.length === 0 ? undefined : renderConfig(settings);
}

/**
 * Prints each answer's head and then the content; needs secretsOf the request on standard input. Never leaves the scheme of the address, and
 * never asks for a password.
 */
export function fetchFile(request: FileRequest): Command {
  const { url, caFile, offset, last, validator, stallSeconds, rate, headers = [] } = request;
  const scheme = /^https:/iu.test(url) ? "=https" : "=http";
  const range = offset === 0 && last === undefined ? [] : ["--range", `${offset}-${last ?? ""}`];
  return {
    program: "stdbuf",
    args: [
      // Else curl prints 4 and 12 KiB in turn, which takes the reader twenty thousand reads a GB.
      ...["--output=256K", "curl"],
      ...["--disable", "--silent", "--show-error", "--fail", "--include", "--suppress-connect-headers", "--globoff"],
      ...["--location", "--max-redirs", "10", "--proto", scheme, "--proto-redir", scheme],
      ...["--connect-timeout", `${stallSeconds}`, "--speed-limit", `${stallRate}`, "--speed-time", `${stallSeconds}`],
      // The folder of the system's certificates is trusted beside a CA file, unless another is named; this one is empty.
      ...(caFile === undefined ? [] : ["--cacert", caFile, "--capath", "/dev/null"]),
      // Some servers pack files on the way otherwise.
      ...["--header", "Accept-Encoding: identity"],
      ...headers.flatMap((header) => ["--header", header]),
      ...(secretsOf(request) === undefined ? [] : ["--config", "-"]),
      ...range,
      ...(rate === undefined ? [] : ["--limit-rate", String(rate)]),
      ...(validator === undefined ? [] : ["--header", `If-Range: ${validator}`]),
      ...(isSecret(url) ? [] : ["--", url]),
    ],
    okCodes,
  };
}

export interface ApiRequest {
  readonly url: string;
  readonly posts: boolean;
  /** Further ones, such as that of a version; no secrets. */
  readonly headers?: readonly string[] | undefined;
  /** Whether any certificate is taken. */
  readonly insecure?: boolean | undefined;
}

/**
 * One call of an API that speaks JSON, which prints the body and then what parseCall reads; a POST of what is on standard input if `posts`.
 * No redirect is followed, and an answer with an error is one, too. Limits are in seconds.
 */
export function callApi({ url, posts, headers = [], insecure = false }: ApiRequest): Command {
  const body = posts ? ["--header", "Content-Type: application/json", "--data-binary", "@-"] : [];
  return {
    program: "curl",
    args: [
      ...["--disable", "--silent", "--show-error", "--globoff", "--proto", /^https:/iu.test(url) ? "=https" : "=http"],
      ...["--connect-timeout", "20", "--max-time", "60", "--header", "Accept: application/json"],
      ...headers.flatMap((header) => ["--header", header]),
      ...(insecure ? ["--insecure"] : []),
      ...body,
      ...["--write-out", String.raw`\n%{http_code} %{local_ip}`, "--", url],
    ],
    okCodes,
  };
}

export interface PostRequest {
  readonly url: string;
  readonly caFile: string | undefined;
  /** Each a whole line of the head; an empty value leaves out one that curl has by itself. */
  readonly headers: readonly string[];
  /** Without a NUL, and with no @ in front. */
  readonly body: string;
  /** That connecting, and that all of it, may take. */
  readonly seconds: { readonly connecting: number; readonly whole: number };
}

/**
 * Sends a document, and prints nothing but the status of the answer. Address, head and document come by standard input: arguments are
 * seen by every user of the machine. No redirect is followed.
 */
export function postDocument({ url, caFile, headers, body, seconds }: PostRequest): Command {
  const told = headers.map((header) => ["header", header] as const);
  return {
    program: "curl",
    args: [
      ...["--disable", "--silent", "--show-error", "--globoff", "--config", "-"],
      ...["--proto", /^https:/iu.test(url) ? "=https" : "=http"],
      ...["--connect-timeout", `${seconds.connecting}`, "--max-time", `${seconds.whole}`],
      ...(caFile === undefined ? [] : ["--cacert", caFile, "--capath", "/dev/null"]),
      ...["--output", "/dev/null", "--write-out", "%{http_code}"],
    ],
    input: renderConfig([["url", url], ["data-binary", body], ...told]),
    okCodes,
  };
}

export interface ApiAnswer {
  readonly status: number;
  /** This machine's address in that connection. */
  readonly localAddress: string;
  readonly body: string;
}

/** Undefined if there was no answer. */
export function parseCall(bytes: Uint8Array): ApiAnswer | undefined {
  const text = new TextDecoder().decode(bytes);
  const end = text.lastIndexOf("\n");
  const { status, address } =
    /^(?<status>[1-9]\d\d) (?<address>[\da-fA-F.:]*)$/u.exec(text.slice(end + 1))?.groups ?? {};
  return status === undefined || address === undefined
    ? undefined
    : { status: Number(status), localAddress: address, body: text.slice(0, Math.max(end, 0)) };
}

export interface Failure {
  /** In curl's words, without secrets. */
  readonly reason: string;
  /** What helps if another try does not; undefined if one may. */
  readonly hint: string | undefined;
}

/** Why curl failed; undefined if it did not, or if it only got an answer that is an error. */
export function explainFailure({ exitCode, stderr }: Output): Failure | undefined {
  if (exitCode === 0 || exitCode === httpError) return undefined;
  const message = /^curl: .*$/mu.exec(stderr)?.[0] ?? stderr.trim();
  // It quotes the whole address of such a proxy, with or without a scheme.
  const reason = redact(message.replace(/(Unsupported proxy \w+).*/u, "$1"));
  return { reason, hint: hopeless.find(([isIt]) => isIt(message))?.[1] ?? hints[exitCode] };
}

/** The status of a proxy that opened no tunnel, of which there is no head; the words are those of curl 7, or of 8 without --fail. */
export function parseTunnelStatus(stderr: string): number | undefined {
  const { status } =
    /(?:The requested URL returned error:|CONNECT tunnel failed, response) (?<status>\d{3})/u.exec(stderr)?.groups ??
    {};
  return status === undefined ? undefined : Number(status);
}

/** What stands before the content. */
export interface AnswerHead {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** Where the content begins. */
  readonly length: number;
  /** Whether it is that of another address than the one that was asked: the server sent on to it. */
  readonly isRedirected: boolean;
}

const sendsOn = new Set([301, 302, 303, 307, 308]);

function parseBlock(text: string): Pick<AnswerHead, "status" | "headers"> {
  const [first = "", ...lines] = text.split(/\r?\n/u);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const split = line.indexOf(":");
    if (split < 0) continue;
    const [name, value] = [line.slice(0, split).trim().toLowerCase(), line.slice(split + 1).trim()];
    // Of a server that can be told in several ways who is there, each is a header of its own.
    const former = name === "www-authenticate" ? headers.get(name) : undefined;
    headers.set(name, former === undefined ? value : `${former}, ${value}`);
  }
  return { status: Number(/^HTTP\/[\d.]+ (?<status>\d{3})/u.exec(first)?.groups?.["status"] ?? 0), headers };
}

/** Undefined as long as the head is not all there. Heads of redirects and of informational answers are passed over. */
export function parseHead(bytes: Uint8Array): AnswerHead | undefined {
  const text = new TextDecoder("latin1").decode(bytes);
  let start = 0;
  let isRedirected = false;
  for (;;) {
    const end = /\r?\n\r?\n/u.exec(text.slice(start));
    if (end === null) return undefined;
    const block = parseBlock(text.slice(start, start + end.index));
    start += end.index + end[0].length;
    const redirects = sendsOn.has(block.status) && block.headers.has("location");
    if ((block.status >= 200 && !redirects) || block.status === 0) return { ...block, length: start, isRedirected };
    isRedirected ||= redirects;
  }
}

/** `bytes A-B/C` of a Content-Range, where `*` in place of C says nothing of the whole; undefined for any other. */
export function parseContentRange(
  value: string | undefined,
): { readonly first: number; readonly last: number; readonly total: number | undefined } | undefined {
  const { first, last, total } =
    /^bytes (?<first>\d+)-(?<last>\d+)\/(?<total>\d+|\*)$/u.exec(value ?? "")?.groups ?? {};
  return first === undefined || last === undefined || total === undefined
    ? undefined
    : { first: Number(first), last: Number(last), total: total === "*" ? undefined : Number(total) };
}
