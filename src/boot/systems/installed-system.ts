/** Reads the name of an operating system in a mounted tree and the kernels that it can be booted with. The tree is not trusted. */
import { basename } from "node:path";
import type { KernelImage } from "../../formats/kernel-image.ts";
import { compareVersions } from "../../formats/versions.ts";
import { ownArguments } from "../menu/arguments.ts";
import { initrdsBeside, initrdVersion, type KernelCandidate, kernelCandidates, pathVersion } from "../menu/kernels.ts";
import { joinArguments } from "../menu/grub-script.ts";
import type { MenuKernel } from "../menu/menu.ts";
import type { Host } from "../../host/host.ts";
import { isBlank, readKernelFile } from "./kernel-file.ts";
import { findLackOfModules } from "./kernel-modules.ts";
import { type BootFile, findFiles, openTree, type Tree, type TreeMount } from "./tree-files.ts";
import { readTreeTexts } from "./tree-texts.ts";

export interface InstalledSystem {
  /** Null if it has no os-release, or no name in it. */
  readonly name: string | null;
  /** The default one first, then the others, newest first; empty if there is none. */
  readonly kernels: readonly MenuKernel[];
  readonly warnings: readonly string[];
  /** Why its default kernel would find no modules, by findLackOfModules. */
  readonly lackOfModules: string | null;
  /** True if a text of it could not be read because links form a loop in its place. */
  readonly hasLoops: boolean;
}

/** A kernel file, and everything in the tree that means it. */
interface PlacedKernel {
  readonly file: BootFile;
  /** Its names for itself, the one of its file first. */
  readonly versions: readonly string[];
  /** What is in the file. */
  readonly image: KernelImage | undefined;
  /** In their order of precedence. */
  readonly candidates: readonly KernelCandidate[];
}

/** How much its initrd can be relied on: "own" is of the kernel's own version, or of one that is not told. */
type Pairing = "own" | "other" | "none";

interface FoundKernel extends PlacedKernel {
  readonly initrd: BootFile | null;
  readonly pairing: Pairing;
}

interface Placing {
  readonly kernels: readonly PlacedKernel[];
  /** Names of kernels that have something else in them. */
  readonly broken: readonly string[];
}

/** What the path says, and where that is no number what the file itself says. */
function ownVersions({ place }: BootFile, image: KernelImage | undefined): string[] {
  const named = pathVersion(place);
  const release = image?.release ?? undefined;
  return [named, /^\d/u.test(named ?? "") ? undefined : release].filter((version) => version !== undefined);
}

/** The kernels that are there, one for each file, however many names it has. */
async function placeKernels(host: Host, tree: Tree, candidates: readonly KernelCandidate[]): Promise<Placing> {
  const kernels = new Map<string, PlacedKernel>();
  const broken = new Set<string>();
  for (const candidate of candidates) {
    for (const file of await findFiles(host, tree, candidate.kernels)) {
      const known = kernels.get(file.place);
      const image = known === undefined ? await readKernelFile(host, file.place) : known.image;
      if (known === undefined && image === undefined) {
        broken.add(file.place);
        continue;
      }
      const said = candidate.version === null ? [] : [candidate.version];
      // Of a link with a version in its name to a file without one.
      const linked =
        pathVersion(file.place) === undefined ? candidate.kernels.flatMap((path) => pathVersion(path) ?? []) : [];
      kernels.set(file.place, {
        file: known?.file.link === null ? file : (known?.file ?? file),
        versions: [...new Set([...(known?.versions ?? ownVersions(file, image)), ...linked, ...said])],
        image,
        candidates: [...(known?.candidates ?? []), candidate],
      });
      break;
    }
  }
  return { kernels: [...kernels.values()], broken: [...broken].map((place) => place.slice(tree.root.length)) };
}

/** The kernel's own initrd comes first; one of another version is taken only where there is nothing else. */
async function findInitrd(host: Host, tree: Tree, kernel: PlacedKernel): Promise<FoundKernel> {
  const { file, versions, candidates } = kernel;
  const named = new Set(candidates.flatMap(({ initrds }) => initrds));
  // Beside the file and beside what leads to it: SUSE keeps kernels with their modules, and links to them beside the initrds.
  const names = new Set([file.place.slice(tree.root.length), ...candidates.flatMap(({ kernels }) => kernels)]);
  const beside = new Set([...names].flatMap((name) => initrdsBeside(name, versions)));
  const found: BootFile[] = [];
  for (const initrd of await findFiles(host, tree, [...named, ...beside])) {
    if (initrd.uuid === file.uuid && !(await isBlank(host, initrd.place))) found.push(initrd);
  }
  const versionOf = ({ place }: BootFile): string | undefined => initrdVersion(basename(place));
  // Arch makes a second one, with more drivers in it, for want of the first.
  const own = [...versions, undefined, ...versions.map((version) => `${version}-fallback`)]
    .map((version) => found.find((initrd) => versionOf(initrd) === version))
    .find((initrd) => initrd !== undefined);
  // What an entry names is meant; a link may only not have been moved yet.
  const stated = new Set(candidates.flatMap(({ from, initrds }) => (from === "link" ? [] : initrds)));
  const others = own === undefined ? await findFiles(host, tree, [...stated]) : [];
  const initrd = own ?? found.find(({ place }) => others.some((other) => other.place === place)) ?? null;
  return { ...kernel, initrd, pairing: initrd === null ? "none" : own === undefined ? "other" : "own" };
}

