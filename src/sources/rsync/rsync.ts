/** The source "rsync": it copies single files, so that one image spreads over its volumes and a second deploy is incremental. */
import { runtimeDirectory } from "../../base/places.ts";
import { type Command, type Output, redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { placeInRoot } from "../../host/path-in-root.ts";
import { Scope } from "../../host/scope.ts";
import { retry, type RetryLimits } from "../../host/wait.ts";
import {
  copyTree,
  isNetworkError,
  listBelow,
  listPaths,
  measureTree,
  parseLink,
  parseProgress,
  parseSkipped,
  parseTreeSize,
  type TreeCopy,
} from "../../programs/rsync.ts";
import {
  type DeployOptions,
  type ImageSize,
  type ImageSource,
  LinkedMountPoint,
  type SourcedImage,
} from "../source.ts";
import { openRsyncJail } from "./jail.ts";
import { parseTreeAddress } from "./spec/address.ts";
import { rsyncSpec } from "./spec/spec.ts";

const anyCode = Array.from({ length: 256 }, (_, code) => code);
const emptyDirectory = `${runtimeDirectory}/empty`;

function treeCopy({ source, flags }: SourcedImage, target: string): TreeCopy {
  return { source, flags, target, overSsh: parseTreeAddress(source)?.transport === "ssh" };
}

/**
 * Outside of the jail, in which nothing that ssh learns would last: the key of a host that it believes here is the one that the copy
 * holds that host to. A dry run writes nothing, and no flag that a config may set follows links.
 */
async function measure(ctx: Context, image: SourcedImage): Promise<ImageSize> {
  await using scope = new Scope();
  if (await ctx.host.makeDirectory(emptyDirectory))
    scope.defer(async () => await ctx.host.removeDirectory(emptyDirectory));
  const failure = (reason: string, cause?: unknown): BareonError =>
    new BareonError("source", `cannot read image ${image.name} at ${redact(image.source)}: ${reason}`, {
      hint: "Check the image's address, the network and the server.",
      cause,
    });
  const output = await ctx.host.run(measureTree(treeCopy(image, `${emptyDirectory}/`))).catch((error: unknown) => {
    ctx.signal.throwIfAborted();
    throw failure(error instanceof Error ? error.message : String(error), error);
  });
  const size = parseTreeSize(output.stdout);
  if (size === undefined) throw failure("rsync did not say how large it is");
  if (size.files === 0) throw failure("it holds no file");
  return { bytes: size.bytes, files: size.files };
}

const defaultLimits: RetryLimits = { retries: 4, pauseSeconds: 1 };

/** ImageSource.deploy. Runs rsync again only if the network failed. */
export async function copyImage(
  ctx: Context,
  image: SourcedImage,
  root: string,
  options: DeployOptions,
  limits = defaultLimits,
): Promise<void> {
  await findLinkedMountPoint(ctx, image, root, options.mountPoints);
  if (options.outside !== undefined) options.outside.count(await countBelow(ctx, image, root, options.outside.paths));
  await using scope = new Scope();
  const { source } = image;
  const { isSystem, jail: path } = options;
  const transport = parseTreeAddress(source)?.transport;
  const jail = await openRsyncJail(ctx, scope, { path, tree: root, source, transport, isSystem });
  const copy = { ...treeCopy(image, `${jail.tree}/`), source: jail.source };
  const { mirror, mountPoints } = options;
  // A folder that is a mount point could not be removed.
  const points = mountPoints.map((point) => `/${point}`);
  const deletion =
    mirror === undefined
      ? undefined
      : {
          kept: [...(await withPlaces(ctx, root, mirror.kept)), ...points],
          keptBelow: await withPlaces(ctx, root, mirror.keptBelow),
        };
  const command = jail.inside(copyTree(copy, options.preserved, isSystem, deletion));
  const skipped: string[] = [];
  await retry(ctx, limits, async () => {
    const { exitCode, stderr } = await copyOnce(ctx, command, options, skipped);
    if (!isNetworkError(exitCode)) return undefined;
    const broken = `image ${image.name} at ${redact(image.source)}: the connection broke (rsync exit code ${exitCode}): ${lastLine(stderr)}`;
    return { broken, next: "going on from there" };
  });
  if (skipped.length > 0)
    ctx.report({
      event: "warning",
      message: `Of image ${image.name}, ${skipped[0] ?? ""} and what else is a device was left out: only an operating system has devices.`,
    });
  await scope.close();
}

/** With the places where the tree's links lead these paths: rsync's rules are of places, and a volume is mounted where the links lead. */
async function withPlaces({ host }: Context, root: string, paths: readonly string[]): Promise<string[]> {
  const found = new Set(paths);
  for (const path of paths) {
    const place = await placeInRoot(host, root, path);
    if (place !== undefined && place !== root) found.add(place.slice(root.length));
  }
  return [...found];
}

/** Asks before the copy, because rsync cannot make a link where a volume is mounted. A server that does not answer is left to the copy. */
async function findLinkedMountPoint(
  ctx: Context,
  image: SourcedImage,
  root: string,
  mountPoints: readonly string[],
): Promise<void> {
  if (mountPoints.length === 0) return;
  const { stdout } = await ctx.host.run({
    ...listPaths(treeCopy(image, `${root}/`), mountPoints),
    okCodes: anyCode,
  });
  for (const line of stdout.split("\n")) {
    const link = parseLink(line);
    if (link !== undefined && mountPoints.includes(link.path)) throw new LinkedMountPoint(link.path, link.target);
  }
}

/** A server that does not answer is left to the copy. */
async function countBelow(ctx: Context, image: SourcedImage, root: string, paths: readonly string[]): Promise<number> {
  let files = 0;
  const command = listBelow(treeCopy(image, `${root}/`), paths);
  await ctx.host.run(
    { ...command, okCodes: anyCode },
    { onLine: (line) => void (files += /^[-lbcps][-rwxsStT]{9} /u.test(line) ? 1 : 0) },
  );
  return files;
}

/** What a daemon says of itself, else the last line. */
function lastLine(text: string): string {
  const lines = text.trim().split("\n");
  return redact(lines.find((line) => line.startsWith("@ERROR")) ?? lines.at(-1) ?? "");
}

/** Adds what was left out to `skipped`. */
async function copyOnce(
  ctx: Context,
  command: Command,
  { onProgress }: DeployOptions,
  skipped: string[],
): Promise<Output> {
  let files = 0;
  return await ctx.host.run(command, {
    onLine: (line) => {
      const left = parseSkipped(line);
      if (left !== undefined && skipped.length === 0) skipped.push(left);
      const progress = parseProgress(line);
      if (progress === undefined) return;
      files = progress.files ?? files;
      onProgress({ bytes: progress.bytes, files });
    },
  });
}

function folderOf({ source }: SourcedImage): string | undefined {
  const address = parseTreeAddress(source);
  return address?.transport === "local" ? address.address : undefined;
}

export const rsyncSource: ImageSource = { ...rsyncSpec, folderOf, measure, deploy: copyImage };
