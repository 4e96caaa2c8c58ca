/** The boot menu of a fresh deploy: what boot-info says of the node before it has a menu; the menu itself is decided by plan.ts, as on every refresh. */
import { BareonError } from "../../base/errors.ts";
import type { BootInfo, Element, Volume } from "../../schema/boot-info.ts";
import type { MenuKernel } from "./menu.ts";
import { createIds, deployedTitle, type OtherSystem, type SharedArguments, slug } from "./new-entries.ts";
import { type PlannedMenu, planMenu } from "./plan.ts";
import type { RescueRecord } from "./rescue.ts";

/** A deployed image, as it was found on the disk. */
export interface DeployedSystem {
  /** The image's name in the config. */
  readonly name: string;
  readonly imageName: string;
  readonly imageUuid: string;
  readonly rootUuid: string;
  /** The device node of its root. */
  readonly device: string;
  /** Its title in the menu; null for its name in the config. */
  readonly title: string | null;
  /** The name that it has for itself; null if it has none. */
  readonly systemName: string | null;
  /** Its filesystems. */
  readonly mounts: readonly Volume[];
  /** The default one first; at least one. */
  readonly kernels: readonly MenuKernel[];
}

export interface DeployFacts extends SharedArguments {
  readonly deployed: readonly DeployedSystem[];
  readonly others: readonly OtherSystem[];
  /** The deployed image to boot first. */
  readonly defaultImage: string;
  /** Seconds. */
  readonly timeout: number;
  /** The multiboot partition's filesystem; null for a node with a single image, which has none. */
  readonly multibootUuid: string | null;
  /** The UUIDs of all its copies, its own first; absent for none. */
  readonly multibootCopies?: readonly string[];
  /** GRUB's modules for what the entries lie on. */
  readonly modules: readonly string[];
  /** The rescue system; absent for none. */
  readonly rescue?: RescueRecord;
}

/** What boot-info says of a system before it is in the menu; `index` is its place in there. */
export function draftElement(system: DeployedSystem, index: number, newId: (wanted: string) => string): Element {
  const { name, imageName, imageUuid, rootUuid, systemName, mounts, title, device } = system;
  return {
    image_name: imageName,
    image_uuid: imageUuid,
    os_id: name,
    root_uuid: rootUuid,
    system_name: systemName,
    mounts: [...mounts],
    grub_id: index,
    entry_id: newId(slug(name)),
    boot_name: deployedTitle(title, name, device),
  };
}

function draftInfo(facts: DeployFacts): BootInfo {
  const { deployed, defaultImage, timeout, kernelParams, bootInterface, multibootUuid, modules, rescue } = facts;
  const [first, second, ...more] = facts.multibootCopies ?? [];
  const newId = createIds(rescue === undefined ? [] : [rescue.entry_id]);
  const elements = deployed.map((system, index) => draftElement(system, index, newId));
  const current = deployed.findIndex(({ name }) => name === defaultImage);
  if (current < 0)
    throw new BareonError(
      "bootloader",
      `The image to boot first, ${defaultImage}, is not among those that were deployed.`,
    );
  const record = { timeout, kernel_params: kernelParams, boot_interface: bootInterface, grub_modules: [...modules] };
  return {
    version: 1,
    elements,
    current_element: current,
    multiboot_partition: multibootUuid,
    ...(first === undefined || second === undefined ? {} : { multiboot_copies: [first, second, ...more] }),
    menu: record,
    ...(rescue === undefined ? {} : { rescue }),
  };
}

/** The menu and the boot-info of a fresh deploy. Throws BareonError "bootloader" if an image has no kernel. */
export function planFirstMenu(facts: DeployFacts): PlannedMenu {
  return planMenu({
    former: null,
    info: draftInfo(facts),
    images: facts.deployed.map(({ device, systemName, kernels }) => ({ kind: "read", device, systemName, kernels })),
    others: facts.others,
  });
}
