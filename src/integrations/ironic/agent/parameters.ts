/** What the kernel arguments of a ramdisk say to an agent: the names are those that Ironic's own templates set. */
import { BareonError } from "../../../base/errors.ts";
import { parseKernelArguments } from "../../../formats/kernel-arguments.ts";
import { readApiAddress } from "../boot-parameters.ts";

export interface AgentParameters {
  /** Addresses of the API, each with a slash at its end: the next one is asked if one does not answer. */
  readonly apis: readonly string[];
  /** Whether any certificate of the API is taken. */
  readonly insecure: boolean;
  /** The secret of a node that was given one before it was started (virtual media). */
  readonly token: string | undefined;
  /** By which Ironic shall reach the agent, if that is not this machine's own address: a host or an address. */
  readonly advertisedHost: string | undefined;
  readonly advertisedPort: number | undefined;
}

export const apiArgument = "ipa-api-url";

/** The version is not a part of the address. */
function withoutVersion(api: string): string {
  return api.replace(/(?<=\/)v1\/$/u, "");
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && ["1", "true", "yes", "on"].includes(value.toLowerCase());
}

function readHost(text: string): string {
  if (/^(?=.{1,255}$)(?:[\da-z](?:[\da-z.-]*[\da-z])?|[\da-f:]+)$/iu.test(text)) return text;
  throw new BareonError("usage", `ipa-advertise-host=${text} is no host.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port >= 1 && port <= 65_535) return port;
  throw new BareonError("usage", `ipa-advertise-port=${text} is no port.`);
}

/** Undefined if they name no API. Throws BareonError "usage" for what cannot be understood. */
export function readAgentParameters(commandLine: string): AgentParameters | undefined {
  const values = parseKernelArguments(commandLine);
  const text = values.get(apiArgument);
  if (text === undefined) return undefined;
  if (text === "mdns")
    throw new BareonError("usage", `${apiArgument}=mdns: the API is not looked for by multicast DNS.`, {
      hint: "Set the address: it is like http://192.0.2.1:6385.",
    });
  const [token, host, port] = ["ipa-agent-token", "ipa-advertise-host", "ipa-advertise-port"].map((name) => {
    const value = values.get(name);
    return value === "" ? undefined : value;
  });
  return {
    apis: text.split(",").map((one) => withoutVersion(readApiAddress(apiArgument, one))),
    insecure: isYes(values.get("ipa-insecure")),
    token,
    advertisedHost: host === undefined ? undefined : readHost(host),
    advertisedPort: port === undefined ? undefined : readPort(port),
  };
}
