/** A filesystem image of btrfs whose system is in a subvolume that is mounted by default: it is deployed, and boots. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileServer, startFileServer } from "../support/servers/file-server.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";

let folder: Scratch;
let server: FileServer;
let node: LabNode;

/** The tiny system in the subvolume `@`, beside one for its home. */
async function makeImage(tree: string, path: string): Promise<void> {
  const script = `set -e
    truncate --size=300M "$2"
    mkfs.btrfs --quiet "$2"
    mkdir "$3"
    mount -o loop "$2" "$3"
    btrfs subvolume create "$3/@"
    btrfs subvolume create "$3/@home"
    cp --archive "$1/." "$3/@"
    btrfs subvolume set-default "$3/@"
    umount "$3"`;
  await execa("unshare", ["--mount", "sh", "-c", script, "sh", tree, path, `${path}.mounted`]);
}

beforeAll(async () => {
  folder = await scratchFolder();
  await makeImage((await prepareLab(console.error)).tiny, join(folder.path, "tiny.raw"));
  server = await startFileServer(folder.path);
  node = await createNode({ name: "subvolume", diskSizes: [700], osProber: false });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

test("the system in its default subvolume is deployed, boots, and its menu is right", async () => {
  const config = {
    partitions_policy: "clean",
    images: [{ name: "red", image_pull_url: `http://10.0.2.2:${server.port}/tiny.raw`, target: "/" }],
    partitions: [
      {
        type: "disk",
        id: { type: "serial", value: "bareon-1" },
        size: "690 MiB",
        volumes: [{ type: "partition", mount: "/", size: "remaining", file_system: "btrfs" }],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  };
  await using ramdisk = await node.boot("ramdisk");
  const { bootInfo } = await deployByController(ramdisk, JSON.stringify(config), false, "swift");
  await ramdisk.powerOff();

  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/mounts")).toMatch(/^\S+ \/ btrfs \S*subvol=\/@ /mu);
  await vm.powerOff();
});
