/** Updates that go wrong come back by themselves and can be repeated; and the image of a filesystem, and an archive over what is there. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import type { Update } from "../../src/schema/update.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import { otherNumbers, renameKernel, UpdateNode } from "../support/vm/update-node.ts";

let node: UpdateNode;

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
  good: { title: "blue 2", script: `${renameKernel}; ${otherNumbers}; mkdir -p opt/new` },
} as const;

async function pack(folder: string): Promise<void> {
  const tree = join(folder, "good");
  await execa("mkfs.ext4", ["-q", "-d", tree, "good.raw", "500M"], { cwd: folder });
  await execa("zstd", ["--quiet", "-1", "good.raw"], { cwd: folder });
  await execa("tar", ["--create", "--gzip", "--file=good.tar.gz", `--directory=${tree}`, "."], { cwd: folder });
  await execa("sha256sum good.raw.zst good.tar.gz > SHA256SUMS", { shell: true, cwd: folder });
}

beforeAll(async () => {
  node = await UpdateNode.start("update-back", versions, pack);
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

async function refused(words: string): Promise<{ readonly code: number; readonly text: string }> {
  const { exitCode, stderr } = await node.vm.run(`bareon-provision update ${words}`, {
    check: false,
    timeoutSeconds: 900,
  });
  return { code: exitCode, text: stderr };
}

/** Reboots into what was armed, and waits for red to be back from it, after as many systems have come up. */
async function comeBack(ready: number): Promise<void> {
  const wanted = (await node.boots()) + ready;
  await node.vm.run("reboot", { check: false });
  await node.vm.said(new RegExp(`(?:tiny: ready[^]*?){${wanted}}`, "u"), 900);
  await node.vm.ready();
  expect(await node.vm.serial()).toContain("bareon.entry=1 bareon.reason=trial bareon.left=0");
  expect(await node.systemName()).toBe("red 1");
}

test("a version without a kernel is not offered, red stays what it was, and the next version mends it", async () => {
  const { code, text } = await refused(`blue --source ${node.tree("kernelless")}`);
  expect([code, text]).toEqual([22, expect.stringContaining("it has no kernel") as string]);
  expect(await node.entry("blue")).toMatchObject({ valid: false, updating: {} });
  expect((await refused("blue --abandon")).code).toBe(32);
  await node.vm.reboot();
  expect(await node.systemName()).toBe("red 1");
});

test("a version whose init ends in a panic comes back to red by itself, which says why", async () => {
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
  const update = await node.update(`blue --source ${node.tree("sick")} --image-name sick`);
  expect(update).toMatchObject({ done: true, resumed: false });
  await comeBack(2);
  expect(await node.decided()).toMatchObject({
    what: "reject",
    from: "blue",
    why: expect.stringContaining("not healthy: /etc/bareon/health.d/service") as string,
  });
});

test("an archive over what is there restores its files and leaves all others alone", async () => {
  await node.inIdle("blue", "mkdir -p opt/mine; touch opt/mine/file; rm -f bin/busybox; rm -rf etc/bareon/health.d");
  const words = `--source ${node.file("good.tar.gz")} --checksum-url ${node.file("SHA256SUMS")}`;
  expect(await node.update(`blue ${words} --method overlay --then nothing`)).toMatchObject({
    ...{ done: true, method: "overlay", arm: "nothing" },
  });
  expect(await node.inIdle("blue", "ls opt; ls bin/busybox")).toBe("mine\nnew\nbin/busybox");
  expect(await node.ask<StatusResult>("bareon-boot status")).toMatchObject({ trial: null, next: { os_id: "red" } });
});

test("what does not fit is refused before anything is done", async () => {
  const raw = `--source ${node.file("good.raw.zst")} --checksum-url ${node.file("SHA256SUMS")}`;
  expect(await refused(`blue ${raw} --method overlay`)).toMatchObject({ code: 2 });
  expect(await refused(`blue ${raw} --method mirror`)).toMatchObject({ code: 2 });
  const wrong = `--source ${node.file("nothing.raw.zst")} --checksum-url ${node.file("SHA256SUMS")}`;
  expect((await refused(`blue ${wrong}`)).code).toBe(7);
  const held = await node.vm.run(
    `mount -o ro "$(blkid -L blue)" /mnt; bareon-provision update blue ${raw}; echo $?; umount /mnt`,
    { timeoutSeconds: 300 },
  );
  expect([held.stdout, held.stderr]).toEqual(["6", expect.stringContaining("are in use") as string]);
  expect((await refused("red")).text).toContain("It runs now");
  expect(await node.entry("blue")).toMatchObject({ valid: true });
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
  const words = `--source ${node.file("good.raw.zst")} --checksum-url ${node.file("SHA256SUMS")}`;
  expect(await node.update(`blue ${words} --image-name blue-2`)).toMatchObject({ done: true, method: "fresh" });
  const look =
    "cat etc/machine-id; getfattr --only-values -n user.x etc/machine-id; echo; stat -c %u:%g:%a etc/ssh/ssh_host_key";
  expect(await node.inIdle("blue", look)).toBe("mine\ny\n0:998:640");
  const [written, boots] = [await node.written(), await node.boots()];
  await node.vm.reboot();
  expect(await node.boots()).toBe(boots + 1);
  expect([await node.systemName(), await bootedAs(node.vm)]).toEqual(["blue 2", "1 trial 0"]);
  expect((await node.log()).length).toBeGreaterThanOrEqual(written);
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "blue" });
});
