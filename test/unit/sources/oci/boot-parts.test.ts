/** What an image lacks to boot, by the names in it. */
import { expect, test } from "vitest";
import { lacksOf } from "../../../../src/sources/oci/boot-parts.ts";
import { LayeredTree } from "../../../../src/sources/oci/layered-tree.ts";

function treeOf(paths: readonly string[]): LayeredTree {
  const tree = new LayeredTree();
  for (const path of paths) {
    const [name = "", target] = path.split(" -> ");
    const kind = target === undefined ? "file" : "symlink";
    const targets = target === undefined ? [] : [target];
    tree.take({ kind, names: [name], targets, device: "", mode: 0o644, hasContent: false, attributes: [] });
  }
  return tree;
}

test.for<readonly [string, readonly string[], readonly string[]]>([
  ["a container of one program", ["app"], ["kernel", "initrd", "init", "mount"]],
  [
    "Debian",
    [
      "boot/vmlinuz-6.1.0-1-amd64",
      "boot/initrd.img-6.1.0-1-amd64",
      "usr/sbin/init -> /lib/systemd/systemd",
      "lib -> usr/lib",
      "usr/lib/systemd/systemd",
      "usr/bin/mount",
    ],
    [],
  ],
  [
    "an image for bootc",
    [
      "usr/lib/modules/5.14.0-1.el9.x86_64/vmlinuz",
      "usr/lib/modules/5.14.0-1.el9.x86_64/initramfs.img",
      "usr/lib/systemd/systemd",
      "usr/bin/mount",
    ],
    [],
  ],
  ["kernel-install", ["boot/fedora/6.9.1/linux", "boot/fedora/6.9.1/initrd", "sbin/init", "bin/mount"], []],
  ["Alpine, with busybox", ["boot/vmlinuz-lts", "boot/initramfs-lts", "sbin/init -> /bin/busybox", "bin/busybox"], []],
  [
    "modules without a kernel",
    ["usr/lib/modules/6.1/modules.builtin", "usr/bin/mount", "sbin/init"],
    ["kernel", "initrd"],
  ],
  [
    "a folder of modules that is called kernel, as each kernel has one",
    ["usr/lib/modules/6.1/kernel/fs/ext4/ext4.ko", "usr/lib/modules/6.1/initrd/a", "usr/bin/mount", "sbin/init"],
    ["kernel", "initrd"],
  ],
  [
    "links to a kernel and an initrd that were removed",
    ["vmlinuz -> boot/vmlinuz-1", "initrd.img -> boot/initrd.img-1", "boot/vmlinuz -> vmlinuz-1", "init", "bin/mount"],
    ["kernel", "initrd"],
  ],
  [
    "folders at the top that are called like a kernel and an initrd",
    ["linux/a", "initrd/b", "init", "bin/mount"],
    ["kernel", "initrd"],
  ],
  [
    "an init that leads nowhere",
    ["boot/vmlinuz-1", "boot/initrd-1", "sbin/init -> /lib/systemd/systemd", "bin/mount"],
    ["init"],
  ],
  ["a kernel without an initrd", ["vmlinuz -> boot/vmlinuz-1", "boot/vmlinuz-1", "init", "bin/mount"], ["initrd"]],
])("%s", ([, paths, lacks]) => {
  expect(lacksOf(treeOf(paths))).toEqual(lacks);
});

test("20,000 files behind long ways of links are not all looked for", () => {
  const detour = "d/../".repeat(750);
  const files = Array.from({ length: 20_000 }, (_, index) => `real/vmlinuz-${index}`);
  const links = Array.from({ length: 37 }, (_, index) => `l${index + 1} -> ${detour}l${index}`);
  const tree = treeOf(["d/x", ...files, "l0 -> real", ...links, "boot -> l37", "init", "bin/mount"]);
  expect(lacksOf(tree)).toEqual(["kernel", "initrd"]);
}, 60_000);
