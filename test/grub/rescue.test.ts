/** The rescue system on a loop disk: put there, booted once by GRUB, given other files, and never booted unasked. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import { installRescue } from "../../src/deploy/rescue.ts";
import { cancel, once } from "../../src/recipes/boot-change.ts";
import { list } from "../../src/recipes/boot-show.ts";
import { refresh, verify } from "../../src/recipes/boot-upkeep.ts";
import { renewRescue } from "../../src/recipes/rescue.ts";
import type { Plan } from "../../src/schema/plan.ts";
import { makeMultibootFilesystem } from "../../src/storage/filesystem/ext.ts";
import { provisionDisk, type ProvisionedDisk, systemTree } from "../support/disks/provisioned-disk.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { bootGrub, talkingKernel } from "../support/grub/talking-kernel.ts";
import { localContext, warnings } from "../support/hosts/local-context.ts";

const red = { name: "red", type: "ext4", tree: systemTree("Red OS", "6.1.0") } as const;
const uuid = "dddddddd-0000-4000-8000-000000000000";

/** Makes the rescue partition of that of a third image, which the plan then lacks. */
async function withRescue({ disk, plan }: ProvisionedDisk, size = 64 * 1024 * 1024): Promise<Plan> {
  const device = plan.images[2]?.mounts[0]?.device ?? "";
  await execa("mkfs.ext4", makeMultibootFilesystem({ device, uuid, label: "bareon-rescue" }).args);
  const [kernel, initrd] = [join(disk.directory, "vmlinuz"), join(disk.directory, "initrd.img")];
  await writeFile(kernel, talkingKernel());
  await writeFile(initrd, "initrd of rescue\n");
  const rescue = { device, uuid, size, kernel, initrd, authorizedKeys: ["ssh-ed25519 AAAA anna"] };
  return { ...plan, images: plan.images.slice(0, 2), boot: { ...plan.boot, rescue } };
}

test("it is booted once, verified, kept by a refresh, and renewed; GRUB never falls back to it", async () => {
  await using provisioned = await provisionDisk([red, { ...red, name: "blue" }, { ...red, name: "spare" }], {
    kernelParams: "console=ttyS0,115200 quiet",
  });
  const plan = await withRescue(provisioned);
  const { disk } = provisioned;
  const ctx = localContext();
  await installRescue(ctx, plan);
  const info = await installBoot(ctx, plan);
  expect(warnings(ctx.events)).toEqual([]);
  expect(info.elements.map(({ os_id: name }) => name)).toEqual(["red", "blue"]);
  const options = { uuid: plan.boot.multiboot?.uuid ?? "", who: "anna" };
  const { entries } = await list(localContext(), options);
  const place = entries.findIndex(({ kind }) => kind === "rescue");
  expect(entries[place]).toMatchObject({ entry_id: "rescue", valid: true });
  expect(place).toBe(entries.length - 1);
  const boot = async (): Promise<string> => (await bootGrub({ disks: [disk.path], limit: 60_000 })).output;
  expect(await boot()).toContain("bareon.entry=0 bareon.reason=default");
  await once(localContext(), options, "rescue");
  const started = await boot();
  expect(started).toContain(`bareon.entry=${place} bareon.reason=once`);
  expect(started).toContain("|initrd of rescue");
  expect(started).toContain("console=ttyS0,115200");
  expect(started).not.toContain("quiet");
  expect(
    (await verify(localContext(), options, false)).findings.filter(({ check }) => check.includes("rescue")),
  ).toEqual([
    { check: "rescue system", problem: null, severity: "error", repaired: false },
    { check: `entry ${place} (rescue)`, problem: null, severity: "error", repaired: false },
  ]);
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false, complete: true });

  const kernel = join(disk.directory, "vmlinuz");
  const initrd = join(disk.directory, "newer.img");
  await writeFile(initrd, "initrd of tomorrow\n");
  const renewed = await renewRescue(localContext(), { ...options, kernel, initrd });
  expect(renewed.rescue).toEqual({
    ...info.rescue,
    kernel: "/rescue/b/vmlinuz",
    initrd: "/rescue/b/initrd.img",
  });
  // The machines above had copies of the disk, so it is still armed.
  expect(await boot()).toContain("|initrd of tomorrow");
  const files = await withMounted(plan.boot.rescue?.device ?? "", "ro", async (directory) => {
    const { stdout } = await execa("find", [`${directory}/rescue`, "-type", "f", "-printf", "%P\n"]);
    return stdout.split("\n").toSorted();
  });
  expect(files).toEqual(["authorized_keys", "b/initrd.img", "b/vmlinuz"]);
  await renewRescue(localContext(), { ...options, kernel, initrd });
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false });

  await withMounted(plan.boot.rescue?.device ?? "", "rw", async (directory) => {
    await execa("rm", [`${directory}/rescue/a/initrd.img`]);
  });
  const { findings } = await verify(localContext(), options, false);
  expect(findings.find(({ check }) => check === `entry ${place} (rescue)`)?.problem).toContain(
    "initrd /rescue/a/initrd.img is missing",
  );
  // None of the images can be loaded: GRUB stays in its menu.
  await cancel(localContext(), options);
  for (const image of plan.images)
    await withMounted(image.mounts[0]?.device ?? "", "rw", async (directory) => {
      await execa("rm", [`${directory}/boot/vmlinuz-6.1.0`]);
    });
  expect((await bootGrub({ disks: [disk.path], limit: 15_000 })).ended).toBe(false);
});

test("files that are no rescue system, or do not fit, change nothing", async () => {
  await using provisioned = await provisionDisk([red, { ...red, name: "blue" }, { ...red, name: "spare" }]);
  const { disk } = provisioned;
  const plan = await withRescue(provisioned);
  await installRescue(localContext(), plan);
  const info = await installBoot(localContext(), plan);
  const options = { uuid: plan.boot.multiboot?.uuid ?? "", who: "anna" };
  const kernel = join(disk.directory, "vmlinuz");
  const large = join(disk.directory, "large.img");
  await writeFile(large, Buffer.alloc(61 * 1024 * 1024, 1));
  await expect(renewRescue(localContext(), { ...options, kernel, initrd: large })).rejects.toThrow(
    /it needs 6\d MiB, and its partition has room for \d\d MiB/u,
  );
  await expect(renewRescue(localContext(), { ...options, kernel: large, initrd: large })).rejects.toThrow(
    "is no kernel that GRUB can load",
  );
  const { entries, warnings: said } = await list(localContext(), options);
  expect(said).toEqual([]);
  expect(entries.at(-1)).toMatchObject({ kind: "rescue", valid: true });
  expect(info.rescue?.kernel).toBe("/rescue/a/vmlinuz");
});
