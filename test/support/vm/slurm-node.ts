/** A compute node with two systems that have Slurm, prod (the default) and next, set up as the examples show it; and the controller. */
import { join } from "node:path";
import { execa } from "execa";
import { buildExecutable } from "../../../src/build/executable.ts";
import { maskUnits, type TreeFile, writeTree } from "../../../src/build/tree.ts";
import { deployHere } from "../disks/deploy-here.ts";
import { scratchFolder } from "../files/scratch.ts";
import { freePort } from "../servers/port.ts";
import { controllerName, SlurmController } from "../servers/slurm-controller.ts";
import { debianImage } from "../systems/images.ts";
import { slurmExample, slurmFiles } from "../systems/slurm-files.ts";
import { startVm, type Vm } from "./vm.ts";

const systems = ["prod", "next"] as const;
const rootMiB = 600;

const units = "/etc/systemd/system";
const waitForNetwork = "systemd-networkd-wait-online.service";

async function nodeFiles(name: string): Promise<TreeFile[]> {
  return [
    { path: "/usr/lib/os-release", text: `NAME=Debian\nID=debian\nPRETTY_NAME="Debian ${name}"\n` },
    { path: "/etc/hostname", text: "n1\n" },
    { path: "/etc/hosts", text: `127.0.0.1 localhost\n10.0.2.15 n1\n10.0.2.2 ${controllerName}\n` },
    { path: "/etc/bareon/slurm", text: await slurmExample("settings") },
    { path: "/etc/bareon/health.d/slurmd", text: await slurmExample("health-check"), mode: 0o755 },
    { path: "/etc/default/bareon", text: 'BAREON_HEALTH="--deadline 60"\n' },
    ...maskUnits(["slurmctld.service"]),
    // slurmd ends if it has no address.
    { path: `${units}/${waitForNetwork}`, link: `/lib/systemd/system/${waitForNetwork}` },
    { path: `${units}/network-online.target.wants/${waitForNetwork}`, link: `/lib/systemd/system/${waitForNetwork}` },
  ];
}

/** Hard links, of which those that change are replaced. */
async function makeTree(base: string, tree: string, files: readonly TreeFile[]): Promise<void> {
  await execa("cp", ["--archive", "--link", base, tree]);
  await writeTree(tree, files);
}

function deployConfig(folder: string, device: string): object {
  return {
    partitions_policy: "clean",
    images: systems.map((name) => ({ name, image_pull_url: `${join(folder, name)}/`, target: "/" })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: `${2 * rootMiB + 160} MiB` },
        volumes: systems.map((name) => ({
          ...{ type: "partition", mount: "/", size: `${rootMiB} MiB`, file_system: "ext4", disk_label: name },
          images: [name],
        })),
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  };
}

export class SlurmNode implements AsyncDisposable {
  readonly controller: SlurmController;
  readonly vm: Vm;
  readonly #all: AsyncDisposableStack;

  private constructor(controller: SlurmController, vm: Vm, all: AsyncDisposableStack) {
    this.controller = controller;
    this.vm = vm;
    this.#all = all;
  }

  /** Deploys both systems on this machine, starts the controller, and switches the node on. */
  static async start(name: string): Promise<SlurmNode> {
    await using all = new AsyncDisposableStack();
    await buildExecutable();
    const { path } = all.use(await scratchFolder());
    const base = await debianImage("slurm", console.error);
    const [port, nodePort] = [await freePort(), await freePort()];
    const config = await slurmFiles(port, nodePort);
    for (const system of systems) await makeTree(base, join(path, system), [...config, ...(await nodeFiles(system))]);
    const disk = await deployHere(path, 2 * rootMiB + 180, (device) => deployConfig(path, device));
    const hosts = { path: "/etc/hosts", text: `127.0.0.1 localhost ${controllerName} n1\n` };
    const controller = all.use(await SlurmController.start(base, [...config, hosts]));
    const vm = all.use(
      await startVm({ name, disks: [disk], boot: "disk", network: { forwards: [[nodePort, nodePort]] } }),
    );
    return new SlurmNode(controller, vm, all.move());
  }

  /** What sinfo says of the node: its state, its active features, and the reason. */
  async seen(): Promise<string> {
    const { stdout } = await this.controller.run(["sinfo", "--noheader", "--Node", "--format=%T %b %E"]);
    return stdout.trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#all.disposeAsync();
  }
}
