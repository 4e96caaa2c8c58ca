/** A node with two tiny systems, red (the default) and blue, deployed once; each scenario gets an overlay of its disk. */
import { createNode, type LabNode } from "./node.ts";
import { overlay } from "./disk.ts";
import { scratchFolder, type Scratch } from "../files/scratch.ts";
import { startVm, type Vm, type VmOptions } from "./vm.ts";

/** The config of both on one disk, and what else it is to have. */
export function redAndBlue({
  size,
  volumes = {},
  ...more
}: {
  readonly size: string;
  /** Of both volumes. */
  readonly volumes?: object;
  readonly [key: string]: unknown;
}): string {
  const volume = (image: string, share: string): object => ({
    ...{ type: "partition", mount: "/", size: share, file_system: "ext4", images: [image] },
    ...volumes,
  });
  return JSON.stringify({
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({
      name,
      image_pull_url: "conductor.example.net::images/tiny/",
      target: "/",
      boot: name === "red",
    })),
    partitions: [
      {
        type: "disk",
        id: { type: "serial", value: "bareon-1" },
        size,
        volumes: [volume("red", "50%"), volume("blue", "remaining")],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 0 },
    ...more,
  });
}

export class TrialNode implements AsyncDisposable {
  readonly #node: LabNode;
  readonly #folder: Scratch;
  readonly #name: string;

  private constructor(name: string, node: LabNode, folder: Scratch) {
    this.#name = name;
    this.#node = node;
    this.#folder = folder;
  }

  static async deploy(name: string): Promise<TrialNode> {
    const node = await createNode({ name, diskSizes: [2048], diskTraits: [{ format: "raw" }] });
    await node.deployHere(node.withServer(redAndBlue({ size: "2 GiB" })));
    return new TrialNode(name, node, await scratchFolder());
  }

  /** Switches on a machine whose disk is as deployed, or `disks`; it may panic. Its system need not be up when this returns. */
  async start(scenario: string, more: Partial<VmOptions> = {}): Promise<Vm> {
    return await startVm({
      name: `${this.#name}-${scenario}`,
      disks: await this.disks(),
      boot: "disk",
      mayPanic: true,
      memoryMiB: 512,
      ...more,
    });
  }

  /** The disk as it was deployed, to be written to. */
  async disks(): Promise<VmOptions["disks"]> {
    return await Promise.all(this.#node.disks.map(async (disk) => await overlay(disk, this.#folder.path)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
    await this.#node[Symbol.asyncDispose]();
  }
}

/** What the running system's kernel was told: `ENTRY REASON LEFT`. */
export async function bootedAs(vm: Vm): Promise<string> {
  const words = (await vm.read("/proc/cmdline")).split(" ");
  const value = (name: string): string =>
    words.find((word) => word.startsWith(`bareon.${name}=`))?.split("=")[1] ?? "?";
  return `${value("entry")} ${value("reason")} ${value("left")}`;
}
