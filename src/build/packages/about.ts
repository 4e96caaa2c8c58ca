/** What packages say of themselves, in words and in names of other packages. */
import { toolPath } from "../../boot/guest/guest-files.ts";
import { packageFile } from "../../boot/guest/packaged.ts";
import { packagesOf } from "../../programs/packages.ts";

export const summary = "Several bootable systems on one node, and a safe way between them";

export const description = [
  "bareon-provision partitions the disks of a node, deploys every image of an operating system that its config names, and installs one boot loader with a menu of them all. On a node that is in use it updates the systems that do not run, and adds and removes some.",
  "bareon-boot lists what can be booted and says what boots next: from now on, once, or on trial, which returns by itself unless it is confirmed.",
  "On a machine that has no multiboot partition the package's kernel hooks and services do nothing.",
] as const;

/** In the address nobody can be reached: who publishes packages names themselves. */
export const defaultMaintainer = "bareon developers <bareon@packages.invalid>";

/** Throws for what is no line of a package's description: dpkg would take more lines for other fields, and rpm a % for a macro. */
export function checkMaintainer(text: string): void {
  if (/^[^<>%\p{Cc}]*[^<>%\p{Cc}\s]\s<[^<>%\p{Cc}\s]+@[^<>%\p{Cc}\s]+>$/u.test(text)) return;
  throw new Error(`--maintainer ${JSON.stringify(text)} is not like: NAME <ADDRESS>, such as "Ada <ada@example.net>"`);
}

/** What bareon-boot needs for every command, beside what every system has. */
const needed = ["mount", "util-linux"];

/** Which programs an update of a system by rsync or HTTP and the proof of a menu start. */
const recommended = {
  debian: ["attr", "curl", "e2fsprogs", "fdisk", "grub-common", "grub2-common", "rsync", "udev"],
  rhel: ["attr", "curl", "e2fsprogs", "grub2-tools-minimal", "rsync"],
} as const;

/** What is on every system of the family. */
const everywhere = {
  debian: ["bsdutils", "coreutils", "diffutils", "findutils", "gzip", "systemd", "tar"],
  rhel: ["coreutils", "diffutils", "findutils", "gzip", "kmod", "systemd", "systemd-udev", "tar", "util-linux"],
} as const;

export interface Relations {
  readonly needed: readonly string[];
  readonly recommended: readonly string[];
  readonly suggested: readonly string[];
}

/** Of the packages of all programs that are started, by the names of a family of distributions. */
export function relationsOf(family: "debian" | "rhel"): Relations {
  const none: readonly string[] = [...needed, ...recommended[family], ...everywhere[family]];
  return {
    needed: family === "debian" ? needed : ["util-linux"],
    recommended: recommended[family],
    suggested: packagesOf(family).filter((name) => !none.includes(name)),
  };
}

/** A version with a part behind "-", such as 1.0.0-rc.1, comes before that without it; both formats have "~" for that. */
export function packageVersion(version: string): string {
  return version.replace("-", "~");
}

/** In a system on which the archive was installed: what its script needs to remove all of it. */
export const archiveFolder = "/usr/lib/bareon/archive";

/** Lines of a shell script that ends with 1 on such a system: no package manager knows those files. */
export const refuseArchive = `if [ -e "$DPKG_ROOT${archiveFolder}/manifest" ]; then
  echo "bareon is installed from its archive. Remove that first: ${archiveFolder}/uninstall" >&2
  exit 1
fi`;

/**
 * Lines of a shell script that ends with 1 on a system to which a deploy has brought a newer version, which would be lost. Where the program
 * is the package's own, an older package is what the administrator wants. `isOlder` succeeds if version $1 is older than $2.
 */
export function refuseOlder(version: string, isOlder: string): string {
  return `is_older() { ${isOlder}; }
there=
mark=
if [ -z "$DPKG_ROOT" ] && [ -x ${toolPath} ]; then there=$(${toolPath} --version 2>/dev/null) || there=; fi
if [ -s "$DPKG_ROOT${packageFile}" ]; then read -r _ mark <"$DPKG_ROOT${packageFile}"; fi
if [ -n "$there" ] && [ "$there" != "$mark" ] && is_older '${packageVersion(version)}' "$(echo "$there" | sed 's/-/~/')"; then
  echo "A deploy has brought bareon $there to this system, and this package is older (${version}). Install the package of that version, or remove ${toolPath} first." >&2
  exit 1
fi`;
}

/** For systems without dpkg: sort(1) knows that "~" comes before the end. */
export const isOlderBySort = `[ "$1" != "$2" ] && [ "$({ echo "$1"; echo "$2"; } | sort -V | head -n 1)" = "$1" ]`;
