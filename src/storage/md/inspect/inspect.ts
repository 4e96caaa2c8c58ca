/** Reads MD arrays from what their members hold, so whether or not they are assembled. Writes nothing to a disk. */
import type { Context, Host } from "../../../host/host.ts";
import type { Inspected, Readable, Seen } from "../../../machine/inspect/layers.ts";
import { holdersOf } from "../../../machine/inspect/holders.ts";
import { parseSignature, probePart } from "../../../programs/blkid.ts";
import { arrayLink, examineMember, type MemberFacts, parseMember } from "../../../programs/mdadm.ts";
import type { MdArray } from "../../../schema/inventory.ts";
import { signature } from "../signature.ts";

/** Every array that has a superblock on a device that can be read. */
export async function inspectArrays({ host }: Context, seen: Seen): Promise<Inspected> {
  const { readable } = seen;
  const raided = readable.filter(({ content }) => content?.type === signature);
  const canRead = raided.length > 0 && (await host.hasProgram("mdadm"));
  const members = canRead
    ? await Promise.all(
        raided.map(async ({ path }) => ({ path, facts: parseMember((await host.run(examineMember(path))).stdout) })),
      )
    : [];
  const examined = members.flatMap(({ path, facts }) => (facts === undefined ? [] : [{ path, facts }]));
  const known = new Set(examined.map(({ path }) => path));
  const found = await Promise.all(
    Array.from(
      Map.groupBy(examined, ({ facts }) => facts.uuid).values(),
      async (group) =>
        await toArray(
          host,
          group.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
          seen,
        ),
    ),
  );
  const arrays = found.map(({ array }) => array).toSorted((one, other) => (one.uuid < other.uuid ? -1 : 1));
  return {
    lists: { arrays },
    inactive: found.flatMap(({ inactive }) => inactive ?? []),
    claimed: arrays.map(({ path }) => path),
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

/**
 * All members have one UUID; the array is assembled if one device sits on all that it needs. One that holds members and was not started,
 * as udev leaves an array of which a member is missing, has no bytes.
 */
async function toArray(
  host: Host,
  members: readonly Member[],
  { readable: shown, stacked, withSize }: Seen,
): Promise<{ array: MdArray; inactive: Readable | undefined }> {
  const [first] = members;
  if (first === undefined) throw new Error("an array without members was found");
  const { uuid, name, level, metadata, devices, size } = first.facts;
  const paths = members.map(({ path }) => path);
  const holder = stacked.find(
    ({ device, parents }) => device.path.startsWith("/dev/md") && parents.some((parent) => paths.includes(parent)),
  )?.device;
  const active = holder?.size === 0 ? undefined : holder;
  const path = holder?.path ?? arrayLink(uuid);
  const inactive = active === undefined ? await readUnassembled(host, path, members, withSize) : undefined;
  const content = inactive === undefined ? (shown.find((one) => one.path === path)?.content ?? null) : inactive.content;
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
      uses: active === undefined ? [] : holdersOf(active),
    },
    inactive,
  };
}

/** An array's first bytes are the first data of one of its members, at every level. */
async function readUnassembled(
  host: Host,
  path: string,
  members: readonly Member[],
  withSize: Seen["withSize"],
): Promise<Readable> {
  const isWhole = members.some(({ facts }) => facts.level === "raid1");
  for (const { path: device, facts } of members) {
    const { dataOffset, size, devices } = facts;
    const length = isWhole ? size : Math.floor(size / Math.max(devices, 1));
    const found = parseSignature((await host.run(probePart(device, dataOffset, length))).stdout);
    const content = await withSize(found === null ? null : { ...found }, { device, offset: dataOffset });
    if (content !== null) return { path, content, at: { device, offset: dataOffset, whole: isWhole } };
  }
  return { path, content: null, at: undefined };
}
