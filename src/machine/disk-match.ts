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

const matchers: Readonly<Record<PlainType, (disk: Disk, value: string) => boolean>> = {
  name: (disk, value) => withoutDev(disk.path) === withoutDev(value),
  path: (disk, value) =>
    disk.links.some((link) => withoutDev(link) === withoutDev(value) || link === `/dev/disk/by-path/${value}`),
  scsi: (disk, value) => disk.scsi === value,
  serial: (disk, value) => disk.serial === value,
  wwn: (disk, value) => disk.wwn !== null && bareWwn(disk.wwn) === bareWwn(value),
};

/** Those with one of the links. Broken firmware gives several disks one number, and so one link; then the name decides among them. */
function findLinked({ value, links }: LinkId, disks: readonly Disk[]): readonly Disk[] {
  const linked = disks.filter((disk) => disk.links.some((link) => links.includes(link)));
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
    path: (disk) => disk.links.filter((link) => link.includes("/by-path/")).join(", "),
    scsi: (disk) => disk.scsi ?? "",
    serial: (disk) => disk.serial ?? "",
    wwn: (disk) => disk.wwn ?? "",
    link: (disk) => disk.links.join(", "),
  };
  if (inventory.disks.length === 0) return "This machine has no disk.";
  const rows = inventory.disks.map(
    (disk) => `  ${disk.path}: ${type === "name" ? (disk.model ?? "no model") : facts[type](disk) || `no ${type}`}`,
  );
  return ["The disks of this machine:", ...rows].join("\n");
}

/** The multipath map that an id means: by its own name, or by what its several paths have in common. */
function matchMap({ type, value }: DiskId, found: readonly Disk[], { others }: Inventory): string | undefined {
  const hasName = type === "name" || type === "link";
  const isNamed = (path: string): boolean => hasName && withoutDev(path) === withoutDev(value);
  const hasPaths = (parents: readonly string[]): boolean =>
    found.length > 1 && found.every(({ path }) => parents.includes(path));
  return others.find((device) => device.type === "mpath" && (isNamed(device.path) || hasPaths(device.parents)))?.path;
}

/** Throws BareonError "mismatch" for no match and for more than one, with the candidates; "unsupported" for a multipath map. */
export function matchDisk(spec: NamedDisk, inventory: Inventory): Disk {
  const found = findMeant(spec.id, inventory.disks);
  const id = describeId(spec.id);
  const map = matchMap(spec.id, found, inventory);
  if (map !== undefined) {
    throw new BareonError(
      "unsupported",
      `${spec.pointer}: ${id} means the multipath map ${map}, and deploying to a map is not supported yet`,
      {
        hint: "Nothing was changed. Its paths are refused, too, as long as the map is there.",
      },
    );
  }
  const [disk] = found;
  if (disk !== undefined && found.length === 1) return disk;
  const what =
    found.length === 0 ? "no disk" : `${found.length} disks (${found.map((match) => match.path).join(", ")})`;
  throw new BareonError("mismatch", `${spec.pointer}: ${what} with ${id}`, {
    hint: candidates(inventory, spec.id.type),
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
    if (disk !== undefined) checkSpared(disk, spec, spared, inventory);
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
