/** Reads what is stacked on disks: arrays and volume groups from what their members hold, so whether or not they are assembled. Writes nothing to a disk. */
import { runtimeDirectory } from "../../base/places.ts";
import type { Context, Host } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import type {
  Content,
  Disk,
  Inventory,
  LogicalVolume,
  MdArray,
  StackedDevice,
  VolumeGroup,
} from "../../schema/inventory.ts";
import { parseSignature, probe, probePart } from "../../programs/blkid.ts";
import { copyPart } from "../../programs/dd.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";
import { dumpMetadata } from "../../programs/pvck.ts";
import { type GroupMetadata, type MetadataVolume, parseMetadata } from "../../formats/lvm-metadata.ts";
import { mapperPath, mapperUuid } from "../../programs/lvm.ts";
import { arrayLink, examineMember, type MemberFacts, parseMember } from "../../programs/mdadm.ts";
import { usesOf } from "./holders.ts";

type Stack = Pick<Inventory, "arrays" | "groups" | "others" | "unreadable">;

/** A device, or what would be one if it were assembled, and where its bytes can be read. */
interface Readable {
  readonly path: string;
  readonly content: Content | null;
  /** Undefined where none of them can be found; `whole` where all follow there, and not only the first ones. */
  readonly at: { readonly device: string; readonly offset: number; readonly whole: boolean } | undefined;
}

/** What sits on disks and their partitions, each device once. */
interface Stacked {
  readonly device: BlockDevice;
  readonly parents: readonly string[];
  /** The device mapper's UUID, where it is one of its devices. */
  readonly mapper: string | undefined;
}

async function stackedDevices(host: Host, tree: readonly BlockDevice[]): Promise<Stacked[]> {
  const found = new Map<string, { device: BlockDevice; parents: Set<string> }>();
  const walk = (device: BlockDevice, isDisk: boolean): void => {
    for (const child of device.children) {
      const isPartition = isDisk && child.type === "part";
      if (!isPartition) {
        const known = found.get(child.path) ?? { device: child, parents: new Set() };
        known.parents.add(device.path);
        found.set(child.path, known);
      }
      walk(child, false);
    }
  };
  for (const device of tree) walk(device, true);
  return await Promise.all(
    Array.from(found.values(), async ({ device, parents }) => ({
      device,
      parents: [...parents].toSorted(),
      mapper: (await host.readText(`/sys/dev/block/${device.device}/dm/uuid`))?.trim(),
    })),
  );
}

async function read(host: Host, device: string): Promise<Readable> {
  const content = parseSignature((await host.run(probe(device))).stdout);
  return { path: device, content: content === null ? null : { ...content }, at: { device, offset: 0, whole: true } };
}

/** Everything that sits on the disks of the machine; `tree` is what lsblk shows. */
export async function inspectStack(ctx: Context, tree: readonly BlockDevice[], disks: readonly Disk[]): Promise<Stack> {
  const { host } = ctx;
  const stacked = await stackedDevices(host, tree);
  const base = disks
    .flatMap((disk) => [disk, ...disk.partitions])
    .map(({ path, content }): Readable => ({ path, content, at: { device: path, offset: 0, whole: true } }));
  const shown = [
    ...base,
    ...(await Promise.all(
      stacked.filter(({ device }) => device.size > 0).map(async ({ device }) => await read(host, device.path)),
    )),
  ];
  const raid = await inspectArrays(host, shown, stacked);
  const lvm = await inspectGroups(ctx, [...shown, ...raid.asleep], stacked);
  const claimed = new Set(raid.arrays.map(({ path }) => path));
  const others = stacked.filter(
    ({ device, mapper }) => !claimed.has(device.path) && mapper?.startsWith("LVM-") !== true,
  );
  return {
    arrays: raid.arrays,
    groups: lvm.groups,
    others: others
      .map(({ device, parents }) => toOther(device, parents, shown))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    unreadable: [...raid.unreadable, ...lvm.unreadable],
  };
}

function toOther(device: BlockDevice, parents: readonly string[], shown: readonly Readable[]): StackedDevice {
  return {
    path: device.path,
    type: device.type,
    parents: [...parents],
    content: shown.find(({ path }) => path === device.path)?.content ?? null,
    uses: usesOf(device),
  };
}

interface Arrays {
  readonly arrays: MdArray[];
  readonly asleep: Readable[];
  readonly unreadable: Inventory["unreadable"];
}

async function inspectArrays(host: Host, shown: readonly Readable[], stacked: readonly Stacked[]): Promise<Arrays> {
  const raided = shown.filter(({ content }) => content?.type === "linux_raid_member");
  const canRead = raided.length > 0 && (await host.hasProgram("mdadm"));
  const members = canRead
    ? await Promise.all(
        raided.map(async ({ path }) => ({ path, facts: parseMember((await host.run(examineMember(path))).stdout) })),
      )
    : [];
  const readable = members.flatMap(({ path, facts }) => (facts === undefined ? [] : [{ path, facts }]));
  const known = new Set(readable.map(({ path }) => path));
  const found = await Promise.all(
    Array.from(
      Map.groupBy(readable, ({ facts }) => facts.uuid).values(),
      async (group) =>
        await toArray(
          host,
          group.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
          shown,
          stacked,
        ),
    ),
  );
  return {
    arrays: found.map(({ array }) => array).toSorted((one, other) => (one.uuid < other.uuid ? -1 : 1)),
    asleep: found.flatMap(({ asleep }) => asleep ?? []),
    unreadable: raided
      .filter(({ path }) => !known.has(path))
      .map(({ path }) => ({
        path,
        problem: canRead ? "mdadm finds no superblock of an array on it" : "there is no mdadm to read its array with",
      })),
  };
}

