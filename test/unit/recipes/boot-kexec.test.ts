/** A reboot by kexec: what is loaded, what is counted before, and what happens where it cannot be. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { environmentPath, parseEnvironment, renderEnvironment } from "../../../src/boot/state/environment.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { jump, rebootByKexec } from "../../../src/recipes/boot-kexec.ts";
import { once, rebootInto, tryEntry } from "../../../src/recipes/boot-change.ts";
import {
  bootMenu,
  type BootNodeOptions,
  createBootNode,
  onPartition,
  rescueMenu,
} from "../../support/hosts/boot-node.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const byKexec = { reboot: true, kexec: true };
const works = { command: /^(?:kexec|systemctl kexec|reboot)/u, always: true };
const loaded = { "/sys/kernel/kexec_loaded": "0\n" };

function node(more: BootNodeOptions = {}): RecordingHost {
  return createBootNode({ commands: [works], ...more, machine: { ...loaded, ...more.machine } });
}

function armedOn(host: RecordingHost): ReturnType<typeof parseEnvironment>["env"] {
  return parseEnvironment(Buffer.from(onPartition(host, environmentPath) ?? "")).env;
}

/** The commands of kexec and of power. */
function jumps({ commands }: RecordingHost): string[] {
  return commands.filter((line) => /^(?:kexec|systemctl kexec|reboot)/u.test(line));
}

test("the entry's kernel is loaded with the arguments that GRUB would give it, and a single boot needs no write", async () => {
  const host = node();
  const result = await rebootInto(createTestContext(host), options, "b", true);
  expect(result).toMatchObject({ reboot: true, kexec: true, changed: false, next: { entry_id: "b" }, reason: "once" });
  const words =
    "root=UUID=bbbbbbbb-0000-4000-8000-000000000000 bareon.entry=1 bareon.reason=once bareon.left=0 panic=30";
  expect(jumps(host)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^kexec --kexec-syscall-auto ['"]?--command-line=BOOT_IMAGE=/vmlinuz ${words}['"]? --load /proc/1/root/.*/boot/vmlinuz-6.1$`,
        "u",
      ),
    ),
  ]);
  await jump(createTestContext(host), options, result);
  expect(jumps(host).at(-1)).toBe("systemctl kexec");
});

test("a try of a trial is counted before the jump, and the history tells of the trial", async () => {
  const host = node();
  const result = await tryEntry(createTestContext(host), options, "b", { tries: 3, reset: false }, byKexec);
  expect(result).toMatchObject({ kexec: true, changed: true, reason: "trial", trial: { left: 3, tries: 3 } });
  expect(armedOn(host)).toMatchObject({ trial: 1, left: 2, tries: 3, base: 0 });
  expect(jumps(host)[0]).toContain("bareon.entry=1 bareon.reason=trial bareon.left=2 panic=30");
});

test("a trial that has used its tries does not end the running system, since the entry would not be booted", async () => {
  const spent = { once: null, trial: 1, left: 0, base: 0, tries: 3, generation: bootMenu.generation };
  const host = node({ partition: { [environmentPath]: renderEnvironment(spent) } });
  const again = { tries: 3, reset: false };
  await expect(tryEntry(createTestContext(host), options, "b", again, byKexec)).rejects.toMatchObject({
    exit: "conflict",
    hint: expect.stringContaining("--reset") as string,
  });
  expect(jumps(host)).toEqual([]);
  // Without a reboot it is told, as before.
  expect(await tryEntry(createTestContext(host), options, "b", again)).toMatchObject({ changed: false });
  expect(await tryEntry(createTestContext(host), options, "b", { ...again, reset: true }, byKexec)).toMatchObject({
    kexec: true,
    reason: "trial",
  });
});

test("what is armed already is counted as well", async () => {
  const block = renderEnvironment({
    once: null,
    trial: 1,
    left: 1,
    base: 0,
    tries: 3,
    generation: bootMenu.generation,
  });
  const host = node({ partition: { [environmentPath]: block } });
  expect(await rebootInto(createTestContext(host), options, null, true)).toMatchObject({ kexec: true, changed: true });
  expect(armedOn(host)).toMatchObject({ trial: 1, left: 0 });
});

