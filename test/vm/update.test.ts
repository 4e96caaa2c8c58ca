/** Updates that are stopped, that go wrong, and over a hostile tree: the node is back by itself, and says why; and image files in both directions. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HistoryResult, StatusResult } from "../../src/schema/bareon-boot.ts";
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
  newred: { title: "red 2", script: `${renameKernel}; mkdir -p opt/new` },
  linking: {
    title: "blue with links",
    script: "mkdir -p opt/new srv/shared; echo linked > srv/shared/a-name; ln srv/shared/a-name usr/z-name",
  },
} as const;

async function pack(folder: string): Promise<void> {
  const tree = (name: string): string => join(folder, name);
  await execa("mkfs.ext4", ["-q", "-d", tree("good"), "good.raw", "500M"], { cwd: folder });
  await execa("zstd", ["--quiet", "-1", "--rm", "good.raw"], { cwd: folder });
  for (const name of ["newred", "linking", "good"])
    await execa(
      "tar",
      ["--create", "--zstd", "--sort=name", `--file=${name}.tar.zst`, `--directory=${tree(name)}`, "."],
      {
        cwd: folder,
      },
    );
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

async function refused(words: string): Promise<{ readonly code: number; readonly text: string }> {
  const { exitCode, stderr } = await node.vm.run(`bareon-provision update ${words}`, {
    check: false,
    timeoutSeconds: 900,
  });
  return { code: exitCode, text: stderr };
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

test("a version without a kernel is not offered, and red stays what is booted", async () => {
  await node.startWriter();
  const { code, text } = await refused(`blue --source ${node.tree("kernelless")}`);
  expect([code, text]).toEqual([22, expect.stringContaining("it has no kernel") as string]);
  expect((await refused("blue --abandon")).code).toBe(32);
  expect(await node.entry("blue")).toMatchObject({ valid: false, updating: {} });
  expect(await node.ask<StatusResult>("bareon-boot status")).toMatchObject({ trial: null, next: { os_id: "red" } });
});

/** Stops an update in its transfer; prints its exit code, and how many mounts and processes of it stay. */
const stop = (signal: string, words: string): string =>
  [
    `bareon-provision update ${words} --bandwidth 1M > /run/update.log 2>&1 & pid=$!`,
    "for i in $(seq 200); do ps | grep -q '[r]sync.*/tree/' && break; sleep 0.2; done",
    `sleep 1; kill -${signal} $pid; wait $pid; echo $?; sleep 1`,
    "grep -c /run/bareon/ /proc/mounts; ps | grep -c '[b]areon-provision\\|[r]sync'",
  ].join("\n");

