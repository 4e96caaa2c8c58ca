/** What the kernel arguments of a ramdisk say of the Ironic that started it (bareon-design(7), "The callback"). */
import { BareonError } from "../../base/errors.ts";
import { parseKernelArguments } from "../../formats/kernel-arguments.ts";

export interface BootParameters {
  /** The address below which the controller's calls for this node are, with a slash at its end. */
  readonly base: string;
  /** The hardware address of the interface that the machine was started by, in small letters; undefined if none is named. */
  readonly mac: string | undefined;
}

function refuse(problem: string, hint: string): never {
  throw new BareonError("usage", `The kernel arguments do not say how to call Ironic back: ${problem}.`, { hint });
}

/** The address with a slash at its end; `name` is the argument. Throws BareonError "usage" for none. */
export function readApiAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:") || url.search + url.hash !== "")
    return refuse(`${name}=${text} is no address of an API`, "It is like http://192.0.2.1:6385 or https://HOST/PATH.");
  return text.endsWith("/") ? text : `${text}/`;
}

/** pxelinux puts the type of the hardware in front (01 for Ethernet), iPXE writes what it is told to. */
function readMac(text: string): string {
  const { mac } = /^(?:[\da-f]{2}[-:])?(?<mac>[\da-f]{2}(?:[-:][\da-f]{2}){5})$/iu.exec(text)?.groups ?? {};
  if (mac === undefined) return refuse(`BOOTIF=${text} is no hardware address`, "It is like 01-52-54-00-12-34-56.");
  return mac.toLowerCase().replaceAll("-", ":");
}

/** Undefined if they name no Ironic. Throws BareonError "usage" for what cannot be understood. */
export function readBootParameters(commandLine: string): BootParameters | undefined {
  const values = parseKernelArguments(commandLine);
  const api = values.get("ironic_api_url") ?? values.get("api-url");
  const node = values.get("deployment_id");
  if (api === undefined && node === undefined) return undefined;
  const example = "All of ironic_api_url=URL, deployment_id=UUID and BOOTIF=MAC are needed.";
  if (api === undefined || api === "") return refuse("ironic_api_url= is missing", example);
  if (node === undefined || node === "") return refuse("deployment_id= is missing", example);
  const base = `${readApiAddress("ironic_api_url", api)}v1/nodes/${encodeURIComponent(node)}/vendor_passthru/`;
  const card = values.get("BOOTIF");
  return { base, mac: card === undefined ? undefined : readMac(card) };
}
