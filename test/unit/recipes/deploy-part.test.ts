/** A part of a deploy as it is carried out: what it asks for before its first write, and in which order it writes. */
import { expect, test } from "vitest";
import { deployPlan } from "../../../src/recipes/deploy.ts";
import { planDocument } from "../../../src/recipes/plan.ts";
import { phasesBetween, type DeployPhase } from "../../../src/plan/phases.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { changed } from "../../support/files/example.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
} from "../../support/hosts/recording-host.ts";
import { countingUuid, readInventory } from "../plan/fixture.ts";
import { idleNode, planPart } from "../plan/parts.ts";

const document = changed("two-systems", {});
const configDrive = { bytes: 512 };
const whole = planPart({ document, inventory: readInventory("two-systems"), configDrive });
const node = idleNode("two-systems", document, whole);

/** A part without the steps that look at the kernel's devices. */
function partOf(from: DeployPhase, until: DeployPhase = from): Plan {
  const phases = phasesBetween(from, until);
  const plan = planPart({ document, inventory: node, configDrive, ...(phases === undefined ? {} : { phases }) });
  const looks: readonly Plan["steps"][number]["kind"][] = ["commands", "check-table", "check-filesystems"];
  return { ...plan, steps: plan.steps.filter(({ kind }) => !looks.includes(kind)) };
}

interface Ran {
  readonly host: RecordingHost;
  readonly info: unknown;
}

async function run(plan: Plan, expect_: readonly ExpectedCommand[], image = new Uint8Array(512)): Promise<Ran> {
  const disks = Object.fromEntries(plan.disks.map(({ path }) => [path, new Uint8Array(512)]));
  const host = createRecordingHost({ files: { ...disks, "/tmp/boot-info.json": "old" }, expect: expect_ });
  const info = await deployPlan(createTestContext(host), plan, {
    infoPaths: ["/tmp/boot-info.json"],
    toolPath: undefined,
    drive: { image },
  });
  return { host, info };
}

test("the config drive alone: boot-info goes, the disks boot nothing, and only then it is written; no image is asked for", async () => {
  const written: string[] = [];
  const marked = (host: RecordingHost): boolean =>
    ["/dev/sda", "/dev/sdb"].every((disk) => host.changes.some((change) => change.endsWith(disk)));
  const { host, info } = await run(partOf("config-drive"), [
    {
      command: /^blkdiscard .*\/dev\/sda6$/u,
      effect: (made) => void written.push(`${made.text("/tmp/boot-info.json")} ${marked(made)}`),
    },
    { command: /^dd of=\/dev\/sda6 / },
    { command: /^dd if=\/dev\/sda6 /, stdout: "\0".repeat(512) },
  ]);
  expect(written).toEqual(["undefined true"]);
  expect(info).toBeUndefined();
  expect(host.text("/tmp/boot-info.json")).toBeUndefined();
  expect(host.changes.indexOf("remove /tmp/boot-info.json")).toBeLessThan(host.changes.indexOf("write in /dev/sda"));
  host.assertDone();
});

test("nothing is asked for that another part needs: neither sources nor the parts of the boot loader", async () => {
  for (const phase of ["storage", "config-drive"] as const) {
    const steps = partOf(phase).steps.filter(({ kind }) => kind === "invalidate-boot-sector");
    const { host } = await run({ ...partOf(phase), steps }, []);
    expect(host.commands).toEqual([]);
  }
  await expect(run(partOf("images"), [])).rejects.toThrow(/unexpected command: rsync /u);
  await expect(run(partOf("bootloader"), [])).rejects.toMatchObject({
    exit: "unsupported",
    message: expect.stringContaining("the boot loader cannot be installed") as string,
  });
});

test("a missing part of the boot loader is found before the first write, and so is a source that cannot be read", async () => {
  for (const from of ["images", "bootloader"] as const) {
    const host = createRecordingHost({
      files: { "/tmp/boot-info.json": "old" },
      expect: [{ command: /^rsync /u, exitCode: 10, stderr: "rsync: failed to connect", always: true }],
    });
    const options = { infoPaths: ["/tmp/boot-info.json"], toolPath: undefined };
    await expect(deployPlan(createTestContext(host), partOf(from), options)).rejects.toMatchObject({
      exit: from === "images" ? "source" : "unsupported",
    });
    expect(host.text("/tmp/boot-info.json")).toBe("old");
    expect(host.changes.filter((change) => change.includes("/dev/"))).toEqual([]);
  }
});

test("actions are refused with a part that ends before they can run", async () => {
  const host = createRecordingHost({ files: { "/tmp/boot-info.json": "old" } });
  const after = { actions: [], resultsPath: "/tmp/actions.json" };
  const options = { infoPaths: ["/tmp/boot-info.json"], toolPath: undefined, after };
  await expect(deployPlan(createTestContext(host), partOf("images"), options)).rejects.toMatchObject({ exit: "usage" });
  expect(host.changes).toEqual([]);
});

test("a config drive that is not there is told by the part that would write it, and by no other", async () => {
  const told = async (from: DeployPhase, until: DeployPhase): Promise<readonly string[]> => {
    const warnings: string[] = [];
    const ctx = {
      ...createTestContext(createRecordingHost()),
      report: (event: { readonly event: string; readonly message?: string }) => {
        if (event.event === "warning") warnings.push(event.message ?? "");
      },
    };
    const source = { dialect: "ironic", document, compat: false, driver: undefined };
    const phases = phasesBetween(from, until);
    await planDocument(ctx, source, { newUuid: countingUuid(), phases, findMachine: async () => node });
    return warnings;
  };
  expect(await told("config-drive", "config-drive")).toEqual(["There is no config drive, so none is written."]);
  expect(await told("config-drive", "bootloader")).toEqual([]);
  expect(await told("images", "images")).toEqual([]);
});
