/** Encrypted volumes on a partition, on an array and in a volume group: made, opened, kept with their key, refused without it, and always closed again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Ran } from "../support/vm/shell.ts";
import type { Vm } from "../support/vm/vm.ts";

const key = "a key of one line";

let node: LabNode;
let vm: Vm;

function config(changes: object = {}): string {
  const encrypted = { encryption: { key_file: "/run/key" }, file_system: "ext4", images: ["red"] };
  const disk = (value: string, ...volumes: readonly object[]): object => ({
    ...{ type: "disk", id: { type: "serial", value }, size: "500 MiB" },
    volumes: [...volumes, { type: "raid", level: 1, mount: "/srv", size: "64 MiB", ...encrypted }],
  });
  return node.withServer(
    JSON.stringify({
      partitions_policy: "verify",
      images: ["red", "blue"].map((name) => ({
        ...{ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" },
      })),
      partitions: [
        disk(
          "bareon-1",
          { type: "partition", mount: "/", size: "80 MiB", ...encrypted },
          { type: "partition", mount: "/boot", size: "40 MiB", file_system: "ext4", images: ["red"] },
          { type: "partition", mount: "/", size: "40 MiB", file_system: "ext4", images: ["blue"] },
        ),
        disk("bareon-2", { type: "pv", vg: "data", size: "128 MiB", lvm_meta_size: "16 MiB" }),
        {
          ...{ type: "vg", id: "data" },
          volumes: [{ type: "lv", name: "home", mount: "/home", size: "remaining", ...encrypted }],
        },
      ],
      ...changes,
    }),
  );
}

async function deploy(words = "", changes: object = {}): Promise<Ran> {
  await vm.put("/run/config.json", config(changes));
  const command = `bareon-provision deploy --input-data-file /run/config.json --until storage ${words}`;
  return await vm.run(command, { timeoutSeconds: 900, check: false });
}

/** What is open of device mapper and arrays, each kind of which has to be closed. */
async function open(): Promise<string> {
  return (await vm.run("dmsetup ls | sort; grep ^md /proc/mdstat || true")).stdout;
}

beforeAll(async () => {
  node = await createNode({
    name: "encrypted-layers",
    diskSizes: [500, 500],
    diskTraits: [0, 1].map(() => ({ format: "raw" as const })),
    osProber: false,
  });
  vm = await node.boot("ramdisk");
  await vm.put("/run/key", `${key}\n`);
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

test("they are made on each layer, and closed in their order", async () => {
  const made = await deploy("", { partitions_policy: "clean" });
  expect([made.exitCode, made.stderr]).toEqual([0, expect.stringContaining("Make and open the encrypted volume")]);
  expect(await open()).toBe("No devices found");
  const types = "lsblk --noheadings --list --output FSTYPE | sort | uniq -c | grep -E 'LUKS|raid|LVM2'";
  expect((await vm.run(types)).stdout.split("\n").map((line) => line.trim())).toEqual([
    ...["1 LVM2_member", "1 crypto_LUKS", "2 linux_raid_member"],
  ]);
});

test("without the key, and with another one, nothing is written", async () => {
  const before = await node.sums(vm);
  await vm.put("/run/other", "some other key\n");
  const wrong = await deploy("--key-file /run/other");
  expect([wrong.exitCode, wrong.stderr]).toEqual([5, expect.stringMatching(/\/dev\/vda3.*stays closed/su)]);
  await vm.run("mv /run/key /run/away");
  const none = await deploy();
  expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("There is no file /run/key")]);
  await vm.run("mv /run/away /run/key");
  expect(await open()).toBe("No devices found");
  expect(await node.sums(vm)).toEqual(before);
});

const inside = (script: string): string =>
  [
    "cryptsetup open --key-file /run/away /dev/vda3 root && mount /dev/mapper/root /mnt",
    script,
    "umount /mnt && cryptsetup close root",
  ].join(" && ");

test("with their key they are kept, with what is in them", async () => {
  await vm.put("/run/away", key);
  await vm.run(inside("echo mine > /mnt/note"));
  // Groups and arrays are switched off in the ramdisk, and what is in a volume of theirs cannot be looked into as long as they are.
  const closed = await deploy();
  expect([closed.exitCode, closed.stderr]).toEqual([5, expect.stringContaining("stays closed")]);
  await vm.run("vgchange --activate y data; mdadm --assemble /dev/md7 /dev/vda6 /dev/vdb3; udevadm settle");
  const kept = await deploy();
  expect([kept.exitCode, kept.stderr]).toEqual([0, expect.stringContaining("Open the encrypted volume on")]);
  expect(await open()).toBe("No devices found");
  expect((await vm.run(inside("cat /mnt/note"))).stdout).toBe("mine");
});

test("a volume whose data are not kept is made anew in its container", async () => {
  await vm.run("vgchange --activate y data; mdadm --assemble /dev/md7 /dev/vda6 /dev/vdb3; udevadm settle");
  const uuid = "blkid -p -o value -s UUID /dev/vda3";
  const before = (await vm.run(uuid)).stdout;
  const [disk, ...more] = (JSON.parse(config()) as { partitions: { volumes: object[] }[] }).partitions;
  const [root, ...others] = disk?.volumes ?? [];
  const partitions = [{ ...disk, volumes: [{ ...root, keep_data: false }, ...others] }, ...more];
  const made = await deploy("", { partitions });
  expect([made.exitCode, made.stderr]).toEqual([0, expect.stringContaining("Make ext4 for / on /dev/mapper/")]);
  expect((await vm.run(uuid)).stdout).toBe(before);
  expect((await vm.run(inside("ls /mnt"))).stdout).toBe("lost+found");
});

test("a deploy that is ended by a signal closes what it has opened", async () => {
  const script = [
    "bareon-provision deploy --input-data-file /run/config.json --until storage >/run/out 2>&1 & pid=$!",
    "until test -e /dev/mapper/bareon-crypt-0; do kill -0 $pid || break; sleep 0.1; done",
    "kill -TERM $pid; wait $pid; echo $?",
  ].join("\n");
  await vm.put("/run/config.json", config({ partitions_policy: "clean" }));
  expect((await vm.run(script, { timeoutSeconds: 300 })).stdout).toBe("143");
  expect(await open()).toBe("No devices found");
});

test("what somebody else has opened is taken down with all that lies on it", async () => {
  expect((await deploy("", { partitions_policy: "clean" })).exitCode).toBe(0);
  await vm.run("cryptsetup open --key-file /run/away /dev/vda3 theirs && mount /dev/mapper/theirs /mnt");
  const erased = await deploy("", { partitions_policy: "clean" });
  expect([erased.exitCode, erased.stderr]).toEqual([0, expect.stringContaining("Erase encrypted device")]);
  expect(await open()).toBe("No devices found");
  const [part = ""] = (await vm.run("blkid -p -o value -s UUID /dev/vda3")).stdout.split("\n");
  expect((await vm.run(`grep -c ${part} /run/config.json || true`)).stdout).toBe("0");
});
