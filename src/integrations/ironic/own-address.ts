/** The address by which the controller reaches this machine: one of the interface that the machine was started by. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { waitFor } from "../../host/wait.ts";
import { parseAddresses, showAddresses } from "../../programs/ip.ts";

/** Seconds that an interface may take to get an address: links come up late, and so do answers of DHCP. */
const addressSeconds = 120;

async function findAddresses({ host }: Context, mac: string): Promise<readonly string[] | undefined> {
  const interfaces = parseAddresses((await host.run(showAddresses())).stdout);
  const own = interfaces.filter((one) => one.mac === mac);
  // A bridge or a bond has the hardware address of one of its parts, and the addresses.
  return own.length === 0 ? undefined : own.flatMap(({ addresses }) => addresses);
}

/** Waits until the interface has an address that others can reach. Throws BareonError "failure" if it gets none. */
export async function waitForAddress(ctx: Context, mac: string, seconds = addressSeconds): Promise<void> {
  await waitFor(
    ctx,
    seconds,
    async () => {
      const addresses = await findAddresses(ctx, mac);
      if (addresses === undefined) return `No interface has the hardware address ${mac} that BOOTIF= names`;
      return addresses.length === 0 ? `The interface with the hardware address ${mac} has no address` : undefined;
    },
    1000,
  );
}

/** The one that the API was reached from if it is of that interface, else its first one. Throws BareonError "failure" if it has none. */
export async function chooseAddress(ctx: Context, mac: string, towardsApi: string): Promise<string> {
  const addresses = (await findAddresses(ctx, mac)) ?? [];
  const chosen = addresses.find((one) => one === towardsApi) ?? addresses[0];
  if (chosen === undefined)
    throw new BareonError("failure", `The interface with the hardware address ${mac} has lost its address.`);
  return chosen;
}
