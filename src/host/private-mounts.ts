/** Mounts that nobody else sees: a mount namespace that ends with this program, also by SIGKILL, together with a lock. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { copyInput } from "../programs/coreutils.ts";
import { flockWhile } from "../programs/flock.ts";
import { type MountRequest, mount, unmount } from "../programs/mount.ts";
import { inMountNamespace } from "../programs/nsenter.ts";
import { inNewMountNamespace } from "../programs/unshare.ts";
import { filesystemNamed } from "../storage/filesystem/filesystems.ts";
import type { Context, Host } from "./host.ts";
import type { Scope } from "./scope.ts";

export interface PrivateRequest {
  /** A block device. */
  readonly source: string;
  /** What blkid calls the filesystem. */
  readonly type: string;
  /**
   * "read" neither writes nor replays a journal, so it shows what a boot loader sees. Where somebody else has the filesystem
   * mounted for writing, the kernel gives nobody a read-only superblock; then their superblock is shared and not written to.
   * "alone" reads too, but throws "readonly" where somebody else has it mounted for writing.
   */
  readonly access: "read" | "write" | "alone";
}

export interface PrivateMounts {
  /** The same for a filesystem that belongs below an earlier one: `target` is a directory in what `mount` returned, no link in it. */
  mountBelow(request: PrivateRequest, target: string): Promise<void>;
  /** Mounts, and returns the directory under which this process finds it. Throws "failure". */
  mount(request: PrivateRequest): Promise<string>;
  /** Unmounts strictly everything that is mounted here; the superblocks are released when it returns. */
  unmountAll(): Promise<void>;
}

const harmless = ["nodev", "nosuid", "noexec"];

function optionsFor(type: string, access: PrivateRequest["access"]): readonly string[] {
  const { whole = [], unreplayed = [] } = filesystemNamed(type)?.view ?? {};
  return access === "write" ? ["rw", "noatime", ...whole, ...harmless] : ["ro", ...unreplayed, ...whole, ...harmless];
}

/** mount(8)'s exit code for a failed mount; the reason is in its text. */
const mountFailed = 32;

/** Called in the namespace of `pid`. Not abortable: a mount(8) that is killed may or may not have mounted. */
async function mountIn(
  host: Host,
  pid: number,
  target: string,
  { source, type, access }: PrivateRequest,
): Promise<void> {
  const request: MountRequest = { source, target, type };
  const writable = inMountNamespace(pid, mount({ ...request, options: optionsFor(type, "write") }));
  if (access === "write") {
    await host.run(writable, { unabortable: true });
    return;
  }
  const readOnly = inMountNamespace(pid, mount({ ...request, options: optionsFor(type, "read") }));
  const output = await host.run({ ...readOnly, okCodes: [0, mountFailed] }, { unabortable: true });
  if (output.exitCode === 0) return;
  if (!/already mounted|busy/u.test(output.stderr))
    throw new BareonError("failure", `Cannot mount ${source}: ${output.stderr.trim()}`);
  if (access === "alone") {
    throw new BareonError("readonly", `Somebody else has ${source} mounted for writing.`, {
      hint: `Unmount it first: findmnt ${source}`,
    });
  }
  await host.run(writable, { unabortable: true });
}

async function unmountIn(host: Host, pid: number, targets: readonly string[]): Promise<void> {
  const output = await host.run(inMountNamespace(pid, unmount(...targets)), { unabortable: true });
  if (output.exitCode !== 0)
    throw new BareonError("failure", `Cannot unmount ${targets.join(", ")}: ${output.stderr.trim()}`);
}

async function holdNamespace(
  host: Host,
  lockPath: string,
  seconds: number,
): Promise<{ readonly pid: number; readonly release: () => Promise<void> }> {
  const { command, busyCode } = flockWhile(lockPath, seconds, copyInput());
  const held = await host.hold(inNewMountNamespace(command));
  if ("pid" in held) return held;
  throw new BareonError(
    held.exitCode === busyCode ? "locked" : "failure",
    `Another process has held the lock ${lockPath} for ${seconds} seconds.`,
    {
      hint: "Wait until it has ended, then try again.",
    },
  );
}

/**
 * Opens a namespace while holding the lock file, for which it waits up to `seconds`; both end with the scope, which unmounts
 * strictly first. Mount points are made beside the lock file and stay there, empty: removing a directory would detach what
 * another process has mounted on it in a namespace of its own. Throws "locked".
 */
export async function openPrivateMounts(
  ctx: Context,
  scope: Scope,
  lockPath: string,
  seconds: number,
): Promise<PrivateMounts> {
  const { host } = ctx;
  const directory = dirname(lockPath);
  await host.makeDirectory(directory, 0o700);
  const { pid, release } = await holdNamespace(host, lockPath, seconds);
  scope.defer(release);
  /** Each with its target, also while it is being mounted; undefined where that failed. */
  let mounted: Promise<string | undefined>[] = [];
  let count = 0;
  const prefix = `/proc/${pid}/root`;
  const mountAt = async (request: PrivateRequest, target: string): Promise<void> => {
    ctx.signal.throwIfAborted();
    const mounting = mountIn(host, pid, target, request);
    mounted.push(
      mounting.then(
        () => target,
        () => undefined,
      ),
    );
    await mounting;
  };
  const unmountAll = async (): Promise<void> => {
    const taken = mounted;
    mounted = [];
    const targets = (await Promise.all(taken)).filter((target) => target !== undefined);
    // Those that are below others were mounted after them.
    if (targets.length > 0) await unmountIn(host, pid, targets.toReversed());
  };
  scope.defer(unmountAll);
  return {
    async mount(request) {
      const target = `${directory}/view-${count}`;
      count += 1;
      await host.makeDirectory(target, 0o700);
      await mountAt(request, target);
      return `${prefix}${target}`;
    },
    async mountBelow(request, target) {
      if (!target.startsWith(`${prefix}/`)) throw new Error(`${target} is not in the namespace`);
      await mountAt(request, target.slice(prefix.length));
    },
    unmountAll,
  };
}
