/** Taking a mount back: what is left and what is said where that fails. */
import { expect, test } from "vitest";
import { mountFilesystem, unmountFilesystem } from "../../../src/host/mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test("a filesystem that could not be written back is unmounted all the same, and is an error", async () => {
  const host = createRecordingHost({
    expect: [
      { command: "sync -f -- /m", exitCode: 1, stderr: "sync: error syncing '/m': Input/output error" },
      { command: "umount -- /m" },
    ],
  });
  await expect(unmountFilesystem(host, "/m")).rejects.toMatchObject({
    exit: "storage",
    message: expect.stringMatching(/^Not everything was written to \/m: .*Input\/output error/su) as string,
  });
  host.assertDone();
});

test("a mount that is busy, or fails in another way, is an error that says so", async () => {
  const host = createRecordingHost({
    files: { "/proc/self/mountinfo": "22 1 254:3 / /m/in rw - ext4 /dev/vda3 rw\n" },
    expect: [
      { command: "sync -f -- /m", always: true },
      { command: "umount -- /m", exitCode: 32, stderr: "umount: /m: target is busy." },
      { command: "umount -- /m", exitCode: 32, stderr: "umount: /m: not mounted." },
    ],
  });
  await expect(unmountFilesystem(host, "/m")).rejects.toMatchObject({
    exit: "storage",
    message: "Cannot unmount /m: /m/in is mounted.",
  });
  await expect(unmountFilesystem(host, "/m")).rejects.toMatchObject({
    exit: "storage",
    message: "Cannot unmount /m: umount: /m: not mounted.",
  });
});

test.for([
  ["a volume", { source: "/dev/vda1", type: "ext4" }, true],
  ["a volume with options", { source: "/dev/vda1", options: ["rw", "noatime", "nodev"] }, true],
  ["a read-only mount", { source: "/dev/vda1", type: "ext4", options: ["ro", "noload"] }, false],
  ["a bind mount", { source: "/m", options: ["bind"] }, false],
  ["a bind mount with all below", { source: "/m", options: ["rbind", "nosuid"] }, false],
  ["memory", { source: "tmpfs", type: "tmpfs" }, false],
] as const)("%s: whether it is flushed before it is unmounted", async ([, request, isFlushed]) => {
  const host = createRecordingHost({
    files: { "/t": { kind: "directory", mode: 0o755 } },
    expect: [{ command: /^(?:mount|sync|umount) /u, always: true }],
  });
  const scope = new Scope();
  await mountFilesystem(createTestContext(host), scope, { ...request, target: "/t" });
  await scope.close();
  expect(host.commands.slice(1)).toEqual([...(isFlushed ? ["sync -f -- /t"] : []), "umount -- /t"]);
});

test("a filesystem of a disk brings no devices and no rights, and asks in vain for a panic", async () => {
  for (const [type, options] of [
    ["ext4", "ro,errors=remount-ro,nodev,nosuid"],
    ["xfs", "ro,nodev,nosuid"],
    ["tmpfs", "ro"],
  ] as const) {
    const host = createRecordingHost({ expect: [{ command: /^(?:mount|umount|sync) /u, always: true }] });
    await using scope = new Scope();
    await mountFilesystem(createTestContext(host), scope, { source: "/dev/x", target: "/t", type, options: ["ro"] });
    expect(host.commands).toEqual([`mount -t ${type} -o ${options} -- /dev/x /t`]);
  }
});

test("what somebody looks at for a moment is mounted once that has ended, and what fails in another way at once fails", async () => {
  const mountOf = /^mount .*\/dev\/vda1/u;
  const busy = { command: mountOf, exitCode: 32, stderr: "mount: /m: /dev/vda1 already mounted or mount point busy." };
  const host = createRecordingHost({
    files: { "/m": { kind: "directory", mode: 0o755 } },
    expect: [busy, { command: mountOf }, { command: mountOf, exitCode: 32, stderr: "mount: /m: wrong fs type." }],
  });
  const scope = new Scope();
  await mountFilesystem(createTestContext(host), scope, { source: "/dev/vda1", target: "/m" });
  const again = mountFilesystem(createTestContext(host), scope, { source: "/dev/vda1", target: "/m" });
  await expect(again).rejects.toThrow("wrong fs type");
  host.assertDone();
});
