/** sfdisk: writing a GPT in one call, and reading a partition table back. */
import type { Command } from "../base/command.ts";
import { readJsonOutput } from "./json-output.ts";
import type { PlannedDisk } from "../schema/plan.ts";

/**
 * GPT attribute bit 63: systemd-gpt-auto-generator leaves the partition alone, so that a system does not mount what
 * belongs to another (Discoverable Partitions Specification).
 */
const noAuto = "GUID:63";

/**
 * GPT attribute bit of a partition that a deploy adds beside what is there, as long as nothing is on it yet. Bits from 48 on belong to the
 * partition's type, and none of the types that a deploy makes uses this one (Discoverable Partitions Specification). Others do, such as
 * ChromeOS and Flatcar, which count in it the attempts to boot: it is a mark only with the one other bit that a deploy gives.
 */
export const unfinishedBit = 52;
const unfinishedMark = `GUID:${unfinishedBit},63`;

function quote(name: string): string {
  return `"${name.replaceAll(/["\\]/gu, "")}"`;
}

function partitionLines(disk: Pick<PlannedDisk, "sectorSize" | "partitions">): string[] {
  const sectors = (bytes: number): number => bytes / disk.sectorSize;
  return disk.partitions.map((partition) =>
    [
      `${partition.number} : start=${sectors(partition.start)}`,
      `size=${sectors(partition.size)}`,
      `type=${partition.type}`,
      `uuid=${partition.partuuid}`,
      ...(partition.name === "" ? [] : [`name=${quote(partition.name)}`]),
      ...(partition.purpose === "bios-boot" ? [] : [`attrs="${noAuto}"`]),
    ].join(", "),
  );
}

/**
 * Writes the whole table of a disk. The kernel is told by partx afterwards: sfdisk's own way fails for kernels and
 * devices that cannot re-read, and this one fails if a partition is in use.
 */
export function writeTable(disk: PlannedDisk): Command {
  return {
    program: "sfdisk",
    args: [
      "--quiet",
      "--no-reread",
      "--no-tell-kernel",
      "--lock=yes",
      "--wipe",
      "always",
      "--wipe-partitions",
      "always",
      "--",
      disk.path,
    ],
    input: `${["label: gpt", `label-id: ${disk.tableId}`, "unit: sectors", "", ...partitionLines(disk)].join("\n")}\n`,
  };
}

/** Reads a table; sfdisk exits with 1 if there is none. */
export function readTable(disk: string): Command {
  return { program: "sfdisk", args: ["--json", "--", disk], okCodes: [0, 1] };
}

export interface PartitionTable {
  /** gpt, dos, ... */
  readonly type: string;
  readonly id: string | null;
  /** In bytes, in the order of their start. */
  readonly partitions: readonly TablePartition[];
}

export interface TablePartition {
  readonly path: string;
  readonly number: number;
  readonly start: number;
  readonly size: number;
  readonly type: string;
  readonly partuuid: string | null;
  readonly name: string | null;
  /** Present for one that has the mark of `unfinishedBit`. */
  readonly unfinished?: true;
}

interface Dump {
  readonly partitiontable: {
    readonly label: string;
    readonly id?: string;
    readonly sectorsize?: number;
    readonly partitions?: readonly {
      readonly node: string;
      readonly start: number;
      readonly size: number;
      readonly type: string;
      readonly uuid?: string;
      readonly name?: string;
      /** Words, and "GUID:" with the numbers of bits from 48 on. */
      readonly attrs?: string;
    }[];
  };
}

/** Null for a disk without a table. */
export function parseTable(output: string): PartitionTable | null {
  if (output.trim() === "") return null;
  return readJsonOutput("sfdisk", output, (value) => toTable(value as Dump));
}

function toTable({ partitiontable }: Dump): PartitionTable {
  const { label, id, sectorsize = 512, partitions = [] } = partitiontable;
  return {
    type: label,
    id: id ?? null,
    partitions: partitions
      .map((partition) => ({
        path: partition.node,
        number: Number(/\d+$/u.exec(partition.node)?.[0] ?? Number.NaN),
        start: partition.start * sectorsize,
        size: partition.size * sectorsize,
        type: partition.type,
        partuuid: partition.uuid ?? null,
        name: partition.name ?? null,
        ...(partition.attrs === unfinishedMark ? { unfinished: true as const } : {}),
      }))
      .toSorted((one, other) => one.start - other.start),
  };
}

/** The device node of a partition: the kernel puts a "p" after a disk name that ends with a digit. */
export function partitionPath(disk: string, number: number): string {
  return `${disk}${/\d$/u.test(disk) ? "p" : ""}${number}`;
}

/** Prints a table as sfdisk itself reads it again. */
export function dumpTable(disk: string): Command {
  return { program: "sfdisk", args: ["--dump", "--", disk] };
}
