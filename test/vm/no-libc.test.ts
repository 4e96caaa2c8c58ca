/**
 * Systems with no C library that fits the tool, on one node: without any library, with musl, without a C++ library, with a glibc of 2012. Each is
 * booted on trial by the one before it, decides the trial by its health, and arms the next; in three of them Busybox is all that is there.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChangeResult, HistoryResult, ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { type System, systems, systemsWithoutLibc } from "../support/systems/no-libc.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { bootedAs } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let vm: Vm;

const names = ["tiny", ...systems];
const config = JSON.stringify({
  partitions_policy: "clean",
  images: names.map((name) => ({
    ...{ name, image_pull_url: `conductor.example.net::images/${name}/`, target: "/", boot: name === "tiny" },
  })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "2 GiB",
      volumes: names.map((name) => ({
        ...{ type: "partition", mount: "/", size: "350 MiB", file_system: "ext4", images: [name] },
      })),
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 0 },
});

beforeAll(async () => {
  const { tiny, bookworm } = await prepareLab(console.error);
  const trees = await systemsWithoutLibc({ tiny, bookworm }, console.error);
  node = await createNode({ name: "no-libc", diskSizes: [2048], diskTraits: [{ format: "raw" }], trees });
  await node.deployHere(node.withServer(config));
  vm = await node.boot("disk");
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function say(command: string): Promise<string> {
  return (await vm.run(command, { timeoutSeconds: 300 })).stdout;
}

async function ask<T>(words: string): Promise<T> {
  return JSON.parse(await say(`bareon-boot ${words} --json`)) as T;
}

async function lastLine(): Promise<HistoryResult["lines"][number] | undefined> {
  return (await ask<HistoryResult>("history")).lines.at(-1);
}

/** What became of the trial, once the system's own script has decided it. */
async function decided(): Promise<unknown> {
  for (let second = 0; second < 120; second += 2) {
    const line = await lastLine();
    if (line !== undefined && line.what !== "trial") return line;
    await say("sleep 2");
  }
  throw new Error("nothing has decided the trial");
}

/** Arms it in the system that runs, boots it, and waits until it has confirmed itself. */
async function tryOut(name: System): Promise<void> {
  const before = (await ask<StatusResult>("status")).current?.os_id;
  expect(await ask<ChangeResult>(`trial ${name}`)).toMatchObject({ changed: true, trial: { state: "armed" } });
  await vm.reboot();
  expect(await say("cat /etc/os-release")).toContain(`PRETTY_NAME="Tiny ${name}"`);
  expect(await bootedAs(vm)).toBe(`${names.indexOf(name)} trial 2`);
  expect(await decided()).toMatchObject({ what: "confirm", from: before, to: name, why: "it is healthy" });
}

/** Everything that only looks, in the system that runs. */
async function expectWorking(name: System): Promise<void> {
  const { entries } = await ask<ListResult>("list");
  expect(entries.map(({ os_id: id, valid, problem }) => [id, valid, problem])).toEqual(
    names.map((one) => [one, true, null]),
  );
  expect(await ask<StatusResult>("status")).toMatchObject({ current: { os_id: name }, default: { os_id: name } });
  expect(await ask("verify")).toMatchObject({ verified: true });
  expect(await ask("health")).toMatchObject({ healthy: true, checks: [{ passed: true }] });
  expect(await ask("refresh")).toMatchObject({ changed: false, default: name });
  // The image's own loader, if it has one, does not start it.
  expect(
    await say("ls /usr/lib/bareon/ld.so && head -c 4096 /usr/sbin/bareon-boot | grep -c /usr/lib/bareon/ld.so"),
  ).toBe("/usr/lib/bareon/ld.so\n1");
  expect(await say("bareon-provision --version")).toBe(await say("bareon-boot --version"));
}

/** One that waits for the lock gets it when it is free, and one that does not wait long enough is told. */
async function expectLocking(): Promise<void> {
  expect(
    await say(
      "flock /run/bareon/boot.lock sleep 4 & sleep 1; bareon-boot list --quiet --wait 1; echo $?; bareon-boot list --quiet; echo $?",
    ),
  ).toBe("34\n0");
}

test("an image with a C library that fits has no other; it boots the one without any on trial, which is not healthy and returns", async () => {
  expect(await say("ls -d /usr/lib/bareon/ld.so 2>&1 || true")).toContain("No such file");
  await say("bareon-boot trial static");
  await vm.run("reboot", { check: false });
  // Of the first boot, of the one on trial and of the one to which that returns.
  await vm.said(/(?:tiny: ready[^]*?){3}/u, 400);
  await vm.ready();
  expect(await say("cat /etc/os-release")).toContain("Tiny Linux");
  expect(await lastLine()).toMatchObject({
    what: "reject",
    from: "static",
    why: "while it ran: not healthy: /etc/bareon/health.d/works",
  });
});

test("a system without any library, with a static Busybox alone", async () => {
  const { entries } = await ask<ListResult>("list");
  const uuid = entries.find(({ os_id: id }) => id === "static")?.root_uuid ?? "";
  await say(`mount "$(blkid -U ${uuid})" /mnt && mkdir -p /mnt/srv && touch /mnt/srv/works && umount /mnt`);
  await tryOut("static");
  expect(
    await say(
      "find / -xdev \\( -path /usr/lib/bareon -o -path /opt/lab \\) -prune -o \\( -name '*.so' -o -name '*.so.*' \\) -print",
    ),
  ).toBe("");
  await expectWorking("static");
  await expectLocking();
});

test("a system with musl, whose menu follows a new kernel", async () => {
  await tryOut("musl");
  expect(await say("/lib/ld-musl-x86_64.so.1 --list /bin/busybox")).toContain("ld-musl-x86_64.so.1");
  await expectWorking("musl");
  await expectLocking();
  await say("for kind in vmlinuz initrd.img; do mv /boot/$kind-* /boot/$kind-99.0-new; done");
  expect(await ask("refresh")).toMatchObject({ changed: true, updated: ["musl"], default: "musl" });
  await vm.reboot();
  expect(await say("cat /proc/cmdline")).toContain("/boot/vmlinuz-99.0-new ");
  await expectWorking("musl");
});

test("a system with glibc and util-linux, and without a C++ library", async () => {
  await tryOut("bare");
  expect(await say("ls /usr/lib/x86_64-linux-gnu/libstdc++* 2>&1 || true")).toContain("No such file");
  await expectWorking("bare");
});

test("a system with a glibc that is too old, where CentOS 7 has it", async () => {
  await tryOut("old");
  expect(await say("readlink /lib64/libc.so.6; readlink /lib64")).toBe("libc-2.17.so\nusr/lib64");
  await expectWorking("old");
  expect(await ask<ChangeResult>("once tiny")).toMatchObject({ changed: true });
  await vm.reboot();
  expect(await bootedAs(vm)).toBe("0 once 0");
  expect(await ask<StatusResult>("status")).toMatchObject({ default: { os_id: "old" }, current: { os_id: "tiny" } });
});
