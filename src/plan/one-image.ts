/** What a deploy of one system alone does to a node that boots others beside it: an update of that system to what the config says of it; pure. */
import { BareonError } from "../base/errors.ts";
import { isWithin } from "../base/paths.ts";
import { isSameUuid } from "../base/uuid.ts";
import type { UpdateRequest } from "../schema/boot-info.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan, PlannedImage, PlannedMount, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import { findVolumes } from "./found-layout.ts";
import { planMounts, renderFstab } from "./mounts.ts";
import { refuseOthersVolumes } from "./others-volumes.ts";
import { splitOwnMounts } from "./own-mounts.ts";
import { keepsData } from "./phases.ts";
import type { PlannedUpdate } from "./update.ts";
import { comparing } from "./update-source.ts";
import { planUpdateSteps } from "./update-steps.ts";
import { recordWish } from "./update-wish.ts";

export interface PlannedAlone extends PlannedUpdate {
  /** The whole config, with the system's volumes as the node knows them: what its record is to say of the system. */
  readonly whole: Plan;
}

type System = NonNullable<Inventory["deployed"]>["systems"][number];

function inventoryOf({ request }: Plan): Inventory {
  if (request === undefined) throw new Error("a plan that was just made has its request");
  return request.inventory;
}

/** The system as the node has it. Throws BareonError "mismatch" if it has none of that name, or no menu. */
function findSystem(plan: Plan, name: string): System {
  const { deployed } = inventoryOf(plan);
  const hint = "Nothing was changed. Deploy the whole config, without --image.";
  if (deployed === undefined || plan.boot.multiboot === null)
    throw new BareonError(
      "mismatch",
      "the node has no boot menu of several systems that can be read, so that none of them is deployed alone",
      { hint },
    );
  const system = deployed.systems.find((one) => one.name === name);
  if (system !== undefined) return system;
  const names = deployed.systems.map((one) => one.name).join(", ");
  throw new BareonError("mismatch", `the node has no system ${name}, only ${names}`, { hint });
}

function findImage({ images }: Plan, name: string): PlannedImage {
  const image = images.find((one) => one.name === name);
  if (image === undefined) throw new Error(`the image ${name} was found in the config, and is not in its plan`);
  if (image.keep !== true) return image;
  throw new BareonError("usage", `Image ${name} would not be brought: the config keeps what is in its place.`, {
    hint: "Nothing was changed. The config has to give up the data of its volume, and a dry run brings nothing.",
  });
}

/**
 * The volume with the UUID by which the node knows it: one that is made anew gets it again, also if a deploy that was cut off has left it
 * without. Throws BareonError "mismatch" for another one that stays, and if the one that the node knows is in another place (`isElsewhere`).
 */
function withKnownUuid(
  volume: PlannedVolume,
  { name, mounts }: System,
  { isRemade, isElsewhere }: { readonly isRemade: boolean; readonly isElsewhere: (uuid: string) => boolean },
): PlannedVolume {
  const known = mounts.find(({ mount }) => mount === volume.mount);
  if (known === undefined || isSameUuid(known.uuid, volume.uuid)) return volume;
  if (isRemade && !isElsewhere(known.uuid)) return { ...volume, uuid: known.uuid };
  throw new BareonError("mismatch", `${volume.device} is not what system ${name} has for ${known.mount}`, {
    hint: "Nothing was changed. Deploy the whole config, without --image.",
  });
}

/** As it is written: kept with what is on it, or made anew. */
function toWritten(volume: PlannedVolume): PlannedVolume {
  const { keep: _, givenUp: __, ...written } = volume;
  return keepsData(volume) ? { ...written, keep: true } : written;
}

/** Those that go into its tree; what lies below a mount point that is left out stays as it is. */
function planUtilities({ utilities }: Plan, name: string, leftOut: readonly string[]): PlannedUtility[] {
  return utilities
    .filter(({ keep, into }) => keep !== true && into.includes(name))
    .filter(({ target }) => !leftOut.some((mount) => isWithin(mount, target)))
    .map((utility) => ({ ...utility, into: [name], mounts: [] }));
}

