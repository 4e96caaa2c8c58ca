/** The rsync driver and a server whose connections break. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { expect, test } from "vitest";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
import { openRsyncJail } from "../../../src/sources/rsync/jail.ts";
import { copyImage } from "../../../src/sources/rsync/rsync.ts";
import { Scope } from "../../../src/host/scope.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { startRsyncDaemon } from "../../support/servers/rsync-daemon.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const MiB = 1024 * 1024;

/**
 * Deploys a tree of one file of 16 MiB from a server whose connections end after so many bytes, or that is `busy` with as many as it
 * takes until the first warning.
 */
async function deployFrom(
  endAfterBytes: number | undefined,
  busy?: (port: number) => Promise<() => void>,
): Promise<{ readonly told: readonly string[]; readonly arrived: boolean; readonly error: unknown }> {
  await using folder = await scratchFolder();
  const [tree, root] = [join(folder.path, "tree"), join(folder.path, "root")];
  await mkdir(tree);
  await mkdir(root);
  const content = randomBytes(16 * MiB);
  await writeFile(join(tree, "large"), content);
  await using server = await startRsyncDaemon({
    modules: { image: tree },
    ...(endAfterBytes === undefined ? { maxConnections: 1 } : { endAfterBytes }),
  });
  const leave = await busy?.(server.port);
  const local = localContext();
  const ctx = {
    ...local,
    report: (event: ProgressEvent): void => {
      local.report(event);
      if (event.event === "warning") leave?.();
    },
  };
  const image = {
    name: "one",
    source: server.localUrl("image"),
    flags: [...defaultRsyncFlags, ...fixedRsyncFlags],
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
  const error = await copyImage(ctx, image, root, options, {
    retries: 4,
    pauseSeconds: busy === undefined ? 0 : 0.5,
  }).then(
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

test("a server that takes no more connections for now is asked again", async () => {
  const { told, arrived, error } = await deployFrom(undefined, async (port) => {
    const other = connect(port, "127.0.0.1");
    other.on("error", () => undefined);
    other.write("@RSYNCD: 31.0\nimage\n");
    // The module is taken once the daemon has said so, or asks for options.
    await new Promise<void>((done) => other.on("data", (data) => data.toString().includes("OK") && done()));
    return () => void other.destroy();
  });
  expect([error, arrived]).toEqual([undefined, true]);
  expect(told[0]).toMatch(/@ERROR: max connections \(1\) reached.*; going on from there \(1 of 4\)$/u);
});

test("after four more tries it is given up", async () => {
  const { told, arrived, error } = await deployFrom(MiB);
  expect([told.length, arrived]).toEqual([4, false]);
  expect(error).toMatchObject({
    exit: "failure",
    message: expect.stringMatching(/the connection broke .*; given up after 4 more tries$/u) as string,
  });
});

test("in the jail ssh finds its user, its settings and the network", async () => {
  await using folder = await scratchFolder();
  await using scope = new Scope();
  const tree = join(folder.path, "root");
  await mkdir(tree);
  const ctx = localContext();
  const jail = await openRsyncJail(ctx, scope, {
    path: join(folder.path, "jail"),
    tree,
    source: "root@127.0.0.1:/nothing",
    transport: "ssh",
    isSystem: true,
  });
  // No server listens at this port; without a user or the network ssh would say something else.
  const ssh = { program: "ssh", args: ["-o", "BatchMode=yes", "-p", "9", "root@127.0.0.1"], okCodes: [255] };
  expect((await ctx.host.run(jail.inside(ssh))).stderr).toContain("Connection refused");
  await scope.close();
});

test("a link in the tree does not lead rsync out of it, and a utility image gets no device", async () => {
  await using folder = await scratchFolder();
  const [tree, root, outside] = [join(folder.path, "tree"), join(folder.path, "root"), join(folder.path, "outside")];
  for (const path of [join(tree, "link"), root, outside]) await mkdir(path, { recursive: true });
  await writeFile(join(tree, "link/file"), "evil");
  await execa("mknod", [join(tree, "disk"), "b", "7", "0"]);
  await symlink(outside, join(root, "link"));
  const ctx = localContext();
  // This option has rsync follow links to folders, as a flaw in it might.
  const image = { name: "one", source: `${tree}/`, flags: ["-a", "--keep-dirlinks"] };
  const options = {
    mountPoints: [],
    preserved: [],
    onProgress: () => undefined,
    isSystem: false,
    room: MiB,
    jail: join(folder.path, "jail"),
  };
  await copyImage(ctx, image, root, options, { retries: 0, pauseSeconds: 0 }).catch(() => undefined);
  expect(await readdir(outside)).toEqual([]);
  expect(await readdir(root)).toEqual(["link"]);
  expect(warnings(ctx.events)).toEqual([
    expect.stringContaining('"disk" and what else is a device was left out') as string,
  ]);
});

test("what the image has below volumes of others is counted and left out, and nothing there goes; names with wildcards mean themselves", async () => {
  await using folder = await scratchFolder();
  const [tree, root] = [join(folder.path, "tree"), join(folder.path, "root")];
  for (const path of ["srv/da*a/deep", "srv/data", "var/lib/app", "home"])
    await mkdir(join(tree, path), { recursive: true });
  for (const path of ["srv/da*a/one", "srv/da*a/deep/two", "srv/data/own", "var/lib/app/three", "home/file"])
    await writeFile(join(tree, path), path);
  await symlink("one", join(tree, "srv/da*a/link"));
  await mkdir(join(root, "srv/da*a"), { recursive: true });
  await writeFile(join(root, "srv/da*a/of-others"), "x");
  await writeFile(join(root, "stale"), "x");
  const ctx = localContext();
  const paths = ["/srv/da*a", "/var/lib/app", "/nothing"];
  const counted: number[] = [];
  const image = { name: "one", source: `${tree}/`, flags: ["-a"] };
  await copyImage(ctx, image, root, {
    ...{ mountPoints: [], preserved: paths, onProgress: () => undefined, isSystem: true, room: MiB },
    jail: join(folder.path, "jail"),
    mirror: { kept: [], keptBelow: [] },
    outside: { paths, count: (files) => counted.push(files) },
  });
  expect(counted).toEqual([4]);
  const { stdout } = await execa("find", ["-type", "f", "-printf", "%P\n"], { cwd: root });
  expect(stdout.split("\n").toSorted()).toEqual(["home/file", "srv/da*a/of-others", "srv/data/own"]);
});
