/** The source "oci": a container image, whose layers are unpacked one after another into the tree as they come. */
import { MiB, renderSize } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { openJail } from "../../host/jail.ts";
import { Scope } from "../../host/scope.ts";
import { extractArchive } from "../../programs/tar.ts";
import { withoutNodes } from "../../programs/unshare.ts";
import { drain } from "../file/byte-streams.ts";
import { measuring } from "../file/measuring.ts";
import type { BootPart, DeployOptions, ImageSource, MeasuredImage, SourcedImage } from "../source.ts";
import { lacksOf } from "./boot-parts.ts";
import { findImage, type FoundImage } from "./find-image.ts";
import { keepLayers } from "./kept-layers.ts";
import { keepInFolder } from "./layer-folder.ts";
import { noEdits, readLayers } from "./layers.ts";
import { ociSpec } from "./spec/spec.ts";
import { applyEdits } from "./tree-edits.ts";

/** Programs beside those of coreutils that everybody has; the last one is for folders whose attributes a layer changes. */
const programs = ["tar", "xargs", "setfattr"];

function programsOf({ manifest }: FoundImage): string[] {
  const packed = (word: string): boolean => manifest.layers.some(({ mediaType }) => mediaType.endsWith(word));
  return [...programs, ...(packed("gzip") ? ["gzip"] : []), ...(packed("zstd") ? ["zstd"] : [])];
}

/** How many times as many bytes may be in an image as it has, before that is taken for a trap: gzip packs 1032 to 1. */
const mostUnpacked = 1100;

/** What of an image of this machine is missing for a boot: all of it is read, verified and judged, before anything is written. */
async function lookThrough(
  ctx: Context,
  { name }: SourcedImage,
  found: FoundImage,
  bytes: number,
): Promise<BootPart[]> {
  const rules = {
    ...{ what: `image ${name}`, isSystem: true, onProgress: () => undefined, most: bytes * mostUnpacked + 64 * MiB },
    explain: (most: number) => `it has more than ${renderSize(most)} in it, and is much smaller itself`,
  };
  return lacksOf(await readLayers(ctx, found, rules, noEdits));
}

/** The image as its deploy will read it. */
async function prepare(
  ctx: Context,
  { name, oci: { layers } = {} }: SourcedImage,
  found: FoundImage,
  bytes: number,
): Promise<FoundImage> {
  if (found.store.isLocal) return found;
  const inFolder = layers === undefined ? undefined : await keepInFolder(ctx, found, layers, name);
  const { store, isKept } = inFolder ?? (await keepLayers(ctx, found.store, bytes));
  const again = isKept
    ? ""
    : "; they do not fit into the memory, so that they are fetched again when they are unpacked";
  ctx.report({
    event: "notice",
    message: `The layers of image ${name} (${renderSize(bytes)}) are read before anything is written${again}.`,
  });
  return { ...found, store };
}

async function measure(ctx: Context, image: SourcedImage): Promise<MeasuredImage> {
  return await measuring(ctx, image, async () => {
    const known = await findImage(ctx, image);
    const bytes = known.manifest.layers.reduce((sum, { size }) => sum + size, 0);
    const found = await prepare(ctx, image, known, bytes);
    const lacks = await lookThrough(ctx, image, found, bytes);
    const { digest } = found.manifest;
    return { bytes, files: 0, programs: programsOf(found), manifest: digest, identity: digest, lacks, found };
  });
}

async function foundImage(ctx: Context, image: SourcedImage, { measured }: DeployOptions): Promise<FoundImage> {
  // What `measure` put there.
  return (measured?.found as FoundImage | undefined) ?? (await findImage(ctx, image));
}

async function deploy(ctx: Context, image: SourcedImage, root: string, options: DeployOptions): Promise<void> {
  await using scope = new Scope();
  const found = await foundImage(ctx, image, options);
  const jail = await openJail(ctx, scope, options.jail, root);
  const { isSystem, onProgress, outside, room } = options;
  const what = `image ${image.name}`;
  const unpack = extractArchive(jail.tree, options.preserved);
  const command = jail.inside(isSystem ? unpack : withoutNodes(unpack));
  const rules = {
    ...{ what, isSystem, onProgress, outside, mountPoints: new Set(options.mountPoints), most: room },
    explain: (most: number) => `The layers of ${what} hold more than its volumes (${renderSize(most)}).`,
  };
  await readLayers(ctx, found, rules, {
    unpack: async (archive) => await drain(ctx.host.stream(command, archive)),
    edit: async (edits) => await applyEdits(ctx, { what, jail, options }, edits),
    warn: (message) => ctx.report({ event: "warning", message }),
  });
  await scope.close();
}

async function identify(ctx: Context, image: SourcedImage): Promise<string> {
  return await measuring(ctx, image, async () => (await findImage(ctx, image)).manifest.digest);
}

export const ociSource: ImageSource = { ...ociSpec, measure, deploy, identify };
