/** What is told of the boot menu that a plan makes or adds to. */
import { createIds, deployedTitle, slug } from "../../boot/menu/new-entries.ts";
import { rescueId } from "../../boot/menu/rescue.ts";
import type { Plan, PlannedImage } from "../../schema/plan.ts";
import { type Told, type ToldRow, line, table } from "./told.ts";

const orders: Readonly<Record<NonNullable<Plan["boot"]["uefi"]>["order"], string>> = {
  first: "comes first in its boot order",
  "after-network": "comes after the network in its boot order",
  keep: "keeps its place in its boot order, a new one comes last",
};

function describeFirmware({ firmware, machine, boot: { uefi } }: Plan): Told[] {
  if (uefi === undefined) return [];
  const where = uefi.partitions.map(({ device }) => device).join(" and ");
  const signed = machine.secureBoot === true ? ", signed for Secure Boot" : "";
  const entry =
    machine.firmware === "uefi"
      ? `The firmware's entry "bareon" ${orders[uefi.order]}.`
      : "This machine was started by BIOS, so the firmware gets no entry; UEFI finds the disk by EFI/BOOT.";
  const kinds = firmware === "both" ? "BIOS and UEFI" : "UEFI alone";
  return [line(`Bootable by ${kinds}; the boot loader for UEFI on ${where}${signed}.`), line(entry)];
}

function describeRescue({ rescue }: Plan["boot"]): Told[] {
  if (rescue === undefined) return [];
  const { device, kernel, initrd, authorizedKeys: keys } = rescue;
  const more = keys.length === 0 ? "" : `, with ${keys.length} more ${keys.length === 1 ? "key" : "keys"} for ssh`;
  return [
    line(`The last entry is the rescue system on ${device}, which is never the default;`),
    line(`it is made of ${kernel} and ${initrd}${more}.`),
  ];
}

const heads = ["Entry", "Id", "System", "Title, unless it names itself", "State"];

/** The entry of a system that is deployed; its title has the name that the system has for itself, which only the image knows. */
function entryOf(image: PlannedImage, index: number, id: string, note: string): ToldRow {
  const { name, mounts } = image;
  const device = mounts.find(({ mount }) => mount === "/")?.device ?? "";
  return { full: [`${index}`, id, name, deployedTitle(null, name, device), note], terse: [`${index}`, name, note] };
}

/** What stays as it is; older kernels and other systems come behind the new ones. */
function describeGrown({ boot, images }: Plan, there: readonly string[]): Told[] {
  const newId = createIds([...there.map(slug), rescueId]);
  const isDefault = (name: string): string => (name === boot.defaultImage ? "default" : "");
  const old = there.map((name, index): ToldRow => {
    const words = [`${index}`, name, isDefault(name)] as const;
    return { full: [words[0], "as it is", name, "as it is", words[2]], terse: words };
  });
  const added = images.map((image, index) =>
    entryOf(image, there.length + index, newId(slug(image.name)), isDefault(image.name) || "NEW"),
  );
  const loader =
    boot.released === true ? "the node was released, and boots by it again" : "the boot loader stays as it is";
  return [
    line(`The menu on ${menuPlaces(boot)} keeps its default and what is armed; ${loader}:`),
    ...table(heads, [...old, ...added]),
    line("Older kernels of these, and other systems that are in it, come after them."),
  ];
}

/** The multiboot partition and its copies. */
function menuPlaces({ multiboot }: Plan["boot"]): string {
  return multiboot === null ? "" : [multiboot, ...(multiboot.copies ?? [])].map(({ device }) => device).join(", ");
}

function describeEntries(plan: Plan): Told[] {
  const { boot, images } = plan;
  const newId = createIds(boot.rescue === undefined ? [] : [rescueId]);
  const bootable = images.filter(({ mounts }) => mounts.some(({ mount }) => mount === "/"));
  const rows = bootable.map((image, index) =>
    entryOf(image, index, newId(slug(image.name)), image.name === boot.defaultImage ? "default" : ""),
  );
  return [
    line(`GRUB on ${[boot.disk, ...boot.mirrors].join(", ")}, menu on ${menuPlaces(boot)}, waits ${boot.timeout} s:`),
    ...table(heads, rows),
    line(
      boot.adopt === undefined
        ? "Older kernels of these, and systems found on other disks, come after them."
        : "What boots this node now is kept, and boots it again after bareon-provision release.",
    ),
    ...describeRescue(boot),
  ];
}

function describeLoader(plan: Plan): Told[] {
  const { boot, firmware } = plan;
  if (boot.kind === "single") {
    const disks = [boot.disk, ...(firmware === "uefi" ? [] : boot.mirrors)].join(", ");
    const text = `GRUB on ${disks} boots ${boot.defaultImage}; there is no menu partition.`;
    return [line(text), ...describeFirmware(plan)];
  }
  if (boot.there !== undefined) return describeGrown(plan, boot.there);
  return [...describeEntries(plan), ...describeFirmware(plan)];
}

export function describeMenu(plan: Plan): Told[] {
  const { kernelParams } = plan.boot;
  return [...describeLoader(plan), ...(kernelParams === "" ? [] : [line(`Kernel parameters: ${kernelParams}`)])];
}
