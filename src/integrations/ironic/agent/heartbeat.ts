/** Heartbeats: they tell Ironic that the agent is there, where it is reached, and that it may look what became of a command. */
import type { Context } from "../../../host/host.ts";
import type { Bell } from "./bell.ts";
import type { Connection } from "./connection.ts";
import type { FoundNode } from "./lookup.ts";

/** The release of Ironic's own agent whose calls are understood here: Ironic asks what an agent can do by that. */
export const protocolRelease = "9.7.0";

/** Where the agent is reached, as Ironic is told. */
export interface Reached {
  /** A name or an address. */
  readonly host: string;
  readonly port: number;
  /** The server's certificate as PEM, by which Ironic knows it. */
  readonly certificate: string;
}

/** The body of a heartbeat. */
export function heartbeatOf({ token }: FoundNode, { host, port, certificate }: Reached): object {
  return {
    callback_url: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    agent_version: protocolRelease,
    ...(token === undefined ? {} : { agent_token: token }),
    agent_verify_ca: certificate,
  };
}

/** Milliseconds until the next heartbeat, from `random` between 0 and 1: within 0.3 and 0.6 of the timeout, so that nodes do not speak in chorus. */
export function nextHeartbeat({ heartbeatTimeout }: Pick<FoundNode, "heartbeatTimeout">, random: number): number {
  return heartbeatTimeout * (0.3 + 0.3 * random) * 1000;
}

export interface HeartbeatOptions {
  readonly connection: Connection;
  readonly node: FoundNode;
  readonly bell: Bell;
  /** This machine's address in the last connection to the API. */
  readonly localAddress: string;
  /** Where the agent is reached by a machine with that address. */
  readonly reach: (localAddress: string) => Promise<Reached>;
}

/** Goes on until the signal is aborted; each ring of the bell is a heartbeat at once. */
export async function sendHeartbeats(ctx: Context, options: HeartbeatOptions): Promise<never> {
  const { connection, node, bell, reach } = options;
  const path = `v1/heartbeat/${node.uuid}`;
  let isCorrection = false;
  for (let told = await reach(options.localAddress); ;) {
    const request = { what: "the heartbeat", path, body: heartbeatOf(node, told) };
    const { localAddress } = await connection.ask(ctx, async () => await Promise.resolve(request), bell);
    const now = await reach(localAddress);
    // The machine has another address by now, which Ironic has to know: at once, but a machine may have another one in each connection.
    isCorrection = !isCorrection && now.certificate !== told.certificate;
    if (!isCorrection) await bell.wait(ctx.signal, nextHeartbeat(node, Math.random()));
    told = now;
  }
}
