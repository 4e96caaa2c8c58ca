/**
 * A node that an Ironic starts: the ramdisk has no key and knows the API from the kernel's arguments alone. It calls back, the keys get in, the
 * controller deploys, also when its connection is lost, and the node boots; a key that is none fails the node.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findArchitecture } from "../../src/build/architecture.ts";
import { buildRamdisk } from "../../src/build/ramdisk.ts";
import type { RunStatus } from "../../src/schema/run-status.ts";
import { projectRoot, ramdiskFolder } from "../support/files/paths.ts";
import { type IronicApi, type IronicApiOptions, nodeUuid, startIronicApi } from "../support/servers/ironic-api.ts";
import { labKey } from "../support/systems/lab-key.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

const seconds = 600;

let node: LabNode;
let key: string;

beforeAll(async () => {
  node = await createNode({ name: "callback", diskSizes: [4096], osProber: false });
  key = (await labKey()).authorized;
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

function steps(...keys: readonly string[]): IronicApiOptions["steps"] {
  return [{ name: "inject-ssh-keys", payload: { "ssh-keys": { root: keys } } }];
}

/** As bareon-ironic has it, and pxelinux; the hardware address is QEMU's. */
function append({ port }: IronicApi): string {
  return [
    "console=tty0 console=ttyS0,115200 text nofb nomodeset vga=normal",
    `ironic_api_url=http://10.0.2.2:${port} deployment_id=${nodeUuid} BOOTIF=01-52-54-00-12-34-56`,
  ].join(" ");
}

async function startCalled(api: IronicApi, folder = ramdiskFolder, name = "callback-ramdisk"): Promise<Vm> {
  return await startVm({
    name,
    disks: node.disks,
    durable: true,
    boot: { kernel: join(folder, "vmlinuz"), initrd: join(folder, "initrd.img"), append: append(api) },
  });
}

const image = (name: string): object => ({
  name,
  image_pull_url: "conductor.example.net::images/tiny/",
  target: "/",
});
const root = (name: string): object => ({
  type: "partition",
  mount: "/",
  size: "1 GiB",
  file_system: "ext4",
  images: [name],
});

function config(): string {
  return node.withServer(
    JSON.stringify({
      partitions_policy: "clean",
      images: [image("one"), image("two")],
      partitions: [
        { type: "disk", id: { type: "name", value: "vda" }, size: "4 GiB", volumes: [root("one"), root("two")] },
      ],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    }),
  );
}

/** Starts the controller's line by an ssh of the guest's own, kills that as soon as the deploy goes on, and shows what is told then. */
const loseConnection = `
ssh-keygen -q -t ed25519 -N '' -f /tmp/own && cat /tmp/own.pub >> /root/.ssh/authorized_keys
ssh -i /tmp/own -o StrictHostKeyChecking=no -o BatchMode=yes root@127.0.0.1 \\
  'bareon-provision --data_driver "ironic" --deploy_driver "rsync"' > /dev/null 2>&1 < /dev/null &
until bareon-provision status --json | grep -q '"running": \\[$'; do
  kill -0 $! 2> /dev/null || exit 90
  sleep 0.2
done
kill -KILL $!
sleep 1
bareon-provision status --json
`;

test("the ramdisk calls back, and the controller deploys by its key, also without its connection; the node boots", async () => {
  await using api = await startIronicApi({ steps: steps(key), faults: [409] });
  await using ramdisk = await startCalled(api);
  expect(await api.heard("POST pass_deploy_info", seconds)).toEqual({
    address: "10.0.2.15",
    error_message: "no errors",
  });
  expect(api.calls.map(({ what }) => what)).toEqual([
    "GET deploy_steps",
    "GET deploy_steps",
    "POST deploy_steps",
    "POST pass_deploy_info",
  ]);
  expect(api.calls[2]?.body).toEqual({ name: "inject-ssh-keys", status: true });
  await ramdisk.ready();
  expect(await ramdisk.read("/root/.ssh/authorized_keys")).toBe(key.trim());
  expect(await ramdisk.read("/etc/bareon-release")).toMatch(/^bareon==0\.0\./u);
  await ramdisk.run('mount --bind /dev/null "$(command -v os-prober)"');
  // As the actions of that controller have it.
  expect((await ramdisk.run("sudo python -c 'import json, ssl; print(1 + 1)'")).stdout).toBe("2");

  await ramdisk.put("/tmp/provision.json", config());
  const lost = JSON.parse((await ramdisk.run(loseConnection, { timeoutSeconds: 300 })).stdout) as RunStatus;
  expect(lost).toMatchObject({ state: "running", run: { command: "deploy", log_file: "/var/log/bareon.log" } });
  const waited = await ramdisk.run("bareon-provision status --wait --json", { timeoutSeconds: 900 });
  expect(JSON.parse(waited.stdout)).toMatchObject({ state: "done", run: { pid: lost.run?.pid, failure: null } });
  const first = await ramdisk.read("/tmp/boot_entries.json");

  const { bootInfo } = await deployByController(ramdisk, config());
  expect(bootInfo.elements.map(({ os_id: name }) => name)).toEqual(["one", "two"]);
  expect(await ramdisk.read("/tmp/boot_entries.json")).not.toBe(first);
  await ramdisk.cutPower();
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/cmdline")).toContain("BOOTIF=01-52-54-00-12-34-56");
});

