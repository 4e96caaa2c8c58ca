/** A system is updated while another one runs and writes: cut off, gone on with, tried, healthy; the downtime is one reboot. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import { otherNumbers, renameKernel, UpdateNode } from "../support/vm/update-node.ts";

let node: UpdateNode;

/** Healthy with the shared volume alone. */
const health = "#!/bin/sh\necho is /srv/shared/log there\ntest -e /srv/shared/log\n";

beforeAll(async () => {
  const files = { "etc/bareon/health.d/service": health };
  const more = "mkdir -p opt/new srv/shared; touch opt/new/file srv/shared/of-the-image; echo image > etc/hostname";
  // As long as that of the first version, and as old: images may give all files one time.
  const same = "touch -d @1000000000 etc/os-release";
  const newblue = { title: "blue 2", files, script: [renameKernel, otherNumbers, more, same].join("\n") };
  node = await UpdateNode.start({ name: "update", versions: { newblue } });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

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
    // However slow the machine is; an update that ended before is seen at once.
    "until grep -q 'Set the carried files.*s)' /run/update.log; do kill -0 $pid || break; sleep 0.5; done",
    "sleep 3; kill -KILL $pid; wait $pid; echo $?; sleep 1; grep -c 'Set the carried files.*s)' /run/update.log",
  ].join("\n");
  expect((await node.vm.run(script, { timeoutSeconds: 300 })).stdout).toBe("137\n1");
  expect((await node.vm.run("grep -c /run/bareon/ /proc/mounts; ps | grep -c '[r]sync' || true")).stdout).toBe("0\n0");
  const words =
    "for word in once trial set-default; do bareon-boot $word blue 2>/dev/null; echo $?; done; bareon-boot refresh";
  expect((await node.vm.run(words)).stdout).toMatch(/^32\n32\n32\n/u);
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
  await node.checkLog(written);
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "blue" });
});
