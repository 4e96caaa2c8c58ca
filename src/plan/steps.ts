/** The steps of a deploy in their order: the disks lose their old life first, the boot loader comes last. */
import { at } from "../config/json-pointer.ts";
import type { Layers } from "../machine/found-layers.ts";
import type { Plan, PlannedImage, PlannedUtility } from "../schema/plan.ts";
import { invalidateBootSector, invalidateFormerBootSector, wipeDisk } from "../storage/disk-steps.ts";
import type { Content } from "../schema/inventory.ts";
import type { Layer, Making, StoragePlan } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { invalidateFormer, invalidateKept, makeLayers } from "../storage/make-steps.ts";
import { type Step, serviceStep } from "../storage/step.ts";
import { endUses, tearDown } from "../storage/teardown.ts";
import { markConcurrency } from "./concurrency.ts";
import { driveSteps } from "./config-drive.ts";
import { seedSteps } from "./seeds.ts";
import { heldOn } from "./spare-places.ts";
import { isWithinSpread, treesOf } from "./utilities.ts";

function deployImage({ name, keep }: PlannedImage): Step {
  const title = keep === true ? `Keep the system in the place of image ${name}` : `Deploy image ${name}`;
  return { kind: "deploy-image", id: `image ${name}`, title, phase: "transfer", image: name };
}

/** What goes into trees and partitions. */
export interface Contents extends Pick<Plan, "images" | "utilities"> {
  readonly configDrive?: Plan["configDrive"];
}

/** What a system that is there already gets. */
function giveTool(image: PlannedImage): Step {
  return { ...deployImage(image), title: `Put the boot tool into ${image.name}` };
}

/** What notes on a node without a menu are written to: first of all. */
function isForMenu(step: Step, { multiboot }: StoragePlan): boolean {
  return step.kind === "make-filesystem" ? step.device === multiboot?.device : step.id.startsWith(serviceStep);
}

/** One step for each tree. No other step has the same id, whatever the names are. */
function deployUtility(utility: PlannedUtility): Step[] {
  const { name, target, keep } = utility;
  if (keep === true) return [];
  return treesOf(utility).map((into): Step => {
    const where = into === null ? `to ${target} on its own volume` : `to ${target} in ${into}`;
    return {
      kind: "deploy-utility",
      id: at("utility", name, ...(into === null ? [] : [into])),
      title: `Deploy image ${name} ${where}`,
      phase: "transfer",
      image: name,
      into,
    };
  });
}

/**
 * Utility images come after every system, whose files they may lie on top of; only the images of filesystems that a system's own
 * folders then go onto come before it.
 */
function deployImages(images: readonly PlannedImage[], utilities: readonly PlannedUtility[]): Step[] {
  const isBefore = (utility: PlannedUtility): boolean => isWithinSpread(images, utility);
  return [
    ...utilities.filter(isBefore).flatMap(deployUtility),
    ...images.map(deployImage),
    ...utilities.filter((utility) => !isBefore(utility)).flatMap(deployUtility),
  ];
}

function installRescue({ rescue }: StoragePlan): Step[] {
  if (rescue === undefined) return [];
  const title = `Put the rescue system onto ${rescue.device}`;
  return [{ kind: "install-rescue", id: "rescue", title, phase: "transfer" }];
}

type Noted = Extract<Step, { kind: "begin-extend" }>["volumes"][number];

