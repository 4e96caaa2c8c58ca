/** Whether an image can run the boot tool, seen in trees of many shapes; the tool is Node, which the executable is made of. */
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { findUnfit } from "../../../src/boot/guest/tool-fit.ts";
import { checkSources } from "../../../src/deploy/preflight.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import planJson from "../../unit/plan/two-systems.plan.json" with { type: "json" };
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";

const tool = process.execPath;

/** The tool's interpreter and libraries on this machine. */
async function librariesOf(path: string): Promise<string[]> {
  const { stdout } = await execa("ldd", [path]);
  return [...stdout.matchAll(/(?:=> )?(?<file>\/\S+) \(0x/gu)].map(({ groups }) => groups?.["file"] ?? "");
}

async function replaceIn(path: string, before: string, after: string): Promise<void> {
  await writeFile(path, (await readFile(path, "latin1")).replaceAll(before, after), "latin1");
}

const libc = "lib/x86_64-linux-gnu/libc.so.6";
const cxx = "lib/x86_64-linux-gnu/libstdc++.so.6";

const shapes: Readonly<Record<string, { readonly change: (root: string) => Promise<unknown>; readonly lack: string }>> =
  {
    "all that it needs": { change: async () => undefined, lack: "nothing" },
    "libraries in a folder that ld.so.conf includes": {
      change: async (root) => {
        await mkdir(join(root, "usr/lib/gcc/13"), { recursive: true });
        await rename(join(root, cxx), join(root, "usr/lib/gcc/13/libstdc++.so.6"));
        await mkdir(join(root, "etc/ld.so.conf.d"), { recursive: true });
        await writeFile(join(root, "etc/ld.so.conf"), "include ld.so.conf.d/*.conf\n");
        await writeFile(join(root, "etc/ld.so.conf.d/gcc.conf"), "/usr/lib/gcc/13\n");
      },
      lack: "nothing",
    },
    "no loader of glibc": {
      change: async (root) => await rm(join(root, "lib64"), { recursive: true }),
      lack: "/lib64/ld-linux-x86-64.so.2",
    },
    "a loader of another machine": {
      change: async (root) => {
        const path = join(root, "lib64/ld-linux-x86-64.so.2");
        const bytes = await readFile(path);
        bytes[18] = 183;
        await writeFile(path, bytes);
      },
      lack: "another architecture",
    },
    "an old C library": {
      change: async (root) => await replaceIn(join(root, libc), "\0GLIBC_2.28\0", "\0GLIBC_2.2x\0"),
      lack: "libc.so.6 is too old: it lacks GLIBC_2.28",
    },
    "no libstdc++": { change: async (root) => await rm(join(root, cxx)), lack: "no libstdc++.so.6" },
    "a link in a loop": {
      change: async (root) => {
        await rm(join(root, cxx));
        await symlink("libstdc++.so.6", join(root, cxx));
      },
      lack: "no libstdc++.so.6",
    },
  };

test.for(Object.entries(shapes))("an image with %s", async ([, { change, lack }]) => {
  await using folder = await scratchFolder();
  for (const path of await librariesOf(tool)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await execa("cp", ["--dereference", "--", path, join(folder.path, path)]);
  }
  await change(folder.path);
  const found = (await findUnfit(localContext().host, folder.path, tool)) ?? "nothing";
  expect(found).toContain(lack);
});

test("what is no executable is not judged", async () => {
  await using folder = await scratchFolder();
  await writeFile(join(folder.path, "script"), "#!/bin/sh\n");
  expect(await findUnfit(localContext().host, folder.path, join(folder.path, "script"))).toBeUndefined();
});

test("of a folder of this machine it is told before the first write", async () => {
  await using folder = await scratchFolder();
  await writeFile(join(folder.path, "file"), "x");
  const base = planJson as unknown as Plan;
  const images = base.images.slice(0, 1).map((image) => ({ ...image, source: `${folder.path}/` }));
  const ctx = localContext();
  await checkSources(ctx, { ...base, images, utilities: [] }, tool);
  expect(warnings(ctx.events)).toEqual([
    expect.stringMatching(/^Image bookworm will not be able to run bareon-boot: it has no .*ld-linux/u),
  ]);
});
