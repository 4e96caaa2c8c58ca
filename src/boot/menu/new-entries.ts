/** Makes menu entries of systems that were found: their ids, titles and arguments. Which systems are in the menu, and in which order, is plan.ts. */
import { withoutEnd } from "../../base/paths.ts";
import { joinArguments, oneLine } from "./grub-script.ts";
import { ownArguments } from "./kernels.ts";
import type { LinuxEntry, MenuEntry, MenuKernel } from "./menu.ts";

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

/** Lower case letters, digits and `._-`, and no number, which would be an entry's place in the menu. */
export function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/gu, "-")
    .replace(/^[-.]+/u, "");
  const text = withoutEnd(plain, "-");
  return text === "" || /^\d+$/u.test(text) ? `os-${text}`.replace(/-$/u, "") : text;
}

/** Returns ids that are neither in `reserved` nor were returned before. */
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

/** The title of a deployed system in the menu: its own name in one line, else that of the image. */
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

/** The first entry has the system's id, the others get ids from their versions. */
function systemEntries(
  { id, title, rootUuid, kernels }: NamedKernels,
  newId: (wanted: string) => string,
  parametersOf: (own: string) => string,
): LinuxEntry[] {
  return kernels.map(({ version, parameters, ...files }, index): LinuxEntry => ({
    kind: "linux",
    id: index === 0 ? id : newId(`${id}+${versionSlug(version)}`),
    title: index === 0 ? title : `${title}, kernel ${version ?? files.kernel}`,
    rootUuid,
    ...files,
    parameters: parametersOf(parameters),
  }));
}

/** The entries of a deployed image, that of its default kernel first. */
export function deployedEntries(
  system: NamedKernels,
  shared: SharedArguments,
  newId: (wanted: string) => string,
): LinuxEntry[] {
  return systemEntries(system, newId, (own) => deployedParameters(shared, own));
}

/** The entries of a system that was not deployed: its kernels get no arguments of the deploy config. */
export function otherEntries(system: OtherSystem, newId: (wanted: string) => string): MenuEntry[] {
  const title = `${oneLine(system.title) || "Unknown system"} (on ${system.device})`;
  const id = newId(slug(`other-${system.device.replace(/^\/dev\//u, "")}`));
  if (system.kind === "chain") return [{ kind: "chain", id, title, bootUuid: system.uuid, bootType: system.type }];
  return systemEntries({ ...system, id, title }, newId, (own) => joinArguments(ownArguments(own)));
}
