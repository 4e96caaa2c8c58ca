/** A root filesystem of Debian in which packages are installed: what changes in it is on top of one from the cache, which stays as it is. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Log } from "../../../src/build/cache.ts";
import type { DebianRecipe } from "../../../src/build/debian.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { toolRoot } from "./tool-root.ts";

/** The second has systemd, as most machines; the first only what a container has. */
const recipes = {
  bookworm: ["bash-completion", "libstdc++6", "man-db", "mount", "util-linux", "xz-utils"],
  trixie: ["bash-completion", "libstdc++6", "man-db", "mount", "systemd", "systemd-sysv", "util-linux", "xz-utils"],
  lintian: ["lintian"],
  /** Two package managers of distributions with rpm, and what makes packages for them. */
  managers: ["busybox-static", "createrepo-c", "dnf", "rpm", "zypper"],
} as const;
export type PackageSuite = keyof typeof recipes;

function recipeOf(suite: PackageSuite): DebianRecipe {
  const packages = recipes[suite];
  if (suite === "managers") return { suite: "bookworm", packages };
  if (suite !== "lintian") return { suite, packages };
  return { suite: "trixie", packages, included: ["/usr/share/lintian/*"] };
}

/** The words: the folder from the cache, that of the changes, the one that is shown as /given, whether the command runs in the root, and the command. */
const script = `
set -e
lower=$1 own=$2 given=$3 inside=$4; shift 4
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$own/upper,workdir=$own/work" "$own/root"
cd "$own/root"
mkdir -p given
mount --bind "$given" given
mount -t proc proc proc
mount -t tmpfs tmpfs dev
mount -t tmpfs tmpfs tmp
for name in null zero full random urandom tty; do mknod -m 666 "dev/$name" c $(stat --printf='%Hr %Lr' "/dev/$name"); done
ln -s /proc/self/fd dev/fd
if [ "$inside" = yes ]; then exec chroot . env -i "$@"; else exec "$@"; fi
`;

const environment = [
  "HOME=/root",
  "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
  "LC_ALL=C.UTF-8",
  "TERM=dumb",
  "DEBIAN_FRONTEND=noninteractive",
];

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class PackageRoot implements AsyncDisposable {
  readonly #lower: string;
  readonly #own: Scratch;
  readonly #given: string;

  private constructor(lower: string, own: Scratch, given: string) {
    this.#lower = lower;
    this.#own = own;
    this.#given = given;
  }

  /** `given` is a folder of this machine that is /given in the root. Needs root. */
  static async open(suite: PackageSuite, given: string, log: Log): Promise<PackageRoot> {
    const lower = await toolRoot(`packages-${suite}`, recipeOf(suite), log);
    const own = await scratchFolder();
    for (const name of ["upper", "work", "root"]) await mkdir(join(own.path, name));
    const root = new PackageRoot(lower, own, given);
    // mmdebstrap's own: without it, documentation and manual pages are unpacked.
    await root.run("rm", "-f", "/etc/dpkg/dpkg.cfg.d/99mmdebstrap");
    return root;
  }

  async #start(isInside: boolean, words: readonly string[]): Promise<Ran> {
    const { exitCode, stdout, stderr } = await execa(
      "unshare",
      [
        ...["--mount", "--pid", "--uts", "--fork", "--kill-child", "sh", "-c", script, "sh"],
        ...[this.#lower, this.#own.path, this.#given, isInside ? "yes" : "no", ...words],
      ],
      { reject: false, stdin: "ignore" },
    );
    return { exitCode: exitCode ?? -1, stdout, stderr };
  }

  /** Runs a command in the root, whatever its exit code. */
  async run(...words: readonly string[]): Promise<Ran> {
    return await this.#start(true, [...environment, ...words]);
  }

  /** Runs a command of this machine in the folder that is the root: it is the current one. */
  async runOutside(...words: readonly string[]): Promise<Ran> {
    // Without what the tests have for programs of their own, as the folder where Node keeps what it compiled.
    return await this.#start(false, ["env", "-i", ...environment, ...words]);
  }

  /** Every path except what package managers and caches write of their own. */
  async list(): Promise<readonly string[]> {
    const folders = [
      "proc",
      "sys",
      "dev",
      "tmp",
      "run",
      "given",
      "var/lib/dpkg",
      "var/lib/rpm",
      "root/.rpmdb",
      "var/lib/systemd",
      "var/log",
      "var/cache",
    ];
    const without = folders.flatMap((path) => ["-path", `./${path}`, "-prune", "-o"]);
    const { stdout } = await this.runOutside("find", ".", ...without, "-print");
    return stdout.split("\n").sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#own[Symbol.asyncDispose]();
  }
}
