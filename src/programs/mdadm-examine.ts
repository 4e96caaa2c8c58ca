/** mdadm --examine: what the superblock on a member says of its array, whether or not that is assembled. */
import { sectorSize } from "../base/sizes.ts";
import type { Command } from "../base/command.ts";
import { mdUuid } from "./mdadm.ts";

/** Ends with 1 where there is no superblock. mdadm takes no "--", but device nodes begin with a slash. */
export function examineMember(device: string): Command {
  return { program: "mdadm", args: ["--examine", device], okCodes: [0, 1] };
}

export interface MemberFacts {
  /** The array's UUID, as blkid writes it. */
  readonly uuid: string;
  readonly name: string | null;
  readonly level: string;
  /** 0.90, 1.0, 1.1 or 1.2. */
  readonly metadata: string;
  readonly devices: number;
  /** Bytes of the array. */
  readonly size: number;
  /** Bytes from the start of the member to the array's data. */
  readonly dataOffset: number;
}

/** mdadm writes four groups of eight digits. */
function blkidUuid(uuid: string): string {
  return uuid.replaceAll(":", "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** Undefined for a firmware RAID's container, and where no superblock was found. `--export` knows neither offset nor exact size. */
export function parseMember(output: string): MemberFacts | undefined {
  const facts = new Map(
    output.split("\n").flatMap((line): [string, string][] => {
      const split = line.indexOf(" : ");
      return split < 0 ? [] : [[line.slice(0, split).trim(), line.slice(split + 3).trim()]];
    }),
  );
  const first = (name: string): string | undefined => facts.get(name)?.split(" ")[0];
  const [uuid, version, level] = [first("Array UUID") ?? first("UUID"), first("Version"), first("Raid Level")];
  if (uuid === undefined || version === undefined || level === undefined) return undefined;
  return {
    uuid: blkidUuid(uuid),
    name: first("Name") ?? null,
    level,
    metadata: version.startsWith("0.90") ? "0.90" : version,
    devices: Number(first("Raid Devices") ?? 0),
    size: Number(first("Array Size") ?? 0) * 1024,
    dataOffset: Number(first("Data Offset") ?? 0) * sectorSize,
  };
}

/** The name that udev gives an array once it is assembled. */
export function arrayLink(uuid: string): string {
  return `/dev/disk/by-id/md-uuid-${mdUuid(uuid)}`;
}
