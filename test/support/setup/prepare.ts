/** Makes everything that the VM tests and the demo need, says what it does, and does nothing if it is there already. */
import { copyFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Architecture, architectureFolder, findArchitecture } from "../../../src/build/architecture.ts";
import { fingerprint, type Log } from "../../../src/build/cache.ts";
import { buildExecutable } from "../../../src/build/executable.ts";
import { appendKeys, buildRamdisk } from "../../../src/build/ramdisk.ts";
import { programFiles } from "../../../src/build/ramdisk-files.ts";
import { ramdiskBase } from "../../../src/build/ramdisk-base.ts";
import { debianImage } from "../systems/images.ts";
import { labKey } from "../systems/lab-key.ts";
import { labFolderOf, projectRoot } from "../files/paths.ts";
import { tinyArmImage, tinyImage } from "../systems/tiny-image.ts";

/** Directory trees of the images. */
export interface Images {
  readonly bookworm: string;
  readonly trixie: string;
  readonly tiny: string;
}

/** The ramdisk for machines of the architecture, with that executable: as users get it, and with the lab's key. */
async function prepareRamdisk(architecture: Architecture, executable: string, sum: string, log: Log): Promise<void> {
  const [base, key] = [await ramdiskBase(architecture, log), await labKey()];
  const recipe = await readFile(join(projectRoot, "src/build/ramdisk.ts"), "utf8");
  // A layer that was refreshed has the same path.
  const { mtimeMs } = await stat(join(base, "base.cpio"));
  const stamp = fingerprint([base, mtimeMs, key.authorized, sum, recipe, programFiles]);
  const folder = labFolderOf(architecture.deb);
  const stampFile = join(folder, "stamp");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return;
  const output = join(architectureFolder(join(projectRoot, "build"), architecture), "ramdisk");
  await buildRamdisk(architecture, { executable, output, authorized: [] }, log);
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `initrd.img.${process.pid}`);
  await copyFile(join(output, "initrd.img"), partial);
  await appendKeys(partial, [key.authorized]);
  await copyFile(join(output, "vmlinuz"), join(folder, "vmlinuz"));
  await rename(partial, join(folder, "initrd.img"));
  await writeFile(stampFile, stamp);
}

async function prepareProgram(name: string, log: Log): Promise<void> {
  const architecture = findArchitecture(name);
  const { path, built, sha256 } = await buildExecutable({ architecture });
  if (built) log(`built the standalone executable for ${architecture.deb}`);
  await prepareRamdisk(architecture, path, sha256, log);
}

/** Prepares the executable, the ramdisk and the images; minutes the first time, about a second when nothing changed. Needs root. */
export async function prepareLab(log: Log): Promise<Images> {
  const debians = Promise.all([debianImage("bookworm", log), debianImage("trixie", log)]);
  debians.catch(() => undefined);
  await prepareProgram("amd64", log);
  const [bookworm, trixie] = await debians;
  return { bookworm, trixie, tiny: await tinyImage(bookworm, log) };
}

/** The same for 64-bit ARM, with the tiny system alone. */
export async function prepareArm(log: Log): Promise<Pick<Images, "tiny">> {
  await prepareProgram("arm64", log);
  return { tiny: await tinyArmImage(log) };
}

/** With the word "arm64", also what its tests need. */
if (import.meta.main) {
  const began = Date.now();
  const log: Log = (line) =>
    process.stderr.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
  const images = await prepareLab(log);
  const arm = process.argv.includes("arm64") ? { arm64: await prepareArm(log) } : {};
  process.stdout.write(`${JSON.stringify({ ...images, ...arm }, undefined, 2)}\n`);
}
