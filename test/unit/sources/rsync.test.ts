/** What a mirror's rsync is told to leave, in a tree whose links lead a mount point elsewhere. */
import { expect, test } from "vitest";
import { copyImage } from "../../../src/sources/rsync/rsync.ts";
import { createRecordingHost, createTestContext, mountCommands } from "../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const folder = { kind: "directory", mode: 0o755 } as const;

test("a volume that keeps its data keeps it where the tree's link leads, too", async () => {
  const host = createRecordingHost({
    files: {
      [`${root}/home`]: { kind: "symlink", target: "var/home" },
      [`${root}/var/home`]: folder,
      [`${root}/usr/sbin`]: { kind: "symlink", target: "bin" },
      [`${root}/loop`]: { kind: "symlink", target: "loop" },
      "/run/bareon/jail-0": folder,
    },
    expect: [mountCommands(), { command: /^(?:rsync|unshare|mknod|cp|chown|chmod) /u, always: true }],
  });
  await copyImage(createTestContext(host), { name: "b", source: "other::images/b/", flags: ["-a"] }, root, {
    ...{ preserved: [], mountPoints: ["var", "var/home"], jail: "/run/bareon/jail-0", isSystem: true, room: 0 },
    onProgress: () => undefined,
    mirror: { kept: ["/home/lost+found", "/usr/sbin/bareon-boot", "/loop/x"], keptBelow: ["/home"] },
  });
  const copy = host.commands.find((text) => text.includes("--delete")) ?? "";
  for (const rule of ["/home/**", "/var/home/**", "/var/home/lost+found", "/usr/bin/bareon-boot"])
    expect(copy).toContain(`--filter=protect ${rule}`);
});
