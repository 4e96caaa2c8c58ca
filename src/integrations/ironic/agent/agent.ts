/**
 * The recipe of the agent, by which an Ironic with the deploy interface custom-agent works on this machine:
 *
 *     kernel arguments -> lookup by hardware addresses -> certificate -> server -> heartbeats, until it is stopped
 *
 * It holds no logic of a deploy: each step is a call of one of the programs. It outlives a network that is away, and a step that runs
 * meanwhile goes on.
 */
import { BareonError } from "../../../base/errors.ts";
import { runtimeDirectory } from "../../../base/places.ts";
import type { Context } from "../../../host/host.ts";
import type { BackOff } from "../../../host/wait.ts";
import { parseAddresses, setLinkDown, showAddresses } from "../../../programs/ip.ts";
import type { OwnPrograms } from "../../../programs/bareon.ts";
import { actionsOf } from "./actions.ts";
import { Bell } from "./bell.ts";
import { addressToTell, type Certificate, certificateFor } from "./certificate.ts";
import { Commands } from "./commands.ts";
import { type ApiRequest, Connection } from "./connection.ts";
import { sendHeartbeats } from "./heartbeat.ts";
import { keepLastStep, readLastStep } from "./last-step.ts";
import { findCards, type FoundNode, longestLookup, lookupPath, parseLookup } from "./lookup.ts";
import { type AgentParameters, apiArgument, readAgentParameters } from "./parameters.ts";
import { type AgentServer, serveCommands, type ServerLimits } from "./server.ts";

export interface AgentOptions {
  /** The kernel arguments, as /proc/cmdline shows them. */
  readonly commandLine: string;
  /** The port of the server. */
  readonly port: number;
  /** The node in Ironic, if that is known; else its hardware addresses say it. */
  readonly node: string | undefined;
  readonly programs: OwnPrograms;
  readonly release: string;
  readonly backOff?: BackOff | undefined;
  readonly limits?: ServerLimits | undefined;
  /** A folder that is root's alone and is gone with the next boot. */
  readonly folder?: string | undefined;
}

/** Root's alone, and gone with the next boot. */
export const agentFolder = `${runtimeDirectory}/ironic-agent`;

/** Where Ironic's own agents listen. */
export const usualPort = 9999;

/** Throws BareonError "usage" if the kernel arguments name no API. */
function needParameters(commandLine: string): AgentParameters {
  const parameters = readAgentParameters(commandLine);
  if (parameters !== undefined) return parameters;
  throw new BareonError("usage", `The kernel arguments name no API of an Ironic: ${apiArgument}= is missing.`, {
    hint: "Ironic sets it if the node's deploy interface is custom-agent; --kernel-arguments gives others.",
  });
}

/**
 * Ironic tells the secret once: an agent that was started again in the same ramdisk has it from the one before, `isAgain`. Another secret
 * begins something new, for which the former agent has done nothing.
 */
async function rememberToken(
  { host, report }: Context,
  path: string,
  node: FoundNode,
): Promise<{ readonly node: FoundNode; readonly isAgain: boolean }> {
  const [uuid, kept] = ((await host.readText(path, 4096)) ?? "").split(" ");
  const former = uuid === node.uuid ? kept : undefined;
  const token = node.token ?? former;
  if (token !== undefined) {
    await host.writeFile(path, `${node.uuid} ${token}`, 0o600);
    return { node: { ...node, token }, isAgain: token === former };
  }
  const message = "Ironic told the secret of this node to another agent before, and takes no heartbeat without it.";
  report({ event: "warning", message: `${message} A node that is started anew gets a new one.` });
  return { node, isAgain: false };
}

interface Found {
  readonly node: FoundNode;
  /** This machine's address in the connection to the API. */
  readonly localAddress: string;
}

/** Asks until Ironic knows the node. */
async function lookUp(
  ctx: Context,
  connection: Connection,
  { node }: Pick<AgentOptions, "node">,
  { token }: AgentParameters,
): Promise<Found> {
  // A card may come up late.
  const makeRequest = async (): Promise<ApiRequest> => ({
    what: "the lookup of this node",
    path: lookupPath(await findCards(ctx), node),
    longest: longestLookup,
  });
  for (const bell = new Bell(); ;) {
    const { body, localAddress } = await connection.ask(ctx, makeRequest, bell);
    try {
      const found = parseLookup(body);
      return { node: { ...found, token: token ?? found.token }, localAddress };
    } catch (error) {
      if (!(error instanceof BareonError)) throw error;
      ctx.report({ event: "warning", message: `${error.message} ${error.hint ?? ""}` });
      await bell.wait(ctx.signal, connection.longestPause);
    }
  }
}

/** After this nobody reaches the machine, and it reaches nobody. */
async function disconnect(ctx: Context, server: AgentServer): Promise<void> {
  await server[Symbol.asyncDispose]();
  const interfaces = parseAddresses((await ctx.host.run(showAddresses())).stdout);
  for (const { name, mac } of interfaces) if (mac !== "" && name !== "lo") await ctx.host.run(setLinkDown(name));
}

/** Runs until the context is aborted. Throws BareonError "usage", and "failure" if it cannot serve. */
export async function runAgent(ctx: Context, options: AgentOptions): Promise<never> {
  const { programs, folder = agentFolder } = options;
  const parameters = needParameters(options.commandLine);
  await ctx.host.makeDirectory(folder, 0o700);
  const connection = new Connection(parameters, options.backOff);
  const found = await lookUp(ctx, connection, options, parameters);
  const { node, isAgain } = await rememberToken(ctx, `${folder}/token`, found.node);
  ctx.report({ event: "notice", message: `Ironic at ${connection.api} knows this machine as node ${node.uuid}` });

  const nameFor = async (localAddress: string): Promise<string> =>
    parameters.advertisedHost ?? (await addressToTell(ctx, folder, localAddress));
  let certificate: Certificate = await certificateFor(ctx, folder, await nameFor(found.localAddress));
  const bell = new Bell();
  const commands = new Commands(ctx, {
    onEnd: () => bell.ring(),
    keep: async (result) => await keepLastStep(ctx, folder, result),
    former: isAgain ? await readLastStep(ctx, folder) : undefined,
  });
  const quiet = new AbortController();
  const actions = actionsOf({ ctx, programs, folder }, async () => {
    quiet.abort(new Error("locked down"));
    await disconnect(ctx, server);
  });
  const { token } = node;
  const server: AgentServer = await serveCommands(ctx, { ...options, certificate, token, commands, actions });
  await using owned = server;
  ctx.report({ event: "notice", message: `The agent listens on port ${owned.port}` });
  const reach = async (localAddress: string) => {
    const name = await nameFor(localAddress);
    if (name !== certificate.host) {
      certificate = await certificateFor(ctx, folder, name);
      owned.renew(certificate);
    }
    return { host: name, port: parameters.advertisedPort ?? owned.port, certificate: certificate.certificate };
  };
  const own = { ...ctx, signal: AbortSignal.any([ctx.signal, quiet.signal]) };
  try {
    return await sendHeartbeats(own, { connection, node, bell, localAddress: found.localAddress, reach });
  } catch (error) {
    if (!quiet.signal.aborted || ctx.signal.aborted) throw error;
    return await new Promise<never>((_, reject) => {
      ctx.signal.addEventListener("abort", () => reject(ctx.signal.reason as Error), { once: true });
    });
  }
}
