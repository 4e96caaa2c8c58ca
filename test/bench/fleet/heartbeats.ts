/** What many nodes ask of the API of an Ironic, as light clients that make the requests of an agent: lookups and heartbeats, as many as it answers. */
import { setTimeout as sleep } from "node:timers/promises";

/** Of an Ironic without authentication that has fake-hardware, and takes lookups and heartbeats of nodes in any state. */
export interface ApiLoad {
  readonly url: string;
  readonly nodes: number;
  /** Requests at a time. */
  readonly together: number;
  /** Heartbeats of each node. */
  readonly rounds: number;
}

export interface RequestResult {
  readonly what: "lookup" | "heartbeat";
  readonly nodes: number;
  readonly perSecond: number;
  /** Seconds that one took, answers of "try again" included. */
  readonly median: number;
  readonly longest: number;
  /** How often the answer was to try again. */
  readonly triedAgain: number;
}

/** Nodes are given up after so many seconds without a heartbeat; each speaks after 0.3 to 0.6 of that, at random. */
const heartbeatTimeout = 300;
const [tries, pauseMs] = [60, 500];

/** Heartbeats a second of that many nodes on the average. */
export function usualRate(nodes: number): number {
  return nodes / (0.45 * heartbeatTimeout);
}

export function hardwareAddress(node: number): string {
  const hex = node.toString(16).padStart(6, "0");
  return `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
}

interface Answer {
  readonly body: unknown;
  readonly triedAgain: number;
}

/** As agents do, 400, 409 and errors of the server are tried again. Throws for all else that is no success. */
async function ask(url: string, path: string, body?: unknown): Promise<Answer> {
  for (let triedAgain = 0; ; triedAgain += 1) {
    const response = await fetch(`${url}/v1/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", "x-openstack-ironic-api-version": "1.68" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return { body: text === "" ? undefined : JSON.parse(text), triedAgain };
    const passes = response.status === 400 || response.status === 409 || response.status >= 500;
    if (!passes || triedAgain === tries) throw new Error(`${path}: ${response.status} ${text}`);
    await sleep(pauseMs);
  }
}

/** Calls it for each item, so many at a time, in their order. */
async function each<T>(items: readonly T[], together: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
}

async function measure<T>(
  what: RequestResult["what"],
  items: readonly T[],
  { together, nodes }: ApiLoad,
  work: (item: T) => Promise<Answer>,
): Promise<RequestResult> {
  const seconds: number[] = [];
  let triedAgain = 0;
  const begin = performance.now();
  await each(items, together, async (item) => {
    const began = performance.now();
    triedAgain += (await work(item)).triedAgain;
    seconds.push((performance.now() - began) / 1000);
  });
  const sorted = seconds.toSorted((one, other) => one - other);
  return {
    what,
    nodes,
    perSecond: items.length / ((performance.now() - begin) / 1000),
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    longest: sorted.at(-1) ?? Number.NaN,
    triedAgain,
  };
}

async function enrol({ url }: ApiLoad, node: number): Promise<void> {
  const { body } = await ask(url, "nodes", { name: `fleet-${node}`, driver: "fake-hardware" });
  const { uuid } = body as { readonly uuid: string };
  await ask(url, "ports", { node_uuid: uuid, address: hardwareAddress(node) });
}

interface Found {
  readonly node: { readonly uuid: string };
  readonly config: { readonly agent_token?: string };
}

/** Enrols nodes and measures what they ask for. Throws if the API refuses something for good. */
export async function measureApi(load: ApiLoad): Promise<readonly RequestResult[]> {
  const { url, together, rounds } = load;
  const nodes = Array.from({ length: load.nodes }, (_, node) => node);
  await each(nodes, together, async (node) => await enrol(load, node));
  const found: Found[] = [];
  const lookups = await measure("lookup", nodes, load, async (node) => {
    const answer = await ask(url, `lookup?addresses=${hardwareAddress(node)}`);
    found.push(answer.body as Found);
    return answer;
  });
  const all = Array.from({ length: rounds }, () => found).flat();
  const heartbeats = await measure("heartbeat", all, load, async ({ node, config }) => {
    const body = { callback_url: "http://192.0.2.2:9999", agent_version: "9.7.0", agent_token: config.agent_token };
    return await ask(url, `heartbeat/${node.uuid}`, body);
  });
  return [lookups, heartbeats];
}
