/** Which kernels and arguments the texts and names in a tree amount to. */
import { expect, test } from "vitest";
import { systemName } from "../../../../src/formats/assignments.ts";
import { parseGeneratedMenu } from "../../../../src/boot/menu/generated-menu.ts";
import { renderDefaults } from "../../../../src/boot/guest/grub-defaults.ts";
import { generalArguments, ownArguments } from "../../../../src/boot/menu/arguments.ts";
import { emptyListing } from "../../../support/systems/shaped-trees.ts";
import { replaceBlock, withoutBlock } from "../../../../src/boot/guest/managed-block.ts";
import {
  type BootListing,
  initrdsBeside,
  initrdVersion,
  type KernelCandidate,
  kernelCandidates,
  kernelVersion,
} from "../../../../src/boot/menu/kernels.ts";

const loaderEntry = `title Red Hat Enterprise Linux (5.14.0-427.el9.x86_64) 9.4 (Plow)
version 5.14.0-427.el9.x86_64
linux /vmlinuz-5.14.0-427.el9.x86_64
initrd /initramfs-5.14.0-427.el9.x86_64.img $tuned_initrd
options root=UUID=0a ro crashkernel=1G $tuned_params resume=UUID=0b rootflags=subvol=root
grub_users $grub_users
`;

test.for([
  ["vmlinuz-6.1.0-40-amd64", "6.1.0-40-amd64"],
  ["Image-6.6", "6.6"],
  ["vmlinuz-linux", "linux"],
  ["vmlinuz-0-rescue-abc", "0-rescue-abc"],
  ["vmlinuz", undefined],
  ["vmlinuz-6.1.old", undefined],
  ["initrd.img-6.1", undefined],
  [".vmlinuz-5.14.0.hmac", undefined],
  ["vmlinuz-6.1.dpkg-new", undefined],
] as const)("%s is a kernel of version %s", ([name, version]) => expect(kernelVersion(name)).toBe(version));

const kernelEntries = (listing: Partial<BootListing>): KernelCandidate[] =>
  kernelCandidates({ ...emptyListing, ...listing }).candidates.filter(({ from }) => from === "loader-entry");

test("a loader entry counts from the top of the filesystem of /boot, and keeps its own arguments but for what a shell fills in", () => {
  const text = { name: "a.conf", text: loaderEntry };
  const [separate] = kernelEntries({ separateBoot: true, loaderEntries: [text] });
  expect(separate?.kernels[0]).toBe("/boot/vmlinuz-5.14.0-427.el9.x86_64");
  expect(separate?.initrds[0]).toBe("/boot/initramfs-5.14.0-427.el9.x86_64.img");
  expect(ownArguments(separate?.options ?? "")).toEqual(["ro", "crashkernel=1G"]);
  const [whole] = kernelEntries({
    loaderEntries: [{ ...text, text: loaderEntry.replaceAll(" /", " /boot/") }],
  });
  expect(whole?.kernels[0]).toBe("/boot/vmlinuz-5.14.0-427.el9.x86_64");
});

test("arguments that an entry has in a variable come from the system's environment block, else from its menu, else they are the general ones", () => {
  const loaderEntries = [{ name: "a.conf", text: "linux /vmlinuz-4.18\noptions $kernelopts $tuned_params\n" }];
  const environment = new Map([["kernelopts", "root=/dev/sda1 ro a=b"]]);
  const menu = 'if [ -z "${kernelopts}" ]; then\n  set kernelopts="ro from=menu"\nfi\n';
  expect(kernelEntries({ loaderEntries, environment, menu })[0]?.options).toBe("root=/dev/sda1 ro a=b");
  expect(kernelEntries({ loaderEntries, menu })[0]?.options).toBe("ro from=menu");
  expect(kernelEntries({ loaderEntries })[0]?.options).toBeNull();
});

test("variables cannot make a text grow beyond what Linux reads", () => {
  const environment = new Map([["a", "x".repeat(4000)]]);
  const [entry] = kernelEntries({
    loaderEntries: [{ name: "a.conf", text: `linux /vmlinuz\noptions ${"$a".repeat(1000)}\n` }],
    environment,
  });
  expect(entry?.options?.length).toBeLessThanOrEqual(4096);
});

test("the initrd of a kernel is looked for beside it, under every distribution's name", () => {
  expect(initrdsBeside("/boot/vmlinuz-linux", ["linux"])).toContain("/boot/initramfs-linux.img");
  expect(initrdsBeside("/boot/vmlinuz-6.1", ["6.1"])).toContain("/boot/initrd.img-6.1");
  expect(initrdsBeside("/boot/vmlinuz-5.14.21-default", ["5.14.21-default"])).toContain("/boot/initrd-5.14.21-default");
  expect(initrdsBeside("/boot/0a/6.9.1/linux", ["6.9.1"])).toContain("/boot/0a/6.9.1/initrd");
  expect(initrdsBeside("/boot/vmlinuz", [])).toEqual([]);
});

test.for([
  ["initrd.img-6.1.0-40-amd64", "6.1.0-40-amd64"],
  ["initramfs-5.14.0-427.el9.x86_64.img", "5.14.0-427.el9.x86_64"],
  ["initramfs-linux-fallback.img", "linux-fallback"],
  ["initramfs-lts", "lts"],
  ["initrd", undefined],
] as const)("%s is an initrd of version %s", ([name, version]) => expect(initrdVersion(name)).toBe(version));

