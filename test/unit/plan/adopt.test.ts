/** A node that another program made bootable: the config by which it is adopted, what a deploy of that plans, and everything that is refused. */
import { describe, expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import { dialects } from "../../../src/dialects/dialects.ts";
import { describeNode, type NodeFacts } from "../../../src/plan/existing-node.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import { checkStoredPlan, planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Inventory, Partition } from "../../../src/schema/inventory.ts";
import { validate as validateInventory } from "../../../src/schema/inventory.validate.js";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { storageLayers } from "../../../src/storage/layers.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { loose, type Loose, setAt } from "../../support/files/example.ts";
import { countingUuid, nth, readInventory, refusal, withDisk } from "./fixture.ts";

const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
const biosBoot = "21686148-6449-6E6F-744E-656564454649";
const espType = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

function uuid(last: string): string {
  return `abcdef01-2345-4678-9abc-${last.padStart(12, "0")}`;
}

interface Made {
  readonly start: number;
  readonly size: number;
  readonly type?: string;
  readonly fs?: string | null;
  readonly uses?: string[];
  readonly name?: string;
}

function partitions(disk: string, list: readonly Made[]): Partition[] {
  return list.map(({ start, size, type = linux, fs = null, uses = [], name }, index) => ({
    ...{ path: `${disk}${index + 1}`, number: index + 1, start: start * MiB, size: size * MiB, type, uses },
    ...{ partuuid: uuid(`${disk.at(-1)?.codePointAt(0) ?? 0}${index + 1}`), name: name ?? null },
    content: fs === null ? null : { type: fs, label: null, uuid: uuid(`f${index + 1}`) },
  }));
}

const debian: readonly Made[] = [
  { start: 1, size: 1, type: biosBoot },
  { start: 2, size: 4000, fs: "ext4", uses: ["/"] },
  { start: 4002, size: 500, fs: "swap", uses: ["[SWAP]"] },
  { start: 4502, size: 300, fs: "ntfs" },
];

/** One disk of 20 GiB with these partitions, and a second one that holds nothing. */
function node(list: readonly Made[] = debian, more: Partial<Inventory> = {}): Inventory {
  const machine = readInventory("two-systems");
  const [first, second] = machine.disks;
  const path = first?.path ?? "";
  const root = list.findIndex(({ uses }) => uses?.includes("/") === true) + 1;
  const blank = { table: null, content: null, partitions: [], uses: [] };
  const disks = [
    {
      ...nth(first === undefined ? [] : [first], 0),
      ...blank,
      size: 20 * 1024 * MiB,
      table: { type: "gpt", id: uuid("a") },
    },
    ...(second === undefined ? [] : [{ ...second, ...blank }]),
  ];
  const inventory = {
    ...machine,
    ...{ disks, running: { root: root === 0 ? null : `${path}${root}`, medium: [] } },
    ...more,
  };
  return withDisk(inventory, 0, { partitions: partitions(path, list) });
}

function facts(inventory: Inventory, more: Partial<NodeFacts> = {}): NodeFacts {
  const mounted = inventory.disks.flatMap((disk) => disk.partitions).flatMap(({ uses }) => uses);
  const own = { fstab: mounted, rootFolder: "/" };
  return { inventory, ...own, id: "debian", systemName: "Debian GNU/Linux 12 (bookworm)", ...more };
}

/** What the command prints. */
function printed(inventory: Inventory, more: Partial<NodeFacts> = {}): Loose {
  return loose(dialects["ironic"]?.write?.(describeNode(facts(inventory, more))));
}

const second = { name: "second", image_pull_url: "host::images/second/", target: "/" };
const secondRoot = { type: "partition", mount: "/", size: "3 GiB", file_system: "ext4", images: ["second"] };

/** With a second system, as a person writes it. */
function grown(inventory: Inventory, changes: Readonly<Record<string, unknown>> = {}): Loose {
  const document = printed(inventory);
  const all = { "/images/-": second, "/partitions/0/volumes/-": secondRoot, ...changes };
  for (const [pointer, value] of Object.entries(structuredClone(all))) setAt(document, pointer, value);
  return document;
}

function plan(document: unknown, inventory: Inventory): Plan {
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  return planDeploy({ source, config: readConfig(source).config, inventory, newUuid: countingUuid() });
}

function uefiNode(more: Partial<Inventory> = {}): Inventory {
  const list = [
    { start: 1, size: 512, type: espType, fs: "vfat", uses: ["/boot/efi"] },
    { start: 513, size: 4000, fs: "ext4", uses: ["/"] },
  ];
  return node(list, { firmware: "uefi", ...more });
}

describe("the config that is printed", () => {
  test("has the running system with what it mounts, by PARTUUID, and leaves out what it does not", () => {
    expect(printed(node())).toMatchObject({
      ...{ partitions_policy: "extend", firmware: "bios" },
      images: [
        { name: "debian", image_name: "Debian GNU/Linux 12 (bookworm)", image_pull_url: "existing", target: "/" },
      ],
      partitions: [
        {
          ...{ type: "disk", size: "20480 MiB" },
          volumes: [
            { type: "boot", size: "1 MiB" },
            {
              type: "partition",
              mount: "/",
              existing: `PARTUUID=${uuid("972")}`,
              size: "4000 MiB",
              file_system: "ext4",
              images: ["debian"],
            },
            {
              type: "partition",
              mount: "swap",
              existing: `PARTUUID=${uuid("973")}`,
              size: "500 MiB",
              file_system: "swap",
            },
          ],
        },
      ],
    });
  });

  test("for UEFI has the EFI system partition and no BIOS boot partition", () => {
    expect(printed(uefiNode())["partitions"]).toMatchObject([
      {
        volumes: [
          { type: "esp", mount: "/boot/efi", existing: `PARTUUID=${uuid("971")}` },
          { type: "partition", mount: "/" },
        ],
      },
    ]);
  });

  test("names the disk first that is started, if the system is on several", () => {
    const inventory = node([{ start: 1, size: 400, fs: "ext4", uses: ["/boot"] }]);
    const own = (one: Partition): Partition => ({ ...one, content: { type: "xfs", label: null, uuid: uuid("e1") } });
    const two = withDisk({ ...inventory, running: { root: "/dev/sdb1", medium: [] } }, 1, {
      table: { type: "gpt", id: uuid("b") },
      partitions: partitions("/dev/sdb", [{ start: 1, size: 900, fs: "xfs", uses: ["/"] }]).map(own),
    });
    const disks = loose(printed(two)["partitions"]) as unknown as { volumes: { mount?: string }[] }[];
    expect(disks.map(({ volumes }) => volumes.map(({ mount }) => mount))).toEqual([[undefined, "/boot"], ["/"]]);
    expect(plan(printed(two), two).boot).toMatchObject({ disk: "/dev/sda", adopt: { biosBoot: "/dev/sda2" } });
  });

  test.for([
    ["in memory", node(debian, { running: { root: null, medium: [] } }), {}, /in memory/u],
    [
      "on LVM",
      node([{ start: 2, size: 4000, fs: "LVM2_member" }], { running: { root: "/dev/mapper/vg-root", medium: [] } }),
      {},
      /\/dev\/mapper\/vg-root, which is no partition/u,
    ],
    ["on a filesystem that nothing knows", node([{ start: 2, size: 4000, fs: "jfs", uses: ["/"] }]), {}, /on jfs/u],
    ["in a subvolume", node(), { rootFolder: "/@rootfs" }, /in the folder \/@rootfs/u],
    ["without its /boot", node(), { fstab: ["/", "/usr"] }, /\/usr is not on a partition/u],
    ["without a mounted ESP", node(debian, { firmware: "uefi" }), {}, /no EFI system partition is mounted/u],
    [
      "on a multipath map",
      withDisk(node(), 0, { multipath: { wwid: "3500", paths: [] } }),
      {},
      /\/ of the running system is on \/dev\/sda, a multipath map/u,
    ],
    [
      "on an MBR",
      withDisk(node(), 0, { table: { type: "dos", id: "0x1" } }),
      {},
      /type dos, and only disks with a GPT are adopted/u,
    ],
  ] as const)("a system %s is refused", ([, inventory, more, message]) => {
    expect(refusal(() => printed(inventory, more))).toMatch(message);
  });
});

describe("the plan", () => {
  test("makes a multiboot partition, a BIOS boot partition of its own and what is new, in that order, and touches nothing else", () => {
    const inventory = node();
    const made = plan(grown(inventory), inventory);
    expect(validateInventory(inventory), JSON.stringify(validateInventory.errors)).toBe(true);
    expect(validate(made), JSON.stringify(validate.errors)).toBe(true);
    checkStoredPlan(JSON.parse(JSON.stringify(made)) as Plan);
    checkMachine(made, inventory, storageLayers);
    const [disk] = made.disks;
    expect(
      disk?.partitions
        .filter(({ added }) => added === true)
        .map(({ number, start, size, name }) => [number, start / MiB, size / MiB, name]),
    ).toEqual([
      [5, 4802, 1, "bareon-bios"],
      [6, 4803, 100, "bareon-boot"],
      [7, 4903, 3072, "second /"],
    ]);
    expect(made.boot).toMatchObject({
      kind: "multiboot",
      defaultImage: "debian",
      adopt: { biosBoot: "/dev/sda5" },
      multiboot: { device: "/dev/sda6" },
    });
    expect(made.boot.there).toBeUndefined();
    expect(made.boot.multiboot?.keep).toBeUndefined();
    expect(made.steps.map(({ id }) => id)).toEqual([
      ...["append-service /dev/sda", "mkfs /dev/sda6", "begin", "append /dev/sda", "check-table /dev/sda"],
      ...["mkfs /dev/sda7", "check-filesystems", "image second", "image debian", "boot"],
    ]);
    const commands = JSON.stringify(made.steps);
    for (const number of [1, 2, 3, 4])
      expect(commands).not.toMatch(new RegExp(`"args":[^\\]]*"/dev/sda${number}"`, "u"));
    expect(made.images.map(({ name, driver, mounts }) => [name, driver, mounts.map(({ uuid: id }) => id)])).toEqual([
      ["debian", "existing", [uuid("f2")]],
      ["second", "rsync", [made.volumes.find(({ images }) => images.includes("second"))?.uuid]],
    ]);
    expect(renderPlan(made, 100, plainStyle)).toMatch(/debian: is there, and gets the boot tool alone/u);
  });

  test("leaves the system without the tool if the config says so, and starts another one first if it says that", () => {
    const inventory = node();
    const made = plan(grown(inventory, { "/images/0/boot_tool": false, "/images/1/boot": true }), inventory);
    expect(made.steps.map(({ id }) => id)).not.toContain("image debian");
    expect(made.boot.defaultImage).toBe("second");
  });

  test("for UEFI keeps the EFI system partition and makes no BIOS boot partition", () => {
    const inventory = uefiNode();
    const made = plan(grown(inventory), inventory);
    expect(made.boot).toMatchObject({
      adopt: { biosBoot: null },
      uefi: { partitions: [{ device: "/dev/sda1", keep: true }] },
    });
    expect(made.disks[0]?.partitions.filter(({ added }) => added === true).map(({ name }) => name)).toEqual([
      "bareon-boot",
      "second /",
    ]);
  });

  test("takes what an adoption that was cut off has left, and that alone", () => {
    const left: readonly Made[] = [
      ...debian,
      { start: 4802, size: 1, type: biosBoot, name: "bareon-bios" },
      { start: 4803, size: 100, fs: "ext4", name: "bareon-boot" },
      { start: 4903, size: 3072, fs: "ext4", name: "second /" },
      { start: 7975, size: 3072, fs: "ext4", name: "second /" },
    ];
    const adopting = { multiboot: "/dev/sda6", spare: [{ place: `PARTUUID=${uuid("977")}`, images: ["second"] }] };
    const inventory = node(left, { adopting });
    const made = plan(grown(node()), inventory);
    expect(made.disks[0]?.partitions.filter(({ added }) => added === true)).toEqual([]);
    expect(made.boot).toMatchObject({
      multiboot: { device: "/dev/sda6", keep: true, uuid: uuid("f6") },
      adopt: { biosBoot: "/dev/sda5" },
    });
    expect(made.volumes.find(({ images }) => images.includes("second"))?.device).toBe("/dev/sda7");
    expect(made.steps.map(({ id }) => id).slice(0, 3)).toEqual([
      ...["append-service /dev/sda", "begin", "append /dev/sda"],
    ]);
    const strange = node(left);
    expect(refusal(() => plan(grown(node()), strange))).toMatch(
      /mismatch: \/dev\/sda6 is called bareon-boot, and what it holds cannot be read/u,
    );
  });

  test("on a node that has its menu adds to that, whatever else is on its disks", () => {
    const inventory = node(
      [
        ...debian,
        { start: 4802, size: 1, type: biosBoot, name: "bareon-bios" },
        { start: 4803, size: 100, fs: "ext4", name: "bareon-boot" },
      ],
      {
        deployed: {
          default: "debian",
          systems: [{ name: "debian", mounts: [{ mount: "/", uuid: uuid("f2") }] }],
          spare: [],
        },
      },
    );
    const made = plan(grown(node()), inventory);
    expect(made.boot).toMatchObject({ there: ["debian"], defaultImage: "debian", multiboot: { keep: true } });
    expect(made.boot.adopt).toBeUndefined();
    expect(made.images.map(({ name }) => name)).toEqual(["second"]);
  });
});

function fullDisk(): Inventory {
  return node([...debian, { start: 4802, size: 15_640, fs: "ext4" }]);
}

describe("refused before anything is written is", () => {
  test.for([
    [
      "a multipath map",
      withDisk(node(), 0, { multipath: { wwid: "3500", paths: [] } }),
      {},
      /unsupported: \/dev\/sda is a multipath map, and a node with one is not adopted/u,
    ],
    [
      "an MBR",
      withDisk(node(), 0, { table: { type: "dos", id: "0x1" } }),
      {},
      /unsupported: \/dev\/sda has a partition table of type dos/u,
    ],
    ["a disk without room", fullDisk(), {}, /mismatch: .*no free space for 100 MiB/u],
    ["another firmware", node(), { "/firmware": "uefi" }, /unsupported: the config is for firmware uefi/u],
    ["both firmwares", node(), { "/firmware": "both" }, /unsupported: the config is for firmware both/u],
    ["Secure Boot", uefiNode({ secureBoot: true }), { "/firmware": "uefi" }, /unsupported: Secure Boot is on/u],
    [
      "UEFI without its ESP",
      uefiNode(),
      { "/firmware": "uefi" },
      /unsupported: the first disk of the config has no EFI system partition/u,
    ],
    [
      "another root",
      node(debian, { running: { root: "/dev/sda4", medium: [] } }),
      {},
      /mismatch: the running system is on \/dev\/sda4, not on \/dev\/sda2/u,
    ],
    [
      "a volume that is not there",
      node(),
      { "/partitions/0/volumes/1/existing": `PARTUUID=${uuid("9")}` },
      /mismatch: the disks are not/u,
    ],
    ["another size", node(), { "/partitions/0/volumes/1/size": "300 MiB" }, /mismatch: the disks are not/u],
    ["a rescue system", node(), { "/rescue": true }, /unsupported: a rescue system/u],
  ] as const)("%s", ([, inventory, changes, message]) => {
    const document = grown(node(), changes);
    expect(refusal(() => plan(document, inventory))).toMatch(message);
  });

  test("a root of the new system on what is there", () => {
    const inventory = node();
    const document = grown(inventory, {
      "/partitions/0/volumes/3": { ...secondRoot, existing: `PARTUUID=${uuid("974")}`, size: "300 MiB" },
    });
    expect(refusal(() => plan(document, inventory))).toMatch(/mismatch/u);
  });
});
