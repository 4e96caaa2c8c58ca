/** blkid: what is written on a device, or on every device, read from the devices themselves and neither from a cache nor from udev. */
import type { Command, Output } from "../base/command.ts";

/**
 * Probes one device. Short options, because deployed systems may be old: blkid got its long ones late. Exit code 2 means that nothing was found on it, 8 that several signatures contradict each other. The
 * udev format is the only one that shows a label as it is: the others garble what is not ASCII.
 */
export function probe(device: string): Command {
  return { program: "blkid", args: ["-p", "-o", "udev", "--", device], okCodes: [0, 2, 8] };
}

/** Probes a part of a device, in bytes, as if it were a device of its own. */
export function probePart(device: string, offset: number, size: number): Command {
  return {
    program: "blkid",
    args: ["-p", "-o", "udev", "-O", String(offset), "-S", String(size), "--", device],
    okCodes: [0, 2, 8],
  };
}

/** The type of a device with several signatures that contradict each other, so that what it is cannot be told. */
export const ambiguousType = "ambiguous";

export interface Signature {
  /** ext4, xfs, swap, LVM2_member, linux_raid_member, ... */
  readonly type: string;
  readonly label: string | null;
  readonly uuid: string | null;
}

/** Null if no filesystem, swap or member signature was found; a partition table alone does not count. */
export function parseSignature(output: string): Signature | null {
  const values = new Map(
    output.split("\n").flatMap((line): [string, string][] => {
      const split = line.indexOf("=");
      return split < 0 ? [] : [[line.slice(0, split), decode(line.slice(split + 1))]];
    }),
  );
  if (values.has("ID_FS_AMBIVALENT")) return { type: ambiguousType, label: null, uuid: null };
  const type = values.get("ID_FS_TYPE");
  return type === undefined
    ? null
    : { type, label: values.get("ID_FS_LABEL_ENC") ?? null, uuid: values.get("ID_FS_UUID_ENC") ?? null };
}

/** udev writes bytes that are not safe in a file name as \xNN. */
function decode(text: string): string {
  return text.replaceAll(/(?:\\x[0-9a-fA-F]{2})+/gu, (bytes) =>
    Buffer.from(bytes.replaceAll(String.raw`\x`, ""), "hex").toString(),
  );
}

/** Which filesystems there are on these devices, or on all of the machine. Exit code 2 means that there is nothing at all. */
export function listFilesystems(devices: readonly string[] = []): Command {
  return { program: "blkid", args: ["-c", "/dev/null", "-o", "export", ...devices], okCodes: [0, 2] };
}

/** The same of all of the machine by a blkid that takes the options for devices: see `isSmallBlkid`. */
export function listFilesystemsPlainly(): Command {
  return { program: "blkid", args: [] };
}

/** Whether it was Busybox's that was asked of all devices by one of the commands with options: it takes every word for a device, and succeeds without one; util-linux' ends with 2. */
export function isSmallBlkid({ exitCode, stdout }: Output): boolean {
  return exitCode === 0 && stdout.trim() === "";
}

export interface Filesystem {
  readonly device: string;
  /** ext4, xfs, swap, LVM2_member, ...; null if only the partition table says something about the device. */
  readonly type: string | null;
  readonly uuid: string | null;
  /** The GPT name. */
  readonly partitionName: string | null;
}

/** The export format puts a backslash before characters that a shell would read. */
function parseBlock(block: string): ReadonlyMap<string, string> {
  return new Map(
    block.split("\n").flatMap((line): [string, string][] => {
      const split = line.indexOf("=");
      return split < 0 ? [] : [[line.slice(0, split), line.slice(split + 1).replaceAll(/\\(.)/gu, "$1")]];
    }),
  );
}

/**
 * A line of Busybox: `DEVICE: LABEL="x" UUID="y" TYPE="z"`, in which a label stands as it is, with quotes and with what looks like the
 * next field; it comes first, and is not read, so that the last UUID and the last type are the device's.
 */
function parsePlainLine(line: string): ReadonlyMap<string, string> | undefined {
  const { device, fields = "" } = /^(?<device>\/dev\/[^:\s]+): (?<fields>.*)$/u.exec(line)?.groups ?? {};
  if (device === undefined) return undefined;
  const values = new Map([["DEVNAME", device]]);
  for (const { groups } of fields.matchAll(/(?:^| )(?<name>UUID|TYPE)="(?<value>[^"\s]*)"/gu))
    values.set(groups?.["name"] ?? "", groups?.["value"] ?? "");
  return values;
}

/** In the order of the device names; of both commands above. */
export function parseFilesystems(output: string): readonly Filesystem[] {
  const blocks = output.split(/\n{2,}/u).map(parseBlock);
  const lines = output.split("\n").flatMap((line) => parsePlainLine(line) ?? []);
  return [...blocks, ...lines]
    .flatMap((values): Filesystem[] => {
      const device = values.get("DEVNAME");
      if (device === undefined) return [];
      return [
        {
          device,
          type: values.get("TYPE") ?? null,
          uuid: values.get("UUID") ?? null,
          partitionName: values.get("PARTLABEL") ?? null,
        },
      ];
    })
    .toSorted((one, other) => (one.device < other.device ? -1 : 1));
}

/** The PARTUUID of every partition of the machine, one a line. */
export function listPartuuids(): Command {
  return { program: "blkid", args: ["-c", "/dev/null", "-s", "PARTUUID", "-o", "value"], okCodes: [0, 2] };
}

export function parsePartuuids(output: string): string[] {
  return output.split("\n").filter((line) => line !== "");
}
