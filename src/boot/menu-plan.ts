/** Decides the boot menu and boot-info from the systems that were found: order, numbers, ids, titles, arguments. */
import { BareonError } from "../base/errors.ts";
import type { BootInfo, Element } from "../schema/boot-info.ts";
import { joinArguments, oneLine } from "./grub-script.ts";
import { ownArguments } from "./kernels.ts";
import { type LinuxEntry, type Menu, type MenuEntry, serialLine } from "./menu.ts";

export interface MenuKernel {
  /** Null for a kernel without a version in its name. */
  readonly version: string | null;
  readonly bootUuid: string;
  readonly bootType: string;
  readonly kernel: string;
  readonly initrd: string | null;
  readonly parameters: string;
}

/** A deployed image, as it was found on the disk. */
export interface DeployedSystem {
  /** The image's name in the config. */
  readonly name: string;
  readonly imageName: string;
  readonly imageUuid: string;
  readonly rootUuid: string;
  /** The device node of its root. */
  readonly device: string;
  /** What it calls itself; null where it does not. */
  readonly title: string | null;
  /** The default one first; at least one. */
  readonly kernels: readonly MenuKernel[];
}

/** A system that the config does not name. */
export type OtherSystem =
  | { readonly kind: "linux"; readonly device: string; readonly title: string; readonly rootUuid: string; readonly kernels: readonly MenuKernel[] }
  | { readonly kind: "chain"; readonly device: string; readonly title: string; readonly uuid: string; readonly type: string };

export interface MenuFacts {
  readonly deployed: readonly DeployedSystem[];
  readonly others: readonly OtherSystem[];
  /** The deployed image to boot first. */
  readonly defaultImage: string;
  /** Seconds. */
  readonly timeout: number;
  /** Added to the arguments of every deployed kernel. */
  readonly kernelParams: string;
  /** The BOOTIF= value that the machine was booted with. */
  readonly bootInterface: string | null;
  readonly multibootUuid: string | null;
  /** GRUB's modules for what the systems lie on beside partitions. */
  readonly modules: readonly string[];
}

/** What the state of the boot menu has room for: two digits for each entry (BOOT.md). */
const mostEntries = 100;

/** Lower case letters, digits and `._-`, and no number, which would be an entry's place in the menu. */
function slug(name: string): string {
  const text = name.toLowerCase().replaceAll(/[^a-z0-9._-]+/gu, "-").replaceAll(/^[-.]+|-+$/gu, "");
  return text === "" || /^\d+$/u.test(text) ? `os-${text}`.replace(/-$/u, "") : text;
}

function createIds(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let id = wanted;
    for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
    taken.add(id);
    return id;
  };
}

function versionSlug(version: string | null): string {
  return version?.replaceAll(/[^\w.+~-]+/gu, "-").replaceAll("~", "-") ?? "other";
}

function linuxEntry(id: string, title: string, rootUuid: string, kernel: MenuKernel, parameters: string): LinuxEntry {
  const { bootUuid, bootType, initrd } = kernel;
  return { kind: "linux", id, title, rootUuid, bootUuid, bootType, kernel: kernel.kernel, initrd, parameters };
}

function nextTitle(title: string, kernel: MenuKernel, index: number): string {
  return index === 0 ? title : `${title}, kernel ${kernel.version ?? kernel.kernel}`;
}

/** The kernel's own arguments, then the config's, then the network card that the machine was booted from. */
function deployedParameters(facts: MenuFacts, kernel: MenuKernel): string {
  const bootInterface = facts.bootInterface === null ? [] : [`BOOTIF=${facts.bootInterface}`];
  return joinArguments([...ownArguments(kernel.parameters), ...ownArguments(facts.kernelParams), ...bootInterface]);
}

function deployedEntries(facts: MenuFacts, system: DeployedSystem, id: string, newId: (wanted: string) => string): LinuxEntry[] {
  const title = `${oneLine(system.title ?? "") || system.name} (on ${system.device})`;
  return system.kernels.map((kernel, index) => {
    const entryId = index === 0 ? id : newId(`${id}+${versionSlug(kernel.version)}`);
    return linuxEntry(entryId, nextTitle(title, kernel, index), system.rootUuid, kernel, deployedParameters(facts, kernel));
  });
}

function otherEntries(system: OtherSystem, newId: (wanted: string) => string): MenuEntry[] {
  const title = `${oneLine(system.title) || "Unknown system"} (on ${system.device})`;
  const id = newId(slug(`other-${system.device.replace(/^\/dev\//u, "")}`));
  if (system.kind === "chain") return [{ kind: "chain", id, title, bootUuid: system.uuid, bootType: system.type }];
  return system.kernels.map((kernel, index) => {
    const entryId = index === 0 ? id : newId(`${id}+${versionSlug(kernel.version)}`);
    return linuxEntry(entryId, nextTitle(title, kernel, index), system.rootUuid, kernel, joinArguments(ownArguments(kernel.parameters)));
  });
}

function bootElement(system: DeployedSystem, entry: LinuxEntry, index: number): Element {
  return {
    grub_id: index, entry_id: entry.id, image_name: system.imageName, image_uuid: system.imageUuid, os_id: system.name,
    boot_name: entry.title, root_uuid: system.rootUuid, boot_uuid: entry.bootUuid, kernel: entry.kernel, initrd: entry.initrd,
  };
}

/**
 * The menu: the default kernel of each deployed image in config order, then their other kernels, then other systems; and
 * the boot-info that goes with it. Other kernels and systems beyond 100 entries are left out.
 * Throws BareonError "bootloader" where an image has no kernel.
 */
export function planMenu(facts: MenuFacts): { readonly menu: Menu; readonly info: BootInfo } {
  const { deployed, others, defaultImage, timeout, kernelParams, multibootUuid, modules } = facts;
  const newId = createIds();
  const ids = deployed.map(({ name }) => newId(slug(name)));
  const entries = deployed.map((system, index) => deployedEntries(facts, system, ids[index] ?? system.name, newId));
  const elements = deployed.map((system, index) => {
    const [entry] = entries[index] ?? [];
    if (entry === undefined) throw new BareonError("bootloader", `Image ${system.name} has no kernel that could be booted.`);
    return { entry, element: bootElement(system, entry, index) };
  });
  const defaultIndex = deployed.findIndex(({ name }) => name === defaultImage);
  if (defaultIndex < 0) throw new BareonError("bootloader", `The image to boot first, ${defaultImage}, is not among those that were deployed.`);
  const all: MenuEntry[] = [
    ...elements.map(({ entry }) => entry),
    ...entries.flatMap((of) => of.slice(1)),
    ...others.flatMap((system) => otherEntries(system, newId)),
  ];
  return {
    menu: { defaultIndex, timeout, serial: serialLine(kernelParams), modules, entries: all.slice(0, mostEntries) },
    info: { version: 1, elements: elements.map(({ element }) => element), current_element: defaultIndex, multiboot_partition: multibootUuid },
  };
}
