/** Which disk an id means: exactly one, or the candidates are told and nothing is planned. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import type { DiskId, DiskSpec } from "../../../src/config/deploy-config.ts";
import { findNamedAlone, findUnjoined, matchDisk, matchDisks } from "../../../src/machine/disk-match.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { readInventory, withDisk } from "../plan/fixture.ts";

const inventory = readInventory("two-systems");

function spec(type: Exclude<DiskId["type"], "link">, value: string, index = 0): DiskSpec {
  return { pointer: `/partitions/${index}`, id: { type, value }, size: 1, biosBootSize: 1, parts: [] };
}

function refusal(action: () => unknown): {
  readonly exit: string;
  readonly message: string;
  readonly hint: string | undefined;
} {
  try {
    action();
  } catch (error) {
    if (error instanceof BareonError) return { exit: error.exit, message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error("a disk was found");
}

test.for([
  ["name", "sda"],
  ["name", "/dev/sda"],
  ["name", "dev/sda"],
  ["path", "/dev/disk/by-path/pci-0000:00:05.0-ata-1"],
  ["path", "disk/by-path/pci-0000:00:05.0-ata-1"],
  ["path", "pci-0000:00:05.0-ata-1"],
  ["path", "/dev/disk/by-id/ata-QEMU_HARDDISK_bareon-1"],
  ["scsi", "0:0:0:0"],
  ["serial", "bareon-1"],
  ["wwn", "0x5000c500a1b2c3d4"],
  ["wwn", "5000C500A1B2C3D4"],
  ["wwn", "naa.5000c500a1b2c3d4"],
  ["wwn", "wwn-0x5000c500a1b2c3d4"],
] as const)("%s %s is the first disk", ([type, value]) => {
  expect(matchDisk(spec(type, value), inventory).path).toBe("/dev/sda");
});

test.for([
  ["name", "sd"],
  ["name", "sda2"],
  ["name", "/dev/disk/by-id/wwn-0x5000c500a1b2c3d4"],
  ["path", "pci-0000:00:05.0-ata"],
  ["scsi", "0:0:0"],
  ["serial", "bareon"],
  ["serial", "BAREON-1"],
  ["wwn", "5000c500a1b2c3d"],
  ["wwn", "0x"],
] as const)("%s %s is no disk, but a part of what names one", ([type, value]) => {
  const { exit, message, hint } = refusal(() => matchDisk(spec(type, value), inventory));
  expect(exit).toBe("mismatch");
  expect(message).toBe(`/partitions/0: no disk with ${type} "${value}"`);
  for (const path of ["/dev/sda", "/dev/sdb", "/dev/sdc"]) expect(hint).toContain(path);
});

test("the candidates are told in the terms of the id", () => {
  expect(refusal(() => matchDisk(spec("serial", "x"), inventory)).hint).toContain("/dev/sdb: bareon-2");
  expect(refusal(() => matchDisk(spec("wwn", "x"), inventory)).hint).toContain("/dev/sdc: no wwn");
  expect(refusal(() => matchDisk(spec("path", "x"), inventory)).hint).toContain(
    "/dev/sda: /dev/disk/by-path/pci-0000:00:05.0-ata-1",
  );
  expect(refusal(() => matchDisk(spec("serial", "x"), { ...inventory, disks: [] })).hint).toBe(
    "This machine has no disk.",
  );
});

test("two disks with one serial are ambiguous", () => {
  const twins = withDisk(inventory, 1, { serial: "bareon-1" });
  const { exit, message, hint } = refusal(() => matchDisk(spec("serial", "bareon-1"), twins));
  expect(exit).toBe("mismatch");
  expect(message).toContain("2 disks (/dev/sda, /dev/sdb)");
  expect(hint).toContain("/dev/sdb: bareon-1");
});

test("two ids that mean one disk are refused", () => {
  const { exit, message } = refusal(() =>
    matchDisks(
      { disks: [spec("serial", "bareon-1", 0), spec("serial", "bareon-2", 1), spec("name", "sda", 2)] },
      inventory,
    ),
  );
  expect(exit).toBe("mismatch");
  expect(message).toBe('/partitions/2: name "sda" means /dev/sda, as does /partitions/0');
  expect(
    matchDisks({ disks: [spec("serial", "bareon-2"), spec("name", "sda")] }, inventory).map(({ path }) => path),
  ).toEqual(["/dev/sdb", "/dev/sda"]);
});

/** The first disk by two paths, which a map joins. */
function mapped(): Inventory {
  const [one, , ...rest] = inventory.disks;
  if (one === undefined) throw new Error("no disk");
  const paths = ["sda", "sdb"].map((name, index) => ({
    path: `/dev/${name}`,
    scsi: `${index}:0:0:0`,
    links: [`/dev/disk/by-path/pci-0000:00:0${index + 5}.0-scsi-0:0:0:0`],
    state: "active" as const,
  }));
  const links = ["/dev/disk/by-id/dm-uuid-mpath-35000c500a1b2c3d4", "/dev/disk/by-id/wwn-0x5000c500a1b2c3d4"];
  const multipath = { wwid: "35000c500a1b2c3d4", paths };
  const map = { ...one, path: "/dev/mapper/mpatha", device: "254:3", scsi: null, links, multipath };
  return { ...inventory, disks: [map, ...rest] };
}

