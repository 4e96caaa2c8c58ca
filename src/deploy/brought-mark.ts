/**
 * The mark that an image is whole on its volumes: a file at the top of its root, written after everything of the image was flushed, and
 * removed before anything of the image changes again and before the node is made bootable. It says for which config, which disks and
 * which version of the image that is so.
 */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { readTextInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { syncFilesystem } from "../programs/mount.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import { openTree } from "../host/tree-writer.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import { type MountPoints, defaultMountPoints } from "./mount-points.ts";

const path = "/.bareon-brought.json";

/** What an image was brought for. */
export interface Brought {
  /** The digest of the config that was deployed. */
  readonly config: string;
  /** What MeasuredImage calls the image's identity. */
  readonly image: string;
}

/** A utility image that has brought files onto the volumes of an image since. */
export interface Overlay {
  readonly name: string;
  /** What MeasuredImage calls its identity. */
  readonly image: string;
}

interface Mark extends Brought {
  readonly version: 2;
  /** Each of them ended; while one writes, there is no mark. */
  readonly overlays: readonly Overlay[];
  readonly disks: readonly object[];
  readonly volumes: readonly object[];
}

/** The disks and the image's own volumes by what stays theirs; device nodes may be others after a boot. */
function toMark(
  { config, image: identity }: Brought,
  plan: Plan,
  { mounts }: PlannedImage,
  overlays: readonly Overlay[] = [],
): Mark {
  const found = new Map(plan.machine.disks.map((disk) => [disk.path, disk]));
  return {
    version: 2,
    config,
    image: identity,
    overlays: overlays.map(({ name, image }) => ({ name, image })),
    disks: plan.disks.map(({ path: device, size, tableId, partitions }) => ({
      ...{ size, tableId, serial: found.get(device)?.serial ?? null, wwn: found.get(device)?.wwn ?? null },
      partitions: partitions.map(({ number, start, size: bytes, partuuid }) => ({ number, start, bytes, partuuid })),
    })),
    volumes: mounts.map(({ mount, type, uuid }) => ({ mount, type, uuid })),
  };
}

/** The root of the image alone, mounted while `work` is done. */
async function inRoot<T>(
  ctx: Context,
  { name, mounts }: PlannedImage,
  { tree: target }: MountPoints,
  work: (tree: TreeWriter) => Promise<T>,
): Promise<T> {
  const root = mounts.find(({ mount }) => mount === "/");
  if (root === undefined) throw new Error(`image ${name} has no root`);
  await using scope = new Scope();
  await mountFilesystem(ctx, scope, { source: root.device, target, type: root.type });
  const result = await work(openTree(ctx, target, `Image ${name}`));
  await scope.close();
  return result;
}

/** To be called once everything of the image was unmounted. */
export async function markBrought(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  brought: Brought,
  points: MountPoints = defaultMountPoints,
): Promise<void> {
  const text = `${JSON.stringify(toMark(brought, plan, image))}\n`;
  await inRoot(ctx, image, points, async (tree) => await tree.put(path, new TextEncoder().encode(text), 0o600));
}

/**
 * Of a tree that is mounted and about to be changed. It is gone from the disk when this returns: other volumes of the image are changed
 * next, and no filesystem waits for another one.
 */
export async function forgetMark({ host }: Pick<Context, "host">, tree: TreeWriter): Promise<void> {
  if ((await host.facts(`${tree.root}${path}`)) === undefined) return;
  await tree.remove(path);
  await host.run(syncFilesystem(tree.root));
}

/** Of an image that a run has marked, before the node boots it. */
export async function forgetBrought(
  ctx: Context,
  image: PlannedImage,
  points: MountPoints = defaultMountPoints,
): Promise<void> {
  await inRoot(ctx, image, points, async (tree) => await forgetMark(ctx, tree));
}

/** The same before a utility image writes onto volumes of the image. Returns the text of the mark; undefined if there was none. */
export async function suspendMark(ctx: Context, image: PlannedImage, points: MountPoints): Promise<string | undefined> {
  return await inRoot(ctx, image, points, async (tree) => {
    const text = await readTextInRoot(ctx.host, tree.root, path);
    await forgetMark(ctx, tree);
    return text;
  });
}

/** Once everything of the utility image was unmounted. */
export async function resumeMark(
  ctx: Context,
  image: PlannedImage,
  text: string,
  overlay: Overlay,
  points: MountPoints,
): Promise<void> {
  const mark = parse(text);
  const overlays = overlaysOf(mark);
  if (mark === undefined || overlays === undefined) return;
  const all = [...overlays.filter(({ name }) => name !== overlay.name), overlay];
  const noted = `${JSON.stringify({ ...mark, overlays: all })}\n`;
  await inRoot(ctx, image, points, async (tree) => await tree.put(path, new TextEncoder().encode(noted), 0o600));
}

/**
 * To be called before filesystems are made on `devices`: with a volume made anew, not all of the image is there any more. One that is
 * added is in no mark, so that the roots of a layout that grows are not written to.
 */
export async function forgetRemade(
  ctx: Context,
  { images, volumes }: Pick<Plan, "images" | "volumes">,
  devices: readonly string[],
): Promise<void> {
  const kept = new Set(volumes.flatMap(({ device, keep }) => (keep === true ? [device] : [])));
  const made = new Set(
    volumes.flatMap(({ device, added }) => (added !== true && devices.includes(device) ? [device] : [])),
  );
  for (const image of images) {
    const isKept = image.mounts.some(({ mount, device }) => mount === "/" && kept.has(device));
    if (isKept && image.mounts.some(({ device }) => made.has(device))) await forgetFirst(ctx, image);
  }
}

/** It is no step of its own, and fails as the step does that follows. */
async function forgetFirst(ctx: Context, image: PlannedImage): Promise<void> {
  try {
    await forgetBrought(ctx, image);
  } catch (cause) {
    if (!(cause instanceof BareonError)) throw cause;
    throw new BareonError("storage", `Image ${image.name}: its root cannot be changed: ${cause.message}`, { cause });
  }
}

/** What a source says of a utility image now; undefined if nothing tells its version. */
export type Identify = (utility: string) => Promise<string | undefined>;

/** Why it is not known that the image is whole on its volumes; undefined if it is. `brought` is what it would have to be brought for now. */
export async function findDoubt(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  brought: Brought,
  identify: Identify,
): Promise<string | undefined> {
  const text = await inRoot(
    ctx,
    image,
    defaultMountPoints,
    async ({ root }) => await readTextInRoot(ctx.host, root, path),
  );
  if (text === undefined) return "nothing on its root says that it was brought whole";
  const found = parse(text);
  const overlays = overlaysOf(found);
  if (found?.version !== 2 || overlays === undefined) return "what is noted of it cannot be read";
  if (found.config !== brought.config) return "it was brought for another config";
  if (found.image !== brought.image) return "its source has another version of it now";
  for (const { name, image: identity } of overlays)
    if ((await identify(name)) !== identity) return `it has files of another version of image ${name} on top`;
  const wanted = toMark(brought, plan, image, overlays);
  return text.trim() === JSON.stringify(wanted) ? undefined : "it was brought for other disks or filesystems";
}

function parse(text: string): Partial<Mark> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined if it has none that can be read. */
function overlaysOf(mark: Partial<Mark> | undefined): readonly Overlay[] | undefined {
  const overlays: unknown = mark?.overlays;
  return Array.isArray(overlays) && overlays.every(isOverlay) ? overlays : undefined;
}

function isOverlay(value: unknown): value is Overlay {
  const { name, image } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof name === "string" && typeof image === "string";
}
