/** What tells this machine from others, for a report in which names stand for it: read where the kernel says it, and never shown. */
import type { IdentityKind, KnownIdentity } from "../base/pseudonyms.ts";
import { BareonError } from "../base/errors.ts";
import type { Host } from "../host/host.ts";

const names = ["/proc/sys/kernel/hostname", "/etc/hostname"];
const serials = [
  "/etc/machine-id",
  ...["product_serial", "product_uuid", "board_serial", "chassis_serial", "chassis_asset_tag"].map(
    (name) => `/sys/class/dmi/id/${name}`,
  ),
  "/sys/firmware/devicetree/base/serial-number",
];
/** Of each disk. */
const ofDisk = ["serial", "wwid", "device/serial", "device/wwid", "device/vpd_pg80"];
const longestValue = 4096;
/** Disks that are looked at. */
const mostDisks = 1000;

type Look = Pick<Host, "list" | "readText">;

/** Undefined for what cannot be read or says nothing. */
async function read(host: Look, path: string): Promise<string | undefined> {
  try {
    const text = await host.readText(path, longestValue);
    // A page of the disk's own has a header of bytes in front.
    const value = (text ?? "").replaceAll(/[\p{Cc}\uFFFD]/gu, " ").trim();
    return value === "" ? undefined : value;
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}

/** With the last word, which of a worldwide id is the serial number. */
function valuesOf(kind: IdentityKind, text: string): KnownIdentity[] {
  const more = kind === "host" ? text.split(".").slice(0, 1) : text.split(/[\s.]+/u).slice(-1);
  return [...new Set([text, ...more])].map((value) => ({ kind, value }));
}

/** Serial numbers as lsblk has them: udev may know more than the kernel tells. */
function fromDevices(devices: string): KnownIdentity[] {
  const found = devices.matchAll(/"(?:serial|wwn|ptuuid)"\s{0,4}:\s{0,4}"(?<value>[^"\\]{1,256})"/gu);
  return Array.from(found, ({ groups }): KnownIdentity => ({ kind: "serial", value: groups?.["value"] ?? "" }));
}

/** `devices` is what lsblk says of them. */
export async function readIdentities(host: Look, devices: string): Promise<KnownIdentity[]> {
  const found: KnownIdentity[] = fromDevices(devices);
  const add = async (kind: IdentityKind, path: string): Promise<void> => {
    const text = await read(host, path);
    if (text !== undefined) found.push(...valuesOf(kind, text));
  };
  for (const path of names) await add("host", path);
  for (const path of serials) await add("serial", path);
  const disks = await host.list("/sys/block").catch(() => []);
  for (const disk of disks.slice(0, mostDisks))
    for (const name of ofDisk) await add("serial", `/sys/block/${disk}/${name}`);
  return found;
}
