/** A kernel update inside a deployed root, with its block writes recorded, and what GRUB boots if the power is cut while it runs. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { installBoot } from "../../../src/boot/loader/install.ts";
import { setDefault } from "../../../src/recipes/boot-change.ts";
import { refresh } from "../../../src/recipes/boot-upkeep.ts";
import { provisionDisk, systemTree, type TestImage } from "../disks/provisioned-disk.ts";
import { bootGrub, talkingKernel } from "../grub/talking-kernel.ts";
import { attachLoop, forgetPartitions } from "../disks/loop-disk.ts";
import { localContext } from "../hosts/local-context.ts";
import { createRandom } from "./crash-states.ts";
import { type Epoch, patchSectors, recordWrites, type SectorWrite } from "./write-log.ts";

export const rootTypes = ["ext4", "xfs", "btrfs"] as const;
export type RootType = (typeof rootTypes)[number];

/** Kernels are as large as real ones in blocks, so that their writing takes its time. */
const kernelSize = 2 * 1024 * 1024;

function kernelFile(): Uint8Array {
  const file = Buffer.alloc(kernelSize, 0x90);
  file.set(talkingKernel());
  // The memory that it needs (init_size of Linux' boot protocol).
  file.writeUInt32LE(2 * kernelSize, 0x260);
  return file;
}

const [before, after] = ["6.1.0-1", "6.1.0-2"];

function image(type: RootType): TestImage {
  const tree = systemTree(`${type} OS`, before, {
    [`boot/vmlinuz-${before}`]: kernelFile(),
    vmlinuz: { link: `boot/vmlinuz-${before}` },
    "initrd.img": { link: `boot/initrd.img-${before}` },
  });
  return { name: type, type, tree };
}

/** As the maintainer scripts of Debian's kernel packages do it: dpkg, linux-update-symlinks, update-initramfs; then comes our hook. */
const update = [
  `cp boot/vmlinuz-${before} boot/vmlinuz-${after}.dpkg-new`,
  `sync boot/vmlinuz-${after}.dpkg-new`,
  `mv boot/vmlinuz-${after}.dpkg-new boot/vmlinuz-${after}`,
  "mv vmlinuz vmlinuz.old; mv initrd.img initrd.img.old",
  `ln -s boot/vmlinuz-${after} vmlinuz; ln -s boot/initrd.img-${after} initrd.img`,
  // The kernel writes back by itself every few seconds; here is one such moment.
  "sync --file-system .",
  `{ echo "initrd of ${after}"; head --bytes=3000000 /dev/urandom; } > boot/initrd.img-${after}.new`,
  `mv boot/initrd.img-${after}.new boot/initrd.img-${after}`,
].join("\n");

/** A disk with a system on each type of root; its loop device is gone. */
export interface UpdateDisk {
  readonly path: string;
  readonly roots: Readonly<Record<RootType, string>>;
}

const firstRoot = 3;

export async function copySparse(from: string, to: string): Promise<void> {
  await execa("cp", ["--sparse=always", "--", from, to]);
}

export async function createUpdateDisk(directory: string): Promise<UpdateDisk> {
  const path = join(directory, "disk.img");
  await using provisioned = await provisionDisk(rootTypes.map(image), { kernelParams: "console=ttyS0,115200" });
  await installBoot(localContext(), provisioned.plan);
  await copySparse(provisioned.disk.path, path);
  const roots = Object.fromEntries(provisioned.plan.images.map(({ name, rootUuid }) => [name, rootUuid]));
  return { path, roots: { ext4: "", xfs: "", btrfs: "", ...roots } };
}

interface Options {
  readonly uuid: null;
  /** The multiboot partition, which is the second. */
  readonly device: string;
  readonly who: string;
}

export async function withPartitions(device: string, work: (options: Options) => Promise<void>): Promise<void> {
  await execa("partx", ["--update", "--", device]);
  try {
    await work({ uuid: null, device: `${device}p2`, who: "root" });
  } finally {
    await forgetPartitions(device);
  }
}

export async function onLoop(path: string, work: (device: string) => Promise<void>): Promise<void> {
  await using loop = await attachLoop(path);
  await work(loop.device);
}

interface RecordedUpdate {
  /** The disk before the update. */
  readonly path: string;
  readonly epochs: readonly Epoch[];
  /** What refresh said. */
  readonly warnings: readonly string[];
}

