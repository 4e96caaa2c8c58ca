/** A node that is in use gets one more system and loses it again, on loop devices: what is there is what it was, block for block. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, open, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { blankDisk, type BlankDisk } from "../../support/disks/blank-disk.ts";
import { apart, type Ended, runApart } from "../../support/hosts/apart.ts";
import { withMounted } from "../../support/disks/multiboot-disk.ts";
import { systemTree, type Tree } from "../../support/disks/provisioned-disk.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

async function makeTree(path: string, tree: Tree): Promise<void> {
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

interface Lab {
  readonly folder: Scratch;
  readonly disk: BlankDisk;
}

async function setUp(sizeMiB = 1400, sectorSize = 512): Promise<Lab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  for (const name of ["one", "two", "three"])
    await makeTree(
      join(folder.path, name),
      systemTree(`${name} Linux`, "6.1.0-1-amd64", {
        "srv/shared/from-image": name,
        // What takes a while at a limited rate.
        ...Object.fromEntries(
          Array.from({ length: 16 }, (_, index) => [`payload-${index}`, Buffer.alloc(256 * 1024, index + 1)]),
        ),
      }),
    );
  const disk = await blankDisk(folder, "disk.img", sizeMiB, sectorSize);
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  return { folder, disk };
}

/** Each deploys several times, beside whatever else the machine does. */
const limit = { timeout: 240_000 };

type Volume = Readonly<Record<string, unknown>>;

const root = (image: string): Volume => ({
  ...{ type: "partition", mount: "/", size: 200, file_system: "ext4", images: [image] },
});
const shared = (...images: string[]): Volume => ({
  ...{ type: "partition", mount: "/srv/shared", size: 64, file_system: "ext4", images, keep_data: false },
});

function config(
  { folder, disk }: Lab,
  {
    images,
    volumes,
    policy = "extend",
    rate,
  }: {
    readonly images: readonly string[];
    readonly volumes: readonly Volume[];
    readonly policy?: string;
    readonly rate?: number;
  },
): string {
  return JSON.stringify({
    partitions_policy: policy,
    images: images.map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/", image_uuid: `of-${name}` },
    })),
    ...(rate === undefined ? {} : { image_deploy_flags: { rsync_flags: `-a -A -X --bwlimit=${rate}` } }),
    partitions: [{ type: "disk", id: { type: "name", value: disk.device }, size: 1390, volumes }],
    grub: { timeout: 2 },
  });
}

const before = { images: ["one", "two"], volumes: [root("one"), root("two"), shared("one", "two")] };
const after = {
  images: ["one", "two", "three"],
  // The new one stands between those that are there.
  volumes: [root("one"), root("three"), root("two"), shared("one", "two", "three")],
};

async function deploy(lab: Lab, text: string): Promise<Ended> {
  return await runApart(lab.folder, "deploy", "--input-data", text, "--boot-info", join(lab.folder.path, "info.json"));
}

async function succeed(done: Promise<Ended>): Promise<string> {
  const { exitCode, stdout, stderr } = await done;
  expect(
    stderr
      .split("\n")
      .slice(exitCode === 0 ? 1e9 : -20)
      .join("\n"),
  ).toBe("");
  expect(exitCode).toBe(0);
  return stdout;
}

async function infoOf({ folder }: Lab): Promise<BootInfo> {
  return JSON.parse(await readFile(join(folder.path, "info.json"), "utf8")) as BootInfo;
}

/** The checksum of every byte of a device, past the page cache of its own. */
async function sumOf(device: string): Promise<string> {
  await execa("blockdev", ["--flushbufs", device]);
  await using file = await open(device);
  const hash = createHash("sha256");
  for await (const piece of file.createReadStream({ autoClose: false })) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}

/** The boot code, the roots of one and two, and the volume that they share; the multiboot partition is not among them. */
async function sums({ disk }: Lab): Promise<string[]> {
  return await Promise.all([1, 3, 4, 5].map(async (number) => await sumOf(`${disk.device}p${number}`)));
}

