/** Holders that nothing shows: found by asking for a device alone, and told where they are. */
import { storageLayers } from "../../../../src/storage/layers.ts";
import { expect, test } from "vitest";
import { addHidden } from "../../../../src/machine/inspect/holders.ts";
import { createRecordingHost } from "../../../support/hosts/recording-host.ts";
import { nth, readMachine } from "../../plan/fixture.ts";

const machine = readMachine("asleep");
const nodes = Object.fromEntries(
  machine.disks.flatMap(({ partitions }) =>
    partitions.map(({ path }) => [path, { kind: "block", device: "1:1", size: 1 } as const]),
  ),
);

async function usesWith(held: readonly string[], found = machine): Promise<string[]> {
  const { disks, arrays, groups, others } = await addHidden(
    createRecordingHost({ files: nodes, held }),
    found,
    storageLayers,
  );
  const devices = [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes),
    ...others,
  ];
  return devices.flatMap(({ path, uses }) => uses.map((use) => `${path} ${use}`));
}

test("a disk that nobody holds has no hidden use", async () => {
  expect(await usesWith([])).toEqual([]);
});

test("a partition is named where it is the one, else the disk", async () => {
  expect(await usesWith(["/dev/vda", "/dev/vda2"])).toEqual(["/dev/vda2 [BUSY]"]);
  expect(await usesWith(["/dev/vdc"])).toEqual(["/dev/vdc [BUSY]"]);
});

test("what is mounted explains that the disk is held", async () => {
  const [first, ...others] = machine.disks;
  if (first === undefined) throw new Error("no disk");
  const partitions = first.partitions.map((partition, index) =>
    index === 0 ? { ...partition, uses: ["/mnt"] } : partition,
  );
  expect(await usesWith(["/dev/vda"], { ...machine, disks: [{ ...first, partitions }, ...others] })).toEqual([
    "/dev/vda1 /mnt",
  ]);
});

test("arrays and volumes are asked for where they are there at all", async () => {
  expect(await usesWith([nth(machine.arrays, 0).path, "/dev/mapper/old-root"])).toEqual([]);
  const awake = readMachine("awake");
  const before = await usesWith([], awake);
  expect((await usesWith(["/dev/mapper/old-root"], awake)).filter((use) => !before.includes(use))).toEqual([
    "/dev/mapper/old-root [BUSY]",
  ]);
  const others = [{ path: "/dev/mapper/secret", type: "crypt", parents: ["/dev/vda1"], content: null, uses: [] }];
  expect((await usesWith(["/dev/mapper/secret"], { ...awake, others })).filter((use) => !before.includes(use))).toEqual(
    ["/dev/mapper/secret [BUSY]"],
  );
});
