/**
 * A real Ironic that a test starts and asks by its REST API, with the nodes of the test: programs on an Ethernet cable, or virtual
 * machines. It runs in a network of its own, so several of them, and other tests, do not meet.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Log } from "../../../src/build/cache.ts";
import { scratchFolder } from "../files/scratch.ts";
import { startFileServer } from "../servers/file-server.ts";
import { freePort, until } from "../servers/port.ts";
import { IronicClient } from "./client.ts";
import { startRelay } from "./relay.ts";
import { type IronicRelease, ironicRoot } from "./roots.ts";
import { apiPort, ironicSettings, type Settings, stateFolder } from "./settings.ts";
import { connectSpaces, type Space, startSpace } from "./space.ts";

/** The address of a guest of QEMU's user network, at which Ironic calls its agent. */
const guestAddress = "10.0.2.15";
export const agentPort = 9999;
/** The two ends of the cable to a program. */
const [ironicAddress, programAddress] = ["192.0.2.1", "192.0.2.2"];
/** Ironic's own agent takes only such a name for a network interface if no hardware is behind it. */
const programInterface = "eth0.1";
const relay = fileURLToPath(new URL("relay.ts", import.meta.url));

export interface IronicOptions {
  readonly release: IronicRelease;
  /** More of its configuration, by section. */
  readonly settings?: Settings;
  /** Where it listens on 127.0.0.1 of this machine; a free port if absent. */
  readonly port?: number;
  readonly log?: Log;
}

