/** sfdisk 2.38: the script of a table, and its JSON as captured. */
import { expect, test } from "vitest";
import type { PlannedDisk, PlannedPartition } from "../../../src/schema/plan.ts";
import { parseTable, partitionPath, writeTable } from "../../../src/programs/sfdisk.ts";

function partition(number: number, more: Partial<PlannedPartition>): PlannedPartition {
  return {
    device: `/dev/sda${number}`,
    number,
    start: number * 1048576,
    size: 1048576,
    type: "T",
    partuuid: `P${number}`,
    name: "",
    purpose: "volume",
    ...more,
  };
}

const disk: PlannedDisk = {
  path: "/dev/sda",
  size: 1,
  declaredSize: 1,
  sectorSize: 512,
  tableId: "ID",
  partitions: [partition(1, { purpose: "bios-boot" }), partition(2, { name: 'a "b\\", c' })],
};

test("a table is written in one call, in sectors of the disk", () => {
  expect(writeTable(disk).input).toBe(
    [
      "label: gpt",
      "label-id: ID",
      "unit: sectors",
      "",
      "1 : start=2048, size=2048, type=T, uuid=P1",
      '2 : start=4096, size=2048, type=T, uuid=P2, name="a b, c", attrs="GUID:63"',
      "",
    ].join("\n"),
  );
  expect(writeTable({ ...disk, sectorSize: 4096 }).input).toContain("1 : start=256, size=256,");
  expect(writeTable(disk).args.slice(-2)).toEqual(["--", "/dev/sda"]);
});

const captured = `{
   "partitiontable": {
      "label": "gpt",
      "id": "11111111-2222-4333-8444-555555555555",
      "device": "/dev/loop1",
      "unit": "sectors",
      "firstlba": 256,
      "lastlba": 225246,
      "sectorsize": 4096,
      "partitions": [
         {
            "node": "/dev/loop1p2",
            "start": 4096,
            "size": 81920,
            "type": "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
            "uuid": "FDE2C4FE-1508-C24B-9400-F14C291FA443",
            "name": "boot"
         },{
            "node": "/dev/loop1p11",
            "start": 2048,
            "size": 2048,
            "type": "21686148-6449-6E6F-744E-656564454649",
            "uuid": "AAAAAAAA-0000-4000-8000-000000000001"
         }
      ]
   }
}
`;

test("a table is read in bytes, in the order of the disk", () => {
  expect(parseTable(captured)).toEqual({
    type: "gpt",
    id: "11111111-2222-4333-8444-555555555555",
    partitions: [
      {
        path: "/dev/loop1p11",
        number: 11,
        start: 2048 * 4096,
        size: 2048 * 4096,
        type: "21686148-6449-6E6F-744E-656564454649",
        partuuid: "AAAAAAAA-0000-4000-8000-000000000001",
        name: null,
      },
      {
        path: "/dev/loop1p2",
        number: 2,
        start: 4096 * 4096,
        size: 81920 * 4096,
        type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
        partuuid: "FDE2C4FE-1508-C24B-9400-F14C291FA443",
        name: "boot",
      },
    ],
  });
});

test("an attribute that another system uses for its own ends does not say that a partition is unfinished", () => {
  const unfinished = (attrs: string): unknown =>
    parseTable(captured.replace('"name": "boot"', `"name": "boot", "attrs": "${attrs}"`))?.partitions[1]?.unfinished;
  expect(unfinished("GUID:52,63")).toBe(true);
  // Flatcar's partition with a system that is to be tried once, ChromeOS' with five attempts left, and a reader's own bits.
  for (const other of ["GUID:48,52", "GUID:48,52,54,56", "GUID:52", "RequiredPartition GUID:52,63", "GUID:63", ""])
    expect(unfinished(other)).toBeUndefined();
});

test("a disk without a table, and one whose first sector only looks like one", () => {
  expect(parseTable("")).toBeNull();
  const fat =
    '{"partitiontable": {"label": "dos", "id": "0x00000000", "device": "/dev/sda", "unit": "sectors", "sectorsize": 512}}';
  expect(parseTable(fat)).toEqual({ type: "dos", id: "0x00000000", partitions: [] });
});

test.for([
  ["/dev/sda", 1, "/dev/sda1"],
  ["/dev/vdb", 12, "/dev/vdb12"],
  ["/dev/nvme0n1", 2, "/dev/nvme0n1p2"],
  ["/dev/loop3", 1, "/dev/loop3p1"],
  ["/dev/mmcblk0", 1, "/dev/mmcblk0p1"],
] as const)("partition of %s number %i is %s", ([path, number, expected]) => {
  expect(partitionPath(path, number)).toBe(expected);
});
