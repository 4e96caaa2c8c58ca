/** Plans of every kind, for what is drawn of them: each policy, each layer, and disks with much more on them than any example has. */
import { MiB } from "../../../src/base/sizes.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { changed, type ExampleName, type Loose, loose } from "../../support/files/example.ts";
import { machine3, machine7, planOf, readNode } from "../dialects/nailgun/fixture.ts";
import { planExample, planTwoDisks, readInventory, readMachine, withDisk } from "../plan/fixture.ts";
import { node, roomy, threeOnLayers, threeSystems } from "../plan/growing.ts";
import { idleNode } from "../plan/parts.ts";

const GiB = 1024 * MiB;
const TB = 1000 ** 4;

/** A disk of old: a table of MBR, one filesystem with a label, and one partition of which nothing is known. */
function usedMachine(): Inventory {
  const partition = { type: "83", name: null, uses: [] };
  return withDisk(readInventory("two-systems"), 0, {
    ...{ size: 8 * GiB, table: { type: "dos", id: "0x1" }, content: null },
    partitions: [
      {
        ...{ ...partition, path: "/dev/sda1", number: 1, start: MiB, size: 5 * GiB, partuuid: "1-01" },
        content: { type: "ext4", label: "old root", uuid: "x" },
      },
      { ...partition, path: "/dev/sda2", number: 2, start: 5 * GiB + MiB, size: GiB, partuuid: "1-02", content: null },
    ],
  });
}

/** The example once more on the node that it made; the config keeps what is there. */
function again(name: ExampleName, changes: Readonly<Record<string, unknown>> = {}): Plan {
  const inventory = idleNode(name, changed(name, { ...changes, "/partitions_policy": "clean" }));
  return planExample(name, changed(name, { ...changes, "/partitions_policy": "verify" }), inventory);
}

/** Disks of 20 TB, each with a small filesystem, many of the same size, and the rest. */
function manyDisks(): Plan {
  const [first] = readInventory("two-systems").disks;
  if (first === undefined) throw new Error("the stored machine has no disk");
  const disks = Array.from({ length: 8 }, (_, index): Disk => ({
    ...first,
    ...{ path: `/dev/sd${String.fromCodePoint(97 + index)}`, serial: `bareon-${index + 1}`, size: 20 * TB },
    ...{ device: `8:${16 * index}`, wwn: null, scsi: null, links: [] },
  }));
  const volume = (mount: string, size: string, images: readonly string[]): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images },
  });
  const partitions = disks.map(({ serial }, index) => ({
    ...{ type: "disk", id: { type: "serial", value: serial }, size: "20000 GB" },
    volumes:
      index === 0
        ? [
            volume("/", "40 GiB", ["red"]),
            volume("/", "40 GiB", ["blue"]),
            volume("/srv/0", "remaining", ["red", "blue"]),
          ]
        : [
            volume(`/srv/${index}/small`, "100 MiB", ["red"]),
            ...Array.from({ length: index * 3 }, (_, part) =>
              volume(`/srv/${index}/part-${part}`, "200 GiB", ["blue"]),
            ),
            volume(`/srv/${index}/rest`, "remaining", ["red", "blue"]),
          ],
  }));
  const image = (name: string): Loose => loose({ name, image_pull_url: `host::images/${name}/`, target: "/" });
  const document = { partitions_policy: "clean", images: [image("red"), image("blue")], partitions };
  return planExample("two-systems", document, { ...readInventory("two-systems"), disks });
}

/** Encrypted roots, with the boot menu on both disks. */
function encrypted(): Plan {
  const volume = (mount: string, size: string, image: string, encryption?: object): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images: [image] },
    ...(encryption === undefined ? {} : { encryption }),
  });
  const disk = (index: number, volumes: readonly object[]): object => ({
    ...{ type: "disk", id: { type: "serial", value: `bareon-${index}` }, size: "4 GiB", volumes },
  });
  const document = {
    ...{ partitions_policy: "clean", grub: { disks: "all" } },
    images: ["red", "blue"].map((name) => loose({ name, image_pull_url: `host::images/${name}/`, target: "/" })),
    partitions: [
      disk(1, [volume("/boot", "200 MiB", "red"), volume("/", "remaining", "red", { key_file: "/run/keys/red" })]),
      disk(2, [
        volume("/boot", "200 MiB", "blue"),
        volume("/", "remaining", "blue", { key_file: "/run/keys/blue", unlock: "tpm2", pcrs: [7] }),
      ]),
    ],
  };
  return planExample("two-systems", document, usedMachine());
}

/** The first disk is reached by two paths. */
function mapped(): Plan {
  const path = "/dev/mapper/mpatha";
  const paths = ["/dev/sda", "/dev/sdd"].map((one, index) => ({
    ...{ path: one, scsi: `${index}:0:0:0`, links: [], state: "active" as const },
  }));
  const multipath = { wwid: "35000c500a1b2c3d4", paths };
  const machine = withDisk(readInventory("two-systems"), 0, { path, device: "254:0", scsi: null, multipath });
  return planExample("two-systems", undefined, machine);
}

/** By what is special about each. */
export const drawnPlans: Readonly<Record<string, () => Plan>> = {
  "two-systems": () => planExample("two-systems", undefined, usedMachine()),
  "lvm-and-raid": () => {
    const machine = readMachine("asleep");
    const disks = machine.disks.map((disk) => ({ ...disk, size: 1500 * MiB }));
    return planExample("lvm-and-raid", undefined, { ...machine, disks });
  },
  "arrays-and-groups-that-go": () => planTwoDisks(readMachine("awake")),
  "kept-in-part": () => again("two-systems", { "/partitions/0/volumes/1/keep_data": false }),
  "layers-kept-in-part": () => again("lvm-and-raid"),
  extended: () => planExample("two-systems", threeSystems(), node("two-systems")),
  "extended-layers": () =>
    planExample("lvm-and-raid", threeOnLayers(), node("lvm-and-raid", changed("lvm-and-raid", roomy))),
  "one-system-by-uefi": () => planExample("one-system"),
  "utility-in-roots": () => planExample("utility-in-roots"),
  "utility-alone": () => planExample("utility-alone"),
  seeds: () => planExample("seeds"),
  "image-files": () => planExample("image-files"),
  rescue: () => planExample("two-systems", changed("two-systems", { "/rescue": true })),
  "nailgun-7": () => planOf(readNode("node-7"), machine7),
  "nailgun-3": () => planOf(readNode("node-3"), machine3),
  "many-disks": manyDisks,
  encrypted,
  "multipath-map": mapped,
};
