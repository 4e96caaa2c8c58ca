/** Container images of Debian's registry, by TLS and with a password, pulled in the ramdisk: what is wrong is refused and nothing is written; two systems boot, one with its kernel beside its modules. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChangeResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { type Described, ImageLayout, type LayerContent } from "../support/files/image-writer.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { type DebianRegistry, startDebianRegistry } from "../support/servers/debian-registry.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { layerOf, moveKernel } from "../support/systems/tree-layers.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Ran } from "../support/vm/shell.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

const all = new AsyncDisposableStack();
let registry: DebianRegistry;
let node: LabNode;
let layout: ImageLayout;
let images: Readonly<Record<"red" | "blue" | "app", Described>>;

function overlay(name: string): LayerContent {
  return [
    { name: "etc/", type: "5" },
    { name: "etc/os-release", content: `NAME="Tiny Linux"\nID=tiny\nPRETTY_NAME="${name} of the registry"\n` },
    { name: "opt/", type: "5" },
    { name: "opt/.wh.old" },
    { name: "opt/new", content: name },
  ];
}

beforeAll(async () => {
  const { tiny } = await prepareLab(console.error);
  const folder = all.use(await scratchFolder()).path;
  layout = new ImageLayout();
  const old = "mkdir -p opt; echo x > opt/old; setfattr -n user.note -v kept opt";
  const red = await layerOf(tiny, folder, "red", old);
  const blue = await layerOf(tiny, folder, "blue", `${old}; ${moveKernel}`);
  images = {
    red: layout.addImage({ layers: [red, overlay("red")], packing: "gzip" }),
    blue: layout.addImage({ layers: [blue, overlay("blue")], packing: "zstd", labels: { "containers.bootc": "1" } }),
    app: layout.addImage({ layers: [[{ name: "app", content: "x" }]], labels: { "containers.bootc": "1" } }),
  };
  for (const [name, image] of Object.entries(images)) layout.name(image, name);
  await layout.write(join(folder, "layout"));
  registry = all.use(await startDebianRegistry(folder));
  for (const name of Object.keys(images)) await registry.push("layout", name);
  node = all.use(
    await createNode({ name: "registry", diskSizes: [1100], diskTraits: [{ format: "raw" }], osProber: false }),
  );
});

afterAll(async () => {
  await all.disposeAsync();
});

const address = (ref: string): string => `oci://10.0.2.2:${registry.port}/team/os${ref}`;

function configFor(red: string, blue: string): string {
  const volume = (name: string): object => ({
    ...{ type: "partition", mount: "/", size: "400 MiB", file_system: "ext4", images: [name] },
  });
  const image = (name: string, ref: string): object => ({
    ...{ name, image_pull_url: address(ref), target: "/", boot: name === "red" },
    ...{ ca_file: "/root/ca.pem", auth_file: "/root/auth.json" },
  });
  return JSON.stringify({
    partitions_policy: "clean",
    images: [image("red", red), image("blue", blue)],
    partitions: [
      {
        ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "1098 MiB" },
        volumes: [volume("red"), volume("blue")],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 0 },
  });
}

async function deploy(vm: Vm, red: string, blue: string): Promise<Ran> {
  await vm.put("/tmp/provision.json", configFor(red, blue));
  return await vm.run("bareon-provision deploy", { check: false, timeoutSeconds: 1800 });
}

/** The layer's bytes in the registry are other ones as long as `use` runs; it does not look at them itself. */
async function withOtherBytes(digest: string, use: () => Promise<void>): Promise<void> {
  const file = registry.blobFile(digest);
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  await writeFile(file, Buffer.from(bytes).fill((bytes[middle] ?? 0) ^ 1, middle, middle + 1));
  await use();
  await writeFile(file, bytes);
}

function layersOf({ digest }: Described): readonly string[] {
  const manifest = JSON.parse(Buffer.from(layout.blobs.get(digest) ?? []).toString()) as {
    readonly layers: readonly Described[];
  };
  return manifest.layers.map((layer) => layer.digest);
}

let info: BootInfo;

