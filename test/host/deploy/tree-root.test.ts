/** Programs of an image that run before it is started are not trusted: none leaves its tree, whatever it tries, and what a good one needs is there. */
import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { Scope } from "../../../src/host/scope.ts";
import { openTreeRoot } from "../../../src/host/tree-root.ts";
import type { Command, Output } from "../../../src/base/command.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";

type RunInside = (command: Command) => Promise<Output>;

/** A tree that has this machine's programs, and is a filesystem as a root is. */
async function withTree(
  devices: readonly string[],
  use: (run: RunInside, folder: Scratch) => Promise<void>,
): Promise<void> {
  await using folder = await scratchFolder();
  const tree = join(folder.path, "tree");
  await mkdir(tree);
  await execa("mount", ["-t", "tmpfs", "tmpfs", tree]);
  try {
    for (const name of ["usr", "dev", "run", "tmp", "sys", "etc"]) await mkdir(join(tree, name));
    for (const name of ["bin", "sbin", "lib", "lib64"]) await symlink(`usr/${name}`, join(tree, name));
    await execa("mount", ["--bind", "/usr", join(tree, "usr")]);
    await execa("mount", ["-o", "bind,remount,ro", join(tree, "usr")]);
    const ctx = localContext();
    await using scope = new Scope();
    const inside = await openTreeRoot(ctx, scope, tree, devices);
    await use(async (command) => await ctx.host.run({ okCodes: [0, 1, 2], ...inside(command) }), folder);
    await scope.close();
  } finally {
    await execa("umount", ["--recursive", tree]);
  }
}

/** Each way out, as a line of Perl that leaves a true value if it led somewhere. */
const waysOut: Readonly<Record<string, string>> = {
  "the classic way out of a chroot":
    'opendir D, "/"; mkdir "/tmp/x"; chroot "/tmp/x"; chdir D; chdir ".." for 1 .. 50; chroot "."; -e SECRET',
  "the same from below a mount":
    'chdir "/usr/bin"; mkdir "/tmp/x"; chroot "/tmp/x"; chdir ".." for 1 .. 50; chroot "."; -e SECRET',
  "to take away what covers this machine's root":
    'for (1 .. 5) { system "umount -l / 2>&1"; chdir ".." for 1 .. 9; chroot "." } -e SECRET',
  "the same in a user namespace, where it has all rights": q(
    "unshare --user --map-root-user --mount sh -c 'umount -l /; cd ..; cd /; test -e SECRET'",
  ),
  "all device nodes of the machine": 'system("mount -t devtmpfs d /tmp") == 0',
  "the same in a user namespace": q("unshare --user --map-root-user --mount --pid --fork mount -t devtmpfs d /tmp"),
  "a node of its own making": 'system("mknod /run/node b 7 0") == 0',
  "settings of the kernel that name programs of the machine": 'open F, "+<", "/proc/sys/kernel/core_pattern"',
  "the same in another /proc": q(
    "unshare --user --map-root-user --mount --pid --fork sh -c 'mount -t proc p /tmp && exec 3<>/tmp/sys/kernel/core_pattern'",
  ),
  "what restarts the machine": 'open F, ">", "/proc/sysrq-trigger"',
  "settings in /sys": 'open F, "+<", "/sys/power/state" or open F, "+<", "/sys/kernel/uevent_helper"',
  "to have /sys written": 'system("mount -o remount,rw /sys") == 0',
  "the mounts of other processes": 'system("nsenter --target 1 --mount test -e SECRET") == 0',
  "the network": 'system("ip link set lo up") == 0',
};

function q(command: string): string {
  return `system(${JSON.stringify(command)}) == 0`;
}

test.for(Object.entries(waysOut))("a program of an image does not find %s", { timeout: 60_000 }, async ([, way]) => {
  await withTree([], async (run, folder) => {
    const secret = join(folder.path, "secret");
    await writeFile(secret, "of this machine");
    const script = `my $r = do { ${way.replaceAll("SECRET", way.startsWith("system") ? secret : JSON.stringify(secret))} }; print $r ? "OUT" : "held"`;
    const { stdout, stderr } = await run({ program: "perl", args: ["-e", script] });
    expect(stdout, stderr).toMatch(/held$/u);
  });
});

test(
  "it has its devices, a /proc and what else it needs, and its input and exit code come through",
  { timeout: 60_000 },
  async () => {
    await using folder = await scratchFolder();
    await execa("truncate", ["--size=1M", join(folder.path, "disk")]);
    const { stdout: device } = await execa("losetup", ["--find", "--show", join(folder.path, "disk")]);
    try {
      await withTree([device], async (run) => {
        const sh = async (script: string, input = ""): Promise<Output> =>
          await run({ program: "sh", args: ["-c", script, "x"], input });
        expect(
          (await sh("cat; echo $$; pwd; id -u; ls /dev; test -e /proc/self/status && echo proc", "in\n")).stdout,
        ).toBe(
          [
            "in",
            "1",
            "/",
            "0",
            ...["fd", "full"],
            device.slice("/dev/".length),
            ...["null", "random", "stderr"],
            ...["stdin", "stdout", "urandom", "zero", "proc", ""],
          ].join("\n"),
        );
        const files =
          "umask 022; touch /run/f /etc/g && chown 1000:1000 /run/f && chmod 4755 /run/f && stat -c '%u %a' /run/f";
        expect((await sh(files)).stdout).toBe("1000 4755\n");
        expect((await sh(`printf written > ${device} && echo ok > /dev/null`)).exitCode).toBe(0);
        expect((await sh("exit 2")).exitCode).toBe(2);
        expect((await sh("setpriv --reuid=1000 --regid=1000 --clear-groups id -u")).stdout).toBe("1000\n");
        expect((await sh("grep ^CapEff /proc/self/status")).stdout).not.toMatch(/ffff/u);
      });
      expect(readFileSync(device).subarray(0, 7).toString()).toBe("written");
      expect(existsSync("/run/f")).toBe(false);
    } finally {
      await execa("losetup", ["--detach", device]);
    }
  },
);
