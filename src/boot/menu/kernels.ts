/** Which kernels a system may have and with which arguments, from names and texts of its tree; boot/systems/installed-system.ts looks whether they are there. */
import { assignedValues, parseAssignments } from "../../formats/assignments.ts";
import { joinArguments, splitArguments } from "./grub-script.ts";

/** What was read in a tree. */
export interface BootListing {
  /** True if /boot is a filesystem of its own. */
  readonly separateBoot: boolean;
  /** Names of the kernels in /boot with their versions, newest first. */
  readonly kernels: readonly string[];
  /** Texts of /boot/loader/entries/*.conf, newest first. */
  readonly loaderEntries: readonly string[];
  /** The system's own grub.cfg. */
  readonly menu: string | null;
}

/** Names of a kernel that may be there; found in the tree, it is a MenuKernel. Paths are paths in the image, in the order in which to try them. */
export interface KernelCandidate {
  readonly from: "link" | "loader-entry" | "menu" | "file";
  readonly kernels: readonly string[];
  readonly initrds: readonly string[];
  /** Its own arguments; null if it has the system's general ones. */
  readonly options: string | null;
}

const kernelName = /^(?:vmlinuz|vmlinux|Image|kernel|bzImage)-(?<version>.+)$/u;
const leftover = /(?:\.(?:old|bak|orig|hmac|sig|rpmsave|rpmnew|rpmorig)|\.dpkg-\w+|~)$/u;

/** The version in the name of a kernel in /boot; undefined if the name is not one of a kernel. */
export function kernelVersion(name: string): string | undefined {
  return leftover.test(name) ? undefined : kernelName.exec(name)?.groups?.["version"];
}

function initrdNames(version: string): string[] {
  return [
    `initrd.img-${version}`,
    `initramfs-${version}.img`,
    `initrd-${version}`,
    `initrd-${version}.img`,
    `initramfs-${version}`,
  ];
}

/** Links that a system keeps on its default kernel; its updates keep the menu right. */
function linkCandidates(): KernelCandidate[] {
  const initrds = (directory: string): string[] =>
    ["initrd.img", "initrd", "initramfs.img"].map((name) => `${directory}/${name}`);
  return ["", "/boot"].flatMap((directory) =>
    ["vmlinuz", "vmlinux", "Image"].map(
      (name) =>
        ({
          from: "link",
          kernels: [`${directory}/${name}`],
          initrds: initrds(directory),
          options: null,
        }) as const,
    ),
  );
}

/** Boot loaders count paths from the top of the filesystem that holds /boot, unless it was made for another layout. */
function imagePaths(path: string, separateBoot: boolean): string[] {
  const plain = path.replace(/^\([^)]*\)/u, "").replace(/^\/*/u, "/");
  return separateBoot ? [`/boot${plain}`, plain] : [plain, `/boot${plain}`];
}

function loaderCandidate(text: string, separateBoot: boolean): KernelCandidate[] {
  const fields = text.split("\n").map((line) => {
    const field = line.trim();
    const key = /^[\w-]+(?=\s)/u.exec(field)?.[0] ?? "";
    return { key, value: field.slice(key.length).trim() };
  });
  const find = (key: string): string[] => fields.filter((field) => field.key === key).map(({ value }) => value);
  const [kernel] = find("linux");
  if (kernel === undefined) return [];
  const initrd = find("initrd")
    .flatMap((value) => value.split(/\s+/u))
    .findLast((word) => !word.includes("$"));
  const options = find("options").join(" ");
  return [
    {
      from: "loader-entry",
      kernels: imagePaths(kernel, separateBoot),
      initrds: initrd === undefined ? [] : imagePaths(initrd, separateBoot),
      // RHEL 8 keeps the arguments elsewhere and writes $kernelopts.
      options: /(?:^| )\$kernelopts\b/u.test(options) || options === "" ? null : splitLiteral(options),
    },
  ];
}

function splitLiteral(options: string): string {
  return joinArguments(splitArguments(options).filter((word) => !word.includes("$")));
}

/** The kernel and the initrds of the first entry that has both, in a grub.cfg as grub-mkconfig writes it. */
function findMenuFiles(text: string): { readonly kernel: string; readonly initrds: readonly string[] } | undefined {
  let kernel: string | undefined;
  for (const line of text.split("\n")) {
    const [command = "", ...words] = line.trim().split(/\s+/u);
    const [first] = words;
    if (command.startsWith("linux")) {
      const isKernel = /^linux(?:16|efi)?$/u.test(command) && first !== undefined && !/["'$]/u.test(first);
      kernel = isKernel ? first : undefined;
    } else if (/^initrd(?:16|efi)?$/u.test(command) && first !== undefined && kernel !== undefined)
      return { kernel, initrds: words };
  }
  return undefined;
}

function menuCandidate(text: string, separateBoot: boolean): KernelCandidate[] {
  const found = findMenuFiles(text);
  if (found === undefined) return [];
  const initrd = found.initrds.findLast((word) => !/["'$]/u.test(word));
  return [
    {
      from: "menu",
      kernels: imagePaths(found.kernel, separateBoot),
      initrds: initrd === undefined ? [] : imagePaths(initrd, separateBoot),
      options: null,
    },
  ];
}

/** Everything that may be a kernel of this system, the one to boot by default first. One kernel may be there several times. */
export function kernelCandidates(listing: BootListing): KernelCandidate[] {
  const { separateBoot } = listing;
  const files = listing.kernels.map((name): KernelCandidate => ({
    from: "file",
    kernels: [`/boot/${name}`],
    initrds: initrdNames(kernelVersion(name) ?? name).map((initrd) => `/boot/${initrd}`),
    options: null,
  }));
  const described = listing.loaderEntries.flatMap((text) => loaderCandidate(text, separateBoot));
  const own = listing.menu === null ? [] : menuCandidate(listing.menu, separateBoot);
  return [...linkCandidates(), ...described, ...own, ...files];
}

/** The names of initrds that belong to a kernel file, for a link whose own initrd link is missing. */
export function initrdsBeside(kernel: string): string[] {
  const split = kernel.lastIndexOf("/");
  const version = kernelVersion(kernel.slice(split + 1));
  return version === undefined ? [] : initrdNames(version).map((name) => `${kernel.slice(0, split)}/${name}`);
}

/** Arguments that name disks, which are other ones than on the machine that the image was made on, or that the menu sets itself. */
const ofAnotherMachine =
  /^(?:root|BOOT_IMAGE|BOOTIF|initrd|resume|resume_offset|rootfstype|rootflags=(?:.*,)?subvol(?:id)?|bareon\.[^=]*)(?:=|$)/u;

/** Arguments without those that the menu sets itself, or that name disks of the machine that the image was made on. */
export function ownArguments(options: string): string[] {
  return splitArguments(options).filter((word) => !ofAnotherMachine.test(word));
}

export interface GeneralArguments {
  readonly options: string;
  readonly warnings: readonly string[];
}

/** The arguments that the texts of /etc/default/grub and /etc/default/grub.d/*.cfg set for every kernel, in the order of grub-mkconfig. */
export function generalArguments(texts: readonly string[]): GeneralArguments {
  const { values, unread } = assignedValues(texts.flatMap(parseAssignments));
  const names = ["GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"];
  return {
    options: names
      .map((name) => values.get(name) ?? "")
      .join(" ")
      .trim(),
    warnings: names
      .filter((name) => unread.includes(name))
      .map((name) => `its /etc/default/grub works ${name} out with a shell, so that line is left out`),
  };
}
