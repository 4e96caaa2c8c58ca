/** Policies that keep partitions: what the plan takes over from the disks, and every kind of difference that it refuses. */
import { findMisfits, keepOccupied } from "../../../src/plan/filesystem-images.ts";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import type { Disk, Inventory, Partition } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { changed } from "../../support/files/example.ts";
import { nth, planExample, readInventory, violationsIn } from "../plan/fixture.ts";

const verify = { "/partitions_policy": undefined };
const root = "/partitions/0/volumes/0";

/** A UUID that this machine alone has, unlike those of a new plan. */
function foundUuid(number: number): string {
  return `${number.toString(16).padStart(8, "f")}-1111-4111-8111-11111111111a`;
}

/** The machine of the example after a deploy of it, with identities of its own. */
function deployedMachine(plan = planExample("two-systems")): Inventory {
  let count = 0;
  const next = (): string => foundUuid((count += 1));
  const contents = new Map([
    ...plan.volumes.map(({ device, type, label }) => [device, { type, label, uuid: next() }] as const),
    [plan.boot.multiboot?.device ?? "", { type: "ext4", label: "bareon-boot", uuid: next() }] as const,
    ...(plan.boot.rescue === undefined
      ? []
      : [[plan.boot.rescue.device, { type: "ext4", label: "bareon-rescue", uuid: next() }] as const]),
  ]);
  const inventory = readInventory("two-systems");
  const disks = inventory.disks.map((disk): Disk => {
    const planned = plan.disks.find(({ path }) => path === disk.path);
    if (planned === undefined) return disk;
    const partitions = planned.partitions.map(({ device, number, start, size, type, name }): Partition => ({
      path: device,
      number,
      start,
      size,
      type,
      name: name === "" ? null : name,
      partuuid: next().toUpperCase(),
      content: contents.get(device) ?? null,
      uses: [],
    }));
    return { ...disk, table: { type: "gpt", id: next().toUpperCase() }, content: null, partitions };
  });
  return { ...inventory, disks };
}

/** One partition of the first disk changed, or removed where `change` gives undefined. */
function withPartition(
  number: number,
  change: (partition: Partition) => Partition | undefined,
  inventory = deployedMachine(),
): Inventory {
  const disks = inventory.disks.map((disk) =>
    disk.path === "/dev/sda"
      ? {
          ...disk,
          partitions: disk.partitions.flatMap((partition) =>
            partition.number === number ? (change(partition) ?? []) : partition,
          ),
        }
      : disk,
  );
  return { ...inventory, disks };
}

function planOn(inventory: Inventory, changes: Readonly<Record<string, unknown>> = {}): Plan {
  return planExample("two-systems", changed("two-systems", { ...verify, ...changes }), inventory);
}

function differencesOn(inventory: Inventory, changes: Readonly<Record<string, unknown>> = {}): string[] {
  try {
    planOn(inventory, changes);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "mismatch") throw error;
    return error.differences.map(({ where, what, expected, found, pointer }) =>
      [where, what, expected, found, pointer].join(" | "),
    );
  }
  return [];
}

function stepIds(plan: Plan): string[] {
  return plan.steps.map(({ id }) => id);
}

test("a disk that matches keeps its table, partitions and filesystems with their identities", () => {
  const inventory = deployedMachine();
  const plan = planOn(inventory);
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  checkStoredPlan(plan);
  expect(plan.policy).toBe("verify");
  for (const disk of plan.disks) {
    const found = inventory.disks.find(({ path }) => path === disk.path);
    expect([disk.keep, disk.tableId]).toEqual([true, found?.table?.id]);
    expect(disk.partitions.map(({ partuuid, name }) => [partuuid, name])).toEqual(
      found?.partitions.map(({ partuuid, name }) => [partuuid, name ?? ""]),
    );
  }
  const contents = new Map(
    inventory.disks.flatMap(({ partitions }) => partitions.map(({ path, content }) => [path, content])),
  );
  for (const { device, uuid, keep } of plan.volumes) expect([keep, uuid]).toEqual([true, contents.get(device)?.uuid]);
  expect(plan.boot.multiboot?.uuid).toBe(contents.get("/dev/sda2")?.uuid);
  expect(nth(plan.images, 0).fstab).toContain(`UUID=${contents.get("/dev/sda3")?.uuid} / ext4`);
  expect(stepIds(plan)).toEqual([
    "invalidate-boot-sector /dev/sda",
    "invalidate-boot-sector /dev/sdb",
    "show /dev/sda",
    "check-table /dev/sda",
    "show /dev/sdb",
    "check-table /dev/sdb",
    "mkfs /dev/sda2",
    "check-filesystems",
    "image bookworm",
    "image trixie",
    "boot",
  ]);
});

