/** A node in pieces: the boot menu with GRUB on two loop disks, made as a deploy makes them, and on a third disk the roots of two systems whose kernels talk. */
import { randomUUID } from "node:crypto";
import { execa } from "execa";
import { espType } from "../../../src/config/deploy-config.ts";
import { installBoot } from "../../../src/boot/loader/install.ts";
import { prepareLoader } from "../../../src/boot/loader/loader.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { makeMultibootFilesystem } from "../../../src/storage/filesystem/ext.ts";
import { makeEspFilesystem } from "../../../src/storage/filesystem/vfat.ts";
import { fillEsp } from "../vm/uefi.ts";
import { localContext } from "../hosts/local-context.ts";
import { biosBoot, createLoopDisk, type LoopDisk } from "./loop-disk.ts";
import { provisionDisk, systemTree } from "./provisioned-disk.ts";

export interface MenuDisk {
  /** The image of the whole disk. */
  readonly path: string;
  /** The device of its copy of the multiboot partition, and that one's UUID. */
  readonly device: string;
  readonly uuid: string;
}

export interface CopiedMenu extends AsyncDisposable {
  readonly first: MenuDisk;
  readonly second: MenuDisk;
  /** The image of the disk with the roots. */
  readonly roots: string;
  readonly info: BootInfo;
}

const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

/** A disk like the first of a deploy, before anything is written to its partitions. */
async function createMenuDisk(): Promise<{ readonly disk: LoopDisk; readonly menu: MenuDisk }> {
  const disk = await createLoopDisk([
    { sizeMiB: 2, type: biosBoot, name: "" },
    { sizeMiB: 40, type: espType, name: "bareon-esp" },
    { sizeMiB: 100, type: linux, name: "bareon-boot" },
  ]);
  const [device, uuid] = [`${disk.device}p3`, randomUUID()];
  const esp = makeEspFilesystem({ device: `${disk.device}p2`, uuid: "ABCD-1234", label: "BAREON-ESP" });
  await execa(esp.program, esp.args);
  const { program, args } = makeMultibootFilesystem({ device, uuid, label: "bareon-boot" });
  await execa(program, args);
  return { disk, menu: { path: disk.path, device, uuid } };
}

/** Entry 0 is "one" and the default, entry 1 is "two". */
export async function createCopiedMenu(): Promise<CopiedMenu> {
  const provisioned = await provisionDisk(
    ["one", "two"].map((name) => ({ name, type: "ext4", tree: systemTree(`System ${name}`, "6.1.0") }) as const),
    { kernelParams: "console=ttyS0,115200" },
  );
  const [first, second] = [await createMenuDisk(), await createMenuDisk()];
  const { plan, disk: roots } = provisioned;
  // The menu is elsewhere.
  await execa("sfdisk", [
    "--quiet",
    "--no-reread",
    "--force",
    "--no-tell-kernel",
    "--part-label",
    roots.device,
    "2",
    "spare",
  ]);
  await execa("wipefs", ["--all", `${roots.device}p2`]);
  const meant: Plan = {
    ...plan,
    firmware: "both",
    boot: {
      ...plan.boot,
      disk: first.disk.device,
      mirrors: [second.disk.device],
      multiboot: { ...first.menu, copies: [{ ...second.menu, disk: second.disk.device }] },
    },
  };
  const ctx = localContext();
  const info = await installBoot(ctx, meant);
  // This machine's kernel has no FAT, so that other hands write what a deploy writes there.
  const home = { uuid: first.menu.uuid, copies: [second.menu.uuid], directory: "/boot/grub2" };
  const files = await prepareLoader(ctx, meant, home, `${first.disk.directory}/esp`);
  for (const { disk } of [first, second]) await fillEsp(`${disk.device}p2`, files);
  return {
    first: first.menu,
    second: second.menu,
    roots: roots.path,
    info,
    async [Symbol.asyncDispose]() {
      await first.disk[Symbol.asyncDispose]();
      await second.disk[Symbol.asyncDispose]();
      await provisioned[Symbol.asyncDispose]();
    },
  };
}
