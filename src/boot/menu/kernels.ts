/** Which kernels a system may have and with which arguments, from names and texts of its tree; boot/systems/installed-system.ts looks whether they are there. */
import { expandVariables } from "../../formats/environment-block.ts";
import { joinArguments, splitArguments } from "./grub-script.ts";
import { compareLoaderEntries, type LoaderEntry, type LoaderText, parseLoaderEntry } from "./loader-entries.ts";
import { type SystemChoice, systemChoice } from "./system-choice.ts";
import { parseSystemMenu, type SystemMenu } from "./system-menu.ts";

/** What was read in a tree. */
export interface BootListing {
  /** True if /boot is a filesystem of its own. */
  readonly separateBoot: boolean;
  /** Names of the kernels in /boot with their versions. */
  readonly kernels: readonly string[];
  /** The folders /boot/TOKEN/VERSION of kernel-install(8). */
  readonly folders: readonly string[];
  /** The versions of the folders of modules, in which some systems keep the kernel as well. */
  readonly modules: readonly string[];
  /** loader/entries/*.conf. */
  readonly loaderEntries: readonly LoaderText[];
  /** loader/loader.conf. */
  readonly loaderConfig: string | null;
  /** The system's own grub.cfg. */
  readonly menu: string | null;
  /** The variables of its own environment block. */
  readonly environment: ReadonlyMap<string, string>;
  /** True if it has settings for grub-mkconfig. */
  readonly hasDefaults: boolean;
  /** GRUB_DEFAULT of /etc/default/grub. */
  readonly grubDefault: string | null;
}

/** Names of a kernel that may be there; found in the tree, it is a MenuKernel. Paths are paths in the image, in the order in which to try them. */
export interface KernelCandidate {
  readonly from: "link" | "loader-entry" | "menu" | "file" | "modules";
  readonly kernels: readonly string[];
  readonly initrds: readonly string[];
  /** Its own arguments; null if it has the system's general ones. */
  readonly options: string | null;
  /** What the system says is its version; null if it does not. */
  readonly version: string | null;
  /** True if the system's settings name this one. */
  readonly isChosen: boolean;
  /** Orders kernels of equal standing: the first group is booted, 0 where nothing is said. */
  readonly group: number;
}

const kernelName = /^(?:vmlinuz|vmlinux|Image|kernel|bzImage)-(?<version>.+)$/u;
const initrdName = /^(?:initrd\.img|initrd|initramfs)-(?<version>.+)$/u;
const leftover = /(?:\.(?:old|bak|orig|hmac|sig|rpmsave|rpmnew|rpmorig)|\.dpkg-\w+|~)$/u;

/** The version in the name of a kernel in /boot; undefined if the name is not one of a kernel. */
export function kernelVersion(name: string): string | undefined {
  return leftover.test(name) ? undefined : kernelName.exec(name)?.groups?.["version"];
}

/** The version in the name of an initrd; undefined if it has none. */
export function initrdVersion(name: string): string | undefined {
  return initrdName.exec(name)?.groups?.["version"]?.replace(/\.img$/u, "");
}

/** The names that distributions give the initrd of a kernel. */
export function initrdNames(version: string): string[] {
  return [
    `initrd.img-${version}`,
    `initramfs-${version}.img`,
    `initrd-${version}`,
    `initrd-${version}.img`,
    `initramfs-${version}`,
    `initramfs-${version}-fallback.img`,
  ];
}

const plain = { options: null, version: null, isChosen: false, group: 0 } as const;

/** Links that a system keeps on the kernel that it wants to be booted. */
function linkCandidates(): KernelCandidate[] {
  const initrds = (directory: string): string[] =>
    ["initrd.img", "initrd", "initramfs.img", "initrd.gz"].map((name) => `${directory}/${name}`);
  return ["", "/boot"].flatMap((directory) =>
    ["vmlinuz", "vmlinux", "Image", "bzImage"].map((name): KernelCandidate => ({
      ...plain,
      from: "link",
      kernels: [`${directory}/${name}`],
      initrds: initrds(directory),
    })),
  );
}

