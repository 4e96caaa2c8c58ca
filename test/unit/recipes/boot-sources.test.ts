/** What only informs stands in the way of nothing: each source of information fails in turn, and the change is still written. */
import { describe, expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { historyPath } from "../../../src/boot/state/history.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import {
  cancel,
  confirm,
  once,
  rebootInto,
  reject,
  rollback,
  setDefault,
  tryEntry,
} from "../../../src/recipes/boot-change.ts";
import { list, showCurrent, showHistory, status } from "../../../src/recipes/boot-show.ts";
import type { ChangeResult } from "../../../src/schema/bareon-boot.ts";
import { bootMenu, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const guid = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
const efi = (name: string): string => `/sys/firmware/efi/efivars/${name}-${guid}`;

const kinds: Readonly<Record<string, Seed | undefined>> = {
  "cannot be read": { kind: "unreadable" },
  "is absent": undefined,
  "is a FIFO": { kind: "other" },
  "is garbage": "\u0000\u001B[31m{]",
  "is huge": new Uint8Array(5 * 1024 * 1024).fill(0x78),
};

/** What the commands read beside what decides. */
const sources = [
  ...[infoPath, environmentPath, historyPath, "bareon/loader.json"].map((path) => ({ where: "partition", path })),
  ...[
    "/etc/bareon/multiboot",
    "/proc/cmdline",
    "/proc/self/mountinfo",
    efi("SecureBoot"),
    efi("BootOrder"),
    efi("BootCurrent"),
    efi("Boot0001"),
    "/sys/class/watchdog/watchdog0/state",
  ].map((path) => ({ where: "machine", path })),
] as const;
const cases = sources.flatMap((source) => Object.keys(kinds).map((kind) => ({ ...source, kind })));

function nodeWith(where: string, path: string, kind: string, more: Readonly<Record<string, Seed>> = {}): RecordingHost {
  const broken = { [path]: kinds[kind] };
  return createBootNode({
    partition: where === "partition" ? { ...more, ...broken } : more,
    machine: where === "machine" ? broken : {},
  });
}

/** On trial, and running: what confirm, reject and cancel end. */
const onTrial = renderEnvironment({
  once: null,
  trial: 1,
  left: 2,
  base: 0,
  tries: 3,
  generation: bootMenu.generation,
});

describe.each(cases)("$path $kind", ({ where, path, kind }) => {
  test("list, status and history answer", async () => {
    for (const ask of [list, status, showHistory]) {
      const result = await ask(createTestContext(nodeWith(where, path, kind)), options);
      expect(result.command).toBeDefined();
    }
  });

  test("what can be decided without it is written", async () => {
    const run = async (change: (host: RecordingHost) => Promise<ChangeResult>): Promise<RecordingHost> => {
      const host = nodeWith(where, path, kind);
      expect(await change(host)).toMatchObject({ changed: true });
      return host;
    };
    const moved = await run(async (host) => await setDefault(createTestContext(host), options, "b"));
    expect(onPartition(moved, menuPath)).toContain("default=1");
    expect(onPartition(moved, historyPath), "the history is mended").toContain('"what":"set-default"');
    const armed = await run(async (host) => await once(createTestContext(host), options, "b"));
    expect(onPartition(armed, environmentPath)).toContain("bareon_once=1.");
    const tried = await run(async (host) =>
      tryEntry(createTestContext(host), options, "b", { tries: 3, reset: false }),
    );
    expect(onPartition(tried, environmentPath)).toContain("bareon_trial=1.");
    await run(async (host) => await rebootInto(createTestContext(host), options, "b"));
    await run(async (host) => await rollback(createTestContext(host), options, "b"));
  });
});

test.each(cases.filter(({ path }) => path !== environmentPath))(
  "a trial is ended although $path $kind",
  async ({ where, path, kind }) => {
    for (const end of [reject, cancel, rollback] as const) {
      const host = nodeWith(where, path, kind, { [environmentPath]: onTrial });
      const ended =
        end === cancel
          ? cancel(createTestContext(host), options)
          : end === reject
            ? reject(createTestContext(host), options)
            : rollback(createTestContext(host), options, null);
      expect(await ended).toMatchObject({ changed: true, trial: null });
    }
  },
);

test.each(cases.filter(({ path }) => ![environmentPath, "/proc/cmdline", "/proc/self/mountinfo"].includes(path)))(
  "a trial is confirmed although $path $kind",
  async ({ where, path, kind }) => {
    const host = nodeWith(where, path, kind, { [environmentPath]: onTrial });
    host.seed("/proc/cmdline", "bareon.entry=1 bareon.reason=trial\n");
    host.seed("/proc/self/mountinfo", "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n");
    expect(await confirm(createTestContext(host), options, false)).toMatchObject({
      changed: true,
      default: { entry_id: "b" },
    });
  },
);

test.each(Object.keys(kinds))(
  "only the system that runs can be confirmed, so an unknown one is told: /proc/self/mountinfo %s",
  async (kind) => {
    const host = nodeWith("machine", "/proc/self/mountinfo", kind, { [environmentPath]: onTrial });
    await expect(confirm(createTestContext(host), options, false)).rejects.toMatchObject({ exit: "conflict" });
  },
);

test.each(Object.keys(kinds).filter((kind) => kind !== "is absent"))(
  "what could not be read is said: boot list %s",
  async (kind) => {
    const { warnings, firmware } = await status(createTestContext(nodeWith("machine", efi("Boot0001"), kind)), options);
    expect(firmware).toMatchObject({ started_by: "uefi" });
    expect(warnings.join().includes("Boot0001")).toBe(kind !== "is garbage");
  },
);

test.each(Object.keys(kinds))(
  "without a history that can be read, rollback asks for a name: the history %s",
  async (kind) => {
    const host = nodeWith("partition", historyPath, kind);
    await expect(rollback(createTestContext(host), options, null)).rejects.toMatchObject({
      exit: "nothing",
      hint: expect.stringContaining("--to") as string,
    });
  },
);

test("systemd that does not answer is no reason to leave anything undone", async () => {
  const host = createBootNode({
    commands: [{ command: /^systemctl show/u, exitCode: 1, stderr: "Failed to connect to bus", always: true }],
  });
  expect(await status(createTestContext(host), options)).toMatchObject({ watchdog: null });
  expect(await setDefault(createTestContext(host), options, "b")).toMatchObject({ changed: true });
});

test("a status that cannot be published is a warning", async () => {
  const host = createBootNode({ machine: { "/run/bareon-boot": "in the way" } });
  const result = await setDefault(createTestContext(host), options, "b");
  expect(result.changed).toBe(true);
  expect(result.warnings.join()).toContain("Users without root still see the former state");
});

describe("an entry that could not be looked into", () => {
  const refused = {
    command: /^mount .*-- \/dev\/vda4 /u,
    exitCode: 32,
    stderr: "mount: unknown filesystem type 'btrfs'.",
    always: true,
  };

  test("is taken, with a warning: the running kernel need not know its filesystem", async () => {
    const host = createBootNode({ commands: [refused] });
    const result = await setDefault(createTestContext(host), options, "b");
    expect(result).toMatchObject({ changed: true, default: { entry_id: "b", valid: true, problem: null } });
    expect(result.default.unchecked).toContain("unknown filesystem type");
    expect(result.warnings.join()).toContain("could not be looked into");
    const back = createBootNode({ commands: [refused] });
    expect(await rollback(createTestContext(back), options, null)).toMatchObject({ changed: true });
  });

  test.each([
    ["a kernel that is not there", undefined],
    ["zeros in place of a kernel, as a crash leaves them", new Uint8Array(4096)],
  ])("is told from one that was seen to be broken, which only --force takes: %s", async (_, kernel) => {
    const machine = { "/vmlinuz": kernel };
    const ask = createBootNode({ machine });
    await expect(once(createTestContext(ask), options, "a")).rejects.toMatchObject({ exit: "unbootable" });
    const host = createBootNode({ machine });
    const result = await once(createTestContext(host), { ...options, force: true }, "a");
    expect(result).toMatchObject({ changed: true });
    expect(result.warnings.join()).toContain("although it cannot be booted");
  });
});

test("a view of btrfs asks for its log to be left alone in the words that the running kernel knows", async () => {
  const refuse = (options_: string) => ({
    command: new RegExp(`^mount .*-o ro,${options_}.*/dev/vda4 `, "u"),
    exitCode: 32,
    stderr: "mount: wrong fs type, bad option, bad superblock",
    always: true,
  });
  const host = createBootNode({ commands: [refuse("rescue=nologreplay"), refuse("norecovery")] });
  expect(await list(createTestContext(host), options)).toMatchObject({
    entries: [{}, { valid: true, unchecked: null }],
  });
  const views = host.commands.filter((command) => command.includes("/dev/vda4"));
  expect(views.map((command) => /-o (?<options>\S+)/u.exec(command)?.groups?.["options"])).toEqual([
    "ro,rescue=nologreplay,subvolid=5,nodev,nosuid,noexec",
    "ro,norecovery,subvolid=5,nodev,nosuid,noexec",
    "ro,subvolid=5,nodev,nosuid,noexec",
  ]);
});

test("current and status can be asked whether an entry runs, as a test after a reboot does", async () => {
  const ask = async (entry: string): Promise<unknown[]> =>
    await Promise.allSettled([
      showCurrent(createTestContext(createBootNode()), options, entry),
      status(createTestContext(createBootNode()), options, entry),
    ]);
  expect(await ask("a")).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  const conflict = { status: "rejected", reason: { exit: "conflict", exitCode: 37 } };
  expect(await ask("b")).toMatchObject([conflict, conflict]);
});
