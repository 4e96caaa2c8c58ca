/** Image files of a small tree in every form, and plans that deploy them onto a loop device; needs root. */
import { randomUUID } from "node:crypto";
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { renderUnbootableCode } from "../../../src/boot/loader/unbootable.ts";
import { checkStoredPlan, planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import type { BlankDisk } from "./blank-disk.ts";
import { localContext } from "../hosts/local-context.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";

const MiB = 1024 * 1024;
/** That of every filesystem in the files. */
export const oldUuid = "0b5e55ed-0000-4000-8000-00000000c0de";

/** What a bash script prints. */
export async function shell(script: string): Promise<string> {
  return (await execa("bash", ["-euo", "pipefail", "-c", script])).stdout;
}

/** A tree with what only a careful copy keeps, and the UUID of its image wherever a system names it. */
async function makeTree(path: string): Promise<void> {
  for (const folder of ["etc/default", "etc/kernel", "boot/grub", "boot/loader/entries", "dev", "usr/bin", "var"])
    await mkdir(join(path, folder), { recursive: true });
  await writeFile(join(path, "etc/hostname"), "from-image\n");
  await writeFile(join(path, "etc/fstab"), `UUID=${oldUuid} / ext4 defaults 0 1\n`);
  await writeFile(join(path, "etc/kernel/cmdline"), `root=UUID=${oldUuid} ro\n`, { mode: 0o640 });
  await writeFile(join(path, "boot/grub/grub.cfg"), `linux /vmlinuz root=UUID=${oldUuid}\n`);
  await writeFile(join(path, "boot/loader/entries/a.conf"), `options root=UUID=${oldUuid}\n`);
  await writeFile(join(path, "usr/bin/tool"), "x".repeat(5000));
  await writeFile(join(path, "usr/payload"), Buffer.alloc(3 * MiB, "payload"));
  await symlink("/usr/bin/tool", join(path, "usr/bin/link"));
  await shell(
    `cd ${path}; mknod dev/null c 1 3; ln usr/bin/tool usr/bin/hard; setfattr -n user.note -v kept usr/bin/tool; chown 4242:4243 usr/bin/hard; chmod 4755 usr/bin/hard; truncate -s 4M var/sparse`,
  );
}

export interface ImageLab extends AsyncDisposable {
  /** The folder with the files. */
  readonly folder: Scratch;
  /** The tree that is in all of them. */
  readonly tree: string;
}

/**
 * Of one ext4 of 24 MiB: ext4.raw and ext4.raw.zst, other.raw.gz, ext4.qcow2; btrfs.raw.xz; xfs.raw.zst; tree.tar with .bz2 and .gz; evil.qcow2,
 * which has a backing file; SHA256SUMS.
 */
export async function createImageLab(): Promise<ImageLab> {
  const folder = await scratchFolder();
  const tree = join(folder.path, "tree");
  await makeTree(tree);
  await shell(`cd ${folder.path}
    truncate -s 24M ext4.raw; mkfs.ext4 -q -O metadata_csum_seed -U ${oldUuid} -d tree ext4.raw; zstd -q ext4.raw; cp ext4.raw other.raw; gzip -k other.raw
    qemu-img convert -q -f raw -O qcow2 -c ext4.raw ext4.qcow2; qemu-img create -q -f qcow2 -F raw -b /etc/hostname evil.qcow2 1M
    truncate -s 120M btrfs.raw; mkfs.btrfs -q -U ${oldUuid} --rootdir tree btrfs.raw; xz -0k btrfs.raw
    truncate -s 300M xfs.raw; mkfs.xfs -q -m uuid=${oldUuid} xfs.raw; mkdir xfs; mount -o loop xfs.raw xfs; cp -a tree/. xfs; umount xfs; zstd -q --rm xfs.raw
    tar --create --xattrs --acls --sparse --directory=tree --file=tree.tar .; bzip2 -k tree.tar; gzip -k tree.tar
    sha256sum tree.tar.gz ext4.raw > SHA256SUMS`);
  return { folder, tree, [Symbol.asyncDispose]: async () => await folder[Symbol.asyncDispose]() };
}

export interface LabImage {
  readonly url: string;
  readonly more?: object;
  readonly size?: number;
  readonly type?: string;
}

function configFor(disk: BlankDisk, images: Readonly<Record<string, LabImage>>): unknown {
  return {
    partitions_policy: "clean",
    images: Object.entries(images).map(([name, { url, more }]) => ({
      name,
      image_pull_url: url,
      target: "/",
      ...more,
    })),
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: disk.device },
        size: disk.sizeMiB - 2,
        volumes: Object.entries(images).map(([name, { size = 64, type = "ext4" }]) => ({
          type: "partition",
          mount: "/",
          size,
          file_system: type,
          images: [name],
        })),
      },
    ],
  };
}

/** A plan that has passed every check of plans. */
export async function planFor(disk: BlankDisk, images: Readonly<Record<string, LabImage>>): Promise<Plan> {
  const source = { dialect: "ironic", document: configFor(disk, images), compat: false, driver: undefined };
  const { config } = readConfig(source);
  const plan = planDeploy({
    source,
    config,
    inventory: await inspect(localContext(), storageLayers),
    newUuid: randomUUID,
  });
  if (!validate(plan)) throw new Error(JSON.stringify(validate.errors));
  checkStoredPlan(JSON.parse(JSON.stringify(plan)) as Plan);
  return plan;
}

/** Why the disk may boot something or something is left on the machine: its boot code is not that of an unfinished deploy, or a mount is there. */
export async function findRemains(disk: BlankDisk): Promise<string[]> {
  await using file = await open(disk.path);
  const code = renderUnbootableCode();
  const { buffer } = await file.read(Buffer.alloc(code.length), 0, code.length, 0);
  const mounts = await shell(
    "grep -o '/run/bareon/[^ ]*' /proc/mounts || true; ls -d /run/bareon/adopt-* /run/bareon/qcow2-* /run/bareon/signature-* /run/bareon/torrent-* 2> /dev/null || true",
  );
  return [
    ...(Buffer.compare(buffer, Buffer.from(code)) === 0 ? [] : ["boot code"]),
    ...mounts.split("\n").filter((line) => line !== ""),
  ];
}