test("keep_data false makes a filesystem anew under its UUID, after its old one is wiped; the others are left alone", () => {
  const plan = planOn(deployedMachine(), { [`${root}/keep_data`]: false, [`${root}/disk_label`]: "fresh" });
  const volume = plan.volumes.find(({ device }) => device === "/dev/sda3");
  expect(volume).toMatchObject({ uuid: foundUuid(1), label: "fresh" });
  expect(volume?.keep).toBeUndefined();
  expect(stepIds(plan).filter((id) => id.startsWith("mkfs"))).toEqual(["mkfs /dev/sda2", "mkfs /dev/sda3"]);
  const step = plan.steps.find(({ id }) => id === "mkfs /dev/sda3");
  expect(
    step !== undefined && "commands" in step
      ? step.commands.map(({ program, args }) => `${program} ${args.at(-1)}`)
      : [],
  ).toEqual(["blkdiscard /dev/sda3", "blkdiscard /dev/sda3", "wipefs /dev/sda3", "mkfs.ext4 /dev/sda3"]);
  checkStoredPlan(plan);
});

test("what is to be made anew may be empty after a deploy that was stopped; it then gets a new UUID", () => {
  const blank = withPartition(
    3,
    (partition) => ({ ...partition, content: null }),
    withPartition(2, (partition) => ({ ...partition, content: null })),
  );
  const plan = planOn(blank, { [`${root}/keep_data`]: false });
  const uuids = [plan.boot.multiboot?.uuid, plan.volumes.find(({ device }) => device === "/dev/sda3")?.uuid];
  for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{8}-0000-4000-8000-/u);
});

const edits: Readonly<Record<string, readonly [string, (plan: Plan) => void]>> = {
  "a kept partition that is not there": [
    "/disks/0/partitions",
    (plan) => plan.disks.forEach((disk) => disk.partitions.forEach((partition) => (partition.start += MiB))),
  ],
  "a kept filesystem that is not there": [
    "/volumes/1",
    (plan) => plan.volumes.forEach((volume) => (volume.uuid = foundUuid(77))),
  ],
  "a filesystem kept on a new disk": [
    "/disks/0",
    (plan) => plan.disks.forEach((disk) => Reflect.deleteProperty(disk, "keep")),
  ],
};

test.for(Object.entries(edits))("a stored plan with %s is refused", ([, [pointer, edit]]) => {
  const plan = planOn(deployedMachine());
  edit(plan);
  expect(() => checkStoredPlan(plan)).toThrow(
    expect.objectContaining({
      violations: violationsIn(pointer),
    }) as Error,
  );
});

test("1 MiB more or less is no difference, and the plan has what is there", () => {
  const near = withPartition(5, (partition) => ({
    ...partition,
    start: partition.start + MiB,
    size: partition.size - MiB,
  }));
  const found = near.disks[0]?.partitions[4];
  const plan = planOn(near);
  expect(plan.disks[0]?.partitions[4]).toMatchObject({ start: found?.start, size: found?.size });
  expect(plan.volumes.find(({ device }) => device === "/dev/sda5")?.size).toBe(found?.size);
  const far = withPartition(5, (partition) => ({
    ...partition,
    start: partition.start + MiB + 512,
    size: partition.size - MiB - 512,
  }));
  expect(differencesOn(far)).toEqual([expect.stringContaining("| start |"), expect.stringContaining("| size |")]);
});

