/** Two systems update each other while the other one runs and writes: cut off, gone on with, tried, healthy; the downtime is one reboot each. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import { otherNumbers, renameKernel, UpdateNode } from "../support/vm/update-node.ts";

let node: UpdateNode;

/** Healthy with the shared volume alone. */
const health = "#!/bin/sh\necho is /srv/shared/log there\ntest -e /srv/shared/log\n";

async function pack(folder: string): Promise<void> {
  const tree = join(folder, "newred");
  await execa("tar", ["--create", "--zstd", "--file=red.tar.zst", `--directory=${tree}`, "."], { cwd: folder });
  await execa("sha256sum red.tar.zst > SHA256SUMS", { shell: true, cwd: folder });
}

beforeAll(async () => {
  const files = { "etc/bareon/health.d/service": health };
  const more = "mkdir -p opt/new srv/shared; touch opt/new/file srv/shared/of-the-image; echo image > etc/hostname";
  node = await UpdateNode.start(
    "update",
    {
      newblue: { title: "blue 2", files, script: `${renameKernel}; ${otherNumbers}; ${more}` },
      newred: { title: "red 2", files, script: `${renameKernel}; ${more}` },
    },
    pack,
  );
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

async function checkLog(least: number): Promise<void> {
  const lines = await node.log();
  expect(lines).toEqual(lines.map((_, index) => String(index + 1)));
  expect(lines.length).toBeGreaterThanOrEqual(least);
}

/** Files of blue that outlive its update. */
const carried = [
  "mkdir -p etc/ssh etc/bareon/carry.d var/lib/app; echo mine > etc/machine-id; echo carried > etc/hostname; chmod 600 etc/hostname",
  "echo key > etc/ssh/ssh_host_key; chown 0:101 etc/ssh/ssh_host_key; chmod 640 etc/ssh/ssh_host_key",
  "echo data > var/lib/app/data; chown 998:998 var/lib/app/data; chmod 4750 var/lib/app/data; setfattr -n user.x -v y var/lib/app/data",
  "setfacl -m u:7:r var/lib/app/data; touch -d @1000000000 var/lib/app/data; echo /var/lib/app > etc/bareon/carry.d/app.list",
].join("\n");

test("a killed update leaves nothing behind, and nobody can boot the system then", async () => {
  expect(await node.systemName()).toBe("red 1");
  await node.startWriter();
  await node.inIdle("blue", carried);
  const script = [
    `bareon-provision update blue --source ${node.tree("newblue")} --bandwidth 1M >/run/update.log 2>&1 & pid=$!`,
    "for i in $(seq 100); do grep -q 'Set the carried files.*s)' /run/update.log && break; sleep 0.5; done",
    "sleep 6; kill -KILL $pid; wait $pid; echo $?; sleep 2",
  ].join("\n");
  expect((await node.vm.run(script, { timeoutSeconds: 300 })).stdout.trim()).toBe("137");
  expect((await node.vm.run("grep -c /run/bareon/ /proc/mounts; ps | grep -c '[r]sync' || true")).stdout).toBe("0\n0");
  expect(await node.entry("blue")).toMatchObject({ grub_id: 1, valid: false, updating: {} });
  for (const command of ["once", "trial", "set-default"])
    expect((await node.vm.run(`bareon-boot ${command} blue`, { check: false })).exitCode).toBe(32);
  await node.vm.run("bareon-boot refresh", { check: false });
  expect(await node.entry("blue")).toMatchObject({ grub_id: 1, valid: false, updating: {} });
});

test("the same command goes on: the image and nothing else, carried files as they were, and the shared volume untouched", async () => {
  const update = await node.update(`blue --source ${node.tree("newblue")} --image-name blue-2`);
  expect(update).toMatchObject({
    ...{ done: true, method: "mirror", resumed: true, leftOut: ["/srv/shared"], to: { imageName: "blue-2" } },
  });
  expect(update.warnings?.join("\n")).toContain("Image blue has 1 file for /srv/shared");
  const look = [
    "ls opt; stat -c %a:%s etc/hostname; cat etc/machine-id; stat -c %u:%g:%a etc/ssh/ssh_host_key",
    "stat -c %u:%g:%a:%Y var/lib/app/data; getfattr --only-values -n user.x var/lib/app/data; echo; getfacl -cn var/lib/app/data | grep user:7",
  ].join("\n");
  expect((await node.inIdle("blue", look)).trim().split("\n")).toEqual([
    ...["new", "600:8", "mine", "0:998:640"],
    ...["42:42:4750:1000000000", "y", "user:7:r--"],
  ]);
  expect((await node.vm.run("ls /srv/shared")).stdout.split("\n")).not.toContain("of-the-image");
});

test("the new version is tried by one reboot, and confirms itself; what was written meanwhile is there", async () => {
  const status = await node.ask<StatusResult>("bareon-boot status");
  expect(status).toMatchObject({ next: { os_id: "blue", image_name: "blue-2" }, reason: "trial" });
  expect((await node.vm.run("bareon-boot status")).stdout).toMatch(
    /^Updated: +blue by \S+ at \S+: mirror, from blue to blue-2, on trial$/mu,
  );
  const [written, boots] = [await node.written(), await node.boots()];
  await node.vm.reboot();
  expect(await node.boots()).toBe(boots + 1);
  expect(await bootedAs(node.vm)).toBe("1 trial 0");
  expect(await node.vm.read("/proc/cmdline")).toMatch(/BOOT_IMAGE=\S*-2 /u);
  expect(await node.systemName()).toBe("blue 2");
  await checkLog(written);
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "blue" });
});

test("then the other direction, by an archive onto new filesystems with the same UUIDs", async () => {
  await node.startWriter();
  const identity = 'blkid -s UUID -s LABEL "$(blkid -L red)"';
  const before = (await node.vm.run(identity)).stdout;
  await node.inIdle("red", "echo gone > opt-of-the-operator; echo red-1 > etc/machine-id");
  const words = `--source ${node.file("red.tar.zst")} --checksum-url ${node.file("SHA256SUMS")} --image-name red-2`;
  expect(await node.update(`red ${words} --tries 2`)).toMatchObject({ done: true, method: "fresh", resumed: false });
  expect((await node.vm.run(identity)).stdout).toBe(before);
  expect((await node.inIdle("red", "ls -d opt*; ls opt; cat etc/machine-id")).trim()).toBe("opt\nnew\nred-1");
  const [written, boots] = [await node.written(), await node.boots()];
  await node.vm.reboot();
  expect(await node.boots()).toBe(boots + 1);
  expect([await node.systemName(), await bootedAs(node.vm)]).toEqual(["red 2", "0 trial 1"]);
  await checkLog(written);
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "red" });
  const told = await node.ask<StatusResult>("bareon-boot status");
  expect(told.updated?.why).toBe("ends: fresh, from red to red-2");
});
