/** Whether a machine may be written to: the disks are those of the plan, and nobody uses them. */
import { isDeepStrictEqual } from "node:util";
import { BareonError } from "../base/errors.ts";
import { renderSize } from "../base/sizes.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { findRefusals, type SafetyRequest } from "./refusals.ts";
import { type Stack, stackOn } from "./layers.ts";
import { endUses } from "../storage/teardown.ts";

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

/** One line for each array, group and other device that came, went or changed; who uses it is not compared. */
function stackDifferences(planned: Stack, found: Stack): string[] {
  const render = (layer: object): string =>
    JSON.stringify(layer, (key, value: unknown) => (key === "uses" ? undefined : value));
  const facts = ({ arrays, groups, others }: Stack): Map<string, string> =>
    new Map([
      ...arrays.map((array): [string, string] => [`array ${array.path}`, render(array)]),
      ...groups.map((group): [string, string] => [`volume group ${group.name} (${group.uuid})`, render(group)]),
      ...others.map((device): [string, string] => [device.path, render(device)]),
    ]);
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

/** What is mounted or swap now, and was not when the plan was made, or the other way round: as the steps that end it. */
function changedUses(
  planned: Plan["machine"],
  disks: readonly Disk[],
  stack: Stack,
): { readonly came: string[]; readonly went: string[] } {
  const titles = (machine: Pick<Plan["machine"], "disks"> & Stack): string[] =>
    endUses(machine).map(({ title }) => title);
  const [before, now] = [titles(planned), titles({ disks: [...disks], ...stack })];
  return { came: now.filter((title) => !before.includes(title)), went: before.filter((title) => !now.includes(title)) };
}

/**
 * Throws BareonError "mismatch" where a machine's disks are not those that the plan was made for, "unsafe" where one is
 * in use now.
 */
export function checkMachine(plan: Plan, inventory: Inventory): void {
  const found = plan.machine.disks.map((disk) => inventory.disks.find((candidate) => candidate.path === disk.path));
  const { firmware = "bios", secureBoot = false } = plan.machine;
  const there = found.filter((disk) => disk !== undefined);
  const stack = stackOn(plan.machine.disks, inventory);
  const { came, went } = changedUses(plan.machine, there, stack);
  const changed = [
    ...(firmware === inventory.firmware ? [] : [`the machine was started by ${inventory.firmware}, not ${firmware}`]),
    ...(secureBoot === (inventory.secureBoot ?? false) ? [] : [`Secure Boot is ${secureBoot ? "off" : "on"} now`]),
    ...(plan.machine.architecture === inventory.architecture
      ? []
      : [`the machine is ${inventory.architecture}, not ${plan.machine.architecture}`]),
    ...plan.machine.disks.flatMap((disk, index) => differences(disk, found[index])),
    ...stackDifferences(plan.machine, stack),
    ...went.map((title) => `there is no need any more to "${title}"`),
  ];
  if (changed.length > 0) {
    throw new BareonError(
      "mismatch",
      `the plan was made for another machine, or the machine has changed: ${changed.join("; ")}`,
      { hint: "Make a new plan." },
    );
  }
  checkSafety(there, inventory, { keep: plan.disks.every(({ keep }) => keep === true) });
  if (came.length > 0) {
    throw new BareonError(
      "unsafe",
      `refused to touch the disks: one came into use after the plan was made, which has no step to "${came.join('", "')}"`,
      { hint: "Nothing was changed. Make a new plan." },
    );
  }
}