const content =
  (more: Partial<NonNullable<Partition["content"]>>) =>
  (partition: Partition): Partition => ({
    ...partition,
    content: { type: "ext4", label: null, uuid: foundUuid(99), ...more },
  });

const kinds: Readonly<Record<string, readonly [Inventory, readonly string[]]>> = {
  "a missing partition": [
    withPartition(5, () => undefined),
    ["/dev/sda5 | partition | 256 MiB at 7937 MiB | none | /partitions/0/volumes/2"],
  ],
  "another partition": [
    withPartition(5, (partition) => ({ ...partition, number: 7, path: "/dev/sda7" })),
    [
      "/dev/sda5 | partition | 256 MiB at 7937 MiB | none | /partitions/0/volumes/2",
      "/dev/sda7 | partition | none | 256 MiB at 7937 MiB | /partitions/0",
    ],
  ],
  "a moved partition": [
    withPartition(4, (partition) => ({ ...partition, start: partition.start + 3 * MiB })),
    ["/dev/sda4 | start | 3197 MiB | 3200 MiB | /partitions/0/volumes/1"],
  ],
  "a partition of another size": [
    withPartition(4, (partition) => ({ ...partition, size: partition.size - 1.5 * MiB })),
    ["/dev/sda4 | size | 4740 MiB | 4738.5 MiB | /partitions/0/volumes/1"],
  ],
  "another partition type": [
    withPartition(1, (partition) => ({ ...partition, type: "C12A7328-F81F-11D2-BA4B-00A0C93EC93B" })),
    ["/dev/sda1 | type | 21686148-6449-6E6F-744E-656564454649 | C12A7328-F81F-11D2-BA4B-00A0C93EC93B | /partitions/0"],
  ],
  "a kept filesystem of another type": [
    withPartition(3, content({ type: "xfs" })),
    [`/dev/sda3 | filesystem | ext4 | xfs | ${root}`],
  ],
  "a kept filesystem that is not there": [
    withPartition(3, (partition) => ({ ...partition, content: null })),
    [`/dev/sda3 | filesystem | ext4 | none | ${root}`],
  ],
  "a kept filesystem without a UUID": [
    withPartition(3, content({ uuid: null })),
    [`/dev/sda3 | UUID | one of its own | none | ${root}`],
  ],
  "a multiboot partition with something else on it": [
    withPartition(2, content({ type: "crypto_LUKS" })),
    ["/dev/sda2 | filesystem | ext4 | crypto_LUKS | /partitions/0"],
  ],
};

test.for(Object.entries(kinds))("%s is a difference", ([, [inventory, rows]]) => {
  expect(differencesOn(inventory)).toEqual(rows);
});

test("every difference of every disk is told, with labels where the config asks for one", () => {
  const inventory = deployedMachine();
  const disks = inventory.disks.map((disk) =>
    disk.path === "/dev/sdb" ? { ...disk, table: { type: "dos", id: "0x1" } } : disk,
  );
  const rows = differencesOn(
    { ...inventory, disks },
    { [`${root}/disk_label`]: "wanted", [`${root}/file_system`]: "ext3" },
  );
  expect(rows).toEqual([
    `/dev/sda3 | filesystem | ext3 | ext4 | ${root}`,
    "/dev/sdb | partition table | gpt | dos | /partitions/1",
  ]);
  expect(differencesOn(inventory, { [`${root}/disk_label`]: "wanted" })).toEqual([
    `/dev/sda3 | label | wanted | none | ${root}`,
  ]);
  expect(differencesOn(readInventory("two-systems"))).not.toEqual([]);
});

test("a table without an id has none that could be kept", () => {
  const inventory = deployedMachine();
  const disks = inventory.disks.map((disk) => ({ ...disk, table: { type: "gpt", id: null } }));
  expect(differencesOn({ ...inventory, disks })).toEqual(
    [0, 1].map((index) => `/dev/sd${index === 0 ? "a" : "b"} | partition table | gpt | gpt | /partitions/${index}`),
  );
});

