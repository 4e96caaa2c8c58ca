/** A reboot goes through the boot menu, whatever somebody prepared instead. */
import { expect, test } from "vitest";
import { findDetours, rebootMachine } from "../../../src/host/reboot.ts";
import { changePower } from "../../../src/programs/power.ts";
import { status } from "../../../src/recipes/boot-show.ts";
import { createBootNode } from "../../support/hosts/boot-node.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const loaded = { "/sys/kernel/kexec_loaded": "1\n" };

test("a kernel of kexec is unloaded first, and systemd is told to take no other way", async () => {
  const host = createRecordingHost({ files: loaded, expect: [{ command: "kexec --unload" }, { command: "reboot" }] });
  await rebootMachine(createTestContext(host));
  expect(host.commands).toEqual(["kexec --unload", "reboot"]);
  expect(changePower("reboot").env).toEqual({ SYSTEMCTL_SKIP_AUTO_KEXEC: "1", SYSTEMCTL_SKIP_AUTO_SOFT_REBOOT: "1" });
});

test("where it cannot be unloaded that is a warning, and the reboot is tried", async () => {
  const host = createRecordingHost({
    files: loaded,
    expect: [{ command: "kexec --unload", exitCode: 1 }, { command: "reboot" }],
  });
  const ctx = createTestContext(host);
  await rebootMachine(ctx);
  expect(ctx.events).toMatchObject([{ event: "warning" }]);
  host.assertDone();
});

test("without one nothing but reboot is run", async () => {
  const host = createRecordingHost({ files: { "/sys/kernel/kexec_loaded": "0\n" }, expect: [{ command: "reboot" }] });
  await rebootMachine(createTestContext(host));
  expect(host.commands).toEqual(["reboot"]);
});

test("status tells of both", async () => {
  const machine = { ...loaded, "/run/nextroot/etc/os-release": "" };
  const { warnings } = await status(createTestContext(createBootNode({ machine })), { uuid: null });
  expect(warnings.join()).toContain("loaded by kexec");
  expect(warnings.join()).toContain("/run/nextroot");
  expect(await findDetours(createRecordingHost())).toEqual([]);
});
