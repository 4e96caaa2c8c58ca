/** Mounts that no other process sees: a mount namespace that ends with this program, also by SIGKILL, together with a lock. */
import { dirname } from "node:path";
import type { Command, Output } from "../base/command.ts";
import { BareonError, rethrow } from "../base/errors.ts";
import { flockAtOnce, flockWhile, isSmallFlock } from "../programs/flock.ts";
import { type MountRequest, mount, mountFailed, unmount } from "../programs/mount.ts";
import { inNewMountNamespace } from "../programs/unshare.ts";
import { runner } from "../programs/runner.ts";
import { pause } from "./wait.ts";
import { filesystemNamed } from "../storage/filesystem/filesystems.ts";
import type { Context, HeldProgram, Host } from "./host.ts";
import type { Scope } from "./scope.ts";

export interface PrivateRequest {
  /** A block device. */
  readonly source: string;
  /** What blkid calls the filesystem. */
  readonly type: string;
  /**
   * "read" neither writes nor replays a journal, so it shows what a boot loader sees. If the filesystem is mounted for writing
   * elsewhere, the kernel makes no read-only superblock of it; then that superblock is shared and not written to.
   * "alone" reads too, but throws "readonly" if it is mounted for writing elsewhere.
   */
  readonly access: "read" | "write" | "alone";
  /** "root" is what the kernel mounts as a system's root: the default subvolume. Else it is the top of the filesystem, where boot loaders begin. */
  readonly part?: "root";
}

export interface PrivateMounts {
  /** The same for a filesystem that belongs below an earlier one: `target` is a directory in what `mount` returned, no link in it. */
  mountBelow(request: PrivateRequest, target: string): Promise<void>;
  /** Mounts, and returns the directory under which this process finds it; that of an earlier mount for access "read" is used again. Throws "failure". */
  mount(request: PrivateRequest): Promise<string>;
  /** Runs a program that sees the mounts; see HeldProgram. It costs less than Host.run. */
  run(command: Command): Promise<Output>;
  /** Unmounts strictly everything that is mounted here; the superblocks are released when it returns. */
  unmountAll(): Promise<void>;
}

const harmless = ["nodev", "nosuid", "noexec"];

/** Options for every mount of the filesystem. */
function wholeOf({ type, part }: PrivateRequest): readonly string[] {
  const { view, safe = [] } = filesystemNamed(type) ?? {};
  return [...(part === "root" ? [] : (view?.whole ?? [])), ...safe];
}

/** The ways to mount it for reading, the best first: which options the running kernel knows is not told otherwise. */
function waysToRead(request: PrivateRequest): readonly (readonly string[])[] {
  const { unreplayed = [], otherwise = [] } = filesystemNamed(request.type)?.view ?? {};
  return [unreplayed, ...otherwise].map((options) => ["ro", ...options, ...wholeOf(request), ...harmless]);
}

/** What mount(8) says where the kernel refuses an option, besides other reasons. */
const optionRefused = /bad option|invalid argument|wrong fs type/iu;

/** A mount(8) that is killed may or may not have mounted, so abort does not end it. */
async function mountIn(namespace: HeldProgram, target: string, wanted: PrivateRequest): Promise<void> {
  const { source, type, access } = wanted;
  const request: MountRequest = { source, target, type };
  const writable = mount({ ...request, options: ["rw", "noatime", ...wholeOf(wanted), ...harmless] });
  if (access === "write") {
    await namespace.run(writable);
    return;
  }
  let problem = "";
  for (const options of waysToRead(wanted)) {
    const readOnly = mount({ ...request, options });
    const output = await namespace.run({ ...readOnly, okCodes: [0, ...mountFailed] });
    if (output.exitCode === 0) return;
    problem = output.stderr.trim();
    if (!optionRefused.test(problem)) break;
  }
  if (!/already mounted|busy/u.test(problem)) throw new BareonError("failure", `Cannot mount ${source}: ${problem}`);
  if (access === "alone") {
    throw new BareonError("readonly", `Somebody else has ${source} mounted for writing.`, {
      hint: `Unmount it first: findmnt ${source}`,
    });
  }
  await namespace.run(writable);
}

async function unmountIn(namespace: HeldProgram, targets: readonly string[]): Promise<void> {
  const output = await namespace.run(unmount(...targets));
  if (output.exitCode !== 0)
    throw new BareonError("failure", `Cannot unmount ${targets.join(", ")}: ${output.stderr.trim()}`);
}

/** What unshare(1) says in a chroot whose root is a plain folder: that of util-linux, and Busybox's. */
const noMountPoint = /cannot change root filesystem propagation|can't mount none on \/ /u;

/** What is mounted in such a chroot would be seen by everybody, and stay if this program were killed. */
export function rootIsNoMount(cause?: BareonError): BareonError {
  const message = "The root of this chroot is no mount point, so that nothing can be mounted for this program alone.";
  return new BareonError("failure", message, {
    ...(cause === undefined ? {} : { cause }),
    hint: "Outside of it: mount --bind FOLDER FOLDER, then mount /dev, /proc and /sys in it, and chroot again.",
  });
}

/** What both say to a process that is root's and may not mount. */
const notPermitted = /unshare(?: failed|\(0x\d+\)): Operation not permitted/u;

