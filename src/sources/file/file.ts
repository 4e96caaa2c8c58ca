/** The source "file": an image is one file, a tar archive for the tree or the image of one filesystem for its volume. */
import { BareonError } from "../../base/errors.ts";
import { renderSize } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { openJail } from "../../host/jail.ts";
import { Scope } from "../../host/scope.ts";
import type { PlannedVolume } from "../../schema/plan.ts";
import { extractArchive } from "../../programs/tar.ts";
import { withoutNodes } from "../../programs/unshare.ts";
import { filesystemNamed } from "../../storage/filesystem/filesystems.ts";
import { checkedArchive } from "./archive-check.ts";
import { adoptFilesystem } from "./adopt.ts";
import { drain, limited } from "./byte-streams.ts";
import { measuring } from "./measuring.ts";
import type { DeployOptions, ImageSource, MeasuredImage, SourcedImage, TransferOptions } from "../source.ts";
import { type FoundFile, findFile, readContent } from "./content.ts";
import { writeQcow2 } from "./qcow2.ts";
import { fileSpec } from "./spec/spec.ts";
import { clearHead, writeRaw } from "./raw.ts";

async function measure(ctx: Context, image: SourcedImage): Promise<MeasuredImage> {
  return await measuring(ctx, image, async () => {
    const found = await findFile(ctx, image);
    const programs = programsOf(found.content);
    const { length: bytes = 0 } = found.version;
    const identity = identityOf(found);
    return { bytes, files: 0, memory: memoryOf(found), filesystem: filesystemOf(found), programs, identity, found };
  });
}

/** What its content is verified by, else what the server says of the file. */
function identityOf({ checksum, version: { length, validator } }: FoundFile): string | undefined {
  if (checksum !== undefined) return `${checksum.algorithm}:${checksum.hex}`;
  return validator === undefined || length === undefined ? undefined : `${length} bytes, ${validator}`;
}

/** What comes by a torrent stays in the memory, and a qcow2 image is there once more while it is converted. */
function memoryOf({ torrent, content, version: { length = 0 } }: FoundFile): number {
  if (torrent === undefined) return 0;
  return content.kind === "qcow2" ? 2 * length : length;
}

/** Of a qcow2 image the filesystem is not known yet. */
function programsOf(content: FoundFile["content"]): string[] {
  if (content.kind === "tar") return ["tar"];
  if (content.kind === "qcow2") return ["qemu-img"];
  const { identify, grow } = filesystemNamed(content.type)?.image?.adoption ?? {};
  const commands = [
    ...(identify?.({ device: "", uuid: "", label: "" }) ?? []),
    ...(grow === undefined ? [] : [grow("")]),
  ];
  return commands.map(({ program }) => program);
}

function filesystemOf({ content, compression, traits, version }: FoundFile): MeasuredImage["filesystem"] {
  switch (content.kind) {
    case "tar":
      return undefined;
    case "qcow2":
      return { size: content.size };
    case "filesystem":
      // All of the file is written, also what is behind the filesystem.
      return {
        type: content.type,
        size: Math.max(content.size, compression === "none" ? (version.length ?? 0) : 0),
        ...(traits === undefined ? {} : { traits }),
      };
  }
}

async function foundFile(ctx: Context, image: SourcedImage, { measured }: TransferOptions): Promise<FoundFile> {
  // What `measure` put there.
  return (measured?.found as FoundFile | undefined) ?? (await findFile(ctx, image));
}

/** Has tar unpack the archive in a root of its own, and judges each header before. */
async function deploy(ctx: Context, image: SourcedImage, root: string, options: DeployOptions): Promise<void> {
  await using scope = new Scope();
  const found = await foundFile(ctx, image, options);
  const jail = await openJail(ctx, scope, options.jail, root);
  const what = `image ${image.name}`;
  const archive = limited(
    readContent(ctx, image, found, options),
    options.room,
    `The archive of ${what} holds more than its volumes (${renderSize(options.room)}).`,
  );
  const { isSystem } = options;
  const unpack = extractArchive(jail.tree, options.preserved);
  const warn = (message: string): void => ctx.report({ event: "warning", message });
  await drain(
    ctx.host.stream(
      jail.inside(isSystem ? unpack : withoutNodes(unpack)),
      checkedArchive(
        archive,
        { what, isSystem, mountPoints: new Set(options.mountPoints), outside: options.outside },
        warn,
      ),
    ),
  );
  await scope.close();
}

async function write(
  ctx: Context,
  image: SourcedImage,
  volume: PlannedVolume,
  options: TransferOptions,
): Promise<string> {
  const found = await foundFile(ctx, image, options);
  const { content, version } = found;
  const what = `image ${image.name}`;
  if (content.kind === "tar") throw new BareonError("failure", `${what} is no image of a filesystem any more`);
  const bytes = readContent(ctx, image, found, options);
  if (content.kind === "qcow2") {
    await clearHead(ctx, volume.device);
    const filesystem = await writeQcow2(ctx, bytes, { what, length: version.length ?? 0, size: content.size, volume });
    await adoptFilesystem(ctx, volume, { ...filesystem, what });
    return filesystem.uuid;
  }
  const fitting = limited(
    bytes,
    volume.size,
    `The content of ${what} is larger than its volume (${renderSize(volume.size)}).`,
  );
  await writeRaw(ctx, volume.device, { what, bytes: fitting, expected: content });
  await adoptFilesystem(ctx, volume, { ...content, what });
  return content.uuid;
}

export const fileSource: ImageSource = { ...fileSpec, measure, deploy, write };
