/** blkid over every block device: which filesystems there are, read from the devices and neither from a cache nor from udev. */
import type { Command } from "../base/command.ts";

/** Of these devices, or of all. Exit code 2 means that there is nothing at all. Short options, because deployed systems may be old: blkid got its long ones late. */
export function listFilesystems(devices: readonly string[] = []): Command {
  return { program: "blkid", args: ["-c", "/dev/null", "-o", "export", ...devices], okCodes: [0, 2] };
}

export interface Filesystem {
  readonly device: string;
  /** ext4, xfs, swap, LVM2_member, ...; null where only the partition table says something about the device. */
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
