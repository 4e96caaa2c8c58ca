/** The part of an Ironic that an agent speaks to, on 127.0.0.1: one node, its lookup, its heartbeats, and commands as a conductor sends them. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { nodeUuid } from "./ironic-api.ts";
import { until } from "./port.ts";

export const agentToken = "the-secret-of-the-node";

/** What a heartbeat says. */
export interface Heartbeat {
  readonly callback_url: string;
  readonly agent_version: string;
  readonly agent_token?: string;
  readonly agent_verify_ca: string;
}

export interface AgentIronicOptions {
  readonly heartbeatTimeout?: number;
  /** Statuses of the first answers. */
  readonly faults?: readonly number[];
  readonly token?: string | null;
  /** A heartbeat of an agent that ran before, and was taken. */
  readonly former?: Heartbeat;
  /** Whether it takes another address or certificate than the first one, as no Ironic does. */
  readonly isLax?: boolean;
  /** What the lookup says of the node's instance. */
  readonly instance?: object;
}

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AgentIronic extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Targets of the lookups, and how many requests there were. */
  readonly lookups: readonly string[];
  readonly heartbeats: readonly Heartbeat[];
  /** False for a network that is away: connections are cut. */
  isThere: boolean;
  /** Waits for so many heartbeats. */
  beats(count: number, limitSeconds?: number): Promise<Heartbeat>;
  /** As a conductor asks, with the certificate that the last heartbeat told. */
  ask(method: string, target: string, body?: unknown, options?: RequestOptions): Promise<Reply>;
  /** Runs a command and returns its result, which need not be final. */
  command(name: string, params: object, wait?: boolean): Promise<Reply>;
  /** Waits until the last command has ended; by GET as a conductor does after a heartbeat. */
  ended(limitSeconds?: number): Promise<Readonly<Record<string, unknown>>>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece as string;
  return text;
}

async function askAgent(
  { callback_url: url, agent_verify_ca: ca }: Heartbeat,
  { method, target, body, options }: { method: string; target: string; body: unknown; options: RequestOptions },
): Promise<Reply> {
  const payload = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return await new Promise((resolve, reject) => {
    const request = httpsRequest(`${url}${target}`, { method, ca, agent: false, ...options }, (response) => {
      textOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Reply["body"] }),
        reject,
      );
    });
    request.on("error", reject);
    request.end(payload);
  });
}

export async function startAgentIronic(options: AgentIronicOptions = {}): Promise<AgentIronic> {
  const { heartbeatTimeout = 300, token = agentToken, instance = {}, isLax = false, former } = options;
  const faults = [...(options.faults ?? [])];
  const lookups: string[] = [];
  const heartbeats: Heartbeat[] = [];
  const state = { isThere: true };
  const answer = async (request: IncomingMessage): Promise<readonly [number, unknown]> => {
    const { method, url = "", headers } = request;
    const text = await textOf(request);
    if (headers["x-openstack-ironic-api-version"] !== "1.68") return [406, { error_message: "which version?" }];
    const fault = faults.shift();
    if (fault !== undefined) return [fault, { error_message: '{"faultstring": "no"}' }];
    if (method === "GET" && url.startsWith("/v1/lookup?")) {
      lookups.push(url);
      const config = { heartbeat_timeout: heartbeatTimeout, agent_token: token };
      return [
        200,
        { node: { uuid: nodeUuid, properties: {}, instance_info: instance, driver_internal_info: {} }, config },
      ];
    }
    if (method !== "POST" || url !== `/v1/heartbeat/${nodeUuid}`) return [404, { error_message: "no such call" }];
    const beat = JSON.parse(text) as Heartbeat;
    const first = former ?? heartbeats[0] ?? beat;
    for (const name of ["callback_url", "agent_verify_ca"] as const)
      if (!isLax && first[name] !== beat[name])
        return [400, { error_message: `{"faultstring": "Detected change in ramdisk provided ${name}"}` }];
    heartbeats.push(beat);
    return [202, undefined];
  };
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!state.isThere) return void request.destroy();
    const [status, body] = await answer(request);
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? "" : JSON.stringify(body));
  };
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((listening, failed) => server.once("error", failed).listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const beats = async (count: number, limitSeconds = 30): Promise<Heartbeat> => {
    await until(`${count} heartbeats`, limitSeconds, () => heartbeats.length >= count);
    return heartbeats.at(-1) as Heartbeat;
  };
  const ask: AgentIronic["ask"] = async (method, target, body, more = {}) =>
    await askAgent(await beats(1), { method, target, body, options: more });
  return {
    ...{ port, url: `http://127.0.0.1:${port}`, lookups, heartbeats, beats, ask },
    get isThere() {
      return state.isThere;
    },
    set isThere(value) {
      state.isThere = value;
    },
    command: async (name, params, wait = false) =>
      await ask("POST", `/v1/commands/?wait=${wait}&agent_token=${agentToken}`, { name, params }),
    async ended(limitSeconds = 60) {
      let last: Readonly<Record<string, unknown>> = {};
      const end = performance.now() + limitSeconds * 1000;
      for (;;) {
        const { body } = await ask("GET", "/v1/commands/");
        last = (body["commands"] as (typeof last)[]).at(-1) ?? {};
        if (last["command_status"] !== "RUNNING") return last;
        if (performance.now() > end) throw new Error(`the command did not end: ${JSON.stringify(last)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
