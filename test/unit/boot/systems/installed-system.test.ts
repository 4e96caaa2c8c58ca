/** What is read from a mounted tree: the path by which GRUB gets to each file, and which kernel is the default. */
import { expect, test } from "vitest";
import { type InstalledSystem, readSystem } from "../../../../src/boot/systems/installed-system.ts";
import { kernelBytes } from "../../../support/systems/kernel-bytes.ts";
import { type Seed, createRecordingHost } from "../../../support/hosts/recording-host.ts";

const link = (target: string): Seed => ({ kind: "symlink", target });
const rootOnly = [{ mount: "/", uuid: "root", type: "ext4" }];
const withBoot = [...rootOnly, { mount: "/boot", uuid: "boot", type: "xfs" }];

async function read(files: Record<string, Seed>, mounts = rootOnly): Promise<InstalledSystem> {
  const host = createRecordingHost({
    files: Object.fromEntries(Object.entries(files).map(([path, seed]) => [`/t/${path}`, seed])),
  });
  return await readSystem(host, "/t", mounts);
}

function paths({ kernels }: InstalledSystem): (string | null | undefined)[][] {
  return kernels.map(({ bootUuid, kernel, initrd }) => [bootUuid, kernel, initrd]);
}

const files = {
  "boot/vmlinuz-6.1": kernelBytes(),
  "boot/initrd.img-6.1": "i",
  "boot/vmlinuz-6.2": kernelBytes(),
  "boot/initrd.img-6.2": "i",
};

test("the system's own link decides, and the menu names the files that it means", async () => {
  const system = await read({
    ...files,
    vmlinuz: link("boot/vmlinuz-6.1"),
    "initrd.img": link("/boot/initrd.img-6.1"),
  });
  expect(paths(system)).toEqual([
    ["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"],
    ["root", "/boot/vmlinuz-6.2", "/boot/initrd.img-6.2"],
  ]);
  expect(system.kernels[0]).toMatchObject({ version: "6.1", links: { kernel: "/vmlinuz", initrd: "/initrd.img" } });
  expect(system.kernels[1]?.links).toBeUndefined();
});

test("a link to a file without a version means the file too", async () => {
  const system = await read({
    "boot/linux/kernel": kernelBytes(),
    "boot/linux/ramdisk": "i",
    vmlinuz: link("boot/linux/kernel"),
    "initrd.img": link("boot/linux/ramdisk"),
  });
  expect(paths(system)).toEqual([["root", "/boot/linux/kernel", "/boot/linux/ramdisk"]]);
  expect(system.kernels[0]?.links).toEqual({ kernel: "/vmlinuz", initrd: "/initrd.img" });
});

test("a link that was moved alone gets the initrd of its own kernel, and never that of another one", async () => {
  const moved = { "boot/vmlinuz": link("vmlinuz-6.2"), "boot/initrd.img": link("initrd.img-6.1") };
  const system = await read({ ...files, ...moved });
  expect(paths(system)).toEqual([
    ["root", "/boot/vmlinuz-6.2", "/boot/initrd.img-6.2"],
    ["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"],
  ]);
  expect(system.kernels[0]?.links).toBeUndefined();
  const { "boot/initrd.img-6.2": _initrd, ...without } = files;
  expect(paths(await read({ ...without, ...moved }))).toEqual([
    ["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"],
    ["root", "/boot/vmlinuz-6.2", null],
  ]);
});

test("in the middle of an update, with the links moved and the initrd not made, the older kernel is the one to boot", async () => {
  const { "boot/initrd.img-6.2": _initrd, ...without } = files;
  const system = await read({
    ...without,
    vmlinuz: link("boot/vmlinuz-6.2"),
    "initrd.img": link("boot/initrd.img-6.2"),
  });
  expect(paths(system)[0]).toEqual(["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"]);
});