test.for([
  ["GRUB_CMDLINE_LINUX='a \"b c\"'\nGRUB_CMDLINE_LINUX_DEFAULT=quiet # comment", 'a "b c" quiet', 0],
  ['export GRUB_CMDLINE_LINUX="a \\"b\\" \\$x"\n#GRUB_CMDLINE_LINUX=no', 'a "b" $x', 0],
  ["GRUB_CMDLINE_LINUX=a\nGRUB_CMDLINE_LINUX+=' b'\nGRUB_CMDLINE_LINUX=\"c $(reboot)\"", "a b", 1],
  ['GRUB_CMDLINE_LINUX="`reboot`"\nGRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX x"', "", 2],
  ["GRUB_CMDLINE_LINUX=a reboot\nGRUB_CMDLINE_LINUX_DEFAULT=b; reboot", "", 2],
  ['GRUB_CMDLINE_LINUX="a \\\nb"', "a b", 0],
  ['GRUB_CMDLINE_LINUX="open\nGRUB_TIMEOUT=5', "", 1],
  // Real snippets: kdump-tools, Kali, Ubuntu's cloud images.
  [
    'GRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=512M-:192M"',
    "quiet crashkernel=512M-:192M",
    0,
  ],
  ['GRUB_CMDLINE_LINUX="${GRUB_CMDLINE_LINUX} net.ifnames=0"', "net.ifnames=0", 0],
  ["GRUB_CMDLINE_LINUX_DEFAULT=a\nGRUB_CMDLINE_LINUX=$GRUB_CMDLINE_LINUX_DEFAULT' b'", "a b a", 0],
  ['GRUB_CMDLINE_LINUX="${GRUB_CMDLINE_LINUX:-quiet} a"', "", 1],
  ["if [ -e /sys/x ]; then\n  GRUB_CMDLINE_LINUX=a\nfi\nGRUB_CMDLINE_LINUX_DEFAULT=b", "b", 1],
  ["[ -e /sys/x ] && GRUB_CMDLINE_LINUX=a\nif true; then true; fi\nGRUB_CMDLINE_LINUX_DEFAULT=b", "b", 1],
] as const)("%j gives %j, and %i warnings", ([text, options, warnings]) => {
  const general = generalArguments([text]);
  expect(general.options).toBe(options);
  expect(general.warnings).toHaveLength(warnings);
});

test("what names the disks of another machine, and what the menu sets itself, is left out", () => {
  const options =
    "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro resume=UUID=1 rootfstype=xfs rootflags=subvol=@,ssd rootflags=pquota bareon.entry=9 initrd=x BOOTIF=01 quiet rootwait";
  expect(ownArguments(options)).toEqual(["ro", "rootflags=pquota", "quiet", "rootwait"]);
});

test("a system's name is PRETTY_NAME, else name and version; text of os-release stays text", () => {
  expect(systemName('NAME=Debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe(
    "Debian GNU/Linux 12 (bookworm)",
  );
  expect(systemName("NAME='My OS'\nVERSION=\"1\"\n")).toBe("My OS 1");
  expect(systemName('PRETTY_NAME="x\' { } $(reboot) "\n')).toBe("x' { } $(reboot) ");
  expect(systemName("ID=x\n")).toBeUndefined();
});

test("a menu that grub-mkconfig wrote gives what its entries load", () => {
  const text = `set default="0"
menuentry 'Debian GNU/Linux' --class debian $menuentry_id_option 'gnulinux-simple' {
	search --no-floppy --fs-uuid --set=root 0a-0b
	linux	/vmlinuz-6.1 root=UUID=0c ro  quiet
	initrd	/early.img /initrd.img-6.1
}
submenu 'Advanced' {
	menuentry 'Debian, with Linux 6.0' {
		linux	/vmlinuz-6.0 root=/dev/sda1 ro
	}
}
menuentry 'Memory test' {
	linux16 /memtest.bin
}
`;
  expect(parseGeneratedMenu(text)).toEqual([
    {
      title: "Debian GNU/Linux",
      bootUuid: "0a-0b",
      kernel: "/vmlinuz-6.1",
      initrd: "/initrd.img-6.1",
      root: "UUID=0c",
    },
    { title: "Debian, with Linux 6.0", bootUuid: null, kernel: "/vmlinuz-6.0", initrd: null, root: "/dev/sda1" },
  ]);
});

test("the block in /etc/default/grub is replaced, never doubled, and the rest stays", () => {
  const own = "GRUB_TIMEOUT=9\n# end";
  const once = replaceBlock(own, renderDefaults({ timeout: 5, parameters: "a='b" }));
  expect(once).toContain(`GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX "''\\''a='\\''\\'\\'''\\''b'\\'''`);
  const twice = replaceBlock(once, renderDefaults({ timeout: 7, parameters: "" }));
  expect(twice.match(/BEGIN bareon/gu)).toHaveLength(1);
  expect(twice).toContain("GRUB_TIMEOUT=7\n");
  expect(withoutBlock(twice)).toBe(`${own}\n`);
});
