/** What a node gets beside the systems that it has: which images are new, and whether what is there is what the config says of it. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { type DeployConfig, type ImageSpec, existingSystem, isBootable } from "../config/deploy-config.ts";
import { systemsSharingRoot } from "../config/utility-targets.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { PlannedMount, PlannedVolume } from "../schema/plan.ts";
import { foundDevices } from "../machine/found-layers.ts";
import type { ExtendRequest, Layer, StoragePlan } from "../storage/layer.ts";
import { mountHolding } from "../storage/mounts.ts";
import { planMounts } from "./mounts.ts";

type Deployed = NonNullable<Inventory["deployed"]>;

/** Throws BareonError "mismatch" for a machine of which no boot-info tells what it has. */
export function deployedOf({ deployed }: Inventory): Deployed {
  if (deployed !== undefined) return deployed;
  throw new BareonError(
    "mismatch",
    'policy "extend" adds systems to a node that has a boot menu of bareon, and this one has none that can be read',
    {
      hint: 'Nothing was changed. A node gets one when at least two systems are deployed with policy "clean"; one that another program installed gets it with a config of bareon-provision adopt.',
    },
  );
}

/** `isAdopting` says that the node has no menu of ours yet. */
export function extendRequest(config: DeployConfig, inventory: Inventory, isAdopting: boolean): ExtendRequest {
  const { systems, spare } = deployedOf(inventory);
  return {
    isAdopted: existingSystem(config) !== undefined,
    isAdopting,
    spare: new Set(spare.map(({ place }) => place)),
    systems: new Set(systems.map(({ name }) => name)),
    ownersOf: (uuid) =>
      systems.flatMap(({ name, mounts }) =>
        mounts
          .filter((mount) => mount.uuid.toLowerCase() === uuid.toLowerCase())
          .map(({ mount }) => ({ system: name, mount })),
      ),
    isRunning: inventory.running.root !== null,
  };
}

interface Extension {
  readonly config: DeployConfig;
  readonly inventory: Inventory;
  readonly storage: StoragePlan;
  readonly layers: readonly Layer[];
  /** True as long as the node has no menu of ours. */
  readonly isAdopting: boolean;
}

function isNew({ inventory }: Pick<Extension, "inventory">, { name }: ImageSpec): boolean {
  return !deployedOf(inventory).systems.some((system) => system.name === name);
}

/** What speaks against it, and what is to be done beside naming all as it was deployed. */
interface Reason {
  readonly problem: string;
  readonly advice?: string;
}

/** Every reason why what is there is not what the config says of it. */
function findStrange(extension: Extension): Reason[] {
  const { config, inventory, storage } = extension;
  const { systems } = deployedOf(inventory);
  const names = new Set(config.images.filter(isBootable).map(({ name }) => name));
  const unnamed = systems
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => ({ problem: `system ${name} is not in the config` }));
  const misplaced = storage.volumes.flatMap((volume) =>
    systems.filter(({ name }) => volume.images.includes(name)).flatMap((system) => findMisplaced(volume, system)),
  );
  const unsaid = systems
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, mounts }) =>
      mounts
        .filter(({ mount }) => !storage.volumes.some((one) => one.mount === mount && one.images.includes(name)))
        .map(({ mount }) => ({ problem: `system ${name} has a volume for ${mount}, which the config does not have` })),
    );
  return [...unnamed, ...misplaced, ...unsaid, ...findLackingMenus(extension)];
}

/** A volume of a system that is there, and not what the system has for that mount point. */
function findMisplaced(
  { device, type, uuid, mount, keep }: PlannedVolume,
  { name, mounts }: Deployed["systems"][number],
): Reason[] {
  const own = mounts.find((one) => one.mount === mount);
  // What it gets beside what it had stands in no fstab of its own.
  if (own === undefined)
    return keep !== true && mount === "/" ? [{ problem: `system ${name} is there, but no volume is its root` }] : [];
  // Whatever was made in its place, the system would wait at boot for the filesystem that its fstab names.
  if (keep !== true)
    return [
      {
        problem: `${device}, for ${own.mount} of system ${name}, would be made anew, and the filesystem ${own.uuid} that the system has there is not found`,
        advice: `Put the disk with it back, or make its partitions by hand, with ${type} of the UUID ${own.uuid} on ${device}.`,
      },
    ];
  return isSameUuid(own.uuid, uuid) ? [] : [{ problem: `${device} is not what system ${name} has for ${own.mount}` }];
}

