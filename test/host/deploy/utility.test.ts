/** Utility images on loop devices: what is in each tree and on each volume, and that a hostile tree does not lead out of itself. */
import { link, mkdir, readFile, readdir, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { execute } from "../../../src/deploy/execute.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { checkSources } from "../../../src/deploy/preflight.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import { deployPlan } from "../../../src/recipes/deploy.ts";
import type { Plan, PlannedMount } from "../../../src/schema/plan.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";

interface Lab {
  readonly path: string;
  readonly device: string;
  readonly plan: (images: readonly object[], volumes: readonly object[]) => Promise<Plan>;
  /** Makes a tree with these files in the lab's folder; a text that begins with -> is a link. */
  readonly tree: (name: string, files: Readonly<Record<string, string>>) => Promise<string>;
}

async function setUp(): Promise<Lab> {
  const folder = await scratchFolder();
  const disk = await blankDisk(folder, "disk.img", 600);
  const { device } = disk;
  onTestFinished(async () => {
    await disk[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  return {
    path: folder.path,
    device,
    plan: async (images, volumes) => {
      const document = {
        partitions_policy: "clean",
        images,
        partitions: [{ type: "disk", id: { type: "name", value: device }, size: 590, volumes }],
      };
      return makePlan({
        config: readIronicConfig(document, { compat: false }).config,
        inventory: await inspect(localContext(), storageLayers),
        newUuid: randomUUID,
      });
    },
    tree: async (name, files) => {
      const root = join(folder.path, name);
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        if (content.startsWith("->")) await symlink(content.slice(2), join(root, path));
        else await writeFile(join(root, path), content);
      }
      return root;
    },
  };
}

function volume(mount: string, images: readonly string[], size: number | string = 64): object {
  return { type: "partition", mount, size, file_system: "ext4", images };
}

function system(name: string, tree: string): object {
  return { name, image_pull_url: tree, target: "/" };
}

/** Everything but the boot step, which needs kernels. Gives what was reported. */
async function deploy(plan: Plan): Promise<readonly ProgressEvent[]> {
  const ctx = localContext();
  const sizes = await checkSources(ctx, plan, undefined);
  const steps = plan.steps.filter((step) => step.kind !== "install-boot");
  await expect(execute(ctx, { ...plan, steps }, { toolPath: undefined, sizes })).rejects.toThrow(
    "no step that installs the boot loader",
  );
  return ctx.events;
}

/** What a shell prints where these volumes are mounted. */
async function inTree(
  lab: Lab,
  mounts: readonly Pick<PlannedMount, "device" | "mount">[],
  script: string,
): Promise<string> {
  const root = join(lab.path, "check");
  const lines = mounts.map(({ device, mount }) => `mkdir -p ${root}${mount}; mount -o ro ${device} ${root}${mount}`);
  return (
    await execa("unshare", [
      "--mount",
      "sh",
      "-euc",
      [...lines, `cd ${root}`, script, "cd /", `umount --recursive ${root}`].join("\n"),
    ])
  ).stdout;
}

async function expectNothingMounted({ device }: Lab): Promise<void> {
  const disk = (await inspect(localContext(), storageLayers)).disks.find(({ path }) => path === device);
  expect(disk?.partitions.flatMap(({ uses }) => uses)).toEqual([]);
  expect((await execa("findmnt", ["--list", "--noheadings", "--output", "TARGET"])).stdout).not.toContain(
    "/run/bareon/",
  );
}

test("one that shares two roots is in both trees, on the volume that each has there, and counts twice in the progress", async () => {
  const lab = await setUp();
  const tools = await lab.tree("tools", { "bin/tool": "new tool\n", "etc/fstab": "nobody's\n" });
  await link(join(tools, "bin/tool"), join(tools, "bin/same"));
  const red = await lab.tree("red", {
    "etc/hostname": "red\n",
    "opt/tools/bin/tool": "old tool\n",
    "opt/tools/own": "red's\n",
  });
  const blue = await lab.tree("blue", { "etc/hostname": "blue\n" });
  // The utility image is the first of the config, and yet lies on top of what the systems bring, though size and time are the same.
  for (const file of [join(tools, "bin/tool"), join(red, "opt/tools/bin/tool")])
    await utimes(file, 1_700_000_000, 1_700_000_000);
  const images = [
    { name: "tools", image_pull_url: tools, target: "/opt/tools" },
    system("red", red),
    system("blue", blue),
  ];
  const plan = await lab.plan(images, [
    volume("/", ["red", "tools"]),
    volume("/", ["blue", "tools"]),
    volume("/opt", ["blue"]),
  ]);
  const events = await deploy(plan);
  const script =
    "cat etc/hostname opt/tools/bin/same opt/tools/etc/fstab; stat -c %h opt/tools/bin/tool; test ! -e opt/tools/usr && test ! -e opt/tools/etc/bareon; cat etc/fstab";
  for (const image of plan.images) {
    expect(await inTree(lab, image.mounts, script)).toBe(
      `${image.name}\nnew tool\nnobody's\n2\n${image.fstab.trimEnd()}`,
    );
  }
  expect(await inTree(lab, plan.images[0]?.mounts ?? [], "cat opt/tools/own")).toBe("red's");
  expect(await inTree(lab, [{ mount: "/", device: plan.volumes[2]?.device ?? "" }], "cat tools/bin/tool")).toBe(
    "new tool",
  );
  const last = events.filter((event) => event.event === "transfer").at(-1);
  expect([last?.bytes, last?.files]).toEqual([last?.totalBytes, last?.totalFiles]);
  const bytes =
    "red\n".length +
    "old tool\n".length +
    "red's\n".length +
    "blue\n".length +
    2 * ("new tool\n".length + "nobody's\n".length);
  expect(last?.totalBytes).toBe(bytes);
  await expectNothingMounted(lab);
});

test("one that shares no root is on its own volumes, once, and there alone", async () => {
  const lab = await setUp();
  const tools = await lab.tree("tools", { "bin/tool": "tool\n", "data/large": "much\n" });
  const images = [
    system("one", await lab.tree("one", { "etc/hostname": "one\n", "opt/tools/from-system": "x\n" })),
    { name: "shared", image_pull_url: tools, target: "/opt/tools" },
    { name: "alone", image_pull_url: tools, target: "/srv/a/b" },
  ];
  const plan = await lab.plan(images, [
    volume("/", ["one"]),
    volume("/opt/tools", ["one", "shared"]),
    volume("/srv", ["alone"]),
    volume("/srv/a/b/data", ["alone"]),
  ]);
  await deploy(plan);
  const [root, shared, srv, data] = plan.volumes.map(({ device }) => [{ mount: "/", device }]);
  const files = "find . -type f -printf '%P\\n' | sort";
  expect(await inTree(lab, root ?? [], files)).toBe("etc/fstab\netc/fstab.bareon\netc/hostname");
  expect(await inTree(lab, shared ?? [], files)).toBe("bin/tool\ndata/large\nfrom-system");
  expect(await inTree(lab, srv ?? [], files)).toBe("a/b/bin/tool");
  expect(await inTree(lab, data ?? [], files)).toBe("large");
  expect(await inTree(lab, plan.images[0]?.mounts ?? [], "cat opt/tools/bin/tool")).toBe("tool");
  await expectNothingMounted(lab);
});

test("a link at the target, in a system, leads to where it leads in that system", async () => {
  const lab = await setUp();
  const outside = join(lab.path, "outside");
  await mkdir(outside);
  await writeFile(join(outside, "tool"), "canary\n");
  const images = [
    system("absolute", await lab.tree("absolute", { "etc/hostname": "x\n", "opt/tools": `->${outside}` })),
    system("climbing", await lab.tree("climbing", { opt: "->../../../../../../../var/lib", "var/lib/x": "x\n" })),
    { name: "tools", image_pull_url: await lab.tree("tools", { tool: "tool\n" }), target: "/opt/tools" },
  ];
  const plan = await lab.plan(images, [volume("/", ["absolute", "tools"]), volume("/", ["climbing", "tools"])]);
  await deploy(plan);
  expect(await readFile(join(outside, "tool"), "utf8")).toBe("canary\n");
  expect(await inTree(lab, plan.images[0]?.mounts ?? [], `cat .${outside}/tool`)).toBe("tool");
  expect(await inTree(lab, plan.images[1]?.mounts ?? [], "cat var/lib/tools/tool")).toBe("tool");
  await expectNothingMounted(lab);
});

test("a link at the target, on a shared volume, that leads off the volume fails the deploy and changes nothing outside", async () => {
  const lab = await setUp();
  const outside = join(lab.path, "outside");
  await mkdir(outside);
  const images = [
    system("one", await lab.tree("one", { "srv/tools": `->${outside}` })),
    { name: "tools", image_pull_url: await lab.tree("tools", { tool: "tool\n" }), target: "/srv/tools" },
  ];
  const plan = await lab.plan(images, [volume("/", ["one"]), volume("/srv", ["one", "tools"])]);
  const ended = execute(localContext(), plan, { toolPath: undefined, sizes: new Map() });
  await expect(ended).rejects.toMatchObject({
    exit: "transfer",
    message: `Deploy image tools to /srv/tools on its own volume: /srv/tools of image tools is a link to ${outside}, which is on none of its volumes`,
  });
  expect(await readdir(outside)).toEqual([]);
  await expectNothingMounted(lab);
});

test("a file at the target fails the deploy with its name, and nothing stays mounted", async () => {
  const lab = await setUp();
  const images = [
    system("one", await lab.tree("one", { "opt/tools": "a file\n" })),
    { name: "tools", image_pull_url: await lab.tree("tools", { tool: "tool\n" }), target: "/opt/tools" },
  ];
  const plan = await lab.plan(images, [volume("/", ["one", "tools"])]);
  const ended = execute(localContext(), plan, { toolPath: undefined, sizes: new Map() });
  await expect(ended).rejects.toMatchObject({
    exit: "transfer",
    message: expect.stringMatching(
      /Deploy image tools to \/opt\/tools in one: .*\/opt\/tools: file already exists/u,
    ) as string,
  });
  await expectNothingMounted(lab);
});

test("the fstab of a system is what was planned, whatever a utility image brings", async () => {
  const lab = await setUp();
  const two = system("two", await lab.tree("two", { "etc/hostname": "two\n" }));
  const images = [
    system("one", await lab.tree("one", { "etc/hostname": "one\n" })),
    two,
    {
      name: "settings",
      image_pull_url: await lab.tree("settings", {
        fstab: "LABEL=other / ext4 defaults 0 1\n",
        motd: "hello\n",
        "bareon/multiboot": "other\n",
      }),
      target: "/etc",
    },
  ];
  const plan = await lab.plan(images, [volume("/", ["one", "settings"]), volume("/", ["two"])]);
  const events = await deploy(plan);
  const image = plan.images[0];
  expect(await inTree(lab, image?.mounts ?? [], "cat etc/motd etc/fstab etc/bareon/multiboot")).toBe(
    `hello\n${image?.fstab}${plan.boot.multiboot?.uuid}`,
  );
  expect(warnings(events)).toEqual(
    ["/etc/fstab", "/etc/bareon/multiboot"].map(
      (path) => `Image settings brings a ${path}; that of the deploy is kept.`,
    ),
  );
});

test("one that does not fit beside the system is refused before the disk is touched", async () => {
  const lab = await setUp();
  const tools = await lab.tree("tools", { large: "" });
  await truncate(join(tools, "large"), 60 * 1024 ** 2);
  const one = await lab.tree("one", { large: "" });
  await truncate(join(one, "large"), 10 * 1024 ** 2);
  const plan = await lab.plan(
    [system("one", one), { name: "tools", image_pull_url: tools, target: "/opt/tools" }],
    [volume("/", ["one", "tools"])],
  );
  const refused = deployPlan(localContext(), plan, { infoPaths: [], toolPath: undefined });
  await expect(refused).rejects.toMatchObject({
    exit: "source",
    message: "image one holds 10 MiB and image tools takes 60 MiB, more than its volumes have (64 MiB)",
  });
  expect((await stat(join(lab.path, "disk.img"))).blocks).toBe(0);
});
