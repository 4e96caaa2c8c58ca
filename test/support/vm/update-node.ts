/** A virtual node with two systems that can update each other, red (the default) and blue, and a volume that both have. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import type { HistoryResult, ListResult } from "../../../src/schema/bareon-boot.ts";
import type { Update } from "../../../src/schema/update.ts";
import { scratchFolder } from "../files/scratch.ts";
import { type FileServer, startFileServer } from "../servers/file-server.ts";
import { prepareLab } from "../setup/prepare.ts";
import { updaterImage } from "../systems/tiny-image.ts";
import { deployHere } from "../disks/deploy-here.ts";
import type { Disk } from "./disk.ts";
import { createNode, type LabNode } from "./node.ts";
import type { Vm } from "./vm.ts";

/** A version of a system: a copy of `base` that calls itself by its title. */
export interface Version {
  readonly title: string;
  /** The tiny system with the programs of an update if absent. */
  readonly base?: "bookworm" | "trixie";
  /** Run at the top of its tree, after all else. */
  readonly script?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export interface UpdateLab {
  /** Names its logs. */
  readonly name: string;
  /** What is deployed, by the images' names: tiny systems with accounts of other numbers than `otherNumbers` if absent. */
  readonly first?: Readonly<Record<"red" | "blue", Version>>;
  /** MiB of a root. */
  readonly rootMiB?: number;
  /** Trees that the server has, by their names. */
  readonly versions: Readonly<Record<string, Version>>;
  /** Makes files of the trees, in the folder that has each under its name. */
  readonly pack?: (folder: string) => Promise<unknown>;
  /** Whether what the running systems write is recorded; then GRUB does not wait, so that the disks of power cuts boot faster. */
  readonly recorded?: boolean;
}

/** For ../crash. */
export interface RecordedDisk {
  /** As it was deployed. */
  readonly before: Disk;
  /** All writes since then. */
  readonly log: string;
}

const sharedMiB = 256;

function configOf(device: string, folder: string, rootMiB: number, timeout: number): object {
  const volume = (mount: string, size: number, label: string, images: readonly string[]): object => ({
    ...{ type: "partition", mount, size: `${size} MiB`, file_system: "ext4", disk_label: label, images },
  });
  return {
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({ name, image_pull_url: join(folder, name), target: "/" })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: `${diskMiB(rootMiB)} MiB` },
        volumes: [
          volume("/", rootMiB, "red", ["red"]),
          volume("/", rootMiB, "blue", ["blue"]),
          volume("/srv/shared", sharedMiB, "shared", ["red", "blue"]),
        ],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout },
  };
}

/** With what a disk has besides: the multiboot partition first of all. */
function diskMiB(rootMiB: number): number {
  return 2 * rootMiB + sharedMiB + 160;
}

/** The kernel of the tree gets another name, as a newer one has. */
export const renameKernel = 'for file in boot/vmlinuz-* boot/initrd.img-*; do mv "$file" "$file-2"; done';
/** Accounts with other numbers than those of the first versions. */
export const otherNumbers =
  "printf 'root:x:0:0:root:/root:/bin/sh\\napp:x:42:42::/:/bin/false\\n' > etc/passwd; printf 'root:x:0:\\napp:x:42:\\nkeys:x:998:\\n' > etc/group";
const numbers =
  "printf 'root:x:0:0:root:/root:/bin/sh\\napp:x:998:998::/:/bin/false\\n' > etc/passwd; printf 'root:x:0:\\napp:x:998:\\nkeys:x:101:\\n' > etc/group";

const firstVersions = {
  red: { title: "red 1", script: numbers },
  blue: {
    title: "blue 1",
    script: `${numbers}; mkdir -p opt/stale; touch opt/stale/file; touch -d @1000000000 etc/os-release`,
  },
} as const;

export class UpdateNode implements AsyncDisposable {
  readonly #node: LabNode;
  readonly #server: FileServer;
  /** The machine that runs from its disk. */
  readonly vm: Vm;
  readonly recorded: RecordedDisk | undefined;
  readonly #all: AsyncDisposableStack;

  private constructor(
    node: LabNode,
    server: FileServer,
    { vm, recorded, all }: Pick<UpdateNode, "vm" | "recorded"> & { readonly all: AsyncDisposableStack },
  ) {
    this.#node = node;
    this.#server = server;
    this.vm = vm;
    this.recorded = recorded;
    this.#all = all;
  }

  /** Deploys the first versions and starts red. */
  static async start({ first = firstVersions, rootMiB = 850, versions, ...lab }: UpdateLab): Promise<UpdateNode> {
    await using all = new AsyncDisposableStack();
    const { path } = all.use(await scratchFolder());
    const trees = { files: path, ...(await makeTrees(path, { ...first, ...versions })) };
    await lab.pack?.(path);
    const timeout = lab.recorded === true ? 0 : 1;
    const disk = await deployHere(path, diskMiB(rootMiB), (device) => configOf(device, path, rootMiB, timeout));
    const node = all.use(await createNode({ name: lab.name, diskSizes: [], trees, osProber: false }));
    const server = all.use(await startFileServer(path));
    const recorded = lab.recorded === true ? await record(disk, path) : undefined;
    const used = recorded === undefined ? disk : { ...disk, writeLog: recorded.log };
    const vm = all.use(await node.boot("disk", { mayPanic: true, disks: [used] }));
    return new UpdateNode(node, server, { vm, recorded, all: all.move() });
  }