test("another filesystem than the config's is not made anew either", () => {
  expect(differencesOn(withPartition(3, content({ type: "xfs" })), { [`${root}/keep_data`]: false })).toEqual([
    `/dev/sda3 | filesystem | ext4 | xfs | ${root}`,
  ]);
});

test("two filesystems with one UUID cannot be kept", () => {
  const twins = withPartition(3, content({ uuid: foundUuid(2) }));
  expect(differencesOn(twins)).toEqual(
    [3, 4].map(
      (number) => `/dev/sda${number} | UUID | one of its own | ${foundUuid(2)} | /partitions/0/volumes/${number - 3}`,
    ),
  );
});

test("a filesystem of which another disk has a copy cannot be kept, but for the same disk by another path", () => {
  const machine = deployedMachine();
  const copied = nth(nth(machine.disks, 0).partitions, 2).content;
  const [first] = machine.disks;
  if (first === undefined) throw new Error("no disk");
  const copy = {
    ...first,
    path: "/dev/sdz",
    device: "8:400",
    serial: "copy",
    wwn: null,
    partitions: [],
    content: copied,
  };
  const rows = [`/dev/sda3 | UUID | one of its own | ${copied?.uuid} | ${root}`];
  expect(differencesOn({ ...machine, disks: [...machine.disks, copy] })).toEqual(rows);
  const inner = { ...copy, content: null, partitions: [{ ...nth(first.partitions, 2), path: "/dev/sdz3" }] };
  expect(differencesOn({ ...machine, disks: [...machine.disks, inner] })).toEqual(rows);
  const known = { ...first, wwn: "0x5000c5" };
  const again = { ...known, path: "/dev/sdz", partitions: inner.partitions };
  expect(differencesOn({ ...machine, disks: [known, ...machine.disks.slice(1), again] })).toEqual([]);
});

test("a UUID that another filesystem has, too, is not taken over by a new one", () => {
  const twin = withPartition(2, content({ uuid: foundUuid(1) }), withPartition(3, content({ uuid: foundUuid(1) })));
  const plan = planOn(twin, { [`${root}/keep_data`]: false });
  expect([plan.boot.multiboot?.uuid, plan.volumes.find(({ device }) => device === "/dev/sda3")?.uuid]).not.toContain(
    foundUuid(1),
  );
});

test("disks that differ under nailgun_legacy are refused in words that each dialect has", () => {
  const blank = readInventory("two-systems");
  expect(() => planOn(blank, { "/partitions_policy": "nailgun_legacy" })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("what is there is kept, as a volume of the config keeps its data") as string,
      hint: expect.not.stringContaining("policy") as string,
    }) as Error,
  );
});

test("nailgun_legacy keeps the partitions where any volume keeps its data, else it is clean", () => {
  const legacy = { "/partitions_policy": "nailgun_legacy" };
  const none = Object.fromEntries(
    ["0/volumes/0", "0/volumes/1", "0/volumes/2", "1/volumes/0", "1/volumes/1"].map((place) => [
      `/partitions/${place}/keep_data`,
      false,
    ]),
  );
  const inventory = deployedMachine();
  const clean = planOn(inventory, { ...legacy, ...none });
  expect(clean.disks.map(({ keep }) => keep)).toEqual([undefined, undefined]);
  expect(stepIds(clean)).toContain("wipe-disk /dev/sda");
  expect(clean.volumes.map(({ uuid }) => uuid)).not.toContain(foundUuid(1));
  const kept = planOn(inventory, { ...legacy, ...none, "/partitions/1/volumes/0/keep_data": true });
  expect(stepIds(kept).filter((id) => id.startsWith("mkfs"))).toEqual([
    "mkfs /dev/sda2",
    "mkfs /dev/sda3",
    "mkfs /dev/sda4",
    "mkfs /dev/sda5",
    "mkfs /dev/sdb3",
  ]);
  expect(stepIds(kept).filter((id) => /^(release|partition) /u.test(id))).toEqual([]);
  expect(differencesOn(readInventory("two-systems"), legacy)).not.toEqual([]);
  // Without anything to keep, verify still never repartitions.
  expect(stepIds(planOn(inventory, none)).filter((id) => /^(release|partition) /u.test(id))).toEqual([]);
});

