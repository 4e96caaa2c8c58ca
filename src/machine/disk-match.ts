/** Finds the one disk of an inventory that a disk id means; nothing else decides which disk is written to. And which disks are one. */
import { BareonError } from "../base/errors.ts";
import type { DeployConfig, DiskId, NamedDisk } from "../config/deploy-config.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";

type IdType = DiskId["type"];
type PlainType = Exclude<IdType, "link">;
type LinkId = Extract<DiskId, { type: "link" }>;

function withoutDev(path: string): string {
  return path.replace(/^\/?dev\//u, "");
}

/** WWNs are written with and without 0x and their prefix: "naa.5000c5", "0x5000c5", "eui.0025". */
function bareWwn(wwn: string): string {
  return wwn
    .toLowerCase()
    .replace(/^(wwn-|naa\.|eui\.|nvme\.)/u, "")
    .replace(/^0x/u, "");
}

type Path = NonNullable<Disk["multipath"]>["paths"][number];

/** The ways to a disk: none to one that is no multipath map, which is its own. */
function pathsOf({ multipath }: Disk): readonly Path[] {
  return multipath?.paths ?? [];
}

/** What leads to a disk: its own links, and those of its paths. */
function linksOf(disk: Disk): readonly string[] {
  return [...disk.links, ...pathsOf(disk).flatMap(({ links }) => links)];
}

/** By which nodes a disk can be named: a map is what each of its paths means, and the kernel has a node of its own for it. */
function namesOf(disk: Disk): readonly string[] {
  if (disk.multipath === undefined) return [disk.path];
  return [disk.path, `/dev/dm-${disk.device.split(":")[1] ?? ""}`, ...pathsOf(disk).map(({ path }) => path)];
}

const matchers: Readonly<Record<PlainType, (disk: Disk, value: string) => boolean>> = {
  name: (disk, value) => namesOf(disk).some((name) => withoutDev(name) === withoutDev(value)),
  path: (disk, value) =>
    linksOf(disk).some((link) => withoutDev(link) === withoutDev(value) || link === `/dev/disk/by-path/${value}`),
  scsi: (disk, value) => [disk, ...pathsOf(disk)].some(({ scsi }) => scsi === value),
  serial: (disk, value) => disk.serial === value,
  wwn: (disk, value) => disk.wwn !== null && bareWwn(disk.wwn) === bareWwn(value),
};

/** Those with one of the links. Broken firmware gives several disks one number, and so one link; then the name decides among them. */
function findLinked({ value, links }: LinkId, disks: readonly Disk[]): readonly Disk[] {
  const linked = disks.filter((disk) => linksOf(disk).some((link) => links.includes(link)));
  const named = linked.filter((disk) => matchers.name(disk, value));
  return named.length === 1 ? named : linked;
}

function findMeant(id: DiskId, disks: readonly Disk[]): readonly Disk[] {
  if (id.type !== "link") return disks.filter((disk) => matchers[id.type](disk, id.value));
  const linked = findLinked(id, disks);
  return linked.length > 0 ? linked : disks.filter((disk) => matchers.name(disk, id.value));
}

function describeId(id: DiskId): string {
  if (id.type !== "link") return `${id.type} "${id.value}"`;
  return `${id.links.length === 0 ? "" : `the link ${id.links.join(" or ")}, or `}the name "${id.value}"`;
}

/** How each disk could be named by that kind of id, one per line; for a message. */
function candidates(inventory: Inventory, type: IdType): string {
  const facts: Readonly<Record<IdType, (disk: Disk) => string>> = {
    name: (disk) => disk.path,
    path: (disk) =>
      linksOf(disk)
        .filter((link) => link.includes("/by-path/"))
        .join(", "),
    scsi: (disk) => [disk, ...pathsOf(disk)].flatMap(({ scsi }) => scsi ?? []).join(", "),
    serial: (disk) => disk.serial ?? "",
    wwn: (disk) => disk.wwn ?? "",
    link: (disk) => linksOf(disk).join(", "),
  };
  if (inventory.disks.length === 0) return "This machine has no disk.";
  const rows = inventory.disks.map(
    (disk) => `  ${disk.path}: ${type === "name" ? (disk.model ?? "no model") : facts[type](disk) || `no ${type}`}`,
  );
  return ["The disks of this machine:", ...rows].join("\n");
}

/** A map of other devices than whole disks has its name, and is no disk. */
function checkNoMap({ pointer, id }: NamedDisk, { others }: Inventory): void {
  if (id.type !== "name" && id.type !== "link") return;
  const map = others.find(({ type, path }) => type === "mpath" && withoutDev(path) === withoutDev(id.value));
  if (map === undefined) return;
  throw new BareonError(
    "unsupported",
    `${pointer}: ${describeId(id)} means the multipath map ${map.path} of ${map.parents.join(", ")}, which are no whole disks`,
    { hint: "Nothing was changed. A map is deployed to if its paths are disks." },
  );
}

/** Several that are one disk were not joined. */
const unjoined =
  "All of them are one disk, by their numbers and by what is on them: they are its paths, and no multipath map joins them. Nothing was changed. Start multipathd, then name the map.";

/**
 * A map is found by its own names, and by those of its paths. Throws BareonError "mismatch" for no match and for more than one, with the
 * candidates; "unsupported" for a map that is no disk.
 */
export function matchDisk(spec: NamedDisk, inventory: Inventory): Disk {
  const found = findMeant(spec.id, inventory.disks);
  const id = describeId(spec.id);
  const [disk, ...more] = found;
  if (disk !== undefined && more.length === 0) return disk;
  if (disk === undefined) checkNoMap(spec, inventory);
  const what =
    found.length === 0 ? "no disk" : `${found.length} disks (${found.map((match) => match.path).join(", ")})`;
  throw new BareonError("mismatch", `${spec.pointer}: ${what} with ${id}`, {
    hint:
      disk !== undefined && more.every((other) => isSameDisk(disk, other))
        ? unjoined
        : candidates(inventory, spec.id.type),
  });
}

/** A disk that is to be left alone may have the name now that another one, which is not there, had when the config was written. */
function checkSpared(disk: Disk, { pointer, id }: NamedDisk, spared: readonly NamedDisk[], inventory: Inventory): void {
  const other = spared.find(
    (one) => one.id.type === "link" && findLinked(one.id, inventory.disks).some(({ device }) => device === disk.device),
  );
  if (other === undefined) return;
  throw new BareonError(
    "mismatch",
    `${pointer}: ${describeId(id)} means ${disk.path}, which has the link of ${other.pointer}, a disk to be left alone`,
    {
      hint: "Nothing was changed. See whether a disk is missing or was replaced, and write the config for the disks that are there.",
    },
  );
}

/** Two paths to one disk would be written to at the same time. What is on it tells it from cheap disks with each other's numbers. */
function checkUnjoined(
  disk: Disk,
  { pointer, id }: NamedDisk,
  before: readonly Disk[],
  specs: readonly NamedDisk[],
): void {
  const other = before.findIndex((one) => isSameDisk(one, disk));
  if (other < 0 || (disk.table ?? disk.content) === null) return;
  throw new BareonError(
    "mismatch",
    `${pointer}: ${describeId(id)} means ${disk.path}, which is the same disk as ${before[other]?.path} of ${specs[other]?.pointer}`,
    { hint: unjoined },
  );
}

/** The disks that the config names, in its order. Throws as matchDisk, and if two ids mean one disk. */
export function matchDisks(
  { disks: specs, spared = [] }: Pick<DeployConfig, "spared"> & { readonly disks: readonly NamedDisk[] },
  inventory: Inventory,
): Disk[] {
  const disks = specs.map((spec) => matchDisk(spec, inventory));
  specs.forEach((spec, index) => {
    const other = disks.findIndex((disk) => disk.device === disks[index]?.device);
    if (other < index) {
      throw new BareonError(
        "mismatch",
        `${spec.pointer}: ${describeId(spec.id)} means ${disks[index]?.path}, as does ${specs[other]?.pointer}`,
        {
          hint: "Name each disk once.",
        },
      );
    }
  });
  specs.forEach((spec, index) => {
    const disk = disks[index];
    if (disk === undefined) return;
    checkSpared(disk, spec, spared, inventory);
    checkUnjoined(disk, spec, disks.slice(0, index), specs);
  });
  return disks;
}

/** One text for each disk that is meant by its name alone, although the config knows links of it that stay with a disk. */
export function findNamedAlone({ disks }: Pick<DeployConfig, "disks">, inventory: Inventory): string[] {
  return disks.flatMap(({ pointer, id }) => {
    if (id.type !== "link" || !id.links.some((link) => link.startsWith("/dev/disk/"))) return [];
    if (findLinked(id, inventory.disks).length > 0) return [];
    return [
      `${pointer}: no disk has the link ${id.links.join(" or ")}, so /dev/${id.value} is taken, which has the name alone and may be another disk.`,
    ];
  });
}

/** One text for each disk that the machine shows once more, by a path that nothing joins to this one. */
export function findUnjoined(disks: readonly Disk[], inventory: Inventory): string[] {
  return disks.flatMap((disk) => {
    const others = inventory.disks.filter((other) => other.device !== disk.device && isSameDisk(disk, other));
    if (others.length === 0) return [];
    const names = others.map(({ path }) => path).join(", ");
    return [
      `${disk.path} and ${names} are one disk, by their numbers and by what is on them, and no multipath map joins them: what is deployed to one path alone is lost with that path. Start multipathd, then name the map.`,
    ];
  });
}

/** Whether both are one disk that two controllers or ports show. Cheap disks may have each other's numbers, but then not the same on them. */
export function isSameDisk(one: Disk, other: Disk): boolean {
  const facts = ({ wwn, serial, size, table, content }: Disk): unknown[] => [
    wwn,
    serial,
    size,
    table?.id,
    content?.uuid,
  ];
  const [own, others] = [facts(one), facts(other)];
  return one.wwn !== null && own.every((fact, index) => fact === others[index]);
}
