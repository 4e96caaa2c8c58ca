/** Unmounts what was mounted before this program came: there, and in the copy of all mounts that it has for itself. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { unmountFilesystem } from "../host/mounts.ts";
import { isBusy, unmount } from "../programs/mount.ts";

/** Strictly, in this order. Throws BareonError "storage" where one is busy; what is mounted there has not changed then. */
export async function unmountOutside({ host }: Context, targets: readonly string[]): Promise<void> {
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
