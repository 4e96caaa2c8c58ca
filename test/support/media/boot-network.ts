/** A network of its own with dnsmasq as its DHCP server and an HTTP server, to which a virtual machine is connected by a tap. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Space, startSpace } from "../ironic/space.ts";
import { until } from "../servers/port.ts";

export interface BootNetworkOptions {
  /** Takes configuration and log. */
  readonly folder: string;
  /** Lines of dnsmasq's configuration, beside those for the addresses. */
  readonly dnsmasq: string;
  /** The folder of the HTTP server. */
  readonly www: string;
}

export const serverAddress = "192.0.2.1";

const enter = `set -e
ip tuntap add dev tap0 mode tap
ip address add ${serverAddress}/24 dev tap0
ip link set tap0 up
busybox httpd -vv -f -p ${serverAddress}:80 -h "$2" &
exec dnsmasq --keep-in-foreground --conf-file="$1"
`;

export class BootNetwork implements AsyncDisposable {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  get tap(): { readonly name: string; readonly inNetwork: readonly string[] } {
    return { name: "tap0", inNetwork: this.#space.inNetwork };
  }

  /** What both servers said. */
  async output(): Promise<string> {
    return await this.#space.output();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#space[Symbol.asyncDispose]();
  }
}

export async function startBootNetwork({ folder, dnsmasq, www }: BootNetworkOptions): Promise<BootNetwork> {
  const file = join(folder, "dnsmasq.conf");
  const own = [
    ...["port=0", "user=root", "bind-dynamic", "interface=tap0", "dhcp-range=192.0.2.100,192.0.2.199,1h"],
    ...["log-dhcp", "log-facility=-", `dhcp-leasefile=${join(folder, "leases")}`],
  ];
  await writeFile(file, `${own.join("\n")}\n${dnsmasq}`);
  const space = await startSpace(["sh", "-c", enter, "sh", file, www], { log: join(folder, "boot-network.log") });
  const network = new BootNetwork(space);
  try {
    await until("dnsmasq", 20, async () => {
      await space.checkAlive();
      return (await network.output()).includes("DHCP, IP range");
    });
    return network;
  } catch (error) {
    await network[Symbol.asyncDispose]();
    throw error;
  }
}
