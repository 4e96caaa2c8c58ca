/** Makes everything that the VM tests and the demo need, says what it does, and does nothing if it is there already. */
import { copyFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint, type Log } from "../../../src/build/cache.ts";
import { buildExecutable } from "../../../src/build/executable.ts";
import { appendKeys, buildRamdisk } from "../../../src/build/ramdisk.ts";
import { programFiles } from "../../../src/build/ramdisk-files.ts";
import { ramdiskBase } from "../../../src/build/ramdisk-base.ts";
import { debianImage } from "../systems/images.ts";
import { labKey } from "../systems/lab-key.ts";
import { labFolder, projectRoot, ramdiskFolder } from "../files/paths.ts";
import { tinyImage } from "../systems/tiny-image.ts";

/** Directory trees of the images. */
export interface Images {
  readonly bookworm: string;
  readonly trixie: string;
  readonly tiny: string;
}

async function prepareRamdisk(program: string, log: Log): Promise<void> {
  const [base, key] = [await ramdiskBase(log), await labKey()];
  const recipe = await readFile(join(projectRoot, "src/build/ramdisk.ts"), "utf8");
  // A layer that was refreshed has the same path.
  const { mtimeMs } = await stat(join(base, "base.cpio"));
  const stamp = fingerprint([base, mtimeMs, key.authorized, program, recipe, programFiles]);
  const stampFile = join(labFolder, "stamp");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return;
  await buildRamdisk({ executable: join(projectRoot, "build/bareon"), output: ramdiskFolder, authorized: [] }, log);
  await mkdir(labFolder, { recursive: true });
  const partial = join(labFolder, `initrd.img.${process.pid}`);
  await copyFile(join(ramdiskFolder, "initrd.img"), partial);
  await appendKeys(partial, [key.authorized]);
  await copyFile(join(ramdiskFolder, "vmlinuz"), join(labFolder, "vmlinuz"));
  await rename(partial, join(labFolder, "initrd.img"));
  await writeFile(stampFile, stamp);
}

/** Prepares the executable, the ramdisk and the images; minutes the first time, about a second when nothing changed. Needs root. */
export async function prepareLab(log: Log): Promise<Images> {
  const debians = Promise.all([debianImage("bookworm", log), debianImage("trixie", log)]);
  debians.catch(() => undefined);
  const { built, sha256 } = await buildExecutable();
  if (built) log("built the standalone executable");
  await prepareRamdisk(sha256, log);
  const [bookworm, trixie] = await debians;
  return { bookworm, trixie, tiny: await tinyImage(bookworm, log) };
}

if (import.meta.main) {
  const began = Date.now();
  const images = await prepareLab((line) =>
    process.stderr.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`),
  );
  process.stdout.write(`${JSON.stringify(images, undefined, 2)}\n`);
}
