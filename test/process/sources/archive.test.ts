/** The archive of a utility image, unpacked by tar in its jail. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { fileSource } from "../../../src/sources/file/file.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

test.for([
  [true, false],
  [false, true],
] as const)("of a system (%s) tar may make devices, of a utility image it may not", async ([isSystem, isBarred]) => {
  await using folder = await scratchFolder();
  const [tree, root, archive] = [join(folder.path, "tree"), join(folder.path, "root"), join(folder.path, "x.tar")];
  for (const path of [tree, root]) await mkdir(path);
  await writeFile(join(tree, "file"), "x");
  await execa("tar", ["--create", `--file=${archive}`, `--directory=${tree}`, "."]);
  const ctx = localContext();
  const ran: string[] = [];
  const host: typeof ctx.host = {
    ...ctx.host,
    stream: (command, input) => {
      ran.push(renderCommand(command));
      return ctx.host.stream(command, input);
    },
  };
  const image = { name: "red", source: `file://${archive}`, flags: [], file: {} };
  const options = { mountPoints: [], preserved: [], onProgress: () => undefined, isSystem, room: MiB };
  await fileSource.deploy({ ...ctx, host }, image, root, {
    ...options,
    jail: join(folder.path, "jail"),
    measured: undefined,
  });
  expect(await readFile(join(root, "file"), "utf8")).toBe("x");
  expect(ran.some((command) => /--bounding-set=-mknod .*tar --extract/u.test(command))).toBe(isBarred);
});

test("what an archive has below volumes of others is counted and left out, and nothing there goes", async () => {
  await using folder = await scratchFolder();
  const [tree, root, archive] = [join(folder.path, "tree"), join(folder.path, "root"), join(folder.path, "x.tar")];
  await mkdir(join(tree, "srv/sh*red/deep"), { recursive: true });
  await mkdir(join(tree, "srv/shared"));
  await mkdir(join(root, "srv/sh*red"), { recursive: true });
  for (const path of ["srv/sh*red/one", "srv/sh*red/deep/two", "srv/shared/own"])
    await writeFile(join(tree, path), path);
  await writeFile(join(root, "srv/sh*red/of-others"), "x");
  await execa("tar", ["--create", `--file=${archive}`, `--directory=${tree}`, "."]);
  const counted: number[] = [];
  const paths = ["/srv/sh*red"];
  const image = { name: "red", source: `file://${archive}`, flags: [], file: {} };
  await fileSource.deploy(localContext(), image, root, {
    ...{ mountPoints: [], preserved: paths, onProgress: () => undefined, isSystem: true, room: MiB },
    ...{ jail: join(folder.path, "jail"), measured: undefined },
    outside: { paths, count: (files) => counted.push(files) },
  });
  expect(counted).toEqual([2]);
  const { stdout } = await execa("find", ["-type", "f", "-printf", "%P\n"], { cwd: root });
  expect(stdout.split("\n").toSorted()).toEqual(["srv/sh*red/of-others", "srv/shared/own"]);
});
