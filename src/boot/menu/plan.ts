/** Decides the boot menu and boot-info from the systems that were found: order, numbers, ids, titles, arguments. */
import { BareonError } from "../../base/errors.ts";
import type { BootInfo, Element, Volume } from "../../schema/boot-info.ts";
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
  /** What the menu is to call it; null for its name in the config. */
  readonly title: string | null;
  /** What it calls itself; null where it does not. */
  readonly systemName: string | null;
  /** Its filesystems. */
  readonly mounts: readonly Volume[];
  /** The default one first; at least one. */
  readonly kernels: readonly MenuKernel[];
}

/** A system that the config does not name. */
export type OtherSystem =
  | {
      readonly kind: "linux";
      readonly device: string;
      readonly title: string;
      readonly rootUuid: string;
      readonly kernels: readonly MenuKernel[];
    }
  | {
      readonly kind: "chain";
      readonly device: string;
      readonly title: string;
      readonly uuid: string;
      readonly type: string;
    };

export interface MenuFacts extends SharedArguments {
  readonly deployed: readonly DeployedSystem[];
  readonly others: readonly OtherSystem[];
  /** The deployed image to boot first. */
  readonly defaultImage: string;
  /** Seconds. */
  readonly timeout: number;
  readonly multibootUuid: string | null;
  /** GRUB's modules for what the systems lie on beside partitions. */
  readonly modules: readonly string[];
}

/** The environment block has two digits for an entry: bareon-design(7), "grubenv". */
const mostEntries = 100;

/** Lower case letters, digits and `._-`, and no number, which would be an entry's place in the menu. */
function slug(name: string): string {
  const text = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/gu, "-")
    .replaceAll(/^[-.]+|-+$/gu, "");
  return text === "" || /^\d+$/u.test(text) ? `os-${text}`.replace(/-$/u, "") : text;
}

/** Gives ids that are neither in `reserved` nor were given before. */
export function createIds(reserved: readonly string[] = []): (wanted: string) => string {
  const taken = new Set(reserved);
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

/** What every kernel of a deployed image gets beside its own arguments. */
export interface SharedArguments {
  /** The deploy config's. */
  readonly kernelParams: string;
  /** The BOOTIF= value that the machine was booted with. */
  readonly bootInterface: string | null;
}

/** The kernel's own arguments, then the config's, then the network card that the machine was booted from. */
export function deployedParameters({ kernelParams, bootInterface }: SharedArguments, own: string): string {
  const card = bootInterface === null ? [] : [`BOOTIF=${bootInterface}`];
  return joinArguments([...ownArguments(own), ...ownArguments(kernelParams), ...card]);
}

/** How the menu calls a system: its own name in one line, else that of the image. */
export function deployedTitle(title: string | null, name: string, device: string): string {
  return `${oneLine(title ?? "") || name} (on ${device})`;
}

export interface NamedKernels {
  readonly id: string;
  readonly title: string;
  readonly rootUuid: string;
  /** The default one first. */
  readonly kernels: readonly MenuKernel[];
}

/** The entries of a deployed image: the first has its id, the others get ids from their versions. */
export function deployedEntries(
  { id, title, rootUuid, kernels }: NamedKernels,
  shared: SharedArguments,
  newId: (wanted: string) => string,
): LinuxEntry[] {
  return kernels.map((kernel, index) => {
    const entryId = index === 0 ? id : newId(`${id}+${versionSlug(kernel.version)}`);
    return linuxEntry(
      entryId,
      nextTitle(title, kernel, index),
      rootUuid,
      kernel,
      deployedParameters(shared, kernel.parameters),
    );
  });
}

function otherEntries(system: OtherSystem, newId: (wanted: string) => string): MenuEntry[] {
  const title = `${oneLine(system.title) || "Unknown system"} (on ${system.device})`;
  const id = newId(slug(`other-${system.device.replace(/^\/dev\//u, "")}`));
  if (system.kind === "chain") return [{ kind: "chain", id, title, bootUuid: system.uuid, bootType: system.type }];
  return system.kernels.map((kernel, index) => {
    const entryId = index === 0 ? id : newId(`${id}+${versionSlug(kernel.version)}`);
    return linuxEntry(
      entryId,
      nextTitle(title, kernel, index),
      system.rootUuid,
      kernel,
      joinArguments(ownArguments(kernel.parameters)),
    );
  });
}

/** What boot-info says of an image apart from its entry. */
export type ImageFacts = Pick<Element, "image_name" | "image_uuid" | "os_id" | "root_uuid" | "system_name" | "mounts">;

/** A deployed image with its entries, that of its default kernel first. */
export interface ImageEntries {
  readonly image: ImageFacts;
  readonly entries: readonly LinuxEntry[];
}

interface ArrangedMenu {
  readonly entries: readonly MenuEntry[];
  readonly elements: Element[];
}

/**
 * The order of the menu: the default kernel of each image, so that an image's number stays, then their other kernels, then
 * other systems. Other kernels and systems beyond 100 entries are left out. Throws BareonError "bootloader" where an image has no kernel.
 */
export function arrangeMenu(images: readonly ImageEntries[], others: readonly MenuEntry[]): ArrangedMenu {
  const firsts = images.map(({ image, entries: [first] }) => {
    if (first === undefined)
      throw new BareonError("bootloader", `Image ${image.os_id} has no kernel that could be booted.`);
    return { image, first };
  });
  const elements = firsts.map(({ image, first: { id, title, bootUuid, kernel, initrd } }, index): Element => ({
    ...image,
    grub_id: index,
    entry_id: id,
    boot_name: title,
    boot_uuid: bootUuid,
    kernel,
    initrd,
  }));
  const entries = [...firsts.map(({ first }) => first), ...images.flatMap((one) => one.entries.slice(1)), ...others];
  return { entries: entries.slice(0, mostEntries), elements };
}

function imageFacts({ name, imageName, imageUuid, rootUuid, systemName, mounts }: DeployedSystem): ImageFacts {
  return {
    image_name: imageName,
    image_uuid: imageUuid,
    os_id: name,
    root_uuid: rootUuid,
    system_name: systemName,
    mounts: [...mounts],
  };
}

/** The menu of a fresh deploy and the boot-info that goes with it. Throws BareonError "bootloader" where an image has no kernel. */
export function planMenu(facts: MenuFacts): { readonly menu: Menu; readonly info: BootInfo } {
  const { deployed, others, defaultImage, timeout, kernelParams, bootInterface, multibootUuid, modules } = facts;
  const newId = createIds();
  const ids = deployed.map(({ name }) => newId(slug(name)));
  const images = deployed.map((system, index): ImageEntries => {
    const { name, title, device, rootUuid, kernels } = system;
    const named = { id: ids[index] ?? name, title: deployedTitle(title, name, device), rootUuid, kernels };
    return { image: imageFacts(system), entries: deployedEntries(named, facts, newId) };
  });
  const { entries, elements } = arrangeMenu(
    images,
    others.flatMap((system) => otherEntries(system, newId)),
  );
  const defaultIndex = deployed.findIndex(({ name }) => name === defaultImage);
  if (defaultIndex < 0)
    throw new BareonError(
      "bootloader",
      `The image to boot first, ${defaultImage}, is not among those that were deployed.`,
    );
  const record = { timeout, kernel_params: kernelParams, boot_interface: bootInterface, grub_modules: [...modules] };
  return {
    menu: { defaultIndex, timeout, serial: serialLine(kernelParams), modules, entries },
    info: { version: 1, elements, current_element: defaultIndex, multiboot_partition: multibootUuid, menu: record },
  };
}
