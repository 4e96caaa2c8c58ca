/** blkid: what is written on a device, or on every device, read from the devices themselves and neither from a cache nor from udev. */
import type { Command } from "../base/command.ts";

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

/** In the order of the device names. */
export function parseFilesystems(output: string): readonly Filesystem[] {
  return output
    .split(/\n{2,}/u)
    .flatMap((block): Filesystem[] => {
      const values = parseBlock(block);
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
