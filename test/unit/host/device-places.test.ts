/** Where devices lie by what sysfs says, as Linux 6.1 has it for a map of two paths beside another disk. */
import { expect, test } from "vitest";
import { findHardware, findPaths, findPlace, withoutPaths } from "../../../src/host/device-places.ts";
import { createRecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const block = "/sys/class/block";
const devices = "/sys/devices/pci0000:00/block";

const files: Readonly<Record<string, Seed>> = {
  "/dev/mapper/mpatha": { kind: "symlink", target: "../dm-0" },
  "/dev/mapper/mpatha-part2": { kind: "symlink", target: "../dm-2" },
  "/dev/dm-0": { kind: "block", device: "254:0", size: 0 },
  "/dev/dm-2": { kind: "block", device: "254:2", size: 0 },
  "/dev/dm-3": { kind: "block", device: "254:3", size: 0 },
  "/dev/sdc2": { kind: "block", device: "8:34", size: 0 },
  [`${block}/dm-0/dm/uuid`]: "mpath-35000c500a1b2c3d4\n",
  [`${block}/dm-0/slaves/sda`]: "",
  [`${block}/dm-0/slaves/sdb`]: "",
  [`${block}/dm-2/dm/uuid`]: "part2-mpath-35000c500a1b2c3d4\n",
  [`${block}/dm-2/slaves/dm-0`]: "",
  [`${block}/dm-3/dm/uuid`]: "LVM-x\n",
  [`${block}/dm-3/slaves/sdc2`]: "",
  [`${block}/sda/size`]: "1",
  [`${block}/sda/sda1/size`]: "1",
  [`${block}/sda/sda2/size`]: "1",
  [`${block}/sdb/size`]: "1",
  [`${block}/sdc/sdc2/size`]: "1",
  [`${devices}/sdc/sdc2/partition`]: "2\n",
  [`${block}/sdc2`]: { kind: "symlink", target: "../../devices/pci0000:00/block/sdc/sdc2" },
};

const host = createRecordingHost({ files, programs: [] });

test("a partition of a map is on the map, one of a disk on the disk, and a volume on none", async () => {
  expect(await findPlace(host, "/dev/mapper/mpatha-part2")).toEqual({ disk: "/dev/dm-0", number: 2 });
  expect(await findPlace(host, "/dev/dm-2")).toEqual({ disk: "/dev/dm-0", number: 2 });
  expect(await findPlace(host, "/dev/sdc2")).toEqual({ disk: "/dev/sdc", number: 2 });
  expect(await findPlace(host, "/dev/dm-3")).toBeUndefined();
});

test("of a map whose first path has failed the firmware's list is made by another one", async () => {
  const states = (sda: string, sdb: string): string =>
    `mpatha: 0 2097152 multipath 2 0 0 0 2 1 A 0 1 0 8:0 ${sda} 0 E 0 1 0 8:16 ${sdb} 2\n`;
  const found = async (sda: string, sdb: string): Promise<string> => {
    const status = { command: "dmsetup status --noflush --target multipath", stdout: states(sda, sdb) };
    const own = createRecordingHost({
      files: { ...files, [`${block}/sda/dev`]: "8:0\n", [`${block}/sdb/dev`]: "8:16\n" },
      expect: [status],
    });
    return await findHardware(own, "/dev/mapper/mpatha");
  };
  expect(await found("F", "A")).toBe("/dev/sdb");
  expect(await found("A", "F")).toBe("/dev/sda");
  expect(await found("F", "F")).toBe("/dev/sda");
});

test("a firmware knows a map by a path, and any other disk by itself", async () => {
  expect(await findHardware(host, "/dev/mapper/mpatha")).toBe("/dev/sda");
  expect(await findHardware(host, "/dev/dm-0")).toBe("/dev/sda");
  expect(await findHardware(host, "/dev/sdc")).toBe("/dev/sdc");
  expect(await findHardware(host, "/dev/dm-3")).toBe("/dev/dm-3");
});

test("what the paths show is left to the map", async () => {
  expect([...(await findPaths(host))].toSorted()).toEqual(["/dev/sda", "/dev/sda1", "/dev/sda2", "/dev/sdb"]);
  const found = ["/dev/sda1", "/dev/mapper/mpatha-part1", "/dev/sdb", "/dev/sdc2"].map((device) => ({ device }));
  expect(await withoutPaths(host, found)).toEqual([{ device: "/dev/mapper/mpatha-part1" }, { device: "/dev/sdc2" }]);
});
