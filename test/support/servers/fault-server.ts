/** An HTTP or HTTPS server on 127.0.0.1 that serves one file as badly as a test wants it; guests reach it at 10.0.2.2. */
import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Identity } from "./tls.ts";

export type Fault =
  /** After so many bytes of content the connection breaks, for so many answers. */
  | { readonly kind: "cut"; readonly after: number; readonly times: number }
  /** As cut, once, and then whatever is asked for comes whole. */
  | { readonly kind: "no ranges"; readonly after: number }
  /** As cut, once; each answer has another ETag, as several mirrors behind one address have them. */
  | { readonly kind: "mirrors"; readonly after: number }
  /** As cut, once, and then a part comes that was not asked for. */
  | { readonly kind: "wrong range"; readonly after: number }
  /** The first look has a part that begins later, or has no more than so many bytes. */
  | { readonly kind: "odd look"; readonly from: number; readonly most: number }
  /** As cut, once, and then there is another file. */
  | { readonly kind: "changed"; readonly after: number; readonly ranges: boolean }
  /** As cut, once; each answer has these headers in place of an ETag. Parts may say nothing of the whole. */
  | {
      readonly kind: "headers";
      readonly after: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly unknownLength?: boolean;
    }
  /** After so many bytes the rest comes byte by byte. */
  | { readonly kind: "slow"; readonly after: number }
  | { readonly kind: "page" }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "status"; readonly status: number; readonly times: number }
  /** No Content-Length, no ETag, no date: the end of the connection is the end of the file, or that of its chunks. With `after`, it breaks there, each time. */
  | { readonly kind: "bare"; readonly after?: number; readonly chunked?: boolean };

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** The Range of each request, in order. */
  readonly ranges: (string | undefined)[];
}

function etag(content: Uint8Array): string {
  return `"${createHash("sha256").update(content).digest("hex").slice(0, 16)}"`;
}

/** A file of the same length that differs at its end. */
function another(content: Uint8Array): Uint8Array {
  const copy = new Uint8Array(content);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 0xff;
  return copy;
}

interface State {
  readonly content: Uint8Array;
  readonly fault: Fault | undefined;
  /** Answers with content from the start or a later part of the file, but for the first look. */
  served: number;
  /** First looks, of which a server that is overloaded refuses one. */
  looked: number;
  readonly slow: Set<NodeJS.Timeout>;
  /** Answers so far. */
  asked: number;
}

function parseRange(request: IncomingMessage, size: number): { first: number; last: number } | undefined {
  const { first, last } = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(request.headers.range ?? "")?.groups ?? {};
  return first === undefined
    ? undefined
    : { first: Number(first), last: Math.min(last === undefined || last === "" ? size - 1 : Number(last), size - 1) };
}

/** Sends the part, or what the fault leaves of it. */
function sendBody(state: State, response: ServerResponse, part: Uint8Array): void {
  const { fault } = state;
  const isCut =
    fault?.kind === "cut" ? state.served <= fault.times : fault !== undefined && "after" in fault && state.served <= 1;
  if (fault === undefined || !("after" in fault) || !isCut || part.length <= fault.after) {
    response.end(part);
    return;
  }
  response.write(part.subarray(0, fault.after), () => {
    if (fault.kind !== "slow") return void response.destroy();
    let sent = fault.after;
    const timer = setInterval(() => response.write(part.subarray(sent, ++sent)), 200);
    state.slow.add(timer);
    return undefined;
  });
}

function answer(state: State, request: IncomingMessage, response: ServerResponse): void {
  const { fault } = state;
  const isLook = request.headers.range?.startsWith("bytes=0-") === true;
  if (!isLook) state.served += 1;
  if (fault?.kind === "page")
    return void response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end("<!DOCTYPE html><title>Log in</title>");
  if (fault?.kind === "redirect") return void response.writeHead(302, { location: fault.to }).end();
  if (isLook && fault?.kind === "status" && fault.status === 503 && (state.looked += 1) === 1)
    return void response.writeHead(503).end();
  if (fault?.kind === "status" && !isLook && state.served <= fault.times)
    return void response.writeHead(fault.status).end("no");
  const content = fault?.kind === "changed" && state.served > 1 ? another(state.content) : state.content;
  if (fault?.kind === "bare") {
    response.useChunkedEncodingByDefault = fault.chunked === true;
    response.sendDate = false;
    response.shouldKeepAlive = false;
    response.removeHeader("content-length");
    response.writeHead(200);
    const { after } = fault;
    return void (after === undefined
      ? response.end(content)
      : response.write(content.subarray(0, after), () => response.destroy()));
  }
  const own =
    fault?.kind === "headers"
      ? fault.headers
      : { etag: fault?.kind === "mirrors" ? `"mirror-${(state.asked += 1)}"` : etag(content) };
  const headers: Readonly<Record<string, string>> = {
    ...own,
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
  };
  const validator = request.headers["if-range"];
  const asked = parseRange(request, content.length);
  const ignores = !isLook && (fault?.kind === "no ranges" || (fault?.kind === "changed" && !fault.ranges));
  const honours =
    validator === undefined ||
    Object.values(own).some((value) => value === validator) ||
    (fault?.kind === "changed" && fault.ranges);
  if (asked === undefined || ignores || !honours) {
    response.writeHead(200, { ...headers, "content-length": content.length });
    return sendBody(state, response, content);
  }
  const shift = fault?.kind === "wrong range" && !isLook ? 1024 : 0;
  if (isLook && fault?.kind === "odd look") {
    asked.first = fault.from;
    asked.last = Math.min(asked.last, fault.from + fault.most - 1);
  }
  const part = content.subarray(asked.first - shift, asked.last + 1);
  response.writeHead(206, {
    ...headers,
    "content-length": part.length,
    "content-range": `bytes ${asked.first - shift}-${asked.last}/${fault?.kind === "headers" && fault.unknownLength === true ? "*" : content.length}`,
  });
  return isLook ? void response.end(part) : sendBody(state, response, part);
}

/** Serves the content at every path; with an identity by TLS. */
export async function startFaultServer(content: Uint8Array, fault?: Fault, identity?: Identity): Promise<FaultServer> {
  const state: State = { content, fault, served: 0, looked: 0, asked: 0, slow: new Set() };
  const ranges: (string | undefined)[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    ranges.push(request.headers.range);
    response.on("error", () => undefined);
    answer(state, request, response);
  };
  const server = identity === undefined ? createServer(listener) : createTlsServer(identity, listener);
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity === undefined ? "http" : "https"}://127.0.0.1:${port}/image`,
    ranges,
    async [Symbol.asyncDispose]() {
      for (const timer of state.slow) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
