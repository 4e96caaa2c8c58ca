/** Where the lab keeps what it makes inside the work tree; the cache of things that take minutes is elsewhere (src/build/cache.ts). */
import { join, resolve } from "node:path";
import { architectureFolder, findArchitecture } from "../../../src/build/architecture.ts";

export const projectRoot = resolve(import.meta.dirname, "../../..");
/** The ramdisk as a user gets it. */
export const ramdiskFolder = join(projectRoot, "build/ramdisk");
/** The standalone executable under its two names, which is what users run; the host tests' set-up makes it. */
export const provisionProgram = join(projectRoot, "build/bareon-provision");
export const bootProgram = join(projectRoot, "build/bareon-boot");
/** The same ramdisk with one more initrd segment: the lab's ssh key. */
export const labFolder = join(projectRoot, "build/lab");
/** That of a kind of machine: such a ramdisk for it. */
export function labFolderOf(architecture: string): string {
  return join(architectureFolder(join(projectRoot, "build"), findArchitecture(architecture)), "lab");
}
export const logFolder = join(projectRoot, "build/vm-logs");
