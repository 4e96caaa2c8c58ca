/** A document of Nailgun on a virtual node: images for the root and /boot, folders spread over volumes, two disks that boot, a config drive. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { type FileServer, startFileServer } from "../support/servers/file-server.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

interface Space {
  readonly name: string;
  readonly volumes: object[];
}

let folder: Scratch;
let server: FileServer;
let node: LabNode;

/** An image with the content of a folder, and what its metadata say of it. */
async function makeImage(path: string, tree: string, type: string, mebibytes: number): Promise<object> {
  await execa("truncate", [`--size=${mebibytes}M`, path]);
  await execa(`mkfs.${type}`, ["-q", "-d", tree, path]);
  const raw = await readFile(path);
  const packed = gzipSync(raw, { level: 1 });
  await writeFile(`${path}.gz`, packed);
  const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");
  return {
    ...{ container_name: `${basename(path)}.gz`, raw_size: raw.length, raw_md5: md5(raw) },
    ...{ container_size: packed.length, container_md5: md5(packed), container: "gzip", format: type },
  };
}

/** The tiny system in two parts, as an image for each mount point. */
async function makeImages(tree: string): Promise<void> {
  const [root, boot] = [join(folder.path, "root"), join(folder.path, "boot")];
  await execa("cp", ["--archive", tree, root]);
  await mkdir(boot);
  for (const name of await readdir(join(root, "boot"))) await rename(join(root, "boot", name), join(boot, name));
  await mkdir(join(root, "var/lib"), { recursive: true });
  await writeFile(join(root, "var/lib/told"), "by the image\n");
  await writeFile(join(root, "usr/bin/nailgun-agent"), "#!/bin/sh\n", { mode: 0o755 });
  const images = [
    await makeImage(join(folder.path, "web.img"), root, "ext4", 180),
    await makeImage(join(folder.path, "web-boot.img"), boot, "ext2", 60),
  ];
  await writeFile(join(folder.path, "web.yaml"), JSON.stringify({ os: { name: "Ubuntu" }, images }));
}

/** The example with the disks and images of this lab, and a volume for /var. */
async function makeDocument(change: (spaces: readonly Space[]) => void = () => undefined): Promise<string> {
  const path = join(projectRoot, "test/unit/dialects/nailgun/node-7.json");
  const text = (await readFile(path, "utf8"))
    .replaceAll("10.77.0.2:8080/img/", `10.0.2.2:${server.port}/`)
    .replaceAll("ata-QEMU_HARDDISK_d", "virtio-bareon-")
    .replaceAll(/"sd(?<letter>[abc])"/gu, '"vd$<letter>"');
  const document = JSON.parse(text) as { ks_meta: { pm_data: { ks_spaces: Space[] } } };
  const { ks_spaces: spaces } = document.ks_meta.pm_data;
  const variable = { type: "partition", name: "var", mount: "/var", file_system: "ext4", size: 400 };
  spaces[1]?.volumes.push(variable);
  change(spaces);
  return JSON.stringify(document);
}

async function deploy(ramdisk: Vm, document: string): Promise<BootInfo> {
  await ramdisk.put("/tmp/provision.json", document);
  await ramdisk.run("flock -n /tmp/provision.lock bareon-provision", { timeoutSeconds: 900 });
  const log = await ramdisk.read("/var/log/bareon.log");
  expect(log).not.toContain("s3cret");
  expect(log).not.toContain("which its volume there hides");
  return JSON.parse(await ramdisk.read("/tmp/boot_entries.json")) as BootInfo;
}

beforeAll(async () => {
  folder = await scratchFolder();
  server = await startFileServer(folder.path);
  await makeImages((await prepareLab(console.error)).tiny);
  node = await createNode({ name: "nailgun", diskSizes: [40_960, 40_960, 40_960], osProber: false });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

test("the example is laid out as it says, and boots from its volumes", async () => {
  await using ramdisk = await node.boot("ramdisk");
  const info = await deploy(ramdisk, await makeDocument());
  expect(info).toMatchObject({ multiboot_partition: null, elements: [{ os_id: "node-7.lab.example" }] });
  const table = async (disk: string): Promise<string> =>
    (
      await ramdisk.run(
        `lsblk --noheadings --raw --bytes --output SIZE /dev/${disk} | tail -n +2 | sort -u | tr '\\n' ' '`,
      )
    ).stdout;
  const MiB = 1024 * 1024;
  for (const size of [24, 200, 10_240, 20]) expect(await table("vda")).toContain(`${size * MiB} `);
  expect((await ramdisk.run("sfdisk --dump /dev/vdc", { check: false })).exitCode).not.toBe(0);
  expect(
    (await ramdisk.run("pvs --noheadings --units m --options pv_size,pv_mda_count,vg_name")).stdout.trim(),
  ).toMatch(/^20484\.00m\s+2\s+os$/u);
  // Told to cloud-init, without a password that can be read.
  await ramdisk.run("mkdir -p /mnt/drive && mount -o ro /dev/vda6 /mnt/drive");
  const told = await ramdisk.read("/mnt/drive/openstack/latest/user_data");
  expect(told).toContain("#cloud-config");
  expect(told).toMatch(/"hashed_passwd": "\$6\$/u);
  expect(told).not.toContain("s3cret");
  await ramdisk.run("umount /mnt/drive");
  expect((await ramdisk.run("blkid -o value -s LABEL /dev/vda6")).stdout.trim()).toBe("config-2");
  await ramdisk.powerOff();

  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/cmdline")).toContain("rootdelay=90");
  const mounts = await vm.read("/proc/mounts");
  for (const place of ["/boot", "/srv/files", "/var"]) expect(mounts).toMatch(new RegExp(`^/dev/\\S+ ${place} `, "mu"));
  expect(await vm.read("/var/lib/told")).toBe("by the image");
  expect(await vm.read("/etc/systemd/network/10-bareon-eth0.link")).toContain("52:54:00:77:00:01");
  expect(await vm.read("/etc/nailgun-agent/nodiscover")).toBe("");
  await vm.powerOff();
});

test("an image that is not what its metadata say is not to be mounted, and the deploy fails", async () => {
  const path = join(folder.path, "web.yaml");
  const good = await readFile(path, "utf8");
  await writeFile(path, good.replace(/"raw_md5":"[\da-f]{32}"/u, `"raw_md5":"${"0".repeat(32)}"`));
  await using ramdisk = await node.boot("ramdisk");
  await ramdisk.put("/tmp/provision.json", await makeDocument());
  const failed = await ramdisk.run("bareon-provision", { check: false, timeoutSeconds: 900 });
  expect(failed.exitCode).toBe(21);
  expect(`${failed.stdout}${failed.stderr}`).toContain("is not what its checksum says");
  await writeFile(path, good);
  const info = await deploy(ramdisk, await makeDocument());
  expect(info.elements).toHaveLength(1);
  await ramdisk.powerOff();
});
