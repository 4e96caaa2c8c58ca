/** Updates that go wrong: the node is back by itself, and says why; and image files in both directions, each after one reboot. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import type { Update } from "../../src/schema/update.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import { otherNumbers, renameKernel, UpdateNode } from "../support/vm/update-node.ts";

let node: UpdateNode;

/** Healthy with the shared volume alone. */
const healthy = { "etc/bareon/health.d/service": "#!/bin/sh\ntest -e /srv/shared/log\n" };

const versions = {
  kernelless: { title: "blue without a kernel", script: "rm -r boot/*" },
  panicking: {
    title: "blue that panics",
    script: "rm sbin/init; printf '#!/bin/sh\\nexit 1\\n' > sbin/init; chmod 755 sbin/init",
  },
  sick: {
    title: "blue that is sick",
    files: { "etc/bareon/health.d/service": "#!/bin/sh\necho nothing works\nexit 1\n" },
  },
  good: { title: "blue 2", files: healthy, script: `${renameKernel}; ${otherNumbers}; mkdir -p opt/new` },
  newred: { title: "red 2", files: healthy, script: `${renameKernel}; mkdir -p opt/new` },
} as const;

async function pack(folder: string): Promise<void> {
  await execa("mkfs.ext4", ["-q", "-d", join(folder, "good"), "good.raw", "500M"], { cwd: folder });
  await execa("zstd", ["--quiet", "-1", "--rm", "good.raw"], { cwd: folder });
  const tree = join(folder, "newred");
  await execa("tar", ["--create", "--zstd", "--file=red.tar.zst", `--directory=${tree}`, "."], { cwd: folder });
  await execa("sha256sum *.zst > SHA256SUMS", { shell: true, cwd: folder });
}

beforeAll(async () => {
  node = await UpdateNode.start({ name: "update-back", versions, pack });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

function archive(name: string): string {
  return `--source ${node.file(name)} --checksum-url ${node.file("SHA256SUMS")}`;
}

/** Reboots into what was armed, and waits until red is back from it, after as many systems have come up. */
async function comeBack(ready: number): Promise<void> {
  const wanted = (await node.vm.serial()).split("tiny: ready").length - 1 + ready;
  await node.vm.run("reboot", { check: false });
  await node.vm.said(new RegExp(`(?:tiny: ready[^]*?){${wanted}}`, "u"), 900);
  await node.vm.ready();
  expect(await node.vm.serial()).toContain("bareon.entry=1 bareon.reason=trial bareon.left=0");
  expect(await node.systemName()).toBe("red 1");
}

test("a version without a kernel is not offered, and the next boot is that of the system that ran", async () => {
  await node.startWriter();
  const update = `bareon-provision update blue --source ${node.tree("kernelless")}`;
  const { exitCode, stderr } = await node.vm.run(update, { check: false, timeoutSeconds: 600 });
  expect([exitCode, stderr]).toEqual([22, expect.stringContaining("it has no kernel") as string]);
  const written = await node.written();
  await node.vm.reboot();
  expect([await node.systemName(), await bootedAs(node.vm)]).toEqual(["red 1", "0 default 0"]);
  await node.checkLog(written);
  expect(await node.entry("blue")).toMatchObject({ valid: false, updating: {} });
});

test("a version whose init ends in a panic comes back by itself, and it is said why", async () => {
  const update = await node.update(`blue --source ${node.tree("panicking")} --image-name panicking`);
  expect(update).toMatchObject({ done: true, resumed: true });
  await comeBack(1);
  expect((await node.vm.serial()).split("Kernel panic").length).toBe(2);
  const { explanation, default: usual } = await node.ask<StatusResult>("bareon-boot status");
  expect([usual.os_id, explanation]).toEqual([
    "red",
    expect.stringContaining("the trial of blue has used its only try and was not confirmed") as string,
  ]);
});

test("a version that is not healthy, over the one that came back, comes back as well", async () => {
  await node.inIdle("blue", "mkdir -p opt; touch opt/of-the-operator");
  const update = await node.update(`blue --source ${node.tree("sick")} --method overlay --image-name sick`);
  expect(update).toMatchObject({ done: true, method: "overlay", resumed: false });
  await comeBack(2);
  expect(await node.decided()).toMatchObject({
    what: "reject",
    from: "blue",
    why: expect.stringContaining("not healthy: /etc/bareon/health.d/service") as string,
  });
  expect(await node.inIdle("blue", "ls opt")).toBe("of-the-operator");
});

test("the image of a filesystem, with the carried files, is tried and confirmed", async () => {
  await node.startWriter();
  await node.inIdle(
    "blue",
    "mkdir -p etc/ssh; echo mine > etc/machine-id; echo key > etc/ssh/ssh_host_key; chown 0:998 etc/ssh/ssh_host_key; chmod 640 etc/ssh/ssh_host_key; setfattr -n user.x -v y etc/machine-id",
  );
  const plan = await node.ask<Update>(`bareon-provision update blue --plan --source ${node.file("good.raw.zst")}`);
  expect(plan).toMatchObject({ method: "fresh", leftOut: ["/srv/shared"] });
  expect(plan).not.toHaveProperty("done");
  const update = await node.update(`blue ${archive("good.raw.zst")} --image-name blue-2`);
  expect(update).toMatchObject({ done: true, method: "fresh" });
  const look =
    "cat etc/machine-id; getfattr --only-values -n user.x etc/machine-id; echo; stat -c %u:%g:%a etc/ssh/ssh_host_key";
  expect(await node.inIdle("blue", look)).toBe("mine\ny\n0:998:640");
  await tryIt("blue 2", "1 trial 0");
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "blue" });
});

/** One reboot leads to it, and the writer's lines are there. */
async function tryIt(name: string, booted: string): Promise<void> {
  const [written, boots] = [await node.written(), await node.boots()];
  await node.vm.reboot();
  expect(await node.boots()).toBe(boots + 1);
  expect([await node.systemName(), await bootedAs(node.vm)]).toEqual([name, booted]);
  await node.checkLog(written);
}

test("then the other direction, by an archive over what is there", async () => {
  await node.startWriter();
  await node.inIdle("red", "mkdir -p opt/mine; rm -f bin/busybox; echo red-1 > etc/machine-id");
  const update = await node.update(`red ${archive("red.tar.zst")} --method overlay --image-name red-2 --tries 2`);
  expect(update).toMatchObject({ done: true, method: "overlay", resumed: false });
  expect(await node.inIdle("red", "ls opt bin/busybox; cat etc/machine-id")).toBe(
    "bin/busybox\n\nopt:\nmine\nnew\nred-1",
  );
  await tryIt("red 2", "0 trial 1");
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "red" });
  const told = await node.ask<StatusResult>("bareon-boot status");
  expect(told.updated?.why).toBe("ends: overlay, from red to red-2");
});
