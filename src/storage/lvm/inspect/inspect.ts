/** Reads volume groups from the metadata on their physical volumes, so whether or not they are switched on. Writes nothing to a disk. */
import { runtimeDirectory } from "../../../base/places.ts";
import { type GroupMetadata, type MetadataVolume, parseMetadata } from "../../../formats/lvm-metadata.ts";
import type { Context, Host } from "../../../host/host.ts";
import { Scope } from "../../../host/scope.ts";
import { holdersOf } from "../../../machine/inspect/holders.ts";
import type { Inspected, Readable, Seen } from "../../../machine/inspect/layers.ts";
import { parseSignature, probePart } from "../../../programs/blkid.ts";
import { copyPart } from "../../../programs/dd.ts";
import { mapperPath, mapperUuid, unfinishedTag } from "../../../programs/lvm.ts";
import { dumpMetadata } from "../../../programs/pvck.ts";
import type { Content, LogicalVolume, VolumeGroup } from "../../../schema/inventory.ts";
import { signature } from "../signature.ts";

/** Every volume group that has metadata on a device that can be read. */
export async function inspectGroups(ctx: Context, { readable: shown, stacked, withSize }: Seen): Promise<Inspected> {
  const { host } = ctx;
  const physical = shown.filter(({ content }) => content?.type === signature);
  const canRead = physical.length > 0 && (await host.hasProgram("pvck"));
  const dumps = canRead
    ? await Promise.all(physical.map(async (device) => ({ device, ...(await readMetadata(ctx, device)) })))
    : [];
  const newest = new Map<string, GroupMetadata>();
  for (const { group } of dumps) {
    if (group !== undefined && (newest.get(group.uuid)?.sequence ?? -1) < group.sequence) newest.set(group.uuid, group);
  }
  const groups = await Promise.all(
    Array.from(
      newest.values(),
      async (group) => await toGroup(host, group, physical, { readable: shown, stacked, withSize }),
    ),
  );
  const member = new Set(groups.flatMap(({ physicalVolumes }) => physicalVolumes.map(({ path }) => path)));
  const lost = dumps
    .filter(({ device, problem }) => problem !== undefined && !member.has(device.path))
    .map(({ device, problem = "" }) => ({ path: device.path, problem }));
  return {
    lists: {
      groups: groups.toSorted((one, other) => (`${one.name} ${one.uuid}` < `${other.name} ${other.uuid}` ? -1 : 1)),
    },
    inactive: [],
    // All that LVM has, also the parts of mirrors and pools that no list shows.
    claimed: stacked.filter(({ mapper }) => mapper?.startsWith("LVM-") === true).map(({ device }) => device.path),
    unreadable: canRead
      ? lost
      : physical.map(({ path }) => ({ path, problem: "there is no pvck to read its volume group with" })),
  };
}

/** MiB: more than the largest metadata area that provision.json asks for by default. */
const metadataRoom = 72;

/** pvck reads a file if there is no device. A problem says why nothing is known of the group; a volume in no group has none. */
async function readMetadata({ host }: Context, { at }: Readable): Promise<{ group?: GroupMetadata; problem?: string }> {
  if (at === undefined) return { problem: "its LVM metadata is in several pieces" };
  await using scope = new Scope();
  let source = at.device;
  if (at.offset > 0) {
    await host.makeDirectory(runtimeDirectory, 0o700);
    source = `${runtimeDirectory}/metadata-${crypto.randomUUID()}`;
    scope.defer(async () => await host.removeFile(source));
    await host.run(copyPart(at.device, at.offset, metadataRoom, source), { unabortable: true });
  }
  const output = await host.run(dumpMetadata(source));
  await scope.close();
  if (output.exitCode !== 0) return { problem: "its LVM metadata is damaged" };
  const group = parseMetadata(output.stdout);
  if (group !== undefined) return { group };
  return output.stdout.includes("zero metadata copies")
    ? { problem: "its volume group keeps its metadata on a device that is not there" }
    : {};
}

async function toGroup(
  host: Host,
  group: GroupMetadata,
  physical: readonly Readable[],
  seen: Seen,
): Promise<VolumeGroup> {
  const { name, uuid, extentSize, lock } = group;
  const physicalVolumes = group.physicalVolumes.flatMap(({ uuid: volume, ...sizes }) => {
    const paths = physical.filter(({ content }) => content?.uuid === volume).map(({ path }) => path);
    return (paths.length === 0 ? [null] : paths.toSorted()).map((path) => ({ path, uuid: volume, ...sizes }));
  });
  const volumes = await Promise.all(group.volumes.map(async (volume) => await toVolume(host, group, volume, seen)));
  return {
    name,
    uuid,
    extentSize,
    lock,
    physicalVolumes,
    size: group.physicalVolumes.reduce((sum, { size }) => sum + size, 0),
    volumes: volumes.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

async function toVolume(
  host: Host,
  group: GroupMetadata,
  volume: MetadataVolume,
  { readable: shown, stacked, withSize }: Seen,
): Promise<LogicalVolume> {
  const { name, uuid, size, kind, fixed, tags } = volume;
  const active = stacked.find(({ mapper }) => mapper === mapperUuid(group.uuid, uuid))?.device;
  const path = active?.path ?? mapperPath(group.name, name);
  const content =
    active === undefined
      ? await probeInactive(host, volume, { readable: shown, withSize })
      : (shown.find((one) => one.path === path)?.content ?? null);
  return {
    name,
    path,
    uuid,
    size,
    active: active !== undefined,
    content,
    uses: active === undefined ? [] : holdersOf(active),
    ...(kind === undefined ? {} : { kind }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(tags.includes(unfinishedTag) ? { unfinished: true } : {}),
  };
}

async function probeInactive(
  host: Host,
  { piece }: MetadataVolume,
  { readable: shown, withSize }: Pick<Seen, "readable" | "withSize">,
): Promise<Content | null> {
  const at =
    piece === null
      ? undefined
      : shown.find(({ content }) => content?.type === signature && content.uuid === piece.physicalVolume)?.at;
  if (piece === null || at?.whole !== true) return null;
  const offset = at.offset + piece.offset;
  const content = parseSignature((await host.run(probePart(at.device, offset, piece.length))).stdout);
  return await withSize(content === null ? null : { ...content }, { device: at.device, offset });
}
