/** Two Debian systems on a virtual node update each other while the other one runs and writes; the downtime is one reboot each. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import type { Update } from "../../src/schema/update.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

const root = (image: string, size: string): object => ({
  ...{ type: "partition", mount: "/", size, file_system: "ext4", disk_label: image, images: [image] },
});

const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["bookworm", "trixie"].map((name) => ({
    name,
    image_pull_url: `conductor.example.net::images/${name}/`,
    target: "/",
    boot: name === "bookworm",
  })),
  partitions: [
    {
      ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "6 GiB" },
      volumes: [
        root("bookworm", "2500 MiB"),
        root("trixie", "2500 MiB"),
        {
          ...{ type: "partition", mount: "/srv/shared", size: "256 MiB", file_system: "ext4" },
          ...{ disk_label: "shared", images: ["bookworm", "trixie"] },
        },
      ],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

let node: LabNode;
/** The machine that runs from its disk. */
let vm: Vm | undefined;

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disk");
  return vm;
}

beforeAll(async () => {
  node = await createNode({ name: "update", diskSizes: [6144] });
  await using ramdisk = await node.boot("ramdisk");
  await deployByController(ramdisk, node.withServer(config));
  await ramdisk.powerOff();
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await running().run(`${command} --json`, { timeoutSeconds: 900 })).stdout) as T;
}

/** Runs a script in the root of the system that does not run. */
async function inIdle(label: string, script: string): Promise<string> {
  const mounted = `mkdir -p /mnt && mount "$(blkid -L ${label})" /mnt && cd /mnt`;
  return (await running().run(`${mounted} && { ${script}\n} && cd / && umount /mnt`)).stdout;
}

/** Adds one line after another to a file on the shared volume, each flushed, and says the last one that was. */
async function startWriter(): Promise<void> {
  const loop =
    "i=$(wc -l < /srv/shared/log); while :; do i=$((i+1)); echo $i | dd of=/srv/shared/log oflag=append conv=notrunc,fsync status=none && echo $i > /run/written; sleep 0.05; done";
  await running().run(`touch /srv/shared/log; setsid nohup sh -c '${loop}' >/dev/null 2>&1 </dev/null &`);
}

/** Every line that was told to be on the disk is there, and none is torn. */
async function checkLog(least: number): Promise<void> {
  const lines = (await running().read("/srv/shared/log")).trim().split("\n");
  expect(lines).toEqual(lines.map((_, index) => String(index + 1)));
  expect(lines.length).toBeGreaterThanOrEqual(least);
}

test("a killed update leaves nothing behind, nobody can boot the system then, and the same command goes on", async () => {
  vm = await node.boot("disk");
  await startWriter();
  await inIdle(
    "trixie",
    "mkdir -p opt/stale && touch opt/stale/file && rm -f etc/issue && echo carried > etc/hostname && chmod 600 etc/hostname",
  );
  const script = [
    "bareon-provision update trixie --bandwidth 1M >/dev/null 2>&1 & pid=$!",
    "until bareon-boot list --json | grep -q 'is being updated'; do sleep 0.2; done",
    "sleep 2; kill -KILL $pid; wait $pid; echo $?",
  ].join("\n");
  expect((await running().run(script, { timeoutSeconds: 300 })).stdout.trim()).toBe("137");
  expect((await running().run("findmnt --raw --noheadings | grep -c /run/bareon/ || true")).stdout.trim()).toBe("0");
  expect((await running().run("pgrep -x rsync", { check: false })).exitCode).toBe(1);
  const { entries } = await ask<ListResult>("bareon-boot list");
  expect(entries.find(({ os_id: name }) => name === "trixie")).toMatchObject({ grub_id: 1, valid: false });
  expect((await running().run("bareon-boot once trixie", { check: false })).exitCode).toBe(32);
  await running().run("bareon-boot refresh --quiet", { check: false });
  expect((await running().run("bareon-boot trial trixie", { check: false })).exitCode).toBe(32);
  const update = await ask<Update>("bareon-provision update trixie --image-name trixie-2");
  expect(update).toMatchObject({ done: true, method: "mirror", resumed: true, leftOut: ["/srv/shared"] });
  expect(await inIdle("trixie", "ls opt; stat -c %a:%s etc/hostname; cat etc/hostname; ls etc/issue")).toBe(
    "600:8\ncarried\netc/issue",
  );
  expect((await running().run("ls -A /srv/shared")).stdout).toContain("log");
});

test("the new version is tried by one reboot and confirmed; what was written meanwhile is there", async () => {
  expect(await ask<StatusResult>("bareon-boot status")).toMatchObject({
    next: { os_id: "trixie", image_name: "trixie-2" },
    reason: "trial",
  });
  const written = Number(await running().read("/run/written"));
  await running().reboot();
  expect(await bootedAs(running())).toMatch(/^1 trial 0/u);
  expect(await running().read("/etc/os-release")).toContain("trixie");
  expect((await running().run("hostname")).stdout.trim()).toBe("carried");
  await checkLog(written);
  await running().run("bareon-boot confirm");
});

test("then the other direction, onto new filesystems with the same UUIDs", async () => {
  await startWriter();
  const before = (await running().run("blkid -L bookworm; blkid -s UUID -o value $(blkid -L bookworm)")).stdout;
  const update = await ask<Update>("bareon-provision update bookworm --method fresh --bandwidth 200M");
  expect(update).toMatchObject({ done: true, method: "fresh", resumed: false });
  expect((await running().run("blkid -L bookworm; blkid -s UUID -o value $(blkid -L bookworm)")).stdout).toBe(before);
  const written = Number(await running().read("/run/written"));
  await running().reboot();
  expect(await bootedAs(running())).toMatch(/^0 trial 0/u);
  expect(await running().read("/etc/os-release")).toContain("bookworm");
  await checkLog(written);
});

test("the system that runs on trial, and is not the default, updates nothing", async () => {
  const refused = await running().run("bareon-provision update trixie", { check: false });
  expect(refused.exitCode).toBe(37);
  expect(refused.stderr).toContain("is the default");
});
