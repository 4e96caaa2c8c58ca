/** A provisioned disk with a rescue partition, and the plan of a deploy that fills it. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Plan } from "../../../src/schema/plan.ts";
import { makeMultibootFilesystem } from "../../../src/storage/filesystem/ext.ts";
import { talkingKernel } from "../grub/talking-kernel.ts";
import { provisionDisk, type ProvisionedDisk, systemTree } from "./provisioned-disk.ts";

export interface RescueDisk extends ProvisionedDisk {
  /** The rescue partition. */
  readonly rescue: string;
  /** Files that can be its kernel and its initrd. */
  readonly kernel: string;
  readonly initrd: string;
}

const size = 64 * 1024 * 1024;

/** Two systems, red and blue, and the rescue partition as partition 5; all kernels talk. */
export async function provisionRescueDisk(kernelParams = ""): Promise<RescueDisk> {
  const red = { name: "red", type: "ext4", tree: systemTree("Red OS", "6.1.0") } as const;
  const provisioned = await provisionDisk([red, { ...red, name: "blue" }, { ...red, name: "spare" }], { kernelParams });
  const { disk, plan } = provisioned;
  const [device, uuid] = [plan.images[2]?.mounts[0]?.device ?? "", randomUUID()];
  await execa("mkfs.ext4", makeMultibootFilesystem({ device, uuid, label: "bareon-rescue" }).args);
  const [kernel, initrd] = [join(disk.directory, "vmlinuz"), join(disk.directory, "initrd.img")];
  await writeFile(kernel, talkingKernel());
  await writeFile(initrd, "070701 initrd of rescue\n");
  const rescue = { device, uuid, size, kernel, initrd, authorizedKeys: ["ssh-ed25519 AAAA anna"] };
  const filled: Plan = { ...plan, images: plan.images.slice(0, 2), boot: { ...plan.boot, rescue } };
  return { ...provisioned, plan: filled, rescue: device, kernel, initrd };
}
