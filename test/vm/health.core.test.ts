/** Trials that decide themselves by the health of what they booted, and a menu that follows another system's kernels; on the tiny system. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HistoryResult, ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import type { Vm } from "../support/vm/vm.ts";

let folder: Scratch;
let node: LabNode;
/** The machine that runs from its disk. */
let vm: Vm | undefined;

const volume = (image: string, size: string): object => ({
  type: "partition",
  mount: "/",
  size,
  file_system: "ext4",
  images: [image],
});
const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["red", "blue"].map((name) => ({
    name,
    image_pull_url: `conductor.example.net::images/${name}/`,
    target: "/",
  })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "2 GiB",
      volumes: [volume("red", "40%"), volume("blue", "remaining")],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disk");
  return vm;
}

/** Told of an event it adds a line to a file on the disk of its system. */
const note = '#!/bin/sh\necho "$BAREON_EVENT $BAREON_ENTRY from $BAREON_FROM: $BAREON_CAUSE" >> /told\n';

/** What its programs were told, once a line has that. */
async function told(word: string): Promise<string[]> {
  const wait = `for i in $(awk 'BEGIN { for (i = 0; i < 60; i++) print i }'); do grep -q '${word}' /told && break; sleep 1; done`;
  return (await running().run(`${wait}; cat /told`, { timeoutSeconds: 240 })).stdout.split("\n");
}

/** A copy of the tiny tree that calls itself `name` and, as its init has no better place, calls the script at the end of its boot. */
async function imageOf(tiny: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const tree = join(folder.path, name);
  await execa("cp", ["--archive", "--reflink=auto", tiny, tree]);
  await execa(
    "sh",
    [
      "-euc",
      "echo '::once:/usr/lib/bareon/after-boot start' >> etc/inittab; sed -i \"s/Tiny Linux 1/Tiny $0/\" etc/os-release",
      name,
    ],
    { cwd: tree },
  );
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text, { mode: 0o755 });
  }
  return tree;
}

beforeAll(async () => {
  const { tiny } = await prepareLab(console.error);
  folder = await scratchFolder();
  const trees = {
    red: await imageOf(tiny, "red", { "etc/bareon/event.d/note": note }),
    blue: await imageOf(tiny, "blue", {
      "etc/bareon/health.d/service": "#!/bin/sh\necho is /srv/works there\ntest -e /srv/works\n",
      "etc/bareon/event.d/note": note,
      "etc/default/bareon": 'BAREON_HEALTH="--deadline 8"\n',
    }),
  };
  node = await createNode({ name: "health", diskSizes: [2048], diskTraits: [{ format: "raw" }], trees });
  await node.deployHere(node.withServer(config));
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await running().run(`bareon-boot ${command} --json`)).stdout) as T;
}

/** Runs a script at the top of the tree of a system that does not run. */
async function inRootOf(system: string, script: string): Promise<void> {
  const { entries } = await ask<ListResult>("list");
  const uuid = entries.find(({ os_id: id }) => id === system)?.root_uuid ?? "";
  await running().run(
    `mkdir -p /mnt && mount -o rw "$(blkid -U ${uuid})" /mnt && cd /mnt && ${script} && cd / && umount /mnt`,
  );
}

async function systemName(): Promise<string> {
  return (await running().run("sed -n 's/^PRETTY_NAME=\"Tiny \\(.*\\)\"/\\1/p' /etc/os-release")).stdout;
}

async function lastChange(): Promise<Pick<HistoryResult["lines"][number], "what" | "from" | "to" | "why"> | undefined> {
  return (await ask<HistoryResult>("history")).lines.at(-1);
}

/** What the running system's script made of the trial: the history's last line, once that is no longer the trial's own. */
async function decided(): Promise<unknown> {
  const { stdout } = await running().run(
    "for i in $(awk 'BEGIN { for (i = 0; i < 60; i++) print i }'); do bareon-boot history --json > /run/history; tail -n 20 /run/history | grep -Eq '\"what\": \"(confirm|reject)\"' && break; sleep 1; done; cat /run/history",
    { timeoutSeconds: 400 },
  );
  return (JSON.parse(stdout) as HistoryResult).lines.at(-1);
}

test("a trial of a system that is not healthy returns to the default by itself, and says why there", async () => {
  vm = await node.boot("disk");
  expect(await systemName()).toBe("red");
  await running().run("bareon-boot trial blue");
  const boots = (await running().serial()).split("tiny: ready").length;
  const before = await running().read("/proc/sys/kernel/random/boot_id");
  await running().run("reboot", { check: false });
  // Two boots: blue on trial, which gives up, and red.
  await running().said(new RegExp(`(?:tiny: ready[^]*?){${boots + 1}}`, "u"), 300);
  await running().ready();
  expect(await running().read("/proc/sys/kernel/random/boot_id")).not.toBe(before);
  expect(await systemName()).toBe("red");
  expect(await running().serial()).toContain("bareon.entry=1 bareon.reason=trial bareon.left=2 panic=30");
  expect(await lastChange()).toMatchObject({
    what: "reject",
    from: "blue",
    to: null,
    why: expect.stringContaining("not healthy: /etc/bareon/health.d/service") as string,
  });
  expect(await ask<StatusResult>("status")).toMatchObject({
    default: { os_id: "red" },
    trial: null,
    current: { os_id: "red" },
    watchdog: { recovers: false },
    fallback: { from: "blue", cause: "rejected" },
  });
  expect(await running().read("/run/bareon-boot/metrics.prom")).toContain(
    'bareon_boot_fallback_info{from="blue",cause="rejected"} 1\n',
  );
  // As each boot does, once more.
  expect(await told("fallback")).toEqual(["fallback red from blue: rejected"]);
  expect(await ask("events")).toMatchObject({ events: [{ event: "fallback", told: "before", programs: [] }] });
  expect(await told("fallback")).toHaveLength(1);
});

test("a trial of a healthy system confirms itself, and stays", async () => {
  await inRootOf("blue", "mkdir -p srv && touch srv/works");
  await running().run("bareon-boot trial blue");
  await running().reboot();
  expect(await systemName()).toBe("blue");
  expect(await decided()).toMatchObject({ what: "confirm", from: "red", to: "blue", why: "it is healthy" });
  await told("trial");
  const lines = await told("confirm");
  expect(lines.filter((line) => line.startsWith("confirm"))).toEqual(["confirm blue from red: "]);
  expect(new Set(lines)).toEqual(new Set(["trial blue from : ", "confirm blue from red: "]));
  await running().reboot();
  expect(await systemName()).toBe("blue");
  expect(await ask<StatusResult>("status")).toMatchObject({
    default: { os_id: "blue" },
    booted: "default",
    trial: null,
  });
  expect((await running().run("bareon-boot health --json")).stdout).toContain('"healthy": true');
});

test("a kernel that was changed in the system that does not run: one refresh here, and it boots that", async () => {
  await inRootOf("red", "for kind in vmlinuz initrd.img; do mv boot/$kind-* boot/$kind-99.0-new; done");
  expect(await ask("list")).toMatchObject({
    entries: [
      { os_id: "red", valid: false },
      { os_id: "blue", valid: true },
    ],
  });
  expect(await ask("refresh")).toMatchObject({ changed: true, updated: ["red"], default: "blue" });
  expect(await ask("refresh")).toMatchObject({ changed: false });
  await running().run("bareon-boot set-default red");
  await running().reboot();
  expect(await systemName()).toBe("red");
  expect(await running().read("/proc/cmdline")).toContain("/boot/vmlinuz-99.0-new ");
});
