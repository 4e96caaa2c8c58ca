/** Mounts that are taken back: each is registered with a scope as soon as it stands. */
import { BareonError } from "../base/errors.ts";
import { type MountRequest, isBusy, mount, syncFilesystem, unmount, unmountTree } from "../programs/mount.ts";
import { filesystemNamed } from "../storage/filesystem/filesystems.ts";
import { findHolders } from "./holders.ts";
import type { Context, Host } from "./host.ts";
import type { Scope } from "./scope.ts";
import { pause } from "./wait.ts";

async function unmountNow(host: Host, target: string, recursive: boolean): Promise<void> {
  const output = await host.run(recursive ? unmountTree(target) : unmount(target), { unabortable: true });
  if (output.exitCode === 0) return;
  if (!isBusy(output)) throw new BareonError("storage", `Cannot unmount ${target}: ${output.stderr.trim()}`);
  const holders = await findHolders(host, target);
  const reason = holders.length === 0 ? "it is busy" : holders.join("; ");
  throw new BareonError("storage", `Cannot unmount ${target}: ${reason}.`);
}

/** Whether what was written may be lost with the mount: of a bind mount, the filesystem stays mounted where it came from. */
function holdsWrites({ type, options = [] }: MountRequest): boolean {
  return type !== "tmpfs" && !["ro", "bind", "rbind"].some((option) => options.includes(option));
}

/**
 * Flushes, then unmounts, also where flushing failed; never lazily. Throws "storage" where data could not be written back,
 * or with the names of those who hold it.
 */
export async function unmountFilesystem(host: Host, target: string, recursive = false): Promise<void> {
  const flushed = await host.run(syncFilesystem(target), { unabortable: true }).catch((error: unknown) => error);
  await unmountNow(host, target, recursive);
  if (flushed instanceof BareonError)
    throw new BareonError("storage", `Not everything was written to ${target}: ${flushed.message}`, { cause: flushed });
  if (flushed instanceof Error) throw flushed;
}

/** Nothing on a disk is a device of this machine or gives rights, as long as it is not the system that runs. */
const harmless = ["nodev", "nosuid"];

function withSafeOptions(request: MountRequest): MountRequest {
  const { type, options = [] } = request;
  const filesystem = type === undefined ? undefined : filesystemNamed(type);
  return filesystem === undefined ? request : { ...request, options: [...options, ...filesystem.safe, ...harmless] };
}

/** Whoever only looks at a filesystem has it mounted for reading for a moment, and meanwhile the kernel mounts it in no other way. */
const busyTries = 12;
const busyMilliseconds = 250;

async function mountNow({ host, signal }: Pick<Context, "host" | "signal">, request: MountRequest): Promise<void> {
  for (let left = busyTries; ; left -= 1) {
    try {
      // Not abortable: a mount(8) that is killed may or may not have mounted.
      await host.run(mount(withSafeOptions(request)), { unabortable: true });
      return;
    } catch (error) {
      const isHeld = error instanceof BareonError && /already mounted or mount point busy/u.test(error.message);
      if (!isHeld || left === 0) throw error;
      await pause(signal, busyMilliseconds);
    }
  }
}

/**
 * Mounts, and has the scope unmount strictly. A missing target directory is made, and then removed after the umount:
 * if it shall stay (a mount point inside an image), make it first. A `recursive` one is unmounted with all that is in it.
 */
export async function mountFilesystem(
  ctx: Context,
  scope: Scope,
  { recursive = false, ...request }: MountRequest & { readonly recursive?: boolean },
): Promise<void> {
  const { host } = ctx;
  ctx.signal.throwIfAborted();
  if (await host.makeDirectory(request.target)) scope.defer(async () => await host.removeDirectory(request.target));
  await mountNow(ctx, request);
  scope.defer(
    async () =>
      await (holdsWrites(request)
        ? unmountFilesystem(host, request.target, recursive)
        : unmountNow(host, request.target, recursive)),
  );
}
