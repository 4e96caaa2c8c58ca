/** A server on 127.0.0.1 that keeps every request that it gets, as a controller that is told events does; it ends with the test. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Identity } from "./tls.ts";

export interface ReceivedRequest {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  /** In their order. */
  readonly requests: ReceivedRequest[];
  /** What each of them has for a body. */
  readonly documents: () => unknown[];
}

/** `count` is the number of requests so far, with this one. */
type Answer = (response: ServerResponse, count: number) => void;

/** Takes everything. */
export const taken: Answer = (response) => void response.writeHead(204).end();

export async function startReceiver(answer: Answer = taken, tls?: Identity): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const server = (tls === undefined ? createServer() : createSecureServer(tls)).on("request", (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      requests.push({ url: request.url, headers: request.headers, body: Buffer.concat(parts).toString() });
      answer(response, requests.length);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const documents = (): unknown[] => requests.map(({ body }) => JSON.parse(body) as unknown);
  return { port: (server.address() as AddressInfo).port, requests, documents };
}
