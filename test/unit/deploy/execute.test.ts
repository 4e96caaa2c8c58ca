/** The loop over the steps: what is waited for between them, and what a failed one says. */
import { expect, test } from "vitest";
import { execute } from "../../../src/deploy/execute.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const plan = planJson as unknown as Plan;
const options = { toolPath: undefined, sizes: new Map() };

function only(kinds: readonly Plan["steps"][number]["kind"][]): Plan {
  return { ...plan, steps: kinds.flatMap((kind) => plan.steps.find((step) => step.kind === kind) ?? []) };
}

test("a part of a deploy that ends before the boot loader finds nothing that boots, and closes what it opened", async () => {
  const group = { name: "vg", extentSize: 1, size: 1, physicalVolumes: [], keep: true };
  const volumes = [{ name: "root", device: "/dev/mapper/vg-root", size: 1 }];
  const step: Plan["steps"][number] = {
    ...{ kind: "commands", id: "x", title: "x", phase: "storage", commands: [{ program: "work", args: [] }] },
  };
  const host = createRecordingHost({
    files: { "/dev/mapper/vg-root": { kind: "block", device: "253:0", size: 1 } },
    expect: [{ command: "work" }, { command: /^vgchange .*vg/u }],
  });
  const part = {
    ...{ ...plan, phases: { from: "storage", until: "storage" } as const, steps: [step] },
    groups: [{ ...group, volumes }],
  };
  expect(await execute(createTestContext(host), part, options)).toBeUndefined();
  expect(host.commands).toEqual(["work", expect.stringMatching(/^vgchange /u)]);
  host.assertDone();
});

test("udev has read the disk again before the next step: it closes its partitions' nodes for that", async () => {
  const disk = plan.disks[0]?.path ?? "";
  const host = createRecordingHost({
    files: { [disk]: new Uint8Array(512), "/run/udev/control": "" },
    expect: [{ command: "udevadm settle --timeout=120" }],
  });
  await expect(execute(createTestContext(host), only(["invalidate-boot-sector"]), options)).rejects.toThrow(
    "no step that installs",
  );
  host.assertDone();
});

test("where the transfer fails and then the unmount too, it is the transfer that failed, and both are told", async () => {
  const [image] = plan.images;
  const mountPoints = Object.fromEntries(
    image?.mounts.map(({ mount }) => [`/run/bareon/image-0${mount}`, { kind: "directory", mode: 0o755 } as const]) ??
      [],
  );
  const host = createRecordingHost({
    files: { ...mountPoints, "/proc/1/comm": "init", "/proc/self/mountinfo": "" },
    expect: [
      { command: /^rsync .*--list-only/u },
      { command: /^cp --archive --parents -- \/dev\/null /u },
      {
        command: /^unshare --pid .* chroot \S+ rsync /u,
        exitCode: 11,
        stderr: "rsync: write failed: Input/output error (5)",
      },
      { command: /^umount /u, exitCode: 32, stderr: "umount: target is busy.", always: true },
      { command: /^(?:mount|sync|getfattr) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
  const error: unknown = await execute(createTestContext(host), only(["deploy-image"]), options).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({
    exit: "transfer",
    message: expect.stringMatching(/^Deploy image .*rsync failed.*\nAfter that: Cannot unmount/su) as string,
  });
});

test("the disks are locked from the step that says so to the one that ends it, and udev is waited for on both sides", async () => {
  const command = (program: string): Plan["steps"][number] => ({
    kind: "commands",
    id: program,
    title: program,
    phase: "storage",
    commands: [{ program, args: [] }],
  });
  const down = (program: string): Plan["steps"][number] =>
    ({ ...command(program), kind: "tear-down" }) as Plan["steps"][number];
  const mark: Plan["steps"][number] = {
    kind: "invalidate-boot-sector",
    id: "mark",
    title: "mark",
    phase: "storage",
    disk: "/dev/sda",
  };
  const lock: Plan["steps"][number] = {
    kind: "lock-disks",
    id: "lock",
    title: "lock",
    phase: "storage",
    disks: ["/dev/sda", "/dev/sdb"],
  };
  const unlock: Plan["steps"][number] = { kind: "unlock-disks", id: "unlock", title: "unlock", phase: "storage" };
  const locks: string[] = [];
  const seen = (host: { readonly commands: readonly string[] }): void =>
    void locks.push(`${host.commands.at(-1)} ${[...held].join(" ")}`.trim());
  const held = new Set<string>();
  const host = createRecordingHost({
    files: { "/run/udev/control": "", "/dev/sda": new Uint8Array(512) },
    expect: [
      { command: "udevadm settle --timeout=120", always: true, effect: seen },
      ...["before", "one", "two", "after"].map((name) => ({ command: name, effect: seen })),
    ],
  });
  const locking = {
    ...host,
    lock: async (path: string) => {
      held.add(path);
      return { release: async () => void held.delete(path) };
    },
  };
  await expect(
    execute(
      createTestContext(locking),
      {
        ...plan,
        arrays: [],
        groups: [],
        steps: [command("before"), lock, mark, down("one"), down("two"), unlock, command("after")],
      },
      options,
    ),
  ).rejects.toThrow("no step that installs");
  expect(locks).toEqual([
    "before",
    "udevadm settle --timeout=120",
    "one /dev/sda /dev/sdb",
    "two /dev/sda /dev/sdb",
    "udevadm settle --timeout=120",
    "after",
  ]);
});

test("what is unmounted is unmounted outside first, and who is in the way there is told", async () => {
  const steps: Plan["steps"] = [
    { kind: "unmount", id: "x", title: "Unmount it", phase: "storage", targets: ["/mnt/boot", "/mnt"] },
  ];
  const host = createRecordingHost({ expect: [{ command: /^(?:sync|umount) /u, always: true }] });
  const outside: string[] = [];
  const around = (exitCode: number, stderr: string): typeof host => ({
    ...host,
    runInOuterMounts: async ({ args }) => {
      outside.push(`${args.join(" ")} after ${host.commands.length}`);
      return { exitCode, stdout: "", stderr };
    },
  });
  await expect(
    execute(createTestContext(around(0, "")), { ...plan, arrays: [], groups: [], steps }, options),
  ).rejects.toThrow("no step that installs");
  expect(outside).toEqual(["-- /mnt/boot after 0", "-- /mnt after 2"]);
  expect(host.commands).toEqual(["sync -f -- /mnt/boot", "umount -- /mnt/boot", "sync -f -- /mnt", "umount -- /mnt"]);
  await expect(
    execute(
      createTestContext(around(32, "umount: /mnt/boot: target is busy.")),
      { ...plan, arrays: [], groups: [], steps },
      options,
    ),
  ).rejects.toMatchObject({
    exit: "storage",
    message: "Unmount it: cannot unmount /mnt/boot: a program has something on it open, or works in it",
  });
});

test("a disk that another program has locked stops a deploy before anything is taken down", async () => {
  const [disk] = plan.disks;
  const host = createRecordingHost({ locked: [disk?.path ?? ""], files: {} });
  const steps: Plan["steps"] = [
    { kind: "lock-disks", id: "x", title: "x", phase: "storage", disks: ["/dev/sda", "/dev/sdb"] },
    { kind: "tear-down", id: "y", title: "y", phase: "storage", commands: [{ program: "never", args: [] }] },
  ];
  await expect(execute(createTestContext(host), { ...plan, steps }, options)).rejects.toMatchObject({
    exit: "storage",
    message: "x: another program has a lock on /dev/sda",
  });
  expect(host.commands).toEqual([]);
});
