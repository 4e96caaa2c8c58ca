/** Looks at every image's source before the first write: whether it can be read, and whether it fits. */
import { BareonError } from "../base/errors.ts";
import { findOwnLibraries, type OwnLibrary, sizeOfLibraries } from "../boot/guest/own-libraries.ts";
import { findUnfit } from "../boot/guest/tool-fit.ts";
import type { ImageFilesystem, ImageSources, MeasuredImage } from "../sources/source.ts";
import { imageSources } from "../sources/sources.ts";
import { checkKeptFiles } from "./memory-fit.ts";
import type { Context } from "../host/host.ts";
import { placeInRoot } from "../host/path-in-root.ts";
import { withManifests } from "../plan/manifests.ts";
import { keepOccupied } from "../plan/filesystem-images.ts";
import { broughtOf, utilitiesWithin } from "../plan/utilities.ts";
import { findErased, localSources } from "../plan/erased-sources.ts";
import { tellLacks } from "./boot-parts.ts";
import { findOverfull } from "./image-fit.ts";
import { checkMaps } from "./map-at-boot.ts";
import { checkOpening } from "./open-at-boot.ts";
import { findMisfits, findTooNew } from "./volume-fit.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import { receivesTool } from "./image-tool.ts";

/**
 * What every image's source measured, by the image's name. Throws BareonError "source" if one cannot be read, or if the images, the
 * boot tool included, do not fit their volumes.
 */
export async function checkSources(
  ctx: Context,
  plan: Plan,
  toolPath: string | undefined,
  sources: ImageSources = imageSources,
): Promise<ReadonlyMap<string, MeasuredImage>> {
  const sizes = await measureSources(ctx, plan, sources);
  await checkMeasured(ctx, { plan, sizes }, toolPath, sources);
  return sizes;
}

export interface SettledSources {
  /** With a mark on images that turned out to be for a volume that keeps its data: they are not brought; and with the digests of container images. */
  readonly plan: Plan;
  /** What every image's source measured, by the image's name; none of an image that is not brought. */
  readonly sizes: ReadonlyMap<string, MeasuredImage>;
}

/** The same for the images that are brought, with a warning for each that only a look at it shows to be none of them. Throws as checkSources. */
export async function settleSources(
  ctx: Context,
  planned: Plan,
  toolPath: string | undefined,
  sources: ImageSources = imageSources,
): Promise<SettledSources> {
  const measured = await measureSources(ctx, planned, sources);
  const { plan, kept } = keepOccupied(planned, filesystemsOf(measured));
  for (const name of kept)
    ctx.report({
      event: "warning",
      message: `kept: image ${name} is not deployed onto its volume, which keeps its data.`,
    });
  const sizes = new Map(Array.from(measured).filter(([name]) => !kept.includes(name)));
  await checkMeasured(ctx, { plan, sizes }, toolPath, sources);
  return { plan: withManifests(plan, sizes), sizes };
}

async function measureSources(
  ctx: Context,
  plan: Plan,
  sources: ImageSources,
): Promise<ReadonlyMap<string, MeasuredImage>> {
  await checkErased(ctx, plan, sources);
  const sizes = new Map<string, MeasuredImage>();
  for (const image of broughtOf(plan)) sizes.set(image.name, await sources[image.driver].measure(ctx, image));
  return sizes;
}

function filesystemsOf(sizes: ReadonlyMap<string, MeasuredImage>): ReadonlyMap<string, ImageFilesystem> {
  return new Map(
    Array.from(sizes).flatMap(([name, { filesystem }]) =>
      filesystem === undefined ? [] : [[name, filesystem] as const],
    ),
  );
}

/** What an image whose source is a folder lacks to run the tool, and the libraries with which it runs it, if there are such. */
interface Lack {
  readonly lack: string;
  readonly libraries: readonly OwnLibrary[] | undefined;
}

