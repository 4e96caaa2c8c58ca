/** A full Debian with systemd on trial, and its kernel upgraded by real package scripts; the tiny system is what it returns to. */
import { readFile } from "node:fs/promises";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HistoryResult, ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { whileAttached } from "../support/disks/deploy-here.ts";
import { newerKernel } from "../support/systems/newer-kernel.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
/** The machine that runs from its disk. */
let vm: Vm | undefined;

const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["tiny", "bookworm"].map((name) => ({
    name,
    image_pull_url: `conductor.example.net::images/${name}/`,
    target: "/",
  })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "4 GiB",
      volumes: [
        { type: "partition", mount: "/", size: "700 MiB", file_system: "ext4", images: ["tiny"] },
        {
          type: "partition",
          mount: "/",
          size: "remaining",
          file_system: "ext4",
          disk_label: "debian",
          images: ["bookworm"],
        },
      ],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

const check = "#!/bin/sh\necho is /srv/works there\ntest -e /srv/works\n";

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disk");
  return vm;
}

/** Runs a script in Debian's root while another system runs. */
async function inDebian(machine: Vm, script: string): Promise<void> {
  await machine.run(
    `mkdir -p /mnt && mount -o rw "$(blkid -L debian)" /mnt && cd /mnt && { ${script}\n} && cd / && umount /mnt`,
  );
}

beforeAll(async () => {
  node = await createNode({ name: "kernel-update", diskSizes: [4096], diskTraits: [{ format: "raw" }] });
  await node.deployHere(node.withServer(config));
  const commands = [
    `printf '%s' '${check}' > etc/bareon/health.d/service`,
    "chmod +x etc/bareon/health.d/service",
    "echo 'BAREON_HEALTH=\"--deadline 15\"' > etc/default/bareon",
  ];
  await whileAttached(node.disks, async ([device = ""]) => {
    // Partitions: 1 boot code, 2 menu, 3 tiny, 4 Debian.
    const script = `mount ${device}p4 /mnt; cd /mnt; ${commands.join("\n")}`;
    await execa("unshare", ["--mount", "--", "sh", "-euc", script]);
  });
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await running().run(`bareon-boot ${command} --json`)).stdout) as T;
}

test("Debian on trial that is not healthy returns to the default by itself, and says why there", async () => {
  vm = await node.boot("disk");
  await running().run("bareon-boot trial bookworm");
  const begin = performance.now();
  await running().run("reboot", { check: false });
  await running().said(/tiny: ready[^]*bareon\.entry=1 bareon\.reason=trial[^]*tiny: ready/u, 480);
  console.error(
    `a trial of Debian that fails its check: ${((performance.now() - begin) / 1000).toFixed(0)} s until the default runs again`,
  );
  await running().ready();
  expect(await running().read("/etc/os-release")).toContain("Tiny");
  expect((await ask<HistoryResult>("history")).lines.at(-1)).toMatchObject({
    what: "reject",
    from: "bookworm",
    to: null,
    why: expect.stringContaining("not healthy: /etc/bareon/health.d/service") as string,
  });
  expect(await ask<StatusResult>("status")).toMatchObject({
    default: { os_id: "tiny" },
    current: { os_id: "tiny" },
    trial: null,
  });
});

test("Debian on trial that is healthy is confirmed by its own service, which does nothing at other boots", async () => {
  await inDebian(running(), "touch srv/works");
  await running().run("bareon-boot trial bookworm");
  await running().reboot();
  expect(await running().read("/etc/os-release")).toContain("bookworm");
  await running().run(
    "timeout 200 sh -c 'until systemctl show --property=SubState,Result bareon-health | grep -q SubState=dead && bareon-boot history --json | grep -q what....confirm; do sleep 1; done'",
    { timeoutSeconds: 240 },
  );
  expect((await ask<HistoryResult>("history")).lines.at(-1)).toMatchObject({
    what: "confirm",
    from: "tiny",
    to: "bookworm",
    why: "it is healthy",
  });
  expect(
    (await running().run("systemctl is-active bareon-deadline; systemctl is-failed bareon-health", { check: false }))
      .stdout,
  ).toBe("active\ninactive");
  // Somebody who is not root is told.
  expect((await running().run("setpriv --reuid=65534 --regid=65534 --clear-groups bareon-boot status")).stdout).toMatch(
    /^Running: +.*bookworm[^]*A hang: +cannot be recovered[^]*As root saw it/u,
  );
});

function kernels({ entries }: ListResult): readonly (string | null)[] {
  return entries.map(({ entry_id: id }) => id);
}

test("its kernel is upgraded and the old one removed by dpkg: the menu follows without a step by hand, and the node boots it", async () => {
  const old = (await running().run("uname -r")).stdout;
  const newer = await newerKernel(console.error);
  await running().put("/var/tmp/kernel.deb", await readFile(newer.path));
  const environment = "export DEBIAN_FRONTEND=noninteractive";
  const installed = await running().run(`${environment}; dpkg -i /var/tmp/kernel.deb 2>&1`, { timeoutSeconds: 900 });
  expect(installed.stdout).not.toContain("was not made anew");
  expect(kernels(await ask<ListResult>("list"))).toEqual(["tiny", "bookworm", `bookworm+${old}`]);
  expect((await ask<HistoryResult>("history")).lines.at(-1)).toMatchObject({
    what: "refresh",
    why: `+bookworm+${old}`,
  });
  await running().run(`${environment}; dpkg --purge linux-image-cloud-amd64 linux-image-${old} 2>&1`, {
    timeoutSeconds: 600,
  });
  const after = await ask<ListResult>("list");
  expect(after.entries).toMatchObject([
    { entry_id: "tiny", valid: true },
    { entry_id: "bookworm", valid: true, default: true },
  ]);
  expect((await running().run("ls /boot")).stdout).not.toContain(old);
  expect(await ask("refresh")).toMatchObject({ changed: false });
  expect(await ask("verify")).toMatchObject({ verified: true });
  await running().reboot();
  expect((await running().run("uname -r")).stdout).toBe(newer.version);
  // It is no trial, so the services did nothing.
  expect((await running().run("systemctl show --property=ConditionResult bareon-health bareon-deadline")).stdout).toBe(
    "ConditionResult=no\n\nConditionResult=no",
  );
});
