/** What a removal wipes and gives up, what it leaves, and when it is refused. */
import { expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { planRemoval, type Removal, type RemovalRequest, splitNoted, splitVolumes } from "../../../src/plan/remove.ts";
import type { Element } from "../../../src/schema/boot-info.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import type { ExampleName } from "../../support/files/example.ts";
import { deployedNode } from "./extended-node.ts";
import { planExample, readInventory, refusal } from "./fixture.ts";

/** Its UUIDs are those of the node. */
function deployed(name: ExampleName): {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly elements: Element[];
} {
  const made = planExample(name);
  const plan = JSON.parse(JSON.stringify(made).replaceAll(/(?<=-4000-8000-00000000000)[aA](?=[" ])/gu, "f")) as Plan;
  const elements = plan.images.map(({ name: image, mounts, rootUuid }, index): Element => ({
    ...{ grub_id: index, os_id: image, image_name: image, image_uuid: "", boot_name: image, root_uuid: rootUuid },
    mounts: mounts.map(({ mount, uuid, type }) => ({ mount, uuid, type })),
  }));
  return { plan, inventory: deployedNode(readInventory(name), made), elements };
}

function removal(name: ExampleName, index: number, change: Partial<RemovalRequest> = {}): Removal {
  const { plan, inventory, elements } = deployed(name);
  const element = elements[index];
  if (element === undefined) throw new Error("there is no such system");
  const volumes = splitVolumes(elements, element, planRecord(plan));
  return planRemoval({
    halfMade: [],
    ...{ inventory, image: element.os_id, ...volumes, spare: [], freeSpace: false, layers: storageLayers },
    ...change,
  });
}

const commandsOf = ({ steps }: Removal): string[] =>
  steps.flatMap(({ commands, unlist }) => [
    ...(unlist === undefined ? [] : [`unlist ${unlist.disk.path} ${unlist.number}`]),
    ...commands.map(({ program, args }) => `${program} ${args.join(" ")}`),
  ]);

test("volumes that it alone has are wiped, and shared ones stay, swap too", () => {
  const plan = removal("two-systems", 1);
  expect(plan).toMatchObject({
    volumes: [
      { device: "/dev/sda4", mount: "/" },
      { device: "/dev/sdb3", mount: "/var/lib/data" },
    ],
    shared: ["/srv/shared"],
    freed: [],
  });
  expect(plan.places).toEqual([
    "PARTUUID=00000004-0000-4000-8000-00000000000f",
    "PARTUUID=00000009-0000-4000-8000-00000000000f",
  ]);
  const text = commandsOf(plan).join("\n");
  for (const device of ["/dev/sda1", "/dev/sda2", "/dev/sda3", "/dev/sda5", "/dev/sdb2", "unlist", "partx"])
    expect(text).not.toContain(device);
  expect(commandsOf(plan).filter((line) => line.startsWith("wipefs"))).toHaveLength(2);
});

test("the EFI system partition stays, although no other image mounts it: what starts the node is on it", () => {
  const { plan, inventory, elements } = deployed("two-systems");
  const [device, uuid] = ["/dev/sda9", "ABCD-0001"];
  const [disk] = inventory.disks;
  const [first] = disk?.partitions ?? [];
  const [, trixie] = elements;
  if (disk === undefined || first === undefined || trixie === undefined) throw new Error("the node has no disk");
  const content = { type: "vfat", uuid, label: null };
  const type = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
  disk.partitions.push({ ...first, path: device, number: 9, type, partuuid: "P9", content, uses: [] });
  const volumes = splitVolumes(elements, trixie, planRecord(plan));
  const mounts = { own: [...volumes.own, { mount: "/boot/efi", uuid: uuid.toLowerCase() }], shared: volumes.shared };
  const removed = removal("two-systems", 1, { inventory, ...mounts, freeSpace: true });
  expect(removed.shared).toContain("/boot/efi");
  expect(removed.freed).not.toContain(device);
  expect(commandsOf(removed).join("\n")).not.toContain(device);
});

test("its room is given up after all of it is wiped, the table's partition before the kernel's", () => {
  const plan = removal("two-systems", 1, { freeSpace: true });
  expect(plan.steps.map(({ id }) => id)).toEqual([
    "wipe /dev/sda4",
    "wipe /dev/sdb3",
    "free /dev/sda4",
    "free /dev/sdb3",
  ]);
  expect(commandsOf(plan).slice(-4)).toEqual([
    ...["unlist /dev/sda 4", "partx --delete --nr 4:4 -- /dev/sda"],
    ...["unlist /dev/sdb 3", "partx --delete --nr 3:3 -- /dev/sdb"],
  ]);
});

test("an array goes with its members, and logical volumes leave their group, own swap among them", () => {
  const array = removal("lvm-and-raid", 1, { freeSpace: true });
  expect(array.volumes).toMatchObject([{ device: "/dev/md127", mount: "/" }]);
  expect(array.freed).toEqual(["/dev/md127", "/dev/sda3", "/dev/sdb3"]);
  expect(
    commandsOf(array)
      .filter((line) => /^(?:mdadm|wipefs|unlist)/u.test(line))
      .map((line) => line.replace(/ .* /u, " ")),
  ).toEqual(["wipefs /dev/md127", "mdadm /dev/md127", "wipefs /dev/sda3", "wipefs /dev/sdb3", "unlist 3", "unlist 3"]);
  const { inventory } = deployed("lvm-and-raid");
  const idle = JSON.parse(JSON.stringify(inventory).replaceAll(/"uses":\["\/[^"]*"\]/gu, '"uses":[]')) as Inventory;
  const volumes = removal("lvm-and-raid", 0, { freeSpace: true, inventory: idle });
  expect(volumes.volumes.map(({ mount, size }) => [mount, size > MiB])).toEqual([
    ["/", true],
    ["/var/data", true],
    [null, true],
  ]);
  expect(
    commandsOf(volumes)
      .filter((line) => line.startsWith("lvremove"))
      .map((line) => line.split(" ").at(-1)),
  ).toEqual([...["red-disks/root", "red-disks/var-data", "red-disks/swap"]]);
});

test("without a record swap is not known, and stays", () => {
  const { elements } = deployed("lvm-and-raid");
  const [red] = elements;
  if (red === undefined) throw new Error("there is no red");
  expect(splitVolumes(elements, red, "none")).toMatchObject({
    own: [{ mount: "/" }, { mount: "/var/data" }],
    shared: [{ mount: "/srv/shared" }],
  });
});

test("beside a system whose volumes nothing says, only the root is known to be its own", () => {
  const { elements, plan } = deployed("two-systems");
  const bare = elements.map(({ mounts, ...element }, index) => (index === 0 ? element : { ...element, mounts }));
  const [, trixie] = bare;
  if (trixie === undefined) throw new Error("there is no trixie");
  const { own, shared } = splitVolumes(bare, trixie, "none");
  expect(own.map(({ mount }) => mount)).toEqual(["/"]);
  expect(new Set(shared.map(({ mount }) => mount))).toEqual(new Set(["/srv/shared", "/var/lib/data"]));
  expect(splitVolumes(bare, trixie, planRecord(plan)).own).toContainEqual(
    expect.objectContaining({ mount: "/var/lib/data" }),
  );
});

test("the filesystem that another system has its kernels on stays, also if nothing lists it", () => {
  const root = { grub_id: 0, image_name: "", image_uuid: "", boot_name: "" };
  const red: Element = {
    ...{ ...root, os_id: "red", root_uuid: "R" },
    mounts: [
      { mount: "/", uuid: "R", type: "ext4" },
      { mount: "/boot", uuid: "B", type: "ext4" },
    ],
  };
  const green: Element = {
    ...{ ...root, os_id: "green", root_uuid: "G", boot_uuid: "b" },
    mounts: [{ mount: "/", uuid: "G", type: "ext4" }],
  };
  expect(splitVolumes([red, green], red, "none")).toEqual({
    own: [{ mount: "/", uuid: "R" }],
    shared: [{ mount: "/boot", uuid: "B" }],
  });
});

test("cut off, it goes on with the places that were noted, whatever is on them by now", () => {
  const { inventory } = deployed("two-systems");
  const wiped = JSON.parse(JSON.stringify(inventory)) as Inventory;
  for (const partition of wiped.disks.flatMap(({ partitions }) => partitions))
    if (partition.path === "/dev/sda4") partition.content = null;
  const spare = ["4", "9", "5"].map((number) => ({
    place: `PARTUUID=0000000${number}-0000-4000-8000-00000000000f`,
    images: [number === "5" ? "other" : "trixie"],
  }));
  const rest = { own: [], shared: [], inventory: wiped, spare, freeSpace: true };
  expect(removal("two-systems", 1, rest)).toMatchObject({
    volumes: [{ device: "/dev/sda4", mount: null }, { device: "/dev/sdb3" }],
    freed: ["/dev/sda4", "/dev/sdb3"],
  });
});

test("what is on a place since it was wiped is nothing of the system that was removed, with all that it lies on", () => {
  const { inventory } = deployed("two-systems");
  const machine = { inventory, layers: storageLayers };
  const places = ["4", "9"].map((number) => `PARTUUID=0000000${number}-0000-4000-8000-00000000000f`);
  const noted = places.map((place) => ({ place, images: ["trixie"] }));
  expect(splitNoted(machine, noted)).toEqual({ spare: noted, taken: [] });
  const [first, second] = noted;
  if (first === undefined || second === undefined) throw new Error("nothing was noted");
  expect(splitNoted(machine, [{ ...first, wiped: true }, second])).toEqual({
    spare: [second],
    taken: [{ device: "/dev/sda4", images: ["trixie"], type: "xfs", wiped: true }],
  });
  const raid = deployed("lvm-and-raid").inventory;
  const array = removal("lvm-and-raid", 1);
  const all = array.places.map((place, index) => ({
    place,
    images: ["b"],
    ...(index === 0 ? { wiped: true as const } : {}),
  }));
  expect(splitNoted({ inventory: raid, layers: storageLayers }, all)).toMatchObject({
    spare: [],
    taken: [{ device: "/dev/md127" }],
  });
});

test("what a deploy that was cut off did not put onto its place is not spare", () => {
  const { inventory } = deployed("two-systems");
  const machine = { inventory, layers: storageLayers };
  const [place = ""] = removal("two-systems", 1).places;
  const content = inventory.disks[0]?.partitions.find(({ path }) => path === "/dev/sda4")?.content;
  const uuid = content?.uuid ?? "";
  const noted = { place, images: ["green"] };
  for (const holds of [undefined, [], [{ type: "xfs", uuid: uuid.toUpperCase() }], [{ type: "xfs" }]])
    expect(splitNoted(machine, [{ ...noted, ...(holds === undefined ? {} : { holds }) }])).toEqual({
      spare: [noted],
      taken: [],
    });
  for (const holds of [[{ type: "xfs", uuid: "x" }], [{ type: "ext4", uuid }], [{ type: "LVM2_member" }]])
    expect(splitNoted(machine, [{ ...noted, holds }])).toEqual({
      spare: [],
      taken: [{ device: "/dev/sda4", images: ["green"], type: "xfs", wiped: false }],
    });
  const empty = JSON.parse(JSON.stringify(inventory)) as Inventory;
  for (const partition of empty.disks.flatMap(({ partitions }) => partitions)) partition.content = null;
  const left = splitNoted({ ...machine, inventory: empty }, [{ ...noted, holds: [{ type: "ext4" }] }]);
  expect(left).toEqual({ spare: [noted], taken: [] });
});

test("refused is what is in use, what is not there, and what is there twice", () => {
  expect(refusal(() => removal("two-systems", 0))).toBe("unsafe: volumes of image bookworm are in use: /dev/sda3 (/)");
  const { inventory } = deployed("two-systems");
  const changed = (path: string, uuid: string): Inventory => {
    const copy = JSON.parse(JSON.stringify(inventory)) as Inventory;
    for (const partition of copy.disks.flatMap(({ partitions }) => partitions))
      if (partition.path === path && partition.content !== null) partition.content.uuid = uuid;
    return copy;
  };
  expect(refusal(() => removal("two-systems", 1, { inventory: changed("/dev/sda4", "x") }))).toMatch(
    /^mismatch: the volume for \/ of image trixie, with the UUID \S+, is not there$/u,
  );
  const twin = inventory.disks[0]?.partitions.find(({ path }) => path === "/dev/sda4")?.content?.uuid ?? "";
  expect(refusal(() => removal("two-systems", 1, { inventory: changed("/dev/sda5", twin) }))).toMatch(
    /^mismatch: .* is there 2 times: \/dev\/sda4, \/dev\/sda5$/u,
  );
});
