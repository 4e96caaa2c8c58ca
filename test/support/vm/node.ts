/** A virtual node for a whole deploy: its disks, the server with its images, and the ways to provision and boot it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { deployOnto } from "../disks/deploy-here.ts";
import { createDisk, type Disk, type DiskOptions } from "./disk.ts";
import { projectRoot } from "../files/paths.ts";
import { prepareArm, prepareLab } from "../setup/prepare.ts";
import type { Kind } from "./machines.ts";
import { type RsyncDaemon, type RsyncDaemonOptions, startRsyncDaemon } from "../servers/rsync-daemon.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { startVm, type Vm, type VmOptions } from "./vm.ts";

/** The image addresses of the documentation; tests put their own server in its place. */
const documentedAddress = /conductor\.example\.net::images\/(?<image>[a-z]+)\//gu;

export interface NodeOptions {
  /** Names its logs. */
  readonly name: string;
  /** What its machine is, and so the images that its server has; it is booted with UEFI of that kind. A PC if absent. */
  readonly kind?: Kind;
  /** MiB of each disk; they get the serial numbers bareon-1, bareon-2, ... */
  readonly diskSizes: readonly number[];
  /** What is special about each disk. */
  readonly diskTraits?: readonly Partial<Pick<DiskOptions, "bus" | "sectorSize" | "format" | "wwn" | "paths">>[];
  readonly server?: Omit<RsyncDaemonOptions, "modules">;
  /** Trees that the server has beside the lab's images, by name. */
  readonly trees?: Readonly<Record<string, string>>;
  /** False if the ramdisk is to have no os-prober: for a test that does not judge what it says, as it takes a third of a deploy of tiny systems. */
  readonly osProber?: boolean;
}

/** Files to read on the node after a deploy, and what the programs said. */
export interface Provisioned {
  readonly bootInfo: BootInfo;
  readonly seconds: number;
}

export class LabNode implements AsyncDisposable {
  readonly disks: readonly Disk[];
  readonly #name: string;
  readonly #folder: Scratch;
  readonly #server: RsyncDaemon;
  readonly #osProber: boolean;

  constructor({ name, osProber = true }: NodeOptions, folder: Scratch, disks: readonly Disk[], server: RsyncDaemon) {
    this.#name = name;
    this.#osProber = osProber;
    this.#folder = folder;
    this.disks = disks;
    this.#server = server;
  }

  /** The text of test/examples/NAME.json with the address of this node's image server. */
  async example(name: string): Promise<string> {
    return this.withServer(await readFile(join(projectRoot, "test/examples", `${name}.json`), "utf8"));
  }

