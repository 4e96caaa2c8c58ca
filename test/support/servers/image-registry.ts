/** A registry on 127.0.0.1 that serves an image layout by the OCI distribution specification, as strict or as bad as a test wants it. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ImageLayout } from "../files/image-writer.ts";
import type { Identity } from "./tls.ts";

export interface RegistryRules {
  /** By tag. */
  readonly tags?: Readonly<Record<string, { readonly digest: string; readonly mediaType: string }>>;
  /** Who may read; undefined for everybody. */
  readonly user?: { readonly name: string; readonly password: string };
  /** How who asks is told; both are offered for "both". */
  readonly login?: "basic" | "bearer" | "both";
  /** Requests for which a token holds. */
  readonly tokenUses?: number;
  /** A token that no header can have. */
  readonly oddToken?: string;
  /** Where the token is given, in place of this server. */
  readonly realm?: string;
  /** Blobs are at the server of that port. */
  readonly blobPort?: number;
  /** The first answer with a blob breaks after so many bytes. */
  readonly cutAfter?: number;
  /** What is served in place of a blob. */
  readonly replaced?: ReadonlyMap<string, Uint8Array>;
  readonly identity?: Identity;
}

export interface TestRegistry extends AsyncDisposable {
  readonly port: number;
  /** The host and port of an address. */
  readonly host: string;
  /** Each request with what it said of who asks. */
  readonly asked: {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly range: string | undefined;
  }[];
}

interface State {
  readonly layout: ImageLayout;
  readonly rules: RegistryRules;
  readonly asked: TestRegistry["asked"];
  readonly base: () => string;
  readonly tokens: Map<string, number>;
  cuts: number;
}

function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end('{"errors":[]}');
}

function isUser({ rules: { user } }: State, authorization: string | undefined): boolean {
  const expected = `Basic ${Buffer.from(`${user?.name ?? ""}:${user?.password ?? ""}`).toString("base64")}`;
  return user === undefined || authorization === expected;
}

function giveToken(state: State, request: IncomingMessage, response: ServerResponse): void {
  if (!isUser(state, request.headers.authorization)) return refuse(response, 401);
  const token = state.rules.oddToken ?? `token-${state.tokens.size}`;
  state.tokens.set(token, state.rules.tokenUses ?? 1000);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ token }));
}

/** Takes one use of a token. */
function isAllowed(state: State, authorization: string | undefined): boolean {
  const { login } = state.rules;
  if (login === undefined) return true;
  if (login === "basic") return isUser(state, authorization);
  const token = authorization?.replace(/^Bearer /u, "") ?? "";
  const left = state.tokens.get(token) ?? 0;
  state.tokens.set(token, left - 1);
  return left > 0;
}

function challenge(state: State): Readonly<Record<string, string[]>> {
  const { login, realm = `${state.base()}/token` } = state.rules;
  const bearer = `Bearer realm="${realm}",service="test registry",scope="repository:team/os:pull"`;
  const both = { basic: ['Basic realm="test"'], bearer: [bearer], both: ['Basic realm="test"', bearer] };
  return { "www-authenticate": both[login ?? "basic"] };
}

function sendBlob(state: State, digest: string, request: IncomingMessage, response: ServerResponse): void {
  const { rules, layout } = state;
  const bytes = rules.replaced?.get(digest) ?? layout.blobs.get(digest);
  if (bytes === undefined) return refuse(response, 404);
  const first = Number(/^bytes=(?<first>\d+)-/u.exec(request.headers.range ?? "")?.groups?.["first"] ?? 0);
  const part = bytes.subarray(first);
  const range = first === 0 ? {} : { "content-range": `bytes ${first}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(first === 0 ? 200 : 206, {
    ...{ "content-type": "application/octet-stream", "content-length": part.length, ...range },
  });
  const { cutAfter } = rules;
  if (cutAfter === undefined || part.length <= cutAfter || state.cuts > 0) return void response.end(part);
  state.cuts += 1;
  response.write(part.subarray(0, cutAfter), () => response.destroy());
}

function answer(state: State, request: IncomingMessage, response: ServerResponse): void {
  const { rules, layout } = state;
  const path = (request.url ?? "").replace(/\?.*$/u, "");
  state.asked.push({ path, authorization: request.headers.authorization, range: request.headers.range });
  if (path === "/token") return giveToken(state, request, response);
  const { kind, reference = "" } =
    /^\/v2\/team\/os\/(?<kind>manifests|blobs)\/(?<reference>[^/]+)$/u.exec(path)?.groups ?? {};
  if (kind === undefined) return refuse(response, 404);
  if (!isAllowed(state, request.headers.authorization)) return refuse(response, 401, challenge(state));
  if (kind === "blobs") {
    if (rules.blobPort === undefined) return sendBlob(state, reference, request, response);
    const location = `${rules.identity === undefined ? "http" : "https"}://127.0.0.1:${rules.blobPort}${path}`;
    return void response.writeHead(307, { location }).end();
  }
  const digest = rules.tags?.[reference]?.digest ?? reference;
  const bytes = rules.replaced?.get(digest) ?? layout.blobs.get(digest);
  if (bytes === undefined) return refuse(response, 404);
  const type = rules.tags?.[reference]?.mediaType ?? "application/json";
  response.writeHead(200, { "content-type": type, "content-length": bytes.length }).end(bytes);
}

/** Serves it as the repository team/os. */
export async function startImageRegistry(layout: ImageLayout, rules: RegistryRules = {}): Promise<TestRegistry> {
  const asked: TestRegistry["asked"] = [];
  const { identity } = rules;
  const state: State = { layout, rules, asked, tokens: new Map(), cuts: 0, base: () => base };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on("error", () => undefined);
    answer(state, request, response);
  };
  const server = identity === undefined ? createServer(listener) : createTlsServer(identity, listener);
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const base = `${identity === undefined ? "http" : "https"}://127.0.0.1:${port}`;
  return {
    port,
    host: `127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
