/** What is told of a plan's steps: what each does, and what is run for it. */
import { type Command, redact, renderCommand } from "../../base/command.ts";
import type { Plan } from "../../schema/plan.ts";
import type { Told, ToldStep } from "./told.ts";

type Step = Plan["steps"][number];

/** What a step of each kind does. */
const meanings: Readonly<Record<Step["kind"], string>> = {
  commands: "Runs these programs.",
  "make-filesystem": "Makes one filesystem by these programs.",
  encryption: "Runs these programs, of which each reads the key from its standard input.",
  unmount: "Unmounts these places, also among the mounts that the program was started with.",
  "end-use": "Ends a use that is no mount, such as swap.",
  "lock-disks": "Keeps udev from looking at the disks, so that nothing is put together again before it is erased.",
  "tear-down": "Takes down one thing that sits on the disks.",
  "unlock-disks": "Lets udev have the disks again, and waits until it has looked at them.",
  "invalidate-boot-sector": "Writes boot code that says that the disk holds no complete deployment.",
  "invalidate-esp": "Removes the boot loader from a partition whose other files are kept.",
  "check-table": "Waits for the partitions of the disk, reads its table back and compares it with the plan.",
  "check-stacks": "Reads back what was made on top of partitions, and compares it with the plan.",
  "check-filesystems": "Reads type, UUID and label of every filesystem back and compares them with the plan.",
  "deploy-image": "Mounts the volumes of the image, deploys it, writes its fstab and unmounts them.",
  "deploy-utility": "Deploys an image that is not booted into one tree.",
  "write-config-drive": "Writes the config drive onto its partition and reads it back.",
  "write-seed": "Mounts the volumes of the system, writes what cloud-init in it is told, and unmounts them.",
  "install-rescue": "Puts kernel and initrd of the rescue system onto its partition.",
  "install-boot":
    "Finds the installed systems, installs GRUB, writes the menu, boot-info and the record, and proves each entry.",
  "begin-extend": "Notes what is about to be made, so that a deploy that is cut off can be run again.",
  "change-table":
    "Makes partitions larger where they are and adds others in free space, in one change of the table that a power cut leaves done or not begun.",
  "finish-partitions": "Takes the mark off new partitions that says that they are not made to their end.",
  "grow-filesystem": "Mounts a filesystem and makes it as large as its device; its files are neither read nor written.",
  "append-partitions": "Adds partitions to a table that may be in use, and shows the kernel each of them.",
  "extend-boot": "Finds the new systems, proves their kernels, and adds their entries to the menu.",
};

/** With its standard input behind it. */
function renderOne(command: Command): string {
  const { input } = command;
  const call = renderCommand(command);
  return input === undefined ? call : `${call}\n${redact(input.trimEnd()).replaceAll(/^/gmu, "  ")}`;
}

function commandsOf(step: Step): readonly Command[] {
  if (step.kind === "append-partitions") return [...step.clear, ...step.show];
  return "commands" in step ? step.commands : [];
}

/** What else a step names. */
function placesOf(step: Step): readonly string[] {
  switch (step.kind) {
    case "unmount":
      return step.targets;
    case "begin-extend":
      return step.volumes.map(({ place, images }) => `${place} ${images.join(", ")}`.trimEnd());
    default:
      return [];
  }
}

export function describeSteps({ steps }: Pick<Plan, "steps">): Told[] {
  const told = steps.map((step): ToldStep => ({
    title: step.title,
    meaning: meanings[step.kind],
    commands: [...placesOf(step), ...commandsOf(step).map(renderOne)],
  }));
  return told.length === 0 ? [] : [{ kind: "steps", steps: told }];
}

/** What goes before anything is written, in its order. */
export function describeTakenDown({ steps }: Pick<Plan, "steps">): Told[] {
  const kinds: readonly Step["kind"][] = ["tear-down", "unmount", "end-use"];
  return describeSteps({ steps: steps.filter(({ kind }) => kinds.includes(kind)) });
}