/** Both files by links, or the kernel where there is no initrd: a link and a file would not stay a pair. */
function linksOf({ file, initrd }: FoundKernel): Pick<MenuKernel, "links"> {
  if (file.link === null || initrd?.link === null) return {};
  return { links: { kernel: file.link, initrd: initrd?.link ?? null } };
}

function menuKernel(found: FoundKernel, general: string): MenuKernel {
  const { file, initrd, versions, candidates } = found;
  const described = candidates.filter((candidate) => candidate.options !== null);
  const options = (described.find(({ isChosen }) => isChosen) ?? described[0])?.options ?? general;
  const parameters = ownArguments(options);
  // As grub-mkconfig: the root is checked before it is written to.
  const mode = parameters.some((word) => word === "ro" || word === "rw") ? [] : ["ro"];
  return {
    version: versions[0] ?? null,
    bootUuid: file.uuid,
    bootType: file.type,
    kernel: file.path,
    initrd: initrd?.path ?? null,
    parameters: joinArguments([...mode, ...parameters]),
    ...linksOf(found),
  };
}

const pairings: readonly Pairing[] = ["own", "other", "none"];

/** What says how new a kernel is: a number, wherever it has one. */
function orderVersion({ versions }: PlacedKernel): string {
  return versions.find((version) => /^\d/u.test(version)) ?? versions[0] ?? "";
}

/** The version that the file itself says comes first. */
function allVersions({ image, versions }: PlacedKernel): string[] {
  return [image?.release ?? [], versions].flat();
}

/** Complete kernels first, then what the system itself wants, then the newest. */
function compareKernels(one: FoundKernel, other: FoundKernel): number {
  const standing = ({ pairing, candidates }: FoundKernel): number[] => [
    pairings.indexOf(pairing),
    candidates.some(({ isChosen }) => isChosen) ? 0 : 1,
    candidates.some(({ from }) => from === "link") ? 0 : 1,
    Math.max(...candidates.map(({ group }) => group)),
  ];
  const others = standing(other);
  return (
    standing(one)
      .map((value, index) => value - (others[index] ?? 0))
      .find((difference) => difference !== 0) ??
    (compareVersions(orderVersion(other), orderVersion(one)) || (one.file.path < other.file.path ? -1 : 1))
  );
}

/** True for a kernel that is only found beside its modules. */
function isOfModules({ candidates }: PlacedKernel): boolean {
  return candidates.every(({ from }) => from === "modules");
}

/** Without those of which there is a copy for boot loaders: that has the initrd, and is what the system renews. */
function withoutOriginals(kernels: readonly PlacedKernel[]): PlacedKernel[] {
  const copied = new Set(kernels.flatMap((kernel) => (isOfModules(kernel) ? [] : allVersions(kernel))));
  return kernels.filter((kernel) => !isOfModules(kernel) || !kernel.versions.some((version) => copied.has(version)));
}

/** What people should know of the choice. */
function choiceWarnings([first, ...others]: readonly FoundKernel[], candidates: readonly KernelCandidate[]): string[] {
  const chosen = candidates.find(({ isChosen }) => isChosen);
  if (chosen === undefined || first?.candidates.includes(chosen) === true) return [];
  const found = others.find((kernel) => kernel.candidates.includes(chosen));
  const problem = found === undefined ? "is not there" : "has no initrd of its own";
  return [
    `its own boot loader is set to boot ${chosen.kernels[0] ?? ""}, which ${problem}, so another kernel is its default`,
  ];
}

/** Reads the system whose volumes are mounted below `root`; what it cannot read is a warning or a missing kernel, not an error. */
export async function readSystem(host: Host, root: string, mounts: readonly TreeMount[]): Promise<InstalledSystem> {
  const tree = await openTree(host, root, mounts);
  const texts = await readTreeTexts(host, tree);
  const { candidates, warnings } = kernelCandidates(texts);
  const { kernels, broken } = await placeKernels(host, tree, candidates);
  const found: FoundKernel[] = [];
  for (const kernel of withoutOriginals(kernels)) found.push(await findInitrd(host, tree, kernel));
  const whole = found.filter((kernel) => !isOfModules(kernel) || kernel.pairing !== "none");
  const ordered = (whole.length > 0 ? whole : found).toSorted(compareKernels);
  const [first] = ordered;
  return {
    name: texts.name,
    hasLoops: texts.hasLoops,
    lackOfModules: first === undefined ? null : await findLackOfModules(host, root, allVersions(first)),
    kernels: ordered.map((kernel) => menuKernel(kernel, texts.options)),
    warnings: [
      ...texts.warnings,
      ...warnings,
      ...choiceWarnings(ordered, candidates),
      // Debuggers' kernels have names of their own.
      ...broken.flatMap((path) => (/\/vmlinux[^/]*$/u.test(path) ? [] : [`${path} is no kernel that GRUB can load`])),
    ],
  };
}

export type { TreeMount } from "./tree-files.ts";
