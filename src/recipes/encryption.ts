/** Encrypted volumes of a deploy: looked into while the plan is made, if they are kept, and their keys before the first write. */
import type { DeployConfig } from "../config/deploy-config.ts";
import { keepsPartitions, volumesOf } from "../config/volumes.ts";
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { checkKeys, closeLooks, closeMapping, lookMapping, openContainers } from "../deploy/encryption.ts";
import type { SealKeys } from "../deploy/carry-sealed.ts";
import { type Keys, noKeys, readKeys } from "../deploy/keys.ts";
import { checkTpm } from "../deploy/open-at-boot.ts";
import { refuseMissing } from "../deploy/programs.ts";
import type { Context } from "../host/host.ts";
import type { Scope } from "../host/scope.ts";
import { matchDisks } from "../machine/disk-match.ts";
import { splitLayers } from "../machine/found-layers.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { hasPhase } from "../plan/phases.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";
import type { DeployPhases, Plan, PlannedLayer } from "../schema/plan.ts";
import { closedContainers, type Container, foundContainers } from "../storage/encrypted.ts";
import { storageLayers } from "../storage/layers.ts";

type Encryption = NonNullable<PlannedLayer["encryption"]>;

interface Look {
  /** Of the volumes that may be there. */
  readonly encryptions: readonly Pick<Encryption, "keyFile">[];
  readonly disksOf: (inventory: Inventory) => readonly Disk[];
  readonly find: () => Promise<Inventory>;
}

/** The machine, and the keys of what was opened to look at it. */
export interface Looked {
  readonly inventory: Inventory;
  readonly opened: Keys["opened"];
}

/** What is in a closed container is seen while that is open; each that a key opens is, for reading, as long as the scope is open. */
async function lookInto(
  ctx: Context,
  scope: Scope,
  { encryptions, disksOf, find }: Look,
  given: Keys["given"],
): Promise<Looked> {
  if (encryptions.length > 0) await closeLooks(ctx);
  const inventory = await find();
  const closed = { inventory, opened: noKeys.opened };
  if (encryptions.length === 0) return closed;
  const disks = disksOf(inventory);
  const containers = closedContainers(disks, splitLayers(disks, inventory, storageLayers).on);
  if (containers.length === 0) return closed;
  const keys = await readKeys(ctx, encryptions, given);
  await refuseMissing(ctx, ["cryptsetup"], "the deploy");
  const { opened } = await openContainers(ctx, scope, { containers, keys }, { access: "read", mappingOf: lookMapping });
  return opened.size === 0 ? closed : { inventory: await find(), opened };
}

/** The machine of a deploy config, looked into as far as what is there is kept. Throws as readKeys does. */
export async function lookForConfig(
  ctx: Context,
  scope: Scope,
  { config, phases }: { readonly config: DeployConfig; readonly phases?: DeployPhases | undefined },
  { given, find }: { readonly given: Keys["given"]; readonly find: () => Promise<Inventory> },
): Promise<Looked> {
  const isKept = keepsPartitions(config) || !hasPhase({ phases }, "storage");
  const encryptions = isKept ? volumesOf(config).flatMap(({ encryption }) => encryption ?? []) : [];
  return await lookInto(ctx, scope, { encryptions, disksOf: (found) => matchDisks(config, found), find }, given);
}

/** The same for a stored plan. */
export async function lookForPlan(
  ctx: Context,
  scope: Scope,
  plan: Plan,
  { given, find }: { readonly given: Keys["given"]; readonly find: () => Promise<Inventory> },
): Promise<Looked> {
  const encryptions = (plan.layers ?? []).flatMap(({ keep, encryption }) =>
    keep === true && encryption !== undefined ? [encryption] : [],
  );
  const paths = plan.disks.map(({ path }) => path);
  const disksOf = ({ disks }: Inventory): Disk[] => disks.filter(({ path }) => paths.includes(path));
  return await lookInto(ctx, scope, { encryptions, disksOf, find }, given);
}

/**
 * The keys of all encrypted volumes of the plan. Throws BareonError "usage" if one is missing or no key, "mismatch" if one does not open
 * what is kept, and "unsupported" if a TPM is to have one that is not there.
 */
export async function settleKeys(
  ctx: Context,
  plan: Plan,
  { given, opened }: Pick<Keys, "given" | "opened">,
): Promise<Keys> {
  const encryptions = (plan.layers ?? []).flatMap(({ encryption }) => encryption ?? []);
  if (encryptions.length === 0) return noKeys;
  if (given.length > 1)
    throw new BareonError("usage", "Several keys are given, and which of them is for which volume is not told.", {
      hint: "Nothing was changed. Give one for all of them, or name the file of each in the config.",
    });
  const keys = { ...(await readKeys(ctx, encryptions, given)), opened };
  await checkKeys(ctx, plan, keys);
  if (hasPhase(plan, "images")) await checkTpm(ctx, plan);
  return keys;
}

