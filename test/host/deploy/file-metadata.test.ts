/** What a file of an image is apart from its content: kept where a deploy writes into it, given to what is new, and no obstacle. */
import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { type ImageKind, treeLab } from "../../support/disks/tree-lab.ts";

const kinds: readonly ImageKind[] = ["rsync", "tar", "oci", "raw"];
const label = (type: string): string => `system_u:object_r:${type}_t:s0`;
const labelOf = (path: string): string => `getfattr -h --only-values -n security.selinux ${path} | tr -d '\\0'; echo`;

/** Everything for root, and reading for the user 7. */
const acl = "0x0200000001000600ffffffff020004000700000004000000ffffffff10000400ffffffff20000000ffffffff";

test.for(kinds)(
  "an fstab for root alone stays that, with its owner, ACL, attributes and other names, and so does its copy (%s)",
  async (kind) => {
    const lab = await treeLab(["/"]);
    await lab.make(
      `mkdir etc; echo '//srv/x /x cifs password=secret 0 0' > etc/fstab; chmod 600 etc/fstab; chown 0:42 etc/fstab; setfattr -n system.posix_acl_access -v ${acl} etc/fstab; setfattr -n user.note -v mine etc/fstab; ln etc/fstab etc/fstab.link`,
    );
    await lab.deploy(kind);
    const seen = await lab.look(
      "for file in fstab fstab.image; do stat -c '%a %u:%g' etc/$file; getfattr -e hex -d -m posix_acl_access etc/$file | grep =; getfattr --only-values -n user.note etc/$file; echo; done; stat -c %h etc/fstab; cat etc/fstab; cat etc/fstab.image",
    );
    const one = `640 0:42\nsystem.posix_acl_access=${acl}\nmine\n`;
    expect(seen).toBe(`${one}${one}2\n${lab.fstab}//srv/x /x cifs password=secret 0 0`);
  },
);

test.for(kinds)("loops of links at every file that a deploy reads or writes end no deploy (%s)", async (kind) => {
  const lab = await treeLab(["/"]);
  const files =
    "etc/fstab etc/fstab.image etc/default/grub etc/default/grub.d etc/kernel/cmdline etc/crypttab etc/os-release";
  const more = "boot/grub/grub.cfg boot/grub/grubenv boot/loader/entries usr/lib/dracut/modules.d lib/modules";
  await lab.make(
    `for file in ${files} ${more}; do mkdir -p $(dirname $file); ln -s $(basename $file) $file; done; echo x > etc/motd`,
  );
  await lab.deploy(kind);
  expect(await lab.look("stat -c %F etc/fstab; cat etc/fstab")).toBe(`regular file\n${lab.fstab.trimEnd()}`);
});

test("a line in Latin-1 that an administrator added to fstab stays as it is, byte for byte", async () => {
  const lab = await treeLab(["/"]);
  await lab.make("mkdir etc; echo x > etc/motd");
  await lab.deploy("rsync");
  await lab.look("printf 'nas:/\\303\\240 /b\\374ro nfs ro 0 0\\n# \\351\\n' >> etc/fstab; chmod 640 etc/fstab");
  expect(await lab.deploy("rsync", { keep: true })).toEqual([]);
  const hex = await lab.look("stat -c %a etc/fstab; tail -n 2 etc/fstab | od -An -tx1 | tr -d ' \\n'");
  const line = Buffer.from("nas:/\xc3\xa0 /b\xfcro nfs ro 0 0\n# \xe9\n", "latin1").toString("hex");
  expect(hex).toBe(`640\n${line}`);
});