/** Boot loaders count paths from the top of the filesystem that holds /boot, unless it was made for another layout. */
function imagePaths(path: string | null, separateBoot: boolean): string[] {
  if (path === null) return [];
  const bare = path.replace(/^\([^)]*\)/u, "").replace(/^\/*/u, "/");
  return separateBoot ? [`/boot${bare}`, bare] : [bare, `/boot${bare}`];
}

/** Linux reads no longer command line on any architecture (COMMAND_LINE_SIZE); what a hostile text can grow to is no more than this. */
const longestLine = 4096;

/** Without the words that a boot loader would have to work out. */
function literalArguments(options: string): string {
  const words = splitArguments(options.slice(0, longestLine));
  return joinArguments(words.filter((word) => !word.includes("$")));
}

/** An entry's arguments with the variables of the environment block; null for the system's general ones. */
function loaderOptions(options: string, variables: ReadonlyMap<string, string>): string | null {
  const isGeneral = /(?:^| )\$\{?kernelopts\b/u.test(options) && !variables.has("kernelopts");
  if (options === "" || isGeneral) return null;
  return literalArguments(expandVariables(options.slice(0, longestLine), variables));
}

function loaderCandidates(
  { separateBoot, environment }: BootListing,
  {
    entries,
    menu,
    choice,
  }: { readonly entries: readonly LoaderEntry[]; menu: SystemMenu | null; choice: SystemChoice },
): KernelCandidate[] {
  const keys = [...new Set(entries.flatMap(({ sortKey }) => sortKey ?? []))].toSorted();
  const own = menu?.kernelOptions ?? null;
  const variables = own === null ? environment : new Map([["kernelopts", own], ...environment]);
  return entries.map((entry): KernelCandidate => ({
    from: "loader-entry",
    kernels: imagePaths(entry.kernel, separateBoot),
    initrds: imagePaths(entry.initrd, separateBoot),
    options: loaderOptions(entry.options, variables),
    version: entry.version,
    isChosen: choice.kind === "loader" && choice.entry === entry,
    group: entry.isSpent ? keys.length + 1 : Math.max(keys.indexOf(entry.sortKey ?? ""), 0),
  }));
}

/** No menu that is read by people has more. */
const mostEntries = 200;

/** A menu may be older than the files, and says nothing of their order then; only what its default names stands out. */
function menuCandidates(
  { separateBoot, hasDefaults }: BootListing,
  menu: SystemMenu | null,
  choice: SystemChoice,
): KernelCandidate[] {
  const chosen = choice.kind === "menu" ? choice.entry : undefined;
  const entries = (menu?.entries ?? []).filter((entry, index) => index < mostEntries || entry === chosen);
  return entries.map((entry): KernelCandidate => ({
    ...plain,
    from: "menu",
    kernels: imagePaths(entry.kernel, separateBoot),
    initrds: imagePaths(entry.initrd, separateBoot),
    // A menu that a person wrote is the only place where the arguments are.
    options: hasDefaults ? null : literalArguments(entry.options),
    isChosen: entry === chosen,
  }));
}

function loaderDefault(config: string | null): string | null {
  const words = (config ?? "").split("\n").map((line) => line.trim().split(/\s+/u));
  return words.findLast(([key, value]) => key === "default" && value !== undefined)?.[1] ?? null;
}

/** Where the modules of a kernel lie; the first is what the second leads to in most systems. */
export const moduleFolders = ["/usr/lib/modules", "/lib/modules"];

/** The kernel beside its modules, with an initrd that was made there: images that are made as containers have both there alone. */
function moduleCandidate(version: string): KernelCandidate {
  const files = (name: string): string[] => moduleFolders.map((folder) => `${folder}/${version}/${name}`);
  return {
    ...plain,
    from: "modules",
    kernels: files("vmlinuz"),
    initrds: [...files("initramfs.img"), ...files("initrd")],
    version,
  };
}

export interface KernelCandidates {
  /** One kernel may be there several times. */
  readonly candidates: readonly KernelCandidate[];
  readonly warnings: readonly string[];
}

/** Everything that may be a kernel of this system. */
export function kernelCandidates(listing: BootListing): KernelCandidates {
  const { environment, grubDefault } = listing;
  const menu = listing.menu === null ? null : parseSystemMenu(listing.menu);
  const entries = listing.loaderEntries.flatMap((text) => parseLoaderEntry(text) ?? []).toSorted(compareLoaderEntries);
  const config = loaderDefault(listing.loaderConfig);
  const choice = systemChoice({ grubDefault, menu, environment, loaderEntries: entries, loaderDefault: config });
  const files = [
    ...listing.kernels.map((name) => `/boot/${name}`),
    ...listing.folders.map((folder) => `${folder}/linux`),
  ].map((path): KernelCandidate => ({ ...plain, from: "file", kernels: [path], initrds: [] }));
  return {
    candidates: [
      ...linkCandidates(),
      ...loaderCandidates(listing, { entries, menu, choice }),
      ...menuCandidates(listing, menu, choice),
      ...files,
      ...listing.modules.map(moduleCandidate),
    ],
    warnings:
      choice.kind === "missing"
        ? [`its own boot loader is set to boot ${JSON.stringify(choice.wanted)}, which is no entry that it has`]
        : [],
  };
}

/** The version of a kernel by its path: in its name, or in that of its folder, as kernel-install(8) makes it or as it has the modules. */
export function pathVersion(path: string): string | undefined {
  const [name = "", folder = "", parent] = path.split("/").toReversed();
  const isInFolder = name === "linux" || (name === "vmlinuz" && parent === "modules");
  return kernelVersion(name) ?? (isInFolder && /\d/u.test(folder) ? folder : undefined);
}

/** Slackware's kernels, for which mkinitrd(8) makes one initrd without a version. */
const slackwareVersion = /^(?:generic|huge)(?:-|$)/u;

/** The names of initrds that belong to the kernel file, which has these versions. */
export function initrdsBeside(kernel: string, versions: readonly string[]): string[] {
  const split = kernel.lastIndexOf("/");
  const own = [
    ...(kernel.slice(split + 1) === "linux" ? ["initrd"] : []),
    ...(versions.some((version) => slackwareVersion.test(version)) ? ["initrd.gz"] : []),
  ];
  return [...own, ...versions.flatMap(initrdNames)].map((name) => `${kernel.slice(0, split)}/${name}`);
}
