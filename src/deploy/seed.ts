/** Writes what cloud-init in a system is told into its tree, which is not trusted: a NoCloud seed or an unpacked config drive, each in the place of the one that is there. */
import { withInstanceId } from "../formats/cloud-init.ts";
import { BareonError } from "../base/errors.ts";
import type { ConfigDrive, DriveFiles } from "../first-boot/config-drive.ts";
import type { SeedFiles, Seeds } from "../first-boot/seeds.ts";
import type { Context } from "../host/host.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { mountVolumes } from "../host/tree-mounts.ts";
import { type TreeWriter, openTree } from "../host/tree-writer.ts";
import { emptyFolder } from "../programs/find.ts";
import type { PlannedImage } from "../schema/plan.ts";
import { defaultMountPoints } from "./mount-points.ts";

/** All that cloud-init reads before it looks at disks. */
export const seedRoot = "/var/lib/cloud/seed";
const folder = `${seedRoot}/nocloud`;
/** Passwords and keys may stand in them. */
const mode = 0o600;

interface SeedRequest {
  readonly instanceId: string;
  readonly files: SeedFiles;
}

/**
 * What is in the folder, by name; cloud-init wants the first two also if they are empty. The instance-id is new whenever the tree was written,
 * with the same seed as well: what cloud-init had applied, such as the host's name, has become that of the image again.
 */
async function contentFor({ instanceId, files }: SeedRequest): Promise<ReadonlyMap<string, Uint8Array>> {
  const { metaData, userData, networkConfig } = files;
  return new Map([
    ["user-data", userData ?? new Uint8Array()],
    ...(networkConfig === undefined ? [] : [["network-config", networkConfig] as const]),
    // Last: without it there is no seed.
    ["meta-data", await withInstanceId(metaData, instanceId)],
  ]);
}

/** All that the source reads there. */
const seedFiles = ["user-data", "network-config", "vendor-data", "meta-data"];

async function putSeed(tree: TreeWriter, request: SeedRequest): Promise<void> {
  const content = await contentFor(request);
  await tree.makeFolder(folder);
  for (const name of seedFiles) if (!content.has(name)) await tree.remove(`${folder}/${name}`);
  for (const [name, bytes] of content) await tree.put(`${folder}/${name}`, bytes, mode);
}

const driveFolder = `${seedRoot}/config_drive`;

async function putDrive({ host }: Context, tree: TreeWriter, files: DriveFiles): Promise<void> {
  await tree.makeFolder(driveFolder);
  await host.run(emptyFolder(await resolveInRoot(host, tree.root, driveFolder)));
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
  await (told.kind === "seed" ? putSeed(tree, told) : putDrive(ctx, tree, told.files));
  await tree.finish();
  await scope.close();
}