function mayNotMount(cause: BareonError): BareonError {
  return new BareonError("failure", "This process may mount nothing, so that no filesystem can be looked into.", {
    cause,
    hint: "It needs the capability CAP_SYS_ADMIN, which root in a container lacks unless the container is privileged.",
  });
}

function explain(error: unknown): unknown {
  if (!(error instanceof BareonError)) return error;
  if (noMountPoint.test(error.message)) return rootIsNoMount(error);
  return notPermitted.test(error.message) ? mayNotMount(error) : error;
}

/** Milliseconds. */
const triedEvery = 100;

/** flock(1) opens it, and would wait for the writer of a FIFO. Throws "failure". */
async function refuseStrangeLock(host: Host, lockPath: string): Promise<void> {
  const kind = (await host.facts(lockPath))?.kind ?? "file";
  if (kind !== "file")
    throw new BareonError("failure", `${lockPath} is no file that can be locked.`, {
      hint: "Look what it is, and remove it: it is made again.",
    });
}

/** With a flock(1) that cannot wait for some time and then give up: it is asked again and again. */
async function holdByTrying(ctx: Context, lockPath: string, seconds: number): Promise<HeldProgram | undefined> {
  const command = flockAtOnce(lockPath, runner);
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const held = await ctx.host.hold(inNewMountNamespace(command));
    if ("pid" in held) return held;
    if (held.stderr.trim() !== "") throw new BareonError("failure", `Cannot lock ${lockPath}: ${held.stderr.trim()}`);
    if (performance.now() >= end) return undefined;
    await pause(ctx.signal, triedEvery);
  }
}

async function holdByWaiting({ host }: Context, lockPath: string, seconds: number): Promise<HeldProgram | undefined> {
  const held = await host.hold(inNewMountNamespace(flockWhile(lockPath, seconds, runner)));
  return "pid" in held ? held : undefined;
}

async function holdNamespace(ctx: Context, lockPath: string, seconds: number): Promise<HeldProgram> {
  await refuseStrangeLock(ctx.host, lockPath);
  const held = await holdByWaiting(ctx, lockPath, seconds)
    .catch(async (error: unknown) => {
      if (!(error instanceof BareonError) || !isSmallFlock(error.message)) throw error;
      return await holdByTrying(ctx, lockPath, seconds);
    })
    .catch((error: unknown) => rethrow(explain(error)));
  if (held !== undefined) return held;
  throw new BareonError("locked", `Another process has held the lock ${lockPath} for ${seconds} seconds.`, {
    hint: "Wait until it has ended, then try again.",
  });
}

interface PrivateMount extends PrivateRequest {
  readonly target: string;
  /** The directory under which this process finds it; rejects if it could not be mounted. */
  readonly ready: Promise<string>;
}

/**
 * Opens a namespace while holding the lock file, for which it waits up to `seconds`; both end with the scope, which unmounts
 * strictly first. One program, started once, does all of it: each start of a program costs several milliseconds. Mount points
 * are made beside the lock file and stay there, empty: removing a directory would detach what another process has mounted on it
 * in a namespace of its own. Throws "locked".
 */
export async function openPrivateMounts(
  ctx: Context,
  scope: Scope,
  lockPath: string,
  seconds: number,
): Promise<PrivateMounts> {
  const { host } = ctx;
  const viewPath = (count: number): string => `${dirname(lockPath)}/view-${count}`;
  // One that is always needed, with the folder of the lock, so that nothing waits for it later.
  await host.makeDirectory(viewPath(0), 0o700);
  const namespace = await holdNamespace(ctx, lockPath, seconds);
  scope.defer(async () => await namespace.release());
  /** In the order of mounting, also while it is being mounted. */
  let mounted: PrivateMount[] = [];
  let count = 0;
  const made = new Set([viewPath(0)]);
  const prefix = `/proc/${namespace.pid}/root`;
  const mountAt = async (request: PrivateRequest, target: string): Promise<string> => {
    ctx.signal.throwIfAborted();
    const ready = (async () => {
      if (!made.has(target)) await host.makeDirectory(target, 0o700);
      made.add(target);
      await mountIn(namespace, target, request);
      return `${prefix}${target}`;
    })();
    mounted.push({ ...request, target, ready });
    return await ready;
  };
  const unmountAll = async (): Promise<void> => {
    const taken = mounted;
    mounted = [];
    const ends = await Promise.allSettled(taken.map(({ ready }) => ready));
    const targets = taken.flatMap(({ target }, index) => (ends[index]?.status === "fulfilled" ? [target] : []));
    // Those that are below others were mounted after them.
    if (targets.length > 0) await unmountIn(namespace, targets.toReversed());
    // The mount points are free again, unless something was mounted meanwhile.
    if (mounted.length === 0) count = 0;
  };
  scope.defer(unmountAll);
  return {
    async mount(request) {
      const { source, access, part } = request;
      const same = mounted.find(
        (one) => access === "read" && one.access === "read" && one.source === source && one.part === part,
      );
      if (same !== undefined) return await same.ready;
      const target = viewPath(count);
      count += 1;
      return await mountAt(request, target);
    },
    async mountBelow(request, target) {
      if (!target.startsWith(`${prefix}/`)) throw new Error(`${target} is not in the namespace`);
      await mountAt(request, target.slice(prefix.length));
    },
    run: async (command) => await namespace.run(command),
    unmountAll,
  };
}
