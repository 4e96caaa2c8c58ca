/** A virtual node with two tiny systems that can update each other, red (the default) and blue, and a volume that both have. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { HistoryResult, ListResult } from "../../../src/schema/bareon-boot.ts";
import type { Update } from "../../../src/schema/update.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { type FileServer, startFileServer } from "../servers/file-server.ts";
import { prepareLab } from "../setup/prepare.ts";
import { updaterImage } from "../systems/tiny-image.ts";
import { createNode, deployByController, type LabNode } from "./node.ts";
import type { Vm } from "./vm.ts";

const root = (image: string): object => ({
  ...{ type: "partition", mount: "/", size: "850 MiB", file_system: "ext4", disk_label: image, images: [image] },
});

const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["red", "blue"].map((name) => ({
    name,
    image_pull_url: `conductor.example.net::images/${name}/`,
    target: "/",
  })),
  partitions: [
    {
      ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "2 GiB" },
      volumes: [
        root("red"),
        root("blue"),
        {
          ...{ type: "partition", mount: "/srv/shared", size: "64 MiB", file_system: "ext4" },
          ...{ disk_label: "shared", images: ["red", "blue"] },
        },
      ],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

/** A version of a system: its name is what /etc/os-release calls it. */
export interface Version {
  readonly title: string;
  /** Run at the top of its tree, after all else. */
  readonly script?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The kernel of the tree gets another name, as a newer one has. */
export const renameKernel = 'for file in boot/vmlinuz-* boot/initrd.img-*; do mv "$file" "$file-2"; done';
/** Accounts with other numbers than those of the first versions. */
export const otherNumbers =
  "printf 'root:x:0:0:root:/root:/bin/sh\\napp:x:42:42::/:/bin/false\\n' > etc/passwd; printf 'root:x:0:\\napp:x:42:\\nkeys:x:998:\\n' > etc/group";
const numbers =
  "printf 'root:x:0:0:root:/root:/bin/sh\\napp:x:998:998::/:/bin/false\\n' > etc/passwd; printf 'root:x:0:\\napp:x:998:\\nkeys:x:101:\\n' > etc/group";

const firstVersions: Readonly<Record<"red" | "blue", Version>> = {
  red: { title: "red 1", script: numbers },
  blue: { title: "blue 1", script: `${numbers}; mkdir -p opt/stale; touch opt/stale/file` },
};

export class UpdateNode implements AsyncDisposable {
  readonly #node: LabNode;
  readonly #folder: Scratch;
  readonly #server: FileServer;
  #vm: Vm | undefined;

  private constructor(node: LabNode, folder: Scratch, server: FileServer) {
    this.#node = node;
    this.#folder = folder;
    this.#server = server;
  }

  /** Deploys the first versions and starts red. The server has these versions too, as trees and in the folder that `pack` is handed. */
  static async start(
    name: string,
    versions: Readonly<Record<string, Version>>,
    pack: (folder: string) => Promise<void>,
  ): Promise<UpdateNode> {
    const { bookworm } = await prepareLab(console.error);
    const base = await updaterImage(bookworm, console.error);
    const folder = await scratchFolder();
    const trees: Record<string, string> = {};
    for (const [tree, version] of Object.entries({ ...firstVersions, ...versions }))
      trees[tree] = await makeTree(base, join(folder.path, tree), version);
    await pack(folder.path);
    const node = await createNode({ name, diskSizes: [2048], trees });
    const server = await startFileServer(folder.path);
    const started = new UpdateNode(node, folder, server);
    await using ramdisk = await node.boot("ramdisk");
    await deployByController(ramdisk, node.withServer(config));
    await ramdisk.powerOff();
    started.#vm = await node.boot("disk", { mayPanic: true });
    return started;
  }

  /** The machine that runs from its disk. */
  get vm(): Vm {
    if (this.#vm === undefined) throw new Error("the node was not booted from its disk");
    return this.#vm;
  }

  /** The address of a version's tree. */
  tree(name: string): string {
    return this.#node.withServer(`conductor.example.net::images/${name}/`);
  }

  /** The address of a file in the folder that `pack` was handed. */
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

  /** Runs a script at the top of the tree of a system that does not run. */
  async inIdle(label: string, script: string): Promise<string> {
    const mounted = `mkdir -p /mnt && mount "$(blkid -L ${label})" /mnt && cd /mnt`;
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

  /** The lines on the shared volume. */
  async log(): Promise<readonly string[]> {
    return (await this.vm.read("/srv/shared/log")).trim().split("\n");
  }

  /** How often a system has come up so far. */
  async boots(): Promise<number> {
    return (await this.vm.serial()).split("tiny: ready").length - 1;
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
    await this.#vm?.[Symbol.asyncDispose]();
    await this.#node[Symbol.asyncDispose]();
    await this.#server[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** A copy of the base that has that version's name and, as its init has no better place, decides trials at the end of its boot. */
async function makeTree(base: string, tree: string, { title, script = "", files = {} }: Version): Promise<string> {
  await execa("cp", ["--archive", "--reflink=auto", base, tree]);
  for (const [path, text] of Object.entries({ "etc/default/bareon": 'BAREON_HEALTH="--deadline 8"\n', ...files })) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text, { mode: 0o755 });
  }
  const named =
    "echo '::once:/usr/lib/bareon/after-boot start' >> etc/inittab; sed -i \"s/Tiny Linux 1/$0/\" etc/os-release";
  await execa("sh", ["-euc", `${named}\n${script}`, title], { cwd: tree });
  return tree;
}
