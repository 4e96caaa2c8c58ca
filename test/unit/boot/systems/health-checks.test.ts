/** Which health checks run and how their ends are told; and what is said about watchdogs. */
import { expect, test } from "vitest";
import {
  checkBootComplete,
  findScripts,
  hasRequiredCheck,
  runChecks,
} from "../../../../src/boot/systems/health-checks.ts";
import { inspectWatchdog } from "../../../../src/machine/inspect/watchdog.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type Seed,
} from "../../../support/hosts/recording-host.ts";

function executable(mode = 0o755): Seed {
  return { kind: "file", content: new Uint8Array(), mode };
}

test("executables run in their order, required ones first; what is no check is passed over", async () => {
  const host = createRecordingHost({
    files: {
      "/etc/bareon/health.d/20-net": executable(),
      "/etc/bareon/health.d/10-disk": { kind: "symlink", target: "/opt/disk" },
      "/opt/disk": executable(),
      "/etc/bareon/health.d/notes": executable(0o644),
      "/etc/bareon/health.d/old.dpkg-old": executable(),
      "/etc/bareon/health.d/x~": executable(),
      "/etc/bareon/wanted.d/mail": executable(),
    },
    expect: [
      { command: "/etc/bareon/health.d/10-disk", stdout: "fine\n" },
      { command: "/etc/bareon/health.d/20-net", stdout: `${"x".repeat(5000)}end`, stderr: "no route\n", exitCode: 3 },
      { command: "/etc/bareon/wanted.d/mail", exitCode: 1 },
    ],
  });
  const checks = await runChecks(createTestContext(host), 60);
  host.assertDone();
  expect(checks.map(({ check, required, passed }) => [check, required, passed])).toEqual([
    ["/etc/bareon/health.d/10-disk", true, true],
    ["/etc/bareon/health.d/20-net", true, false],
    ["/etc/bareon/wanted.d/mail", false, false],
  ]);
  expect(checks.map(({ output }) => output.slice(-30))).toEqual([
    "fine",
    expect.stringMatching(/end\nno route\n\nexit code 3$/u),
    "exit code 1",
  ]);
  expect(checks[1]?.output.length).toBe(2000);
});

test("a link that leads nowhere or in a loop is a check that has failed, and a script that is not executable is told", async () => {
  const host = createRecordingHost({
    files: {
      "/etc/bareon/health.d/gone": { kind: "symlink", target: "/opt/gone" },
      "/etc/bareon/health.d/loop": { kind: "symlink", target: "loop" },
      "/etc/bareon/wanted.d/forgotten": { kind: "file", content: Buffer.from("#!/bin/sh\n"), mode: 0o644 },
      "/etc/bareon/wanted.d/README": { kind: "file", content: Buffer.from("Checks."), mode: 0o644 },
      "/etc/bareon/wanted.d/folder": { kind: "directory", mode: 0o755 },
    },
  });
  const ctx = createTestContext(host);
  expect(await hasRequiredCheck(ctx)).toBe(true);
  expect((await runChecks(ctx, 60)).map(({ check, passed, output }) => [check, passed, output])).toEqual([
    ["/etc/bareon/health.d/gone", false, "It is a link that leads nowhere."],
    ["/etc/bareon/health.d/loop", false, expect.stringContaining("loop")],
  ]);
  expect(await findScripts(ctx)).toEqual([
    "/etc/bareon/wanted.d/forgotten does not run, because it is not executable.",
  ]);
});

const systemd = { "/run/systemd/system": { kind: "directory", mode: 0o755 } } as const;
const showTarget = "systemctl show --property=LoadState,ActiveState -- boot-complete.target";

test.for([
  ["LoadState=loaded\nActiveState=active\n", true],
  ["LoadState=loaded\nActiveState=inactive\n", false],
  ["LoadState=not-found\nActiveState=inactive\n", undefined],
] as const)("boot-complete.target that is %j passes: %j", async ([stdout, passed]) => {
  const host = createRecordingHost({ files: systemd, expect: [{ command: showTarget, stdout }] });
  expect((await checkBootComplete(createTestContext(host)))?.passed).toBe(passed);
});

test("without systemd nobody asks for its target", async () => {
  expect(await checkBootComplete(createTestContext(createRecordingHost()))).toBeNull();
});

const node = {
  "/dev/watchdog0": { kind: "block", device: "1:1", size: 0 },
  "/dev/watchdog": { kind: "block", device: "1:1", size: 0 },
} as const;
const ask = (stdout: string): ExpectedCommand => ({ command: "systemctl show --property=RuntimeWatchdogUSec", stdout });

test.for([
  [
    "no device",
    {},
    [],
    { device: null, fed: false, recovers: false, problem: expect.stringContaining("no hardware watchdog") as string },
  ],
  [
    "systemd does not feed it",
    { ...node, ...systemd },
    [ask("RuntimeWatchdogUSec=0\n")],
    { device: "/dev/watchdog0", fed: false, recovers: false },
  ],
  ["systemd feeds it", { ...node, ...systemd }, [ask("RuntimeWatchdogUSec=30s\n")], { recovers: true, problem: null }],
  [
    "somebody has it open",
    { ...node, "/sys/class/watchdog/watchdog0/state": "active\n" },
    [],
    { fed: true, recovers: true },
  ],
] as const)("watchdog: %s", async ([, files, expected, result]) => {
  expect(await inspectWatchdog(createTestContext(createRecordingHost({ files, expect: [...expected] })))).toMatchObject(
    result,
  );
});
