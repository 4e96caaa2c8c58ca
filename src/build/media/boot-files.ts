/** What starts a medium: shim and the signed GRUB for UEFI, GRUB for a BIOS, from packages of Debian that are unpacked for that. */
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { moduleDirectory, platformsOf, type Platforms } from "../../boot/platforms/platforms.ts";
import { findArchitecture, type Machine } from "../architecture.ts";
import { cached, type Log } from "../cache.ts";
import { buildDebian, type DebianRecipe } from "../debian.ts";
import { runProgram } from "../packages/program.ts";
import { describeAge } from "../ramdisk-base.ts";

/** What the menu needs, and a person at GRUB's prompt. The folder that it reads is on an ISO 9660 filesystem. */
const biosModules = [
  ...["biosdisk", "iso9660", "normal", "linux", "regexp", "test", "echo", "chain", "drivemap"],
  ...["serial", "terminal", "minicmd", "ls", "halt", "reboot"],
];

export interface BootFiles {
  /** The names in EFI/BOOT, and where each lies. */
  readonly uefi: readonly { readonly name: string; readonly from: string }[];
  /** The image that a BIOS starts from a CD, and the first sector of a stick, which starts the same; null if there is no BIOS. */
  readonly bios: { readonly image: string; readonly sector: string } | null;
}

/** The names in EFI/BOOT (UEFI specification 3.5.1.1; shim has the other two built in), and the file of which package each is. */
function uefiFiles({ uefi }: Platforms): readonly { name: string; file: string; package: string }[] {
  const { fallback, grub, signedShim, signedMediaGrub, keyManager } = uefi;
  return [{ name: fallback, ...signedShim }, { name: grub, ...signedMediaGrub }, keyManager];
}

/** By the GRUB of the packages themselves, which fits its modules, whatever this machine has. */
async function makeBiosImage(tree: string, platform: string): Promise<void> {
  const options = [`--directory=${moduleDirectory(platform)}`, `--format=${platform}-eltorito`, "--prefix=/boot/grub"];
  await runProgram("chroot", [tree, "grub-mkimage", ...options, "--output=/bios.img", "--", ...biosModules]);
}

/** From the cache, or made now of today's packages, which takes half a minute, and anew if that is asked for. Needs root. */
export async function bootFiles(machine: Machine, log: Log, refresh = false): Promise<BootFiles> {
  const platforms = platformsOf(machine);
  if (platforms === undefined) throw new Error(`no GRUB is known for ${machine}`);
  const { bios } = platforms;
  const loaders = uefiFiles(platforms);
  const packages = [
    ...new Set([...loaders.map((loader) => loader.package), ...(bios === null ? [] : [bios.package, "grub-common"])]),
  ];
  const architecture = findArchitecture(machine).deb;
  const recipe: DebianRecipe = { suite: "bookworm", variant: "extract", architecture, packages };
  const make = async (path: string): Promise<void> => {
    log(`unpacking shim and GRUB for ${machine}`);
    const tree = join(path, "tree");
    await mkdir(path);
    await buildDebian(recipe, tree, log);
    for (const { name, file } of loaders) await copyFile(join(tree, file), join(path, name));
    if (bios !== null) {
      await makeBiosImage(tree, bios.name);
      await copyFile(join(tree, "bios.img"), join(path, "bios.img"));
      await copyFile(join(tree, moduleDirectory(bios.name), "boot_hybrid.img"), join(path, "boot_hybrid.img"));
    }
    await rm(tree, { recursive: true });
  };
  const folder = await cached("boot-files", { recipe, loaders, bios, biosModules }, make, refresh);
  log(`shim and GRUB: ${describeAge((await stat(folder)).mtime, new Date())}`);
  return {
    uefi: loaders.map(({ name }) => ({ name, from: join(folder, name) })),
    bios: bios === null ? null : { image: join(folder, "bios.img"), sector: join(folder, "boot_hybrid.img") },
  };
}
