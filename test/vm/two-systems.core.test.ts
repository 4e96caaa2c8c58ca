/** The main job on a virtual node: two Debian releases on two blank disks, from a plan made elsewhere; boot both, switch both ways. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VerifyResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Inventory } from "../../src/schema/inventory.ts";
import type { Plan } from "../../src/schema/plan.ts";
import { createNode, inspectNode, type LabNode, planElsewhere } from "../support/vm/node.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import type { Vm } from "../support/vm/vm.ts";

interface Mounted {
  readonly target: string;
  readonly fstype: string;
  readonly uuid: string;
}

let node: LabNode;
let plan: Plan;
let after: Inventory;
let bootInfo: BootInfo;
/** The fstab that the ramdisk sees on each image's root, by image. */
const fstabs = new Map<string, string>();
/** The machine that runs from its disks, from the second test on. */
let vm: Vm | undefined;

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disks");
  return vm;
}

beforeAll(async () => {
  const raw = { format: "raw" } as const;
  node = await createNode({ name: "two-systems", diskSizes: [8192, 4096], diskTraits: [raw, raw] });
  await using folder = await scratchFolder();
  await using ramdisk = await node.boot("ramdisk");
  const config = await node.example("two-systems");
  plan = await planElsewhere(config, await inspectNode(ramdisk), folder);
  await ramdisk.put("/root/plan.json", JSON.stringify(plan));
  const { stdout, stderr } = await ramdisk.run("bareon-provision deploy --plan /root/plan.json", {
    timeoutSeconds: 900,
  });
  // os-prober found both systems and agrees on their names, else there is another warning than that of an rsync daemon.
  expect((stdout + stderr).replace(/^.*Nothing proves that these images are the right ones.*$/mu, "")).not.toMatch(
    /warning/iu,
  );
  expect(await ramdisk.read("/var/log/bareon.log")).toContain("os-prober");
  after = await inspectNode(ramdisk);
  const [text, copy] = [await ramdisk.read("/tmp/boot-info.json"), await ramdisk.read("/tmp/boot_entries.json")];
  expect(copy).toBe(text);
  bootInfo = JSON.parse(text) as BootInfo;
  for (const image of plan.images) {
    const device = image.mounts[0]?.device ?? "";
    fstabs.set(
      image.name,
      (await ramdisk.run(`mount -o ro ${device} /mnt && cat /mnt/etc/fstab && umount /mnt`)).stdout,
    );
  }
  await refusesOldPlan(ramdisk);
  await ramdisk.powerOff();
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

/** The disks are no longer those that the plan was made for: nothing may be written. */
async function refusesOldPlan(ramdisk: Vm): Promise<void> {
  const before = await node.sums(ramdisk, 130);
  const refused = await ramdisk.run("bareon-provision deploy --plan /root/plan.json", { check: false });
  expect(refused.exitCode).toBe(5);
  expect(refused.stderr).toContain("the machine has changed");
  expect(await node.sums(ramdisk, 130)).toEqual(before);
}

test("what is on the disks is what was planned", () => {
  for (const disk of plan.disks) {
    const found = after.disks.find((candidate) => candidate.path === disk.path);
    expect(found?.table).toEqual({ type: "gpt", id: disk.tableId });
    const facts = found?.partitions.map(({ number, start, size, type, partuuid, name }) => ({
      number,
      start,
      size,
      type,
      partuuid,
      name: name ?? "",
    }));
    expect(facts).toEqual(
      disk.partitions.map(({ number, start, size, type, partuuid, name }) => ({
        number,
        start,
        size,
        type,
        partuuid,
        name,
      })),
    );
  }
  const contents = new Map(
    after.disks.flatMap((disk) => disk.partitions).map((partition) => [partition.path, partition.content]),
  );
  for (const { device, type, uuid, label } of plan.volumes)
    expect(contents.get(device)).toMatchObject({ type, uuid, label });
  expect(contents.get(plan.boot.multiboot?.device ?? "")).toMatchObject({
    type: "ext4",
    uuid: plan.boot.multiboot?.uuid,
    label: "bareon-boot",
  });
  for (const image of plan.images) expect(fstabs.get(image.name)).toBe(image.fstab.trimEnd());
  expect(
    after.disks.flatMap((disk) => [...disk.uses, ...disk.partitions.flatMap((partition) => partition.uses)]),
  ).toEqual([]);
});

test("boot-info names both systems with the index of their entries", () => {
  const [first, second] = plan.images;
  expect(bootInfo).toMatchObject({
    elements: [
      {
        grub_id: 0,
        os_id: "bookworm",
        image_name: "bookworm",
        root_uuid: first?.rootUuid,
        boot_name: expect.stringContaining("Debian GNU/Linux 12 (bookworm)") as string,
      },
      {
        grub_id: 1,
        os_id: "trixie",
        image_name: "trixie",
        root_uuid: second?.rootUuid,
        boot_name: expect.stringContaining("Debian GNU/Linux 13 (trixie)") as string,
      },
    ],
    current_element: 0,
    multiboot_partition: plan.boot.multiboot?.uuid,
  });
});

function byTarget(mounts: readonly Mounted[]): readonly Mounted[] {
  return mounts.toSorted((one, other) => (one.target < other.target ? -1 : 1));
}

/** Asserts from inside that this image runs, on the volumes of the plan, and sees the shared volume. */
async function expectSystem(name: string, entry: number): Promise<void> {
  const image = plan.images.find((candidate) => candidate.name === name);
  expect(await running().read("/etc/os-release")).toContain(`VERSION_CODENAME=${name}`);
  const { filesystems } = JSON.parse(
    (await running().run("findmnt --json --real --output TARGET,FSTYPE,UUID --list")).stdout,
  ) as { filesystems: Mounted[] };
  const wanted = image?.mounts.map(({ mount, type, uuid }) => ({ target: mount, fstype: type, uuid })) ?? [];
  expect(byTarget(filesystems.filter(({ uuid }) => uuid !== null))).toEqual(byTarget(wanted));
  const swap = plan.volumes.find(({ type }) => type === "swap");
  expect((await running().run("swapon --show=UUID --noheadings")).stdout.trim()).toBe(swap?.uuid);
  const commandLine = await running().read("/proc/cmdline");
  expect(commandLine).toContain(`root=UUID=${image?.rootUuid} `);
  expect(commandLine).toContain("console=ttyS0,115200");
  expect(commandLine).toContain(`bareon.entry=${entry} bareon.reason=default bareon.left=0`);
}

interface Listed {
  readonly entries: readonly {
    readonly grub_id: number;
    readonly valid: boolean;
    readonly default: boolean;
    readonly current: boolean;
  }[];
}

async function listed(): Promise<string> {
  const list = JSON.parse((await running().run("bareon-boot list --json")).stdout) as Listed;
  return list.entries
    .map(
      (entry) =>
        `${entry.grub_id}${entry.valid ? "" : " invalid"}${entry.default ? " default" : ""}${entry.current ? " current" : ""}`,
    )
    .join(", ");
}

test("the default system boots with its volumes, and lists both", async () => {
  vm = await node.boot("disk");
  await expectSystem("bookworm", 0);
  await running().run("echo from-bookworm > /srv/shared/note && sync");
  expect(await listed()).toBe("0 default current, 1");
});

test("the record of the deploy is the node's own, and the system has bareon-provision as well", async () => {
  const { findings } = JSON.parse((await running().run("bareon-boot verify --json")).stdout) as VerifyResult;
  expect(findings.find(({ check }) => check === "bareon/deploy.json")).toMatchObject({ problem: null });
  expect((await running().run("readlink $(command -v bareon-provision)")).stdout.trim()).toBe("bareon-boot");
  expect((await running().run("bareon-provision completion")).stdout).toContain("Completion for bareon-provision");
});

test("bareon-boot set-default switches, once", async () => {
  const changed = JSON.parse((await running().run("bareon-boot set-default trixie --json")).stdout) as object;
  expect(changed).toMatchObject({ changed: true });
  expect(JSON.parse((await running().run("bareon-boot set-default trixie --json")).stdout)).toMatchObject({
    changed: false,
  });
  expect(await listed()).toBe("0 current, 1 default");
  await running().reboot();
  await expectSystem("trixie", 1);
  expect(await running().read("/srv/shared/note")).toBe("from-bookworm");
  expect(await listed()).toBe("0, 1 default current");
});

test("the existing client's way of switching still switches", async () => {
  const { multiboot_partition: uuid } = bootInfo;
  await running().run(
    `mkdir -p /tmp/mb && mount /dev/disk/by-uuid/${uuid} /tmp/mb && sed -i 's/\\(set default=\\)[0-9]*/\\10/' /tmp/mb/boot/grub2/grub.cfg && umount /tmp/mb`,
  );
  expect(await listed()).toBe("0 default, 1 current");
  await running().reboot();
  await expectSystem("bookworm", 0);
});
