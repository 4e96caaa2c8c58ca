/** LVM's metadata as text, as it lies on a physical volume and pvck prints it: what a group holds, whether or not anything of it is active. */
import { sectorSize } from "../base/sizes.ts";

/** Where a volume begins: bytes into the physical volume with that UUID, and how many of its own bytes follow there. */
export interface Piece {
  readonly physicalVolume: string;
  readonly offset: number;
  readonly length: number;
}

export interface MetadataVolume {
  readonly name: string;
  readonly uuid: string;
  readonly size: number;
  /** Where its first bytes are; null for a volume that is not simply one piece after the other. */
  readonly piece: Piece | null;
  /** The type of its segments if it is not simply one piece after the other; absent else. */
  readonly kind?: string;
  /** Why it cannot be made larger, in words that follow its name; absent if nothing is known against it. */
  readonly fixed?: string;
  readonly tags: readonly string[];
}

/** A physical volume; `start` is where its first extent begins, and `deviceSize` what its device had when LVM last looked. */
export interface MetadataPart {
  readonly uuid: string;
  readonly size: number;
  readonly start: number;
  readonly deviceSize: number;
  /** Of one whose extents are not to be given out (pvchange -x n): the bytes that no volume has; absent for any other. */
  readonly closed?: number;
}

/** Sizes are bytes. */
export interface GroupMetadata {
  readonly name: string;
  readonly uuid: string;
  /** Counts the changes: of several copies the highest is true. */
  readonly sequence: number;
  readonly extentSize: number;
  /** How it is shared with other hosts, or that it is to go to another; null if it is this machine's own. */
  readonly lock: string | null;
  readonly physicalVolumes: readonly MetadataPart[];
  /** Those that a person sees, not the parts of a mirror or a pool. */
  readonly volumes: readonly MetadataVolume[];
}

type Value = string | number | readonly (string | number)[] | Section;
interface Section {
  readonly [key: string]: Value;
}

