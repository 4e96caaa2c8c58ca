/** A loop disk with a multiboot partition as provisioning leaves it, and the roots that its menu names; the kernels are dummies. */
import { randomUUID } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { environmentPath, idleEnvironment, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { historyPath, renderEmptyHistory } from "../../../src/boot/state/history.ts";
import { infoPath, type LinuxEntry, menuPath } from "../../../src/boot/menu/menu.ts";
import { recordMode, recordPath, renderRecord } from "../../../src/boot/store/deploy-record.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { makeMultibootFilesystem } from "../../../src/storage/filesystem/ext.ts";
import { type RecordedRoot, recordImages } from "../systems/image-record.ts";
import { kernelBytes } from "../systems/kernel-bytes.ts";
import { biosBoot, createLoopDisk } from "./loop-disk.ts";

export interface TestRoot extends RecordedRoot {
  readonly device: string;
}

export interface MultibootDisk extends AsyncDisposable {
  /** The whole disk as a file, and a directory for the test. */
  readonly path: string;
  readonly directory: string;
  readonly device: string;
  /** The multiboot partition. */
  readonly multiboot: string;
  readonly uuid: string;
  readonly roots: readonly TestRoot[];
}

const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
const sizes = { ext4: 16, btrfs: 128, xfs: 320 };

/** Runs `work` with the device mounted the plain way, as an administrator would. */
export async function withMounted<T>(
  device: string,
  options: string,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  const { stdout: directory } = await execa("mktemp", ["--directory"]);
  await execa("mount", ["--options", options, "--source", device, "--target", directory]);
  try {
    return await work(directory);
  } finally {
    await execa("umount", ["--", directory]);
    await execa("rmdir", ["--", directory]);
  }
}

async function makeFilesystem({ device, type, uuid }: TestRoot): Promise<void> {
  const options = {
    ext4: ["-q", "-F", "-U", uuid],
    xfs: ["-q", "-f", "-m", `uuid=${uuid}`],
    btrfs: ["-q", "-f", "-U", uuid],
  };
  await execa(`mkfs.${type}`, [...options[type], device]);
}

/** A kernel and an initrd behind the links that Debian has. */
async function fillRoot({ device, name }: TestRoot): Promise<void> {
  await withMounted(device, "rw", async (directory) => {
    await mkdir(join(directory, "boot"));
    await writeFile(join(directory, "boot/vmlinuz-6.1"), kernelBytes());
    await writeFile(join(directory, "boot/initrd.img-6.1"), `initrd of ${name}`);
    await symlink("boot/vmlinuz-6.1", join(directory, "vmlinuz"));
    await symlink("/boot/initrd.img-6.1", join(directory, "initrd.img"));
  });
}

export function menuEntry({ name, type, uuid }: TestRoot): LinuxEntry {
  const title = `${name} GNU/Linux`;
  return {
    kind: "linux",
    id: name,
    title,
    rootUuid: uuid,
    bootUuid: uuid,
    bootType: type,
    kernel: "/vmlinuz",
    initrd: "/initrd.img",
    parameters: "ro",
  };
}

function describeImages(roots: readonly TestRoot[], uuid: string): BootInfo {
  const elements = roots.map(({ name, uuid: root }, index) => ({
    grub_id: index,
    entry_id: name,
    image_name: `${name}-image`,
    image_uuid: "",
    os_id: name,
    boot_name: `${name} GNU/Linux`,
    root_uuid: root,
    boot_uuid: root,
    kernel: "/vmlinuz",
    initrd: "/initrd.img",
    system_name: null,
  }));
  return {
    version: 1,
    elements,
    current_element: 0,
    multiboot_partition: uuid,
    menu: { timeout: 5, kernel_params: "", boot_interface: null, grub_modules: [] },
  };
}

/** Entry 0 is the default. The menu has the roots in this order, then `more`. */
export async function createMultibootDisk(
  types: Readonly<Record<string, TestRoot["type"]>>,
  more: readonly LinuxEntry[] = [],
): Promise<MultibootDisk> {
  const names = Object.entries(types);
  const disk = await createLoopDisk([
    { sizeMiB: 2, type: biosBoot, name: "" },
    { sizeMiB: 24, type: linux, name: "bareon-boot" },
    ...names.map(([, type]) => ({ sizeMiB: sizes[type], type: linux, name: "" })),
  ]);
  const uuid = randomUUID();
  const multiboot = `${disk.device}p2`;
  const roots = names.map(([name, type], index) => ({
    name,
    type,
    uuid: randomUUID(),
    device: `${disk.device}p${index + 3}`,
  }));
  const { program, args } = makeMultibootFilesystem({ device: multiboot, uuid, label: "bareon-boot" });
  await execa(program, args);
  for (const root of roots) {
    await makeFilesystem(root);
    await fillRoot(root);
  }
  const { text, generation } = renderMenu({
    defaultIndex: 0,
    timeout: 5,
    serial: null,
    modules: [],
    entries: [...roots.map(menuEntry), ...more],
  });
  await withMounted(multiboot, "rw", async (directory) => {
    for (const path of [menuPath, infoPath]) await mkdir(dirname(join(directory, path)), { recursive: true });
    await symlink("grub2", join(directory, "boot/grub"));
    await writeFile(join(directory, menuPath), text);
    await writeFile(join(directory, environmentPath), renderEnvironment(idleEnvironment(generation)));
    await writeFile(join(directory, historyPath), renderEmptyHistory());
    await writeFile(join(directory, infoPath), JSON.stringify(describeImages(roots, uuid)));
    await writeFile(join(directory, recordPath), renderRecord(recordImages(roots)), { mode: recordMode });
  });
  return {
    path: disk.path,
    directory: disk.directory,
    device: disk.device,
    multiboot,
    uuid,
    roots,
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  };
}
