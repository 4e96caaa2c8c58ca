/** The Ansible collection on two virtual nodes, of which one has Python and the other has not, from the ansible-core of two Debian releases. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../../src/base/errors.ts";
import { buildExecutable } from "../../src/build/executable.ts";
import { deployHere } from "../support/disks/deploy-here.ts";
import { twinConfig, twinDiskMiB } from "../support/disks/twin-systems.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { AnsibleController, type Played } from "../support/hosts/ansible-controller.ts";
import { type RsyncDaemon, startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { controllers } from "../support/systems/ansible-root.ts";
import { debianImage } from "../support/systems/images.ts";
import { pythonImage, updaterImage } from "../support/systems/tiny-image.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

const all = new AsyncDisposableStack();
const names = ["bookworm", "trixie"];
/** By their names in the inventory of the documentation. */
let nodes: Readonly<Record<"node1.example.net" | "node2.example.net", Vm>>;
let server: RsyncDaemon;

async function startNode(name: string, tree: string): Promise<Vm> {
  const { path } = all.use(await scratchFolder());
  const twins = { tree, names, rootMiB: 850 };
  const disk = await deployHere(path, twinDiskMiB(twins), (device) => twinConfig(device, twins));
  return all.use(
    await startVm({ name: `ansible-${name}`, disks: [disk], boot: "disk", mayPanic: true, memoryMiB: 512 }),
  );
}