test("a run that is killed is lost, and one that failed ends the waiting with its exit code", async () => {
  await using ramdisk = await node.boot("ramdisk");
  const state = async (): Promise<unknown> =>
    (JSON.parse((await ramdisk.run("bareon-provision status --json")).stdout) as RunStatus).state;
  expect(await state()).toBe("none");
  expect((await ramdisk.run("bareon-provision status --wait", { check: false })).exitCode).toBe(1);
  // Nobody asked for an Ironic here.
  const unit = "systemctl show --property=ConditionResult --property=ActiveState bareon-ironic-callback";
  expect((await ramdisk.run(unit)).stdout.split("\n").toSorted()).toEqual([
    "ActiveState=inactive",
    "ConditionResult=no",
  ]);

  await ramdisk.put("/tmp/provision.json", "{}");
  expect((await ramdisk.run("bareon-provision", { check: false })).exitCode).toBe(3);
  const failed = await ramdisk.run("bareon-provision status --wait --json", { check: false });
  expect([failed.exitCode, (JSON.parse(failed.stdout) as RunStatus).run?.failure?.exit_code]).toEqual([3, 3]);

  await ramdisk.put("/tmp/provision.json", config());
  await ramdisk.run("setsid --fork bareon-provision deploy < /dev/null > /dev/null 2>&1");
  await ramdisk.run("until bareon-provision status --json | grep -q '\"running\": \\[$'; do sleep 0.2; done");
  const { run } = JSON.parse((await ramdisk.run("bareon-provision status --json")).stdout) as RunStatus;
  expect((await ramdisk.run("bareon-provision", { check: false })).exitCode).toBe(34);
  await ramdisk.run(`kill -KILL ${run?.pid}`);
  expect(await state()).toBe("lost");
});

test("a text that is no key is told with status false, and nobody gets in", async () => {
  await using api = await startIronicApi({ steps: steps(key, "ssh-rsa nonsense") });
  await using ramdisk = await startCalled(api, ramdiskFolder, "callback-bad-key");
  const body = await api.heard("POST deploy_steps", seconds);
  expect(body).toEqual({
    name: "inject-ssh-keys",
    status: false,
    "status-details": expect.stringContaining("Key 2 for root is no public key of ssh") as string,
  });
  await ramdisk.said("no public key of ssh");
  await ramdisk.said("bareon ramdisk ready");
  await expect(ramdisk.ready(20)).rejects.toThrow("a login");
  expect(api.calls.map(({ what }) => what)).toEqual(["GET deploy_steps", "POST deploy_steps"]);
});

test("a ramdisk for old clients takes a key of RSA by SHA-1, and shows one of its own", async () => {
  await using scratch = await scratchFolder();
  const folder = join(scratch.path, "legacy");
  await mkdir(folder);
  const executable = join(projectRoot, "build/bareon");
  await buildRamdisk(
    findArchitecture("amd64"),
    { executable, output: folder, authorized: [], legacySsh: true },
    () => undefined,
  );
  const rsa = join(scratch.path, "rsa");
  await execa("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", rsa]);
  await using api = await startIronicApi({ steps: steps(key, await readFile(`${rsa}.pub`, "utf8")) });
  await using ramdisk = await startCalled(api, folder, "callback-legacy");
  await api.heard("POST pass_deploy_info", seconds);
  await ramdisk.ready();
  await ramdisk.put("/tmp/rsa", await readFile(rsa));
  const old = [
    "IdentitiesOnly=yes",
    "BatchMode=yes",
    "StrictHostKeyChecking=no",
    "HostKeyAlgorithms=ssh-rsa",
    "PubkeyAcceptedAlgorithms=ssh-rsa",
  ];
  const options = old.map((option) => `-o ${option}`).join(" ");
  const login = `chmod 600 /tmp/rsa && ssh -F none -i /tmp/rsa ${options} root@127.0.0.1 echo in`;
  expect((await ramdisk.run(login)).stdout).toBe("in");
  await ramdisk.powerOff();

  await using usual = await node.boot("ramdisk");
  const settings = (await usual.run("sshd -T")).stdout.split("\n");
  const accepted = settings.find((line) => line.startsWith("pubkeyacceptedalgorithms "));
  expect(accepted?.split(/[ ,]/u)).not.toContain("ssh-rsa");
});
