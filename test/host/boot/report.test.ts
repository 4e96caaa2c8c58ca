/** A bug report of a machine with a real multiboot partition, by the standalone executable: what of the partition is in it, and that nothing was written there. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { createMultibootDisk, type MultibootDisk, withMounted } from "../../support/disks/multiboot-disk.ts";
import { bootProgram, provisionProgram } from "../../support/files/paths.ts";
import { sha256 } from "../../../src/build/sha256.ts";

let disk: MultibootDisk;

beforeAll(async () => {
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

test.each([bootProgram, provisionProgram])(
  "%s puts the node's menu and state into it, and changes neither",
  async (program) => {
    await execa("blockdev", ["--flushbufs", disk.device]);
    const before = await sha256(disk.path);
    const archive = join(disk.directory, `${program.endsWith("boot") ? "boot" : "provision"}.tar.gz`);
    const { exitCode, stdout, stderr } = await execa(
      program,
      ["report", "--json", "--uuid", disk.uuid, "--output", archive],
      { reject: false },
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("multiboot/grub.cfg")]);
    const result: unknown = JSON.parse(stdout);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
    await execa("blockdev", ["--flushbufs", disk.device]);
    expect(await sha256(disk.path)).toBe(before);
    expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(disk.device);
    const into = `${archive}.d`;
    await execa("mkdir", [into]);
    await execa("tar", ["--extract", "--gzip", "--file", archive, "--directory", into, "--strip-components=1"]);
    const text = async (name: string): Promise<string> => await readFile(join(into, name), "utf8");
    const [menu, info] = await withMounted(disk.multiboot, "ro", async (directory) => [
      await readFile(join(directory, menuPath), "utf8"),
      JSON.parse(await readFile(join(directory, infoPath), "utf8")) as unknown,
    ]);
    expect(await text("multiboot/grub.cfg")).toBe(menu);
    expect(JSON.parse(await text("multiboot/boot-info.json"))).toEqual(info);
    for (const command of ["status", "list", "history", "verify"]) {
      const told: unknown = JSON.parse(await text(`boot/${command}.json`));
      expect(validate(told) ? [] : validate.errors).toEqual([]);
      expect(told).toMatchObject({ command, multiboot: { uuid: disk.uuid } });
    }
    const loop = disk.device.slice("/dev/".length);
    expect(await text(`machine/sfdisk-${loop}.txt`)).toContain("label: gpt");
  },
);