test("the default is started without a guard, and the rescue system without a root", async () => {
  const host = node({ partition: { [menuPath]: rescueMenu.text } });
  await rebootInto(createTestContext(host), options, null, true);
  expect(jumps(host)[0]).toMatch(/bareon.entry=0 bareon.reason=default bareon.left=0['"]? /u);
  const other = node({ partition: { [menuPath]: rescueMenu.text } });
  await once(createTestContext(other), options, "rescue", byKexec);
  expect(jumps(other)[0]).not.toContain("root=");
  expect(jumps(other)[0]).toMatch(/ --initrd=\S+ --load \S+/u);
});

test.for<readonly [string, BootNodeOptions]>([
  ["systemd does not run here", { machine: { "/run/systemd/system/x": undefined } }],
  ["this kernel has no kexec", { machine: { "/sys/kernel/kexec_loaded": undefined } }],
  ["kexec is not installed", { programs: ["blkid"] }],
  ["kernel /vmlinuz is missing", { root: { vmlinuz: { kind: "symlink", target: "nowhere" } } }],
  [
    "kexec_file_load failed",
    { commands: [{ command: /^kexec/u, stderr: "kexec_file_load failed: Permission denied", exitCode: 255 }, works] },
  ],
])("where it cannot be, the boot loader does it, and nothing is counted: %s", async ([reason, more]) => {
  const host = node(more);
  const force = { ...options, force: true };
  const result = await once(createTestContext(host), force, "b", byKexec);
  expect(result).toMatchObject({ reboot: true, kexec: false, changed: true, reason: "once" });
  expect(result.warnings.join()).toContain("firmware and boot loader, and not by kexec");
  expect(result.warnings.join()).toContain(reason);
  expect(armedOn(host)).toMatchObject({ once: 1 });
});

test("a dry run loads nothing", async () => {
  const host = node();
  const result = await once(createTestContext(host), { ...options, dryRun: true }, "b", byKexec);
  expect(result).toMatchObject({ dry_run: true, kexec: true });
  expect(jumps(host)).toEqual([]);
});

test("a kernel that was loaded for a boot which cannot be counted is unloaded", async () => {
  const host = node();
  const refuse = async (): Promise<never> => await Promise.reject(new BareonError("failure", "i/o error"));
  Object.assign(host, { writeInSector: refuse, writeInPlace: refuse });
  await expect(tryEntry(createTestContext(host), options, "b", { tries: 3, reset: false }, byKexec)).rejects.toThrow();
  expect(jumps(host).at(-1)).toBe("kexec --unload");
});

test.each(["once", "trial"] as const)("a jump that fails is armed again: %s", async (kind) => {
  const failing = { command: /^systemctl kexec/u, exitCode: 1, stderr: "refused" };
  const host = node({ commands: [failing, works] });
  const events: ProgressEvent[] = [];
  const ctx = { ...createTestContext(host), report: (event: ProgressEvent) => void events.push(event) };
  const result =
    kind === "once"
      ? await once(ctx, options, "b", byKexec)
      : await tryEntry(ctx, options, "b", { tries: 2, reset: false }, byKexec);
  await jump(ctx, options, result);
  expect(armedOn(host)).toMatchObject(kind === "once" ? { once: 1 } : { trial: 1, left: 2, tries: 2 });
  expect(jumps(host).at(-1)).toBe("reboot");
  expect(JSON.stringify(events)).toContain("cannot be started");
});

test("what an update has armed is booted", async () => {
  const block = renderEnvironment({
    once: null,
    trial: 1,
    left: 1,
    base: 0,
    tries: 1,
    generation: bootMenu.generation,
  });
  const host = node({ partition: { [environmentPath]: block } });
  await rebootByKexec(createTestContext(host), options);
  expect(jumps(host)).toEqual([expect.stringContaining("bareon.reason=trial"), "systemctl kexec"]);
});
