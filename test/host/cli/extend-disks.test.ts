/** A node on two disks with copies of its boot menu, on loop devices: a disk that comes to it, and one that takes the place of another. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { blankDisk, type BlankDisk } from "../../support/disks/blank-disk.ts";
import { systemTree, type Tree } from "../../support/disks/provisioned-disk.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { type Ended, runApart } from "../../support/hosts/apart.ts";

interface Lab {
  readonly folder: Scratch;
  readonly disks: readonly BlankDisk[];
}

async function makeTree(path: string, tree: Tree): Promise<void> {
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

async function setUp(): Promise<Lab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  for (const name of ["alpha", "beta", "gamma", "delta"])
    await makeTree(join(folder.path, name), systemTree(`${name} Linux`, "6.1.0-1-amd64", {}));
  const disks: BlankDisk[] = [];
  for (const name of ["first", "second", "third"]) {
    const disk = await blankDisk(folder, name, 700);
    disks.push(disk);
    onTestFinished(async () => await disk[Symbol.asyncDispose]());
  }
  return { folder, disks };
}

type Volume = Readonly<Record<string, unknown>>;

function volume(image: string, mount = "/"): Volume {
  return { type: "partition", mount, size: mount === "/" ? 150 : 64, file_system: "ext4", images: [image] };
}

/** Two systems on two disks, of which alpha has a volume on the second one. */
const two = {
  images: ["alpha", "beta"],
  volumes: [[volume("alpha"), volume("beta")], [volume("alpha", "/srv")]],
};

interface Wish {
  readonly images: readonly string[];
  /** By disk. */
  readonly volumes: readonly (readonly Volume[])[];
  readonly policy?: string;
  readonly menu?: "first" | "all";
}

function config({ folder, disks }: Lab, { images, volumes, policy = "extend", menu = "all" }: Wish): string {
  return JSON.stringify({
    partitions_policy: policy,
    images: images.map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/" },
    })),
    partitions: volumes.map((list, index) => ({
      ...{ type: "disk", id: { type: "name", value: disks[index]?.device }, size: 690, volumes: list },
    })),
    grub: { timeout: 2, disks: menu },
  });
}

async function deploy(lab: Lab, wish: Wish): Promise<Ended> {
  return await runApart(lab.folder, "deploy", "--json", "--input-data", config(lab, wish));
}

async function succeed(done: Promise<Ended>): Promise<string> {
  const { exitCode, stdout, stderr } = await done;
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
  return stdout;
}

async function plan(lab: Lab, wish: Wish): Promise<Plan> {
  return JSON.parse(await succeed(runApart(lab.folder, "plan", "--json", "--input-data", config(lab, wish)))) as Plan;
}

async function tablesOf({ disks }: Lab): Promise<string[]> {
  const dumps = await Promise.all(disks.map(async ({ device }) => await execa("sfdisk", ["--dump", "--", device])));
  return dumps.map(({ stdout }) => stdout);
}

async function giveTable(device: string, table: string): Promise<void> {
  await execa("sfdisk", ["--quiet", "--wipe", "always", "--", device], { input: `label: gpt\n${table}` });
}

/** Each deploys several times, beside whatever else the machine does. */
const limit = { timeout: 240_000 };

test(
  "a disk that comes to a node whose menu is on all disks gets no menu, and the node is extended once more",
  limit,
  async () => {
    const lab = await setUp();
    await succeed(deploy(lab, { ...two, policy: "clean" }));
    await giveTable(lab.disks[2]?.device ?? "", "");
    const three = { images: [...two.images, "gamma"], volumes: [...two.volumes, [volume("gamma")]] };
    await succeed(deploy(lab, three));
    const tables = await tablesOf(lab);
    expect(tables.map((table) => table.includes('name="bareon-boot"'))).toEqual([true, true, false]);
    const four = { images: [...three.images, "delta"], volumes: [...two.volumes, [volume("gamma"), volume("delta")]] };
    const info = JSON.parse(await succeed(deploy(lab, four))) as BootInfo;
    expect(info.elements.map(({ os_id: name }) => name)).toEqual(["alpha", "beta", "gamma", "delta"]);
    expect((await tablesOf(lab)).slice(0, 2)).toEqual(tables.slice(0, 2));
  },
);

test(
  "a blank disk in the place of one that a system has a volume on is refused until the volume is there again",
  limit,
  async () => {
    const lab = await setUp();
    const [, { device } = { device: "" }] = lab.disks;
    const info = JSON.parse(await succeed(deploy(lab, { ...two, policy: "clean" }))) as BootInfo;
    const uuid = info.elements[0]?.mounts?.find(({ mount }) => mount === "/srv")?.uuid ?? "";
    await execa("partx", ["--delete", "--", device]);
    await execa("blkdiscard", ["--force", "--zeroout", device]);
    await giveTable(device, "");
    const [second = []] = two.volumes.slice(1);
    const three = { images: [...two.images, "gamma"], volumes: [two.volumes[0] ?? [], [...second, volume("gamma")]] };
    await giveTable(lab.disks[2]?.device ?? "", "");
    const tables = await tablesOf(lab);
    const { exitCode, stderr } = await deploy(lab, three);
    expect(exitCode).toBe(5);
    expect(stderr).toContain(
      `${device}p2, for /srv of system alpha, would be made anew, and the filesystem ${uuid} that the system has there is not found`,
    );
    expect(stderr).toContain(`with ext4 of the UUID ${uuid} on ${device}p2`);
    expect(await tablesOf(lab)).toEqual(tables);
    await giveTable(device, "size=24MiB, type=21686148-6449-6E6F-744E-656564454649\nsize=64MiB\n");
    await execa("partx", ["--update", "--", device]);
    await execa("mkfs.ext4", ["-q", "-U", uuid, `${device}p2`]);
    expect((await plan(lab, { ...three, menu: "first" })).images.map(({ name }) => name)).toEqual(["gamma"]);
  },
);
