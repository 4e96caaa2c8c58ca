/**
 * Busybox against musl, as distributions with musl have it: with every applet of its usual configuration, of which Debian's build lacks
 * flock and blkid. Made of Debian's source package, once; needs root.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { cached, type Log } from "../../../src/build/cache.ts";
import type { DebianRecipe } from "../../../src/build/debian.ts";
import { toolRoot } from "./tool-root.ts";

const recipe: DebianRecipe = {
  suite: "bookworm",
  packages: ["bzip2", "gcc", "libc6-dev", "make", "musl-tools", "patchelf"],
};

/** The words: the root, a folder that is /mnt in it, and a script that runs there. */
const enter =
  'mount --bind "$2" "$1/mnt"; mount --rbind /dev "$1/dev"; mount -t proc proc "$1/proc"; exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc "$3"';

/** Runs the script in a root with gcc, musl and patchelf; the folder is /mnt there, and the current one. */
export async function inBuildRoot(folder: string, script: string, log: Log): Promise<void> {
  const root = await toolRoot("musl", recipe, log);
  await execa("unshare", ["--mount", "sh", "-euc", enter, "sh", root, folder, `cd /mnt; ${script}`]);
}

/** Debian's source packages are in none of the lists that this machine need have. */
async function downloadSource(folder: string): Promise<void> {
  const lists = join(folder, "apt");
  await mkdir(join(lists, "lists/partial"), { recursive: true });
  const list = join(lists, "sources.list");
  const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
  await writeFile(list, `deb-src [signed-by=${key}] http://deb.debian.org/debian bookworm main\n`);
  const settings = {
    "Dir::Etc::sourcelist": list,
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State::lists": join(lists, "lists"),
    "Dir::Cache": join(lists, "cache"),
    "APT::Sandbox::User": "root",
    "Acquire::Retries": "3",
  };
  const options = Object.entries(settings).map(([name, value]) => `--option=${name}=${value}`);
  await execa("apt-get", [...options, "update"]);
  await execa("apt-get", [...options, "source", "--download-only", "busybox"], { cwd: folder });
  await rm(lists, { recursive: true });
}

/** musl has no headers of the kernel. Applets that need more of a C library than musl has, or of newer kernels than these, are left out. */
const build = `
mkdir source headers
tar -C source --strip-components=1 -xf busybox_*.orig.tar.bz2
for name in linux asm-generic mtd; do ln -s /usr/include/$name headers/$name; done
ln -s /usr/include/x86_64-linux-gnu/asm headers/asm
cd source
make defconfig >/dev/null
sed -i 's/^CONFIG_TC=y/# CONFIG_TC is not set/; s|^CONFIG_EXTRA_CFLAGS=.*|CONFIG_EXTRA_CFLAGS="-idirafter /mnt/headers"|' .config
make CC=musl-gcc -j"$(nproc)" busybox >/dev/null
cp busybox ../busybox-musl
./busybox --list-full >../applets
sed -i 's/^# CONFIG_STATIC is not set/CONFIG_STATIC=y/' .config
make CC=musl-gcc -j"$(nproc)" busybox >/dev/null
cp busybox ../busybox-static
cp -L /lib/ld-musl-x86_64.so.1 ..
cd ..
rm -r source headers busybox_*
`;

/** The folder with `busybox-musl`, which needs `ld-musl-x86_64.so.1` beside it in /lib, `busybox-static`, and `applets`, a list of the places of both. */
export async function muslBusybox(log: Log): Promise<string> {
  return await cached("musl-busybox", { recipe, build }, async (path) => {
    await mkdir(path, { recursive: true });
    await downloadSource(path);
    log("busybox: compiling it with musl");
    await inBuildRoot(path, build, log);
  });
}
