/** What an image's own kernels can mount, and where its system is. */
import { expect, test } from "vitest";
import { checkTop } from "../../../src/deploy/filesystem-image.ts";
import { warnOfOldKernels } from "../../../src/deploy/image-kernels.ts";
import { warnings } from "../../support/hosts/local-context.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

/** An ext4 with casefold, which needs Linux 5.2. */
function ext4(): Uint8Array {
  const bytes = new Uint8Array(128 * 1024);
  const view = new DataView(bytes.buffer);
  view.setUint32(1024 + 56, 0xef53, true);
  view.setUint32(1024 + 96, 0x2_0240, true);
  return bytes;
}

test.for([
  ["/tree/lib/modules/4.19.0-27-amd64/modules.dep", 1],
  ["/tree/boot/vmlinuz-4.19.0-27-amd64", 1],
  ["/tree/lib/modules/6.1.0-18-amd64/modules.dep", 0],
  ["/tree/lib/modules/extra/a", 0],
] as const)("with %s there are %i warnings", async ([path, count]) => {
  // As a logical volume has it.
  const name = { kind: "symlink", target: "../dm-0" } as const;
  const ctx = createTestContext(
    createRecordingHost({ files: { "/dev/dm-0": ext4(), "/dev/mapper/red-root": name, [path]: "" } }),
  );
  const mounts = [{ mount: "/", device: "/dev/mapper/red-root", type: "ext4", uuid: "" } as const];
  await warnOfOldKernels(ctx, { name: "red", mounts }, "/tree");
  const expected =
    "The ext4 for / of image red has features that are newer than its kernel 4.19.0-27-amd64, which may not mount it: casefold (Linux 5.2).";
  expect(warnings(ctx.events)).toEqual(count === 1 ? [expected] : []);
});

test("a tree with a loop of links is warned of, and ends nothing", async () => {
  const files = { "/tree/lib": { kind: "symlink", target: "/lib" } as const };
  const ctx = createTestContext(createRecordingHost({ files }));
  await warnOfOldKernels(ctx, { name: "red", mounts: [] }, "/tree");
  expect(warnings(ctx.events)).toEqual([
    "Whether the kernels of image red mount its volumes was not found out: The symlinks of /lib/modules in /tree form a loop.",
  ]);
});

test("a system in a subvolume that is not mounted by default is told as such", async () => {
  const inside = { "/tree/@/etc/fstab": "", "/tree/@/usr/bin/sh": "", "/tree/@home/me/x": "" };
  await expect(
    checkTop(createTestContext(createRecordingHost({ files: inside })), "red", "/tree"),
  ).rejects.toMatchObject({
    message: expect.stringContaining('image red has its system in "@"') as string,
    hint: expect.stringContaining("btrfs subvolume set-default") as string,
  });
  const whole = { "/tree/etc/fstab": "", "/tree/usr/bin/sh": "" };
  await checkTop(createTestContext(createRecordingHost({ files: whole })), "red", "/tree");
  await checkTop(createTestContext(createRecordingHost({ files: { "/tree/payload": "" } })), "red", "/tree");
});
