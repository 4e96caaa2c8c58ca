/** What an update of one idle system does, decided from the node's record, the machine and what is asked for; pure, as the plan of a deploy. */
import { BareonError } from "../base/errors.ts";
import { isWithin } from "../base/paths.ts";
import { isSameUuid } from "../base/uuid.ts";
import type { UpdateRequest as RecordedWish, Updating } from "../schema/boot-info.ts";
import type { DeployRecord, RecordedImage, RecordedMount } from "../schema/deploy-record.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan, PlannedImage, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { filesystemNamed, filesystems } from "../storage/filesystem/filesystems.ts";
import { type FoundVolume, findVolumes, keepLayout, nothingErased } from "./found-layout.ts";
import { splitOwnMounts } from "./own-mounts.ts";
import { comparing, planSource, planUtilitySource } from "./update-source.ts";
import { planSeed } from "./seeds.ts";
import { planUpdateSteps } from "./update-steps.ts";
import { recordWish, type SettledWish, settleWish, type UpdateWish } from "./update-wish.ts";

export type UpdateMethod = Update["method"];

export interface UpdateRequest {
  readonly record: DeployRecord;
  readonly inventory: Inventory;
  readonly multiboot: NonNullable<Plan["boot"]["multiboot"]>;
  /** The name of the image in the record. */
  readonly image: string;
  /** What boot-info says of an update of it that was begun and not ended. */
  readonly begun?: Updating | undefined;
  readonly wish: UpdateWish;
}

export interface PlannedUpdate {
  readonly update: Update;
  /** What it is made with, as it is kept until it has ended. */
  readonly request: RecordedWish;
  /** What the parts of a deploy that are run need to know: the image, its own volumes and what these lie on. It has no steps. */
  readonly deploy: Plan;
}

/** Volumes of the system itself: their files go with those of the root, whatever the config says of their data. */
const systemFolders = ["/boot", "/usr"] as const;

function isOfSystem(mount: string): boolean {
  return mount === "/" || systemFolders.some((folder) => isWithin(folder, mount));
}

/** Where the volumes were that an update may have left without their UUIDs; none if it was cut off before its first write. */
export function halfMadeOf(begun: Updating | undefined): NonNullable<Updating["volumes"]> {
  return begun === undefined || begun.written === "nothing" ? [] : (begun.volumes ?? []);
}

/**
 * The one volume with that UUID, or, if an update was cut off while it had none, that which was written then. Throws "mismatch" if
 * there is none, if there are several, or if it is another filesystem.
 */
function findVolume(
  found: readonly FoundVolume[],
  { mount, uuid, type }: RecordedMount,
  { name: image, begun }: { readonly name: string; readonly begun: Updating | undefined },
): FoundVolume {
  const same = found.filter(({ content }) => isSameUuid(uuid, content?.uuid));
  const remembered = halfMadeOf(begun).find((one) => isSameUuid(uuid, one.uuid))?.place;
  const [volume, ...more] = same;
  const halfMade = found.find(({ place }) => place === remembered);
  if (volume === undefined && halfMade !== undefined) return { ...halfMade, content: { type, uuid, label: null } };
  const what = `the volume for ${mount} of image ${image}, with the UUID ${uuid},`;
  if (volume === undefined)
    throw new BareonError("mismatch", `${what} is not there`, {
      hint: "Is an array or a volume group switched off? bareon-provision inspect shows what is there.",
    });
  if (more.length > 0)
    throw new BareonError(
      "mismatch",
      `${what} is there ${same.length} times: ${same.map(({ device }) => device).join(", ")}`,
    );
  if (volume.content?.type !== type)
    throw new BareonError("mismatch", `${what} is ${volume.content?.type ?? "empty"}, and not ${type}`);
  return volume;
}

function volumeType(type: string, image: string): PlannedVolume["type"] {
  const known = Object.keys(filesystems).find((name): name is PlannedVolume["type"] => name === type);
  if (known === undefined || filesystemNamed(type)?.isMountable !== true)
    throw new BareonError("unverified", `The node's record has a volume of type ${type} for image ${image}.`);
  return known;
}