test("without links the newest kernel, and one with an initrd before one without", async () => {
  expect(paths(await read(files))[0]).toEqual(["root", "/boot/vmlinuz-6.2", "/boot/initrd.img-6.2"]);
  expect(paths(await read({ ...files, "boot/vmlinuz-6.3": kernelBytes() }))).toEqual([
    ["root", "/boot/vmlinuz-6.2", "/boot/initrd.img-6.2"],
    ["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"],
    ["root", "/boot/vmlinuz-6.3", null],
  ]);
});

test("a link from the root into a separate /boot, and an absolute one in it, are not GRUB's to follow", async () => {
  const system = await read(
    { ...files, vmlinuz: link("boot/vmlinuz-6.1"), "initrd.img": link("boot/initrd.img-6.1") },
    withBoot,
  );
  expect(paths(system)[0]).toEqual(["boot", "/vmlinuz-6.1", "/initrd.img-6.1"]);
  const absolute = await read(
    { ...files, "boot/vmlinuz": link("/boot/vmlinuz-6.1"), "boot/initrd.img": link("initrd.img-6.1") },
    withBoot,
  );
  expect(paths(absolute)[0]).toEqual(["boot", "/vmlinuz-6.1", "/initrd.img-6.1"]);
  expect([system.kernels[0]?.links, absolute.kernels[0]?.links]).toEqual([undefined, undefined]);
});

test("a kernel that has a loader entry has its options, another one the general ones", async () => {
  const system = await read(
    {
      ...files,
      "boot/loader/entries/a.conf": "linux /vmlinuz-6.2\ninitrd /initrd.img-6.2\noptions root=UUID=x rw quiet\n",
      "etc/default/grub": "GRUB_CMDLINE_LINUX=general\n",
    },
    withBoot,
  );
  expect(paths(system)[0]).toEqual(["boot", "/vmlinuz-6.2", "/initrd.img-6.2"]);
  expect(system.kernels.map(({ parameters }) => parameters)).toEqual(["rw quiet", "ro general"]);
});

test("what is empty, no file, outside, in a loop, or has a newline in its name is not a kernel", async () => {
  const system = await read({
    "boot/vmlinuz-6.1": "",
    "boot/vmlinuz-6.2": { kind: "directory", mode: 0o755 },
    "boot/vmlinuz-6.3\nx": kernelBytes(),
    vmlinuz: link("../../vmlinuz"),
    "boot/vmlinuz": link("vmlinuz"),
  });
  expect(system.kernels).toEqual([]);
});

test("of ten thousand loader entries and kernels the last three hundred are looked at, and a huge file is not read; each is said", async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(5, "0"));
  const many = Object.fromEntries<string | Uint8Array>(
    names.flatMap((name) => [
      [`boot/loader/entries/${name}.conf`, `linux /vmlinuz-${name}\n`],
      [`boot/vmlinuz-${name}`, kernelBytes()],
    ]),
  );
  const system = await read({ ...many, "boot/grub/grub.cfg": "x".repeat(300_000) });
  expect(system.kernels).toHaveLength(300);
  expect(system.kernels[0]?.kernel).toBe("/boot/vmlinuz-09999");
  expect(system.warnings.toSorted()).toEqual([
    "it has 10000 files of one kind in /boot/loader/entries; 300 of them were looked at",
    "it has 10000 files of one kind in /boot; 300 of them were looked at",
    "its /boot/grub/grub.cfg is longer than 256 KiB, and was not read",
  ]);
});

test("a file of settings that is too long, or one of too many, is said, and one with two names once", async () => {
  const snippets = Array.from({ length: 400 }, (_, index) => [`etc/default/grub.d/${index}.cfg`, ""] as const);
  const system = await read({
    ...files,
    ...Object.fromEntries(snippets),
    "usr/lib/os-release": "x".repeat(300_000),
    "etc/os-release": link("../usr/lib/os-release"),
    "etc/default/grub.d/x.cfg": "x".repeat(300_000),
    "boot/loader/entries/a.conf": "x".repeat(17_000),
    "boot/grub/grubenv": "x".repeat(300_000),
  });
  expect(system.warnings.toSorted()).toEqual([
    "it has 401 files of one kind in /etc/default/grub.d; 300 of them were looked at",
    "its /boot/grub/grubenv is longer than 256 KiB, and was not read",
    "its /boot/loader/entries/a.conf is longer than 16 KiB, and was not read",
    "its /etc/default/grub.d/x.cfg is longer than 256 KiB, and was not read",
    "its /etc/os-release is longer than 256 KiB, and was not read",
  ]);
});