/** The containers of the volumes that the system alone has, by their UUIDs. */
function ownContainers({ images, utilities }: DeployRecord, name: string): string[] {
  const others = [...images.filter((image) => image.name !== name), ...utilities].flatMap(({ mounts }) => mounts);
  const own = images.find((image) => image.name === name)?.mounts ?? [];
  return own.flatMap(({ uuid, encrypted }) =>
    encrypted === undefined || others.some((other) => isSameUuid(other.uuid, uuid)) ? [] : [encrypted.uuid],
  );
}

/**
 * The keys by which the carried files of a system are sealed; undefined if it has no encrypted volumes. What opens these comes first, which is
 * what the next run will be given, too. Throws BareonError "usage" without any key, such as if all volumes are open already.
 */
export function sealKeysFor(
  { record, element: { os_id: name } }: { readonly record: DeployRecord; readonly element: { readonly os_id: string } },
  { given, opened }: Pick<Keys, "given" | "opened">,
): SealKeys | undefined {
  if (ownContainers(record, name).length === 0) return undefined;
  const [first, ...others] = [...opened.values(), ...given];
  if (first !== undefined) return [first, ...others];
  throw new BareonError(
    "usage",
    `${name} has encrypted volumes, and no key was given to seal its carried files with.`,
    {
      hint: "Nothing was changed. Give a key of them with --key-file, or leave the files with --carry-from none.",
    },
  );
}

/** Throws BareonError "mismatch" if several are there for a UUID, such as on a copy of the disk: one of them is not the system's. */
export function refuseTwins(name: string, uuids: readonly string[], containers: readonly Container[]): void {
  for (const uuid of uuids) {
    const places = containers.filter((one) => isSameUuid(one.uuid, uuid)).map(({ path }) => path);
    if (places.length < 2) continue;
    throw new BareonError(
      "mismatch",
      `${places.join(" and ")} have the same UUID ${uuid}, which is that of an encrypted volume of ${name}.`,
      {
        hint: "Nothing was changed. Take away the disk that is a copy, or give its container another UUID: cryptsetup luksUUID.",
      },
    );
  }
}

function systemMapping({ uuid }: { readonly uuid: string }): string {
  return `/dev/mapper/bareon-${uuid}`;
}

/**
 * Opens the encrypted volumes of a system that does not run, for as long as the scope is open; for reading if only a plan is made. Throws
 * BareonError "usage" without a key, and "mismatch" if it does not open them, or if it cannot be told which they are.
 */
export async function openSystem(
  ctx: Context,
  scope: Scope,
  { record, element }: { readonly record: DeployRecord; readonly element: { readonly os_id: string } },
  { given = [], planOnly }: { readonly given?: Keys["given"] | undefined; readonly planOnly: boolean },
): Promise<Keys> {
  const { os_id: name } = element;
  const uuids = ownContainers(record, name);
  if (uuids.length === 0) return noKeys;
  await refuseMissing(ctx, ["cryptsetup", "tar"], "the update");
  for (const uuid of uuids) await closeMapping(ctx, systemMapping({ uuid }));
  const inventory = await inspect(ctx, storageLayers);
  const { disks } = inventory;
  refuseTwins(name, uuids, foundContainers(disks, inventory));
  const containers = closedContainers(disks, inventory).filter(({ uuid }) =>
    uuids.some((one) => isSameUuid(one, uuid)),
  );
  const places = containers.map(({ path }) => path).join(", ");
  if (containers.length > 0 && given.length === 0)
    throw new BareonError("usage", `${name} has encrypted volumes, and no key for them was given: ${places}.`, {
      hint: "Nothing was changed. Give it with --key-file FILE.",
    });
  const access = planOnly ? "read" : "write";
  const keys = await openContainers(
    ctx,
    scope,
    { containers, keys: { ...noKeys, given } },
    { access, mappingOf: systemMapping },
  );
  const left = containers.filter(({ uuid }) => !keys.opened.has(uuid)).map(({ path }) => path);
  if (left.length > 0)
    throw new BareonError(
      "mismatch",
      `No key that was given opens the encrypted volumes of ${name}: ${left.join(", ")}.`,
      {
        hint: "Nothing was changed. Give each key that they have with a --key-file of its own.",
      },
    );
  return keys;
}
