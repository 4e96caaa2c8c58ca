/** Whether a system whose /usr is a volume of its own can start: only its initramfs can mount that before anything in it is needed. */
import { placeInRoot, readTextInRoot } from "../host/path-in-root.ts";
import type { Context, Host } from "../host/host.ts";
import type { PlannedImage } from "../schema/plan.ts";

/**
 * True if a program which makes the image's initramfs has it mount /usr by the fstab: initramfs-tools since 0.120 does in its init, and
 * dracut has a module for it.
 */
async function mountsUsr(host: Host, root: string): Promise<boolean> {
  if ((await readTextInRoot(host, root, "/usr/share/initramfs-tools/init"))?.includes("mountfs /usr") === true)
    return true;
  const modules = await placeInRoot(host, root, "/usr/lib/dracut/modules.d");
  return modules !== undefined && (await host.list(modules)).some((name) => /^\d+usrmount$/u.test(name));
}

/** To be called when all of the image is in its tree. */
export async function warnOfUsr(
  { host, report }: Context,
  { name, mounts }: Pick<PlannedImage, "name" | "mounts">,
  root: string,
): Promise<void> {
  if (mounts.every(({ mount }) => mount !== "/usr") || (await mountsUsr(host, root))) return;
  report({
    event: "warning",
    message: `Image ${name} has /usr on a volume of its own, and nothing of which it is known that its initramfs mounts that (initramfs-tools 0.120 or later, dracut): it may not start.`,
  });
}
