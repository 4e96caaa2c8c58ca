/** Whether a plan that was stored and read again still says one thing: what can be derived from it is what it holds. */
import { BareonError, type Violation } from "../base/errors.ts";
import { driverFor } from "../config/image-source.ts";
import { parseRsyncFlags } from "../config/rsync-flags.ts";
import type { Plan, PlannedImage, PlannedPartition, PlannedUtility } from "../schema/plan.ts";
import { partitionPath } from "../programs/sfdisk.ts";
import { bootMirrors } from "../storage/boot-disks.ts";
import { compare } from "./derived.ts";
import { findEsps } from "../storage/esp/firmware.ts";
import { planMounts, renderFstab } from "./mounts.ts";
import { planSteps } from "./steps.ts";
import { checkKept } from "./stored-kept.ts";
import { checkStacks, stackedDevices } from "./stored-layers.ts";
import { bindUtility, mountHolding } from "./utilities.ts";

function checkFlags(pointer: string, flags: readonly string[]): Violation[] {
  return parseRsyncFlags(flags.join(" ")).refused.map((flag) => ({
    pointer: `${pointer}/flags`,
    problem: `"${flag}" is not allowed`,
    expected: "rsync options of provision.json(5)",
  }));
}

/** A driver is run with what its own kind of image has, and with nothing else. */
function checkSource(
  pointer: string,
  { driver, source, flags, file }: Pick<PlannedImage, "driver" | "source" | "flags" | "file">,
): Violation[] {
  const isFile = driver === "file";
  return [
    ...compare(`${pointer}/driver`, driver, driverFor(source)),
    ...(isFile === (file !== undefined) ? [] : compare(`${pointer}/file`, file, isFile ? {} : undefined)),
    ...(isFile ? compare(`${pointer}/flags`, flags, []) : checkFlags(pointer, flags)),
    ...[file?.checksumUrl, file?.signatureUrl].flatMap((url) =>
      url === undefined || driverFor(url) === "file"
        ? []
        : [
            {
              pointer: `${pointer}/file`,
              problem: "an address in it is none of a file",
              expected: "http://, https:// or file:///",
            },
          ],
    ),
  ];
}

/** Every device node that is formatted is a partition of a named disk, or lies on ones, and is the one that was laid out for it. */
function checkDevices(plan: Plan): Violation[] {
  const { firmware, disks, volumes, boot } = plan;
  const partitions = disks.flatMap((disk) => disk.partitions);
  const esps = boot.uefi?.partitions ?? [];
  const implicit = new Map(
    esps
      .filter(({ device }) => partitions.some((one) => one.device === device && one.purpose === "esp"))
      .map(({ device, uuid }) => [device, uuid]),
  );
  const devicesFor = (purpose: PlannedPartition["purpose"]): string[] =>
    partitions.filter((one) => one.purpose === purpose).map(({ device }) => device);
  return [
    ...disks.flatMap(({ path, partitions: own }, index) =>
      compare(
        `/disks/${index}/partitions`,
        own.map(({ device }) => device),
        own.map(({ number }) => partitionPath(path, number)),
      ),
    ),
    ...compare(
      "/volumes",
      volumes.map(({ device }) => device),
      [...devicesFor("volume"), ...stackedDevices(plan)],
    ),
    ...checkStacks(plan, { members: devicesFor("raid-member"), physicalVolumes: devicesFor("pv") }),
    ...compare("/boot/uefi/partitions", esps, firmware === "bios" ? [] : findEsps(disks, volumes, implicit)),
    ...compare("/boot/multiboot", boot.multiboot === null ? [] : [boot.multiboot.device], devicesFor("multiboot")),
  ];
}

function checkImage(plan: Plan, image: PlannedImage, index: number): Violation[] {
  const pointer = `/images/${index}`;
  return [
    ...compare(`${pointer}/mounts`, image.mounts, planMounts(plan.volumes, image.name)),
    ...compare(`${pointer}/fstab`, image.fstab, renderFstab(plan.volumes, image.name)),
    ...compare(`${pointer}/rootUuid`, image.rootUuid, image.mounts.find(({ mount }) => mount === "/")?.uuid ?? ""),
    ...checkSource(pointer, image),
  ];
}

function checkUtility(plan: Plan, utility: PlannedUtility, index: number): Violation[] {
  const pointer = `/utilities/${index}`;
  const { into, mounts } = bindUtility(plan.volumes, plan.images, utility.name);
  const isPlaced = into.length > 0 || mountHolding(mounts, utility.target) !== undefined;
  return [
    ...compare(`${pointer}/into`, utility.into, into),
    ...compare(`${pointer}/mounts`, utility.mounts, mounts),
    ...(isPlaced
      ? []
      : [
          {
            pointer: `${pointer}/target`,
            problem: `"${utility.target}" is on none of its volumes`,
            expected: "a folder on one of them",
          },
        ]),
    ...checkSource(pointer, utility),
  ];
}

/**
 * Throws BareonError "invalid" where a plan file was edited into something that no config gives, so that its commands touch
 * the named disks only. The plan has passed its schema before.
 */
export function checkStoredPlan(plan: Plan): void {
  const { machine, disks, arrays, groups, volumes, images, utilities, boot, steps } = plan;
  const violations = [
    ...compare(
      "/disks",
      disks.map(({ path, size, sectorSize }) => ({ path, size, sectorSize })),
      machine.disks.map(({ path, size, sectorSize }) => ({ path, size, sectorSize })),
    ),
    ...checkKept(plan),
    ...compare("/boot/disk", boot.disk, disks[0]?.path),
    ...compare(
      "/boot/mirrors",
      boot.mirrors,
      bootMirrors({ disks, arrays, groups, multiboot: boot.multiboot }, images),
    ),
    ...checkDevices(plan),
    ...images.flatMap((image, index) => checkImage(plan, image, index)),
    ...utilities.flatMap((utility, index) => checkUtility(plan, utility, index)),
    ...compare(
      "/steps",
      steps,
      planSteps(
        machine,
        { disks, arrays, groups, volumes, multiboot: boot.multiboot, esps: boot.uefi?.partitions ?? [] },
        plan,
      ),
    ),
  ];
  if (violations.length > 0)
    throw new BareonError("invalid", "the plan was changed after it was made", {
      violations,
      hint: "Change the config and make a new plan.",
    });
}