test("in the ramdisk, what is wrong is refused and nothing is written; then both images are deployed", async () => {
  await using vm = await node.boot("ramdisk");
  await vm.put("/root/ca.pem", await readFile(registry.caFile));
  await vm.put("/root/auth.json", registry.authFor("10.0.2.2"));
  const before = await node.sums(vm);
  const refused = async (red: string, blue: string, reason: RegExp): Promise<void> => {
    const { exitCode, stderr } = await deploy(vm, red, blue);
    expect(stderr).toMatch(reason);
    expect(exitCode).toBe(7);
  };
  const { red, blue, app } = images;
  await refused(`:red@sha256:${"0".repeat(64)}`, ":blue", /the manifest of image red/u);
  await refused(":none", ":blue", /the manifest of image red.*404/u);
  // It is small, so that the other one is looked at soon.
  await refused(":app", ":app", /image blue has no kernel, no initial ramdisk, no init/u);
  await withOtherBytes(layersOf(blue)[0] ?? "", async () => {
    await refused(":app", `:blue@${blue.digest}`, /layer 1 of image blue/u);
  });
  expect(app.digest).not.toBe(red.digest);
  expect(await node.sums(vm)).toEqual(before);
  expect((await vm.run("grep -c /run/bareon/ /proc/mounts", { check: false })).stdout.trim()).toBe("0");

  // The tag names another image; the digest counts.
  const { exitCode, stderr } = await deploy(vm, `:app@${red.digest}`, ":blue");
  expect(stderr).toContain("are read before anything is written");
  expect(exitCode).toBe(0);
  info = JSON.parse(await vm.read("/tmp/boot_entries.json")) as BootInfo;
  expect(await vm.run("grep -rl c2VjcmV0 /tmp /var/log /run/bareon 2> /dev/null", { check: false })).toMatchObject({
    stdout: "",
  });
  await vm.powerOff();
}, 3_600_000);

async function ask<T>(vm: Vm, words: string): Promise<T> {
  return JSON.parse((await vm.run(`bareon-boot ${words} --json`)).stdout) as T;
}

test("red boots; blue, whose kernel lies beside its modules, is tried, confirmed and boots by itself", async () => {
  expect(info.elements.map(({ os_id: id, kernel, initrd, system_name: name }) => [id, kernel, initrd, name])).toEqual([
    [
      "red",
      expect.stringMatching(/^\/boot\/vmlinuz-/u),
      expect.stringMatching(/^\/boot\/initrd\.img-/u),
      "red of the registry",
    ],
    [
      "blue",
      expect.stringMatching(/^\/lib\/modules\/[^/]+\/vmlinuz$/u),
      expect.stringMatching(/^\/lib\/modules\/[^/]+\/initramfs\.img$/u),
      "blue of the registry",
    ],
  ]);
  await using vm = await node.boot("disk");
  const expectSystem = async (name: string): Promise<void> => {
    expect(await vm.read("/etc/os-release")).toContain(`"${name} of the registry"`);
    expect((await vm.run("ls /opt; cat /opt/new")).stdout.split("\n")).toEqual(["new", name]);
    const root = info.elements.find(({ os_id: id }) => id === name)?.root_uuid ?? "";
    expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${root} `);
    expect((await vm.run("bareon-boot current")).stdout.trim()).toBe(name);
  };
  await expectSystem("red");
  expect(await ask<StatusResult>(vm, "status")).toMatchObject({ next: { os_id: "red" } });
  await ask<ChangeResult>(vm, "trial blue --tries 1");
  await vm.reboot();
  await expectSystem("blue");
  expect((await vm.run("ls /boot | grep -c vmlinuz", { check: false })).stdout.trim()).toBe("0");
  expect(await ask<StatusResult>(vm, "status")).toMatchObject({ booted: "trial", next: { os_id: "red" } });
  expect(await ask<ChangeResult>(vm, "confirm")).toMatchObject({ changed: true, default: { os_id: "blue" } });
  await vm.reboot();
  await expectSystem("blue");
  expect(await bootedAs(vm)).toMatch(/^1 default/u);
});
