/** The steps that erase disks, with all that lies on them, as a deploy begins; nothing is made afterwards. */
import type { Layers } from "../machine/found-layers.ts";
import type { Plan } from "../schema/plan.ts";
import { wipeDisk } from "../storage/disk-steps.ts";
import { endUses, tearDown } from "../storage/teardown.ts";
import type { Step } from "../storage/step.ts";

/** `machine` is what was found on the disks. */
export function planErase(machine: Layers & Pick<Plan["machine"], "disks">): Step[] {
  const takenDown = tearDown(machine, true);
  const paths = machine.disks.map(({ path }) => path);
  const names = paths.join(", ");
  const isLocked = takenDown.length > 0;
  const lock: Step = {
    kind: "lock-disks",
    id: "lock-disks",
    title: `Keep udev off ${names}`,
    phase: "storage",
    disks: paths,
  };
  const unlock: Step = {
    kind: "unlock-disks",
    id: "unlock-disks",
    title: `Let udev look at ${names} again`,
    phase: "storage",
  };
  return [...endUses(machine), ...(isLocked ? [lock, ...takenDown, unlock] : []), ...machine.disks.map(wipeDisk)];
}
