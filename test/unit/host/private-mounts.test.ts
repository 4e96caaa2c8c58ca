/** Mounts of a namespace of its own, where there can be none. */
import { expect, test } from "vitest";
import { refusePlainRoot } from "../../../src/host/local/namespace.ts";
import { openPrivateMounts } from "../../../src/host/private-mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test.for([
  "unshare: cannot change root filesystem propagation: Invalid argument",
  "unshare: can't mount none on / (flags:0x84000): Invalid argument",
])("in a chroot whose root is no mount point it is said what to do: %s", async (stderr) => {
  const host = createRecordingHost({ expect: [{ command: /^unshare --mount /u, exitCode: 1, stderr }] });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
    exit: "failure",
    message: expect.stringContaining("is no mount point") as string,
    hint: expect.stringContaining("mount --bind FOLDER FOLDER") as string,
  });
});

test("nor does a command that writes begin there, and nowhere else it minds", () => {
  const proc = "42 27 0:21 / /proc rw,relatime - proc proc rw\n";
  expect(() => refusePlainRoot(proc)).toThrow("is no mount point");
  for (const root of ["27 1 254:0 / / rw shared:1 - ext4 /dev/vda rw\n", "1 1 0:2 / / rw - rootfs rootfs rw\n"])
    expect(() => refusePlainRoot(`${proc}${root}`)).not.toThrow();
});

/** What Busybox 1.35 says where util-linux says something else. */
const busybox =
  "BusyBox v1.35.0 (2022-01-01 00:00:00 UTC) multi-call binary.\n\nUsage: flock [-sxun] FD | { FILE [-c] PROG ARGS }\n";
const smallFlock = {
  command: /^unshare --mount --propagation slave -- flock --exclusive --timeout /u,
  exitCode: 1,
  stderr: `flock: unrecognized option '--timeout'\n${busybox}`,
};
const atOnce = /^unshare --mount --propagation slave -- flock -x -n -- \/run\/bareon\/lock sh -c /u;

test("Busybox's flock, which cannot wait for some time, is asked until the lock is free", async () => {
  const host = createRecordingHost({
    expect: [smallFlock, { command: atOnce, exitCode: 1 }, { command: atOnce, exitCode: 1 }, { command: atOnce }],
  });
  await using scope = new Scope();
  await openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 10);
  host.assertDone();
});

test("of a lock that stays held Busybox's flock says no word, and of one that cannot be taken it says why", async () => {
  const held = createRecordingHost({ expect: [smallFlock, { command: atOnce, exitCode: 1, always: true }] });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(held), scope, "/run/bareon/lock", 0)).rejects.toMatchObject({
    exit: "locked",
    message: "Another process has held the lock /run/bareon/lock for 0 seconds.",
  });
  const stderr = "flock: can't open '/run/bareon/lock': Read-only file system";
  const broken = createRecordingHost({ expect: [smallFlock, { command: atOnce, exitCode: 1, stderr }] });
  await expect(openPrivateMounts(createTestContext(broken), scope, "/run/bareon/lock", 9)).rejects.toMatchObject({
    exit: "failure",
    message: `Cannot lock /run/bareon/lock: ${stderr}`,
  });
});

test("what Busybox's mount says of a filesystem that is in use is understood", async () => {
  const host = createRecordingHost({
    expect: [
      { command: /^unshare /u },
      {
        command: "mount -t ext4 -o ro,noload,errors=remount-ro,nodev,nosuid,noexec -- /dev/vda2 /run/bareon/view-0",
        exitCode: 255,
        stderr: "mount: mounting /dev/vda2 on /run/bareon/view-0 failed: Device or resource busy",
      },
    ],
  });
  await using scope = new Scope();
  const mounts = await openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1);
  await expect(mounts.mount({ source: "/dev/vda2", type: "ext4", access: "alone" })).rejects.toMatchObject({
    exit: "readonly",
    message: "Somebody else has /dev/vda2 mounted for writing.",
  });
});

test.for(["unshare: unshare failed: Operation not permitted", "unshare: unshare(0x20000): Operation not permitted"])(
  "a process that may not mount is told what it lacks: %s",
  async (stderr) => {
    const host = createRecordingHost({ expect: [{ command: /^unshare --mount /u, exitCode: 1, stderr }] });
    await using scope = new Scope();
    await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
      exit: "failure",
      message: "This process may mount nothing, so that no filesystem can be looked into.",
      hint: expect.stringContaining("CAP_SYS_ADMIN") as string,
    });
  },
);

test("a FIFO in place of the lock is refused: who opens it waits", async () => {
  const host = createRecordingHost({ files: { "/run/bareon/lock": { kind: "other" } } });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
    exit: "failure",
    message: "/run/bareon/lock is no file that can be locked.",
  });
  expect(host.commands).toEqual([]);
});
