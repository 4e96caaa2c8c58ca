/** Which deployed trees os-prober is shown in its jail, what the jail holds, and that no failure of os-prober is one of the deploy. */
import { expect, test } from "vitest";
import { probeMachine, readOthers } from "../../../../src/boot/systems/other-systems.ts";
import {
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
  createRecordingHost,
  createTestContext,
  mountCommands,
} from "../../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const volume = "/run/bareon/volume-0";
const jail = "/run/bareon/probe";
const injection = 'NAME="x/;1e"\n';
interface Probed {
  readonly host: RecordingHost;
  readonly warnings: readonly string[];
  /** The command line of os-prober. */
  readonly prober: string | undefined;
  /** The trees that were mounted in the jail. */
  readonly shown: readonly string[];
}

async function probe(files: Readonly<Record<string, Seed>>, result: Partial<ExpectedCommand> = {}): Promise<Probed> {
  const host = createRecordingHost({
    files,
    expect: [
      mountCommands(),
      { command: "modprobe --quiet fuse" },
      { command: /^cp --archive --parents -- / },
      { command: /^chmod 444 -- /u, always: true },
      { command: / os-prober$/u, ...result },
    ],
  });
  const ctx = createTestContext(host);
  await probeMachine(
    ctx,
    [{ name: "one", root, device: "/dev/md3", title: null }],
    [{ device: "/dev/vda4", root: volume }],
  );
  host.assertDone();
  return {
    host,
    warnings: ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : [])),
    prober: host.commands.find((command) => command.endsWith(" os-prober")),
    shown: host.commands.flatMap((command) => /rbind,rprivate -- (?<tree>\S+)/u.exec(command)?.[1] ?? []),
  };
}

type Case = readonly [string, Readonly<Record<string, Seed>>];

const link = (target: string): Seed => ({ kind: "symlink", target });
const endless: Seed = { kind: "block", device: "1:5", size: 0 };

test.each<Case>([
  [
    "Debian's",
    {
      [`${root}/etc/os-release`]: link("../usr/lib/os-release"),
      [`${root}/usr/lib/os-release`]: 'PRETTY_NAME="Debian"\nNAME="Debian GNU/Linux"\n',
    },
  ],
  ["one that would be a program for sed", { [`${root}/etc/os-release`]: injection }],
  ["a loop of links", { [`${root}/etc/os-release`]: link("os-release") }],
  ["none", {}],
])("a tree is shown whose release file is %s", async (_, files) => {
  expect((await probe(files)).shown).toEqual([root, volume]);
});

test.each<Case>([
  ["has no end", { [`${root}/etc/os-release`]: endless }],
  ["has no end, of any name", { [`${root}/etc/fancy-release`]: endless }],
  ["is a link to one without an end", { [`${root}/etc/lsb-release`]: link("/zero"), [`${root}/zero`]: endless }],
  ["is very long", { [`${root}/usr/lib/os-release`]: "#".repeat(1024 * 1024) }],
])("a tree is not shown whose release file %s; the others are, and os-prober runs", async (_, files) => {
  expect((await probe(files)).shown).toEqual([volume]);
});

test("the jail has every disk read-only, a sed that runs nothing, and no network", async () => {
  const { host, prober } = await probe(
    {
      "/sys/class/block/sda1": { kind: "directory", mode: 0o755 },
      "/dev/sda1": { kind: "block", device: "8:1", size: 0 },
      "/sys/class/block/dm-0/dm/name": "my--group-root\n",
      "/sys/class/block/dm-0/dm/uuid": `LVM-${"a".repeat(64)}\n`,
      "/dev/dm-0": { kind: "block", device: "253:0", size: 0 },
      "/sys/class/block/dm-1/dm/name": "my--group-root_real\n",
      "/sys/class/block/dm-1/dm/uuid": `LVM-${"a".repeat(64)}-real\n`,
      "/dev/dm-1": { kind: "block", device: "253:1", size: 0 },
    },
    {
      effect: (at) => {
        expect(at.text(`${jail}/bareon/sed`)).toContain("sed --sandbox");
        expect(at.text(`${jail}/bareon/volumes`)).toBe("my-group:root\n");
        expect(at.nodes.get(`${jail}/dev/mapper/my--group-root`)).toEqual({ kind: "symlink", target: "../dm-0" });
      },
    },
  );
  expect(host.commands).toContain(
    `chmod 444 -- ${["dm-0", "dm-1", "sda1"].map((name) => `${jail}/dev/${name}`).join(" ")}`,
  );
  expect(prober).toMatch(
    /^env --chdir=\/run\/bareon\/probe setpriv .*--reuid=65534 .*unshare --user .*--net .*--root=\. -- env PATH=\/bareon:\S+ timeout .* os-prober$/u,
  );
});

test("os-prober that fails, or has no end, is a warning", async () => {
  for (const exitCode of [1, 124]) {
    const { warnings } = await probe({}, { exitCode });
    expect(warnings).toEqual([expect.stringContaining("os-prober failed, so that systems") as string]);
  }
});

test("a machine that lets nobody make the jail is a warning too, and nothing is left mounted", async () => {
  const host = createRecordingHost({
    expect: [mountCommands(), { command: "modprobe --quiet fuse" }, { command: /^cp /u, exitCode: 1 }],
  });
  const ctx = createTestContext(host);
  expect(await probeMachine(ctx, [], [])).toEqual({ names: new Map(), others: [] });
  expect(ctx.events).toHaveLength(1);
  const count = (program: string): number =>
    host.commands.filter((command) => command.startsWith(`${program} `)).length;
  expect(count("umount")).toBe(count("mount"));
});

test("other systems whose kernels cannot be looked at, because no jail can be made, are told and end nothing", async () => {
  const failed = { exitCode: 32, stderr: "mount: no room" };
  const host = createRecordingHost({
    files: { "/run/bareon": { kind: "directory", mode: 0o700 } },
    expect: [
      { command: /^mount /u, always: true, ...failed },
      { command: /^(?:modprobe|umount) /u, always: true },
    ],
  });
  const ctx = createTestContext(host);
  const others = await readOthers(ctx, [{ device: "/dev/sdb1", name: "Old", label: "Old", type: "linux" }], []);
  expect(others).toEqual([]);
  expect(ctx.events).toEqual([
    expect.objectContaining({
      event: "warning",
      message: expect.stringMatching(/^Their kernels could not be looked at, so that systems .*no room/su) as string,
    }),
  ]);
});
