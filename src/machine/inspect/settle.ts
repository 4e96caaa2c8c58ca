/** Waiting for udev, so that the device nodes and links that it makes are there. */
import type { Context } from "../../host/host.ts";
import { settle } from "../../programs/udevadm.ts";

/** Waits for udev if it runs, since its links and names lag behind the kernel. */
export async function settleDevices({ host }: Pick<Context, "host">): Promise<void> {
  if ((await host.facts("/run/udev/control")) !== undefined && (await host.hasProgram("udevadm")))
    await host.run(settle(30));
}
