/** Mounts of a namespace of its own, where there can be none. */
import { expect, test } from "vitest";
import { openPrivateMounts } from "../../../src/host/private-mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test("in a chroot whose root is no mount point it is said what to do", async () => {
  const stderr = "unshare: cannot change root filesystem propagation: Invalid argument";
  const host = createRecordingHost({ expect: [{ command: /^unshare --mount /u, exitCode: 1, stderr }] });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
    exit: "failure",
    message: expect.stringContaining("is no mount point") as string,
    hint: expect.stringContaining("mount --bind FOLDER FOLDER") as string,
  });
});

test("a process that may not mount is told what it lacks", async () => {
  const stderr = "unshare: unshare failed: Operation not permitted";
  const host = createRecordingHost({ expect: [{ command: /^unshare --mount /u, exitCode: 1, stderr }] });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
    exit: "failure",
    message: "This process may mount nothing, so that no filesystem can be looked into.",
    hint: expect.stringContaining("CAP_SYS_ADMIN") as string,
  });
});

test("a FIFO in place of the lock is refused: who opens it waits", async () => {
  const host = createRecordingHost({ files: { "/run/bareon/lock": { kind: "other" } } });
  await using scope = new Scope();
  await expect(openPrivateMounts(createTestContext(host), scope, "/run/bareon/lock", 1)).rejects.toMatchObject({
    exit: "failure",
    message: "/run/bareon/lock is no file that can be locked.",
  });
  expect(host.commands).toEqual([]);
});
