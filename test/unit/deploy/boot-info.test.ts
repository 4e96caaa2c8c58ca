/** Where boot-info goes is known to take it before the first write to a disk. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { clearBootInfo } from "../../../src/deploy/boot-info.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test("the file of an earlier deploy is removed, and nothing is left of the attempt", async () => {
  const host = createRecordingHost({ files: { "/tmp/boot-info.json": "old" } });
  await clearBootInfo(createTestContext(host), ["/tmp/boot-info.json", "/tmp/new/boot_entries.json"]);
  expect([host.text("/tmp/boot-info.json"), host.text("/tmp/new/boot_entries.json")]).toEqual([undefined, undefined]);
});

test("a full or read-only place is found, and so is one where a directory is", async () => {
  const memory = createRecordingHost({ files: { "/tmp/boot-info.json": { kind: "directory", mode: 0o755 } } });
  await expect(clearBootInfo(createTestContext(memory), ["/tmp/boot-info.json"])).rejects.toMatchObject({
    exit: "usage",
  });
  const full = {
    ...memory,
    writeFile: async (path: string): Promise<void> => {
      throw new BareonError("failure", `Cannot write ${path}: no space left on device (ENOSPC).`);
    },
  };
  await expect(clearBootInfo(createTestContext(full), ["/tmp/boot_entries.json"])).rejects.toThrow("no space left");
});