  /** A config with the address of this node's image server for the documented one. */
  withServer(config: string): string {
    return config.replaceAll(documentedAddress, (_, image: string) => this.#server.url(image));
  }

  /** Starts the ramdisk or what is on the disks, and waits for a login. */
  async boot(boot: VmOptions["boot"], more: Partial<VmOptions> = {}): Promise<Vm> {
    const vm = await startVm({
      name: `${this.#name}-${boot === "disk" ? "disk" : "ramdisk"}`,
      disks: this.disks,
      boot,
      ...more,
    });
    try {
      await vm.ready();
      if (boot === "ramdisk" && !this.#osProber) await vm.run('mount --bind /dev/null "$(command -v os-prober)"');
      return vm;
    } catch (error) {
      await vm[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * A sum over the bytes of each disk, or over its first MiB, once the guest has written all of them; the guest itself takes seconds
   * for each 100 MB. The disks must be raw, or the sum would be one over QEMU's own bookkeeping too.
   */
  async sums(vm: Vm, firstMiB = Infinity): Promise<readonly string[]> {
    if (this.disks.some(({ format }) => format !== "raw"))
      throw new Error("only the bytes of raw disks can be read here");
    // An array is marked as clean some tenths of a second after the last write to it.
    await vm.run(
      "sync; udevadm settle; for try in $(seq 100); do cat /sys/block/md*/md/array_state 2> /dev/null | grep -q ^active || exit 0; sleep 0.1; done; exit 1",
    );
    return await Promise.all(
      this.disks.map(async ({ path }) => {
        const hash = createHash("sha256");
        const end = firstMiB * 1024 * 1024 - 1;
        for await (const part of createReadStream(path, { end, highWaterMark: 1024 * 1024 }))
          hash.update(part as Buffer);
        return hash.digest("hex");
      }),
    );
  }

  /**
   * Deploys onto the node's disks, which must be raw, on this machine and not in the ramdisk: seconds instead of minutes, for tests of
   * what comes after a deploy. The first disk of the config is taken for the first of the node, whatever its id; `more` are further options.
   */
  async deployHere(config: string, more: readonly string[] = []): Promise<BootInfo> {
    const folder = this.#folder.path;
    await deployOnto(
      this.disks,
      folder,
      (...devices) => withDevices(config, devices).replaceAll("//10.0.2.2:", "//127.0.0.1:"),
      more,
    );
    return JSON.parse(await readFile(join(folder, "boot-info.json"), "utf8")) as BootInfo;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** The config with the devices as its disks, in its order. */
function withDevices(config: string, devices: readonly string[]): string {
  const { partitions, ...rest } = JSON.parse(config) as { readonly partitions: readonly { readonly type: string }[] };
  const left = [...devices];
  const named = partitions.map((space) =>
    space.type === "disk" ? { ...space, id: { type: "name", value: left.shift() } } : space,
  );
  return JSON.stringify({ ...rest, partitions: named });
}

/** Blank disks, and a server with every image of the lab. */
export async function createNode(options: NodeOptions, log: (line: string) => void = console.error): Promise<LabNode> {
  const images = await (options.kind === "arm64" ? prepareArm(log) : prepareLab(log));
  const folder = await scratchFolder();
  const disks = await Promise.all(
    options.diskSizes.map(
      async (sizeMiB, index) =>
        await createDisk({
          directory: folder.path,
          name: `disk-${index + 1}`,
          sizeMiB,
          serial: `bareon-${index + 1}`,
          ...options.diskTraits?.[index],
        }),
    ),
  );
  const server = await startRsyncDaemon({ ...options.server, modules: { ...images, ...options.trees } });
  return new LabNode(options, folder, disks, server);
}

/** What `bareon-provision inspect` prints on the node. */
export async function inspectNode(vm: Vm): Promise<Inventory> {
  return JSON.parse((await vm.run("bareon-provision inspect --json")).stdout) as Inventory;
}

/** Makes the plan on this machine, with nothing but the two files. */
export async function planElsewhere(config: string, inventory: Inventory, folder: Scratch): Promise<Plan> {
  const inventoryFile = join(folder.path, "inventory.json");
  await execa({ input: JSON.stringify(inventory) })("tee", [inventoryFile]);
  const { stdout } = await execa({ input: config })(join(projectRoot, "bin/bareon-provision"), [
    "plan",
    "--json",
    "--inventory",
    inventoryFile,
    "--input_data_file",
    "-",
  ]);
  return JSON.parse(stdout) as Plan;
}

/** Deploys as the controller does: the config in its place, no command word, boot-info read afterwards. `live` shows its progress here. */
export async function deployByController(
  vm: Vm,
  config: string,
  live = false,
  driver: "rsync" | "swift" = "rsync",
): Promise<Provisioned> {
  await vm.put("/tmp/provision.json", config);
  const start = performance.now();
  await vm.run(`bareon-provision --data_driver "ironic" --deploy_driver "${driver}"`, { timeoutSeconds: 900, live });
  return {
    bootInfo: JSON.parse(await vm.read("/tmp/boot_entries.json")) as BootInfo,
    seconds: (performance.now() - start) / 1000,
  };
}
