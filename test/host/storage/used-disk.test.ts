/** Disks with a past: what inspect says of them, what is refused, and that the rest is deployed over. */
import { randomUUID } from "node:crypto";
import { mkdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { execute } from "../../../src/deploy/execute.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import type { Context } from "../../../src/host/host.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Disk } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { attachLoop } from "../../support/disks/loop-disk.ts";

const MiB = 1024 * 1024;

interface UsedDisk {
  readonly folder: string;
  readonly device: string;
}

/** 600 MiB and a sector, as the program of sfdisk says. The kernel is told of no partition. */
async function usedDisk(script: string): Promise<UsedDisk> {
  const folder = await scratchFolder();
  const image = join(folder.path, "disk.img");
  await writeFile(image, "");
  await truncate(image, 600 * MiB + 512);
  await execa("sfdisk", ["--quiet", image], { input: script });
  const loop = await attachLoop(image);
  onTestFinished(async () => {
    await loop[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  return { folder: folder.path, device: loop.device };
}

function newContext(): Context {
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report: () => undefined }), report: () => undefined, signal };
}

async function find(ctx: Context, device: string): Promise<Disk | undefined> {
  return (await inspect(ctx, storageLayers)).disks.find(({ path }) => path === device);
}

async function planFor(ctx: Context, { device, folder }: UsedDisk): Promise<Plan> {
  const volume = (mount: string, size: unknown, file_system: string, disk_label: string): object => ({
    type: "partition",
    mount,
    size,
    file_system,
    disk_label,
    name: 'Käse ☃ "x"',
  });
  const document = {
    partitions_policy: "clean",
    images: [{ name: "os", image_pull_url: folder, target: "/" }],
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: device },
        size: "600 MiB",
        volumes: [
          volume("/", "remaining", "ext4", "käse & 'x'"),
          volume("/a", 120, "btrfs", "ü $HOME b=c"),
          volume("/b", 32, "vfat", "A b"),
          volume("none", 16, "swap", "größe *"),
        ],
      },
    ],
  };
  return makePlan({
    config: readIronicConfig(document, { compat: false }).config,
    inventory: await inspect(ctx, storageLayers),
    newUuid: randomUUID,
  });
}

/** Partitions, filesystems and their labels are read back by the steps themselves. */
async function partition(ctx: Context, plan: Plan): Promise<void> {
  const steps = plan.steps.filter((step) => step.kind !== "deploy-image" && step.kind !== "install-boot");
  await expect(execute(ctx, { ...plan, steps }, { toolPath: undefined, sizes: new Map() })).rejects.toThrow(
    "no step that installs the boot loader",
  );
}

test("partitions that only the table knows are no obstacle; names and labels come out as they went in", async () => {
  const disk = await usedDisk("label: gpt\nsize=100MiB\nsize=50MiB\n");
  const ctx = newContext();
  const plan = await planFor(ctx, disk);
  expect(plan.machine.disks[0]?.partitions.map(({ content }) => content)).toEqual([null, null]);
  await partition(ctx, plan);
  const after = await find(ctx, disk.device);
  expect(after?.partitions.map(({ content }) => content?.label ?? null)).toEqual([
    null,
    "käse & 'x'",
    "ü $HOME b=c",
    "A b",
    "größe *",
  ]);
  expect(after?.partitions[1]?.name).toBe("K?se ? x");
});

test("an old DOS table with an extended partition and a table inside a partition is deployed over", async () => {
  const disk = await usedDisk("label: dos\nsize=100MiB, type=5\nsize=50MiB, type=83\nsize=50MiB, type=83\n");
  await execa("partx", ["--add", "--", disk.device]);
  await execa("sfdisk", ["--quiet", "--label", "dos", "--no-reread", "--no-tell-kernel", `${disk.device}p2`], {
    input: "size=10MiB\n",
  });
  const ctx = newContext();
  await partition(ctx, await planFor(ctx, disk));
  expect((await find(ctx, disk.device))?.table?.type).toBe("gpt");
});

