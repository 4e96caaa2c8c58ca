/** The steps of a deploy in their order: the disks lose their old life first, the boot loader comes last. */
import { at } from "../config/json-pointer.ts";
import type { Layers } from "../machine/found-layers.ts";
import type { Plan, PlannedImage, PlannedUtility } from "../schema/plan.ts";
import { invalidateBootSector, invalidateFormerBootSector, wipeDisk } from "../storage/disk-steps.ts";
import type { Layer, StoragePlan } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { invalidateFormer, invalidateKept, makeLayers } from "../storage/make-steps.ts";
import type { Step } from "../storage/step.ts";
import { endUses, tearDown } from "../storage/teardown.ts";
import { treesOf } from "./utilities.ts";

function deployImage({ name }: PlannedImage): Step {
  return { kind: "deploy-image", id: `image ${name}`, title: `Deploy image ${name}`, phase: "transfer", image: name };
}

/** Once for each tree. The id is that of no other step, whatever the names are. */
function deployUtility(utility: PlannedUtility): Step[] {
  const { name, target } = utility;
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

type Machine = Layers & Pick<Plan["machine"], "disks">;

/** `machine` is what was found on the named disks. Utility images come after every system, whose files they may lie on top of. */
export function planSteps(
  machine: Machine,
  storage: StoragePlan,
  { images, utilities }: Pick<Plan, "images" | "utilities">,
  layers: readonly Layer[] = storageLayers,
): Step[] {
  const kept = storage.disks.filter(({ keep }) => keep === true);
  const takenDown = tearDown(machine, kept.length === 0, layers);
  const wiped = machine.disks.filter(({ path }) => kept.every((disk) => disk.path !== path));
  const renewed = storage.disks.filter(({ keep }) => keep !== true);
  return [
    ...endUses(machine, layers),
    ...kept.map(invalidateBootSector),
    ...invalidateKept(storage, layers),
    ...(takenDown.length === 0 ? [] : renewed.map(invalidateFormerBootSector)),
    ...(takenDown.length === 0 ? [] : invalidateFormer(wiped, layers)),
    ...takenDown,
    ...wiped.map(wipeDisk),
    ...makeLayers(storage, layers),
    { kind: "check-filesystems", id: "check-filesystems", title: "Read the filesystems back", phase: "storage" },
    ...images.map(deployImage),
    ...utilities.flatMap(deployUtility),
    { kind: "install-boot", id: "boot", title: "Install GRUB and write the boot menu", phase: "bootloader" },
  ];
}
