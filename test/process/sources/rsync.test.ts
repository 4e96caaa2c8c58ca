/** The rsync driver and a server whose connections break. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
import { copyImage } from "../../../src/sources/rsync/rsync.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { startRsyncDaemon } from "../../support/servers/rsync-daemon.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const MiB = 1024 * 1024;

/** Deploys a tree of one file of 16 MiB from a server whose connections end after so many bytes. */
async function deployFrom(
  endAfterBytes: number,
): Promise<{ readonly told: readonly string[]; readonly arrived: boolean; readonly error: unknown }> {
  await using folder = await scratchFolder();
  const [tree, root] = [join(folder.path, "tree"), join(folder.path, "root")];
  await mkdir(tree);
  await mkdir(root);
  const content = randomBytes(16 * MiB);
  await writeFile(join(tree, "large"), content);
  await using server = await startRsyncDaemon({ modules: { image: tree }, endAfterBytes });
  const ctx = localContext();
  const image = {
    name: "one",
    source: server.localUrl("image"),
    flags: [...defaultRsyncFlags.split(" "), ...fixedRsyncFlags],
  };
  const options = {
    preserved: [],
    mountPoints: [],
    onProgress: () => undefined,
    isSystem: true,
    room: 32 * MiB,
    jail: join(folder.path, "jail"),
    measured: undefined,
  };
  const error = await copyImage(ctx, image, root, options, { retries: 4, pauseSeconds: 0 }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const found = await readFile(join(root, "large")).catch(() => undefined);
  return { told: warnings(ctx.events), arrived: found?.equals(content) === true, error };
}

test("a transfer goes on where the connection broke, and says so", async () => {
  const { told, arrived, error } = await deployFrom(7 * MiB);
  expect([error, arrived]).toEqual([undefined, true]);
  expect(told).toEqual([
    expect.stringMatching(/the connection broke .*; going on from there \(1 of 4\)$/u),
    expect.stringMatching(/\(2 of 4\)$/u),
  ]);
});

test("after four more tries it is given up", async () => {
  const { told, arrived, error } = await deployFrom(MiB);
  expect([told.length, arrived]).toEqual([4, false]);
  expect(error).toMatchObject({
    exit: "failure",
    message: expect.stringMatching(/the connection broke .*; given up after 4 more tries$/u) as string,
  });
});
