/** Writes what cloud-init in a system is told into its tree, which is not trusted: a NoCloud seed or an unpacked config drive, each in the place of the one that is there. */
import { withInstanceId } from "../formats/cloud-init.ts";
import { BareonError } from "../base/errors.ts";
import type { ConfigDrive, DriveFiles } from "../first-boot/config-drive.ts";
import type { SeedFiles, Seeds } from "../first-boot/seeds.ts";
import type { Context } from "../host/host.ts";
import { placeInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { mountVolumes } from "../host/tree-mounts.ts";
import { type TreeWriter, openTree } from "../host/tree-writer.ts";
import { emptyFolder } from "../programs/find.ts";
import type { PlannedImage } from "../schema/plan.ts";
import { defaultMountPoints } from "./mount-points.ts";

const stateRoot = "/var/lib/cloud";
/** All that cloud-init reads before it looks at disks. */
export const seedRoot = `${stateRoot}/seed`;
const folder = `${seedRoot}/nocloud`;
const driveFolder = `${seedRoot}/config_drive`;
/** Passwords and keys may stand in them. */
const mode = 0o600;

interface SeedRequest {
  readonly instanceId: string;
  readonly files: SeedFiles;
}

/** What is in the folder, by name; cloud-init wants the first two also if they are empty. */
async function contentFor({ instanceId, files }: SeedRequest): Promise<ReadonlyMap<string, Uint8Array>> {
  const { metaData, userData, networkConfig } = files;
  return new Map([
    ["user-data", userData ?? new Uint8Array()],
    ...(networkConfig === undefined ? [] : [["network-config", networkConfig] as const]),
    // Last: without it there is no seed.
    ["meta-data", await withInstanceId(metaData, instanceId)],
  ]);
}

/** Empties a folder of the tree that lies where its path says: a link could lead onto a volume that others have, too. */
async function emptyOwn({ host }: Context, { root }: TreeWriter, path: string): Promise<void> {
  const place = `${root}${path}`;
  if ((await placeInRoot(host, root, path)) !== place || (await host.facts(place))?.kind !== "directory") return;
  await host.run(emptyFolder(place));
}

/** Where cloud-init notes what it has applied, and from which source. */
const stateFolders = ["instances", "data", "sem"];

/**
 * cloud-init applies all of it again, as after `cloud-init clean`, also what is the same as before: the image's files, such as the one with
 * the host's name, are in the place of what it had applied. It would find both sources, and so only the one that is meant stays.
 */
async function forgetTold(ctx: Context, tree: TreeWriter, other: string): Promise<void> {
  for (const name of stateFolders) await emptyOwn(ctx, tree, `${stateRoot}/${name}`);
  await emptyOwn(ctx, tree, other);
}

/** All that the source reads there. */
const seedFiles = ["user-data", "network-config", "vendor-data", "meta-data"];

async function putSeed(ctx: Context, tree: TreeWriter, request: SeedRequest): Promise<void> {
  const content = await contentFor(request);
  await forgetTold(ctx, tree, driveFolder);
  await tree.makeFolder(folder);
  for (const name of seedFiles) if (!content.has(name)) await tree.remove(`${folder}/${name}`);
  for (const [name, bytes] of content) await tree.put(`${folder}/${name}`, bytes, mode);
}

async function putDrive(ctx: Context, tree: TreeWriter, files: DriveFiles): Promise<void> {
  await forgetTold(ctx, tree, folder);
  await tree.makeFolder(driveFolder);
  await emptyOwn(ctx, tree, driveFolder);
  for (const [path, bytes] of files) await tree.put(`${driveFolder}/${path}`, bytes, mode);
}

/** What one system is told: the files of its seed, or what was unpacked of a config drive. */
export type Told =
  | { readonly kind: "seed"; readonly instanceId: string; readonly files: SeedFiles }
  | { readonly kind: "drive"; readonly files: DriveFiles };

/** What was read and judged before the first write. */
export interface Prepared {
  /** What readSeeds of src/first-boot/seeds.ts read. */
  readonly seeds?: Seeds | undefined;
  /** What readConfigDrive of src/first-boot/config-drive.ts read. */
  readonly drive?: ConfigDrive | undefined;
}

/** Throws BareonError "invalid" if what the plan needs was not read: a system is not told something else. */
export function toldTo({ name, seed }: Pick<PlannedImage, "name" | "seed">, prepared: Prepared): Told {
  const files = prepared.seeds?.get(name);
  if (seed !== undefined && files !== undefined) return { kind: "seed", instanceId: seed.instanceId, files };
  const unpacked = seed === undefined ? driveOf(prepared).files : undefined;
  if (unpacked === undefined) throw new BareonError("invalid", `what image ${name} is told was not read`);
  return { kind: "drive", files: unpacked };
}

export function driveOf({ drive }: Prepared): ConfigDrive {
  if (drive === undefined) throw new BareonError("invalid", "the config drive was not read");
  return drive;
}

/** Returns when it is on the disks and unmounted. */
export async function writeTold(
  ctx: Context,
  { name, mounts }: Pick<PlannedImage, "name" | "mounts">,
  told: Told,
  points = defaultMountPoints,
): Promise<void> {
  await using scope = new Scope();
  await mountVolumes(ctx, scope, mounts, points.tree);
  const tree = openTree(ctx, points.tree, `Image ${name}`);
  await (told.kind === "seed" ? putSeed(ctx, tree, told) : putDrive(ctx, tree, told.files));
  await tree.finish();
  await scope.close();
}
