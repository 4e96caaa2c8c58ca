/** Puts a plan together: config and inventory in, everything that a deploy will do out. Storing it is src/recipes/plan.ts. */
import { BareonError } from "../base/errors.ts";
import { type DeployConfig, type ImageSpec, existingSystem, isBootable, isMultiboot } from "../config/deploy-config.ts";
import { isAdopting, withExisting } from "./adopt.ts";
import { keepsPartitions } from "../config/volumes.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { DeployPhases, Plan, PlannedImage, PlannedUtility } from "../schema/plan.ts";
import { bootMirrors } from "../storage/boot-disks.ts";
import { matchDisks } from "../machine/disk-match.ts";
import { planFirmware } from "../storage/firmware.ts";
import { checkSafety } from "../machine/safety.ts";
import { findErased, localSources } from "./erased-sources.ts";
import { findKnownMisfits } from "./filesystem-images.ts";
import { planMounts, renderFstab } from "./mounts.ts";
import { checkNewPlaces, checkPhases, hasPhase, isContinued, stepsOf } from "./phases.ts";
import { foundDevices, foundNodes, splitLayers } from "../machine/found-layers.ts";
import { bindNewUtility, checkExtension, deployedOf, extendRequest, newSystems, splitMounts } from "./extend.ts";
import { type DriveFacts, planConfigDrive } from "./config-drive.ts";
import { type PlannedLayout, planLayout } from "./layout.ts";
import { type Contents, planExtendSteps, planSteps } from "./steps.ts";
import { planSeed } from "./seeds.ts";
import { encryptedMounts } from "../storage/encrypted.ts";
import type { Layer, Making, StoragePlan } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { checkMapNames } from "../storage/partition-device.ts";
import { layoutOf } from "../storage/storage.ts";
import type { SourceSpecs } from "../config/source-spec.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { bindUtility, isOverlaid } from "./utilities.ts";

export interface PlanRequest {
  readonly config: DeployConfig;
  readonly inventory: Inventory;
  /** Returns a new random UUID in small letters at each call. */
  readonly newUuid: () => string;
  /** The config drive that the node was given. */
  readonly configDrive?: DriveFacts | undefined;
  /** What of the deploy is done; undefined for all of it. */
  readonly phases?: DeployPhases | undefined;
  /** The systems that alone are deployed, by name, all others being left as they are; undefined for all. */
  readonly only?: readonly string[] | undefined;
  /** The systems that a former run of the config has brought, by name, in a run that goes on with the images; undefined if none does. */
  readonly resumed?: readonly string[] | undefined;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: SourceSpecs;
  /** The table of storage layers, if it is not the program's own. */
  readonly layers?: readonly Layer[];
}

/** The same config, inventory and UUIDs make the same plan. Throws BareonError "mismatch", "unsafe" or "unsupported". */
export function makePlan(request: PlanRequest): Plan {
  const { config, phases, newUuid, sources = sourceSpecs, layers = storageLayers } = request;
  checkPhases(config, phases);
  const keepAll = isContinued(request);
  const isAdopted = config.policy === "extend" && isAdopting(config, request.inventory);
  const inventory = isAdopted ? withExisting(config, request.inventory) : request.inventory;
  const firmware = planFirmware(config, inventory);
  const disks = matchDisks(config, inventory);
  const extend = config.policy === "extend" ? extendRequest(config, inventory, isAdopted) : undefined;
  const safety = { layers, ids: config.disks.map((disk) => disk.id.type), keep: keepAll || keepsPartitions(config) };
  const { on: found, elsewhere } = splitLayers(disks, inventory, layers);
  const judge = (): void => checkSafety(disks, inventory, { ...safety, mayBeUsed: extend !== undefined });
  const layOut = (): PlannedLayout => planLayout(request, { inventory, disks, firmware, found, elsewhere, extend });
  const { storage, making } = config.policy === "grow" ? judgedTogether(judge, layOut) : (judge(), layOut());
  checkMapNames(storage.disks, [...inventory.disks, ...foundNodes(layers, elsewhere).flatMap((one) => one.devices)]);
  checkNewPlaces(config, storage.volumes, request);
  const extension = extend === undefined ? undefined : { config, inventory, storage, layers, isAdopting: isAdopted };
  if (extension !== undefined) checkExtension(extension);
  const systems = extension === undefined || isAdopted ? config.images.filter(isBootable) : newSystems(extension);
  const images = systems.map((image) =>
    planImage({ config, storage, sources, extension, newUuid, resumed: request.resumed ?? [] }, image),
  );
  const utilities = config.images
    .filter((image) => !isBootable(image))
    .flatMap((image) => planUtility({ config, storage, images, sources, extension }, image));
  const configDrive = planConfigDrive(request, storage, systems);
  const machine = { ...startedMachine(inventory), disks, ...found };
  const policy = keepAll && config.policy !== "grow" ? "verify" : config.policy;
  const target = { ...storage, policy, images, utilities, machine };
  const misfits = [...findKnownMisfits(target), ...findErased(target, localSources(target, sources), layers)];
  if (misfits.length > 0) throw new BareonError("source", misfits.join("; "));
  return {
    version: 3,
    policy,
    ...(phases === undefined ? {} : { phases: { ...phases } }),
    firmware,
    machine,
    ...layoutOf(storage),
    images,
    utilities,
    ...(configDrive === undefined ? {} : { configDrive }),
    ...(config.parallel === undefined ? {} : { parallel: config.parallel }),
    ...(extension === undefined
      ? {
          boot: planBoot(config, storage, images, layers),
          steps: stepsOf(
            planSteps(machine, storage, { images, utilities, configDrive }, layers, growingOf(request)),
            request,
          ),
        }
      : planGrowing(extension, {
          making,
          contents: { images, utilities, configDrive },
          isAdopted,
        })),
  };
}

