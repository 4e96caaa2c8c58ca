/** Ansible as its users have it: the collection, an inventory and a key in a root filesystem of Debian, which what runs in it does not change. */
import { copyFile, cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Log } from "../../../src/build/cache.ts";
import { projectRoot } from "../files/paths.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { ansibleRoot, type Controller } from "../systems/ansible-root.ts";
import { labKey } from "../systems/lab-key.ts";

/** As it is shipped. */
export const collectionSource = join(projectRoot, "src/integrations/ansible");
/** Where it is in the root filesystem, from where commands are started. */
const place = "lab/ansible_collections/bareon/node";

/** The first word is the root filesystem, the second one the folder that is mounted into it, the others the command. */
const script = `
root=$1 lab=$2; shift 2
mount -t tmpfs tmpfs "$root/tmp" && mount -t tmpfs tmpfs "$root/root" && mount -t proc proc "$root/proc" &&
mount --bind /dev "$root/dev" && mount --bind "$lab" "$root/lab" && exec chroot "$root" env -i "$@"
`;

const environment = {
  HOME: "/root",
  PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C.UTF-8",
  TERM: "dumb",
  ANSIBLE_COLLECTIONS_PATH: "/lab",
  ANSIBLE_HOST_KEY_CHECKING: "False",
  ANSIBLE_NOCOLOR: "1",
  // A virtual machine on a busy one takes its time.
  ANSIBLE_TIMEOUT: "60",
  ANSIBLE_SSH_RETRIES: "3",
  // Results are lines.
  ANSIBLE_VERBOSITY: "1",
} as const;

/** A host of the inventory. */
export interface Target {
  readonly name: string;
  /** Of ssh, on 127.0.0.1. */
  readonly port: number;
}

/** What a task said of a host, in the order of the output. */
export interface TaskResult {
  readonly host: string;
  readonly outcome: "ok" | "changed" | "fatal";
  readonly result: Readonly<Record<string, unknown>>;
}

export interface Played {
  readonly exitCode: number;
  readonly output: string;
  readonly results: readonly TaskResult[];
  /** The line of a host in the recap: `ok=2 changed=0 ...`; undefined for a host that was not reached at all. */
  readonly recap: ReadonlyMap<string, string>;
}

function parse(exitCode: number, output: string): Played {
  const results = Array.from(
    output.matchAll(/^(?<outcome>ok|changed|fatal): \[(?<host>[\w.]+)\](?:: FAILED!)? => (?<json>\{.*\})$/gmu),
    ({ groups }): TaskResult => ({
      host: groups?.["host"] ?? "",
      outcome: groups?.["outcome"] as TaskResult["outcome"],
      result: JSON.parse(groups?.["json"] ?? "{}") as TaskResult["result"],
    }),
  );
  const recap = Array.from(
    output.matchAll(/^(?<host>[\w.]+) +: (?<counts>ok=.*)$/gmu),
    ({ groups }): [string, string] => [
      groups?.["host"] ?? "",
      (groups?.["counts"] ?? "").replaceAll(/ +/gu, " ").trim(),
    ],
  );
  return { exitCode, output, results, recap: new Map(recap) };
}

export class AnsibleController implements AsyncDisposable {
  readonly #root: string;
  readonly #lab: Scratch;

  private constructor(root: string, lab: Scratch) {
    this.#root = root;
    this.#lab = lab;
  }

  static async open(suite: Controller, targets: readonly Target[], log: Log): Promise<AnsibleController> {
    const root = await ansibleRoot(suite, log);
    const lab = await scratchFolder();
    await mkdir(join(lab.path, "ansible_collections/bareon"), { recursive: true });
    await cp(collectionSource, join(lab.path, "ansible_collections/bareon/node"), { recursive: true });
    await copyFile((await labKey()).privateFile, join(lab.path, "key"));
    const hosts = Object.fromEntries(
      targets.map(({ name, port }) => [
        name,
        { ansible_host: "127.0.0.1", ansible_port: port, ansible_ssh_private_key_file: "/lab/key" },
      ]),
    );
    // JSON is YAML.
    await writeFile(join(lab.path, "inventory.yml"), JSON.stringify({ all: { hosts } }));
    return new AnsibleController(root, lab);
  }

  /** Runs a command in the folder of the collection to its end, whatever its exit code; nothing that it started goes on. */
  async run(words: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const command = [...variables, "sh", "-c", `cd /${place} && exec "$@"`, "sh", ...words];
    const { exitCode, all } = await execa(
      "unshare",
      ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh", this.#root, this.#lab.path, ...command],
      { all: true, reject: false, stdin: "ignore" },
    );
    return { exitCode: exitCode ?? -1, output: all };
  }

  /** Runs a playbook with the inventory of the documentation, whose hosts have these addresses. */
  async play(playbook: string, ...words: readonly string[]): Promise<Played> {
    const inventories = ["-i", "docs/examples/inventory.yml", "-i", "/lab/inventory.yml"];
    const { exitCode, output } = await this.run(["ansible-playbook", ...inventories, playbook, ...words]);
    return parse(exitCode, output);
  }

  /** Tasks on every host, one after the other. */
  async tasks(tasks: readonly object[], ...words: readonly string[]): Promise<Played> {
    const play = { name: "Tasks", hosts: "all", gather_facts: false, tasks };
    await writeFile(join(this.#lab.path, "tasks.yml"), JSON.stringify([play]));
    return await this.play("/lab/tasks.yml", ...words);
  }

  /** One task on every host. */
  async task(module: string, options: object): Promise<Played> {
    return await this.tasks([{ name: "One task", [module]: options }]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lab[Symbol.asyncDispose]();
  }
}
