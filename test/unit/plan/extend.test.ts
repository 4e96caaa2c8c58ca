/** Policy extend: what is planned beside what a node has, which of it is taken for what is there, and everything that it refuses. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import type { Disk, Inventory, Partition } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { validate as validateInventory } from "../../../src/schema/inventory.validate.js";
import { storageLayers } from "../../../src/storage/layers.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed, loose, type Loose, setAt } from "../../support/files/example.ts";
import { deployedNode } from "./extended-node.ts";
import { decided, nth, planExample, refusal } from "./fixture.ts";
import { large, node, roomy, threeOnLayers, threeSystems } from "./growing.ts";

const GiB = 1024 * MiB;
/** The document with the values set at JSON pointers. */
function also(document: Loose, changes: Readonly<Record<string, unknown>>): Loose {
  const copy = loose(structuredClone(document));
  for (const [pointer, value] of Object.entries(changes)) setAt(copy, pointer, value);
  return copy;
}

const cases = {
  "two-systems": [threeSystems, () => node("two-systems")],
  "lvm-and-raid": [threeOnLayers, () => node("lvm-and-raid", changed("lvm-and-raid", roomy))],
} as const;

for (const [name, [config, machine]] of Object.entries(cases)) {
  const example = name as keyof typeof cases;
  test(`the plan of one system more on the node of ${name}.json is the stored one, and comes out the same again`, async () => {
    const inventory = machine();
    expect(validateInventory(inventory), JSON.stringify(validateInventory.errors)).toBe(true);
    const plan = planExample(example, config(), inventory);
    await expect(`${JSON.stringify(decided(plan), undefined, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `${name}.extend.json`),
    );
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    checkStoredPlan(JSON.parse(JSON.stringify(plan)) as Plan);
    checkMachine(plan, inventory, storageLayers);
  });

  test(`one system more on the node of ${name}.json is drawn`, async () => {
    const text = renderPlan(planExample(example, config(), machine()), 100, plainStyle);
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, `${name}.extend.txt`));
  });
}

test("the rescue system of the node stays as it is, and a node without one does not get one", () => {
  const rescue = { "/rescue": true };
  const machine = node("two-systems", changed("two-systems", rescue));
  const plan = planExample("two-systems", also(threeSystems(), rescue), machine);
  const partitions = plan.disks[0]?.partitions.filter(({ purpose }) => purpose === "rescue") ?? [];
  expect(partitions).toMatchObject([{ device: plan.boot.rescue?.device }]);
  expect(partitions[0]).not.toHaveProperty("added");
  const found = machine.disks[0]?.partitions.find(({ path }) => path === plan.boot.rescue?.device);
  expect(plan.boot.rescue?.uuid).toBe(found?.content?.uuid);
  const own = plan.steps.filter(
    (step) => step.kind === "install-rescue" || JSON.stringify(step).includes(`"${plan.boot.rescue?.device ?? ""}"`),
  );
  expect(own).toEqual([]);
  const lacking = (): unknown => planExample("two-systems", also(threeSystems(), rescue), node("two-systems"));
  expect(refusal(lacking)).toMatch(/^mismatch: .* 1 thing differs/u);
});

/** The partition of the first disk with that number. */
function partition(inventory: Inventory, number: number): Partition {
  return nth(
    inventory.disks[0]?.partitions.filter((one) => one.number === number),
    0,
  );
}

function withPartitions(
  inventory: Inventory,
  change: (partition: Partition) => Partition | undefined,
  disk = 0,
): Inventory {
  const disks = inventory.disks.map((one, index) =>
    index === disk ? { ...one, partitions: one.partitions.flatMap((part) => change(part) ?? []) } : one,
  );
  return { ...inventory, disks };
}

/** What the plan has of one device of the first disk. */
function placed(plan: Plan, device: string): object {
  return nth(
    plan.disks.flatMap(({ partitions }) => partitions).filter((one) => one.device === device),
    0,
  );
}

function differencesOf(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "mismatch") throw error;
    return error.differences.map(({ where, what, expected, found, pointer }) =>
      [where, what, expected, found, pointer].join(" | "),
    );
  }
  return [];
}

const greenRoot = { type: "partition", mount: "/", size: "3 GiB", file_system: "ext4", images: ["green"] };

describe("what is there", () => {
  test("is kept with its identities, in use or not, whatever the config says of its data, and no step names it", () => {
    const inventory = node("two-systems");
    const config = also(threeSystems(), { "/partitions/0/volumes/1/keep_data": false });
    const plan = planExample("two-systems", config, inventory);
    const before = nth(inventory.disks, 0);
    expect(nth(plan.disks, 0).partitions.slice(0, 5)).toMatchObject(
      before.partitions.map(({ path, number, start, size, partuuid }) => ({
        device: path,
        number,
        start,
        size,
        partuuid,
      })),
    );
    expect(plan.volumes.filter(({ keep }) => keep === true).map(({ uuid }) => uuid)).toEqual(
      plan.volumes
        .filter(({ device }) => device !== "/dev/sda6")
        .map(
          ({ device }) =>
            inventory.disks.flatMap(({ partitions }) => partitions).find(({ path }) => path === device)?.content?.uuid,
        ),
    );
    const commands = JSON.stringify(plan.steps);
    for (const device of ["/dev/sda1", "/dev/sda2", "/dev/sda3", "/dev/sda4", "/dev/sda5", "/dev/sdb2"])
      expect(commands).not.toContain(`"${device}"`);
    expect(commands).not.toContain('"--update","--"');
    expect(commands).not.toMatch(/unmount|tear-down|invalidate|install-boot|swapoff/u);
  });

  test("is found by what the systems mount, whatever its name and place in the list", () => {
    const inventory = withPartitions(node("two-systems"), (one) => ({ ...one, name: null }));
    const reversed = threeSystems();
    const volumes = reversed["partitions"]?.[0]?.["volumes"] as unknown as unknown[];
    volumes.push(volumes.shift());
    volumes.reverse();
    const plan = planExample("two-systems", reversed, inventory);
    expect(plan.images.map(({ name }) => name)).toEqual(["green"]);
    expect(placed(plan, "/dev/sda6")).toMatchObject({ number: 6, added: true, name: "green /" });
  });

  test("an image can be read from a disk that is in use, since nothing on it is erased", () => {
    const config = also(threeSystems(), { "/images/2/image_pull_url": "/srv/images/green/" });
    expect(nth(planExample("two-systems", config, node("two-systems")).images, 0).source).toBe("/srv/images/green/");
  });

  test("nothing is made where all is there", () => {
    const inventory = node("two-systems");
    const plan = planExample("two-systems", changed("two-systems", { "/partitions_policy": "extend" }), inventory);
    expect(plan.images).toEqual([]);
    expect(plan.steps.map(({ kind }) => kind)).toEqual(["extend-boot"]);
  });

  test("a system that has all it had, and gets a volume, is not deployed again", () => {
    const volume = { type: "partition", mount: "/var/cache", size: "1 GiB", file_system: "ext4", images: ["trixie"] };
    const config = changed("two-systems", {
      "/partitions_policy": "extend",
      "/partitions/0/size": "20 GiB",
      "/partitions/0/volumes/-": volume,
    });
    const plan = planExample("two-systems", config, node("two-systems"));
    expect(plan.images).toEqual([]);
    expect(plan.steps.map(({ kind }) => kind)).toEqual([
      ...["begin-extend", "append-partitions", "check-table", "make-filesystem", "check-filesystems", "extend-boot"],
    ]);
    const inventory = node("two-systems");
    const one = nth(
      nth(plan.disks, 0).partitions.filter(({ added }) => added === true),
      0,
    );
    const { device: path, number, start, size, type, partuuid, name: label } = one;
    const made = { path, number, start, size, type, partuuid, name: label, uses: [] };
    const content = { type: "ext4", uuid: "bbbbbbbb-0000-4000-8000-000000000002", label: null };
    const disks = inventory.disks.map((disk, index) =>
      index === 0 ? { ...disk, partitions: [...disk.partitions, { ...made, content }] } : disk,
    );
    expect(planExample("two-systems", config, { ...inventory, disks }).steps).toHaveLength(1);
  });
});

describe("free space", () => {
  /** Where the new root of the first disk comes to lie, in MiB, if partition 4 is that large and a hole lies before it. */
  function rootIn(hole: number, size: string): object {
    const machine = node("two-systems");
    const inventory = withPartitions(machine, (one) =>
      one.number >= 4 ? { ...one, start: one.start + hole * MiB } : one,
    );
    const config = also(threeSystems(), { "/partitions/0/volumes/0/size": size });
    const plan = planExample("two-systems", config, inventory);
    return placed(plan, "/dev/sda6");
  }

  test("a new volume goes into the first piece in which it fits", () => {
    const { start: end } = partition(node("two-systems"), 4);
    const last = partition(node("two-systems"), 5);
    expect(rootIn(2000, "2000 MiB")).toMatchObject({ start: end, size: 2000 * MiB });
    expect(rootIn(2000, "2001 MiB")).toMatchObject({ start: last.start + last.size + 2000 * MiB, size: 2001 * MiB });
  });

  test("one that takes the rest gets the largest piece within the declared size, after all others", () => {
    const config = also(threeSystems(), {
      "/partitions/0/volumes/0/size": "remaining",
      "/partitions/0/volumes/2/size": "4740 MiB",
      "/partitions/0/volumes/-": {
        type: "partition",
        mount: "/opt",
        size: "1 GiB",
        file_system: "ext4",
        images: ["green"],
      },
    });
    const plan = planExample("two-systems", config, node("two-systems"));
    const last = partition(node("two-systems"), 5);
    expect(placed(plan, "/dev/sda7")).toMatchObject({ start: last.start + last.size, size: GiB, name: "green /opt" });
    expect(placed(plan, "/dev/sda6")).toMatchObject({
      start: last.start + last.size + GiB,
      size: 20 * GiB - (last.start - MiB + last.size + GiB),
    });
  });

  test("a group gives its free extents, the rest after all others", () => {
    const config = also(threeOnLayers(), {
      "/partitions/2/volumes/3/size": "remaining",
      "/partitions/2/volumes/-": {
        type: "lv",
        name: "more",
        mount: "/opt",
        size: "10 MiB",
        file_system: "ext4",
        images: ["green"],
      },
    });
    const plan = planExample("lvm-and-raid", config, node("lvm-and-raid", changed("lvm-and-raid", roomy)));
    const sizes = nth(plan.groups, 0).volumes.map(({ name, size, added }) => [name, size / MiB, added]);
    expect(sizes).toEqual([
      ["root", 500, undefined],
      ["swap", 64, undefined],
      ["var-data", 112, undefined],
      ["green-root", 1120 - 500 - 64 - 112 - 10, true],
      ["more", 10, true],
    ]);
  });
});

describe("what a deploy that was cut off has made", () => {
  const made = planExample("two-systems", threeSystems(), node("two-systems"));
  const begin = made.steps.flatMap((step) => (step.kind === "begin-extend" ? step.volumes : []));

  /** The node when the new root has been made, and the image perhaps, but no menu has it. */
  function cutOff(change: Partial<Partition> = {}, spare = begin): Inventory {
    const inventory = node("two-systems");
    const one = nth(made.disks, 0).partitions.find(({ device }) => device === "/dev/sda6");
    if (one === undefined) throw new Error("there is no new partition");
    const { device: path, number, start, size, type, partuuid, name } = one;
    const content = { type: "ext4", uuid: "bbbbbbbb-0000-4000-8000-000000000001", label: null };
    const half: Partition = { path, number, start, size, type, partuuid, name, content, uses: [], ...change };
    const disks = inventory.disks.map((disk, index) =>
      index === 0 ? { ...disk, partitions: [...disk.partitions, half] } : disk,
    );
    const deployed = inventory.deployed ?? { default: null, systems: [] };
    return { ...inventory, disks, deployed: { ...deployed, spare: [...spare] } };
  }

  test("is noted with the filesystems that it may hold, also those that are there before", () => {
    const own = { type: "ext4", uuid: "bbbbbbbb-0000-4000-8000-000000000001" };
    const uuid = made.volumes.find(({ device }) => device === "/dev/sda6")?.uuid;
    expect(begin.map(({ holds }) => holds)).toEqual([[{ type: "ext4", uuid }]]);
    const again = (content: Partition["content"]): unknown =>
      planExample("two-systems", threeSystems(), cutOff({ content })).steps.flatMap((step) =>
        step.kind === "begin-extend" ? step.volumes.map(({ holds }) => holds) : [],
      );
    expect(again({ ...own, label: null })).toEqual([[own]]);
    expect(again({ type: "vfat", uuid: "AB-12", label: null })).toEqual([
      [expect.objectContaining({ type: "ext4" }), { type: "vfat", uuid: "AB-12" }],
    ]);
    const layered = planExample("lvm-and-raid", threeOnLayers(), node("lvm-and-raid", changed("lvm-and-raid", roomy)));
    const noted = layered.steps.flatMap((step) => (step.kind === "begin-extend" ? step.volumes : []));
    const types = noted.map(({ place, holds }) => [place.split("=")[0], holds?.map(({ type }) => type)]);
    expect(types).toContainEqual(["PARTUUID", ["linux_raid_member"]]);
    expect(types).toContainEqual(["MD_UUID", ["ext4"]]);
  });

  test.for([
    ["with a filesystem", {}],
    ["without one", { content: null }],
    ["with another one", { content: { type: "xfs", uuid: "c", label: null } }],
  ] as const)("is made anew %s, on the partition that is there", ([, change]) => {
    const plan = planExample("two-systems", threeSystems(), cutOff(change));
    expect(placed(plan, "/dev/sda6")).toMatchObject({ number: 6, partuuid: begin[0]?.place.slice(9).toUpperCase() });
    expect(placed(plan, "/dev/sda6")).not.toHaveProperty("added");
    expect(plan.steps.map(({ kind }) => kind)).toEqual([
      ...["begin-extend", "append-partitions", "check-table", "make-filesystem", "check-filesystems"],
      ...["deploy-image", "extend-boot"],
    ]);
    // The kernel may not have been told of it before the deploy was cut off.
    expect(plan.steps[1]).toMatchObject({ clear: [], show: [{ args: ["--update", "--nr", "6:6", "--", "/dev/sda"] }] });
  });

  test("does not count as a volume that the config has to name", () => {
    const other = also(threeSystems(), { "/partitions/0/volumes/0/size": "1 GiB" });
    const plan = planExample("two-systems", other, cutOff());
    expect(placed(plan, "/dev/sda7")).toMatchObject({ size: GiB, added: true });
    expect(placed(plan, "/dev/sda6")).toMatchObject({ size: 3 * GiB });
  });

  test("is no place for another volume that takes the rest, which is the largest free piece", () => {
    const rest = { ...greenRoot, mount: "/srv/rest", size: "remaining" };
    const other = also(threeSystems(), {
      "/partitions/0/volumes/0/size": "1 GiB",
      "/partitions/0/volumes/2/size": "4740 MiB",
      "/partitions/0/volumes/-": rest,
    });
    const plan = planExample("two-systems", other, cutOff());
    expect(placed(plan, "/dev/sda6")).toMatchObject({ size: 3 * GiB });
    expect(placed(plan, "/dev/sda8")).toMatchObject({ added: true, name: "green /srv/rest" });
  });

  test("is not touched if nothing says that it was made so", () => {
    expect(refusal(() => planExample("two-systems", threeSystems(), cutOff({}, [])))).toMatch(/^mismatch: /u);
    expect(refusal(() => planExample("two-systems", threeSystems(), cutOff({ content: null }, [])))).toMatch(
      /^mismatch: /u,
    );
  });

  test("is not touched if it is in use", () => {
    expect(refusal(() => planExample("two-systems", threeSystems(), cutOff({ uses: ["/mnt"] })))).toBe(
      "unsafe: what is to be made is in use: /dev/sda6 (/mnt)",
    );
  });
});

describe("refused is", () => {
  test("a node of which nothing tells what it has", () => {
    const { deployed: _, ...inventory } = node("two-systems");
    expect(refusal(() => planExample("two-systems", threeSystems(), inventory))).toMatch(
      /^mismatch: policy "extend" adds systems to a node that has a boot menu of bareon/u,
    );
  });

  test("a partition that the config does not have, and one that is larger than the config says", () => {
    const inventory = node("two-systems");
    const strange = {
      ...partition(inventory, 5),
      path: "/dev/sda9",
      number: 9,
      start: 18 * GiB,
      size: GiB,
      partuuid: "X",
    };
    const disks = inventory.disks.map((disk, index) =>
      index === 0 ? { ...disk, partitions: [...disk.partitions, strange] } : disk,
    );
    expect(differencesOf(() => planExample("two-systems", threeSystems(), { ...inventory, disks }))).toEqual([
      "/dev/sda9 | partition | none | 1024 MiB at 18432 MiB | /partitions/0",
    ]);
    const other = also(threeSystems(), { "/partitions/0/volumes/1/size": "4 GiB" });
    expect(differencesOf(() => planExample("two-systems", other, inventory))).toEqual([
      "/dev/sda3 | size | 4096 MiB | 3072 MiB | /partitions/0/volumes/1",
    ]);
  });

  test("another filesystem in the place of one that is there", () => {
    const other = also(threeSystems(), { "/partitions/0/volumes/1/file_system": "xfs" });
    expect(differencesOf(() => planExample("two-systems", other, node("two-systems")))).toEqual([
      "/dev/sda3 | filesystem | xfs | ext4 | /partitions/0/volumes/1",
    ]);
  });

  test("no free space, with the largest piece that there is", () => {
    const full = also(threeSystems(), { "/partitions/0/volumes/0/size": "13 GiB" });
    expect(refusal(() => planExample("two-systems", full, node("two-systems")))).toBe(
      "mismatch: /partitions/0/volumes/0: /dev/sda has no free space for 13 GiB: its largest free piece has 12 GiB",
    );
    const group = also(threeOnLayers(), { "/partitions/2/volumes/3/size": "500 MiB" });
    expect(
      refusal(() => planExample("lvm-and-raid", group, node("lvm-and-raid", changed("lvm-and-raid", roomy)))),
    ).toMatch(
      /^mismatch: \/partitions\/2: group red-disks has no room for what is new: 500 MiB are asked for and 444 MiB/u,
    );
  });

  test("a system that the config leaves out or calls by another name", () => {
    const inventory = node("two-systems");
    const config = loose(JSON.parse(JSON.stringify(threeSystems()).replaceAll('"trixie"', '"sid"')));
    expect(refusal(() => planExample("two-systems", config, inventory))).toMatch(/^mismatch: /u);
  });

  test("a disk without a GPT, one that is read-only, and one that has no service partitions", () => {
    const inventory = node("two-systems");
    const first = (facts: Partial<Disk>): Inventory => ({
      ...inventory,
      disks: inventory.disks.map((disk, index) => (index === 0 ? { ...disk, ...facts } : disk)),
    });
    expect(
      differencesOf(() => planExample("two-systems", threeSystems(), first({ table: null, partitions: [] })))[0],
    ).toBe("/dev/sda | partition table | gpt | none | /partitions/0");
    expect(refusal(() => planExample("two-systems", threeSystems(), first({ readOnly: true })))).toMatch(
      /^unsafe: .*\/dev\/sda is read-only/u,
    );
    const without = withPartitions(inventory, (one) => (one.number === 2 ? undefined : one));
    expect(differencesOf(() => planExample("two-systems", threeSystems(), without))).toEqual([
      "/dev/sda | partition | multiboot | none | /partitions/0",
    ]);
  });

  test("a disk on which something sits beside its partitions", () => {
    const inventory = node("two-systems");
    const held = inventory.disks.map((disk) => ({ ...disk, uses: ["/dev/mapper/held"] }));
    expect(refusal(() => planExample("two-systems", threeSystems(), { ...inventory, disks: held }))).toMatch(
      /^unsafe: .*\/dev\/sda is in use: \/dev\/mapper\/held sits on it/su,
    );
  });

  test("a new physical volume for a group that is there", () => {
    const machine = node("lvm-and-raid", changed("lvm-and-raid", roomy));
    const group = also(threeOnLayers(), {
      "/partitions/0/volumes/-": { type: "pv", vg: "red-disks", size: "200 MiB" },
    });
    expect(differencesOf(() => planExample("lvm-and-raid", group, machine))).toEqual([
      "/dev/sda7 | volume group | red-disks | none | /partitions/2",
    ]);
  });

  test("a utility image of whose volumes only some would be new", () => {
    const tools = { name: "tools", image_pull_url: "host::images/tools/", target: "/opt" };
    const volume = { type: "partition", mount: "/opt", size: "1 GiB", file_system: "ext4", images: ["tools"] };
    const before = changed("two-systems", {
      "/images/-": tools,
      "/partitions/0/size": "20 GiB",
      "/partitions/0/volumes/1/size": "5 GiB",
      "/partitions/0/volumes/-": volume,
    });
    const inventory = node("two-systems", before);
    const after = also(before, {
      "/partitions_policy": "extend",
      "/partitions/0/volumes/-": { ...volume, mount: "/opt/more" },
    });
    expect(refusal(() => planExample("two-systems", after, inventory))).toMatch(
      /^mismatch: \/images\/2: of the volumes of image tools only \/opt\/more would be new/u,
    );
    const same = planExample("two-systems", also(before, { "/partitions_policy": "extend" }), inventory);
    expect(same.utilities).toEqual([]);
  });

  test("a stored plan for a node that has other systems by now", () => {
    const inventory = node("two-systems");
    const plan = planExample("two-systems", threeSystems(), inventory);
    const busier = withPartitions(inventory, (one) => ({ ...one, uses: ["/srv"] }));
    checkMachine(plan, busier, storageLayers);
    const { deployed } = inventory;
    if (deployed === undefined) throw new Error("the node has no systems");
    const other = { ...inventory, deployed: { ...deployed, systems: deployed.systems.slice(1) } };
    expect(refusal(() => checkMachine(plan, other, storageLayers))).toMatch(/the node has other systems now/u);
  });
});

test("a disk in the place of one that a system of the node has a volume on is refused, with what is lost and what helps", () => {
  const inventory = node("two-systems");
  const lost = nth(inventory.disks, 1);
  const shared = lost.partitions.find(({ path }) => path === "/dev/sdb2");
  const blank = { ...lost, partitions: [] };
  const replaced = { ...inventory, disks: inventory.disks.map((disk) => (disk === lost ? blank : disk)) };
  const data = lost.partitions.find(({ path }) => path === "/dev/sdb3");
  const uuid = shared?.content?.uuid ?? "";
  const action = (): unknown => planExample("two-systems", threeSystems(), replaced);
  const own = `would be made anew, and the filesystem ${uuid} that the system has there is not found`;
  expect(refusal(action)).toBe(
    `mismatch: the node does not have what the deploy config says of it: /dev/sdb2, for /srv/shared of system bookworm, ${own}; /dev/sdb2, for /srv/shared of system trixie, ${own}; /dev/sdb3, for /var/lib/data of system trixie, ${own.replace(uuid, data?.content?.uuid ?? "")}`,
  );
  const hint = `Put the disk with it back, or make its partitions by hand, with ext4 of the UUID ${uuid} on /dev/sdb2.`;
  expect(action).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) as string }) as Error);
  const partitions = lost.partitions.map((part) => (part === data ? { ...part, content: null } : part));
  const half = inventory.disks.map((disk) => (disk === lost ? { ...lost, partitions } : disk));
  expect(differencesOf(() => planExample("two-systems", threeSystems(), { ...inventory, disks: half }))).toEqual([
    "/dev/sdb3 | filesystem | btrfs | none | /partitions/1/volumes/1",
  ]);
});

test("a disk that comes to the node is filled if it has an empty table", () => {
  const two = node("two-systems");
  const [sda, sdb] = two.disks;
  if (sda === undefined || sdb === undefined) throw new Error("there are not two disks");
  const sdc = { ...sdb, path: "/dev/sdc", device: "8:32", serial: "NEW", wwn: null, links: [], partitions: [] };
  const volume = { type: "partition", mount: "/srv/green", size: "remaining", file_system: "ext4", images: ["green"] };
  const id = { type: "serial", value: "NEW" };
  const config = also(threeSystems(), {
    "/partitions/-": { type: "disk", id, size: "8 GiB", volumes: [volume] },
  });
  const plan = planExample("two-systems", config, { ...two, disks: [sda, sdb, sdc] });
  expect(plan.disks[2]?.partitions.map(({ number, purpose, added }) => [number, purpose, added])).toEqual([
    [1, "bios-boot", true],
    [2, "volume", true],
  ]);
  expect(plan.steps.map(({ id: name }) => name)).toContain("append /dev/sdc");
  const blank = { ...sdc, table: null };
  expect(differencesOf(() => planExample("two-systems", config, { ...two, disks: [sda, sdb, blank] }))).toEqual([
    "/dev/sdc | partition table | gpt | none | /partitions/2",
  ]);
});

test.for(["uefi", "both"])(
  "on a node of firmware %s its EFI system partition stays, and no step names it",
  (firmware) => {
    const machine = { ...large("two-systems"), firmware: "uefi" as const };
    const at = { "/firmware": firmware };
    const before = planExample("two-systems", changed("two-systems", at), machine);
    const made = deployedNode(machine, before);
    const esps = before.boot.uefi?.partitions ?? [];
    const inventory = {
      ...made,
      disks: made.disks.map((disk) => ({
        ...disk,
        partitions: disk.partitions.map((part) => {
          const esp = esps.find(({ device }) => device === part.path);
          return esp === undefined
            ? part
            : { ...part, content: { type: "vfat", uuid: esp.uuid, label: "BAREON-ESP" }, uses: ["/boot/efi"] };
        }),
      })),
    };
    const plan = planExample("two-systems", also(threeSystems(), at), inventory);
    expect(esps.length).toBeGreaterThan(0);
    for (const { device } of esps) {
      expect(JSON.stringify(plan.steps)).not.toContain(`"${device}"`);
      expect(placed(plan, device)).not.toHaveProperty("added");
    }
    expect(plan.images.map(({ name }) => name)).toEqual(["green"]);
  },
);

test("partitions whose numbers have gaps: a new one has the next number after the last, wherever it lies", () => {
  const inventory = node("two-systems");
  const spare = { place: `PARTUUID=${partition(inventory, 4).partuuid?.toLowerCase()}`, images: ["trixie"] };
  const deployed = inventory.deployed ?? { default: null, systems: [], spare: [] };
  const one = { ...deployed, systems: deployed.systems.filter(({ name }) => name !== "trixie"), spare: [spare] };
  const gap = withPartitions({ ...inventory, deployed: one }, (part) => (part.number === 4 ? undefined : part));
  const rest = gap.disks.map((disk, index) =>
    index === 1 ? { ...disk, partitions: disk.partitions.filter(({ number }) => number !== 3) } : disk,
  );
  const plan = planExample("two-systems", changed("two-systems", { "/partitions_policy": "extend" }), {
    ...gap,
    disks: rest,
  });
  expect(placed(plan, "/dev/sda6")).toMatchObject({ number: 6, start: partition(inventory, 4).start, added: true });
});

test("a utility image goes into the trees of new systems alone, and onto new volumes", () => {
  const tools = { name: "tools", image_pull_url: "host::images/tools/", target: "/opt/tools" };
  const data = { name: "data", image_pull_url: "host::images/data/", target: "/data" };
  const config = also(threeSystems(), {
    "/images/-": tools,
    "/partitions/0/volumes/0": { ...greenRoot, images: ["green", "tools"] },
    "/partitions/0/volumes/1/images": ["bookworm", "tools"],
  });
  setAt(config, "/images/-", data);
  setAt(config, "/partitions/0/volumes/-", { ...greenRoot, mount: "/data", size: "1 GiB", images: ["data"] });
  const plan = planExample("two-systems", config, node("two-systems"));
  expect(plan.utilities.map(({ name, into, mounts }) => [name, into, mounts.length])).toEqual([
    ["tools", ["green"], 0],
    ["data", [], 1],
  ]);
});

test("a node that was adopted and released: the plan says that its menu boots it again", () => {
  const inventory = node("two-systems");
  const { deployed } = inventory;
  if (deployed === undefined) throw new Error("it has nothing deployed");
  const released = { ...inventory, deployed: { ...deployed, released: true } };
  expect([validateInventory(released), validateInventory.errors]).toEqual([true, null]);
  const plan = planExample("two-systems", threeSystems(), released);
  expect([validate(plan), validate.errors]).toEqual([true, null]);
  expect(plan.steps.at(-1)?.title).toBe(
    "Prove the kernels of green and add them to the boot menu, and let the boot menu boot the node again",
  );
  const text = renderPlan(plan, 120, plainStyle);
  expect(text).toContain("the node was released, and boots by it again:");
  expect(text).not.toContain("the boot loader stays as it is");
});

test("a partition of another program is refused, and it is said when such ones are left alone, and what helps else", () => {
  const inventory = node("two-systems");
  const disks = inventory.disks.map((disk, index): Disk => {
    const foreign: Partition = {
      ...{ path: `${disk.path}9`, number: 9, start: 50 * GiB, size: GiB, type: "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7" },
      ...{ partuuid: "abcdef01-2345-4678-9abc-000000000009", name: null, uses: [] },
      content: { type: "ntfs", uuid: "0123456789ABCDEF", label: null },
    };
    return index === 0 ? { ...disk, partitions: [...disk.partitions, foreign] } : disk;
  });
  const error = (): unknown => planExample("two-systems", threeSystems(), { ...inventory, disks });
  expect(error).toThrow(
    expect.objectContaining({
      exit: "mismatch",
      hint: expect.stringMatching(/beside an adopted system that is in the config; .* by policy "clean"\.$/u) as string,
    }) as Error,
  );
});
