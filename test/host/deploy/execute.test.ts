/** A plan carried out on loop devices up to the boot loader: what is on the disks is what was planned. */
import { mkdir, readFile, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { deployImage } from "../../../src/deploy/image.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { execute } from "../../../src/deploy/execute.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import type { Context } from "../../../src/host/host.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { deployPlan } from "../../../src/recipes/deploy.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

function newContext(): Context {
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report: () => undefined }), report: () => undefined, signal };
}

/** An image tree with what fstab, hard links and hostile links need. */
async function makeTree(path: string): Promise<void> {
  await mkdir(join(path, "etc"), { recursive: true });
  await mkdir(join(path, "srv/shared"), { recursive: true });
  await writeFile(join(path, "etc/fstab"), "LABEL=old / ext4 defaults 0 1\n");
  await writeFile(join(path, "srv/shared/from-image"), "hello\n");
  await symlink("/../../../../etc", join(path, "escape"));
}

function config(disk: string, tree: string, fileSystem: string): unknown {
  const volume = (mount: string, size: string | number, more: object): object => ({
    type: "partition",
    mount,
    size,
    ...more,
  });
  return {
    partitions_policy: "clean",
    images: [
      { name: "one", image_pull_url: tree, target: "/", image_uuid: "1" },
      { name: "two", image_pull_url: tree, target: "/", boot: true },
    ],
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: disk },
        size: 1500,
        volumes: [
          volume("/", 400, { file_system: fileSystem, images: ["one"], disk_label: "one" }),
          volume("/", "remaining", { file_system: "ext4", images: ["two"] }),
          volume("none", "64 MiB", { file_system: "swap", images: ["one", "two"] }),
          volume("/srv/shared", "40%", { file_system: "ext3", images: ["one", "two"], fstab_options: "noatime" }),
        ],
      },
    ],
  };
}

async function planFor(ctx: Context, document: unknown): Promise<Plan> {
  const { config: wanted } = readIronicConfig(document, { compat: false });
  return makePlan({ config: wanted, inventory: await inspect(ctx, storageLayers), newUuid: randomUUID });
}

function withoutBoot(plan: Plan): Plan {
  return { ...plan, steps: plan.steps.filter((step) => step.kind !== "install-boot") };
}

/** This machine's kernel lacks neither loop devices nor these filesystems; the boot step needs more and is a VM test. */
for (const [sectorSize, fileSystem] of [
  [512, "xfs"],
  [4096, "btrfs"],
] as const) {
  test(`partitions, filesystems and images are as planned, and again on the used disk (${sectorSize}-byte sectors)`, async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 1502, sectorSize);
    const tree = join(folder.path, "tree");
    await makeTree(tree);
    const ctx = newContext();
    for (let round = 0; round < 2; round += 1) {
      const plan = await planFor(ctx, config(disk.device, tree, fileSystem));
      expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
      const steps = execute(ctx, withoutBoot(plan), { toolPath: undefined, sizes: new Map() });
      await expect(steps).rejects.toThrow("no step that installs the boot loader");
      const found = await inspect(ctx, storageLayers);
      const after = found.disks.find((candidate) => candidate.path === disk.device);
      const planned = plan.disks[0];
      expect(after?.table).toEqual({ type: "gpt", id: planned?.tableId });
      expect(
        after?.partitions.map(({ number, start, size, type, partuuid }) => ({ number, start, size, type, partuuid })),
      ).toEqual(
        planned?.partitions.map(({ number, start, size, type, partuuid }) => ({ number, start, size, type, partuuid })),
      );
      expect(after?.partitions.flatMap(({ content }) => (content === null ? [] : [content.uuid]))).toEqual([
        plan.boot.multiboot?.uuid,
        ...plan.volumes.map(({ uuid }) => uuid),
      ]);
      expect(() => checkMachine(plan, found, storageLayers)).toThrow("the machine has changed");
      await expectImage(folder, plan, "one");
      await expectImage(folder, plan, "two");
    }
  });
}

