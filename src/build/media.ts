/**
 * Makes bareon.iso of a deployment ramdisk: one file that starts as a CD and as a USB stick, by BIOS and by UEFI, and that firmware loads by
 * HTTP. Kernel and initrd lie once on its ISO 9660; UEFI finds shim and GRUB on a small FAT of its own.
 */
import { copyFile, mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { renderSize } from "../base/sizes.ts";
import { isInitrd } from "../formats/initrd.ts";
import { kernelHead, kernelMachine } from "../formats/kernel-image.ts";
import type { Machine } from "./architecture.ts";
import { readAuthorizedKeys } from "./authorized-keys.ts";
import { exists, type Log } from "./cache.ts";
import { readEpoch } from "./epoch.ts";
import { bootFiles } from "./media/boot-files.ts";
import { makeEfiImage, makeIso } from "./media/image.ts";
import { mediumFiles, renderMediumMenu } from "./media/menu.ts";
import type { Entry } from "./packages/contents.ts";
import { appendKeys } from "./ramdisk.ts";
import { runBuild } from "./run-build.ts";
import { scratchIn, temporary } from "./scratch.ts";

const root = resolve(import.meta.dirname, "../..");

export interface MediumOptions {
  readonly kernel: string;
  readonly initrd: string;
  /** The file that is made. */
  readonly output: string;
  /** Seconds: the time of everything on it. */
  readonly epoch: number;
  /** Texts for root's authorized_keys, beside those that the initrd has. */
  readonly authorized?: readonly string[];
  /** False if nobody is to be logged in on the consoles. */
  readonly opensConsoles?: boolean;
  /** Whether shim and GRUB are taken from the packages of today. */
  readonly refresh?: boolean;
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(kernelHead), 0, kernelHead, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** For which machine the two files are. Throws where one of them is missing, or is something else. */
export async function readRamdisk(kernel: string, initrd: string): Promise<Machine> {
  for (const path of [kernel, initrd])
    if (!(await exists(path))) throw new Error(`${path} is not there: "npm run ramdisk" makes kernel and initrd`);
  const machine = kernelMachine(await readHead(kernel));
  if (machine === undefined) throw new Error(`${kernel} is no Linux kernel for x86-64 or 64-bit ARM`);
  if (!isInitrd(await readHead(initrd))) throw new Error(`${initrd} is no initrd: a kernel would not unpack it`);
  return machine;
}

/** Renamed over the node of a device, the medium would be in memory, and the device have no name. */
async function checkOutput(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return;
  const kind = found.isDirectory() ? "a folder" : "a device";
  throw new Error(`${path} is ${kind}, and --output names the file of the medium, which dd(1) writes to a stick`);
}

function regularFile(path: string, content: string | { readonly from: string }): Entry {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { kind: "file", path, mode: 0o644, content: bytes };
}

/** The initrd itself, or a copy that lets these keys in as well. */
async function withKeys(initrd: string, authorized: readonly string[], copy: string): Promise<string> {
  if (authorized.length === 0) return initrd;
  await copyFile(initrd, copy);
  await appendKeys(copy, authorized);
  return copy;
}

/** Makes the file in one step. The same ramdisk, boot files and time make the same bytes. Needs root. */
export async function buildMedium(options: MediumOptions, log: Log): Promise<void> {
  const { kernel, initrd, output, epoch, authorized = [], opensConsoles = true } = options;
  await checkOutput(output);
  const machine = await readRamdisk(kernel, initrd);
  const { uefi, bios } = await bootFiles(machine, log, options.refresh);
  const menu = regularFile(mediumFiles.menu, renderMediumMenu(machine, opensConsoles));
  await mkdir(dirname(output), { recursive: true });
  await using scratch = await scratchIn("bareon-medium-");
  await using partial = temporary(`${output}.${process.pid}`);
  const inScratch = (name: string): string => join(scratch.path, name);
  const efiImage = inScratch("efi.img");
  const loaders = uefi.map(({ name, from }) => regularFile(`/EFI/BOOT/${name}`, { from }));
  await makeEfiImage({ entries: [...loaders, menu], scratch: inScratch("efi"), target: efiImage, epoch });
  const biosImage = "/boot/grub/bios.img";
  const entries = [
    regularFile(mediumFiles.kernel, { from: kernel }),
    regularFile(mediumFiles.initrd, { from: await withKeys(initrd, authorized, inScratch("initrd.img")) }),
    menu,
    ...(bios === null ? [] : [regularFile(biosImage, { from: bios.image })]),
  ];
  log("writing the medium");
  await makeIso({
    ...{ entries, scratch: inScratch("iso"), target: partial.path, epoch, efiImage },
    bios: bios === null ? null : { path: biosImage, sector: bios.sector },
  });
  await rename(partial.path, output);
}

const help = `Usage: npm run media -- [OPTION]...

Makes bareon.iso of the deployment ramdisk. It starts as a CD, as virtual media of a BMC and
as a USB stick, by BIOS and by UEFI, with Secure Boot as well, and is the image for UEFI HTTP
boot. Needs root, mmdebstrap, xorriso and mtools; shim and GRUB are kept in $BAREON_CACHE
(/var/cache/bareon), and get no updates there: their age is said.

Whoever starts a node from it is logged in as root on the screen and on the serial line.

  --authorized-key FILE    also allow root logins by ssh with this public key (may be
                           repeated), as of "npm run ramdisk"
  --initrd FILE            the initrd (build/ramdisk/initrd.img)
  --kernel FILE            the kernel (build/ramdisk/vmlinuz)
  --output FILE            where to put the medium (build/media/bareon.iso)
  --refresh                take shim and GRUB of today's packages
  --without-console-login  log nobody in on the consoles: only ssh with a key leads in
  --help                   show this text

Every file has the time of $SOURCE_DATE_EPOCH, else that of the last commit.
`;

const advice = (path: string): string => `
Write it to a USB stick, which loses all that is on it:  dd if=${path} of=/dev/sdX bs=4M oflag=direct conv=fsync
Or burn it, give it to a BMC as virtual media, or name its address to UEFI HTTP boot: bareon-fleet(7).
`;

async function main(): Promise<void> {
  const ramdisk = join(root, "build/ramdisk");
  const { values } = parseArgs({
    options: {
      "authorized-key": { type: "string", multiple: true, default: [] },
      initrd: { type: "string", default: join(ramdisk, "initrd.img") },
      kernel: { type: "string", default: join(ramdisk, "vmlinuz") },
      output: { type: "string", default: join(root, "build/media/bareon.iso") },
      refresh: { type: "boolean", default: false },
      "without-console-login": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { initrd, kernel, output, refresh, "without-console-login": isClosed } = values;
  const authorized = await readAuthorizedKeys(values["authorized-key"]);
  await buildMedium(
    { kernel, initrd, output, epoch: await readEpoch(), authorized, opensConsoles: !isClosed, refresh },
    (line) => process.stderr.write(`media: ${line}\n`),
  );
  process.stdout.write(`${output}  ${renderSize((await stat(output)).size)}\n${advice(output)}`);
}

if (import.meta.main) await runBuild("media", main);
