/** Mounts in a namespace that nobody else sees, on a loop device. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, test, vi } from "vitest";
import { openPrivateMounts } from "../../../src/host/private-mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { attachLoop, type LoopDevice } from "../../support/disks/loop-disk.ts";

async function loopFilesystem(folder: string): Promise<LoopDevice> {
  const image = join(folder, "image");
  await execa("truncate", ["--size=8M", image]);
  await execa("mkfs.ext4", ["-q", image]);
  return await attachLoop(image);
}

/** As an administrator would; fails with "busy" as long as anybody holds a superblock of the other kind. */
async function mountsReadOnly(device: string): Promise<boolean> {
  const { stdout: directory } = await execa("mktemp", ["--directory"]);
  const { exitCode } = await execa("mount", ["--read-only", "--source", device, "--target", directory], {
    reject: false,
  });
  if (exitCode === 0) await execa("umount", ["--", directory]);
  await execa("rmdir", ["--", directory]);
  return exitCode === 0;
}

test("nobody else sees the mount, and when the scope is closed the device is free at once", async () => {
  await using folder = await scratchFolder();
  await using loop = await loopFilesystem(folder.path);
  const ctx = localContext();
  await using scope = new Scope();
  const mounts = await openPrivateMounts(ctx, scope, join(folder.path, "run/lock"), 0);
  const directory = await mounts.mount({ source: loop.device, type: "ext4", access: "write" });
  await ctx.host.writeFile(join(directory, "seen"), "yes");
  expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(folder.path);
  expect(await mountsReadOnly(loop.device)).toBe(false);
  await scope.close();
  expect(await mountsReadOnly(loop.device)).toBe(true);
});

test("one at a time: the lock is held until the scope closes", async () => {
  await using folder = await scratchFolder();
  const lock = join(folder.path, "lock");
  await using first = new Scope();
  await using second = new Scope();
  await openPrivateMounts(localContext(), first, lock, 0);
  await expect(openPrivateMounts(localContext(), second, lock, 0)).rejects.toMatchObject({ exit: "locked" });
  const waiting = openPrivateMounts(localContext(), second, lock, 10);
  await first.close();
  await waiting;
});

test("SIGKILL of the program leaves no mount, no process and no lock", async () => {
  await using folder = await scratchFolder();
  await using loop = await loopFilesystem(folder.path);
  const lock = join(folder.path, "lock");
  const program = execa(
    process.execPath,
    [fileURLToPath(new URL("../../support/hosts/private-mount.ts", import.meta.url)), loop.device, lock],
    { reject: false, buffer: false },
  );
  const directory = await new Promise<string>((resolve) =>
    program.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  const holder = /^\/proc\/(?<pid>\d+)\//u.exec(directory)?.groups?.["pid"] ?? "";
  expect(await readFile(`/proc/${holder}/mountinfo`, "utf8")).toContain(loop.device);
  program.kill("SIGKILL");
  await program;
  await vi.waitUntil(async () => await mountsReadOnly(loop.device), { timeout: 100_000 });
  await expect(readFile(`/proc/${holder}/mountinfo`, "utf8")).rejects.toThrow();
  await using scope = new Scope();
  await openPrivateMounts(localContext(), scope, lock, 0);
});