test.for([
  ["name", "/dev/mapper/mpatha"],
  ["name", "mapper/mpatha"],
  ["name", "dm-3"],
  ["name", "sda"],
  ["name", "/dev/sdb"],
  ["path", "/dev/disk/by-id/dm-uuid-mpath-35000c500a1b2c3d4"],
  ["path", "disk/by-id/wwn-0x5000c500a1b2c3d4"],
  ["path", "pci-0000:00:06.0-scsi-0:0:0:0"],
  ["scsi", "1:0:0:0"],
  ["serial", "bareon-1"],
  ["wwn", "5000c500a1b2c3d4"],
] as const)("%s %s is the multipath map", ([type, value]) => {
  expect(matchDisk(spec(type, value), mapped()).path).toBe("/dev/mapper/mpatha");
});

test("a map that is named twice, once by a path, is refused", () => {
  const { exit, message } = refusal(() =>
    matchDisks({ disks: [spec("name", "/dev/mapper/mpatha", 0), spec("name", "sdb", 1)] }, mapped()),
  );
  expect(exit).toBe("mismatch");
  expect(message).toBe('/partitions/1: name "sdb" means /dev/mapper/mpatha, as does /partitions/0');
});

test("a map and a disk that has its serial number are ambiguous, also if that one is a path that is not in the map", () => {
  const machine = mapped();
  const [map] = machine.disks;
  if (map === undefined) throw new Error("no map");
  const { multipath: _, ...alone } = { ...map, path: "/dev/sdz", device: "65:144", links: [] };
  const { exit, message, hint } = refusal(() =>
    matchDisk(spec("serial", "bareon-1"), { ...machine, disks: [map, alone] }),
  );
  expect(exit).toBe("mismatch");
  expect(message).toContain("2 disks (/dev/mapper/mpatha, /dev/sdz)");
  expect(hint).toContain("Start multipathd");
});

test("paths that no map joins are one disk, which is said, and nothing is chosen", () => {
  const [one, , ...rest] = inventory.disks;
  if (one === undefined) throw new Error("no disk");
  const machine = { ...inventory, disks: [one, { ...one, path: "/dev/sdb", device: "8:16", links: [] }, ...rest] };
  const { exit, message, hint } = refusal(() => matchDisk(spec("serial", "bareon-1"), machine));
  expect(exit).toBe("mismatch");
  expect(message).toContain("2 disks (/dev/sda, /dev/sdb)");
  expect(hint).toMatch(/^All of them are one disk.* Start multipathd, then name the map\.$/u);
  expect(findUnjoined([one], machine)).toEqual([
    expect.stringMatching(/^\/dev\/sda and \/dev\/sdb are one disk.* Start multipathd, then name the map\.$/u),
  ]);
  expect(findUnjoined([one], inventory)).toEqual([]);
});

test("two paths to one disk are not two disks of a config", () => {
  const [one, , ...rest] = inventory.disks;
  if (one === undefined) throw new Error("no disk");
  const known = { ...one, table: { type: "gpt", id: "B2A4A4E3-52A8-4F2F-8CC4-4C4E3A6C2B11" } };
  const twin = { path: "/dev/sdb", device: "8:16", links: [] };
  const both = { disks: [spec("name", "sda", 0), spec("name", "sdb", 1)] };
  const refused = refusal(() => matchDisks(both, { ...inventory, disks: [known, { ...known, ...twin }, ...rest] }));
  expect(refused.exit).toBe("mismatch");
  expect(refused.message).toBe(
    '/partitions/1: name "sdb" means /dev/sdb, which is the same disk as /dev/sda of /partitions/0',
  );
  expect(refused.hint).toContain("Start multipathd");
  // Disks without anything on them may have each other's numbers.
  const bare = { ...one, table: null, content: null };
  expect(matchDisks(both, { ...inventory, disks: [bare, { ...bare, ...twin }, ...rest] })).toHaveLength(2);
});

