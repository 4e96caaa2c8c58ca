/** mdadm: making, assembling and stopping MD arrays, and what the superblock on a member says of its array, whether or not that is assembled. */
import { sectorSize } from "../base/sizes.ts";
import type { Command } from "../base/command.ts";
import type { PlannedArray } from "../schema/plan.ts";

/** mdadm writes a UUID as four numbers. */
export function mdUuid(uuid: string): string {
  return (uuid.replaceAll("-", "").match(/.{8}/gu) ?? []).join(":");
}

/** Bytes of a chunk on levels that stripe, mdadm's own default. */
const chunk = 512 * 1024;

/**
 * Makes an array with its UUID. Where data begins and how much of each member is used is said, so that its size is the planned
 * one; `offset` is in bytes. Any host is its home, so that every system assembles it under its name. The first resync goes on
 * in the background, and later systems go on with it: everything that is written meanwhile is on every copy. `--force` for
 * level 5: mdadm would make it degraded, with a spare that is filled, and GRUB reads what is on that before it is.
 */
export function createArray(
  { device, name, uuid, level, metadata, memberSize, members }: PlannedArray,
  offset: number,
): Command {
  const isRedundant = level !== 0;
  return {
    program: "mdadm",
    args: [
      "--create",
      device,
      "--run",
      ...(level === 5 ? ["--force"] : []),
      `--level=${level}`,
      `--raid-devices=${members.length}`,
      `--metadata=${metadata}`,
      `--name=${name}`,
      "--homehost=any",
      `--uuid=${mdUuid(uuid)}`,
      `--data-offset=${offset / 1024}K`,
      ...(level === 1 ? [] : [`--chunk=${chunk / 1024}K`]),
      // The kernel has no size for level 0, which takes what its members have.
      ...(isRedundant ? [`--size=${memberSize / 1024}K`, "--bitmap=internal"] : []),
      ...members,
    ],
  };
}

/** Assembles an array that is there from these members and no others. */
export function assembleArray({ device, uuid, members }: PlannedArray): Command {
  return { program: "mdadm", args: ["--assemble", device, `--uuid=${mdUuid(uuid)}`, ...members] };
}

/** mdadm itself waits some seconds for a process that has it open for a moment. */
export function stopArray(device: string): Command {
  return { program: "mdadm", args: ["--stop", device] };
}

/** The lines of mdadm.conf(5) by which a system assembles an array under its name. */
export function arrayLine({ name, uuid, metadata }: PlannedArray): string {
  return `ARRAY /dev/md/${name} metadata=${metadata} UUID=${mdUuid(uuid)}`;
}

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

/** Bytes of an array of level 0, of which mdadm tells no size: whole chunks of as many members (drivers/md/raid0.c, members of one size). */
function stripedSize(available: string | undefined, chunkSize: string | undefined, devices: number): number {
  const unit = Number(/^(?<kib>\d+)K$/u.exec(chunkSize ?? "")?.groups?.["kib"] ?? 0) * 1024;
  return unit === 0 ? 0 : Math.floor((Number(available ?? 0) * sectorSize) / unit) * unit * devices;
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
  const devices = Number(first("Raid Devices") ?? 0);
  const told = first("Array Size");
  return {
    uuid: blkidUuid(uuid),
    name: first("Name") ?? null,
    level,
    metadata: version.startsWith("0.90") ? "0.90" : version,
    devices,
    size:
      told === undefined && level === "raid0"
        ? stripedSize(first("Avail Dev Size"), first("Chunk Size"), devices)
        : Number(told ?? 0) * 1024,
    dataOffset: Number(first("Data Offset") ?? 0) * sectorSize,
  };
}

/** The name of an array's device as udev makes it once the array is assembled. */
export function arrayLink(uuid: string): string {
  return `/dev/disk/by-id/md-uuid-${mdUuid(uuid)}`;
}

/** What the kernel says of an assembled array, for people. */
export function describeArray(device: string): Command {
  return { program: "mdadm", args: ["--detail", device] };
}