/** What boot-info keeps of it until it has ended, so that an update can go on with it. */
function recordRequest(
  { imageName, imageUuid, source, file, seed }: PlannedImage,
  method: Update["method"],
): UpdateRequest {
  const { checksum, checksumUrl, signatureUrl, torrentUrl } = file ?? {};
  const addresses = { checksum, checksumUrl, signatureUrl, torrentUrl };
  const wish = { source, ...addresses, imageName, imageUuid, carryFrom: "none", arm: "nothing", tries: 1 } as const;
  return { ...recordWish(wish, method), ...(seed === undefined ? {} : { new_seed: true as const }) };
}

interface Own {
  readonly system: System;
  /** The mounts of volumes that the system alone has. */
  readonly own: readonly PlannedMount[];
}

/** The plan with these volumes as the node knows them. */
function planWhole(plan: Plan, image: PlannedImage, { system, own }: Own): Plan {
  const isOwn = ({ device }: PlannedVolume): boolean => own.some((mount) => mount.device === device);
  const found = findVolumes(inventoryOf(plan));
  const isElsewhere = (uuid: string): boolean => found.some(({ content }) => isSameUuid(content?.uuid, uuid));
  const volumes = plan.volumes.map((volume) =>
    volume.images.includes(image.name) && volume.mount !== null
      ? withKnownUuid(volume, system, { isRemade: isOwn(volume) && !keepsData(volume), isElsewhere })
      : volume,
  );
  const mounts = planMounts(volumes, image.name);
  const rootUuid = mounts.find(({ mount }) => mount === "/")?.uuid ?? "";
  const known: PlannedImage = { ...image, mounts, rootUuid, fstab: renderFstab(volumes, image.name) };
  const { request: _, ...rest } = plan;
  return { ...rest, volumes, images: plan.images.map((one) => (one === image ? known : one)) };
}

/**
 * The plan is one of the phases behind `storage`, for the node as it is. What a deploy of the whole config would make anew of the system's
 * own volumes is made anew; what others have, too, is left out. Throws BareonError "mismatch" for a node that does not have the system,
 * and for a volume that another system has on the node, "usage" if nothing would be brought, and "unsupported" if the system has no root of its own, or its kernels on an EFI system partition.
 */
export function planOneImage(plan: Plan, name: string): PlannedAlone {
  const system = findSystem(plan, name);
  const asked = findImage(plan, name);
  const { own, leftOut } = splitOwnMounts(plan, asked, inventoryOf(plan));
  refuseOthersVolumes(name, own, inventoryOf(plan).deployed?.systems ?? []);
  const whole = planWhole(plan, asked, { system, own });
  const volumes = own.flatMap(({ device }) => whole.volumes.filter((volume) => volume.device === device));
  const [root] = volumes;
  if (root?.mount !== "/")
    throw new BareonError("unsupported", `The root of ${name} is not its own, so that it is not deployed alone.`);
  const method = keepsData(root) ? "overlay" : "fresh";
  const compared = <T extends PlannedImage | PlannedUtility>(one: T): T => (method === "fresh" ? one : comparing(one));
  const written = volumes.map(toWritten);
  const mounts = written.map(({ mount, device, type, uuid }) => ({ mount: mount ?? "", device, type, uuid }));
  const image = compared({ ...findImage(whole, name), mounts });
  const utilities = planUtilities(plan, name, leftOut).map(compared);
  const isTold = image.seed !== undefined || plan.configDrive?.images.includes(name) === true;
  const steps = planUpdateSteps(image, { volumes: written, utilities, carries: false, isTold });
  const version = { imageName: image.imageName, imageUuid: image.imageUuid };
  return {
    whole,
    request: recordRequest(image, method),
    update: {
      ...{ version: 1, image: name, method, from: version, to: version, carry: [], carryFrom: "none", leftOut },
      ...(isTold ? { seed: "new" } : {}),
      ...{ volumes: written, images: [image], utilities, arm: "nothing", tries: 1, resumed: false, steps },
    },
    deploy: { ...whole, volumes: written, images: [image], utilities, steps: [] },
  };
}