/** What is in use and what cannot grow, in one error. Throws BareonError "unsafe" or "mismatch". */
function judgedTogether<T>(judge: () => void, layOut: () => T): T {
  try {
    judge();
  } catch (unsafe) {
    if (!(unsafe instanceof BareonError)) throw unsafe;
    throw withDifferences(unsafe, layOut);
  }
  return layOut();
}

function withDifferences(unsafe: BareonError, layOut: () => unknown): BareonError {
  try {
    layOut();
    return unsafe;
  } catch (mismatch) {
    if (!(mismatch instanceof BareonError)) throw mismatch;
    const { exit, message, hint = "" } = unsafe;
    const { differences } = mismatch;
    return new BareonError(exit, `${message}\n${mismatch.message}`, { hint, differences, cause: mismatch });
  }
}

/** A part of a deploy that ends with the disks leaves alone what boots the node. */
function growingOf({
  config,
  ...request
}: Pick<PlanRequest, "config" | "phases">): { readonly goesOn: boolean } | undefined {
  if (config.policy !== "grow") return undefined;
  return { goesOn: hasPhase(request, "images") || hasPhase(request, "bootloader") };
}

/** How the machine is made and was started. */
function startedMachine(
  inventory: Inventory,
): Pick<Plan["machine"], "architecture" | "firmware" | "secureBoot" | "bootInterface"> {
  const { architecture, firmware, secureBoot, bootInterface } = inventory;
  return {
    architecture,
    ...(firmware === "uefi" ? { firmware } : {}),
    ...(secureBoot === true ? { secureBoot } : {}),
    bootInterface,
  };
}

interface Growth {
  readonly making: readonly Making[];
  readonly contents: Contents;
  /** True for a node that has no menu of ours yet. */
  readonly isAdopted: boolean;
}

/** The menu and the steps of a node that keeps what it has. */
function planGrowing(
  { config, inventory, storage, layers }: Parameters<typeof checkExtension>[0],
  { making, contents, isAdopted }: Growth,
): Pick<Plan, "boot" | "steps"> {
  const found = new Map(foundDevices(layers, inventory).map(({ path, content }) => [path, content]));
  const common = { storage, making, contentOf: (device: string) => found.get(device) ?? null, contents, layers };
  const boot = planBoot(config, storage, [], layers);
  if (!isAdopted)
    return {
      boot: { ...boot, ...bootThere(inventory) },
      steps: planExtendSteps({ ...common, isReleased: inventory.deployed?.released === true }),
    };
  return {
    boot: { ...boot, adopt: { biosBoot: biosBootOf(storage) } },
    steps: planExtendSteps({ ...common, existing: existingSystem(config)?.name ?? "" }),
  };
}

/** The partition for GRUB's core image, beside which the node may have another one. */
function biosBootOf({ disks }: StoragePlan): string | null {
  return disks[0]?.partitions.find(({ purpose }) => purpose === "bios-boot")?.device ?? null;
}

