/** What becomes of a trial by the health of what it booted, on a loop disk whose systems run only in name. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Output } from "../../../src/base/command.ts";
import { cancel, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import { decideTrial, type TrialHealthOptions } from "../../../src/recipes/boot-health.ts";
import { showHistory, status } from "../../../src/recipes/boot-show.ts";
import { checkDirectories } from "../../../src/boot/guest/guest-files.ts";
import type { Context } from "../../../src/host/host.ts";
import type { HistoryResult } from "../../../src/schema/bareon-boot.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { createMultibootDisk, type MultibootDisk } from "../../support/disks/multiboot-disk.ts";
import { runningContext } from "../../support/hosts/running-context.ts";

let disk: MultibootDisk;
let options: TrialHealthOptions;

beforeAll(async () => {
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  options = { uuid: disk.uuid, who: "service", limit: 5, deadline: 0, interval: 0.1, giveUp: false };
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await setDefault(localContext(), options, "centos");
  await tryEntry(localContext(), options, "ubuntu", { tries: 2, reset: true });
});

/** ubuntu runs, with a check that ends with these exit codes in turn, the last one for ever; none is no check. `meanwhile` is done beside it. */
async function runs(reason: string, codes: readonly number[], meanwhile?: () => Promise<unknown>): Promise<Context> {
  const ctx = await runningContext(disk, 1, reason);
  const check = `${checkDirectories.required}/service`;
  let count = 0;
  const { host } = ctx;
  return {
    ...ctx,
    host: {
      ...host,
      list: async (path) =>
        path === checkDirectories.required ? (codes.length === 0 ? [] : ["service"]) : await host.list(path),
      facts: async (path) =>
        path === check ? { kind: "file", size: 1, mode: 0o755, owner: 0, device: undefined } : await host.facts(path),
      async run(command, more): Promise<Output> {
        if (command.program !== check) return await host.run(command, more);
        const exitCode = codes[Math.min(count, codes.length - 1)] ?? 0;
        count += 1;
        await meanwhile?.();
        return { exitCode, stdout: `round ${count}`, stderr: "" };
      },
    },
  };
}

async function lastLine(): Promise<HistoryResult["lines"][number] | undefined> {
  return (await showHistory(localContext(), options)).lines.at(-1);
}

test("a healthy system is confirmed, once", async () => {
  const ctx = await runs("trial", [0]);
  expect(await decideTrial(ctx, options)).toMatchObject({
    decision: "confirmed",
    healthy: true,
    changed: true,
    reboot: false,
    checks: [{ passed: true }],
  });
  expect(await status(localContext(), options)).toMatchObject({ default: { os_id: "ubuntu" }, trial: null });
  expect(await lastLine()).toMatchObject({ what: "confirm", who: "service", why: "it is healthy" });
  expect(await decideTrial(ctx, options)).toMatchObject({ decision: "none", changed: false, checks: [] });
});

test("a system may become healthy until the deadline", async () => {
  expect(await decideTrial(await runs("trial", [1, 0]), { ...options, deadline: 20 })).toMatchObject({
    decision: "confirmed",
    checks: [{ output: "round 2" }],
  });
});

test("one that does not is rejected, to be followed by a reboot", async () => {
  expect(await decideTrial(await runs("trial", [1]), options)).toMatchObject({
    decision: "rejected",
    healthy: false,
    reboot: true,
    changed: true,
    checks: [{ passed: false }],
  });
  expect(await status(localContext(), options)).toMatchObject({
    default: { os_id: "centos" },
    next: { os_id: "centos" },
    trial: null,
  });
  expect(await lastLine()).toMatchObject({
    what: "reject",
    from: "ubuntu",
    why: expect.stringMatching(/^while it ran: not healthy: .*health\.d\/service/u) as string,
  });
});

test("without a check a person decides, until the time is over", async () => {
  const ctx = await runs("trial", []);
  expect(await decideTrial(ctx, options)).toMatchObject({
    decision: "none",
    changed: false,
    warnings: [expect.stringContaining("confirm it, or it is given up") as string],
  });
  expect(await decideTrial(ctx, { ...options, giveUp: true })).toMatchObject({ decision: "rejected", reboot: true });
  expect(await lastLine()).toMatchObject({
    what: "reject",
    why: expect.stringContaining("nothing has decided the trial in time") as string,
  });
});

test.for([0, 1])(
  "what a person decides while the checks run stands, whatever they find (%i), and nothing is rebooted",
  async (code) => {
    const ctx = await runs("trial", [code], async () => await cancel(localContext(), options));
    expect(await decideTrial(ctx, options)).toMatchObject({
      decision: "none",
      healthy: code === 0,
      changed: false,
      reboot: false,
    });
    expect(await lastLine()).toMatchObject({ what: "cancel" });
  },
);

test("a boot that is no trial, and a trial of another system than the one that runs, are left alone", async () => {
  expect(await decideTrial(await runs("default", [1]), { ...options, giveUp: true })).toMatchObject({
    decision: "none",
    changed: false,
    reboot: false,
  });
  expect(await decideTrial(await runningContext(disk, 0, "trial"), { ...options, giveUp: true })).toMatchObject({
    decision: "none",
    changed: false,
    reboot: false,
  });
  expect(await status(localContext(), options)).toMatchObject({ trial: { entry_id: "ubuntu", left: 2 } });
});
