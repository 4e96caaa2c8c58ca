/** Unmounts mounts that predate the deploy, in the outer mount namespace and in ours. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { unmountFilesystem } from "../host/mounts.ts";
import { isBusy, unmount } from "../programs/mount.ts";

/** Unmounts the targets in this order. Throws BareonError "storage" for the first that is busy; it and those after it stay mounted. */
export async function unmountFormer({ host }: Context, targets: readonly string[]): Promise<void> {
  for (const target of targets) {
    const output = await host.runInOuterMounts(unmount(target));
    if (output !== undefined && output.exitCode !== 0) {
      const reason = isBusy(output) ? "a program has something on it open, or works in it" : output.stderr.trim();
      throw new BareonError("storage", `cannot unmount ${target}: ${reason}`, {
        hint: `Nothing was erased. "lsof +f -- ${target}" shows who it is.`,
      });
    }
    await unmountFilesystem(host, target);
  }
}
