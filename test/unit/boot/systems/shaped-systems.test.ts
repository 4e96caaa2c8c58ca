/** Which kernel each distribution's system is booted with: what the system itself would boot, else its newest kernel. */
import { expect, test } from "vitest";
import { readSystem } from "../../../../src/boot/systems/installed-system.ts";
import type { MenuKernel } from "../../../../src/boot/menu/menu.ts";
import { createRecordingHost, type Seed } from "../../../support/hosts/recording-host.ts";
import { kernelBytes } from "../../../support/systems/kernel-bytes.ts";
import {
  alpine,
  arch,
  debian,
  gentoo,
  kernelInstall,
  linkTo,
  menuEntries,
  menuHead,
  rhel,
  suse,
  type Tree,
} from "../../../support/systems/shaped-trees.ts";

const whole = [{ mount: "/", uuid: "root", type: "ext4" }];
const withBoot = [...whole, { mount: "/boot", uuid: "boot", type: "xfs" }];

interface Read {
  readonly kernels: readonly MenuKernel[];
  readonly first: MenuKernel | undefined;
  readonly versions: readonly (string | null)[];
  readonly warnings: readonly string[];
}

async function read(tree: Tree, mounts = whole): Promise<Read> {
  const files = Object.fromEntries(Object.entries(tree).map(([path, seed]): [string, Seed] => [`/t/${path}`, seed]));
  const { kernels, warnings } = await readSystem(createRecordingHost({ files }), "/t", mounts);
  return { kernels, first: kernels[0], versions: kernels.map(({ version }) => version), warnings };
}

test("Debian boots what its links mean, by the files' own names, with the links beside", async () => {
  const { kernels, first, warnings } = await read(debian(["6.1.0-9-amd64", "6.1.0-40-amd64"]));
  expect(first).toMatchObject({
    kernel: "/boot/vmlinuz-6.1.0-40-amd64",
    initrd: "/boot/initrd.img-6.1.0-40-amd64",
    links: { kernel: "/vmlinuz", initrd: "/initrd.img" },
    parameters: "ro quiet",
  });
  expect(kernels).toHaveLength(2);
  expect(warnings).toEqual([]);
});

test("a kernel that make install has put beside Debian's is booted with its own initrd", async () => {
  const tree = {
    ...debian(["5.15.0"]),
    "boot/vmlinuz-6.9.1": kernelBytes("6.9.1"),
    "boot/initrd.img-6.9.1": "initrd of 6.9.1",
    "boot/vmlinuz": linkTo("vmlinuz-6.9.1"),
    "boot/initrd.img": linkTo("initrd.img-5.15.0"),
  };
  expect((await read(tree)).first).toMatchObject({ kernel: "/boot/vmlinuz-6.9.1", initrd: "/boot/initrd.img-6.9.1" });
  const early = Object.fromEntries(Object.entries(tree).filter(([path]) => path !== "boot/initrd.img-6.9.1"));
  const before = await read(early);
  expect(before.first).toMatchObject({ kernel: "/boot/vmlinuz-5.15.0", initrd: "/boot/initrd.img-5.15.0" });
});

test("an unversioned kernel file is paired with the initrd of the version that is in it", async () => {
  const tree = {
    "boot/vmlinuz": kernelBytes("6.9.1"),
    "boot/initrd.img-6.9.1": "i",
    "boot/initrd.img-5.15.0": "i",
    "boot/initrd.img": linkTo("initrd.img-5.15.0"),
  };
  expect((await read(tree)).first).toMatchObject({ version: "6.9.1", initrd: "/boot/initrd.img-6.9.1" });
});

test("a release candidate is older than its release", async () => {
  const tree = gentoo(["6.10.0-rc3", "6.10.0", "6.9.7"]);
  expect((await read(tree)).versions).toEqual(["6.10.0", "6.10.0-rc3", "6.9.7"]);
});

test("RHEL boots its newest kernel, whichever machine's id its entries begin with", async () => {
  const tree = {
    ...rhel(["5.14.0-427.el9.x86_64"], { machine: "ffff" }),
    ...rhel(["5.14.0-503.el9.x86_64"], { machine: "0000" }),
  };
  const { first, versions, kernels } = await read(tree, withBoot);
  expect(first).toMatchObject({ bootUuid: "boot", kernel: "/vmlinuz-5.14.0-503.el9.x86_64", parameters: "ro" });
  expect(versions).toEqual(["5.14.0-503.el9.x86_64", "5.14.0-427.el9.x86_64", "0-rescue-0000", "0-rescue-ffff"]);
  expect(kernels.every(({ initrd }) => initrd !== null)).toBe(true);
});

