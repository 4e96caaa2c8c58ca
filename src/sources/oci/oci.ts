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
import { lacksOf, saysBootable } from "./boot-parts.ts";
import { findImage, type FoundImage } from "./find-image.ts";
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
    explain: (most: number) => `more than ${renderSize(most)} are in a layer of it, which has much less`,
  };
  return lacksOf(await readLayers(ctx, found, rules, noEdits));
}

/** Undefined if it was not looked for, and of an image of which that is not known. */
async function findLacks(
  ctx: Context,
  image: SourcedImage,
  found: FoundImage,
  bytes: number,
): Promise<readonly BootPart[] | undefined> {
  if (found.store.isLocal) return await lookThrough(ctx, image, found, bytes);
  return saysBootable(found.config.labels) ? [] : undefined;
}

async function measure(ctx: Context, image: SourcedImage): Promise<MeasuredImage> {
  return await measuring(ctx, image, async () => {
    const found = await findImage(ctx, image);
    const bytes = found.manifest.layers.reduce((sum, { size }) => sum + size, 0);
    const lacks = await findLacks(ctx, image, found, bytes);
    return {
      bytes,
      files: 0,
      programs: programsOf(found),
      manifest: found.manifest.digest,
      identity: found.manifest.digest,
      lacks: lacks ?? "unknown",
      found,
    };
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
