/** Installs GRUB for every firmware that a plan names: into the boot sector, onto the EFI system partitions, into the firmware's list. */
import { dirname } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { type MenuHome, builtIn, ownFiles, loaderPrefix, planLoader } from "../firmware/efi-files.ts";
import type { Context, Host } from "../../host/host.ts";
import type { Plan } from "../../schema/plan.ts";
import { installForBios, makeImage } from "../../programs/grub.ts";
import { type EfiPlatform, type Platforms, moduleDirectory, platformsOf } from "../platforms/platforms.ts";
import { type EspFile, armPartition, writeFiles } from "./efi-partition.ts";
import { settleDevices } from "../../machine/inspect/settle.ts";
import { listOurEntries } from "./boot-list.ts";

export function platformsFor({ machine }: Pick<Plan, "machine">): Platforms {
  const platforms = platformsOf(machine.architecture);
  if (platforms === undefined)
    throw new BareonError("invalid", `No GRUB is known for the architecture ${machine.architecture} of the plan.`);
  return platforms;
}

function isSigned({ machine }: Plan): boolean {
  return machine.secureBoot === true;
}

interface Part {
  readonly path: string;
  readonly package: string;
}

/** The files of this machine from which the loaders of a plan are made. */
function partsOf(plan: Plan): Part[] {
  const { bios, uefi } = platformsFor(plan);
  const modules = (name: string, debian: string): Part => ({
    path: `${moduleDirectory(name)}/normal.mod`,
    package: debian,
  });
  const signed = [uefi.signedShim, uefi.signedGrub].map(({ file, package: debian }) => ({
    path: file,
    package: debian,
  }));
  return [
    ...(plan.firmware === "uefi" || bios === null ? [] : [modules(bios.name, bios.package)]),
    ...(plan.firmware === "bios" ? [] : isSigned(plan) ? signed : [modules(uefi.name, uefi.package)]),
  ];
}

/** The programs that install them. */
function programsOf(plan: Plan): Part[] {
  const isUefi = plan.firmware !== "bios";
  return [
    ...(plan.firmware === "uefi" ? [] : [{ path: "grub-install", package: "grub2-common" }]),
    ...(isUefi && !isSigned(plan) ? [{ path: "grub-mkimage", package: "grub-common" }] : []),
    ...(isUefi && plan.machine.firmware === "uefi" ? [{ path: "efibootmgr", package: "efibootmgr" }] : []),
  ];
}

/** Throws BareonError "unsupported" if this machine lacks a part of a loader that the plan needs, with the package that has it. */
export async function checkLoaderParts({ host }: Context, plan: Plan): Promise<void> {
  if (plan.firmware !== "bios" && (await host.readText("/sys/firmware/efi/fw_platform_size"))?.trim() === "32") {
    throw new BareonError("unsupported", "this machine's UEFI has 32 bits, for which no GRUB is installed", {
      hint: 'Use "firmware": "bios", and start the machine by BIOS.',
    });
  }
  const missing: Part[] = [];
  for (const part of partsOf(plan)) if ((await host.facts(part.path)) === undefined) missing.push(part);
  for (const program of programsOf(plan)) if (!(await host.hasProgram(program.path))) missing.push(program);
  if (missing.length === 0) return;
  const why = isSigned(plan) ? "Secure Boot is on, and the signed boot loader" : "the boot loader";
  throw new BareonError(
    "unsupported",
    `${why} cannot be installed: ${missing.map(({ path }) => path).join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`,
    {
      hint: `Use a ramdisk with the Debian ${missing.length === 1 ? "package" : "packages"} ${[...new Set(missing.map((part) => part.package))].join(" and ")}.`,
    },
  );
}

/** Installs GRUB in the boot sectors of these disks if the plan is for BIOS. `bootDirectory` is mounted and holds the directory of the menu. */
export async function installBootSectors(
  ctx: Context,
  plan: Plan,
  bootDirectory: string,
  disks: readonly string[],
): Promise<void> {
  if (plan.firmware === "uefi") return;
  for (const disk of disks) await ctx.host.run(installForBios({ bootDirectory, disk }));
  // While it is mounted udev cannot take the disk's partitions away to read them again.
  await settleDevices(ctx);
}

async function makeOwnImage(host: Host, { name }: EfiPlatform, output: string): Promise<void> {
  const directory = moduleDirectory(name);
  const there = new Set(await host.list(directory));
  const modules = builtIn.filter((module) => there.has(`${module}.mod`));
  await host.run(makeImage({ platform: name, directory, modules, prefix: loaderPrefix, output }));
}

async function readPart(host: Host, path: string): Promise<Uint8Array> {
  const content = await host.readFile(path);
  if (content === undefined) throw new BareonError("bootloader", `${path} is not there.`);
  return content;
}

/**
 * What goes onto each EFI system partition, in the order of writing; none for BIOS alone. A copy of each file is left in
 * `directory`, from which a lost one can be restored. "own" is without what firmware finds by itself.
 */
export async function prepareLoader(
  { host }: Context,
  plan: Plan,
  home: MenuHome,
  directory: string,
  which: "all" | "own" = "all",
): Promise<EspFile[]> {
  if (plan.firmware === "bios") return [];
  const { uefi } = platformsFor(plan);
  const files: EspFile[] = [];
  const planned = planLoader(uefi, home, isSigned(plan));
  for (const file of which === "all" ? planned : ownFiles(planned)) {
    const copy = `${directory}/${file.path}`;
    await host.makeDirectory(dirname(copy));
    if (file.kind === "image") await makeOwnImage(host, uefi, copy);
    const content =
      file.kind === "text"
        ? new TextEncoder().encode(file.text)
        : await readPart(host, file.kind === "copy" ? file.from : copy);
    files.push({ path: file.path, content });
  }
  await writeFiles(host, directory, files);
  return files;
}

/** The last act of a deploy: from here on UEFI starts the node. Of several partitions the first disk's comes last. */
export async function armFirmware(ctx: Context, plan: Plan, files: readonly EspFile[]): Promise<void> {
  const { uefi } = plan.boot;
  if (uefi === undefined) return;
  for (const { device } of uefi.partitions.toReversed()) await armPartition(ctx, device, files);
  const listed = uefi.partitions.filter(({ disk }, index) => index === 0 || plan.boot.mirrors.includes(disk));
  if (listed.length > 0 && plan.machine.firmware === "uefi")
    await listOurEntries(ctx, listed, { platform: platformsFor(plan).uefi, signed: isSigned(plan), order: uefi.order });
}