test.for([
  ["mapper/mpatha", []],
  ["/dev/mapper/mpatha", ["/dev/disk/by-id/gone"]],
  ["sdz", ["/dev/disk/by-id/wwn-0x5000c500a1b2c3d4"]],
  ["sdz", ["/dev/disk/by-path/pci-0000:00:05.0-scsi-0:0:0:0", "/dev/disk/by-path/pci-0000:00:06.0-scsi-0:0:0:0"]],
] as const)("the name %s with the links %j is the map", ([value, links]) => {
  expect(matchDisk(linked(value, links), mapped()).path).toBe("/dev/mapper/mpatha");
});

test("a map of partitions is no disk", () => {
  const map = { path: "/dev/mapper/odd", type: "mpath", parents: ["/dev/sda3"], content: null, uses: [] };
  const machine = { ...inventory, others: [map] };
  expect(refusal(() => matchDisk(spec("name", "/dev/mapper/odd"), machine))).toMatchObject({
    exit: "unsupported",
    message: expect.stringContaining(
      "means the multipath map /dev/mapper/odd of /dev/sda3, which are no whole disks",
    ) as string,
  });
});

function linked(value: string, links: readonly string[]): DiskSpec {
  return { ...spec("name", value), id: { type: "link", value, links } };
}

const [byId, alike] = ["/dev/disk/by-id/ata-QEMU_HARDDISK_bareon-1", "/dev/disk/by-id/nvme-alike"];

test.for([
  ["the one with a link, whatever its name", "sdb", [byId], "/dev/sda"],
  ["the one with any of the links", "sdz", ["/dev/disk/by-id/gone", byId], "/dev/sda"],
  ["the one of the name, if none has the links", "sdb", ["/dev/disk/by-id/gone"], "/dev/sdb"],
  ["the one of the name, if there are no links", "sdb", [], "/dev/sdb"],
  ["among several with one link, the one of the name", "sdb", [alike], "/dev/sdb"],
] as const)("a disk that is meant by links is %s", ([, value, links, path]) => {
  const machine = withLinks(alike);
  expect(matchDisk(linked(value, links), machine).path).toBe(path);
});

/** Both disks with that link, as broken firmware has it. */
function withLinks(link: string): typeof inventory {
  return { ...inventory, disks: inventory.disks.map((disk) => ({ ...disk, links: [...disk.links, link] })) };
}

test("several disks with one link, of which none has the name, and none at all are refused", () => {
  expect(refusal(() => matchDisk(linked("sdz", [alike]), withLinks(alike)))).toMatchObject({
    exit: "mismatch",
    message: expect.stringContaining("3 disks (/dev/sda, /dev/sdb, /dev/sdc) with the link") as string,
  });
  expect(refusal(() => matchDisk(linked("sdz", []), inventory))).toMatchObject({
    exit: "mismatch",
    message: expect.stringContaining('no disk with the name "sdz"') as string,
    hint: expect.stringContaining(byId) as string,
  });
});

test("a disk that is to be left alone is not taken in the place of one that is missing", () => {
  const gone = "/dev/disk/by-id/gone";
  const spared = [linked("sdb", [byId])];
  const { exit, message } = refusal(() => matchDisks({ disks: [linked("sda", [gone])], spared }, inventory));
  expect(exit).toBe("mismatch");
  expect(message).toContain("means /dev/sda, which has the link of /partitions/0, a disk to be left alone");
  const others = [linked("sda", [gone]), linked("sdb", [])];
  expect(matchDisks({ disks: [linked("sdb", [gone])], spared }, inventory)[0]?.path).toBe("/dev/sdb");
  expect(matchDisks({ disks: [linked("sda", [byId])], spared: others }, inventory)[0]?.path).toBe("/dev/sda");
});

test("disks with one link are told apart by their names, also the one that is left alone", () => {
  const disks = [linked("sda", [alike])];
  const match = (name: string): unknown =>
    matchDisks({ disks, spared: [linked(name, [alike])] }, withLinks(alike))[0]?.path;
  expect(match("sdb")).toBe("/dev/sda");
  expect(refusal(() => match("sdz")).exit).toBe("mismatch");
});

test("a disk that is taken for its name alone is told of, if links of it are known", () => {
  const disks = [linked("sda", ["/dev/disk/by-id/gone"]), linked("sdb", ["/dev/sdb"]), linked("sdc", [])];
  expect(findNamedAlone({ disks }, inventory)).toEqual([
    "/partitions/0: no disk has the link /dev/disk/by-id/gone, so /dev/sda is taken, which has the name alone and may be another disk.",
  ]);
  expect(findNamedAlone({ disks: [linked("sda", [byId]), spec("name", "sda")] }, inventory)).toEqual([]);
});
