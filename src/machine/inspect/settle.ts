/** Waiting for udev, so that the device nodes and links that it makes are there. */
import type { Context, RunOptions } from "../../host/host.ts";
import { settle } from "../../programs/udevadm.ts";

/** Waits for udev if it runs, since its links and names lag behind the kernel; as long as udevadm(8) does by itself, since many disks take it long. */
export async function settleDevices(
  { host }: Pick<Context, "host">,
  options: Pick<RunOptions, "unabortable"> = {},
): Promise<void> {
  if ((await host.facts("/run/udev/control")) !== undefined && (await host.hasProgram("udevadm")))
    await host.run(settle(120), options);
}