export interface NodeProgram {
  /** The program that is the agent: with its words. */
  readonly command: readonly string[];
  /** Its root filesystem; this machine's own if absent. */
  readonly root?: string;
  /** More of its kernel arguments, beside ipa-api-url and BOOTIF. */
  readonly append?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export class Ironic implements AsyncDisposable {
  readonly client: IronicClient;
  /** Its API from this machine. */
  readonly url: string;
  /** Its API from a guest of QEMU's user network. */
  readonly urlForGuests: string;
  /** What DHCP names to a guest that boots from the network (iPXE). */
  readonly bootFile: string;
  /** Its API from a program on a cable. */
  readonly urlForPrograms = `http://${ironicAddress}:${apiPort}`;
  /** What is /var/lib/ironic for it, on this machine. */
  readonly state: string;
  readonly #space: Space;
  readonly #resources: AsyncDisposableStack;
  readonly #folder: string;

  constructor(space: Space, resources: AsyncDisposableStack, { port, filePort, release, folder }: Located) {
    this.#space = space;
    this.#resources = resources;
    this.#folder = folder;
    this.state = join(folder, "state");
    this.url = `http://127.0.0.1:${port}`;
    this.urlForGuests = `http://10.0.2.2:${port}`;
    this.bootFile = `http://10.0.2.2:${filePort}/boot.ipxe`;
    this.client = new IronicClient(this.url, release);
  }

  /** What it has logged. */
  async log(): Promise<string> {
    return await this.#space.output();
  }

  /** The words before a command that runs in its network. */
  get inNetwork(): readonly string[] {
    return this.#space.inNetwork;
  }

  /** The words before a command that runs in its network and its root filesystem. */
  get inRoot(): readonly string[] {
    return this.#space.inRoot;
  }

  /** Throws if it has ended. */
  async checkAlive(): Promise<void> {
    await this.#space.checkAlive();
  }

  /** Lets Ironic reach the agent of a guest, whose port 9999 is forwarded to `port` of 127.0.0.1 here; for one guest at a time. */
  async reachGuest(port: number): Promise<AsyncDisposable> {
    return await startRelay({ path: join(this.#folder, "agent.sock") }, { host: "127.0.0.1", port });
  }

  /** Starts the agent of a node as a program with a network interface of that hardware address; it ends with its disposal. */
  async startProgram(mac: string, wanted: NodeProgram): Promise<Space> {
    const commandLine = join(this.#folder, `cmdline-${mac}`);
    const boot = mac.replaceAll(":", "-");
    await writeFile(
      commandLine,
      `BOOT_IMAGE=deploy_kernel ipa-api-url=${this.urlForPrograms} BOOTIF=01-${boot} ${wanted.append ?? ""}\n`,
    );
    const space = await startSpace(["sh", "-c", waitForNetwork, "sh", ...wanted.command], {
      ...(wanted.root === undefined ? {} : { root: wanted.root }),
      ...(wanted.environment === undefined ? {} : { environment: wanted.environment }),
      state: this.state,
      commandLine,
      log: join(this.#folder, `program-${boot}.log`),
    });
    try {
      // That of a program before this one is gone some time after it.
      await execa({ reject: false })`${this.inNetwork} ip link delete node`;
      await connectSpaces(
        { space: this.#space, name: "node", address: ironicAddress },
        { space, name: programInterface, address: programAddress, mac },
      );
      return space;
    } catch (error) {
      await space[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}

/** The cable is laid when the namespaces are there. */
const waitForNetwork = `
for try in $(seq 300); do
  grep -q up /sys/class/net/${programInterface}/operstate 2> /dev/null && exec "$@"
  sleep 0.1
done
echo 'no network' >&2
exit 1
`;

interface Located {
  readonly port: number;
  readonly filePort: number;
  readonly release: IronicRelease;
  readonly folder: string;
}

async function makeState(folder: string): Promise<void> {
  for (const name of ["http", "tftp/master", "images", "masters", "locks"])
    await mkdir(join(folder, "state", name), { recursive: true });
}

/** A relay in Ironic's network: from its API's socket file into it, and out of it to where the agent of a guest is. */
function startDoors(space: Space, folder: string): ChildProcess {
  const doors = [
    ...[`unix:${join(folder, "api.sock")}`, `tcp:127.0.0.1:${apiPort}`],
    ...[`tcp:${guestAddress}:${agentPort}`, `unix:${join(folder, "agent.sock")}`],
  ];
  const inside = ["sh", "-c", `ip address add ${guestAddress}/32 dev lo && exec "$@"`, "sh"];
  const words = ["--pdeathsig", "KILL", "--", ...space.inNetwork, ...inside, process.execPath, relay, ...doors];
  return spawn("setpriv", words, { stdio: ["ignore", "inherit", "inherit"] });
}

async function waitForApi(ironic: Ironic): Promise<void> {
  await until("the API of Ironic", 180, async () => {
    await ironic.checkAlive();
    return await fetch(`${ironic.url}/v1/drivers`).then(
      async (response) => response.ok && (await response.text()).includes("fake-hardware"),
      () => false,
    );
  });
}

/** Starts it and waits for its API and its conductor; seconds, after the minutes that its root filesystem takes the first time. Needs root. */
export async function startIronic({
  release,
  settings = {},
  log = console.error,
  ...wanted
}: IronicOptions): Promise<Ironic> {
  const root = await ironicRoot(release, log);
  const resources = new AsyncDisposableStack();
  try {
    const { path: folder } = resources.use(await scratchFolder());
    const port = wanted.port ?? (await freePort());
    await makeState(folder);
    const files = resources.use(await startFileServer(join(folder, "state/http")));
    const text = ironicSettings({ api: `http://10.0.2.2:${port}`, files: `http://10.0.2.2:${files.port}` }, settings);
    await writeFile(join(folder, "state/ironic.conf"), text);
    const config = ["--config-file", `${stateFolder}/ironic.conf`];
    const start = `ironic-dbsync ${config.join(" ")} create_schema && exec ironic ${config.join(" ")}`;
    const space = resources.use(
      await startSpace(["sh", "-c", start], { root, state: join(folder, "state"), log: join(folder, "ironic.log") }),
    );
    const doors = startDoors(space, folder);
    resources.defer(() => void doors.kill("SIGKILL"));
    resources.use(await startRelay({ host: "127.0.0.1", port }, { path: join(folder, "api.sock") }));
    const ironic = new Ironic(space, resources, { port, filePort: files.port, release, folder });
    await waitForApi(ironic);
    return ironic;
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}