interface Member {
  readonly path: string;
  readonly facts: MemberFacts;
}

/** Every member has one UUID; the array is assembled where one device sits on all that it needs. */
async function toArray(
  host: Host,
  members: readonly Member[],
  shown: readonly Readable[],
  stacked: readonly Stacked[],
): Promise<{ array: MdArray; asleep: Readable | undefined }> {
  const [first] = members;
  if (first === undefined) throw new Error("an array without members was found");
  const { uuid, name, level, metadata, devices, size } = first.facts;
  const paths = members.map(({ path }) => path);
  const active = stacked.find(
    ({ device, parents }) => device.path.startsWith("/dev/md") && parents.some((parent) => paths.includes(parent)),
  )?.device;
  const path = active?.path ?? arrayLink(uuid);
  const asleep = active === undefined ? await readAsleep(host, path, members) : undefined;
  const content = asleep === undefined ? (shown.find((one) => one.path === path)?.content ?? null) : asleep.content;
  return {
    array: {
      path,
      active: active !== undefined,
      name,
      uuid,
      level,
      metadata,
      devices,
      size,
      members: paths,
      dataOffsets: members.map(({ facts }) => facts.dataOffset),
      content,
      uses: active === undefined ? [] : usesOf(active),
    },
    asleep,
  };
}

/** An array's first bytes are the first data of one of its members, at every level. */
async function readAsleep(host: Host, path: string, members: readonly Member[]): Promise<Readable> {
  const isWhole = members.some(({ facts }) => facts.level === "raid1");
  for (const { path: device, facts } of members) {
    const { dataOffset, size, devices } = facts;
    const length = isWhole ? size : Math.floor(size / Math.max(devices, 1));
    const content = parseSignature((await host.run(probePart(device, dataOffset, length))).stdout);
    if (content !== null) return { path, content: { ...content }, at: { device, offset: dataOffset, whole: isWhole } };
  }
  return { path, content: null, at: undefined };
}

interface Groups {
  readonly groups: VolumeGroup[];
  readonly unreadable: Inventory["unreadable"];
}

async function inspectGroups(ctx: Context, shown: readonly Readable[], stacked: readonly Stacked[]): Promise<Groups> {
  const { host } = ctx;
  const physical = shown.filter(({ content }) => content?.type === "LVM2_member");
  const canRead = physical.length > 0 && (await host.hasProgram("pvck"));
  const dumps = canRead
    ? await Promise.all(physical.map(async (device) => ({ device, ...(await readMetadata(ctx, device)) })))
    : [];
  const newest = new Map<string, GroupMetadata>();
  for (const { group } of dumps) {
    if (group !== undefined && (newest.get(group.uuid)?.sequence ?? -1) < group.sequence) newest.set(group.uuid, group);
  }
  const groups = await Promise.all(
    Array.from(newest.values(), async (group) => await toGroup(host, group, physical, shown, stacked)),
  );
  const member = new Set(groups.flatMap(({ physicalVolumes }) => physicalVolumes.map(({ path }) => path)));
  const lost = dumps
    .filter(({ device, problem }) => problem !== undefined && !member.has(device.path))
    .map(({ device, problem = "" }) => ({ path: device.path, problem }));
  return {
    groups: groups.toSorted((one, other) => (`${one.name} ${one.uuid}` < `${other.name} ${other.uuid}` ? -1 : 1)),
    unreadable: canRead
      ? lost
      : physical.map(({ path }) => ({ path, problem: "there is no pvck to read its volume group with" })),
  };
}

/** MiB: more than the largest metadata area that provision.json asks for by default. */
const metadataRoom = 72;

/** pvck reads a file where there is no device. A problem is why nothing can be said of the group; a volume in no group has none. */
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
  shown: readonly Readable[],
  stacked: readonly Stacked[],
): Promise<VolumeGroup> {
  const { name, uuid, extentSize, lock } = group;
  const physicalVolumes = group.physicalVolumes.flatMap(({ uuid: volume, size }) => {
    const paths = physical.filter(({ content }) => content?.uuid === volume).map(({ path }) => path);
    return (paths.length === 0 ? [null] : paths.toSorted()).map((path) => ({ path, uuid: volume, size }));
  });
  const volumes = await Promise.all(
    group.volumes.map(async (volume) => await toVolume(host, group, volume, shown, stacked)),
  );
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
  shown: readonly Readable[],
  stacked: readonly Stacked[],
): Promise<LogicalVolume> {
  const { name, uuid, size } = volume;
  const active = stacked.find(({ mapper }) => mapper === mapperUuid(group.uuid, uuid))?.device;
  const path = active?.path ?? mapperPath(group.name, name);
  const content =
    active === undefined
      ? await probeAsleep(host, volume, shown)
      : (shown.find((one) => one.path === path)?.content ?? null);
  return {
    name,
    path,
    uuid,
    size,
    active: active !== undefined,
    content,
    uses: active === undefined ? [] : usesOf(active),
  };
}

async function probeAsleep(host: Host, { piece }: MetadataVolume, shown: readonly Readable[]): Promise<Content | null> {
  const at =
    piece === null
      ? undefined
      : shown.find(({ content }) => content?.type === "LVM2_member" && content.uuid === piece.physicalVolume)?.at;
  if (piece === null || at?.whole !== true) return null;
  const content = parseSignature((await host.run(probePart(at.device, at.offset + piece.offset, piece.length))).stdout);
  return content === null ? null : { ...content };
}
