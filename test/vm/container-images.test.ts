/** Container images on a virtual node: one of a layout, whose kernel lies beside its modules, and one of a registry; each boots, and one updates the other to its next layers. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Update } from "../../src/schema/update.ts";
import { ImageLayout, type LayerContent, manifestType } from "../support/files/image-writer.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { startImageRegistry, type TestRegistry } from "../support/servers/image-registry.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { updaterImage } from "../support/systems/tiny-image.ts";
import { layerOf, moveKernel } from "../support/systems/tree-layers.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let folder: Scratch;
let registry: TestRegistry;
let node: LabNode;
let vm: Vm;
let info: BootInfo;
let secondDigest: string;

const release = (name: string): string => `NAME="Tiny Linux"\nID=tiny\nPRETTY_NAME="${name}"\n`;
const decides =
  "echo '::once:/usr/lib/bareon/after-boot start' >> etc/inittab; printf 'BAREON_HEALTH=\"--deadline 8\"\\n' > etc/default/bareon";

const first: LayerContent = [
  { name: "etc/", type: "5" },
  { name: "etc/os-release", content: release("first") },
  { name: "opt/", type: "5" },
  { name: "opt/old", content: "x" },
];
const second: LayerContent = [
  { name: "etc/", type: "5" },
  { name: "etc/os-release", content: release("second") },
  { name: "opt/.wh.old" },
  { name: "opt/new", content: "x" },
];

beforeAll(async () => {
  folder = await scratchFolder();
  const base = await updaterImage((await prepareLab(console.error)).bookworm, console.error);
  const layout = new ImageLayout();
  const beside = await layerOf(base, folder.path, "red", `mkdir -p etc/default; ${decides}; ${moveKernel}`);
  layout.name(layout.addImage({ layers: [beside, first], packing: "zstd" }), "red");
  await layout.write(join(folder.path, "layout"));
  const plain = await layerOf(base, folder.path, "blue", `mkdir -p etc/default; ${decides}`);
  const served = new ImageLayout();
  const { digest } = served.addImage({ layers: [plain, first], packing: "zstd" });
  secondDigest = served.addImage({ layers: [plain, first, second], packing: "zstd" }).digest;
  registry = await startImageRegistry(served, {
    tags: { "1": { digest, mediaType: manifestType }, "2": { digest: secondDigest, mediaType: manifestType } },
  });
  node = await createNode({
    ...{ name: "container-images", diskSizes: [2100], diskTraits: [{ format: "raw" }], osProber: false },
  });
  const volume = (name: string): object => ({
    ...{ type: "partition", mount: "/", size: "900 MiB", file_system: "ext4", images: [name] },
  });
  const config = {
    partitions_policy: "clean",
    images: [
      { name: "red", image_pull_url: `oci:${folder.path}/layout:red`, target: "/", boot: true },
      { name: "blue", image_pull_url: `oci://${registry.host}/team/os:1`, target: "/", plain_http: true },
    ],
    partitions: [
      {
        ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "2098 MiB" },
        volumes: [volume("red"), volume("blue")],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  };
  info = await node.deployHere(JSON.stringify(config));
  vm = await node.boot("disk", { mayPanic: true });
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function title(): Promise<string> {
  return (await vm.run("sed -n 's/^PRETTY_NAME=\"\\(.*\\)\"/\\1/p' /etc/os-release")).stdout.trim();
}

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await vm.run(`${command} --json`, { timeoutSeconds: 900 })).stdout) as T;
}

const source = (): string => `oci://10.0.2.2:${registry.port}/team/os:2`;

test("an image of a layout boots the kernel beside its modules, with its layers on top of each other", async () => {
  expect(info.elements[0]).toMatchObject({
    ...{ os_id: "red", system_name: "first" },
    kernel: expect.stringMatching(/^\/lib\/modules\/[^/]+\/vmlinuz$/u) as string,
    initrd: expect.stringMatching(/^\/lib\/modules\/[^/]+\/initramfs\.img$/u) as string,
  });
  expect(await title()).toBe("first");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[0]?.root_uuid} `);
  expect((await vm.run("ls /opt /boot")).stdout).toContain("old");
});

test("the running system updates the other one from the registry, to the layers of its next version", async () => {
  const words = `update blue --source ${source()} --plain-http`;
  const update = await ask<Update>(`bareon-provision ${words} --image-name blue-2`);
  expect(update).toMatchObject({ done: true, method: "fresh", images: [{ driver: "oci", source: source() }] });
  expect(await ask<object>(`bareon-provision ${words} --if-needed --then nothing`)).toMatchObject({ needed: false });
  expect(await ask<object>("bareon-provision update blue --if-needed --then nothing")).toMatchObject({ needed: false });
  const status = await ask<StatusResult>("bareon-boot status");
  expect(status).toMatchObject({ next: { os_id: "blue", image_name: "blue-2" }, reason: "trial" });
  await vm.reboot();
  expect(await title()).toBe("second");
  expect((await vm.run("ls /opt")).stdout.trim()).toBe("new");
  const { entries } = await ask<ListResult>("bareon-boot list");
  expect(entries.map(({ os_id: id, valid }) => [id, valid])).toEqual([
    ["red", true],
    ["blue", true],
  ]);
});
