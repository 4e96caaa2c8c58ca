/** The loop over the steps: what is waited for between them, and what a failed one says. */
import { expect, test } from "vitest";
import { execute } from "../../../src/apply/execute.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import { createRecordingHost, createTestContext } from "../../support/recording-host.ts";

const plan = planJson as unknown as Plan;
const options = { toolPath: undefined, sizes: new Map() };

function only(kinds: readonly Plan["steps"][number]["kind"][]): Plan {
  return { ...plan, steps: kinds.flatMap((kind) => plan.steps.find((step) => step.kind === kind) ?? []) };
}

test("udev has read the disk again before the next step: it closes its partitions' nodes for that", async () => {
  const disk = plan.disks[0]?.path ?? "";
  const host = createRecordingHost({ files: { [disk]: new Uint8Array(512), "/run/udev/control": "" }, expect: [{ command: "udevadm settle --timeout=30" }] });
  await expect(execute(createTestContext(host), only(["mark-unbootable"]), options)).rejects.toThrow("no step that installs");
  host.assertDone();
});

test("where the transfer fails and then the unmount too, it is the transfer that failed, and both are told", async () => {
  const [image] = plan.images;
  const mountPoints = Object.fromEntries(image?.mounts.map(({ mount }) => [`/run/bareon/image-0${mount}`, { kind: "directory", mode: 0o755 } as const]) ?? []);
  const host = createRecordingHost({
    files: { ...mountPoints, "/proc/1/comm": "init", "/proc/self/mountinfo": "" },
    expect: [
      { command: /^rsync /u, exitCode: 11, stderr: "rsync: write failed: Input/output error (5)" },
      { command: /^umount /u, exitCode: 32, stderr: "umount: target is busy.", always: true },
      { command: /^(?:mount|sync) /u, always: true },
    ],
  });
  const error: unknown = await execute(createTestContext(host), only(["deploy-image"]), options).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ exit: "transfer", message: expect.stringMatching(/^Deploy image .*rsync failed.*\nAfter that: Cannot unmount/su) as string });
});
