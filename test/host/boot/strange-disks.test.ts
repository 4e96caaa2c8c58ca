/** Disks that no config names, on loop devices: os-prober finds their systems, and whatever is on them runs nothing and changes nothing. */
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openProbeJail } from "../../../src/boot/systems/probe-jail.ts";
import { probeMachine, readOthers } from "../../../src/boot/systems/other-systems.ts";
import { Scope } from "../../../src/host/scope.ts";
import { createLoopDisk, type LoopDisk } from "../../support/disks/loop-disk.ts";
import { shell } from "../../support/disks/image-lab.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

/** A disk with as many systems as there are names, as os-release has them. */
async function diskWith(...names: readonly string[]): Promise<LoopDisk> {
  const disk = await createLoopDisk(names.map((_, index) => ({ sizeMiB: 24, type: "linux", name: `system-${index}` })));
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  for (const [index, name] of names.entries()) {
    const tree = join(disk.directory, `tree-${index}`);
    await shell(`mkdir -p ${tree}/{etc,boot,lib,lib64,dev}; touch ${tree}/lib64/ld-linux-x86-64.so.2
      cat > ${tree}/etc/os-release <<'END'\nPRETTY_NAME="System ${index}"\n${name}\nEND
      echo kernel > ${tree}/boot/vmlinuz-6.1; echo initrd > ${tree}/boot/initrd.img-6.1
      mkfs.ext4 -q -F -d ${tree} ${disk.device}p${index + 1}`);
  }
  return disk;
}

test("two systems whose NAME is a program for sed run nothing, and are found", async () => {
  await using folder = await scratchFolder();
  const proof = join(folder.path, "proof");
  await shell(`chmod 777 ${folder.path}`);
  // The first counts the name, the second has sed count on: 1e runs a command, w writes a file.
  const hostile = `NAME="a/b/;1etouch\${IFS}${proof};#"`;
  const disk = await diskWith(hostile, hostile, `NAME=a/b/;w${proof}`, `NAME=a/b/;w${proof}`, 'NAME="Good System"');
  const ctx = localContext();
  const { others } = await probeMachine(ctx, [], []);
  await expect(access(proof)).rejects.toThrow("ENOENT");
  const mine = others.filter(({ device }) => device.startsWith(disk.device));
  expect(mine.map(({ name }) => name)).toContain("System 4");
  expect(await shell("grep -c /run/bareon/probe /proc/mounts || true")).toBe("0");
});

test("a system with a kernel can be booted from the menu, although its programs were looked at in a jail", async () => {
  const disk = await diskWith('NAME="Good System"');
  const device = `${disk.device}p1`;
  const uuid = await shell(`blkid -o value -s UUID ${device}`);
  const ctx = localContext();
  const others = await readOthers(
    ctx,
    [{ device, name: "Good", label: "Good", type: "linux" }],
    [{ device, uuid, type: "ext4", label: null, partitionName: null, partitionUuid: null } as never],
  );
  expect(warnings(ctx.events)).toEqual([]);
  expect(others).toEqual([
    {
      kind: "linux",
      device,
      title: "Good",
      rootUuid: uuid,
      kernels: [expect.objectContaining({ kernel: "/boot/vmlinuz-6.1", initrd: "/boot/initrd.img-6.1" }) as unknown],
    },
  ]);
});

test("a program in the jail can neither write to a disk, nor mount one, nor read this machine's files, nor reach the network", async () => {
  const disk = await diskWith('NAME="Good"');
  const before = await readFile(disk.path);
  const ctx = localContext();
  await using scope = new Scope();
  const inside = await openProbeJail(ctx, scope, []);
  const attempt = async (script: string): Promise<number> =>
    (
      await ctx.host.run({
        ...inside({ program: "sh", args: ["-c", script] }),
        okCodes: Array.from({ length: 256 }, (_, code) => code),
      })
    ).exitCode;
  const device = `${disk.device}p1`;
  expect(await attempt(`head -c 512 ${device} > /dev/null`)).toBe(0);
  for (const script of [
    `echo evil > ${device}`,
    `chmod 666 ${device}`,
    `rm ${device}`,
    `mknod /tmp/disk b 7 0`,
    `mount ${device} /tmp`,
    `mount -o remount,rw /usr`,
    `cat /etc/shadow`,
    `ls /root`,
    `echo 1 > /proc/sys/kernel/sysrq`,
    `ip link | grep -q 'state UP'`,
    `echo evil > /usr/evil`,
  ])
    expect(await attempt(script), script).not.toBe(0);
  await scope.close();
  expect(Buffer.compare(await readFile(disk.path), before)).toBe(0);
});