test("a partition that is still mounted counts as a use of the disk, though its table is gone", async () => {
  const disk = await usedDisk("label: gpt\nsize=100MiB\n");
  const target = join(disk.folder, "mnt");
  await mkdir(target);
  await execa("partx", ["--add", "--", disk.device]);
  await execa("mkfs.ext4", ["-q", `${disk.device}p1`]);
  await execa("mount", ["--", `${disk.device}p1`, target]);
  onTestFinished(async () => void (await execa("umount", ["--", target])));
  await execa("dd", ["if=/dev/zero", `of=${join(disk.folder, "disk.img")}`, "bs=1M", "count=1", "conv=notrunc"]);
  await execa("blockdev", ["--flushbufs", disk.device]);
  const ctx = newContext();
  expect(await find(ctx, disk.device)).toMatchObject({
    table: null,
    partitions: [{ path: `${disk.device}p1`, start: MiB, size: 100 * MiB, content: { type: "ext4" }, uses: [target] }],
    uses: [],
  });
  await expect(planFor(ctx, disk)).rejects.toMatchObject({
    exit: "unsafe",
    message: expect.stringContaining(`mounted on ${target}`) as string,
  });
});

test("signatures that contradict each other do not stop inspect, but a deploy", async () => {
  const disk = await usedDisk("label: gpt\nsize=200MiB\n");
  await execa("partx", ["--add", "--", disk.device]);
  const first = `${disk.device}p1`;
  await execa("mkfs.btrfs", ["--quiet", first]);
  await execa("dd", [`if=${first}`, `of=${join(disk.folder, "super")}`, "bs=4096", "skip=16", "count=1"]);
  await execa("mkfs.ext4", ["-q", "-F", first]);
  await execa("dd", [`if=${join(disk.folder, "super")}`, `of=${first}`, "bs=4096", "seek=16", "conv=notrunc"]);
  const ctx = newContext();
  expect((await find(ctx, disk.device))?.partitions[0]?.content?.type).toBe("ambiguous");
  await expect(planFor(ctx, disk)).rejects.toMatchObject({
    exit: "unsafe",
    message: expect.stringContaining("several signatures") as string,
  });
});

test("a volume group that is on the disk alone goes with it, and a disk of 3 TiB is used to its end", async () => {
  const disk = await usedDisk("label: gpt\nsize=100MiB\n");
  await truncate(join(disk.folder, "disk.img"), 3 * 1024 ** 2 * MiB);
  await execa("losetup", ["--set-capacity", disk.device]);
  await execa("partx", ["--add", "--", disk.device]);
  await execa("pvcreate", ["--quiet", `${disk.device}p1`]);
  await execa("vgcreate", ["--quiet", "--devices", `${disk.device}p1`, "bareon-test", `${disk.device}p1`]);
  const ctx = newContext();
  expect((await inspect(ctx, storageLayers)).groups).toContainEqual(
    expect.objectContaining({
      name: "bareon-test",
      physicalVolumes: [expect.objectContaining({ path: `${disk.device}p1` })],
      volumes: [],
    }),
  );
  // The logs of the others would be zeros of more than a GiB.
  const volume = { type: "partition", mount: "/", size: "remaining", file_system: "btrfs" };
  const document = {
    partitions_policy: "clean",
    images: [{ name: "os", image_pull_url: disk.folder, target: "/" }],
    partitions: [{ type: "disk", id: { type: "name", value: disk.device }, size: "3 TiB", volumes: [volume] }],
  };
  const plan = makePlan({
    config: readIronicConfig(document, { compat: false }).config,
    inventory: await inspect(ctx, storageLayers),
    newUuid: randomUUID,
  });
  expect(plan.steps.find(({ kind }) => kind === "tear-down")?.title).toBe("Erase volume group bareon-test");
  await partition(ctx, plan);
  const after = await inspect(ctx, storageLayers);
  const found = after.disks.find(({ path }) => path === disk.device)?.partitions.at(-1);
  expect(found?.content?.type).toBe("btrfs");
  expect((found?.start ?? 0) + (found?.size ?? 0)).toBe(3 * 1024 ** 2 * MiB - MiB);
  expect(after.groups.filter(({ name }) => name === "bareon-test")).toEqual([]);
});
