/** qcow2 images. qemu-img has to seek in them, so that the whole image is verified in memory before any of it is written. */
import { BareonError } from "../../base/errors.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import { Scope } from "../../host/scope.ts";
import type { PlannedVolume } from "../../schema/plan.ts";
import { readFirstMiB, writeNewFile } from "../../programs/dd.ts";
import { detectContent, headLength } from "./detect-content.ts";
import { openRoot } from "../../host/jail.ts";
import { qcow2HeaderSize, readQcow2 } from "../../formats/qcow2.ts";
import { copyNode, copyNodes } from "../../programs/probe-jail.ts";
import { convertQcow2 } from "../../programs/qemu-img.ts";
import { withoutRights } from "../../programs/unshare.ts";
import { drain, limited, readFirst } from "./byte-streams.ts";
import type { FoundSuperblock } from "../../storage/filesystem/filesystem.ts";
import { runtimeDirectory } from "../../base/places.ts";
import { freeMemory } from "../../host/memory.ts";

/** Throws BareonError "failure" if the memory has no room for the image. */
export async function checkMemory(ctx: Context, length: number | undefined): Promise<void> {
  const free = await freeMemory(ctx);
  if (length === undefined)
    throw new BareonError(
      "failure",
      "the server does not say how long it is, and a qcow2 image has to fit into the memory",
    );
  if (length <= free) return;
  throw new BareonError(
    "failure",
    `a qcow2 image has to fit into the memory: it has ${renderSize(length)}, and ${renderSize(free)} are free`,
    { hint: "Convert it to a raw image, packed by zstd." },
  );
}

export interface Qcow2Request {
  readonly what: string;
  /** Bytes of the file, and of its content, as they were found before the first write. */
  readonly length: number;
  readonly size: number;
  readonly volume: PlannedVolume;
}

/** Has qemu-img, in a root of its own, write the image to the device; it sees nothing but these two. */
async function convert(ctx: Context, scope: Scope, folder: string, device: string): Promise<void> {
  const jail = await openRoot(ctx, scope, `${folder}-jail`);
  const image = { source: folder, target: `${jail.path}/image`, options: ["bind", "ro"] };
  const nodes = ["size=64k", "mode=0755", "nosuid", "noexec"];
  await mountFilesystem(ctx, scope, image);
  await mountFilesystem(ctx, scope, { source: "tmpfs", target: `${jail.path}/dev`, type: "tmpfs", options: nodes });
  await ctx.host.run(copyNodes(["/dev/null"], jail.path));
  await ctx.host.run(copyNode(device, `${jail.path}/dev/target`));
  await ctx.host.run(jail.inside(withoutRights(convertQcow2("/image/image", "/dev/target"))));
}

/**
 * Writes the content of the verified bytes to the volume, and returns the filesystem that is there now. What is judged are the very
 * bytes that are converted: a server can answer the second request otherwise than the first.
 */
export async function writeQcow2(
  ctx: Context,
  bytes: AsyncIterable<Uint8Array>,
  { what, length, size, volume }: Qcow2Request,
): Promise<FoundSuperblock> {
  await using scope = new Scope();
  const { host } = ctx;
  const folder = `${runtimeDirectory}/qcow2-${volume.uuid}`;
  await mountFilesystem(ctx, scope, {
    source: "tmpfs",
    target: folder,
    type: "tmpfs",
    options: [`size=${length + MiB}`, "mode=0700"],
  });
  const file = `${folder}/image`;
  await drain(host.stream(writeNewFile(file), limited(bytes, length, `${what} is longer than it was`)));
  const found = readQcow2(await host.readBytes(file, 0, qcow2HeaderSize), (await host.facts(file))?.size);
  if ("refused" in found) throw new BareonError("failure", `of the qcow2 image of ${what}, ${found.refused}`);
  if (found.size !== size)
    throw new BareonError("failure", `${what} has ${found.size} bytes of content, and not ${size} as it had before`);
  await convert(ctx, scope, folder, volume.device);
  await scope.close();
  const content = detectContent(await readFirst(host.stream(readFirstMiB(volume.device)), headLength));
  if (content.kind !== "filesystem")
    throw new BareonError(
      "failure",
      `${what} holds ${content.kind === "tar" ? "a tar archive" : content.what}, and not one filesystem`,
    );
  if (content.type !== volume.type)
    throw new BareonError(
      "failure",
      `${what} holds a filesystem of type ${content.type}, but the filesystem of its volume is ${volume.type}`,
    );
  return content;
}