test("RHEL boots what grubby has made its default", async () => {
  const versions = ["5.14.0-427.el9.x86_64", "5.14.0-503.el9.x86_64"];
  const saved = { saved_entry: "4f5e0e9fdb2f4b8b8b2ee4d9e5b0c0de-5.14.0-427.el9.x86_64" };
  expect((await read(rhel(versions, { block: saved }), withBoot)).versions[0]).toBe("5.14.0-427.el9.x86_64");
  const byIndex = await read(rhel(versions, { block: { saved_entry: "1" } }), withBoot);
  expect(byIndex.versions[0]).toBe("5.14.0-427.el9.x86_64");
  const gone = await read(rhel(versions, { block: { saved_entry: "4f5e-5.14.0-70.el9" } }), withBoot);
  expect(gone.versions[0]).toBe("5.14.0-503.el9.x86_64");
  expect(gone.warnings.join()).toContain('is set to boot "4f5e-5.14.0-70.el9"');
});

test("an environment block that is a link to nowhere is said", async () => {
  const tree = { ...rhel(["5.14.0"]), "boot/grub2/grubenv": linkTo("../efi/EFI/redhat/grubenv") };
  expect((await read(tree, withBoot)).warnings.join()).toContain("its environment block is on a filesystem");
});

test("RHEL 8 keeps the arguments of all its kernels in its environment block", async () => {
  const block = { kernelopts: "root=/dev/mapper/rhel-root ro crashkernel=auto rhgb" };
  const { first } = await read(rhel(["4.18.0-553.el8_10.x86_64"], { options: "$kernelopts", block }), withBoot);
  expect(first?.parameters).toBe("ro crashkernel=auto rhgb");
});

test("Arch: a kernel and the initrd of the same name, the newest release first, and the one with more drivers only for want of the other", async () => {
  const tree = arch({ linux: "6.9.1-arch1-1", "linux-lts": "6.6.31-1-lts" });
  const { kernels, versions } = await read(tree);
  expect(versions).toEqual(["linux", "linux-lts"]);
  expect(kernels.map(({ initrd }) => initrd)).toEqual(["/boot/initramfs-linux.img", "/boot/initramfs-linux-lts.img"]);
  const { "boot/initramfs-linux.img": _lost, ...rest } = tree;
  expect((await read(rest)).first?.initrd).toBe("/boot/initramfs-linux-fallback.img");
});

test("systemd-boot on Arch: two entries of one kernel, and the initrd of its own name", async () => {
  const entry = (initrd: string): string =>
    `title Arch Linux\nlinux /vmlinuz-linux\ninitrd /intel-ucode.img\ninitrd /${initrd}\noptions root=UUID=0c rw\n`;
  const { kernels } = await read(
    {
      ...arch({ linux: "6.9.1-arch1-1" }),
      "boot/intel-ucode.img": "microcode",
      "boot/loader/entries/arch.conf": entry("initramfs-linux.img"),
      "boot/loader/entries/arch-fallback.conf": entry("initramfs-linux-fallback.img"),
    },
    withBoot,
  );
  expect(kernels).toHaveLength(1);
  expect(kernels[0]).toMatchObject({ initrd: "/initramfs-linux.img", parameters: "rw" });
});

test("of two entries of one kernel the chosen one has the arguments", async () => {
  const version = "5.14.0-503.el9.x86_64";
  const tree = rhel([version], { block: { saved_entry: "custom" } });
  const custom = `title Custom\nversion ${version}\nlinux /vmlinuz-${version}\ninitrd /initramfs-${version}.img\noptions ro debug\n`;
  const { first } = await read({ ...tree, "boot/loader/entries/custom.conf": custom }, withBoot);
  expect(first).toMatchObject({ version, parameters: "ro debug" });
});

test("SUSE: its links, no kernels for debuggers, and the entry that its administrator chose", async () => {
  const versions = ["6.4.0-150600.21-default", "6.4.0-150600.23.7-default"];
  const usual = await read(suse(versions));
  expect(usual.versions).toEqual(versions.toReversed());
  expect(usual.first?.links).toEqual({ kernel: "/boot/vmlinuz", initrd: "/boot/initrd" });
  expect(usual.warnings).toEqual([]);
  const chosen = "Advanced options for openSUSE Leap 15.6>openSUSE Leap 15.6, with Linux 6.4.0-150600.21-default";
  expect((await read(suse(versions, chosen))).versions[0]).toBe(versions[0]);
  expect((await read(suse(versions, "openSUSE Leap 15.6"))).versions[0]).toBe(versions[1]);
});

