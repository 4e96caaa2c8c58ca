/** lsblk: the kernel's block devices and what is stacked on them. What is written on a device is read by blkid.ts: lsblk takes that from udev. */
import type { Command } from "../base/command.ts";
import { readJsonOutput } from "./json-output.ts";

const columns = [
  "PATH",
  "MAJ:MIN",
  "TYPE",
  "SIZE",
  "LOG-SEC",
  "MODEL",
  "SERIAL",
  "WWN",
  "HCTL",
  "RO",
  "RM",
  "TRAN",
  "MOUNTPOINTS",
];

/** Every device of the machine, or one disk and what is on it. */
export function listDevices(disk?: string): Command {
  return {
    program: "lsblk",
    args: [
      "--json",
      "--bytes",
      "--tree",
      "--output",
      columns.join(","),
      ...(disk === undefined ? ["--all"] : ["--", disk]),
    ],
  };
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

interface Row {
  readonly path: string;
  readonly "maj:min": string;
  readonly type: string;
  readonly size: number | null;
  readonly "log-sec": number;
  readonly model: string | null;
  readonly serial: string | null;
  readonly wwn: string | null;
  readonly hctl: string | null;
  readonly tran: string | null;
  readonly ro: boolean;
  readonly rm: boolean;
  readonly mountpoints: readonly (string | null)[];
  readonly children?: readonly Row[];
}

function text(value: string | null): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function toDevice(row: Row): BlockDevice {
  return {
    path: row.path,
    device: row["maj:min"],
    type: row.type,
    size: row.size ?? 0,
    sectorSize: row["log-sec"],
    model: text(row.model),
    serial: text(row.serial),
    wwn: text(row.wwn),
    scsi: text(row.hctl),
    transport: text(row.tran),
    readOnly: row.ro,
    removable: row.rm,
    mounts: row.mountpoints.filter((mount) => mount !== null),
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