/** Throws "usage" for a method that the source has not. */
function chooseMethod(
  { driver, file, flags }: Pick<PlannedImage, "driver" | "file" | "flags">,
  wish: UpdateWish,
): UpdateMethod {
  const method = wish.method ?? (driver === "rsync" ? "mirror" : "fresh");
  if (method === "mirror" && driver !== "rsync")
    throw new BareonError(
      "usage",
      `The method mirror is for trees that rsync copies, and this is ${sourceSpecs[driver].what}.`,
      {
        hint: "--method fresh makes the filesystems anew; --method overlay restores the files of an archive.",
      },
    );
  if (method === "mirror" && !flags.some((flag) => /^(?:--archive|--recursive|-[A-Za-z]*[ar][A-Za-z]*)$/u.test(flag)))
    throw new BareonError("usage", "The method mirror needs rsync's option -a or -r, which this image does not have.", {
      hint: "--method fresh makes the filesystems anew; --method overlay restores the files.",
    });
  const isFilesystem = file?.format === "raw" || file?.format === "qcow2";
  if (method === "overlay" && isFilesystem)
    throw new BareonError("usage", "The method overlay restores files, and this image is a filesystem.", {
      hint: "--method fresh replaces the filesystem.",
    });
  return method;
}

/** Its filesystem stays unless the method makes new ones; data that the config keeps stay in any case. */
function planVolume(
  { mount, type, label, keepData }: RecordedMount,
  { device, size, content }: FoundVolume,
  { image, method }: { readonly image: string; readonly method: UpdateMethod },
): PlannedVolume {
  const keepsData = keepData !== false && !isOfSystem(mount);
  return {
    device,
    size,
    type: volumeType(type, image),
    uuid: content?.uuid ?? "",
    label: label ?? content?.label ?? null,
    ...(method !== "fresh" || keepsData ? { keep: true } : {}),
    ...(keepData === false ? { keepData } : {}),
    mount,
    images: [image],
    fstab: null,
  };
}

function findImage({ images }: DeployRecord, name: string): RecordedImage {
  const image = images.find((one) => one.name === name);
  if (image === undefined) throw new BareonError("entry", `The node's record has no image ${name}.`);
  return image;
}

/** Those that go into its tree; what lies below a mount point that is left out stays as it is. */
function planUtilities(
  record: DeployRecord,
  image: string,
  { rate, leftOut, method }: Pick<Update, "leftOut" | "method"> & { readonly rate: number | undefined },
): PlannedUtility[] {
  return record.utilities
    .filter(({ into, target }) => into.includes(image) && !leftOut.some((mount) => isWithin(mount, target)))
    .map((utility) => {
      const source = planUtilitySource(record, utility, rate);
      const { name, target } = utility;
      return { name, target, ...(method === "fresh" ? source : comparing(source)), into: [image], mounts: [] };
    });
}

/** The seed is the system's own: that of the running one is never taken for it. */
function planSeedOf({ seed }: RecordedImage, { seed: wanted, carryFrom }: SettledWish): Update["seed"] {
  if (wanted !== undefined) return "new";
  return seed !== undefined && carryFrom === "idle" ? "carried" : undefined;
}

/**
 * Also of the volumes that others have: the new version opens them as the one before did. Throws "usage" if it would lack the keys that
 * the system has in files.
 */
function planEncrypted({ name, mounts }: RecordedImage, { carryFrom }: SettledWish): Pick<PlannedImage, "encrypted"> {
  const encrypted = mounts.flatMap(({ mount, encrypted: container }) =>
    container === undefined ? [] : [{ mount, ...container }],
  );
  if (carryFrom !== "idle" && encrypted.some(({ unlock }) => unlock === "key-file"))
    throw new BareonError(
      "usage",
      `Keys of encrypted volumes of ${name} are in files of that system, and would be lost.`,
      {
        hint: "Nothing was changed. --carry-from idle takes them over.",
      },
    );
  return encrypted.length === 0 ? {} : { encrypted };
}