/** Nothing brings the menu of a node to a further place, where an empty one would be taken for another node's. */
function findLackingMenus({ config, storage, isAdopting }: Extension): Reason[] {
  const { multiboot } = storage;
  if (multiboot === null || isAdopting) return [];
  const lacking = [multiboot, ...(multiboot.copies ?? [])].filter(({ keep }) => keep !== true);
  const isLone = config.menuDisks !== undefined && multiboot.copies === undefined;
  return [
    ...lacking.map(({ device }) => ({
      problem: `${device} is for the boot menu, which is not there`,
      advice: 'A deploy with policy "verify" in a ramdisk brings the boot menu to a disk that lacks it.',
    })),
    ...(isLone
      ? [
          {
            problem: `the boot menu is asked for on several disks, and is on ${multiboot.device} alone`,
            advice: "Ask for the boot menu on the first disk alone.",
          },
        ]
      : []),
  ];
}

/** What holds the device now. */
function usesOf(inventory: Inventory, device: string, layers: readonly Layer[]): readonly string[] {
  return foundDevices(layers, inventory).find(({ path }) => path === device)?.uses ?? [];
}

/** Folders whose files a system cannot share with another one. */
const ownFolders = ["/", "/boot", "/usr"];

function findUnfit({ storage, inventory, config }: Extension): Reason[] {
  const systems = config.images.filter((image) => isBootable(image) && isNew({ inventory }, image));
  return systems.flatMap(({ name }) =>
    storage.volumes
      .filter(({ images, mount }) => images.includes(name) && ownFolders.includes(mount ?? ""))
      .filter(({ keep }) => keep === true)
      .map(({ device, mount }) => ({
        problem: `${device}, for ${mount} of the new system ${name}, is there and in the way`,
      })),
  );
}

const naming = "Name the systems and their volumes as they were deployed, and what is new beside them.";

/** Throws BareonError "mismatch" if what is there is not what the config says of it, "unsafe" if something is in use that is to be made. */
export function checkExtension(extension: Extension): void {
  const { storage, inventory, layers } = extension;
  const reasons = [...findStrange(extension), ...findUnfit(extension)];
  if (reasons.length > 0) {
    const problems = reasons.map(({ problem }) => problem).join("; ");
    const advice = [naming, ...new Set(reasons.flatMap((reason) => reason.advice ?? []))];
    throw new BareonError("mismatch", `the node does not have what the deploy config says of it: ${problems}`, {
      hint: `Nothing was changed. ${advice.join(" ")}`,
    });
  }
  const held = storage.volumes
    .filter(({ keep }) => keep !== true)
    .flatMap(({ device }) => usesOf(inventory, device, layers).map((use) => `${device} (${use})`));
  if (held.length > 0)
    throw new BareonError("unsafe", `what is to be made is in use: ${held.join(", ")}`, {
      hint: "Nothing was changed. Free it: umount, swapoff.",
    });
}

/** The images that are systems which the node does not have yet. */
export function newSystems({ config, inventory }: Pick<Extension, "config" | "inventory">): ImageSpec[] {
  return config.images.filter((image) => isBootable(image) && isNew({ inventory }, image));
}

/** A system's mounts: those that are made for it, and those that are there, with what is on them. */
export function splitMounts(
  volumes: readonly PlannedVolume[],
  image: string,
): { readonly mounts: PlannedMount[]; readonly outside: PlannedMount[] } {
  const kept = new Set(volumes.filter(({ keep }) => keep === true).map(({ device }) => device));
  const all = planMounts(volumes, image);
  return {
    mounts: all.filter(({ device }) => !kept.has(device)),
    outside: all.filter(({ device }) => kept.has(device)),
  };
}

/**
 * The trees of new systems that a utility image goes into, or its own volumes, if these are new; undefined if it is left alone.
 * Throws BareonError "mismatch" if only some of them are new.
 */
export function bindNewUtility(
  { config, inventory, storage }: Extension,
  { name, target, pointer }: ImageSpec,
): { readonly into: string[]; readonly mounts: PlannedMount[] } | undefined {
  const { volumes } = storage;
  const systems = config.images.filter(isBootable);
  const all = systemsSharingRoot(
    volumes,
    systems.map((system) => system.name),
    name,
  );
  const fresh = newSystems({ config, inventory }).map((system) => system.name);
  if (all.length > 0) {
    const into = all.filter(
      (system) =>
        fresh.includes(system) &&
        splitMounts(volumes, system).outside.every(({ device }) => holderOf(volumes, system, target) !== device),
    );
    return into.length === 0 ? undefined : { into, mounts: [] };
  }
  const { mounts, outside } = splitMounts(volumes, name);
  if (mounts.length === 0) return undefined;
  if (outside.length === 0) return { into: [], mounts };
  throw new BareonError(
    "mismatch",
    `${pointer}: of the volumes of image ${name} only ${mounts.map(({ mount }) => mount).join(", ")} would be new, and it is deployed onto new ones alone`,
    { hint: "Nothing was changed. Give what is new an image of its own." },
  );
}

/** The device that holds the target in the whole tree. */
function holderOf(volumes: readonly PlannedVolume[], system: string, target: string): string | undefined {
  return mountHolding(planMounts(volumes, system), target)?.device;
}
