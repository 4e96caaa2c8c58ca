/** Unchangeable files in kept volumes: names in a tree are not trusted, and a volume that cannot be searched stops nothing. */
import { expect, test } from "vitest";
import { findUnchangeable, releaseUnchangeable } from "../../../src/deploy/unchangeable.ts";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const volume: PlannedVolume = {
  ...{ device: "/dev/sda3", size: 1, type: "ext4", uuid: "1", label: null, mount: "/srv", images: ["one"] },
  fstab: null,
  keep: true,
};
const device = { kind: "block", device: "8:3", size: 1 } as const;

test("a name that leads out of the volume is left out", async () => {
  const host = createRecordingHost({
    files: {
      "/dev/sda3": device,
      "/run/bareon/look/etc/own": "",
      "/run/bareon/look/link": { kind: "symlink", target: "/etc" },
    },
    expect: [
      {
        command:
          "mount -t ext4 -o ro,nodev,nosuid,noexec,noload,errors=remount-ro,nodev,nosuid -- /dev/sda3 /run/bareon/look",
      },
      {
        command: "lsattr -R -a -- /run/bareon/look",
        stdout: [
          "----i---------e------- /run/bareon/look/etc/own",
          "----i---------e------- /run/bareon/look/link/own",
          "----i---------e------- /run/bareon/look/../../../etc/passwd",
          "----i---------e------- /etc/passwd",
          "",
        ].join("\n"),
      },
      { command: /^umount /u },
    ],
  });
  const ctx = createTestContext(host);
  expect(await findUnchangeable(ctx, { volumes: [volume] })).toEqual(
    new Map([["/dev/sda3", [{ path: "/etc/own", flags: "i" }]]]),
  );
  expect(ctx.events).toEqual([
    { event: "warning", message: expect.stringMatching(/^\/dev\/sda3 has files .*: \/srv\/etc\/own\. /u) as string },
  ]);
  host.assertDone();
});

test("new volumes and those that are not there yet are not mounted; one that cannot be is told", async () => {
  const host = createRecordingHost({
    files: { "/dev/sda3": device },
    expect: [{ command: /^mount /u, exitCode: 32, stderr: "mount: wrong fs type" }],
  });
  const ctx = createTestContext(host);
  const others = [
    { ...volume, device: "/dev/sda4", keep: false },
    { ...volume, device: "/dev/vg/absent" },
  ];
  expect(await findUnchangeable(ctx, { volumes: [volume, ...others] })).toEqual(new Map());
  expect(ctx.events).toEqual([
    { event: "warning", message: expect.stringContaining("/dev/sda3 (/srv) was not searched") as string },
  ]);
});

test("while the image comes they are changeable; those that it left alone become what they were, and the others are named", async () => {
  const [own, replaced] = ["/tree/srv/own", "/tree/srv/replaced"];
  const stat = (path: string, stdout: string): { readonly command: string; readonly stdout: string } => ({
    command: `stat --format=%i:%s:%y -- ${path}`,
    stdout,
  });
  const host = createRecordingHost({
    files: { [own]: "", [replaced]: "" },
    expect: [
      stat(own, "1:0:x"),
      { command: `chattr -ai ${own}` },
      stat(replaced, "2:0:x"),
      { command: `chattr -ai ${replaced}` },
      stat(own, "1:0:x"),
      { command: `chattr +ai ${own}` },
      stat(replaced, "3:0:x"),
    ],
  });
  const ctx = createTestContext(host);
  const files = [
    { path: "/own", flags: "ai" },
    { path: "/replaced", flags: "i" },
  ];
  const restore = await releaseUnchangeable(ctx, {
    plan: { volumes: [volume] },
    flagged: new Map([[volume.device, files]]),
    mounted: [{ device: volume.device, place: "/tree/srv" }],
  });
  await restore();
  host.assertDone();
  expect(ctx.events).toEqual([
    { event: "warning", message: expect.stringMatching(/now they can be: \/srv\/replaced\.$/u) as string },
  ]);
});
