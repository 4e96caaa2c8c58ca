/** What the firmware says of how this machine was started. */
import { parseSecureBoot, variableName } from "../../formats/efivars.ts";
import type { Host } from "../../host/host.ts";

/** Where efivarfs is mounted. */
export const variables = "/sys/firmware/efi/efivars";

/** Bytes of a variable that are believed; a full BootOrder has 128 KiB. */
const variableLimit = 256 * 1024;

/** By its name in efivarfs; undefined if there is none. */
export async function readBounded(host: Host, name: string): Promise<Uint8Array | undefined> {
  return await host.readFile(`${variables}/${name}`, variableLimit);
}

/** The bytes of a variable of the UEFI specification; undefined if there is none. */
export async function readVariable(host: Host, name: string): Promise<Uint8Array | undefined> {
  return await readBounded(host, variableName(name));
}

/** True if the machine was started by UEFI. */
export async function isStartedByUefi(host: Host): Promise<boolean> {
  return (await host.facts("/sys/firmware/efi")) !== undefined;
}

export async function isSecureBootOn(host: Host): Promise<boolean> {
  return parseSecureBoot(await readVariable(host, "SecureBoot"));
}