test("files that a deploy adds to a labelled tree have the labels of their folders, files that it writes keep theirs", async () => {
  const lab = await treeLab(["/", "/srv"]);
  await lab.make(
    `mkdir -p etc usr/sbin usr/lib/systemd/system etc/systemd srv; echo > usr/lib/systemd/systemd; echo x > etc/fstab; for path in . etc etc/systemd srv usr usr/lib; do setfattr -n security.selinux -v ${label("etc")} $path; done; setfattr -n security.selinux -v ${label("bin")} usr/sbin; setfattr -n security.selinux -v ${label("unit")} usr/lib/systemd/system; setfattr -n security.selinux -v ${label("fstab")} etc/fstab; echo tool > ../tool`,
  );
  expect(await lab.deploy("rsync", { toolPath: `${lab.path}/tool` })).toEqual([]);
  const paths = [
    ...["etc/fstab", "etc/fstab.image", "etc/fstab.bareon", "etc/bareon/multiboot", "usr/sbin/bareon-boot"],
    "usr/sbin/bareon-provision",
    ...["usr/lib/systemd/system/bareon-health.service", "etc/systemd/system/multi-user.target.wants"],
    ...["etc/systemd/system/multi-user.target.wants/bareon-health.service", "srv"],
  ];
  const types = ["fstab", "fstab", "etc", "etc", "bin", "bin", "unit", "etc", "etc", "etc"];
  expect(await lab.look(paths.map(labelOf).join("\n"))).toBe(types.map(label).join("\n"));
  expect(await lab.look("readlink usr/sbin/bareon-provision; cat usr/sbin/bareon-provision")).toBe("bareon-boot\ntool");
  expect(await lab.look(`umount srv; ${labelOf("srv")}; ls -A`)).toBe(`${label("etc")}\netc\nlost+found\nsrv\nusr`);
});

test("a tree that has an SELinux policy and no labels is told to make them", async () => {
  const lab = await treeLab(["/"]);
  await lab.make(
    "mkdir -p etc/selinux/targeted/contexts/files; printf 'SELINUX=enforcing\\nSELINUXTYPE=targeted\\n' > etc/selinux/config",
  );
  expect((await lab.deploy("tar")).join("\n")).toContain("/.autorelabel");
  expect(await lab.look("ls -A")).toContain(".autorelabel");
});

test.for(["rsync", "tar"] as const)(
  "files that chattr made unchangeable are told before, restored from the image, and others stay unchangeable (%s)",
  async (kind) => {
    const lab = await treeLab(["/"]);
    await lab.make("mkdir etc; echo image > etc/resolv.conf; echo log > etc/log; chmod 600 etc/log");
    await lab.deploy(kind);
    await lab.look(
      "echo mine > etc/resolv.conf; echo more >> etc/log; echo own > etc/own; chattr +i etc/resolv.conf etc/own etc/fstab; chattr +a etc/log; chattr +i etc",
    );
    const told = (await lab.deploy(kind, { keep: true })).join("\n");
    expect(told).toMatch(/cannot be changed .*\/etc\/resolv\.conf/u);
    expect(told).toMatch(/now they can be: .*\/etc\/resolv\.conf/u);
    const script = "cat etc/resolv.conf etc/log etc/own; lsattr -d etc etc/* | grep '^[-]*[ai].* '; chattr -R -ia etc";
    const [contents, flags] = (await lab.look(script)).split("own\n", 2);
    expect(contents).toBe("image\nlog\n");
    expect(flags?.replaceAll(/^\S+ /gmu, "").split("\n")).toEqual(["etc/fstab", "etc/own"]);
  },
);

test("lines of an fstab that no deploy wrote are saved when an image's takes its place, and named without their options", async () => {
  const lab = await treeLab(["/"]);
  await lab.make("mkdir etc; printf 'LABEL=a / ext4 defaults 0 1\\n' > etc/fstab");
  await lab.look(
    "mkdir etc; printf 'LABEL=a / ext4 defaults 0 1\\n# note\\n//nas/x /x cifs password=secret 0 0\\n' > etc/fstab; chmod 600 etc/fstab",
  );
  const told = (await lab.deploy("rsync", { keep: true })).join("\n");
  expect(told).toContain('"//nas/x /x"');
  expect(told).toContain("/etc/fstab.former");
  expect(told).not.toContain("secret");
  expect(await lab.look("cat etc/fstab.former; stat -c %a etc/fstab.former")).toBe(
    "LABEL=a / ext4 defaults 0 1\n# note\n//nas/x /x cifs password=secret 0 0\n600",
  );
  expect(await lab.deploy("rsync", { keep: true })).toEqual([]);
});

test("an image that cannot run the boot tool gets neither it nor services that would wait for it, and is told", async () => {
  const lab = await treeLab(["/"]);
  await lab.make("mkdir -p etc usr/lib/systemd lib; echo > usr/lib/systemd/systemd; echo > lib/ld-musl-x86_64.so.1");
  expect(await lab.deploy("rsync", { toolPath: process.execPath })).toEqual([
    expect.stringMatching(/^Image bookworm cannot run bareon-boot .*ld-linux.*cannot be decided by itself/u),
  ]);
  expect(await lab.look("find . -name '*bareon*' | sort")).toBe("./etc/bareon\n./etc/fstab.bareon");
});
