/** blkid: what is written on a device, read from the device itself and not from a cache. */
import type { Command } from "../base/command.ts";

/**
 * Probes one device. Exit code 2 means that nothing was found on it, 8 that several signatures contradict each other. The
 * udev format is the only one that shows a label as it is: the others garble what is not ASCII.
 */
export function probe(device: string): Command {
  return { program: "blkid", args: ["--probe", "--output", "udev", "--", device], okCodes: [0, 2, 8] };
}

/** Probes a part of a device, in bytes, as if it were a device of its own. */
export function probePart(device: string, offset: number, size: number): Command {
  return {
    program: "blkid",
    args: ["--probe", "--output", "udev", "--offset", String(offset), "--size", String(size), "--", device],
    okCodes: [0, 2, 8],
  };
}

/** The type of a device with several signatures that contradict each other, so that nobody can say what it is. */
export const ambiguousType = "ambiguous";

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
