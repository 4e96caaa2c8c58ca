/** Programs that a deploy starts on erased disks are looked for before. */
import { expect, test } from "vitest";
import { checkPrograms } from "../../../src/deploy/programs.ts";
import { createRecordingHost } from "../../support/hosts/recording-host.ts";
import { planExample } from "../plan/fixture.ts";

const measured = new Map([["bookworm", { bytes: 1, files: 0, programs: ["e2fsck", "tune2fs"] }]]);

test("every missing program is named once, with the packages that have them", async () => {
  const plan = planExample("three-systems");
  const started = plan.steps.flatMap((step) => ("commands" in step ? step.commands : [])).map(({ program }) => program);
  const all = [...new Set([...started, "e2fsck", "tune2fs"])];
  const there = all.filter((program) => !["mkfs.btrfs", "tune2fs"].includes(program));
  expect(there.length).toBe(all.length - 2);
  const host = (programs: readonly string[]): { host: ReturnType<typeof createRecordingHost> } => ({
    host: createRecordingHost({ programs, files: { "/etc/os-release": "ID=debian\n" } }),
  });
  await expect(checkPrograms(host(all), plan, measured)).resolves.toBeUndefined();
  await expect(checkPrograms(host(there), plan, measured)).rejects.toMatchObject({
    exit: "unsupported",
    message: "this machine lacks what the deploy starts: mkfs.btrfs, tune2fs",
    hint: expect.stringContaining("Install the package btrfs-progs, which has mkfs.btrfs.") as string,
  });
});
