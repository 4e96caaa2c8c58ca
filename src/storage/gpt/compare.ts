/** Planned partitions beside those that were found: differences, and places and identities that are taken over. */
import type { Difference } from "../../base/errors.ts";
import type { Disk, Partition } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { type Row, contentRows, none, renderBytes, sizeRow, textRow, tolerance } from "../compare.ts";
import { keepDrive, withoutDrive } from "./config-drive.ts";
import type { Expected, FreshLayout, StoragePlan, There } from "../layer.ts";

export function renderPlace({ start, size }: { readonly start: number; readonly size: number }): string {
  return `${renderBytes(size)} at ${renderBytes(start)}`;
}

/** Other programs give partitions other types and names: these count only where they are needed or asked for. */
function compareIdentity(
  { parts, neededTypes }: Expected,
  { device, type, name }: PlannedPartition,
  found: Partition,
): Row[] {
  const part = parts.get(device);
  const isTypeAsked = part !== undefined && "typeGuid" in part && part.typeGuid !== undefined;
  const isOtherType = type !== found.type.toUpperCase();
  return [
    ...(isOtherType && (isTypeAsked || neededTypes.includes(type)) ? textRow("type", type, found.type) : []),
    ...(part?.name === undefined ? [] : textRow("name", name, found.name ?? "")),
  ];
}

function comparePartition(
  expected: Expected,
  disk: PlannedDisk,
  partition: PlannedPartition,
  found: Partition | undefined,
): Difference[] {
  const content = expected.contentOf(partition.device);
  const pointer = content?.volume?.pointer ?? expected.pointers.get(disk.path) ?? "";
  const at = { where: partition.device, pointer };
  if (found === undefined) return [{ ...at, what: "partition", expected: renderPlace(partition), found: none }];
  return [
    ...sizeRow("start", partition.start, found.start, tolerance),
    ...sizeRow("size", partition.size, found.size, tolerance),
    ...compareIdentity(expected, partition, found),
    ...(found.partuuid === null ? textRow("PARTUUID", "any", null) : []),
    ...contentRows(expected, partition.device, found.content),
  ].map((row) => ({ ...at, ...row }));
}

/** Every difference of one disk; empty if it can be kept. */
function compareDisk(expected: Expected, disk: PlannedDisk, found: Disk): Difference[] {
  const pointer = expected.pointers.get(disk.path) ?? "";
  if (found.table?.type !== "gpt" || found.table.id === null) {
    return [{ where: disk.path, what: "partition table", expected: "gpt", found: found.table?.type ?? none, pointer }];
  }
  const others = found.partitions.filter(
    ({ number }) => !disk.partitions.some((partition) => partition.number === number),
  );
  const extra = withoutDrive(others, disk);
  return [
    ...disk.partitions.flatMap((partition) =>
      comparePartition(
        expected,
        disk,
        partition,
        found.partitions.find(({ number }) => number === partition.number),
      ),
    ),
    ...extra.map((partition) => ({
      where: partition.path,
      what: "partition",
      expected: none,
      found: renderPlace(partition),
      pointer,
    })),
  ];
}

export function compareDisks(expected: Expected, { disks }: There): Difference[] {
  return expected.layout.disks.flatMap((disk) => {
    const found = disks.find(({ path }) => path === disk.path);
    if (found === undefined) throw new Error(`${disk.path} was planned without being found`);
    return compareDisk(expected, disk, found);
  });
}

function keepDisk(disk: PlannedDisk, found: Disk | undefined): PlannedDisk {
  const kept = disk.partitions.map((partition) => {
    if (partition.added === true) return partition;
    const { start, size, type, partuuid, name } = found?.partitions.find(({ path }) => path === partition.device) ?? {};
    return {
      ...partition,
      start: start ?? partition.start,
      size: partition.grownFrom === undefined ? (size ?? partition.size) : partition.size,
      type: type?.toUpperCase() ?? partition.type,
      partuuid: partuuid ?? partition.partuuid,
      name: name ?? "",
    };
  });
  return {
    ...disk,
    keep: true,
    tableId: found?.table?.id ?? disk.tableId,
    partitions: [...kept, ...keepDrive(disk, found)],
  };
}

export function keepDisks({ disks }: FreshLayout, there: There): Partial<StoragePlan> {
  return {
    disks: disks.map((disk) =>
      keepDisk(
        disk,
        there.disks.find(({ path }) => path === disk.path),
      ),
    ),
  };
}