/** Undefined if it lacks nothing, and for an image that can only be looked at when it is on its volume. */
async function findLack(
  { host }: Context,
  image: PlannedImage,
  toolPath: string,
  sources: ImageSources,
): Promise<Lack | undefined> {
  const folder = sources[image.driver].folderOf?.(image);
  const lack = folder === undefined ? undefined : await findUnfit(host, folder, toolPath);
  if (folder === undefined || lack === undefined) return undefined;
  return { lack, libraries: await findOwnLibraries(host, folder, toolPath) };
}

/** The bytes that the boot tool takes in each image, with the libraries that it is known to get, by the image's name. */
export async function toolSizes(
  ctx: Context,
  plan: Plan,
  toolPath: string | undefined,
  sources: ImageSources = imageSources,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map(plan.images.map(({ name }) => [name, 0]));
  if (toolPath === undefined) return sizes;
  const size = (await ctx.host.facts(toolPath))?.size ?? 0;
  for (const image of plan.images.filter((candidate) => receivesTool(plan, candidate))) {
    const lack = await findLack(ctx, image, toolPath, sources);
    const more = await sizeOfLibraries(ctx.host, lack?.libraries ?? []);
    sizes.set(image.name, lack !== undefined && lack.libraries === undefined ? 0 : size + more);
  }
  return sizes;
}

async function checkMeasured(
  ctx: Context,
  { plan, sizes }: SettledSources,
  toolPath: string | undefined,
  sources: ImageSources,
): Promise<void> {
  const bytes = new Map(Array.from(sizes, ([name, size]) => [name, size.bytes]));
  const overfull = findOverfull(plan, bytes, await toolSizes(ctx, plan, toolPath, sources));
  if (overfull.length > 0)
    throw new BareonError("source", overfull.join("; "), { hint: "Give its volumes more room." });
  await checkKeptFiles(ctx, sizes);
  tellLacks(ctx, plan, sizes);
  const kernel = ((await ctx.host.readText("/proc/sys/kernel/osrelease")) ?? "").trim();
  const found = filesystemsOf(sizes);
  const misfits = [...findMisfits(plan, found), ...findTooNew(found, kernel)];
  if (misfits.length > 0) throw new BareonError("source", misfits.join("; "));
  await checkFoldersOpen(ctx, plan, sources);
  if (toolPath !== undefined) await lookIntoFolders(ctx, plan, toolPath, sources);
}

/** An image that is a folder here is seen before the first write; another one when it is on its volumes. What a utility image brings is no lack. */
async function checkFoldersOpen({ host }: Context, plan: Plan, sources: ImageSources): Promise<void> {
  for (const image of plan.images) {
    const folder = image.keep === true ? undefined : sources[image.driver].folderOf?.(image);
    if (folder === undefined || utilitiesWithin(plan, image).length > 0) continue;
    await checkOpening(host, folder, image);
    await checkMaps(host, folder, plan, image);
  }
}

/** The plan has seen paths as they are written; a link may lead to a disk that is erased. */
async function checkErased({ host }: Context, plan: Plan, sources: ImageSources): Promise<void> {
  const found = [];
  for (const { image, path } of localSources(plan, sources))
    found.push({ image, path: (await placeInRoot(host, "/", path)) ?? path });
  const erased = findErased(plan, found);
  if (erased.length > 0)
    throw new BareonError("source", erased.join("; "), { hint: "Copy it to where the deploy does not write." });
}

/** Tells before the first write which images cannot run the tool; the others are looked at when they are on their volumes. */
async function lookIntoFolders(ctx: Context, plan: Plan, toolPath: string, sources: ImageSources): Promise<void> {
  for (const image of plan.images.filter((candidate) => receivesTool(plan, candidate))) {
    const found = await findLack(ctx, image, toolPath, sources);
    if (found !== undefined && found.libraries === undefined)
      ctx.report({
        event: "warning",
        message: `Image ${image.name} will not be able to run bareon-boot: ${found.lack}.`,
      });
  }
}
