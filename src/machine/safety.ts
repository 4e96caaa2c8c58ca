/** Whether a machine may be written to: the disks are those of the plan, and nothing uses them. */
import { isDeepStrictEqual } from "node:util";
import { BareonError } from "../base/errors.ts";
import { renderSize } from "../base/sizes.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { findRefusals, type SafetyRequest } from "./refusals.ts";
import { type FoundLayer, type Layers, foundNodes, splitLayers } from "./found-layers.ts";
import { findHolders } from "./holders.ts";

/** Throws BareonError "unsafe" with every reason why a disk may not be written to. */
export function checkSafety(disks: readonly Disk[], inventory: Inventory, request: SafetyRequest): void {
  const reasons = findRefusals(disks, inventory, request);
  if (reasons.length === 0) return;
  const list = reasons.length === 1 ? ` ${reasons.join("")}` : reasons.map((reason) => `\n  ${reason}`).join("");
  throw new BareonError("unsafe", `refused to touch ${disks.length === 1 ? "the disk" : "the disks"}:${list}`, {
    hint: "Nothing was changed. Free the disk (umount; wipefs where its content may go), name every disk that a group or array is on, or name another disk.",
  });
}

function differences(planned: Disk, found: Disk | undefined): string[] {
  if (found === undefined) return [`${planned.path} is not there`];
  const facts: readonly [string, (disk: Disk) => unknown][] = [
    ["size", (disk) => renderSize(disk.size) + ` (${disk.size} bytes)`],
    ["sector size", (disk) => disk.sectorSize],
    ["serial", (disk) => disk.serial],
    ["wwn", (disk) => disk.wwn],
    ["model", (disk) => disk.model],
    ["partition table", (disk) => disk.table],
    ["content", (disk) => disk.content],
    [
      "partitions",
      (disk) =>
        disk.partitions.map(({ path, number, start, size, type, partuuid, content }) => ({
          path,
          number,
          start,
          size,
          type,
          partuuid,
          content,
        })),
    ],
  ];
  return facts.flatMap(([name, fact]) => {
    const [before, now] = [fact(planned), fact(found)];
    if (isDeepStrictEqual(before, now)) return [];
    return [`${planned.path}: ${name} was ${JSON.stringify(before)} and is ${JSON.stringify(now)}`];
  });
}

/** One line for each layer's item that came, went or changed; its holders are not compared. */
function layerDifferences(planned: Layers, found: Layers, layers: readonly FoundLayer[]): string[] {
  const render = (item: object): string =>
    JSON.stringify(item, (key, value: unknown) => (key === "uses" ? undefined : value));
  const facts = (machine: Layers): Map<string, string> =>
    new Map(foundNodes(layers, machine).map(({ key, item }) => [key, render(item)]));
  const [before, now] = [facts(planned), facts(found)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), now.get(name)];
    if (was === is) return [];
    return [
      was === undefined
        ? `${name} is new`
        : is === undefined
          ? `${name} is not there`
          : `${name} was ${was} and is ${is}`,
    ];
  });
}

/** What is mounted or swap now and was not when the plan was made, or the other way round: as the steps that end it. */
function changedHolders(
  planned: Plan["machine"],
  disks: readonly Disk[],
  found: Layers,
  layers: readonly FoundLayer[],
): { readonly came: string[]; readonly went: string[] } {
  const before = findHolders(planned.disks, planned, layers).map(({ title }) => title);
  const now = findHolders(disks, found, layers).map(({ title }) => title);
  return { came: now.filter((title) => !before.includes(title)), went: before.filter((title) => !now.includes(title)) };
}

/**
 * Throws BareonError "mismatch" if a machine's disks are not those that the plan was made for, "unsafe" if one is in use now.
 * `layers` are the storage layers that exist.
 */
export function checkMachine(plan: Plan, inventory: Inventory, layers: readonly FoundLayer[]): void {
  const found = plan.machine.disks.map((disk) => inventory.disks.find((candidate) => candidate.path === disk.path));
  const { firmware = "bios", secureBoot = false } = plan.machine;
  const there = found.filter((disk) => disk !== undefined);
  const { on } = splitLayers(plan.machine.disks, inventory, layers);
  const isExtended = plan.policy === "extend";
  // What is there may be in use, today by this and tomorrow by that.
  const { came, went } = isExtended ? { came: [], went: [] } : changedHolders(plan.machine, there, on, layers);
  const changed = [
    ...(firmware === inventory.firmware ? [] : [`the machine was started by ${inventory.firmware}, not ${firmware}`]),
    ...(secureBoot === (inventory.secureBoot ?? false) ? [] : [`Secure Boot is ${secureBoot ? "off" : "on"} now`]),
    ...(plan.machine.architecture === inventory.architecture
      ? []
      : [`the machine is ${inventory.architecture}, not ${plan.machine.architecture}`]),
    ...plan.machine.disks.flatMap((disk, index) => differences(disk, found[index])),
    ...layerDifferences(plan.machine, on, layers),
    ...(isExtended && !isDeepStrictEqual(plan.request?.inventory.deployed, inventory.deployed)
      ? ["the node has other systems now"]
      : []),
    ...went.map((title) => `there is no need any more to "${title}"`),
  ];
  if (changed.length > 0) {
    throw new BareonError(
      "mismatch",
      `the plan was made for another machine, or the machine has changed: ${changed.join("; ")}`,
      { hint: "Make a new plan." },
    );
  }
  const keep = plan.disks.every((disk) => disk.keep === true);
  checkSafety(there, inventory, { layers, keep, mayBeUsed: isExtended });
  if (came.length > 0) {
    throw new BareonError(
      "unsafe",
      `refused to touch the disks: one came into use after the plan was made, which has no step to "${came.join('", "')}"`,
      { hint: "Nothing was changed. Make a new plan." },
    );
  }
}
