/** A kernel whose modules the tree does not have, although it has others. What cannot be told is no fault. */
import { expect, test } from "vitest";
import { findLackOfModules } from "../../../../src/boot/systems/kernel-modules.ts";
import { readSystem } from "../../../../src/boot/systems/installed-system.ts";
import { createRecordingHost, type Seed } from "../../../support/hosts/recording-host.ts";
import { kernelBytes } from "../../../support/systems/kernel-bytes.ts";

type Tree = Readonly<Record<string, Seed>>;

function hostWith(tree: Tree): ReturnType<typeof createRecordingHost> {
  const files = Object.entries(tree).map(([path, seed]) => [`/t/${path}`, seed] as const);
  return createRecordingHost({ files: Object.fromEntries(files) });
}

const lack = "its kernel is 6.1.0-9, and /lib/modules has the modules of 6.1.0-10 alone";

test.each<readonly [string, Tree, readonly string[], string | null]>([
  ["its own modules", { "lib/modules/6.1.0-9/modules.dep": "" }, ["6.1.0-9"], null],
  ["those of another version", { "lib/modules/6.1.0-10/modules.dep": "" }, ["6.1.0-9"], lack],
  ["its own by another of its names", { "lib/modules/6.1.0-9/modules.dep": "" }, ["6.1.0-9-2", "6.1.0-9"], null],
  ["none at all", {}, ["6.1.0-9"], null],
  ["none of a kernel", { "lib/modules/extra/a": "" }, ["6.1.0-9"], null],
  ["some, and no version is known", { "lib/modules/6.1.0-10/modules.dep": "" }, ["linux"], null],
  [
    "its own, where a link of the tree leads",
    { lib: { kind: "symlink", target: "usr/lib" }, "usr/lib/modules/6.1.0-9/modules.dep": "" },
    ["6.1.0-9"],
    null,
  ],
  [
    "its own outside of the tree alone",
    {
      lib: { kind: "symlink", target: "/usr/lib" },
      "usr/lib/modules/6.1.0-10/x": "",
      "../usr/lib/modules/6.1.0-9/x": "",
    },
    ["6.1.0-9"],
    lack,
  ],
  ["a loop of links", { "lib/modules": { kind: "symlink", target: "modules" } }, ["6.1.0-9"], null],
])("a kernel in a tree with %s", async (_, tree, versions, problem) => {
  expect(await findLackOfModules(hostWith(tree), "/t", versions)).toBe(problem);
});

test("what a system lacks is that of the kernel that it boots, by what the file itself says", async () => {
  const mounts = [{ mount: "/", uuid: "root", type: "ext4" }];
  const tree = {
    "boot/vmlinuz-6.2": kernelBytes("6.2"),
    "boot/vmlinuz-linux": kernelBytes("6.1.0-9"),
    vmlinuz: { kind: "symlink", target: "boot/vmlinuz-linux" },
  } as const;
  const find = async (more: Tree): Promise<string | null> =>
    (await readSystem(hostWith({ ...tree, ...more }), "/t", mounts)).lackOfModules;
  expect(await find({ "lib/modules/6.1.0-9/x": "" })).toBeNull();
  expect(await find({ "lib/modules/6.1.0-10/x": "" })).toBe(lack);
  expect(await find({})).toBeNull();
  // A kernel that somebody has given another name loads the modules of what it is.
  const renamed = {
    "boot/vmlinuz-6.1.0-9-2": kernelBytes("6.1.0-9"),
    vmlinuz: { kind: "symlink", target: "boot/vmlinuz-6.1.0-9-2" },
  } as const;
  expect(await find({ ...renamed, "lib/modules/6.1.0-9/x": "" })).toBeNull();
  expect(await find({ ...renamed, "lib/modules/6.1.0-10/x": "" })).toBe(lack);
});