/** The steps of a node that gets more beside what it has, which stays in use meanwhile. */
export function planExtendSteps({
  storage,
  making,
  contentOf,
  contents,
  layers,
  existing,
  isReleased = false,
}: {
  readonly storage: StoragePlan;
  /** Where something is made. */
  readonly making: readonly Making[];
  /** What is on a device now; null for one that is not there either. */
  readonly contentOf: (device: string) => Content | null;
  readonly contents: Contents;
  readonly layers: readonly Layer[];
  /** The system that the node has, if it has no menu of ours yet. */
  readonly existing?: string;
  /** True for a node that was adopted and released. */
  readonly isReleased?: boolean;
}): Step[] {
  const { images, utilities, configDrive } = contents;
  const isAdopting = existing !== undefined;
  const deployed = images.filter(({ name }) => name !== existing);
  const names = deployed.map(({ name }) => name);
  const begin: Step = {
    kind: "begin-extend",
    id: "begin",
    title: "Note on the multiboot partition what is about to be made",
    phase: "storage",
    volumes: making.map(({ place, device }): Noted => {
      const holds = heldOn(device, { storage, layers, former: contentOf(device) });
      return { place, images: names, ...(holds.length === 0 ? {} : { holds }) };
    }),
  };
  const made =
    images.length === 0
      ? utilities.length === 0
        ? "Note that all is there"
        : `Record ${utilities.map(({ name }) => name).join(", ")}`
      : `Prove the kernels of ${names.join(", ")} and add them to the boot menu`;
  const layered = isAdopting || making.length > 0 ? makeLayers(storage, layers) : [];
  const early = isAdopting ? layered.filter((step) => isForMenu(step, storage)) : [];
  const adopt = "Prove the kernels, write the boot menu, and only then install GRUB";
  const again = isReleased ? `${made}, and let the boot menu boot the node again` : made;
  const steps: Step[] = [
    ...early,
    ...(layered.length === 0 ? [] : [begin, ...layered.filter((step) => !early.includes(step)), checkFilesystems]),
    ...deployImages(deployed, utilities),
    ...seedSteps(deployed, configDrive),
    ...images.filter(({ name, bootTool }) => name === existing && bootTool).map(giveTool),
    { kind: "extend-boot", id: "boot", title: isAdopting ? adopt : again, phase: "bootloader" },
  ];
  return steps.map((step) => markConcurrency(step, contents));
}

type Machine = Layers & Pick<Plan["machine"], "disks">;

/** Around what is taken down: as long as udev may look at the disks, it puts together again what was taken down. */
function lockDisks({ disks }: StoragePlan): { readonly lock: Step; readonly unlock: Step } {
  const paths = disks.map(({ path }) => path);
  const names = paths.join(", ");
  return {
    lock: { kind: "lock-disks", id: "lock-disks", title: `Keep udev off ${names}`, phase: "storage", disks: paths },
    unlock: { kind: "unlock-disks", id: "unlock-disks", title: `Let udev look at ${names} again`, phase: "storage" },
  };
}

const checkFilesystems: Step = {
  kind: "check-filesystems",
  id: "check-filesystems",
  title: "Read the filesystems back",
  phase: "storage",
};

/** Whether something is made in the place of what is there, and not only beside it. */
function isRemaking({ volumes }: StoragePlan): boolean {
  return volumes.some(({ keep, added }) => keep !== true && added !== true);
}

/** A layout that grows. */
interface Growing {
  /** Whether steps follow that change systems, or what boots them. */
  readonly goesOn: boolean;
}

/** `machine` is what was found on the named disks. `growing` is undefined for a layout that does not grow. */
export function planSteps(
  machine: Machine,
  storage: StoragePlan,
  contents: Contents,
  layers: readonly Layer[] = storageLayers,
  growing?: Growing,
): Step[] {
  const { images, utilities, configDrive } = contents;
  const kept = storage.disks.filter(({ keep }) => keep === true);
  const takenDown = tearDown(machine, kept.length === 0, layers);
  const isTakenDown = takenDown.length > 0;
  const wiped = machine.disks.filter(({ path }) => kept.every((disk) => disk.path !== path));
  const renewed = storage.disks.filter(({ keep }) => keep !== true);
  const { lock, unlock } = lockDisks(storage);
  const invalidated = [...kept.map((disk) => invalidateBootSector(disk)), ...invalidateKept(storage, layers)];
  // A deploy that is cut off before an image is on its new volume makes that volume once more.
  const finished = layers.flatMap(({ finish }) => finish?.(storage) ?? []);
  // What only gets larger boots as before, at every moment.
  const isLate = growing !== undefined && !isRemaking(storage);
  const steps: Step[] = [
    ...endUses(machine, layers),
    ...(isTakenDown ? [lock] : []),
    ...(isLate ? [] : invalidated),
    ...(isTakenDown ? renewed.map(invalidateFormerBootSector) : []),
    ...(isTakenDown ? invalidateFormer(wiped, layers) : []),
    ...takenDown,
    ...(isTakenDown ? [unlock] : []),
    ...wiped.map(wipeDisk),
    ...makeLayers(storage, layers),
    checkFilesystems,
    ...(growing?.goesOn === true ? [] : finished),
    ...(isLate && growing.goesOn ? invalidated : []),
    ...driveSteps(configDrive),
    ...deployImages(images, utilities),
    ...seedSteps(images, configDrive),
    ...(growing?.goesOn === true ? finished.map((step): Step => ({ ...step, phase: "transfer" })) : []),
    ...installRescue(storage),
    { kind: "install-boot", id: "boot", title: "Install GRUB and write the boot menu", phase: "bootloader" },
  ];
  return steps.map((step) => markConcurrency(step, contents));
}