/** Makes the type's system the default, and then updates its kernel. */
async function recordUpdate(disk: UpdateDisk, type: RootType, directory: string): Promise<RecordedUpdate> {
  const [start, mountPoint] = [join(directory, `${type}.img`), join(directory, "root")];
  await mkdir(mountPoint, { recursive: true });
  await onLoop(disk.path, async (device) => {
    await withPartitions(device, async (options) => void (await setDefault(localContext(), options, type)));
  });
  await copySparse(disk.path, start);
  const warnings: string[] = [];
  const epochs = await recordWrites(disk.path, async (device) => {
    await withPartitions(device, async (options) => {
      const root = `${device}p${firstRoot + rootTypes.indexOf(type)}`;
      await execa("mount", ["--source", root, "--target", mountPoint]);
      try {
        await execa("sh", ["-euc", update], { cwd: mountPoint });
        warnings.push(...(await refresh(localContext(), options)).warnings);
      } finally {
        await execa("umount", ["--", mountPoint]);
      }
    });
  });
  return { path: start, epochs, warnings };
}

interface Moment {
  /** All epochs before this one are on the disk. */
  readonly epoch: number;
  /** And these writes of it. */
  readonly writes: readonly SectorWrite[];
}

/** The epoch of a place in the order of writing, and how much of it was written then. */
function findPlace(epochs: readonly Epoch[], place: number): [epoch: number, written: number] {
  let left = place;
  let epoch = 0;
  for (; left >= (epochs[epoch]?.length ?? Infinity); epoch += 1) left -= epochs[epoch]?.length ?? 0;
  return [epoch, left];
}

/**
 * Moments in their order: half of them evenly over what was written, most of which is files, and half evenly over the flushes,
 * where names and links are written. Of what was not flushed then, any part may be on the disk.
 */
function randomMoments(epochs: readonly Epoch[], count: number, random: () => number): Moment[] {
  const total = epochs.reduce((sum, { length }) => sum + length, 0);
  const moments = Array.from({ length: count }, (_, index): Moment => {
    const anyEpoch = Math.floor(random() * epochs.length);
    const [epoch, written] =
      index % 2 === 0
        ? findPlace(epochs, Math.floor(random() * total))
        : [anyEpoch, Math.floor(random() * ((epochs[anyEpoch]?.length ?? 0) + 1))];
    const density = random() < 0.3 ? 1 : random();
    return { epoch, writes: (epochs[epoch] ?? []).slice(0, written).filter(() => random() < density) };
  });
  return moments.toSorted((one, other) => one.epoch - other.epoch);
}

export interface UpdateCuts {
  /** What refresh said of the update. */
  readonly warnings: readonly string[];
  /** How often each kernel of the updated system was booted. */
  readonly booted: ReadonlyMap<string, number>;
  /** What was on the serial line where none of its kernels was booted with its own initrd. */
  readonly bad: readonly string[];
}

/** Updates the type's system, cuts the power at random moments of that, and boots each time. */
export async function cutUpdate(
  disk: UpdateDisk,
  type: RootType,
  { cuts, seed, directory }: { readonly cuts: number; readonly seed: number; readonly directory: string },
): Promise<UpdateCuts> {
  const { path, epochs, warnings } = await recordUpdate(disk, type, directory);
  const moments = randomMoments(epochs, cuts, createRandom(seed));
  const booted = new Map<string, number>();
  const bad: string[] = [];
  let done = 0;
  for (const { epoch, writes } of moments) {
    while (done < epoch) {
      await patchSectors(path, epochs[done] ?? []);
      done += 1;
    }
    const undo = await patchSectors(path, writes);
    const { output } = await bootGrub({ disks: [path], limit: 60_000 });
    await patchSectors(path, undo.toReversed());
    const own = new RegExp(
      String.raw`BOOT_IMAGE=\S*/vmlinuz-(?<version>\S+) root=UUID=${disk.roots[type]} [^|]*\|initrd of \k<version>\|`,
      "u",
    ).exec(output);
    const version = own?.groups?.["version"];
    if (version === undefined) bad.push(`epoch ${epoch}, ${writes.length} sectors: ${output.slice(-600)}`);
    else booted.set(version, (booted.get(version) ?? 0) + 1);
  }
  return { warnings, booted, bad };
}
