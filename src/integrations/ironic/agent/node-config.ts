/** Where the deploy config of a node is, by the arguments of the step and what Ironic says of the node; nothing is read. */
import { BareonError } from "../../../base/errors.ts";

export type ConfigPlace =
  | { readonly kind: "document"; readonly text: string }
  | { readonly kind: "address"; readonly address: string; readonly checksum: string | undefined }
  /** The user data of the config drive, if there is one in them. */
  | { readonly kind: "drive" };

export interface NodeConfig {
  readonly place: ConfigPlace | undefined;
  /** The config drive as Ironic has it: an image in gzip and base64, or an address. */
  readonly drive: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What people set as text may be an object by then. */
function documentOf(what: string, value: unknown): ConfigPlace {
  if (typeof value === "string" && value.trim() !== "") return { kind: "document", text: value };
  if (isObject(value)) return { kind: "document", text: JSON.stringify(value) };
  throw new BareonError("invalid", `${what} is no deploy config: an object or the text of one was expected.`);
}

function instanceOf(node: unknown): Fields {
  const info = isObject(node) ? node["instance_info"] : undefined;
  return isObject(info) ? info : {};
}

function textOf(args: Fields, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

/** What the step says counts before what the node says. Throws BareonError "invalid" for a config that is none, and for two. */
export function findConfig(args: Fields, node: unknown): NodeConfig {
  const { bareon_config: own, configdrive } = instanceOf(node);
  const drive = typeof configdrive === "string" && configdrive !== "" ? configdrive : undefined;
  const [config, address] = [args["config"], textOf(args, "config_url")];
  if (config !== undefined && address !== undefined)
    throw new BareonError("invalid", "The step has both config and config_url: one of them is enough.");
  if (config !== undefined) return { place: documentOf("The argument config", config), drive };
  if (address !== undefined) return { place: { kind: "address", address, checksum: textOf(args, "checksum") }, drive };
  if (own !== undefined && own !== null) return { place: documentOf("instance_info.bareon_config", own), drive };
  return { place: drive === undefined ? undefined : { kind: "drive" }, drive };
}
