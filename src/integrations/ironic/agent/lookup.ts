/** The lookup, by which an agent learns which node it runs on: by the hardware addresses of its interfaces. */
import { BareonError } from "../../../base/errors.ts";
import { MiB } from "../../../base/sizes.ts";
import { parseAddresses, showAddresses, type NetworkInterface } from "../../../programs/ip.ts";
import type { Context } from "../../../host/host.ts";

/** What Ironic says of the node. */
export interface FoundNode {
  readonly uuid: string;
  /** The secret that both sides show each other; undefined if it was told before, to another. */
  readonly token: string | undefined;
  /** Seconds without a heartbeat after which Ironic gives the node up. */
  readonly heartbeatTimeout: number;
}

const usualTimeout = 300;
const longestTimeout = 86_400;
/** Bytes of an answer: Ironic tells all of instance_info, which may have a config drive and a deploy config. */
export const longestLookup = 32 * MiB;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const longestToken = 1024;

function refuse(problem: string): BareonError {
  return new BareonError("failure", `The answer to the lookup cannot be understood: ${problem}.`, {
    hint: "Check that ipa-api-url= names the API of an Ironic.",
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A token of stars says that the real one was told before. */
function readToken(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length === 0 || value.length > longestToken) return undefined;
  return /^\*+$/u.test(value) ? undefined : value;
}

function readTimeout(value: unknown): number {
  return typeof value === "number" && value >= 1 && value <= longestTimeout ? value : usualTimeout;
}

/** Throws BareonError "failure" for what is no answer of an Ironic. */
export function parseLookup(text: string): FoundNode {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse("it is no JSON");
  }
  const { node, config } = isObject(value) ? value : {};
  if (!isObject(node) || typeof node["uuid"] !== "string" || !uuid.test(node["uuid"]))
    throw refuse("it names no node by its UUID");
  const settings = isObject(config) ? config : {};
  return {
    uuid: node["uuid"],
    token: readToken(settings["agent_token"]),
    heartbeatTimeout: readTimeout(settings["heartbeat_timeout"]),
  };
}

/** Those of single cards: 48 bits, not of a group, not zero. */
function isCard({ mac }: NetworkInterface): boolean {
  return /^[\da-f][02468ace](?::[\da-f]{2}){5}$/u.test(mac) && mac !== "00:00:00:00:00:00";
}

/** The hardware addresses of this machine's network cards, each once. */
export async function findCards({ host }: Pick<Context, "host">): Promise<readonly string[]> {
  const interfaces = parseAddresses((await host.run(showAddresses())).stdout);
  return [...new Set(interfaces.filter(isCard).map(({ mac }) => mac))];
}

/** Below the address of the API. */
export function lookupPath(cards: readonly string[], node: string | undefined): string {
  const query = new URLSearchParams({ addresses: cards.join(",") });
  if (node !== undefined) query.set("node_uuid", node);
  return `v1/lookup?${query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}