const plainLinux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

test("a disk that another program deployed is kept: its types and names are its own", () => {
  const machine = deployedMachine();
  const disks = machine.disks.map((disk) => ({
    ...disk,
    partitions: disk.partitions.map((partition) => ({
      ...partition,
      name: "primary",
      ...(partition.content === null ? {} : { type: plainLinux.toLowerCase() }),
    })),
  }));
  const plan = planOn({ ...machine, disks });
  const kept = plan.disks.flatMap(({ partitions }) => partitions);
  expect(new Set(kept.map(({ name }) => name))).toEqual(new Set(["primary"]));
  expect(kept.filter(({ purpose }) => purpose !== "bios-boot").map(({ type }) => type)).toEqual(
    kept.slice(1).flatMap(({ purpose }) => (purpose === "bios-boot" ? [] : [plainLinux])),
  );
  expect(plan.steps.filter(({ id }) => id.startsWith("partition "))).toEqual([]);
});

test("a type and a name count if the config says them", () => {
  const guid = "933AC7E1-2EB4-4F13-B844-0E14E2AEF915";
  const machine = withPartition(3, (partition) => ({ ...partition, type: plainLinux, name: "primary" }));
  expect(differencesOn(machine, { [`${root}/partition_guid`]: guid, [`${root}/name`]: "os" })).toEqual([
    `/dev/sda3 | type | ${guid} | ${plainLinux} | ${root}`,
    `/dev/sda3 | name | os | primary | ${root}`,
  ]);
});

test("an image that the config calls raw is kept off a volume that keeps its data, and the rest of the deploy is planned", () => {
  const raw = { "/images/0/image_pull_url": "http://host/red.raw", "/images/0/container_format": "raw" };
  const plan = planOn(deployedMachine(), raw);
  expect(plan.images.map(({ keep }) => keep)).toEqual([true, undefined]);
  expect(plan.steps.map(({ title }) => title)).toContain("Keep the system in the place of image bookworm");
  expect(plan.steps.at(-1)?.kind).toBe("install-boot");
  const anew = planOn(deployedMachine(), { ...raw, [`${root}/keep_data`]: false });
  expect(anew.images.map(({ keep }) => keep)).toEqual([undefined, undefined]);
});

test("an image that only a look at it shows to be the image of a filesystem is kept off such a volume, too", () => {
  const plan = planOn(deployedMachine(), { "/images/0/image_pull_url": "http://host/red.img" });
  const found = new Map([["bookworm", { size: 1 }]]);
  const settled = keepOccupied(plan, found);
  expect(settled.kept).toEqual(["bookworm"]);
  expect(settled.plan.images.map(({ keep }) => keep)).toEqual([true, undefined]);
  expect(findMisfits(plan, found)).not.toEqual([]);
  const anew = planOn(deployedMachine(), {
    "/images/0/image_pull_url": "http://host/red.img",
    [`${root}/keep_data`]: false,
  });
  expect(keepOccupied(anew, found)).toEqual({ plan: anew, kept: [] });
});

test("the rescue partition stays with its UUID and is filled anew; a disk without it is another one", () => {
  const rescue = { "/rescue": true };
  const machine = deployedMachine(planExample("two-systems", changed("two-systems", rescue)));
  const plan = planOn(machine, rescue);
  const found = nth(machine.disks, 0).partitions[2];
  expect(plan.boot.rescue).toMatchObject({ device: found?.path, uuid: found?.content?.uuid });
  const ids = plan.steps.map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith("mkfs ")).slice(0, 2)).toEqual([
    `mkfs ${plan.boot.multiboot?.device ?? ""}`,
    `mkfs ${found?.path ?? ""}`,
  ]);
  expect(ids.slice(-2)).toEqual(["rescue", "boot"]);
  expect(differencesOn(deployedMachine(), rescue).join("\n")).toContain("/dev/sda3");
  expect(plan.disks.every(({ keep }) => keep)).toBe(true);
});