/** The menu stays as it is, except for what is added; that of a node that was released boots it again. */
function bootThere(inventory: Inventory): Partial<Plan["boot"]> {
  const { default: usual, systems, released } = deployedOf(inventory);
  return {
    ...{ kind: "multiboot", defaultImage: usual ?? "", there: systems.map(({ name }) => name) },
    ...(released === true ? { released } : {}),
  };
}

interface ContentRequest {
  readonly config: DeployConfig;
  readonly storage: StoragePlan;
  readonly sources: SourceSpecs;
  /** If the node has systems, and gets more. */
  readonly extension: Parameters<typeof checkExtension>[0] | undefined;
}

/** For an image that is not brought to the node. */
function keepMark(
  { config, storage, sources }: Pick<ContentRequest, "config" | "storage" | "sources">,
  image: ImageSpec,
): Pick<PlannedImage, "keep"> {
  // The config alone does not tell that its volume is new.
  const { name, target } = image;
  if (storage.volumes.some(({ added, mount, images }) => added === true && mount === target && images.includes(name)))
    return {};
  return sources[image.driver].leavesOut?.(config, image) === true ? { keep: true } : {};
}

function planImage(request: SystemRequest, image: ImageSpec): PlannedImage {
  const { config, storage, sources, extension, newUuid, resumed } = request;
  const { mounts, outside } =
    extension === undefined || image === existingSystem(config)
      ? { mounts: planMounts(storage.volumes, image.name), outside: [] }
      : splitMounts(storage.volumes, image.name);
  const encrypted = encryptedMounts(storage, image.name);
  return {
    name: image.name,
    imageName: image.imageName,
    imageUuid: image.imageUuid,
    driver: image.driver,
    ...(resumed.includes(image.name) ? { keep: true } : keepMark(request, image)),
    ...sources[image.driver].plan(config, image, false),
    bootTool: image.bootTool,
    ...(image.carry === undefined ? {} : { carry: [...image.carry] }),
    ...planSeed(image, newUuid),
    ...(image.spread === true ? { spread: true } : {}),
    ...(image.given === undefined ? {} : { given: [...image.given] }),
    mounts,
    ...(outside.length === 0 ? {} : { outside }),
    ...(encrypted.length === 0 ? {} : { encrypted }),
    rootUuid: mounts.find((mount) => mount.mount === "/")?.uuid ?? "",
    fstab: renderFstab(storage.volumes, image.name),
  };
}

interface SystemRequest extends ContentRequest {
  readonly newUuid: () => string;
  readonly resumed: readonly string[];
}

interface UtilityRequest extends ContentRequest {
  readonly images: readonly PlannedImage[];
}

/** None for one that is left alone. */
function planUtility(request: UtilityRequest, image: ImageSpec): PlannedUtility[] {
  const { config, storage, images, sources, extension } = request;
  const { name, driver, target } = image;
  const bound = extension === undefined ? bindUtility(storage.volumes, images, name) : bindNewUtility(extension, image);
  const planned = sources[driver].plan(config, image, isOverlaid(storage.volumes, name));
  return bound === undefined ? [] : [{ name, driver, ...keepMark(request, image), ...planned, target, ...bound }];
}

function planRescue({ rescue }: DeployConfig, storage: StoragePlan): Pick<Plan["boot"], "rescue"> {
  if (rescue === undefined || storage.rescue === undefined) return {};
  const { device, uuid } = storage.rescue;
  const partition = storage.disks.flatMap(({ partitions }) => partitions).find((one) => one.device === device);
  const { kernel, initrd, authorizedKeys } = rescue;
  return { rescue: { device, uuid, size: partition?.size ?? 0, kernel, initrd, authorizedKeys: [...authorizedKeys] } };
}

function planBoot(
  config: DeployConfig,
  storage: StoragePlan,
  images: readonly PlannedImage[],
  layers: readonly Layer[],
): Plan["boot"] {
  const bootable = config.images.filter(isBootable);
  const first = bootable.find((image) => image.bootFirst) ?? existingSystem(config) ?? bootable[0];
  return {
    kind: isMultiboot(config) ? "multiboot" : "single",
    disk: storage.disks[0]?.path ?? "",
    mirrors: bootMirrors(storage, images, layers, config.bootFromAnyDisk),
    multiboot: storage.multiboot === null ? null : { ...storage.multiboot },
    ...planRescue(config, storage),
    ...(storage.esps.length === 0 ? {} : { uefi: { partitions: [...storage.esps], order: config.bootOrder } }),
    defaultImage: first?.name ?? "",
    timeout: config.menuTimeout,
    kernelParams: config.kernelParams,
  };
}