test("Gentoo: what a menu of its own names, with the arguments that are only there", async () => {
  const versions = ["6.6.13-gentoo-dist", "6.6.21-gentoo-dist"];
  expect((await read(gentoo(versions))).versions).toEqual(versions.toReversed());
  const menu = (usual: string): string => `set timeout=5
set default="${usual}"
menuentry 'Gentoo new' {
  linux /vmlinuz-6.6.21-gentoo-dist root=/dev/sda3 net.ifnames=0
  initrd /initramfs-6.6.21-gentoo-dist.img
}
menuentry "Gentoo old" {
  linux /boot/vmlinuz-6.6.13-gentoo-dist root=/dev/sda3 net.ifnames=0 $more
  initrd /boot/initramfs-6.6.13-gentoo-dist.img
}
`;
  for (const usual of ["1", "Gentoo old"]) {
    const { first } = await read(gentoo(versions, menu(usual)));
    expect(first).toMatchObject({ version: "6.6.13-gentoo-dist", parameters: "ro net.ifnames=0" });
  }
});

test("Alpine: flavours, each with its own initrd", async () => {
  const { first, versions } = await read(alpine({ lts: "6.6.31-0-lts", virt: "6.6.30-0-virt" }));
  expect(versions).toEqual(["lts", "virt"]);
  expect(first).toMatchObject({ kernel: "/boot/vmlinuz-lts", initrd: "/boot/initramfs-lts" });
});

test("Slackware: the one initrd that mkinitrd makes is that of each of its kernels, with and without links to them", async () => {
  const files = {
    "boot/vmlinuz-generic-5.15.19": kernelBytes("5.15.19"),
    "boot/vmlinuz-huge-5.15.19": kernelBytes("5.15.19"),
    "boot/initrd.gz": "initrd of 5.15.19",
  };
  const links = {
    "boot/vmlinuz": linkTo("vmlinuz-huge-5.15.19"),
    "boot/vmlinuz-generic": linkTo("vmlinuz-generic-5.15.19"),
    "boot/vmlinuz-huge": linkTo("vmlinuz-huge-5.15.19"),
  };
  for (const [tree, usual] of [
    [files, "generic-5.15.19"],
    [{ ...files, ...links }, "huge-5.15.19"],
  ] as const) {
    const { kernels, versions } = await read(tree);
    expect(versions[0]).toBe(usual);
    expect(new Set(versions)).toEqual(new Set(["generic-5.15.19", "huge-5.15.19"]));
    expect(kernels.map(({ initrd }) => initrd)).toEqual(["/boot/initrd.gz", "/boot/initrd.gz"]);
  }
  const others = { "boot/vmlinuz-6.1": kernelBytes("6.1"), "boot/initrd.gz": "of an installer" };
  expect((await read(others)).first?.initrd).toBeNull();
});

test("kernel-install: the version is that of the entry or of the folder, with and without entries", async () => {
  const versions = ["6.8.9-300.fc40.x86_64", "6.8.11-300.fc40.x86_64"];
  const tree = kernelInstall(versions, "fedora");
  const { first, versions: found } = await read(tree);
  expect(found).toEqual(versions.toReversed());
  expect(first).toMatchObject({ initrd: "/boot/fedora/6.8.11-300.fc40.x86_64/initrd", parameters: "rw quiet" });
  const files = Object.fromEntries(Object.entries(tree).filter(([path]) => !path.includes("loader")));
  const bare = await read(files);
  expect(bare.versions).toEqual(versions.toReversed());
  expect(bare.first?.parameters).toBe("rw quiet");
  // A kernel of arm64 does not say in its first bytes which one it is.
  const silent = new Uint8Array(64);
  silent.set(new TextEncoder().encode("ARM\u0064"), 0x38);
  const arm = Object.fromEntries(
    Object.entries(files).map(([path, seed]) => [path, path.endsWith("/linux") ? silent : seed]),
  );
  expect((await read(arm)).versions).toEqual(versions.toReversed());
});

test("systemd-boot's own default, and an entry that never came up", async () => {
  const versions = ["6.8.9", "6.8.11"];
  const tree = kernelInstall(versions, "fedora");
  const pinned = await read({ ...tree, "boot/loader/loader.conf": "timeout 3\ndefault fedora-6.8.9*\n" });
  expect(pinned.versions[0]).toBe("6.8.9");
  const spent = Object.fromEntries(
    Object.entries(tree).map(([path, seed]) => [path.replace("fedora-6.8.11.conf", "fedora-6.8.11+0-3.conf"), seed]),
  );
  expect((await read(spent)).versions[0]).toBe("6.8.9");
});

