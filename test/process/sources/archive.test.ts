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
