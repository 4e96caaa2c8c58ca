/** The part of an Ironic that a ramdisk calls back, on 127.0.0.1: one node, the steps that it asks for, and all that was said. Guests reach it at 10.0.2.2. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { until } from "./port.ts";

export const nodeUuid = "1be26c0b-03f2-4d2e-ae87-c02d7f33c123";

export interface Call {
  /** `GET deploy_steps`, without what all calls for the node have in front. */
  readonly what: string;
  readonly body: unknown;
}

export interface IronicApiOptions {
  readonly steps: readonly { readonly name: string; readonly payload: unknown }[];
  /** Statuses of the first answers, in which the node is locked or worse. */
  readonly faults?: readonly number[];
}

export interface IronicApi extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly calls: readonly Call[];
  /** Waits for a call, and returns its body. */
  heard(what: string, limitSeconds: number): Promise<unknown>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece as string;
  return text;
}

/** Status and body of an answer; goes on to the next step when one has ended. */
function answerer({ steps, faults = [] }: IronicApiOptions): (what: string) => readonly [number, unknown] {
  const broken = [...faults];
  let done = 0;
  return (what) => {
    const fault = broken.shift();
    if (fault !== undefined) return [fault, { error_message: `{"faultstring": "Node ${nodeUuid} is locked"}` }];
    if (what === "GET deploy_steps") return [200, steps[done]];
    if (what === "POST pass_deploy_info") return [202, undefined];
    if (what !== "POST deploy_steps") return [404, { error_message: "no such call" }];
    done += 1;
    return [200, { url: done < steps.length ? "deploy_steps" : null }];
  };
}

export async function startIronicApi(options: IronicApiOptions): Promise<IronicApi> {
  const calls: Call[] = [];
  const answer = answerer(options);
  const prefix = `/v1/nodes/${nodeUuid}/vendor_passthru/`;
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    const text = await textOf(request);
    const what = `${method} ${url.startsWith(prefix) ? url.slice(prefix.length) : url}`;
    calls.push({ what, body: text === "" ? undefined : JSON.parse(text) });
    const isJson =
      headers.accept === "application/json" && (method === "GET" || headers["content-type"] === headers.accept);
    const [status, body] = isJson ? answer(what) : [406, { error_message: "JSON is spoken here" }];
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? "" : JSON.stringify(body));
  };
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((listening, failed) => server.once("error", failed).listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    calls,
    async heard(what, limitSeconds) {
      await until(`the call ${what}`, limitSeconds, () => calls.some((call) => call.what === what));
      return calls.find((call) => call.what === what)?.body;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
