/** The arguments of kernels as a system itself has them, from texts of its tree. */
import { assignedValues, type Assignment, parseAssignments } from "../../formats/assignments.ts";
import { splitArguments } from "./grub-script.ts";

/** Arguments that name disks, which are other ones than on the machine that the image was made on, or that the menu sets itself. */
const ofAnotherMachine =
  /^(?:root|BOOT_IMAGE|BOOTIF|initrd|resume|resume_offset|rootfstype|rootflags=(?:.*,)?subvol(?:id)?|bareon\.[^=]*)(?:=|$)/u;

/** Arguments without those that the menu sets itself, or that name disks of the machine that the image was made on. */
export function ownArguments(options: string): string[] {
  return splitArguments(options).filter((word) => !ofAnotherMachine.test(word));
}

export interface GeneralArguments {
  readonly options: string;
  /** GRUB_DEFAULT; null where it is not set. */
  readonly grubDefault: string | null;
  readonly warnings: readonly string[];
}

const argumentNames = ["GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"];

/** Lines that set arguments in a way that only a shell understands: in a condition, or as one command of several. */
function hiddenNames(text: string, found: readonly Assignment[]): string[] {
  const lines = text.split("\n").filter((line) => !/^\s*#/u.test(line));
  return argumentNames.filter((name) => {
    const sets = lines.filter((line) => line.includes(`${name}=`) || line.includes(`${name}+=`)).length;
    return sets > found.filter((one) => one.name === name).length;
  });
}

/** What the texts of /etc/default/grub and /etc/default/grub.d/*.cfg set for every kernel, in the order of grub-mkconfig. */
export function generalArguments(texts: readonly string[]): GeneralArguments {
  const found = texts.map(parseAssignments);
  const { values, unread } = assignedValues(found.flat());
  const hidden = texts.flatMap((text, index) => hiddenNames(text, found[index] ?? []));
  return {
    options: argumentNames
      .map((name) => values.get(name) ?? "")
      .join(" ")
      .trim(),
    grubDefault: values.get("GRUB_DEFAULT") ?? null,
    warnings: argumentNames
      .filter((name) => unread.includes(name) || hidden.includes(name))
      .map((name) => `its /etc/default/grub works ${name} out with a shell, so that line is left out`),
  };
}