async function tableOf({ disk }: Lab): Promise<string[]> {
  const { stdout } = await execa("sfdisk", ["--dump", "--", disk.device]);
  return stdout.split("\n").filter((line) => line.startsWith("/dev/"));
}

/** Mounts the root of one and what it shares, and has a file open there, as the running system has. */
async function use({ folder, disk }: Lab): Promise<void> {
  const top = join(folder.path, "running");
  await mkdir(top);
  // What the kernel itself would write meanwhile is left out.
  const options = ["--options", "noatime,noinit_itable"];
  await execa("mount", [...options, `${disk.device}p3`, top]);
  await execa("mount", [...options, `${disk.device}p5`, join(top, "srv/shared")]);
  onTestFinished(async () => {
    await execa("umount", ["--recursive", top]);
  });
  await execa("sync", ["--file-system", top, join(top, "srv/shared")]);
}

async function onMultiboot<T>({ disk }: Lab, look: (folder: string) => Promise<T>): Promise<T> {
  return await withMounted(`${disk.device}p2`, "ro", look);
}

async function names(lab: Lab): Promise<string[]> {
  const info = await onMultiboot(lab, async (folder) => await readFile(join(folder, "bareon/boot-info.json"), "utf8"));
  return (JSON.parse(info) as BootInfo).elements.map(({ os_id: name, grub_id: id }) => `${id} ${name}`);
}

test("one more system is added to a disk in use, and removed again: the others are not touched", limit, async () => {
  const lab = await setUp();
  await succeed(deploy(lab, config(lab, { ...before, policy: "clean" })));
  const uuid = (await infoOf(lab)).multiboot_partition ?? "";
  await use(lab);
  const [table, was] = [await tableOf(lab), await sums(lab)];
  const plan = JSON.parse(
    await succeed(runApart(lab.folder, "plan", "--json", "--input-data", config(lab, after))),
  ) as Plan;
  expect(plan.images.map(({ name }) => name)).toEqual(["three"]);
  await succeed(deploy(lab, config(lab, after)));
  const info = await infoOf(lab);
  expect(info.elements.map((element) => [element.grub_id, element.os_id, element.entry_id])).toEqual([
    [0, "one", "one"],
    [1, "two", "two"],
    [2, "three", "three"],
  ]);
  expect(info.current_element).toBe(0);
  expect((await tableOf(lab)).slice(0, 5)).toEqual(table);
  expect(await sums(lab)).toEqual(was);
  const record = await onMultiboot(
    lab,
    async (folder) => JSON.parse(await readFile(join(folder, "bareon/deploy.json"), "utf8")) as DeployRecord,
  );
  expect(
    record.images.map(({ name, imageUuid, mounts }) => [name, imageUuid, mounts.map(({ mount }) => mount)]),
  ).toEqual(["one", "two", "three"].map((name) => [name, `of-${name}`, ["/", "/srv/shared"]]));
  await withMounted(`${lab.disk.device}p6`, "ro", async (folder) => {
    expect(await readFile(join(folder, "etc/fstab"), "utf8")).toMatch(/^UUID=\S+ \/srv\/shared ext4 defaults 0 2$/mu);
    expect((await execa("ls", ["-A", join(folder, "srv/shared")])).stdout).toBe("");
  });
  // All is there now, so nothing is done.
  const again = [await tableOf(lab), await sumOf(`${lab.disk.device}p6`)];
  await succeed(deploy(lab, config(lab, after)));
  expect([await tableOf(lab), await sumOf(`${lab.disk.device}p6`)]).toEqual(again);
  const remove = ["remove", "three", "--uuid", uuid];
  expect(JSON.parse(await succeed(runApart(lab.folder, ...remove, "--dry-run", "--json")))).toMatchObject({
    ...{
      image: "three",
      volumes: [{ device: `${lab.disk.device}p6`, mount: "/" }],
      shared: ["/srv/shared"],
      done: false,
    },
  });
  await succeed(runApart(lab.folder, ...remove));
  expect(await names(lab)).toEqual(["0 one", "1 two"]);
  expect((await execa("wipefs", ["--no-act", `${lab.disk.device}p6`])).stdout).toBe("");
  expect(await tableOf(lab)).toHaveLength(6);
  await succeed(runApart(lab.folder, ...remove, "--free-space"));
  expect(await tableOf(lab)).toEqual(table);
  expect(await sums(lab)).toEqual(was);
  expect((await runApart(lab.folder, ...remove)).exitCode).toBe(30);
});