  /** The address of a version's tree. */
  tree(name: string): string {
    return this.#node.withServer(`conductor.example.net::images/${name}/`);
  }

  /** The address of a file in the folder that `pack` was handed; the rsync server has it as the tree "files". */
  file(name: string): string {
    return `http://10.0.2.2:${this.#server.port}/${name}`;
  }

  async ask<T>(command: string): Promise<T> {
    return JSON.parse((await this.vm.run(`${command} --json`, { timeoutSeconds: 900 })).stdout) as T;
  }

  async update(words: string): Promise<Update> {
    return await this.ask<Update>(`bareon-provision update ${words}`);
  }

  async systemName(): Promise<string> {
    return (await this.vm.run("sed -n 's/^PRETTY_NAME=\"\\(.*\\)\"/\\1/p' /etc/os-release")).stdout.trim();
  }

  /**
   * Runs a script at the top of the tree of a system that does not run. After a boot bareon-boot looks into it for a moment, and while it is
   * mounted for reading it cannot be mounted for writing.
   */
  async inIdle(label: string, script: string): Promise<string> {
    const mount = `n=0; until mount "$(blkid -L ${label})" /mnt; do n=$((n+1)); [ $n -lt 100 ] || exit 1; sleep 0.3; done`;
    const mounted = `mkdir -p /mnt && ${mount} && cd /mnt`;
    return (await this.vm.run(`${mounted} && { ${script}\n} && cd / && umount /mnt`)).stdout;
  }

  /** Starts a writer that adds one line after another to a file on the shared volume, each flushed. */
  async startWriter(): Promise<void> {
    const loop =
      "i=$(wc -l < /srv/shared/log); while :; do i=$((i+1)); echo $i | dd of=/srv/shared/log oflag=append conv=notrunc,fsync status=none && echo $i > /run/written; sleep 0.1; done";
    await this.vm.run(`touch /srv/shared/log; setsid nohup sh -c '${loop}' >/dev/null 2>&1 </dev/null &`);
  }

  /** The last line that was told to be on the disk. */
  async written(): Promise<number> {
    return Number(await this.vm.read("/run/written"));
  }

  /** Expects every line on the shared volume that was told to be on the disk, and none torn; no fewer than `least`. */
  async checkLog(least: number): Promise<void> {
    const lines = (await this.vm.read("/srv/shared/log")).trim().split("\n");
    expect(lines).toEqual(lines.map((_, index) => String(index + 1)));
    expect(lines.length).toBeGreaterThanOrEqual(least);
  }

  /** How many kernels have been started so far. */
  async boots(): Promise<number> {
    return (await this.vm.serial()).split(/\] Linux version \d/u).length - 1;
  }

  /** The history's last line, once the running system has decided its trial. */
  async decided(): Promise<HistoryResult["lines"][number] | undefined> {
    const { stdout } = await this.vm.run(
      'for i in $(seq 90); do bareon-boot history --json > /run/history; tail -n 20 /run/history | grep -Eq \'"what": "(confirm|reject)"\' && break; sleep 1; done; cat /run/history',
      { timeoutSeconds: 600 },
    );
    return (JSON.parse(stdout) as HistoryResult).lines.at(-1);
  }

  async entry(name: string): Promise<ListResult["entries"][number] | undefined> {
    return (await this.ask<ListResult>("bareon-boot list")).entries.find(({ os_id: id }) => id === name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#all.disposeAsync();
  }
}

async function record(disk: Disk, folder: string): Promise<RecordedDisk> {
  const [path, log] = [join(folder, "deployed.img"), join(folder, "writes.log")];
  await execa("cp", ["--sparse=always", "--", disk.path, path]);
  await writeFile(log, "");
  return { before: { ...disk, path }, log };
}

/** The tree of each version in the folder, by name. */
async function makeTrees(folder: string, versions: Readonly<Record<string, Version>>): Promise<Record<string, string>> {
  const images = await prepareLab(console.error);
  const bases = { ...images, tiny: await updaterImage(images.bookworm, console.error) };
  const trees: Record<string, string> = {};
  for (const [name, version] of Object.entries(versions))
    trees[name] = await makeTree(bases[version.base ?? "tiny"], join(folder, name), version);
  return trees;
}

/** Their trials are decided by themselves at the end of a boot, for which the init of the tiny system has no better place. */
async function makeTree(
  from: string,
  tree: string,
  { title, base, script = "", files = {} }: Version,
): Promise<string> {
  await execa("cp", ["--archive", "--reflink=auto", from, tree]);
  for (const [path, text] of Object.entries({ "etc/default/bareon": 'BAREON_HEALTH="--deadline 8"\n', ...files })) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text, { mode: 0o755 });
  }
  const named = 'sed -i "s/^PRETTY_NAME=.*/PRETTY_NAME=\\"$0\\"/" etc/os-release';
  const decides = base === undefined ? "echo '::once:/usr/lib/bareon/after-boot start' >> etc/inittab" : "";
  await execa("sh", ["-euc", [named, decides, script].join("\n"), title], { cwd: tree });
  return tree;
}
