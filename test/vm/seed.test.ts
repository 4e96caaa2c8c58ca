/** cloud-init in two Debian systems of one node: each applies its own seed, then another one, and a config drive as a partition and as a seed. */
import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { type CloudImage, debianImage } from "../support/systems/images.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

const secret = "hunter2";
const systems: readonly CloudImage[] = ["cloudbookworm", "cloudtrixie"];
/** QEMU's, if it is given none. */
const mac = "52:54:00:12:34:56";

let node: LabNode;

beforeAll(async () => {
  const trees: Record<string, string> = {};
  for (const name of systems) trees[name] = await debianImage(name, console.error);
  node = await createNode({ name: "seed", diskSizes: [4100], osProber: false, trees });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

function keyFor(name: string): string {
  return `ssh-ed25519 ${Buffer.from(name.padEnd(33, "x")).toString("base64")} ${name}`;
}

/** Without a locale of their own, which would be compiled at each first boot. */
function seedFor(name: string, number: number): object {
  return {
    meta_data: { "local-hostname": name },
    user_data: {
      ...{ ssh_deletekeys: false, locale: false },
      ssh_authorized_keys: [keyFor(name)],
      write_files: [{ path: "/root/told", content: `${name} ${secret}\n`, permissions: "0600" }],
    },
    network_config: {
      version: 2,
      ethernets: { eth: { match: { macaddress: mac }, dhcp4: true, addresses: [`10.99.0.${number}/24`] } },
    },
  };
}

/** `seeds` by the place of the image. */
function configFor(policy: string, seeds: readonly (object | undefined)[], more: object = {}): string {
  const config = {
    partitions_policy: policy,
    images: systems.map((name, index) => ({
      ...{ name, image_pull_url: `conductor.example.net::images/${name}/`, target: "/" },
      ...(seeds[index] === undefined ? {} : { seed: seeds[index] }),
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: 4000 },
        volumes: systems.map((name) => ({
          ...{ type: "partition", mount: "/", size: 1900, file_system: "ext4", images: [name] },
        })),
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
    ...more,
  };
  return node.withServer(JSON.stringify(config));
}

async function deploy(config: string, drive?: string): Promise<BootInfo> {
  await using ramdisk = await node.boot("ramdisk");
  if (drive !== undefined) await ramdisk.put("/tmp/config-drive.img", drive);
  const { bootInfo } = await deployByController(ramdisk, config);
  expect(await ramdisk.read("/var/log/bareon.log")).not.toContain(secret);
  await ramdisk.powerOff();
  return bootInfo;
}

interface Told {
  readonly hostname: string;
  readonly keys: string;
  readonly told: string;
  readonly addresses: string;
  readonly source: string;
}

/** What the running system has made of what it was told, once cloud-init has ended. */
async function lookAt(vm: Vm): Promise<Told> {
  const waited = await vm.run("cloud-init status --wait", { check: false, timeoutSeconds: 600 });
  const why = "cat /run/cloud-init/result.json; grep -A 8 -E 'WARNING|ERROR|Error:' /var/log/cloud-init.log";
  if (!waited.stdout.includes("status: done"))
    expect.fail(`${waited.stdout}\n${(await vm.run(why, { check: false })).stdout}`);
  const out = async (command: string): Promise<string> => (await vm.run(command)).stdout.trim();
  return {
    hostname: await out("hostname"),
    keys: await out("cat /home/debian/.ssh/authorized_keys 2>/dev/null || true"),
    told: await out("cat /root/told 2>/dev/null || true"),
    addresses: await out("ip -4 -brief address show"),
    source: await out("cloud-id; cat /run/cloud-init/result.json"),
  };
}

/** Both systems, one after the other, each at a boot of its own. */
async function lookAtBoth(): Promise<Told[]> {
  await using vm = await node.boot("disk");
  const first = await lookAt(vm);
  await vm.run(`bareon-boot once ${systems[1] ?? ""}`);
  await vm.reboot();
  const second = await lookAt(vm);
  await vm.powerOff();
  return [first, second];
}

test("each system applies its own seed: name, key, file and network; and another one after a redeploy", async () => {
  await deploy(configFor("clean", [seedFor("web-blue", 11), seedFor("web-green", 12)]));
  const [blue, green] = await lookAtBoth();
  expect(blue).toMatchObject({ hostname: "web-blue", told: `web-blue ${secret}` });
  expect(green).toMatchObject({ hostname: "web-green", told: `web-green ${secret}` });
  for (const [told, name, number] of [
    [blue, "web-blue", 11],
    [green, "web-green", 12],
  ] as const) {
    expect(told?.keys).toContain(keyFor(name));
    expect(told?.addresses).toContain(`10.99.0.${number}/24`);
    expect(told?.source).toContain("DataSourceNoCloud");
  }
  await deploy(configFor("verify", [seedFor("web-red", 13), seedFor("web-green", 12)]));
  const [red, same] = await lookAtBoth();
  expect(red).toMatchObject({ hostname: "web-red", told: `web-red ${secret}` });
  expect(red?.addresses).toContain("10.99.0.13/24");
  expect(same).toMatchObject({ hostname: "web-green" });
});

/** As a controller hands it over. */
async function makeDrive(hostname: string): Promise<string> {
  await using folder = await scratchFolder();
  const [tree, path] = [join(folder.path, "openstack/latest"), join(folder.path, "drive")];
  await mkdir(tree, { recursive: true });
  const metaData = { uuid: `i-${hostname}`, hostname, name: hostname };
  await writeFile(join(tree, "meta_data.json"), JSON.stringify(metaData));
  await writeFile(
    join(tree, "user_data"),
    `#cloud-config\nlocale: false\nwrite_files:\n- {path: /root/told, content: "${hostname} ${secret}"}\n`,
  );
  await writeFile(path, "");
  await truncate(path, 2 * 1024 * 1024);
  await execa("mkfs.vfat", ["-n", "config-2", path]);
  await execa("mcopy", ["-s", "-i", path, join(folder.path, "openstack"), "::"]);
  return Buffer.from(gzipSync(await readFile(path))).toString("base64");
}

test("a config drive is seen by both systems as a partition; another one on the same partition, and one as a seed", async () => {
  const info = await deploy(configFor("clean", []), await makeDrive("drive-one"));
  expect(info.config_drive).toMatchObject({ as: "partition" });
  for (const told of await lookAtBoth()) {
    expect(told).toMatchObject({ hostname: "drive-one", told: `drive-one ${secret}` });
    expect(told.source).toContain("DataSourceConfigDrive");
  }
  await deploy(configFor("verify", []), await makeDrive("drive-two"));
  for (const told of await lookAtBoth()) expect(told).toMatchObject({ hostname: "drive-two" });
  const asSeed = { config_drive: { as: "seed", images: [systems[1]] } };
  await deploy(configFor("clean", [seedFor("web-blue", 11)], asSeed), await makeDrive("drive-three"));
  const [blue, green] = await lookAtBoth();
  expect(blue?.hostname).toBe("web-blue");
  expect(green).toMatchObject({ hostname: "drive-three", told: `drive-three ${secret}` });
});
