/** Everything about a plan that a person should know before it is carried out, as data: what is lost, what will be there, what will boot. */
import { hasPhase, leavesBoot } from "../../plan/phases.ts";
import type { Plan } from "../../schema/plan.ts";
import type { Layer } from "../../storage/layer.ts";
import { storageLayers } from "../../storage/layers.ts";
import { type DrawnBlock, drawPlan } from "./drawing.ts";
import { describeImages } from "./images.ts";
import { describeMenu } from "./menu.ts";
import { namesOf } from "./owners.ts";
import { describeSteps, describeTakenDown } from "./steps.ts";
import { type Chapter, type Told, chapter, line } from "./told.ts";

export interface Picture {
  /** What the node will have, by name; a part of the drawing whose owner is a number is of the name at that place. */
  readonly names: readonly string[];
  /** Which machine it is for, and what is done with its disks: a sentence each. */
  readonly machine: string;
  readonly policy: string;
  readonly blocks: readonly DrawnBlock[];
  /** What comes before the drawing, and what comes after it. */
  readonly before: readonly Chapter[];
  readonly after: readonly Chapter[];
}

const firmwares: Readonly<Record<Plan["firmware"], string>> = { bios: "BIOS", uefi: "UEFI", both: "BIOS and UEFI" };

function describeMachine({ machine, firmware }: Plan): string {
  const { architecture, firmware: started, secureBoot } = machine;
  const secure = secureBoot === true ? " with Secure Boot on" : "";
  const how = started === "uefi" ? "UEFI" : "BIOS";
  return `A machine of the architecture ${architecture}, started by ${how}${secure}; it is made bootable by ${firmwares[firmware]}.`;
}

/** What is done with the disks; a policy that keeps what some volume wants to keep may keep nothing. */
function describePolicy({ policy, disks }: Plan): string {
  if (policy === "extend") return "What the node has stays, and what is new is made beside it.";
  if (policy === "grow") return "What is there is kept and made only larger, and what is new is made in free space.";
  return disks.some(({ keep }) => keep === true)
    ? "The partitions are there already, and are kept."
    : "The disks that the config names are erased and laid out anew.";
}

/** Which part of a deploy it is, and what the node is afterwards. */
function describePhases(plan: Plan): Told[] {
  const { phases } = plan;
  if (phases === undefined) return [];
  const { from, until } = phases;
  return [
    line(from === until ? `The phase ${from} alone.` : `The phases from ${from} until ${until}.`),
    line(
      hasPhase(plan, "bootloader")
        ? "The node boots after it."
        : leavesBoot(plan)
          ? "What the node boots is left alone."
          : "The node boots nothing after it, and until the phase bootloader is done.",
    ),
  ];
}

export function picturePlan(plan: Plan, layers: readonly Layer[] = storageLayers): Picture {
  return {
    names: namesOf(plan),
    machine: describeMachine(plan),
    policy: describePolicy(plan),
    blocks: drawPlan(plan, layers),
    before: chapter("Part of a deploy", describePhases(plan)),
    after: [
      ...chapter("Taken down first, in this order", describeTakenDown(plan)),
      ...(hasPhase(plan, "images") ? chapter("Images", describeImages(plan, layers)) : []),
      ...(hasPhase(plan, "bootloader") ? chapter("Boot menu", describeMenu(plan)) : []),
      ...chapter("Steps", describeSteps(plan)),
    ],
  };
}
