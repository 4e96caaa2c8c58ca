/** bareon-boot refresh after kernels were changed in real filesystems: what it looks at, what it says, and what it cannot do in silence. */
import { copyFile, mkdir, rm, symlink, truncate, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import type { Host } from "../../../src/host/host.ts";
import { setDefault } from "../../../src/recipes/boot-change.ts";
import { list, showHistory } from "../../../src/recipes/boot-show.ts";
import { refresh, verify } from "../../../src/recipes/boot-upkeep.ts";
import type { HistoryLine } from "../../../src/boot/state/history.ts";
import { createMultibootDisk, type MultibootDisk, withMounted } from "../../support/disks/multiboot-disk.ts";
import { bootProgram } from "../../support/files/paths.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { runningContext } from "../../support/hosts/running-context.ts";
import { kernelBytes } from "../../support/systems/kernel-bytes.ts";
import { attachLoop } from "../../support/disks/loop-disk.ts";

let disk: MultibootDisk;

beforeAll(async () => {
  disk = await createMultibootDisk({ red: "ext4", blue: "ext4", snap: "btrfs" });
  await refresh(localContext(), options());
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

function options(): { readonly uuid: string; readonly who: string } {
  return { uuid: disk.uuid, who: "test" };
}

function rootOf(name: string): string {
  return disk.roots.find((root) => root.name === name)?.device ?? "";
}

async function inRoot(name: string, work: (directory: string) => Promise<void>): Promise<void> {
  await withMounted(rootOf(name), "rw", work);
}

async function addKernel(directory: string, version: string): Promise<void> {
  await writeFile(join(directory, `boot/vmlinuz-${version}`), kernelBytes(version));
  await writeFile(join(directory, `boot/initrd.img-${version}`), `initrd of ${version}`);
}

async function lastLine(): Promise<HistoryLine | undefined> {
  return (await showHistory(localContext(), options())).lines.at(-1);
}

/** A copy of the root on another loop device while `work` runs, as a snapshot of a volume is one. */
async function withClone(name: string, work: (clone: string) => Promise<void>): Promise<void> {
  const file = join(disk.directory, "clone");
  await execa("dd", [`if=${rootOf(name)}`, `of=${file}`, "bs=1M", "conv=sparse", "status=none"]);
  try {
    await using clone = await attachLoop(file);
    await work(clone.device);
  } finally {
    await rm(file);
  }
}

async function runQuiet(): Promise<{ readonly code: number | undefined; readonly said: string }> {
  const { exitCode, stdout, stderr } = await execa(bootProgram, ["refresh", "--quiet", "--uuid", disk.uuid], {
    reject: false,
  });
  expect(stdout).toBe("");
  return { code: exitCode, said: stderr };
}

test("where all is in order the hook's command says nothing", async () => {
  expect(await runQuiet()).toEqual({ code: 0, said: "" });
});

test("an image that has a clone on the machine is not looked into, and the hook's command says so with a code of its own", async () => {
  await withClone("blue", async (clone) => {
    const { code, said } = await runQuiet();
    expect(code).toBe(39);
    expect(said).toContain("Warning: Image blue was not looked into");
    expect(said).toContain(clone);
  });
});

test("the running system's clone is no ambiguity: the root that runs is known by its device, and that GRUB may take the other is said", async () => {
  await withClone("red", async (clone) => {
    const ctx = await runningContext(disk, 0, "default");
    const result = await refresh(ctx, options());
    expect(result).toMatchObject({ complete: true, unread: [] });
    expect(result.warnings.join()).toContain(`${clone} has the UUID of the running system's /`);
    expect((await list(ctx, options())).entries[0]).toMatchObject({ valid: true, current: true });
  });
});

test("a loop of links at an image's os-release is said with the same code", async () => {
  await inRoot("blue", async (directory) => {
    await mkdir(join(directory, "etc"), { recursive: true });
    await symlink("os-release", join(directory, "etc/os-release"));
  });
  const { code, said } = await runQuiet();
  expect([code, said]).toEqual([39, expect.stringContaining("os-release")]);
  await inRoot("blue", async (directory) => await unlink(join(directory, "etc/os-release")));
});

test("a filesystem that cannot be brought to the disk is told, and the others' kernels come into the menu", async () => {
  const base = localContext();
  const host: Host = {
    ...base.host,
    run: async (command, more) => {
      if (command.program === "sync") throw new BareonError("failure", "Input/output error");
      return await base.host.run(command, more);
    },
  };
  await inRoot("blue", async (directory) => await addKernel(directory, "5.9"));
  const result = await refresh({ ...base, host }, options());
  expect(result).toMatchObject({ changed: true, added: ["blue+5.9"] });
  expect(result.warnings).toContain("Not all of a kernel may be on the disk yet: Input/output error");
  await inRoot("blue", async (directory) => {
    await unlink(join(directory, "boot/vmlinuz-5.9"));
    await unlink(join(directory, "boot/initrd.img-5.9"));
  });
  expect(await refresh(localContext(), options())).toMatchObject({ removed: ["blue+5.9"] });
});

test("a default whose kernel was removed moves, is said to have moved, and stands so in the history", async () => {
  await inRoot("blue", async (directory) => await addKernel(directory, "6.0"));
  expect(await refresh(localContext(), options())).toMatchObject({ added: ["blue+6.0"], complete: true });
  expect(await lastLine()).toMatchObject({ what: "refresh", from: null, to: null, why: "+blue+6.0" });
  await setDefault(localContext(), options(), "blue+6.0");
  await inRoot("blue", async (directory) => {
    await unlink(join(directory, "boot/vmlinuz-6.0"));
    await unlink(join(directory, "boot/initrd.img-6.0"));
  });
  const { code, said } = await runQuiet();
  expect([code, said]).toEqual([39, expect.stringContaining("The default, blue+6.0, is no longer there")]);
  const line = await lastLine();
  expect(line).toMatchObject({ from: "blue+6.0", to: "blue", why: expect.stringContaining("the default had to move") });
  await setDefault(localContext(), options(), "red");
});

test("a kernel that a crash has left as zeros cannot be booted, is no kernel for the menu, and is said", async () => {
  await inRoot("blue", async (directory) => {
    await copyFile(join(directory, "boot/vmlinuz-6.1"), join(directory, "kept"));
    await truncate(join(directory, "boot/vmlinuz-6.1"), 0);
    await truncate(join(directory, "boot/vmlinuz-6.1"), 8192);
  });
  const { entries } = await list(localContext(), options());
  expect(entries[1]).toMatchObject({
    entry_id: "blue",
    valid: false,
    problem: "kernel /boot/vmlinuz-6.1 is no kernel that GRUB can load",
  });
  const result = await refresh(localContext(), options());
  expect(result.complete).toBe(false);
  expect(result.warnings.join()).toContain("Image blue: /boot/vmlinuz-6.1 is no kernel that GRUB can load.");
  await inRoot(
    "blue",
    async (directory) => await copyFile(join(directory, "kept"), join(directory, "boot/vmlinuz-6.1")),
  );
  expect((await refresh(localContext(), options())).complete).toBe(true);
});

test("after a system went back to a snapshot, its menu follows the subvolume that is its root now, and before that verify says so", async () => {
  await inRoot("snap", async (directory) => {
    await execa("btrfs", ["subvolume", "snapshot", directory, join(directory, "snapshot")]);
    await addKernel(join(directory, "snapshot"), "6.2");
    for (const [link, name] of [
      ["vmlinuz", "vmlinuz-6.2"],
      ["initrd.img", "initrd.img-6.2"],
    ] as const) {
      await unlink(join(directory, "snapshot", link));
      await symlink(`boot/${name}`, join(directory, "snapshot", link));
    }
    await execa("btrfs", ["subvolume", "set-default", join(directory, "snapshot")]);
  });
  const before = await verify(localContext(), options(), false);
  expect(before.findings.find(({ check }) => check === "root of entry 2 (snap)")?.problem).toBe(
    "its root is the subvolume /snapshot now, and its kernel /boot/vmlinuz-6.1 is in another one",
  );
  await refresh(localContext(), options());
  await withMounted(disk.multiboot, "ro", async (directory) => {
    const { stdout } = await execa("cat", [join(directory, "boot/grub2/grub.cfg")]);
    expect(stdout).toContain("/snapshot/boot/vmlinuz-6.2");
  });
  expect((await list(localContext(), options())).entries[2]).toMatchObject({ entry_id: "snap", valid: true });
  const after = await verify(localContext(), options(), false);
  expect(after.findings.filter(({ check }) => check.startsWith("root of"))).toEqual([]);
});