/** Blanks and comments, a text in quotes that may miss its end, a sign, or a word. */
const token = /(?:[\s]|#[^\n]*)+|"(?:[^"\\]|\\[^])*(?:"|\\?$)|[[\]{}=,]|[^\s[\]{}=,"#]+/gy;

/** LVM's own metadata have 4 levels. */
const mostLevels = 16;

/** A "group", with a volume's "segment1" inside, and so on: LVM's configuration syntax (lvm.conf(5)). Undefined if it is nested too deep. */
function parseSections(text: string): Section | undefined {
  const tokens = (text.match(token) ?? []).filter((word) => !/^[\s#]/u.test(word));
  let place = 0;
  const scalar = (word: string): string | number =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/gu, "$1") : Number(word);
  const list = (): (string | number)[] => {
    const items: (string | number)[] = [];
    for (let word = tokens[place++]; word !== undefined && word !== "]"; word = tokens[place++])
      if (word !== ",") items.push(scalar(word));
    return items;
  };
  let isTooDeep = false;
  const section = (level: number): Section => {
    // No key means anything to the object itself.
    const found = Object.create(null) as Record<string, Value>;
    if (level > mostLevels) isTooDeep = true;
    if (isTooDeep) return found;
    for (let key = tokens[place++]; key !== undefined && key !== "}"; key = tokens[place++]) {
      const sign = tokens[place++];
      if (sign === "{") found[key] = section(level + 1);
      else if (tokens[place] === "[") {
        place += 1;
        found[key] = list();
      } else found[key] = scalar(tokens[place++] ?? "");
    }
    return found;
  };
  const top = section(0);
  return isTooDeep ? undefined : top;
}

function isSection(value: Value | undefined): value is Section {
  return typeof value === "object" && !Array.isArray(value);
}

function sectionsOf(value: Value | undefined): [string, Section][] {
  return isSection(value)
    ? Object.entries(value).filter((entry): entry is [string, Section] => isSection(entry[1]))
    : [];
}

function numberOf(value: Value | undefined): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function words(value: Value | undefined): readonly (string | number)[] {
  return Array.isArray(value) ? (value as readonly (string | number)[]) : [];
}

interface Volumes {
  readonly extentSize: number;
  /** By its name in the metadata, such as pv0. */
  readonly physical: ReadonlyMap<string, Section>;
  /** By which the group gives out extents; empty for LVM's own. */
  readonly policy: string;
}

/** Null for a volume that is not simply one piece after the other. */
function pieceOf([segment]: readonly Section[], { extentSize, physical }: Volumes): Piece | null {
  if (segment === undefined || numberOf(segment["start_extent"]) !== 0 || !isPlain(segment)) return null;
  const [name, extent] = words(segment["stripes"]);
  const volume = typeof name === "string" ? physical.get(name) : undefined;
  if (volume === undefined || typeof extent !== "number") return null;
  return {
    physicalVolume: textOf(volume["id"]),
    offset: numberOf(volume["pe_start"]) * sectorSize + extent * extentSize,
    length: numberOf(segment["extent_count"]) * extentSize,
  };
}

function isPlain(segment: Section): boolean {
  return segment["type"] === "striped" && segment["stripe_count"] === 1;
}

/** Policies by which extents are given out that are not free everywhere: all in one piece, or where the volume is already. */
const narrowPolicies: readonly string[] = ["contiguous", "cling", "cling_by_tags"];

/** Of a volume that nothing is written to, or that LVM gives no more extents, or not all that are free. */
function findFixed(volume: Section, groupPolicy: string): string | undefined {
  const status = words(volume["status"]);
  if (!status.includes("WRITE")) return "is read-only";
  if (status.includes("LOCKED")) return "is being moved";
  const own = textOf(volume["allocation_policy"]);
  const policy = own === "" || own === "inherit" ? groupPolicy : own;
  return narrowPolicies.includes(policy) ? `has the allocation policy ${policy}` : undefined;
}

/** Extents of a physical volume that a segment has: LVM names an area by the volume and the first extent. */
function countExtents(segment: Section, part: string): number {
  const areas = [...words(segment["stripes"]), ...words(segment["mirrors"])].filter((word) => word === part).length;
  const stripes = Math.max(numberOf(segment["stripe_count"]), 1);
  return areas * Math.ceil(numberOf(segment["extent_count"]) / stripes);
}

/** Bytes of a physical volume that no volume has, hidden ones included. */
function findClosed(name: string, part: Section, group: Section, extentSize: number): number | undefined {
  if (!("status" in part) || words(part["status"]).includes("ALLOCATABLE")) return undefined;
  const segments = sectionsOf(group["logical_volumes"]).flatMap(([, volume]) => sectionsOf(volume));
  const used = segments.reduce((sum, [, segment]) => sum + countExtents(segment, name), 0);
  return Math.max(numberOf(part["pe_count"]) - used, 0) * extentSize;
}

function toPart(name: string, part: Section, group: Section, extentSize: number): MetadataPart {
  const closed = findClosed(name, part, group, extentSize);
  return {
    uuid: textOf(part["id"]),
    size: numberOf(part["pe_count"]) * extentSize,
    start: numberOf(part["pe_start"]) * sectorSize,
    deviceSize: numberOf(part["dev_size"]) * sectorSize,
    ...(closed === undefined ? {} : { closed }),
  };
}

function toVolume(name: string, volume: Section, volumes: Volumes): MetadataVolume {
  const segments = sectionsOf(volume).map(([, segment]) => segment);
  const other = segments.find((segment) => !isPlain(segment));
  const extents = segments.reduce((sum, segment) => sum + numberOf(segment["extent_count"]), 0);
  const fixed = findFixed(volume, volumes.policy);
  return {
    ...{ name, uuid: textOf(volume["id"]), size: extents * volumes.extentSize, piece: pieceOf(segments, volumes) },
    ...(other === undefined ? {} : { kind: textOf(other["type"]) }),
    ...(fixed === undefined ? {} : { fixed }),
    tags: words(volume["tags"]).filter((tag) => typeof tag === "string"),
  };
}

/** A group with a system ID belongs to that host, though others may see its disks (lvmsystemid(7)); one that was exported, to the host that imports it. */
function lockOf(group: Section): string | null {
  const type = textOf(group["lock_type"]);
  if (type !== "" && type !== "none") return type;
  if (words(group["status"]).includes("CLUSTERED")) return "clustered";
  if (words(group["status"]).includes("EXPORTED")) return "exported";
  const system = textOf(group["system_id"]);
  return system === "" ? null : `system ID ${system}`;
}

const mark = /^ +---$/u;

/** What stands between the first two marks; undefined without both. */
function markedText(output: string): string | undefined {
  const lines = output.split("\n");
  const start = lines.findIndex((line) => mark.test(line));
  const end = lines.findIndex((line, index) => index > start && mark.test(line));
  return start < 0 || end < 0 ? undefined : lines.slice(start + 1, end).join("\n");
}

/** Undefined if the output holds no metadata. */
export function parseMetadata(output: string): GroupMetadata | undefined {
  const text = markedText(output);
  const [name, group] = text === undefined ? [] : (sectionsOf(parseSections(text))[0] ?? []);
  if (name === undefined || group === undefined) return undefined;
  const physical = new Map(sectionsOf(group["physical_volumes"]));
  const extentSize = numberOf(group["extent_size"]) * sectorSize;
  return {
    name,
    uuid: textOf(group["id"]),
    sequence: numberOf(group["seqno"]),
    extentSize,
    lock: lockOf(group),
    physicalVolumes: Array.from(physical, ([part, facts]) => toPart(part, facts, group, extentSize)),
    volumes: sectionsOf(group["logical_volumes"])
      .filter(([, volume]) => words(volume["status"]).includes("VISIBLE"))
      .map(([volumeName, volume]) =>
        toVolume(volumeName, volume, { extentSize, physical, policy: textOf(group["allocation_policy"]) }),
      ),
  };
}