function planNewSeed(
  image: Pick<PlannedImage, "name" | "imageUuid">,
  { seed }: SettledWish,
): Pick<PlannedImage, "seed"> {
  return seed === undefined ? {} : planSeed({ ...image, seed: seed.spec }, seed.newUuid);
}

/**
 * Throws BareonError "entry" for an image that the record lacks, "mismatch" if a volume of it is not there as recorded, "unsupported"
 * if its kernels are on an EFI system partition, "usage" if what is asked for does not fit together, and "unverified" for a record
 * that no deploy wrote.
 */
export function planUpdate({
  record,
  inventory,
  multiboot,
  image: name,
  begun,
  wish: given,
}: UpdateRequest): PlannedUpdate {
  const { wish, goesOn } = settleWish(given, begun);
  const recorded = findImage(record, name);
  const asked = planSource(record, recorded, wish);
  const method = chooseMethod(asked, wish);
  const source = method === "fresh" ? asked : comparing(asked);
  const found = findVolumes(inventory);
  const { own, leftOut } = splitOwnMounts(record, recorded, inventory);
  const volumes = own.map((mount) =>
    planVolume(mount, findVolume(found, mount, { name, begun }), { image: name, method }),
  );
  if (volumes[0]?.mount !== "/")
    throw new BareonError("unverified", `The node's record has no root of its own for ${name}.`);
  const to = { imageName: wish.imageName ?? recorded.imageName, imageUuid: wish.imageUuid ?? recorded.imageUuid };
  const image: PlannedImage = {
    ...{ name, ...to, ...source, bootTool: recorded.bootTool, carry: [...recorded.carry] },
    ...(recorded.spread === true ? { spread: true } : {}),
    ...(recorded.given === undefined ? {} : { given: [...recorded.given] }),
    ...planNewSeed({ name, imageUuid: to.imageUuid }, wish),
    ...planEncrypted(recorded, wish),
    mounts: volumes.map(({ mount, device, type, uuid }) => ({ mount: mount ?? "", device, type, uuid })),
    rootUuid: volumes[0].uuid,
    fstab: recorded.fstab,
  };
  const utilities = planUtilities(record, name, { rate: wish.rate, leftOut, method });
  const seed = planSeedOf(recorded, wish);
  const steps = planUpdateSteps(image, {
    ...{ volumes, utilities, carries: wish.carryFrom !== "none", isTold: image.seed !== undefined },
  });
  const from = { imageName: recorded.imageName, imageUuid: recorded.imageUuid };
  const { carryFrom, arm, tries } = wish;
  return {
    update: {
      ...{ version: 1, image: name, method, from, to, carry: [...recorded.carry], carryFrom, leftOut },
      ...(seed === undefined ? {} : { seed }),
      ...{ volumes, images: [image], utilities, arm, tries, resumed: begun !== undefined, steps },
      ...(begun === undefined ? {} : { begun: { since: begun.since, goesOn } }),
    },
    request: recordWish(wish, method),
    deploy: {
      ...{ version: 3, policy: "verify", firmware: record.firmware },
      machine: nothingErased(inventory),
      ...{ ...keepLayout(inventory), volumes, images: [image], utilities, steps: [] },
      boot: {
        ...{ kind: "multiboot", disk: inventory.disks[0]?.path ?? "", mirrors: [], defaultImage: name, timeout: 0 },
        multiboot: { ...multiboot },
        kernelParams: record.kernelParams,
      },
    },
  };
}

/** What the update leaves on its volumes although the image does not have it, for a source that can mirror. */
export function planMirror({
  method,
  volumes,
}: Update): { readonly kept: string[]; readonly keptBelow: string[] } | undefined {
  if (method !== "mirror") return undefined;
  const mounts = volumes.flatMap(({ mount }) => mount ?? []);
  const kept = volumes.filter(({ mount, keepData }) => keepData !== false && !isOfSystem(mount ?? "/"));
  return {
    kept: mounts.map((mount) => (mount === "/" ? "/lost+found" : `${mount}/lost+found`)),
    keptBelow: kept.flatMap(({ mount }) => mount ?? []),
  };
}
