/** The agent's server: Ironic's commands over HTTPS. Who speaks to it is not trusted, and cannot hold it up. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { BareonError } from "../../../base/errors.ts";
import { MiB } from "../../../base/sizes.ts";
import type { Context } from "../../../host/host.ts";
import { type Answer, refusal, RequestRefused } from "./answers.ts";
import type { Certificate } from "./certificate.ts";
import type { Action, Commands } from "./commands.ts";
import { readRequest, readWanted, type Wanted } from "./requests.ts";

export interface ServerOptions {
  readonly port: number;
  readonly certificate: Certificate;
  /** The secret of POST, and of GET if it shows one. */
  readonly token: string | undefined;
  readonly commands: Commands;
  readonly actions: Readonly<Record<string, Action>>;
  /** Of the programs. */
  readonly release: string;
  readonly limits?: ServerLimits | undefined;
}

/** Milliseconds. */
export interface ServerLimits {
  readonly handshake: number;
  readonly headers: number;
  readonly request: number;
}

const usualLimits: ServerLimits = { handshake: 10_000, headers: 15_000, request: 60_000 };

const minVersion = "TLSv1.2" as const;

/** Bytes of a body: a step has the node, and a deploy config with all that systems are told. */
const longestBody = 32 * MiB;
/** More speak to no agent. */
const mostConnections = 128;
/** Milliseconds that a connection may be silent: a command that is waited for may take as long. */
const longestSilence = 10 * 60_000;

export interface AgentServer extends AsyncDisposable {
  readonly port: number;
  renew(certificate: Certificate): void;
}

/** The body as text; undefined if it is longer than it may be. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > longestBody) return undefined;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > longestBody) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function runWanted(
  { commands, actions }: ServerOptions,
  { name, parameters }: Wanted,
  wait: boolean,
): Promise<Answer> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined)
    return refusal(400, "InvalidCommandError", `Unknown command: ${JSON.stringify(name.slice(0, 100))}.`);
  try {
    const { id, ended } = commands.start(name, action, parameters);
    if (wait) await ended;
    return { status: 200, body: commands.find(id) ?? {} };
  } catch (error) {
    if (error instanceof RequestRefused) return refusal(error.status, error.type, error.message);
    throw error;
  }
}

async function doRun(options: ServerOptions, request: IncomingMessage, wait: boolean): Promise<Answer> {
  const text = await readBody(request);
  if (text === undefined) return refusal(413, "InvalidContent", `A body has at most ${longestBody} bytes.`);
  const wanted = readWanted(text);
  return "status" in wanted ? wanted : await runWanted(options, wanted, wait);
}

function sendAnswer(request: IncomingMessage, response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body);
  // What is left of a body that was refused is not read: the connection ends with the answer.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text, () => {
    if (!request.complete) request.destroy();
  });
}

/** Answers requests, and remembers whether a GET without the secret is still answered. */
function createAnswerer(options: ServerOptions): (request: IncomingMessage) => Promise<Answer> {
  const { commands, token, release } = options;
  const startedAt = Date.now() / 1000;
  /** An Ironic that shows the secret in a GET always does, and then others get no answer any more: results hold what a step was told. */
  let isOpen = true;
  return async (request) => {
    const { asked, hasToken } = readRequest(request.method, request.url, { token, isOpen });
    if (hasToken && request.method === "GET") isOpen = false;
    switch (asked.kind) {
      case "refused":
        return asked.answer;
      case "status":
        return { status: 200, body: { started_at: startedAt, version: release } };
      case "list":
        return { status: 200, body: { commands: commands.list() } };
      case "one": {
        const found = commands.find(asked.id);
        return found === undefined
          ? refusal(404, "NotFound", "There is no such command.")
          : { status: 200, body: found };
      }
      case "run":
        return await doRun(options, request, asked.wait);
    }
  };
}

function createTlsServer(ctx: Context, options: ServerOptions): Server {
  const { limits = usualLimits, certificate } = options;
  const answer = createAnswerer(options);
  const settings = {
    ...{ cert: certificate.certificate, key: certificate.key, minVersion, handshakeTimeout: limits.handshake },
    ...{ headersTimeout: limits.headers, requestTimeout: limits.request, connectionsCheckingInterval: 1000 },
    ...{ keepAliveTimeout: 5000 },
  };
  const server = createServer(settings, (request, response) => {
    response.on("error", () => undefined);
    answer(request).then(
      (one) => sendAnswer(request, response, one),
      (error: unknown) => {
        // Of a client that went away nothing is told.
        if (!request.destroyed) ctx.report({ event: "warning", message: `A request failed: ${String(error)}` });
        request.destroy();
      },
    );
  });
  server.maxConnections = mostConnections;
  server.timeout = longestSilence;
  server.on("tlsClientError", () => undefined);
  return server;
}

/** Serves until it is disposed. Throws BareonError "failure" if the port is taken. */
export async function serveCommands(ctx: Context, options: ServerOptions): Promise<AgentServer> {
  const server = createTlsServer(ctx, options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) =>
      reject(new BareonError("failure", `The agent cannot listen on port ${options.port}: ${error.message}.`)),
    );
    server.listen(options.port, resolve);
  });
  const place = server.address();
  return {
    port: typeof place === "object" && place !== null ? place.port : options.port,
    renew: ({ certificate: cert, key }) => server.setSecureContext({ cert, key, minVersion }),
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
