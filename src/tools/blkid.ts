/** blkid: what is written on a device, read from the device itself and not from a cache. */
import type { Command } from "../base/command.ts";

/** Probes one device; exit code 2 means that nothing was found on it. */
export function probe(device: string): Command {
  return { program: "blkid", args: ["--probe", "--output", "export", "--", device], okCodes: [0, 2] };
}

export interface Signature {
  /** ext4, xfs, swap, LVM2_member, linux_raid_member, ... */
  readonly type: string;
  readonly label: string | null;
  readonly uuid: string | null;
}

/** Null where no filesystem, swap or member signature was found; a partition table alone is none. */
export function parseSignature(output: string): Signature | null {
  const values = new Map(
    output.split("\n").flatMap((line): [string, string][] => {
      const split = line.indexOf("=");
      return split < 0 ? [] : [[line.slice(0, split), unescape(line.slice(split + 1))]];
    }),
  );
  const type = values.get("TYPE");
  return type === undefined ? null : { type, label: values.get("LABEL") ?? null, uuid: values.get("UUID") ?? null };
}

/** The export format puts a backslash before characters that a shell would read. */
function unescape(text: string): string {
  return text.replaceAll(/\\(.)/gu, "$1");
}
