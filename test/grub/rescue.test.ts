/** The rescue system on a loop disk: put there, booted once by GRUB, given other files, and never booted unasked. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import { menuPath } from "../../src/boot/menu/menu.ts";
import { installRescue } from "../../src/deploy/rescue.ts";
import { cancel, once } from "../../src/recipes/boot-change.ts";
import { list } from "../../src/recipes/boot-show.ts";
import { refresh, verify } from "../../src/recipes/boot-upkeep.ts";
import { renewRescue } from "../../src/recipes/rescue.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { provisionRescueDisk } from "../support/disks/rescue-disk.ts";
import { bootGrub } from "../support/grub/talking-kernel.ts";
import { localContext, warnings } from "../support/hosts/local-context.ts";

test("it is booted once, verified, kept by a refresh, and renewed; GRUB never falls back to it", async () => {
  await using provisioned = await provisionRescueDisk("console=ttyS0,115200 quiet");
  const { disk, plan, rescue, kernel } = provisioned;
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
  const boot = async (): Promise<string> => (await bootGrub({ disks: [disk.path] })).output;
  expect(await boot()).toContain("bareon.entry=0 bareon.reason=default");
  await once(localContext(), options, "rescue");
  const started = await boot();
  expect(started).toContain(`bareon.entry=${place} bareon.reason=once`);
  expect(started).toContain("|070701 initrd of rescue");
  expect(started).toContain("console=ttyS0,115200");
  expect(started).not.toContain("quiet");
  expect(
    (await verify(localContext(), options, false)).findings.filter(({ check }) => check.includes("rescue")),
  ).toEqual([
    { check: "rescue system", problem: null, severity: "error", repaired: false },
    { check: `entry ${place} (rescue)`, problem: null, severity: "error", repaired: false },
  ]);
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false, complete: true });

  const initrd = join(disk.directory, "newer.img");
  await writeFile(initrd, "070701 initrd of tomorrow\n");
  const renewed = await renewRescue(localContext(), { ...options, kernel, initrd });
  expect(renewed.rescue).toEqual({
    ...info.rescue,
    kernel: "/rescue/b/vmlinuz",
    initrd: "/rescue/b/initrd.img",
  });
  // The machines above had copies of the disk, so it is still armed.
  expect(await boot()).toContain("|070701 initrd of tomorrow");
  await withMounted(rescue, "rw", async (directory) => {
    const { stdout } = await execa("find", [`${directory}/rescue`, "-type", "f", "-printf", "%m %P\n"]);
    const names = ["a/initrd.img", "a/vmlinuz", "authorized_keys", "b/initrd.img", "b/vmlinuz"];
    expect(stdout.split("\n").toSorted()).toEqual(names.map((name) => `600 ${name}`));
    expect(await readFile(join(directory, "rescue/b/initrd.img"), "latin1")).toContain("ssh-ed25519 AAAA anna\n");
    await expect(renewRescue(localContext(), { ...options, kernel, initrd })).rejects.toThrow(
      expect.objectContaining({ exit: "readonly" }) as Error,
    );
  });
  expect((await renewRescue(localContext(), { ...options, kernel, initrd })).rescue).toEqual(info.rescue);
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false });

  await withMounted(rescue, "rw", async (directory) => {
    await execa("rm", [`${directory}/rescue/a/initrd.img`]);
  });
  const { findings } = await verify(localContext(), options, false);
  expect(findings.find(({ check }) => check === `entry ${place} (rescue)`)?.problem).toContain(
    "initrd /rescue/a/initrd.img is missing",
  );
  expect(await boot()).toContain("bareon.entry=0 bareon.reason=fallback");
  // None of the images can be loaded: GRUB stays in its menu.
  await cancel(localContext(), options);
  for (const image of plan.images)
    await withMounted(image.mounts[0]?.device ?? "", "rw", async (directory) => {
      await execa("rm", [`${directory}/boot/vmlinuz-6.1.0`]);
    });
  expect((await bootGrub({ disks: [disk.path], limit: 15_000 })).ended).toBe(false);
});

test("files that are no rescue system, or do not fit, change nothing", async () => {
  await using provisioned = await provisionRescueDisk();
  const { disk, plan, kernel } = provisioned;
  await installRescue(localContext(), plan);
  const info = await installBoot(localContext(), plan);
  const options = { uuid: plan.boot.multiboot?.uuid ?? "", who: "anna" };
  const large = join(disk.directory, "large.img");
  await writeFile(large, Buffer.alloc(61 * 1024 * 1024, "070701"));
  await expect(renewRescue(localContext(), { ...options, kernel, initrd: large })).rejects.toThrow(
    /it needs 6\d MiB, and its partition has room for \d\d MiB/u,
  );
  await expect(renewRescue(localContext(), { ...options, kernel: large, initrd: large })).rejects.toThrow(
    "is no kernel that GRUB can load",
  );
  const text = join(disk.directory, "text");
  await writeFile(text, "no initrd\n");
  await expect(renewRescue(localContext(), { ...options, kernel, initrd: text })).rejects.toThrow(
    "is no initrd that a kernel unpacks: it looks like a text",
  );
  const { entries, warnings: said } = await list(localContext(), options);
  expect(said).toEqual([]);
  expect(entries.at(-1)).toMatchObject({ kind: "rescue", valid: true });
  expect(info.rescue?.kernel).toBe("/rescue/a/vmlinuz");
});

test("a menu that others changed, so that it boots other files or the rescue system by default, is told and repaired", async () => {
  await using provisioned = await provisionRescueDisk();
  const { plan, kernel, initrd } = provisioned;
  await installRescue(localContext(), plan);
  await installBoot(localContext(), plan);
  const options = { uuid: plan.boot.multiboot?.uuid ?? "", who: "anna" };
  await withMounted(plan.boot.multiboot?.device ?? "", "rw", async (directory) => {
    const place = (await list(localContext(), options)).entries.length - 1;
    const script = `s/^set default=0/set default=${place}/; s|/rescue/a/|/rescue/b/|g`;
    await execa("sed", ["-i", script, join(directory, menuPath)]);
  });
  await expect(renewRescue(localContext(), { ...options, kernel, initrd })).rejects.toThrow(
    expect.objectContaining({ exit: "unverified", hint: "Try: bareon-boot verify --repair" }) as Error,
  );
  const { findings, verified } = await verify(localContext(), options, true);
  expect(verified).toBe(true);
  expect(findings.flatMap(({ check, problem }) => (problem === null ? [] : [`${check}: ${problem}`]))).toEqual(
    expect.arrayContaining([
      "default: it is the rescue system",
      "rescue system: the menu has no entry that boots its files",
    ]) as string[],
  );
  const { entries } = await list(localContext(), options);
  expect(entries.filter((entry) => entry.default).map(({ entry_id: id }) => id)).toEqual(["red"]);
  expect((await renewRescue(localContext(), { ...options, kernel, initrd })).rescue?.kernel).toBe("/rescue/b/vmlinuz");
});
