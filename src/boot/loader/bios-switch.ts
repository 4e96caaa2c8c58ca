/** GRUB for BIOS beside the one that a node has: a core image in a partition of its own, and the one write of a sector that starts it. */
import { BareonError } from "../../base/errors.ts";
import { MiB, sectorSize } from "../../base/sizes.ts";
import { biosBootType, grubDirectory } from "../../base/places.ts";
import { settleDevices } from "../../machine/inspect/settle.ts";
import { writeUncached } from "../../programs/dd.ts";
import type { Context, Host } from "../../host/host.ts";
import type { Plan } from "../../schema/plan.ts";
import { codeLength, coreStart, isStarted, renderBootCode, renderCore } from "../firmware/first-stages.ts";

type Partition = Plan["disks"][number]["partitions"][number];

/** Where our core image goes. */
export interface CorePlace {
  readonly disk: string;
  readonly partition: Pick<Partition, "device" | "start" | "size">;
}

/** On the disk that the node boots from. Throws "invalid" for a plan without it. */
export function corePlace(
  { disks, boot }: Pick<Plan, "disks" | "boot">,
  isIt: (partition: Partition) => boolean,
): CorePlace {
  const partition = disks.find(({ path }) => path === boot.disk)?.partitions.find(isIt);
  if (partition === undefined) throw new BareonError("invalid", "The plan has no partition for GRUB's core image.");
  return { disk: boot.disk, partition };
}

/** Throws "unsupported" for a disk that no BIOS starts: then what boots the node is elsewhere, and would go on to. */
export async function checkStarted({ host }: Pick<Context, "host">, disk: string): Promise<void> {
  if (isStarted(await host.readBytes(disk, 0, sectorSize))) return;
  throw new BareonError(
    "unsupported",
    `${disk} has no boot loader in its first sector, so another disk starts this node`,
    {
      hint: "Nothing was changed. Name the disk first that the BIOS starts.",
    },
  );
}

interface Stages {
  readonly boot: Uint8Array;
  readonly core: Uint8Array;
}

/** `top` is where the multiboot partition is mounted. */
export async function readStages(host: Host, top: string): Promise<Stages> {
  const read = async (name: string): Promise<Uint8Array> => {
    const content = await host.readFile(`${top}/${grubDirectory}/i386-pc/${name}`);
    if (content === undefined || content.length < sectorSize)
      throw new BareonError("bootloader", `grub-install has left no ${name} on the multiboot partition.`);
    return content;
  };
  return { boot: await read("boot.img"), core: await read("core.img") };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Nothing starts it yet. Throws "bootloader" if it does not fit or is not what was written. */
export async function writeCore(
  { host }: Pick<Context, "host">,
  { partition }: CorePlace,
  core: Uint8Array,
): Promise<void> {
  const { device, start, size } = partition;
  const image = renderCore(core, start);
  if (image.length > size)
    throw new BareonError("bootloader", `GRUB's core image has ${image.length} bytes, and ${device} has ${size}.`);
  for await (const piece of host.stream(writeUncached(device, 0), once(image))) void piece;
  const written = await host.readBytes(device, 0, image.length);
  if (Buffer.compare(written, image) !== 0)
    throw new BareonError("bootloader", `GRUB's core image on ${device} is not what was written to it.`);
}

/** Writes the code of the boot sector, in one piece, and reads it back. udev may then read the disk's table once more. */
export async function writeCode(ctx: Context, disk: string, code: Uint8Array): Promise<void> {
  const { host } = ctx;
  await host.writeInSector(disk, 0, code.subarray(0, codeLength));
  await settleDevices(ctx);
  const written = await host.readBytes(disk, 0, codeLength);
  if (Buffer.compare(written, code.subarray(0, codeLength)) !== 0)
    throw new BareonError("bootloader", `The boot sector of ${disk} is not what was written to it.`);
}

/** Puts our boot sector in place if it is not; `former` is the one that was there before the adoption. */
export async function switchToOurs(
  ctx: Context,
  { disk, partition }: CorePlace,
  { boot }: Stages,
  former: Uint8Array,
): Promise<void> {
  const code = renderBootCode(boot, former, partition.start);
  if (Buffer.compare(await ctx.host.readBytes(disk, 0, codeLength), code) !== 0) await writeCode(ctx, disk, code);
}

/** Bytes of a former core image that are kept at most; none of a BIOS has that many. */
const mostCore = MiB;

export interface FormerStages {
  readonly sector: Uint8Array;
  /** Null if the sector is not GRUB's, or if what it starts lies in a filesystem, which nobody writes to from outside. */
  readonly core: { readonly start: number; readonly content: Uint8Array } | null;
}

/** What starts the node now; its core image reaches at most to the end of its partition, or to the next one. */
export async function readFormer(
  { host }: Pick<Context, "host">,
  { path, partitions }: Plan["disks"][number],
): Promise<FormerStages> {
  const sector = await host.readBytes(path, 0, sectorSize);
  const start = coreStart(sector);
  if (start === undefined) return { sector, core: null };
  const holder = partitions.find((one) => one.start <= start && start < one.start + one.size);
  if (holder !== undefined && holder.type !== biosBootType) return { sector, core: null };
  const bounds = partitions.flatMap((one) => [one.start, one.start + one.size]).filter((bound) => bound > start);
  const length = Math.min(mostCore, ...bounds.map((bound) => bound - start));
  const content = await host.readBytes(path, start, length);
  return { sector, core: content.length === 0 ? null : { start, content } };
}
