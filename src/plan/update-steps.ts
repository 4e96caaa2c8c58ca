/** The steps of an update of one system: it is taken out of what can be booted before its volumes are written, and offered again after that. */
import type { PlannedImage, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import type { Update, UpdateStep } from "../schema/update.ts";
import { filesystems } from "../storage/filesystem/filesystems.ts";
import { makeFilesystemStep } from "../storage/step.ts";
import { seedStep } from "./seeds.ts";

function updateStep(kind: UpdateStep["kind"], title: string, phase: UpdateStep["phase"]): UpdateStep {
  return { kind, id: kind, title, phase };
}

interface Written {
  /** Those that are written; what is not kept is made anew. */
  readonly volumes: readonly PlannedVolume[];
  /** The utility images that go into its tree. */
  readonly utilities: readonly PlannedUtility[];
  readonly carries: boolean;
  /** Whether cloud-init in it is told something. */
  readonly isTold: boolean;
}

export function planUpdateSteps(
  image: PlannedImage,
  { volumes, utilities, carries, isTold }: Written,
): Update["steps"] {
  const { name } = image;
  const made = volumes.filter(({ keep }) => keep !== true);
  return [
    updateStep("begin-update", `Take ${name} out of what can be booted`, "bootloader"),
    ...(carries ? [updateStep("set-aside", `Set the carried files of ${name} aside`, "transfer")] : []),
    ...made.map((volume) => {
      const title = `Make ${volume.type} for ${volume.mount ?? ""} on ${volume.device}`;
      // What an update makes is only this: no step of another kind comes out of it.
      const { device, id, phase, commands } = {
        commands: [],
        device: "",
        ...makeFilesystemStep(volume.device, title, [filesystems[volume.type].make(volume)]),
      };
      return { kind: "make-filesystem" as const, id, title, phase, device, commands };
    }),
    { kind: "deploy-image", id: `image ${name}`, title: `Bring image ${name}`, phase: "transfer", image: name },
    ...utilities.map((utility) => ({
      kind: "deploy-utility" as const,
      id: `utility ${utility.name}`,
      title: `Bring image ${utility.name} to ${utility.target} in ${name}`,
      phase: "transfer" as const,
      image: utility.name,
      into: name,
    })),
    ...(carries ? [updateStep("carry", `Put the carried files of ${name} into their places`, "transfer")] : []),
    ...(isTold ? [seedStep(image)] : []),
    updateStep("end-update", `Prove the kernels of ${name} and offer it again`, "bootloader"),
  ];
}
