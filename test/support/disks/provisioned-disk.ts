/** A loop disk as provisioning leaves it before the boot step: two small systems whose kernels talk, and the plan that goes with it. */
import { randomUUID } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { espType } from "../../../src/config/deploy-config.ts";
import type { Plan, PlannedImage } from "../../../src/schema/plan.ts";
import { makeEspFilesystem } from "../../../src/storage/filesystem/vfat.ts";
import { type LoopDisk, biosBoot, createLoopDisk } from "./loop-disk.ts";
import { talkingKernel } from "../grub/talking-kernel.ts";

export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export interface TestImage {
  readonly name: string;
  /** The filesystem of its root; xfs takes 320 MiB, the others 64. */
  readonly type: "ext4" | "xfs" | "btrfs";
  /** Whether /boot is a filesystem of its own (ext4). */
  readonly separateBoot?: boolean;
  readonly tree: Tree;
}

export interface ProvisionedDisk extends AsyncDisposable {
  readonly disk: LoopDisk;
  readonly plan: Plan;
}

/** Which files of a tree are to be executable. */
const executable = /^(?:usr\/)?s?bin\/|^etc\/grub\.d\/|^(?:usr\/)?lib/u;
const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
const sizes = { ext4: 64, btrfs: 128, xfs: 320 };
// As bareon-design(7), "Filesystem features", has them.
const multibootFeatures = "none,has_journal,ext_attr,dir_index,filetype,extent,flex_bg,sparse_super,large_file";

function newUuid(): string {
  return randomUUID();
}

async function makeFilesystem(device: string, type: TestImage["type"], uuid: string, features?: string): Promise<void> {
  const options = {
    ext4: ["-q", "-F", "-U", uuid, ...(features === undefined ? [] : ["-b", "4096", "-I", "256", "-O", features])],
    btrfs: ["-q", "-f", "-U", uuid],
    xfs: ["-q", "-f", "-m", `uuid=${uuid}`],
  };
  await execa(`mkfs.${type}`, [...options[type], device]);
}

/** Makes the folder and the files of a tree. */
export async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array)
      await writeFile(place, content, { mode: executable.test(path) ? 0o755 : 0o644 });
    else await symlink(content.link, place);
  }
}

/** A tree that os-prober takes for a Linux, with one kernel that talks; `more` adds to it or replaces. */
export function systemTree(prettyName: string, version: string, more: Tree = {}): Tree {
  return {
    "usr/lib/os-release": `NAME="Test"\nPRETTY_NAME="${prettyName}"\n`,
    "etc/os-release": { link: "../usr/lib/os-release" },
    "lib64/ld-linux-x86-64.so.2": "",
    [`boot/vmlinuz-${version}`]: talkingKernel(),
    [`boot/initrd.img-${version}`]: `initrd of ${version}\n`,
    ...more,
  };
}

async function deploy(image: TestImage, mounts: PlannedImage["mounts"], directory: string): Promise<void> {
  const root = join(directory, "tree");
  await mkdir(root, { recursive: true });
  for (const { mount, device } of mounts) {
    await mkdir(join(root, mount), { recursive: true });
    await execa("mount", ["--source", device, "--target", join(root, mount)]);
  }
  await writeTree(root, image.tree);
  await execa("umount", ["--recursive", "--", root]);
}

/** Partitions, makes filesystems and deploys; one image alone gives a plan of the kind "single". `hasEsp` puts an EFI system partition second. */
export async function provisionDisk(
  images: readonly TestImage[],
  boot: Partial<Plan["boot"]> = {},
  hasEsp = false,
): Promise<ProvisionedDisk> {
  const single = images.length === 1;
  const volumes = images.flatMap(({ name, type, separateBoot = false }) => [
    { image: name, mount: "/", type, uuid: newUuid() },
    ...(separateBoot ? [{ image: name, mount: "/boot", type: "ext4" as const, uuid: newUuid() }] : []),
  ]);
  const esp = hasEsp ? [{ sizeMiB: 40, type: espType, name: "bareon-esp" }] : [];
  const service = [
    { sizeMiB: 2, type: biosBoot, name: "" },
    ...esp,
    ...(single ? [] : [{ sizeMiB: 100, type: linux, name: "bareon-boot" }]),
  ];
  const disk = await createLoopDisk([
    ...service,
    ...volumes.map(({ type }) => ({ sizeMiB: sizes[type], type: linux, name: "" })),
  ]);
  const multiboot = single ? null : { device: `${disk.device}p${service.length}`, uuid: newUuid() };
  if (hasEsp)
    await execa(
      "mkfs.vfat",
      makeEspFilesystem({ device: `${disk.device}p2`, uuid: "ABCD-1234", label: "BAREON-ESP" }).args,
    );
  if (multiboot !== null) await makeFilesystem(multiboot.device, "ext4", multiboot.uuid, multibootFeatures);
  const placed = volumes.map((volume, index) => ({
    ...volume,
    device: `${disk.device}p${index + service.length + 1}`,
  }));
  for (const { device, type, uuid } of placed) await makeFilesystem(device, type, uuid);
  const planned: PlannedImage[] = [];
  for (const image of images) {
    const mounts = placed
      .filter((volume) => volume.image === image.name)
      .map(({ mount, device, type, uuid }) => ({ mount, device, type, uuid }));
    await deploy(image, mounts, disk.directory);
    planned.push({
      name: image.name,
      imageName: `${image.name}-image`,
      imageUuid: "",
      driver: "rsync",
      source: "",
      flags: [],
      bootTool: false,
      mounts,
      rootUuid: mounts[0]?.uuid ?? "",
      fstab: "",
    });
  }
  const plan: Plan = {
    version: 3,
    policy: "clean",
    firmware: "bios",
    machine: { architecture: "x86_64", bootInterface: null, disks: [], arrays: [], groups: [], others: [] },
    disks: [],
    arrays: [],
    groups: [],
    volumes: [],
    images: planned,
    utilities: [],
    steps: [],
    boot: {
      kind: single ? "single" : "multiboot",
      disk: disk.device,
      mirrors: [],
      multiboot,
      defaultImage: images[0]?.name ?? "",
      timeout: 0,
      kernelParams: "",
      ...boot,
    },
  };
  return { disk, plan, [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose]() };
}
