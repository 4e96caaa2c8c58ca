/** What becomes of a config drive: a partition that all systems see, or a seed in the tree of each. */
import { BareonError } from "../base/errors.ts";
import { renderMiB } from "../base/sizes.ts";
import { type DeployConfig, type ImageSpec, existingSystem } from "../config/deploy-config.ts";
import type { DeployPhases, Plan } from "../schema/plan.ts";
import type { LayerRequest, StoragePlan } from "../storage/layer.ts";
import { hasPhase, isContinued } from "./phases.ts";

type PlannedDrive = NonNullable<Plan["configDrive"]>;

/** What planning has to know of a config drive. */
export interface DriveFacts {
  /** Of the image, unpacked. */
  readonly bytes: number;
}

interface DriveRequest {
  readonly config: DeployConfig;
  readonly configDrive?: DriveFacts | undefined;
  readonly phases?: DeployPhases | undefined;
}

function isSeed({ configDrive }: DeployConfig): boolean {
  return configDrive?.as === "seed";
}

/** For the layers. Throws BareonError "unsupported" for a node that gets more beside what it has. */
export function askForPartition({ config, configDrive }: DriveRequest): Pick<LayerRequest, "driveBytes"> {
  if (configDrive === undefined || isSeed(config)) return {};
  if (config.policy === "extend")
    throw new BareonError("unsupported", "a config drive gets no partition on a node that keeps what it has", {
      hint: "Have it unpacked into the new systems, as a seed.",
    });
  return { driveBytes: configDrive.bytes };
}

/** Throws BareonError "mismatch" if the partition that is kept is too small, or if there is none and the drive is to be written by a part of a deploy. */
export function planConfigDrive(
  { config, configDrive, phases }: DriveRequest,
  { disks }: StoragePlan,
  systems: readonly ImageSpec[],
): PlannedDrive | undefined {
  if (configDrive === undefined) return undefined;
  const { bytes } = configDrive;
  if (isSeed(config)) {
    const wanted = config.configDrive?.images;
    const images = systems.filter((image) =>
      wanted === undefined ? image.seed === undefined && image !== existingSystem(config) : wanted.includes(image.name),
    );
    return { as: "seed", bytes, device: null, images: images.map(({ name }) => name) };
  }
  const partition = disks.flatMap(({ partitions }) => partitions).find(({ purpose }) => purpose === "config-drive");
  if (partition === undefined && isContinued({ phases }) && hasPhase({ phases }, "config-drive"))
    throw new BareonError("mismatch", "the disks have no partition for the config drive", {
      hint: "Nothing was changed. The phase storage makes one if it finds the config drive, too; as a seed it needs none.",
    });
  if (partition !== undefined && partition.size < bytes)
    throw new BareonError(
      "mismatch",
      `the config drive has ${renderMiB(bytes)}, and its partition ${partition.device} has ${renderMiB(partition.size)}`,
      { hint: "Use the policy clean, or have it unpacked into the systems, as a seed." },
    );
  return { as: "partition", bytes, device: partition?.device ?? null, images: [] };
}

/** Writes it once its partition is there. */
export function driveSteps(drive: Plan["configDrive"]): Plan["steps"] {
  const { device = null } = drive ?? {};
  if (device === null) return [];
  const title = `Write the config drive onto ${device}`;
  return [{ kind: "write-config-drive", id: "config-drive", title, phase: "transfer", device }];
}
