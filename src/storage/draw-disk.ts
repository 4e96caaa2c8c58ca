/** A disk as it was found, whatever is on it. */
import { renderSize } from "../base/sizes.ts";
import type { Disk } from "../schema/inventory.ts";
import type { Section, Span } from "./drawing.ts";
import { describeContent, describeHolders } from "./drawing-words.ts";
import type { InventoryFrame } from "./layer.ts";

function countPaths({ paths }: NonNullable<Disk["multipath"]>): string {
  return `${paths.length} path${paths.length === 1 ? "" : "s"}`;
}

/** Path, model, serial number and size in one line. */
export function diskTitle(disk: Disk): Span[] {
  const facts: Span[] = [
    ...(disk.model === null ? [] : [{ text: disk.model, tone: "plain" as const }]),
    { text: disk.serial === null ? "no serial number" : `serial ${disk.serial}`, tone: "plain" },
    { text: renderSize(disk.size), tone: "plain" },
    ...(disk.transport === null ? [] : [{ text: disk.transport, tone: "plain" as const }]),
    ...(disk.multipath === undefined ? [] : [{ text: `by ${countPaths(disk.multipath)}`, tone: "plain" as const }]),
    ...(disk.readOnly ? [{ text: "read-only", tone: "warn" as const }] : []),
    ...(disk.removable ? [{ text: "removable", tone: "warn" as const }] : []),
  ];
  return [{ text: disk.path, tone: "bold" }, ...facts.flatMap((fact): Span[] => [{ text: "  ", tone: "plain" }, fact])];
}

/** What is on the disk now in one line; one that says so if that is nothing. */
export function diskSummary({ path, table, content, uses, partitions }: Disk, frame: InventoryFrame): Span[] {
  const used = describeHolders(uses, frame);
  const facts: Span[] = [
    ...(content === null || table !== null
      ? []
      : [{ text: `${describeContent(path, content, frame)} on the whole disk`, tone: "plain" as const }]),
    ...(table === null && partitions.length === 0
      ? []
      : [
          {
            text: `${table === null ? "an unknown partition table" : `a partition table (${table.type})`} with ${partitions.length} partition${partitions.length === 1 ? "" : "s"}`,
            tone: "plain" as const,
          },
        ]),
    ...(used === "" ? [] : [{ text: used, tone: "warn" as const }]),
  ];
  if (facts.length === 0) return [{ text: "empty: no partition table, no known filesystem", tone: "plain" }];
  return facts.flatMap((fact, index): Span[] => (index === 0 ? [fact] : [{ text: ", ", tone: "plain" }, fact]));
}

/** The ways to a multipath map, each with its state; none for another disk. */
export function pathsLine({ multipath }: Disk): Span[] {
  if (multipath === undefined) return [];
  const { wwid, paths } = multipath;
  const isWhole = paths.every(({ state }) => state === "active");
  const told = paths.map(({ path, state }) => `${path} ${state}`).join(", ");
  return [{ text: `paths to ${wwid}: ${told}`, tone: isWhole ? "plain" : "warn" }];
}

/** One row for each partition: number, device, size, content, name, holders. */
export function partitionRows({ partitions }: Disk, frame: InventoryFrame): Section["rows"] {
  return partitions.map(({ number, path, size, name, content, uses }) => [
    `${number}`,
    path,
    renderSize(size),
    describeContent(path, content, frame),
    name === null || name === "" ? "" : `named "${name}"`,
    describeHolders(uses, frame),
  ]);
}