/** The next version of bookworm, whose own health checks decide a trial. */
async function makeNextVersion(from: string): Promise<string> {
  const { path } = all.use(await scratchFolder());
  const tree = join(path, "tree");
  await execa("cp", ["--archive", "--reflink=auto", from, tree]);
  await mkdir(join(tree, "etc/bareon/health.d"), { recursive: true });
  await writeFile(join(tree, "etc/bareon/health.d/ok"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  const changes =
    "echo '::once:/usr/lib/bareon/after-boot start' >> etc/inittab; sed -i 's/Tiny Linux 1/Tiny Linux 2/' etc/os-release";
  await execa("sh", ["-euc", changes], { cwd: tree });
  return tree;
}

beforeAll(async () => {
  await buildExecutable();
  const debian = await debianImage("bookworm", console.error);
  const [plain, python] = [await updaterImage(debian, console.error), await pythonImage(debian, console.error)];
  server = all.use(await startRsyncDaemon({ modules: { next: await makeNextVersion(plain) } }));
  const [first, second] = [await startNode("node1", python), await startNode("node2", plain)];
  await Promise.all([first.ready(), second.ready()]);
  nodes = { "node1.example.net": first, "node2.example.net": second };
});

afterAll(async () => {
  await all.disposeAsync();
});

/** What each node says of its boot state, and the bytes of it. */
async function states(): Promise<readonly string[]> {
  const ask =
    "bareon-boot status --json; cat /proc/sys/kernel/random/boot_id; dd if=$(blkid -t PARTLABEL=bareon-boot -o device) bs=1M iflag=direct | sha256sum";
  return await Promise.all(Object.values(nodes).map(async (vm) => (await vm.run(ask)).stdout));
}

async function runningOn(vm: Vm): Promise<string> {
  return (await vm.run("bareon-boot current")).stdout.trim();
}

function last(
  { results, output }: Played,
  host: string,
): Readonly<Record<string, unknown>> & { readonly outcome: string } {
  const found = results.findLast((one) => one.host === host);
  if (found === undefined) throw new Error(`${host} is not in the output:\n${output}`);
  return { ...found.result, outcome: found.outcome };
}

const [node1, node2] = ["node1.example.net", "node2.example.net"] as const;

test("one node has Python, and the other has not", async () => {
  const has = await Promise.all(
    Object.values(nodes).map(async (vm) => (await vm.run("which python3", { check: false })).exitCode === 0),
  );
  expect(has).toEqual([true, false]);
});

// Each brings both nodes into the other system.
const rounds = [
  { suite: "trixie", from: "bookworm", to: "trixie" },
  { suite: "bookworm", from: "trixie", to: "bookworm" },
] as const;

describe.each(rounds)("ansible-core of $suite, to $to", ({ suite, from, to }) => {
  let controller: AnsibleController;

  beforeAll(async () => {
    const targets = Object.entries(nodes).map(([name, { port }]) => ({ name, port }));
    controller = await AnsibleController.open(suite, targets, console.error);
  });

  afterAll(async () => {
    await controller?.[Symbol.asyncDispose]();
  });

  const trial = async (...words: readonly string[]): Promise<Played> =>
    await controller.play("bareon.node.rolling_trial", "-e", `rolling_entry=${to}`, "-e", "rolling_tries=1", ...words);

  test(`this is ${controllers[suite]}`, async () => {
    expect((await controller.run(["ansible", "--version"])).output).toContain(`[core ${controllers[suite]}.`);
  });

  test("check mode changes nothing, and says what would change", async () => {
    const before = await states();
    const played = await trial("--check", "--diff", "-e", "rolling_serial=2");
    expect(played.exitCode, played.output).toBe(0);
    for (const host of [node1, node2]) {
      expect(last(played, host)).toMatchObject({ outcome: "changed", rebooted: false, booted: { entry_id: from } });
      expect(played.recap.get(host)).toMatch(/ changed=1 /u);
    }
    expect(played.output).toContain(`+    "next": "${to}"`);
    const armed = await controller.play("docs/examples/switch.yml", "--check");
    expect(armed.exitCode, armed.output).toBe(0);
    expect(await states()).toEqual(before);
  });

  test("a failure has the program's message and exit code, and a wrong option is named", async () => {
    const before = await states();
    const unknown = await controller.task("bareon.node.boot", { state: "default", entry: "nowhere" });
    expect(unknown.exitCode).toBe(2);
    for (const host of [node1, node2])
      expect(last(unknown, host)).toMatchObject({
        ...{ outcome: "fatal", rc: exitCodes.entry.code, code: "entry", changed: false },
        msg: expect.stringContaining("nowhere"),
      });
    const wrong = await controller.task("bareon.node.boot", { state: "trial", entry: to, tries: 12 });
    expect(last(wrong, node2)).toMatchObject({
      msg: "bareon.node.boot: option tries: 12 is too large (expected a whole number from 1 to 9)",
      rc: exitCodes.usage.code,
    });
    expect(await states()).toEqual(before);
  });

  test("a node that fell back fails, and the playbook stops and leaves the others as they are", async () => {
    const vm = nodes[node1];
    const inOther = async (command: string): Promise<unknown> =>
      await vm.run(
        `mkdir -p /mnt && mount $(blkid -L ${to}) /mnt && cd /mnt && ${command} && cd / && umount /mnt && sync`,
      );
    await inOther("mv sbin/init root/init");
    const [, before] = await states();
    const played = await trial();
    expect(played.exitCode, played.output).toBe(2);
    expect(last(played, node1)).toMatchObject({
      ...{ outcome: "fatal", fell_back: true, rebooted: true, booted: { entry_id: from }, reason: "fallback" },
      msg: expect.stringMatching(new RegExp(`^The node came back in ${from}, not in ${to}: `, "u")),
    });
    expect(played.recap.get(node1)).toMatch(/ failed=1 /u);
    expect(played.recap.get(node2)).toBeUndefined();
    const [, after] = await states();
    expect(after).toBe(before);
    await inOther("mv root/init sbin/init");
  });

  test("a good system is booted and confirmed on one node after the other", async () => {
    const played = await trial();
    expect(played.exitCode, played.output).toBe(0);
    for (const [host, vm] of Object.entries(nodes)) {
      expect(last(played, host)).toMatchObject({
        ...{ outcome: "changed", fell_back: false, rebooted: true, confirmed: true, booted: { entry_id: to } },
        reason: "trial",
      });
      expect(await runningOn(vm)).toBe(to);
    }
  });

  test("a second run is ok, and changes nothing", async () => {
    const before = await states();
    for (const played of [await trial(), await controller.task("bareon.node.boot", { state: "default", entry: to })]) {
      expect(played.exitCode, played.output).toBe(0);
      for (const host of [node1, node2]) {
        expect(last(played, host)).toMatchObject({ outcome: "ok", changed: false });
        expect(played.recap.get(host)).toMatch(/ changed=0 /u);
      }
    }
    expect(await states()).toEqual(before);
  });
});

test("a version is brought to the idle system in batches, its health checks confirm it, and a second run does nothing", async () => {
  const targets = Object.entries(nodes).map(([name, { port }]) => ({ name, port }));
  await using controller = await AnsibleController.open("trixie", targets, console.error);
  const moved = await controller.task("bareon.node.boot", { state: "default", entry: "bookworm" });
  expect(moved.exitCode, moved.output).toBe(0);
  const words = ["-e", "rolling_entry=trixie", "-e", `rolling_source=${server.url("next")}`];
  const named = [...words, "-e", "rolling_image_name=trixie-2", "-e", "rolling_serial=2", "-e", "rolling_throttle=1"];
  const before = await states();
  const check = await controller.play("bareon.node.rolling_update", ...named, "--check");
  expect(check.exitCode, check.output).toBe(0);
  expect(await states()).toEqual(before);
  const played = await controller.play("bareon.node.rolling_update", ...named);
  expect(played.exitCode, played.output).toBe(0);
  for (const [host, vm] of Object.entries(nodes)) {
    expect(last(played, host)).toMatchObject({
      outcome: "changed",
      confirmed: true,
      booted: { image_name: "trixie-2" },
    });
    expect(await vm.read("/etc/os-release")).toContain("Tiny Linux 2");
  }
  const after = await states();
  const again = await controller.play("bareon.node.rolling_update", ...named);
  expect(again.exitCode, again.output).toBe(0);
  expect([node1, node2].map((host) => again.recap.get(host))).toEqual([
    expect.stringMatching(/ changed=0 /u),
    expect.stringMatching(/ changed=0 /u),
  ]);
  expect(await states()).toEqual(after);
});