test(
  "cut off while the image comes, the same deploy goes on, and a removed system leaves its place to another one",
  limit,
  async () => {
    const lab = await setUp();
    await succeed(deploy(lab, config(lab, { ...before, policy: "clean" })));
    const uuid = (await infoOf(lab)).multiboot_partition ?? "";
    await use(lab);
    const was = await sums(lab);
    const words = ["deploy", "--input-data", config(lab, { ...after, rate: 500 }), "--progress-fd", "3"];
    const child = spawn(...apart(provisionProgram, words), { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const ended = new Promise<unknown>((resolve) => child.once("close", (_, signal) => resolve(signal)));
    await new Promise<void>((resolve) => {
      child.stdio[3]?.on("data", (data: Buffer) => {
        if (data.toString().includes('"transfer"')) resolve();
      });
      child.once("close", () => resolve());
    });
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect(await names(lab)).toEqual(["0 one", "1 two"]);
    expect(await tableOf(lab)).toHaveLength(6);
    // As if it had been cut off a moment earlier, when only the table had it.
    await execa("partx", ["--delete", "--nr", "6:6", "--", lab.disk.device]);
    await succeed(deploy(lab, config(lab, after)));
    expect(await names(lab)).toEqual(["0 one", "1 two", "2 three"]);
    expect(await tableOf(lab)).toHaveLength(6);
    await succeed(runApart(lab.folder, "remove", "three", "--uuid", uuid));
    const other = { ...after, volumes: after.volumes.filter(({ images }) => JSON.stringify(images) !== '["three"]') };
    await succeed(
      deploy(
        lab,
        config(lab, {
          ...other,
          images: ["one", "two", "three"],
          volumes: [...other.volumes, { ...root("three"), mount: "/" }],
        }),
      ),
    );
    expect(await names(lab)).toEqual(["0 one", "1 two", "2 three"]);
    expect(await tableOf(lab)).toHaveLength(6);
    expect(await sums(lab)).toEqual(was);
  },
);

test(
  "refused are the default, what is armed, a volume that is in use, and a config that the node does not fit; nothing is changed",
  limit,
  async () => {
    const lab = await setUp();
    await succeed(deploy(lab, config(lab, { ...before, policy: "clean" })));
    const uuid = (await infoOf(lab)).multiboot_partition ?? "";
    const was = [await tableOf(lab), await sumOf(`${lab.disk.device}p2`), await sums(lab)];
    const told = async (done: Promise<Ended>): Promise<string> => {
      const { exitCode, stderr } = await done;
      return `${exitCode} ${stderr}`;
    };
    expect(await told(runApart(lab.folder, "remove", "one", "--uuid", uuid))).toMatch(
      /^37 .*Image one is the default/su,
    );
    await execa("mount", ["--options", "ro,noload", `${lab.disk.device}p4`, "/mnt"]);
    try {
      expect(await told(runApart(lab.folder, "remove", "two", "--uuid", uuid))).toMatch(
        /^6 .*volumes of image two are in use: \S+p4 \(\/mnt\)/su,
      );
    } finally {
      await execa("umount", ["/mnt"]);
    }
    expect(
      await told(deploy(lab, config(lab, { ...after, volumes: [...after.volumes.slice(0, 3), shared("one")] }))),
    ).toMatch(/^5 /su);
    expect(
      await told(
        deploy(lab, config(lab, { ...after, images: ["one", "three"], volumes: [root("one"), root("three")] })),
      ),
    ).toMatch(/^5 .*2 things differ|3 things differ/su);
    // A partition that somebody made, with the name that the new one would have.
    const append = ["--quiet", "--append", "--force", "--no-reread", "--no-tell-kernel", lab.disk.device];
    await execa("sfdisk", append, { input: 'size=200MiB, name="three /"\n' });
    expect(await told(deploy(lab, config(lab, after)))).toMatch(/^5 /su);
    await execa("sfdisk", ["--quiet", "--force", "--no-reread", "--no-tell-kernel", "--delete", lab.disk.device, "6"]);
    expect([await tableOf(lab), await sumOf(`${lab.disk.device}p2`), await sums(lab)]).toEqual(was);
  },
);

test(
  "a disk of 4 KiB sectors that has grown since, with a gap where an old filesystem lies: new volumes fill the gap, and the room at the end",
  limit,
  async () => {
    const lab = await setUp(1000, 4096);
    const { device, path } = lab.disk;
    await succeed(deploy(lab, config(lab, { ...before, policy: "clean" })));
    const uuid = (await infoOf(lab)).multiboot_partition ?? "";
    await use(lab);
    const isOfOthers = (line: string): boolean => !line.startsWith(`${device}p4 `);
    const table = (await tableOf(lab)).filter(isOfOthers);
    const sum = async (): Promise<string[]> =>
      await Promise.all([1, 3, 5].map(async (number) => await sumOf(`${device}p${number}`)));
    const was = await sum();
    const { partitiontable } = JSON.parse((await execa("sfdisk", ["--json", device])).stdout) as {
      readonly partitiontable: { readonly partitions: readonly { readonly start: number }[] };
    };
    await succeed(runApart(lab.folder, "remove", "two", "--uuid", uuid, "--free-space"));
    await execa("mkfs.ext4", [
      "-q",
      "-F",
      "-E",
      `offset=${(partitiontable.partitions[3]?.start ?? 0) * 4096}`,
      path,
      "190M",
    ]);
    await truncate(path, 1400 * 1024 * 1024);
    await execa("losetup", ["--set-capacity", device]);
    const big = { ...root("three"), mount: "/srv/big", size: 500 };
    const volumes = [big, shared("one", "three"), root("three"), root("one")];
    await succeed(deploy(lab, config(lab, { images: ["one", "three"], volumes })));
    expect(await names(lab)).toEqual(["0 one", "1 three"]);
    const now = await tableOf(lab);
    expect(now.map((line) => /p\d+ /u.exec(line)?.[0].trim())).toEqual(["p1", "p2", "p3", "p5", "p6", "p7"]);
    expect(now.slice(0, 4)).toEqual(table);
    expect(await sum()).toEqual(was);
    expect((await execa("sfdisk", ["--verify", device])).stdout).toContain("No errors detected.");
    await succeed(runApart(lab.folder, "remove", "three", "--uuid", uuid, "--free-space"));
    expect(await tableOf(lab)).toEqual(table);
    expect(await sum()).toEqual(was);
  },
);

test("a utility image that comes alone is deployed onto its own volume, and recorded", limit, async () => {
  const lab = await setUp();
  await succeed(deploy(lab, config(lab, { ...before, policy: "clean" })));
  const data = { ...root("three"), mount: "/data" };
  const document = JSON.parse(config(lab, { ...before, volumes: [...before.volumes, data] })) as { images: object[] };
  document.images.push({ name: "three", image_pull_url: join(lab.folder.path, "three"), target: "/data" });
  await succeed(deploy(lab, JSON.stringify(document)));
  expect(await names(lab)).toEqual(["0 one", "1 two"]);
  const record = await onMultiboot(
    lab,
    async (folder) => JSON.parse(await readFile(join(folder, "bareon/deploy.json"), "utf8")) as DeployRecord,
  );
  expect(record.utilities.map(({ name, mounts }) => [name, mounts.map(({ mount }) => mount)])).toEqual([
    ["three", ["/data"]],
  ]);
  const was = await sumOf(`${lab.disk.device}p6`);
  await succeed(deploy(lab, JSON.stringify(document)));
  expect(await sumOf(`${lab.disk.device}p6`)).toBe(was);
});
