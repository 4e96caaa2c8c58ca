/** lsblk: the kernel's block devices and what is stacked on them. What is written on a device is read by blkid.ts: lsblk takes that from udev. */
import type { Command, Output } from "../base/command.ts";
import { readJsonOutput } from "./json-output.ts";

const columns = ["MAJ:MIN", "TYPE", "SIZE", "LOG-SEC", "MODEL", "SERIAL", "WWN", "HCTL", "RO", "RM", "TRAN"];

/** Every device of the machine, or one disk and what is on it. */
export function listDevices(disk?: string): Command {
  return {
    program: "lsblk",
    args: [
      "--json",
      "--bytes",
      "--tree",
      "--output",
      ["PATH", ...columns, "MOUNTPOINTS"].join(","),
      ...(disk === undefined ? ["--all"] : ["--", disk]),
    ],
  };
}

/** True where lsblk is older than 2.37 (MOUNTPOINTS) or 2.33 (PATH), as in a deployed system that is older than the ramdisk. */
export function isTooOld({ exitCode, stderr }: Output): boolean {
  return exitCode === 1 && stderr.includes("unknown column");
}

/** Every device as an old lsblk shows it, which names one mount of each. */
export function listDevicesOfOld(): Command {
  const output = ["NAME", ...columns, "MOUNTPOINT"].join(",");
  return { program: "lsblk", args: ["--json", "--bytes", "--paths", "--output", output, "--all"] };
}

/** One device with everything that is stacked on it. */
export interface BlockDevice {
  readonly path: string;
  readonly device: string;
  /** disk, part, loop, lvm, raid1, crypt, mpath, rom, ... */
  readonly type: string;
  readonly size: number;
  readonly sectorSize: number;
  readonly model: string | null;
  readonly serial: string | null;
  readonly wwn: string | null;
  readonly scsi: string | null;
  readonly transport: string | null;
  readonly readOnly: boolean;
  readonly removable: boolean;
  readonly mounts: readonly string[];
  readonly children: readonly BlockDevice[];
}

/** Before 2.33 all values are texts. */
interface Row {
  readonly path?: string;
  /** In place of `path` and `mountpoints`, as an old lsblk is asked. */
  readonly name?: string;
  readonly mountpoint?: string | null;
  readonly "maj:min": string;
  readonly type: string;
  readonly size: number | string | null;
  readonly "log-sec": number | string;
  readonly model: string | null;
  readonly serial: string | null;
  readonly wwn: string | null;
  readonly hctl: string | null;
  readonly tran: string | null;
  readonly ro: boolean | string;
  readonly rm: boolean | string;
  readonly mountpoints?: readonly (string | null)[];
  readonly children?: readonly Row[];
}

function text(value: string | null): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function isSet(value: boolean | string): boolean {
  return value === true || value === "1";
}

/** Throws TypeError for a row without one. */
function pathOf({ path, name }: Row): string {
  const found = path ?? name;
  if (found === undefined) throw new TypeError("a device has no path");
  return found;
}

function toDevice(row: Row): BlockDevice {
  return {
    path: pathOf(row),
    device: row["maj:min"],
    type: row.type,
    size: Number(row.size ?? 0),
    sectorSize: Number(row["log-sec"]),
    model: text(row.model),
    serial: text(row.serial),
    wwn: text(row.wwn),
    scsi: text(row.hctl),
    transport: text(row.tran),
    readOnly: isSet(row.ro),
    removable: isSet(row.rm),
    mounts: (row.mountpoints ?? [row.mountpoint ?? null]).filter((mount) => mount !== null),
    children: (row.children ?? []).map(toDevice),
  };
}

/** The devices at the top of the tree. */
export function parseDevices(output: string): BlockDevice[] {
  return readJsonOutput("lsblk", output, (value) =>
    (value as { readonly blockdevices: readonly Row[] }).blockdevices.map(toDevice),
  );
}

/** These devices and all that are stacked on them, each before what is on it; one that is on several comes several times. */
export function flattenDevices(devices: readonly BlockDevice[]): BlockDevice[] {
  return devices.flatMap((device) => [device, ...flattenDevices(device.children)]);
}

/** All that lsblk knows of every device, for people. */
export function describeDevices(): Command {
  return { program: "lsblk", args: ["--json", "--bytes", "--output-all"] };
}
