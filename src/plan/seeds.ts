/** The seeds of a plan: where each file comes from, never what is in it, and the steps that write them. */
import type { ImageSpec, SeedPart } from "../config/deploy-config.ts";
import type { Plan, PlannedImage, SeedStep } from "../schema/plan.ts";

type PlannedSeed = NonNullable<PlannedImage["seed"]>;

function planPart(part: SeedPart): NonNullable<PlannedSeed["metaData"]> {
  switch (part.kind) {
    case "place":
      return { source: part.source };
    case "inline":
      return { source: "inline", bytes: Buffer.byteLength(part.text) };
    case "left-out":
      return { source: "inline", bytes: part.bytes };
  }
}

type SeededImage = Pick<ImageSpec, "name" | "imageUuid" | "seed">;

/** cloud-init makes a folder of that name. */
function instanceName({ imageUuid, name }: SeededImage): string {
  return (imageUuid === "" ? name : imageUuid).replaceAll(/[^A-Za-z0-9._-]/gu, "_");
}

export function planSeed(image: SeededImage, newUuid: () => string): Pick<PlannedImage, "seed"> {
  if (image.seed === undefined) return {};
  const { metaData, userData, networkConfig } = image.seed;
  return {
    seed: {
      instanceId: `${instanceName(image)}-${newUuid().slice(0, 8)}`,
      ...(metaData === undefined ? {} : { metaData: planPart(metaData) }),
      ...(userData === undefined ? {} : { userData: planPart(userData) }),
      ...(networkConfig === undefined ? {} : { networkConfig: planPart(networkConfig) }),
    },
  };
}

/** After all that goes into the trees, so that no image brings one of its own. */
export function seedSteps(images: readonly PlannedImage[], configDrive: Plan["configDrive"]): SeedStep[] {
  return images
    .filter(({ name, seed }) => seed !== undefined || configDrive?.images.includes(name) === true)
    .map(seedStep);
}

export function seedStep({ name, seed }: PlannedImage): SeedStep {
  const what = seed === undefined ? "Unpack the config drive" : "Write the seed for cloud-init";
  return { kind: "write-seed", id: `seed ${name}`, title: `${what} into ${name}`, phase: "transfer", image: name };
}
