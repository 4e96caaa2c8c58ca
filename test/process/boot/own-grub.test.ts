/** The programs of an image that makes its own menu have a limit of time, and nothing that they started is left. */
import { chmod, copyFile, mkdir, readlink, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configureInside } from "../../../src/boot/loader/own-grub.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

/** Processes whose root is the folder. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name));
  const roots = await Promise.all(ids.map(async (id) => await readlink(`/proc/${id}/root`).catch(() => "")));
  return roots.filter((root) => root === folder);
}

test("a grub-mkconfig without an end is ended, with what it has sent into the background", async () => {
  await using folder = await scratchFolder();
  const root = join(folder.path, "root");
  for (const path of ["bin", "usr/sbin", "dev", "proc", "sys"]) await mkdir(join(root, path), { recursive: true });
  await copyFile("/usr/bin/busybox", join(root, "bin/busybox"));
  for (const name of ["sh", "sleep", "setsid"]) await symlink("busybox", join(root, "bin", name));
  const program = join(root, "usr/sbin/grub-mkconfig");
  await writeFile(program, "#!/bin/sh\nsetsid sleep 1000 </dev/null >/dev/null 2>&1 &\nsleep 1000\n");
  await chmod(program, 0o755);
  const begin = performance.now();
  await expect(configureInside(localContext(), root, "grub", 1)).rejects.toMatchObject({
    name: "BareonError",
    exit: "failure",
    message: expect.stringContaining("grub-mkconfig") as string,
  });
  expect(performance.now() - begin).toBeLessThan(30_000);
  expect(await processesIn(root)).toEqual([]);
  expect(await readdir(join(root, "proc"))).toEqual([]);
});
