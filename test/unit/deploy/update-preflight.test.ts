/** What keeps an update from being begun: volumes that are in use, in whatever namespace, and programs that the running system lacks. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkUpdate, warnOfKernels } from "../../../src/deploy/update-preflight.ts";
import type { Update } from "../../../src/schema/update.ts";
import { validate } from "../../../src/schema/update.validate.js";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

function readUpdate(): Update {
  const update: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, "../plan/two-systems.update.json"), "utf8"),
  );
  if (!validate(update)) throw new Error(JSON.stringify(validate.errors));
  return update;
}

const update = readUpdate();

test("volumes that are in use are named with their mount points", async () => {
  const [volume] = update.volumes;
  const device = volume?.device ?? "";
  await expect(checkUpdate(createTestContext(createRecordingHost({ held: [device] })), update)).rejects.toMatchObject({
    exit: "unsafe",
    message: `Volumes of trixie are in use: ${device} (/). Nothing was changed.`,
  });
  await expect(
    checkUpdate(createTestContext(createRecordingHost({ held: ["/dev/sda1"] })), update),
  ).resolves.toBeUndefined();
});

test("kernels on a volume that others have too are told of", () => {
  const ctx = createTestContext(createRecordingHost());
  for (const leftOut of [[], ["/boot/efi", "/srv"]]) warnOfKernels(ctx, { image: "b", leftOut });
  expect(ctx.events).toEqual([]);
  warnOfKernels(ctx, { image: "b", leftOut: ["/boot/efi", "/boot"] });
  expect(ctx.events).toEqual([
    { event: "warning", message: expect.stringMatching(/^\/boot is not the volume of b alone .* modules/u) as string },
  ]);
});

test("all programs that are missing are named at once, with the packages of the running distribution", async () => {
  const step = {
    ...({ kind: "make-filesystem", id: "m", title: "m", phase: "storage", device: "/dev/x" } as const),
    commands: [{ program: "mkfs.xfs", args: [] }],
  };
  const torrentUrl = "https://host/x.torrent";
  const file = { driver: "file", source: "https://host/x.tar", flags: [], file: { torrentUrl } } as const;
  const images = update.images.map((image) => ({ ...image, ...file, flags: [] }));
  const host = createRecordingHost({
    files: { "/etc/os-release": "ID=fedora\n" },
    programs: ["tar", "stdbuf"],
  });
  const run = checkUpdate(createTestContext(host), { ...update, images, steps: [step] });
  await expect(run).rejects.toMatchObject({
    exit: "unsupported",
    message: "this machine lacks what the update starts: curl, aria2c, rsync, find, mkfs.xfs",
    hint: expect.stringMatching(
      /Install the package aria2, which has aria2c\..*Install the package xfsprogs, which has mkfs\.xfs\./u,
    ) as string,
  });
});
