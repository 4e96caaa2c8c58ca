/** The rescue system in the menu: an entry that is no image, and never the default or what GRUB falls back to. */
import { multibootType } from "../../base/places.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import { joinArguments, splitArguments } from "./grub-script.ts";
import { isSameFiles, type LinuxEntry, type Menu, type MenuEntry } from "./menu.ts";

export type RescueRecord = NonNullable<BootInfo["rescue"]>;

/** Its id in the menu. */
export const rescueId = "rescue";

/** Where its files are on its partition. Of the two places one is booted from, and new files go into the other. */
export const rescuePlaces = ["/rescue/a", "/rescue/b"] as const;
export type RescuePlace = (typeof rescuePlaces)[number];

export function rescueFiles(place: RescuePlace): Pick<RescueRecord, "kernel" | "initrd"> {
  return { kernel: `${place}/vmlinuz`, initrd: `${place}/initrd.img` };
}

/** The place that is not booted from. */
export function otherPlace({ kernel }: Pick<RescueRecord, "kernel">): RescuePlace {
  return kernel === rescueFiles("/rescue/a").kernel ? "/rescue/b" : "/rescue/a";
}

/** Arguments that say how to reach this machine: consoles and screens, names of network cards, what its hardware needs. */
const ofMachine =
  /^(?:console|earlycon|earlyprintk|nomodeset|vga|video|fbcon|net\.ifnames|biosdevname|acpi|acpi_[a-z_]+|noapic|nolapic|pci|pcie_aspm|iommu|intel_iommu|amd_iommu|irqpoll|maxcpus|modprobe\.blacklist|module_blacklist)(?:=|$)/u;

/**
 * Its kernel's arguments: of the running ramdisk's and then of the deploy config's those that are about the machine. All others may
 * be for a deployed system alone, or be meant for one boot over the network. Of several consoles the last one counts.
 */
export function rescueParameters(commandLine: string, kernelParams: string): string {
  const words = [...splitArguments(commandLine), ...splitArguments(kernelParams)].filter((word) =>
    ofMachine.test(word),
  );
  return joinArguments(words.filter((word, index) => words.indexOf(word) === index));
}

export function rescueEntry({ entry_id: id, boot_name: title, kernel_params, ...place }: RescueRecord): LinuxEntry {
  const { boot_uuid: bootUuid, kernel, initrd } = place;
  const rootUuid = bootUuid;
  const parameters = kernel_params;
  return {
    kind: "linux",
    isRescue: true,
    id,
    title,
    rootUuid,
    bootUuid,
    bootType: multibootType,
    kernel,
    initrd,
    parameters,
  };
}

export function isRescue(entry: MenuEntry | undefined): entry is LinuxEntry & { readonly isRescue: true } {
  return entry?.kind === "linux" && entry.isRescue === true;
}

/** True if the menu has the rescue system's entry, and that boots what boot-info says. */
export function hasRescue({ entries }: Pick<Menu, "entries">, record: RescueRecord): boolean {
  const entry = entries.find(isRescue);
  return entry !== undefined && entry.id === record.entry_id && isSameFiles(entry, rescueEntry(record));
}