test("a menu that is one kernel behind does not beat the newest kernel", async () => {
  const { vmlinuz: _kernel, "initrd.img": _initrd, ...files } = debian(["6.1.0-9-amd64", "6.1.0-10-amd64"]);
  const old = [["/boot/vmlinuz-6.1.0-9-amd64", "/boot/initrd.img-6.1.0-9-amd64"]] as const;
  const menu = menuHead("0") + menuEntries("Debian GNU/Linux", old);
  expect((await read({ ...files, "boot/grub/grub.cfg": menu })).versions[0]).toBe("6.1.0-10-amd64");
  const saved = menuHead("gnulinux-simple-0c") + menuEntries("Debian GNU/Linux", old);
  expect((await read({ ...files, "boot/grub/grub.cfg": saved })).versions[0]).toBe("6.1.0-10-amd64");
});

test("zeros after a crash, files for debuggers and texts are no kernels, whatever they are called", async () => {
  const tree = {
    ...debian(["6.1"]),
    "boot/vmlinuz-6.2": new Uint8Array(8192),
    "boot/initrd.img-6.2": "i",
    "boot/vmlinux-6.2.gz": new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
    "boot/vmlinuz-6.3": kernelBytes("6.3"),
    "boot/initrd.img-6.3": new Uint8Array(8192),
  };
  const { versions, kernels, warnings } = await read(tree);
  expect(versions).toEqual(["6.1", "6.3"]);
  expect(kernels[1]?.initrd).toBeNull();
  expect(warnings).toEqual(["/boot/vmlinuz-6.2 is no kernel that GRUB can load"]);
});

test("the arguments that a snippet of kdump-tools appends are there", async () => {
  const snippet = 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=512M-:192M"\n';
  const { first } = await read({ ...debian(["6.1"]), "etc/default/grub.d/kdump-tools.cfg": snippet });
  expect(first?.parameters).toBe("ro quiet crashkernel=512M-:192M");
});

test("a root in a subvolume has paths from the top of its filesystem, and no links, which a boot loader would not follow", async () => {
  const folder = "/@/.snapshots/2/snapshot";
  const { first } = await read(debian(["6.1"]), [{ mount: "/", uuid: "root", type: "btrfs", folder } as never]);
  expect(first).toMatchObject({ kernel: `${folder}/boot/vmlinuz-6.1`, initrd: `${folder}/boot/initrd.img-6.1` });
  expect(first?.links).toBeUndefined();
});

test("SUSE with kernels beside their modules: each has the initrd beside the link to it, although nothing else names that yet", async () => {
  const versions = ["6.8.1-1-default", "6.9.1-1-default"];
  const file = (version: string): Tree => ({
    [`usr/lib/modules/${version}/vmlinuz`]: kernelBytes(version),
    [`boot/vmlinuz-${version}`]: linkTo(`../usr/lib/modules/${version}/vmlinuz`),
    [`boot/initrd-${version}`]: `initrd of ${version}`,
  });
  const { kernels } = await read(Object.assign({}, ...versions.map(file)) as Tree);
  expect(kernels.map(({ version, kernel, initrd }) => [version, kernel, initrd])).toEqual(
    versions.toReversed().map((version) => [version, `/usr/lib/modules/${version}/vmlinuz`, `/boot/initrd-${version}`]),
  );
});

test("NixOS: a menu that has a variable for the device of its files", async () => {
  const menu = `menuentry "NixOS" {
  search --set=drive1 --fs-uuid 0a
  linux ($drive1)//kernels/0a-linux-6.6-bzImage init=/nix/store/0b/init loglevel=4
  initrd ($drive1)//kernels/0a-initrd-linux-6.6-initrd
}
`;
  const tree = {
    "boot/grub/grub.cfg": menu,
    "boot/kernels/0a-linux-6.6-bzImage": kernelBytes("6.6"),
    "boot/kernels/0a-initrd-linux-6.6-initrd": "i",
  };
  expect((await read(tree, withBoot)).first).toMatchObject({
    kernel: "/kernels/0a-linux-6.6-bzImage",
    initrd: "/kernels/0a-initrd-linux-6.6-initrd",
    parameters: "ro init=/nix/store/0b/init loglevel=4",
  });
});

test.each(["etc/os-release", "etc/default/grub", "etc/default/grub.d", "boot/grub/grub.cfg", "boot/loader/entries"])(
  "a loop of links at %s is told, and the kernels are there all the same",
  async (path) => {
    const { kernels, warnings } = await read({ ...debian(["6.1"]), [path]: linkTo(path.replace(/^.*\//u, "")) });
    expect(kernels.map(({ kernel }) => kernel)).toEqual(["/boot/vmlinuz-6.1"]);
    expect(warnings).toEqual([`its /${path} is a loop of links, and was not read`]);
  },
);
