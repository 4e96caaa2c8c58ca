/** Containers in a namespace of their own, with buildah of the root of tools: what they store, and all that runs, is gone with a folder. */
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa, type Options } from "execa";
import { containerTools, toolRoot } from "./tool-root.ts";

/** The lab's folder as its programs see it. */
export const insideFolder = "/mnt";

/** Argument 1 is the root of tools, 2 the folder; the storage of containers is in that, and the network is this machine's. */
const enter = `set -e
root=$1 folder=$2; shift 2
# What unpacks a layer makes its root a private mount.
mount --bind -- "$root" "$root"
mount --bind -- "$folder" "$root${insideFolder}"
mkdir -p "$folder/storage" "$folder/run"
mount --bind -- "$folder/storage" "$root/var/lib/containers"
mount --bind -- "$folder/run" "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
exec chroot "$root" "$@"
`;

export interface Ran {
  readonly exitCode: number | undefined;
  readonly all: string;
}

export interface ContainerLab {
  /** Copies files or a folder of this machine into the lab's folder. */
  readonly put: (path: string, name: string) => Promise<void>;
  /** Runs a program of the root of tools to its end. */
  readonly run: (argv: readonly string[], options?: { readonly check?: boolean }) => Promise<Ran>;
}

/** In a folder that has room for some images. Needs root; minutes the first time. */
export async function openContainerLab(folder: string): Promise<ContainerLab> {
  const root = await toolRoot("containers", containerTools, console.error);
  await mkdir(join(root, "var/lib/containers"), { recursive: true });
  const env = { STORAGE_DRIVER: "vfs", BUILDAH_ISOLATION: "chroot", LC_ALL: "C" };
  const namespaces = ["--mount", "--pid", "--fork", "--kill-child"];
  return {
    async put(path, name) {
      await cp(path, join(folder, name), { recursive: true, dereference: true });
    },
    async run(argv, { check = true } = {}) {
      const words = [...namespaces, "--", "sh", "-c", enter, "sh", root, folder, ...argv];
      const options = { env, all: true, reject: check } satisfies Options;
      const { exitCode, all } = await execa("unshare", words, options);
      return { exitCode, all };
    },
  };
}
