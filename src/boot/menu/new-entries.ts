/** Makes menu entries of systems that were found: their ids, titles and arguments. Which systems are in the menu, and in which order, is plan.ts. */
import { withoutEnd } from "../../base/paths.ts";
import { joinArguments, oneLine } from "./grub-script.ts";
import { ownArguments } from "./arguments.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Attempt, isSameFiles, type LinuxEntry, type MenuEntry, type MenuKernel } from "./menu.ts";

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

/** What a kernel is called in ids: its version, or the name of its file. */
function kernelSlug({ version, kernel }: MenuKernel): string {
  const name = version ?? kernel.slice(kernel.lastIndexOf("/") + 1);
  return name.replaceAll(/[^\w.+~-]+/gu, "-").replaceAll("~", "-");
}

/** The same for each of several, and in whatever order they are found: those that have one name are told apart by their files. */
function kernelSlugs(kernels: readonly MenuKernel[]): string[] {
  const slugs = kernels.map(kernelSlug);
  return slugs.map((name, index) => {
    const isShared = slugs.some((other, place) => other === name && place !== index);
    const { bootUuid = "", kernel = "" } = kernels[index] ?? {};
    return isShared ? `${name}-${fingerprint(`${bootUuid} ${kernel}`)}` : name;
  });
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

/** How many older kernels a system's own entry tries where its first one cannot be loaded. */
const mostOlder = 3;

/**
 * What a system's own entry tries: the files of the kernel that it wants, then its other complete kernels. A link says what is
 * wanted and not whether it is there, and two links are not moved at the same moment; so they come last, for the case that
 * all these files were removed.
 */
function systemAttempts([first, ...others]: readonly MenuKernel[], parametersOf: ParametersOf): Attempt[] {
  if (first === undefined) return [];
  const older = others.filter(({ initrd }) => initrd !== null || first.initrd === null).slice(0, mostOlder);
  const files = [first, ...older].map((kernel) => fileAttempt(kernel, parametersOf));
  const links = first.links === undefined ? [] : [{ ...fileAttempt(first, parametersOf), ...first.links }];
  return [...files, ...links].filter(
    (attempt, place, all) => all.findIndex((one) => isSameFiles(one, attempt)) === place,
  );
}

/** What a kernel of this root gets, of its own arguments. */
type ParametersOf = (own: string) => string;

function fileAttempt(
  { bootUuid, bootType, kernel, initrd, parameters }: MenuKernel,
  parametersOf: ParametersOf,
): Attempt {
  return { bootUuid, bootType, kernel, initrd, parameters: parametersOf(parameters) };
}

/** The first entry has the system's id, the others get ids from their versions, whichever place they have; each of them boots its one kernel. */
function systemEntries(
  { id, title, rootUuid, kernels }: NamedKernels,
  newId: (wanted: string) => string,
  parametersOf: ParametersOf,
): LinuxEntry[] {
  const slugs = kernelSlugs(kernels);
  return kernels.map((kernel, index): LinuxEntry => {
    if (index > 0) {
      const name = kernel.version ?? kernel.kernel;
      const olderId = newId(`${id}+${slugs[index] ?? ""}`);
      const own = fileAttempt(kernel, parametersOf);
      return { kind: "linux", id: olderId, title: `${title}, kernel ${name}`, rootUuid, ...own };
    }
    const [own = fileAttempt(kernel, parametersOf), ...fallbacks] = systemAttempts(kernels, parametersOf);
    const entry: LinuxEntry = { kind: "linux", id, title, rootUuid, ...own };
    return fallbacks.length === 0 ? entry : { ...entry, fallbacks };
  });
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
