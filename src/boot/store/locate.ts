/** Which partition is the multiboot partition, decided from the filesystems of the machine. */
import { multibootFile, multibootName, multibootType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import type { Partition } from "../../schema/bareon-boot.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { Filesystem } from "../../programs/blkid.ts";

/** What names the partition; at most one of the first three is given. */
export interface Wanted {
  /** The UUID of --uuid. */
  readonly option: string | null;
  /** The partition of --device, or the partitions of a disk: the one with the GPT name is meant. */
  readonly devices?: readonly string[] | null;
  /** The file, if the filesystems are those of a disk image. */
  readonly image?: string | null;
  /** The content of `multibootFile`: a UUID, or those of all copies, each on a line. */
  readonly file: string | null;
  /** By the UUIDs of partitions that were looked into, the UUIDs of all copies that their menus name. */
  readonly copies?: ReadonlyMap<string, readonly string[]>;
}

function describe({ device, uuid, type, partitionName }: Filesystem): string {
  const name = partitionName === null ? "" : `, GPT name ${JSON.stringify(partitionName)}`;
  return `\n  ${device}: ${type === null ? "no filesystem" : `${type}, UUID ${uuid ?? "none"}`}${name}`;
}

function namesOf(filesystems: readonly Filesystem[]): string {
  return filesystems.map(({ device }) => device).join(", ");
}

/** One of them is that of another disk, such as that of another node or of a loop device that was left. */
function ambiguous(problem: string, candidates: readonly Filesystem[]): BareonError {
  return new BareonError(
    "nopartition",
    `${problem}: ${namesOf(candidates)}. Candidates:${candidates.map(describe).join("")}`,
    { hint: "Name the right one with --uuid, or take away the disk with the other one." },
  );
}

/** `uuid` is what was looked for. */
function notFound(problem: string, uuid: string | null, candidates: readonly Filesystem[]): BareonError {
  const list =
    candidates.length === 0
      ? "No partition has the GPT name bareon-boot."
      : `Candidates:${candidates.map(describe).join("")}`;
  const hint =
    candidates.length > 0
      ? "Name it with --uuid."
      : uuid === null
        ? "A node gets one when several systems are deployed, or when it is adopted. If it is there under another name: --uuid."
        : "blkid shows the UUID of each filesystem.";
  return new BareonError("nopartition", `${problem} ${list}`, { hint });
}

function accept({ device, uuid, type }: Filesystem, foundBy: Partition["found_by"]): Partition {
  if (type !== multibootType || uuid === null) {
    throw new BareonError(
      "nopartition",
      `${device} is not a multiboot partition: it holds ${type ?? "no filesystem"}, not ${multibootType}.`,
    );
  }
  return { device, uuid, found_by: foundBy };
}

function locateIn(filesystems: readonly Filesystem[], place: string): Partition {
  const named = filesystems.filter(({ partitionName }) => partitionName === multibootName);
  const [match, ...more] = filesystems.length === 1 ? filesystems : named;
  if (match === undefined)
    throw new BareonError("nopartition", `${place} has no partition with the GPT name ${multibootName}.`);
  if (more.length > 0)
    throw new BareonError(
      "nopartition",
      `${place} has several partitions with the GPT name ${multibootName}, ${namesOf(named)}:${named.map(describe).join("")}`,
    );
  return accept(match, "option");
}

function isOneOf(uuids: readonly string[], { uuid }: Filesystem): boolean {
  return uuids.some((one) => isSameUuid(one, uuid));
}

/**
 * Those that are copies of each other count as the first of them that says so. All that say anything have to say the same: a disk from
 * elsewhere could name the node's partitions beside its own.
 */
function withoutCopies(named: readonly Filesystem[], copies: Wanted["copies"]): readonly Filesystem[] {
  const listOf = ({ uuid }: Filesystem): readonly string[] => copies?.get(uuid ?? "") ?? [];
  const telling = named.filter((filesystem) => listOf(filesystem).length > 0);
  const [first] = telling;
  if (first === undefined) return named;
  const list = listOf(first);
  const areCopies =
    telling.every((filesystem) => listOf(filesystem).join(" ") === list.join(" ")) &&
    named.every((filesystem) => isOneOf(list, filesystem)) &&
    list.every((uuid) => named.filter((filesystem) => isOneOf([uuid], filesystem)).length < 2);
  return areCopies ? [first] : named;
}

/** One filesystem for each UUID of the file; several only if a UUID is that of several. */
function matchFile(filesystems: readonly Filesystem[], uuids: readonly string[]): readonly Filesystem[] {
  const lists = uuids.map((uuid) => filesystems.filter((filesystem) => isOneOf([uuid], filesystem)));
  return lists.find(({ length }) => length > 1) ?? lists.find(({ length }) => length === 1) ?? [];
}

/**
 * The partition that an option names, else the first with a UUID of the file, else the one with the GPT name, or the first of those that
 * are copies of each other. Throws BareonError "nopartition".
 */
export function locateMultiboot(filesystems: readonly Filesystem[], wanted: Wanted): Partition {
  const { devices, image } = wanted;
  if (image !== undefined && image !== null) return locateIn(filesystems, image);
  if (devices !== undefined && devices !== null)
    return locateIn(
      filesystems.filter(({ device }) => devices.includes(device)),
      devices.join(", "),
    );
  const named = filesystems.filter(({ partitionName }) => partitionName === multibootName);
  const uuids = (wanted.option ?? wanted.file)?.trim().split(/\s+/u) ?? null;
  const uuid = uuids?.join(", ") ?? null;
  const matches = uuids === null ? withoutCopies(named, wanted.copies) : matchFile(filesystems, uuids);
  const [match, ...more] = matches;
  const given = wanted.option === null ? `${multibootFile} says` : "--uuid gives";
  if (match === undefined)
    throw notFound(
      uuid === null
        ? "This machine has no multiboot partition."
        : `No filesystem has the UUID ${JSON.stringify(uuid)} that ${given}.`,
      uuid,
      named,
    );
  if (more.length > 0)
    throw ambiguous(
      uuid === null
        ? "Several partitions could be the multiboot partition"
        : `Several filesystems have the UUID ${uuid}`,
      matches,
    );
  return accept(match, uuid === null ? "name" : wanted.option === null ? "file" : "option");
}
