/** What the disks of a plan will hold: made anew, kept as it was found, or both. */
import { type DeployConfig, isBootable } from "../config/deploy-config.ts";
import { keepsPartitions } from "../config/volumes.ts";
import { isSameDisk } from "../machine/disk-match.ts";
import type { Layers } from "../machine/found-layers.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";
import type { DeployPhases, Plan, PlannedVolume } from "../schema/plan.ts";
import { keepStorage } from "../storage/keep.ts";
import type { ExtendRequest, Layer, Making, StoragePlan } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { planStorage } from "../storage/storage.ts";
import { askForPartition, type DriveFacts } from "./config-drive.ts";
import { isContinued, markGivenUp } from "./phases.ts";

interface LayoutRequest {
  readonly config: DeployConfig;
  readonly configDrive?: DriveFacts | undefined;
  readonly phases?: DeployPhases | undefined;
  readonly only?: readonly string[] | undefined;
  readonly resumed?: readonly string[] | undefined;
  readonly newUuid: () => string;
  readonly layers?: readonly Layer[];
}

/** The machine that the plan is for. */
interface Place {
  readonly inventory: Inventory;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  readonly firmware: Plan["firmware"];
  /** What sits on these disks, and what sits on others. */
  readonly found: Layers;
  readonly elsewhere: Layers;
  readonly extend: ExtendRequest | undefined;
}

export interface PlannedLayout {
  readonly storage: StoragePlan;
  /** Where something is made beside what stays. */
  readonly making: readonly Making[];
}

/** Throws BareonError "mismatch" if it does not fit, or if what is kept is not what the config asks for. */
export function planLayout(request: LayoutRequest, place: Place): PlannedLayout {
  const { config, newUuid, layers = storageLayers } = request;
  const { inventory, disks, firmware, found, elsewhere, extend } = place;
  const keepAll = isContinued(request);
  const keep = keepAll || keepsPartitions(config);
  const fresh = planStorage({
    ...{ config, disks, elsewhere },
    ...(keep ? { kept: found, keepAll } : {}),
    ...(extend === undefined ? {} : { extend }),
    ...(config.policy === "grow" ? { grow: true } : {}),
    ...askForPartition(request),
    ...{ architecture: inventory.architecture, firmware, newUuid, layers },
  });
  const { making = [] } = fresh;
  if (!keep) return { storage: fresh, making };
  const storage = keepStorage({
    ...{ config, disks, machine: found, fresh, layers },
    elsewhere: { disks: otherDisks(disks, inventory), machine: elsewhere },
    mayBeEmpty: remadeVolumes(request, fresh),
  });
  if (!keepAll) return { storage, making };
  const volumes = markGivenUp(config, storage.volumes);
  return {
    storage: {
      ...storage,
      volumes: (request.resumed ?? []).length === 0 ? volumes : remake(volumes, remadeVolumes(request, storage)),
    },
    making,
  };
}

/** In a run that goes on after a former one, what that did not finish is made anew, once it is known what it has finished. */
function remake(volumes: readonly PlannedVolume[], remade: ReadonlySet<string>): PlannedVolume[] {
  return volumes.map(({ keep, givenUp, ...volume }) =>
    remade.has(volume.device)
      ? volume
      : { ...volume, ...(keep === undefined ? {} : { keep }), ...(givenUp === undefined ? {} : { givenUp }) },
  );
}

/** Those that are neither named nor one of these by another path. */
function otherDisks(disks: readonly Disk[], inventory: Inventory): Disk[] {
  return inventory.disks.filter((other) => !disks.some((disk) => disk.path === other.path || isSameDisk(disk, other)));
}

/** What is made anew for the systems that alone are deployed, or that a former run did not bring: one that is cut off leaves it without a filesystem. */
function remadeVolumes(
  { config, only, resumed }: LayoutRequest,
  { volumes }: Pick<StoragePlan, "volumes">,
): ReadonlySet<string> {
  const isStaying = ({ name }: { readonly name: string }): boolean =>
    resumed === undefined ? only?.includes(name) !== true : resumed.includes(name);
  const others = config.images.filter((image) => isBootable(image) && isStaying(image));
  const isRemade = ({ givenUp, images }: PlannedVolume): boolean =>
    givenUp === true && !others.some(({ name }) => images.includes(name));
  return new Set(markGivenUp(config, volumes).flatMap((volume) => (isRemade(volume) ? [volume.device] : [])));
}
