/** An image with two small systems, their menu, and GRUB for BIOS and UEFI, made as a deploy makes them; only the ESP is written by other hands. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { installBoot } from "../../../src/boot/loader/install.ts";
import { prepareLoader } from "../../../src/boot/loader/loader.ts";
import { type ParsedMenu, menuPath } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import type { Context } from "../../../src/host/host.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { localContext } from "../hosts/local-context.ts";
import { provisionDisk, systemTree } from "./provisioned-disk.ts";
import { fillEsp } from "../vm/uefi.ts";

export interface UefiImage {
  readonly menu: ParsedMenu;
  readonly roots: readonly string[];
  /** The multiboot partition in the image, in bytes. */
  readonly multiboot: { readonly start: number; readonly size: number };
}

const MiB = 1024 * 1024;

export interface UefiImageOptions {
  readonly kernel?: Uint8Array;
  readonly kernelParams?: string;
  readonly architecture?: string;
  readonly context?: Context;
}

/** Writes the image to `target`. Needs root and loop devices while it is made. */
export async function makeUefiImage(
  target: string,
  {
    kernel,
    kernelParams = "console=ttyS0,115200",
    architecture = "x86_64",
    context = localContext(),
  }: UefiImageOptions = {},
): Promise<UefiImage> {
  const images = ["one", "two"].map(
    (name) =>
      ({
        name,
        type: "ext4",
        tree: systemTree(`System ${name}`, "6.1.0", kernel === undefined ? {} : { "boot/vmlinuz-6.1.0": kernel }),
      }) as const,
  );
  await using provisioned = await provisionDisk(images, { kernelParams }, true);
  const { disk, plan } = provisioned;
  const firmware: Plan["firmware"] = architecture === "x86_64" ? "both" : "uefi";
  const meant: Plan = { ...plan, firmware, machine: { ...plan.machine, architecture } };
  await installBoot(context, meant);
  const device = plan.boot.multiboot?.device ?? "";
  const home = { uuid: plan.boot.multiboot?.uuid ?? "", directory: "/boot/grub2" };
  await fillEsp(`${disk.device}p2`, await prepareLoader(context, meant, home, join(disk.directory, "copies")));
  const { stdout } = await execa("grub-fstest", [device, "cat", `/${menuPath}`]);
  await copyFile(disk.path, target);
  return {
    menu: parseMenu(stdout),
    roots: plan.images.map(({ rootUuid }) => rootUuid),
    multiboot: { start: (1 + 2 + 40) * MiB, size: 100 * MiB },
  };
}
