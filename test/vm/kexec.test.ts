/** A node whose running kernel starts the next one: into another system, back, into a trial that panics, and where kexec cannot be. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChangeResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { breakBlue, startKexecNode } from "../support/vm/kexec-node.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

const all = new AsyncDisposableStack();
let vm: Vm;

beforeAll(async () => {
  vm = await startKexecNode(all);
});

afterAll(async () => {
  await all.disposeAsync();
});

async function ask<T>(words: string): Promise<T> {
  return JSON.parse((await vm.run(`bareon-boot ${words} --json`)).stdout) as T;
}

const long = 480;

test("into the other system and back, without the firmware", async () => {
  expect(await bootedAs(vm)).toBe("0 default 0");
  expect(await ask<ChangeResult>("reboot blue --kexec --dry-run")).toMatchObject({ kexec: true, changed: false });
  await vm.reboot(long, "bareon-boot reboot blue --kexec");
  expect(await bootedAs(vm)).toBe("1 once 0");
  expect((await vm.run("bareon-boot current")).stdout.trim()).toBe("blue");
  expect((await vm.run("findmnt --noheadings --output FSTYPE,OPTIONS /")).stdout).toContain("rw");
  expect(await ask<StatusResult>("status")).toMatchObject({ booted: "once", once: null, next: { os_id: "red" } });
  await vm.reboot(long, "bareon-boot reboot --kexec");
  expect(await bootedAs(vm)).toBe("0 default 0");
  expect(await vm.firmwareBoots()).toBe(1);
  expect((await vm.run("systemctl is-system-running", { check: false })).stdout.trim()).not.toBe("maintenance");
});

test("a trial is counted as by the menu, and confirmed", async () => {
  await vm.reboot(long, "bareon-boot trial blue --tries 3 --kexec");
  expect(await bootedAs(vm)).toBe("1 trial 2");
  expect(await ask<ChangeResult>("confirm")).toMatchObject({ changed: true, default: { os_id: "blue" } });
  await vm.reboot(long, "bareon-boot reboot --kexec");
  expect(await bootedAs(vm)).toBe("1 default 0");
  expect(await ask<ChangeResult>("set-default red")).toMatchObject({ changed: true });
  await vm.reboot(long, "bareon-boot reboot --kexec");
  expect(await vm.firmwareBoots()).toBe(1);
});

test("a trial that panics comes back by itself, through the firmware", async () => {
  await breakBlue(vm);
  await vm.reboot(long, "bareon-boot trial blue --tries 1 --kexec");
  expect(await bootedAs(vm)).toBe("0 fallback 0");
  expect(await ask<StatusResult>("status")).toMatchObject({ fallback: { from: "blue", cause: "tries" } });
  expect(await vm.serial()).toContain("Kernel panic");
  expect(await vm.firmwareBoots()).toBe(2);
});

test("where the kernel does not allow it, the machine goes through its firmware, with the reason", async () => {
  await vm.run("bareon-boot cancel");
  await vm.run("sysctl -w kernel.kexec_load_disabled=1");
  const said = await ask<ChangeResult>("reboot --kexec --dry-run");
  expect(said).toMatchObject({ reboot: true });
  await vm.reboot(long, "bareon-boot reboot --kexec > /var/tmp/said 2>&1");
  expect(await bootedAs(vm)).toBe("0 default 0");
  expect(await vm.read("/var/tmp/said")).toMatch(/firmware and boot loader, and not by kexec: .*kexec/u);
  expect(await vm.firmwareBoots()).toBe(3);
});
