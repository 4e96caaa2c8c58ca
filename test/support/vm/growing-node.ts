/** A node with two systems, deployed on this machine: red, which runs and can add more, and blue; both have /srv/shared. */
import { join } from "node:path";
import { execa } from "execa";
import { deployOnto } from "../disks/deploy-here.ts";
import { partitionSums } from "../disks/partition-sums.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { prepareLab } from "../setup/prepare.ts";
import { updaterImage, watchfulImage } from "../systems/tiny-image.ts";
import { createNode, type LabNode } from "./node.ts";
import type { Vm } from "./vm.ts";

type Volume = Readonly<Record<string, unknown>>;

const sizes: Readonly<Record<string, string>> = { red: "450 MiB", blue: "200 MiB", green: "450 MiB" };

const root = (image: string): Volume => ({
  ...{ type: "partition", mount: "/", size: sizes[image], file_system: "ext4", images: [image] },
});
const shared = (...images: readonly string[]): Volume => ({
  ...{ type: "partition", mount: "/srv/shared", size: "64 MiB", file_system: "ext4", images },
});

interface Config {
  readonly policy: string;
  readonly images: readonly string[];
  /** Those that receive no boot tool. */
  readonly without: readonly string[];
  readonly volumes: readonly Volume[];
  readonly id: object;
}

function render({ policy, images, without, volumes, id }: Config): string {
  return JSON.stringify({
    partitions_policy: policy,
    images: images.map((name) => ({
      ...{ name, image_pull_url: `conductor.example.net::images/${name}/`, target: "/" },
      ...(without.includes(name) ? { boot_tool: false } : {}),
    })),
    partitions: [{ type: "disk", id, size: "1700 MiB", volumes }],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  });
}

const startUdev =
  "sed -i 's|^mkdir -p /dev/pts|/lib/systemd/systemd-udevd --daemon; udevadm trigger; udevadm settle; &|' etc/start";

/** Hard links, of which those that change are replaced. */
async function makeTree(base: string, folder: Scratch, name: string, more = ""): Promise<string> {
  const tree = join(folder.path, name);
  await execa("cp", ["--archive", "--link", base, tree]);
  const script = [
    'sed -i "s/Tiny Linux 1/Tiny $0/" etc/os-release',
    more,
    "mkdir -p srv/shared; echo $0 > srv/shared/of-the-image",
  ].join("\n");
  await execa("sh", ["-euc", script, name], { cwd: tree });
  return tree;
}

export class GrowingNode implements AsyncDisposable {
  readonly node: LabNode;
  readonly #folder: Scratch;
  readonly #without: readonly string[];

  private constructor(node: LabNode, folder: Scratch, without: readonly string[]) {
    this.node = node;
    this.#folder = folder;
    this.#without = without;
  }

  /** `small`: green is as small as can be, and cannot be asked for anything. */
  static async deploy(name: string, small: boolean): Promise<GrowingNode> {
    const { bookworm, tiny } = await prepareLab(console.error);
    const folder = await scratchFolder();
    const trees = {
      red: await makeTree(await watchfulImage(bookworm, console.error), folder, "red", startUdev),
      blue: await makeTree(tiny, folder, "blue"),
      green: await makeTree(small ? tiny : await updaterImage(bookworm, console.error), folder, "green"),
    };
    const diskTraits = [{ format: "raw" }] as const;
    const node = await createNode({ name, diskSizes: [1800], diskTraits, trees, osProber: false });
    const grown = new GrowingNode(node, folder, small ? ["blue", "green"] : ["blue"]);
    const volumes = [root("red"), root("blue"), shared("red", "blue")];
    await deployOnto(node.disks, folder.path, (value) =>
      grown
        .#config({ policy: "clean", images: ["red", "blue"], volumes, id: { type: "name", value } })
        .replaceAll("//10.0.2.2:", "//127.0.0.1:"),
    );
    return grown;
  }

  #config(config: Omit<Config, "without">): string {
    return this.node.withServer(render({ ...config, without: this.#without }));
  }

  /** With green beside the two, in another order than they have. */
  grown(): string {
    const volumes = [root("green"), root("red"), root("blue"), shared("red", "blue", "green")];
    const id = { type: "serial", value: "bareon-1" };
    return this.#config({ policy: "extend", images: ["red", "blue", "green"], volumes, id });
  }

  /** Every byte of the boot code and of blue's root, which does not run. */
  async sums(): Promise<string[]> {
    return await partitionSums(this.node.disks[0]?.path ?? "", [1, 4]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.node[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** The system that runs. */
export async function systemName(vm: Vm): Promise<string> {
  return (await vm.run("sed -n 's/^PRETTY_NAME=\"Tiny \\(.*\\)\"/\\1/p' /etc/os-release")).stdout.trim();
}

export const partitions = "sfdisk --dump /dev/vda | grep ^/dev/";
