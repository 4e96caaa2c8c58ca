/** Image files on a virtual node: two copies of one filesystem image, an archive, and a tree by rsync beside them; each boots its own root. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileServer, startFileServer } from "../support/servers/file-server.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import type { Vm } from "../support/vm/vm.ts";

let folder: Scratch;
let server: FileServer;
let node: LabNode;

/** The tiny system as files. */
async function makeFiles(tree: string, path: string): Promise<void> {
  await execa("truncate", ["--size=130M", join(path, "tiny.raw")]);
  await execa("mkfs.ext4", ["-q", "-d", tree, join(path, "tiny.raw")]);
  await execa("zstd", ["--quiet", "-1", join(path, "tiny.raw")]);
  await execa("tar", [
    "--create",
    "--gzip",
    "--xattrs",
    `--file=${join(path, "tiny.tar.gz")}`,
    `--directory=${tree}`,
    ".",
  ]);
  await execa("sha256sum tiny.raw.zst tiny.tar.gz > SHA256SUMS", { shell: true, cwd: path });
}

beforeAll(async () => {
  folder = await scratchFolder();
  await makeFiles((await prepareLab(console.error)).tiny, folder.path);
  server = await startFileServer(folder.path);
  node = await createNode({ name: "image-files", diskSizes: [2050], diskTraits: [{ format: "raw" }] });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** From inside: the root that is mounted, by what is written on its device, and its size in MiB. */
async function rootOf(vm: Vm): Promise<{ readonly uuid: string; readonly size: number }> {
  const { stdout } = await vm.run(
    "set -- $(grep ' / ' /proc/mounts | grep '^/dev/'); blkid -p -s UUID -o value $1; df -m / | tail -1 | awk '{ print $2 }'",
  );
  const [uuid = "", size = ""] = stdout.trim().split("\n");
  return { uuid, size: Number(size) };
}

test("filesystem images, packed and not, an archive and a tree: each boots, with a root of its own", async () => {
  const config = (await node.example("image-files")).replaceAll(
    "http://conductor.example.net/images/",
    `http://10.0.2.2:${server.port}/`,
  );
  const bootInfo = await node.deployHere(config, ["--deploy_driver", "swift"]);
  const names = ["red", "blue", "green", "grey"];
  expect(bootInfo.elements.map(({ os_id: name }) => name)).toEqual(names);
  expect(new Set(bootInfo.elements.map(({ root_uuid: uuid }) => uuid)).size).toBe(4);

  await using vm = await node.boot("disk");
  for (const [index, name] of names.entries()) {
    const uuid = bootInfo.elements[index]?.root_uuid;
    expect(await vm.read("/proc/cmdline"), name).toContain(`root=UUID=${uuid} `);
    const root = await rootOf(vm);
    expect(root.uuid, name).toBe(uuid);
    // Of the small filesystem in the image nothing but the volume's size is left.
    expect(root.size, name).toBeGreaterThan(name === "blue" ? 400 : 300);
    expect(await vm.read("/etc/fstab"), name).toContain(`UUID=${uuid} / `);
    expect((await vm.run("test -e /been-here", { check: false })).exitCode, name).toBe(1);
    await vm.run("touch /been-here && sync");
    const next = names[index + 1];
    if (next === undefined) return;
    await vm.run(`bareon-boot set-default ${next}`);
    await vm.reboot();
  }
});
