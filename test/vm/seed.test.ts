/** cloud-init in two Debian systems of one node: each applies its own seed, then another one, and a config drive as a partition and as a seed. */
import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { deployOnto } from "../support/disks/deploy-here.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { type CloudImage, debianImage } from "../support/systems/images.ts";
import type { Disk } from "../support/vm/disk.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

const secret = "hunter2";
const systems: readonly CloudImage[] = ["cloudbookworm", "cloudtrixie"];
/** QEMU's, if it is given none. */
const mac = "52:54:00:12:34:56";

let folder: Scratch;
let disk: Disk;

beforeAll(async () => {
  folder = await scratchFolder();
  await prepareLab(console.error);
  const path = join(folder.path, "disk.img");
  await execa("truncate", ["--size=4100M", path]);
  disk = { path, format: "raw", serial: "bareon-1", bus: "virtio", sectorSize: 512, canDiscard: false };
});

afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
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

interface Wanted {
  readonly policy: "clean" | "verify";
  /** By the place of the image. */
  readonly seeds: readonly (object | undefined)[];
  /** What a controller hands over. */
  readonly drive?: string;
  /** More of the config. */
  readonly more?: object;
}

/** On this machine, as what is judged here comes afterwards. */
async function deploy({ policy, seeds, drive, more = {} }: Wanted): Promise<BootInfo> {
  const sources = new Map<string, string>();
  for (const name of systems) sources.set(name, await debianImage(name, console.error));
  const config = (device: string): object => ({
    partitions_policy: policy,
    images: systems.map((name, index) => ({
      ...{ name, image_pull_url: `${sources.get(name) ?? ""}/`, target: "/" },
      ...(seeds[index] === undefined ? {} : { seed: seeds[index] }),
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: 4000 },
        volumes: systems.map((name) => ({
          ...{ type: "partition", mount: "/", size: 1900, file_system: "ext4", images: [name] },
        })),
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
    ...more,
  });
  const path = join(folder.path, "config-drive");
  if (drive !== undefined) await writeFile(path, drive);
  const words = drive === undefined ? [] : ["--config-drive-path", path];
  await deployOnto([disk], folder.path, (device) => JSON.stringify(config(device)), words);
  expect(await readFile(join(folder.path, "log"), "utf8")).not.toContain(secret);
  return JSON.parse(await readFile(join(folder.path, "boot-info.json"), "utf8")) as BootInfo;
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

/** The systems at these places, one after the other, each at a boot of its own. */
async function look(places: readonly number[] = [0, 1]): Promise<Told[]> {
  const all: Told[] = [];
  for (const index of places.keys()) {
    await using vm = await startVm({ name: "seed-disk", disks: [disk], boot: "disk" });
    await vm.ready();
    all.push(await lookAt(vm));
    const next = systems[places[index + 1] ?? -1];
    if (next !== undefined) await vm.run(`bareon-boot once ${next}`);
    await vm.powerOff();
  }
  return all;
}

/** As a controller hands it over; in vfat for a partition, since this machine's kernel may be unable to unpack that. */
async function makeDrive(hostname: string, type: "ext2" | "vfat"): Promise<string> {
  await using own = await scratchFolder();
  const [top, path] = [join(own.path, "drive"), join(own.path, "image")];
  const tree = join(top, "openstack/latest");
  await mkdir(tree, { recursive: true });
  const metaData = { uuid: `i-${hostname}`, hostname, name: hostname };
  await writeFile(join(tree, "meta_data.json"), JSON.stringify(metaData));
  await writeFile(
    join(tree, "user_data"),
    `#cloud-config\nlocale: false\nwrite_files:\n- {path: /root/told, content: "${hostname} ${secret}"}\n`,
  );
  await writeFile(path, "");
  await truncate(path, 2 * 1024 * 1024);
  if (type === "ext2") await execa("mkfs.ext2", ["-q", "-L", "config-2", "-d", top, path]);
  else {
    await execa("mkfs.vfat", ["-n", "config-2", path]);
    await execa("mcopy", ["-s", "-i", path, join(top, "openstack"), "::"]);
  }
  return Buffer.from(gzipSync(await readFile(path))).toString("base64");
}

test("each system applies what it is told, a seed or a drive: name, key, file and network", async () => {
  const more = { config_drive: { as: "seed", images: [systems[1]] } };
  await deploy({
    policy: "clean",
    seeds: [seedFor("web-blue", 11)],
    drive: await makeDrive("drive-green", "ext2"),
    more,
  });
  const [blue, green] = await look();
  expect(blue).toMatchObject({ hostname: "web-blue", told: `web-blue ${secret}` });
  expect(blue?.keys).toContain(keyFor("web-blue"));
  expect(blue?.addresses).toContain("10.99.0.11/24");
  expect(blue?.source).toContain("DataSourceNoCloud");
  expect(green).toMatchObject({ hostname: "drive-green", told: `drive-green ${secret}` });
});

test("each applies another one after a redeploy, a seed in the place of a drive as well", async () => {
  await deploy({ policy: "verify", seeds: [seedFor("web-red", 13), seedFor("web-green", 12)] });
  const [red, second] = await look();
  expect(red).toMatchObject({ hostname: "web-red", told: `web-red ${secret}` });
  expect(red?.addresses).toContain("10.99.0.13/24");
  expect(second).toMatchObject({ hostname: "web-green", told: `web-green ${secret}` });
  expect(second?.addresses).toContain("10.99.0.12/24");
});

test("a config drive is seen by both systems as a partition, and another one on the same partition after a redeploy", async () => {
  const info = await deploy({ policy: "clean", seeds: [], drive: await makeDrive("drive-one", "vfat") });
  expect(info.config_drive).toMatchObject({ as: "partition" });
  for (const told of await look()) {
    expect(told).toMatchObject({ hostname: "drive-one", told: `drive-one ${secret}` });
    expect(told.source).toContain("DataSourceConfigDrive");
  }
  await deploy({ policy: "verify", seeds: [], drive: await makeDrive("drive-two", "vfat") });
  expect(await look([0])).toMatchObject([{ hostname: "drive-two" }]);
});