async function expectImage(folder: Scratch, plan: Plan, name: string): Promise<void> {
  const image = plan.images.find((candidate) => candidate.name === name);
  const root = join(folder.path, `check-${name}`);
  const mounts = image?.mounts.map(({ device, mount }) => `mount -o ro ${device} ${root}${mount}`).join("\n") ?? "";
  // The end of a mount namespace frees its devices only some time later.
  const read = async (files: string): Promise<string> =>
    (
      await execa("unshare", [
        "--mount",
        "sh",
        "-euc",
        `${mounts}\ncd ${root}\ncat ${files}\ncd /\numount --recursive ${root}`,
      ])
    ).stdout;
  await mkdir(root, { recursive: true });
  expect(await read("etc/fstab")).toBe(image?.fstab.trimEnd());
  expect(await read("etc/fstab.image srv/shared/from-image")).toBe("LABEL=old / ext4 defaults 0 1\nhello");
  expect(await read("etc/bareon/multiboot")).toBe(plan.boot.multiboot?.uuid);
}

test("an image whose links lead out of it changes nothing outside", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 1502, 512);
  const tree = join(folder.path, "tree");
  const outside = join(folder.path, "outside");
  await mkdir(outside);
  await writeFile(join(outside, "fstab"), "canary\n");
  await mkdir(tree);
  await writeFile(join(tree, "file"), "x");
  await symlink(outside, join(tree, "etc"));
  const ctx = newContext();
  const plan = await planFor(ctx, config(disk.device, tree, "ext4"));
  await expect(execute(ctx, withoutBoot(plan), { toolPath: undefined, sizes: new Map() })).rejects.toThrow(
    "no step that installs",
  );
  expect(await readFile(join(outside, "fstab"), "utf8")).toBe("canary\n");
});

test("a source that cannot be read is refused before the disk is touched", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 1502, 512);
  const ctx = newContext();
  const plan = await planFor(ctx, config(disk.device, join(folder.path, "nowhere"), "ext4"));
  await expect(deployPlan(ctx, plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({ exit: "source" });
  // The image file is sparse: the first write would give it a block.
  expect((await stat(join(folder.path, "disk.img"))).blocks).toBe(0);
});

test("an image that fits only without the boot tool is refused before the disk is touched", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 1502, 512);
  const tree = join(folder.path, "tree");
  await makeTree(tree);
  const toolPath = join(folder.path, "tool");
  await writeFile(toolPath, "");
  await truncate(toolPath, 5 * 1024 ** 3);
  const ctx = newContext();
  const plan = await planFor(ctx, config(disk.device, tree, "ext4"));
  await expect(deployPlan(ctx, plan, { infoPaths: [], toolPath })).rejects.toMatchObject({
    exit: "source",
    message: expect.stringContaining("bareon-boot takes 5 GiB") as string,
  });
  expect((await stat(join(folder.path, "disk.img"))).blocks).toBe(0);
});

test("a mounted disk is refused", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 1502, 512);
  const mountPoint = join(folder.path, "mnt");
  await mkdir(mountPoint);
  await execa("mkfs.ext4", ["-q", disk.device]);
  await execa("mount", [disk.device, mountPoint]);
  try {
    await expect(planFor(newContext(), config(disk.device, "/x", "ext4"))).rejects.toMatchObject({
      exit: "unsafe",
      message: expect.stringContaining(mountPoint) as string,
    });
  } finally {
    await execa("umount", [mountPoint]);
  }
});

test("a transfer that fails names the image and leaves nothing mounted", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 1502, 512);
  const tree = join(folder.path, "tree");
  await makeTree(tree);
  const ctx = newContext();
  const plan = await planFor(ctx, config(disk.device, tree, "ext4"));
  await execute(ctx, withoutBoot(plan), { toolPath: undefined, sizes: new Map() }).catch(() => undefined);
  const [image] = plan.images;
  if (image === undefined) throw new Error("no image");
  const gone = { ...image, source: `${join(folder.path, "nowhere")}/` };
  await expect(deployImage(ctx, plan, gone, { toolPath: undefined, onProgress: () => undefined })).rejects.toThrow(
    "rsync",
  );
  expect(
    (await inspect(ctx, storageLayers)).disks
      .find((candidate) => candidate.path === disk.device)
      ?.partitions.flatMap(({ uses }) => uses),
  ).toEqual([]);
});