const release = 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12"\n';
const unnamed = ["its os-release is no text in UTF-8, so it has the name of the image"];

test.each<readonly [string, Uint8Array, string | null, readonly string[]]>([
  [
    "with a mark of UTF-8 before the name",
    Buffer.from(`\uFEFF${release.split("\n").toReversed().join("\n").trim()}`),
    "Debian GNU/Linux 12",
    [],
  ],
  ["with the line ends of Windows", Buffer.from(release.replaceAll("\n", "\r\n")), "Debian GNU/Linux 12", []],
  ["of UTF-16", Buffer.from(`\uFEFF${release}`, "utf16le"), null, unnamed],
  ["of UTF-16 without a mark", Buffer.from(release, "utf16le"), null, unnamed],
  ["of Latin 1", Buffer.from('PRETTY_NAME="Système"\n', "latin1"), null, unnamed],
  ["of Latin 1 in a comment", Buffer.from(`# Système\n${release}`, "latin1"), "Debian GNU/Linux 12", []],
  ["without a name", Buffer.from("ID=x\n"), null, []],
])("an os-release %s ends nothing", async (_, bytes, name, warnings) => {
  const system = await read({ ...files, "etc/os-release": bytes });
  expect([system.name, system.warnings]).toEqual([name, warnings]);
});

test("a kernel beside its modules is booted with the initrd beside it, if there is no copy of it", async () => {
  const modules = {
    "usr/lib/modules/6.2.0-1.x86_64/vmlinuz": kernelBytes("6.2.0-1.x86_64"),
    "usr/lib/modules/6.2.0-1.x86_64/initramfs.img": "i",
    "usr/lib/modules/6.1.0-1.x86_64/vmlinuz": kernelBytes("6.1.0-1.x86_64"),
    "usr/lib/modules/6.1.0-1.x86_64/initramfs.img": "i",
    lib: link("usr/lib"),
  };
  const folder = "/usr/lib/modules";
  const system = await read(modules);
  expect(paths(system)).toEqual([
    ["root", `${folder}/6.2.0-1.x86_64/vmlinuz`, `${folder}/6.2.0-1.x86_64/initramfs.img`],
    ["root", `${folder}/6.1.0-1.x86_64/vmlinuz`, `${folder}/6.1.0-1.x86_64/initramfs.img`],
  ]);
  expect(system.kernels[0]).toMatchObject({ version: "6.2.0-1.x86_64" });
  expect(system.lackOfModules).toBeNull();
  const copied = { "boot/vmlinuz-6.1.0-1.x86_64": kernelBytes(), "boot/initramfs-6.1.0-1.x86_64.img": "i" };
  expect(paths(await read({ ...modules, ...copied }))).toEqual([
    ["root", `${folder}/6.2.0-1.x86_64/vmlinuz`, `${folder}/6.2.0-1.x86_64/initramfs.img`],
    ["root", "/boot/vmlinuz-6.1.0-1.x86_64", "/boot/initramfs-6.1.0-1.x86_64.img"],
  ]);
});

test("without an initrd beside it, a kernel beside its modules is one only if there is no other", async () => {
  const bare = { "lib/modules/6.3/vmlinuz": kernelBytes() };
  expect(paths(await read({ ...files, ...bare }))).toEqual([
    ["root", "/boot/vmlinuz-6.2", "/boot/initrd.img-6.2"],
    ["root", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"],
  ]);
  expect(paths(await read(bare))).toEqual([["root", "/lib/modules/6.3/vmlinuz", null]]);
});