test("signals leave no mount and no process, and the next version mends it; one whose init panics comes back by itself, and it is said why", async () => {
  const words = `blue --source ${node.tree("panicking")} --image-name panicking`;
  const script = `exec 2>&1\n${stop("INT", words)}\n${stop("TERM", words)}`;
  const { stdout } = await node.vm.run(script, { check: false, timeoutSeconds: 300 });
  expect(stdout.split("\n")).toEqual(["130", "0", "0", "143", "0", "0"]);
  expect(await node.entry("blue")).toMatchObject({ valid: false, updating: {} });
  expect(await node.update(words)).toMatchObject({ done: true, resumed: true });
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

/** What is in the running system and on the shared volume, without what runs and writes there. */
const outside =
  "cd / && find etc srv root -xdev -type f ! -name log ! -name adjtime -exec sha256sum {} + | sort; ls -laR --time-style=full-iso srv/shared | grep -v ' log$\\| \\.$\\|^total'; ls / | sort";

test("over a hostile tree nothing outside of its volumes is read or written, by an archive and by a mirror", async () => {
  await node.vm.run("echo secret > /srv/shared/a-secret; chmod 600 /srv/shared/a-secret");
  const before = (await node.vm.run(outside)).stdout;
  const hostile = [
    "rm -rf etc opt srv usr/share; ln -s /srv/shared etc; ln -s /etc srv; ln -s ../../../etc opt; mkfifo usr/share",
    "mkdir -p opt-real; touch opt-real/file",
  ].join("\n");
  await node.inIdle("blue", hostile);
  const linking = await refused(`blue ${archive("linking.tar.zst")} --method overlay`);
  expect([linking.code, linking.text]).toEqual([21, expect.stringContaining("it is a hard link to") as string]);
  const overlay = await node.update(`blue ${archive("good.tar.zst")} --method overlay --then nothing`);
  expect(overlay).toMatchObject({ done: true, method: "overlay", arm: "nothing", resumed: true });
  expect(await node.inIdle("blue", "ls -d etc opt srv opt-real/file etc/fstab srv/shared")).toBe(
    "etc\netc/fstab\nopt\nopt-real/file\nsrv\nsrv/shared",
  );
  const special = [
    "rm -f etc/machine-id etc/hostname; mkfifo etc/machine-id; mkdir -p etc/ssh; mknod etc/ssh/ssh_host_a b 254 0",
    "ln -s /srv/shared/a-secret etc/hostname; rm -rf srv; ln -s /srv/shared srv; ln -s /etc/shadow etc/ssh/ssh_host_b",
    "rm -rf etc/bareon; ln -s /srv/shared etc/bareon",
  ].join("\n");
  await node.inIdle("blue", special);
  const mirror = await node.update(`blue --source ${node.tree("good")} --then nothing`);
  expect(mirror).toMatchObject({ done: true, method: "mirror" });
  expect(mirror.warnings?.join("\n")).toMatch(/machine-id is not carried[^]*ssh_host_a is not carried/u);
  const links = "readlink etc/hostname etc/ssh/ssh_host_b; ls etc/ssh opt; ls -F srv; ls -A srv/shared";
  expect(await node.inIdle("blue", links)).toBe(
    "/srv/shared/a-secret\n/etc/shadow\netc/ssh:\nssh_host_b\n\nopt:\nnew\nshared/",
  );
  expect((await node.vm.run(outside)).stdout).toBe(before);
  expect(await node.ask<StatusResult>("bareon-boot status")).toMatchObject({ trial: null, next: { os_id: "red" } });
});

test("what does not fit is refused before anything is done", async () => {
  const raw = archive("good.raw.zst");
  expect(await refused(`blue ${raw} --method overlay`)).toMatchObject({ code: 2 });
  expect((await refused(`blue ${archive("nothing.raw.zst")}`)).code).toBe(7);
  const held = await node.vm.run(
    `mount -o ro "$(blkid -L blue)" /mnt; bareon-provision update blue ${raw}; echo $?; umount /mnt`,
    { timeoutSeconds: 300 },
  );
  expect([held.stdout, held.stderr]).toEqual(["6", expect.stringContaining("are in use") as string]);
  const { exitCode, stderr } = await node.vm.run(
    `mv /usr/bin/curl /run/; bareon-provision update blue ${raw}; code=$?; mv /run/curl /usr/bin/; exit $code`,
    { check: false, timeoutSeconds: 300 },
  );
  expect([exitCode, stderr]).toEqual([4, expect.stringMatching(/lacks what the update starts: curl[^]*package/u)]);
  expect((await refused("red")).text).toContain("It runs now");
  expect(await node.entry("blue")).toMatchObject({ valid: true });
});

test("the image of a filesystem, with the carried files, is tried and confirmed", async () => {
  await node.inIdle(
    "blue",
    "rm -f etc/ssh/*; echo mine > etc/machine-id; echo key > etc/ssh/ssh_host_key; chown 0:998 etc/ssh/ssh_host_key; chmod 640 etc/ssh/ssh_host_key; setfattr -n user.x -v y etc/machine-id",
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

test("then the other direction, by an archive onto new filesystems with the same UUIDs", async () => {
  await node.startWriter();
  const identity = 'blkid -s UUID -s LABEL "$(blkid -L red)"';
  const before = (await node.vm.run(identity)).stdout;
  await node.inIdle("red", "echo gone > opt-of-the-operator; echo red-1 > etc/machine-id");
  const update = await node.update(`red ${archive("newred.tar.zst")} --image-name red-2 --tries 2`);
  expect(update).toMatchObject({ done: true, method: "fresh", resumed: false });
  expect((await node.vm.run(identity)).stdout).toBe(before);
  expect(await node.inIdle("red", "ls -d opt*; ls opt; cat etc/machine-id")).toBe("opt\nnew\nred-1");
  await tryIt("red 2", "0 trial 1");
  expect(await node.decided()).toMatchObject({ what: "confirm", to: "red" });
  const told = await node.ask<StatusResult>("bareon-boot status");
  expect(told.updated?.why).toBe("ends: fresh, from red to red-2");
  const { lines } = await node.ask<HistoryResult>("bareon-boot history");
  expect(lines.filter(({ what }) => what === "update").map(({ why }) => why.split(":")[0])).toContain("begins");
});
