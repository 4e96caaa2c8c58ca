/**
 * The agent with a real Ironic of two releases, as a program on this machine and not in a virtual one: it deploys onto a loop device until the
 * node is active, a refused config is last_error, and a lost network is survived.
 */
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { buildExecutable } from "../../src/build/executable.ts";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import { type BlankDisk, blankDisk } from "../support/disks/blank-disk.ts";
import { systemTree, writeTree } from "../support/disks/provisioned-disk.ts";
import { bootProgram, provisionProgram } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { apart } from "../support/hosts/apart.ts";
import type { Step } from "../support/ironic/client.ts";
import { type Ironic, startIronic } from "../support/ironic/ironic.ts";
import type { Space } from "../support/ironic/space.ts";
import { until } from "../support/servers/port.ts";

const mac = "52:54:00:12:34:56";
const seconds = 240;

interface Lab {
  readonly ironic: Ironic;
  readonly disk: BlankDisk;
  readonly config: object;
  /** The machine is switched on: an agent starts that knows nothing of the one before. */
  readonly switchOn: () => Promise<Space>;
}

async function setUp(release: "21.4" | "29.0"): Promise<Lab> {
  await buildExecutable();
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  for (const name of ["red", "blue"]) await writeTree(join(folder.path, name), systemTree(`${name} 1`, "6.1"));
  const disk = await blankDisk(folder, "disk.img", 460, 512);
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  // Otherwise Ironic answers no lookup of a node whose service waits for the agent.
  const ironic = await startIronic({ release, settings: { api: { restrict_lookup: false } } });
  onTestFinished(async () => await ironic[Symbol.asyncDispose]());
  const root = (image: string): object => ({
    ...{ type: "partition", mount: "/", size: 130, file_system: "ext4", images: [image] },
  });
  const config = {
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/" },
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: disk.device }, size: 450 },
        volumes: [root("red"), root("blue")],
      },
    ],
  };
  let machine: Space | undefined;
  const switchOn = async (): Promise<Space> => {
    await machine?.[Symbol.asyncDispose]();
    machine = await ironic.startProgram(mac, { command: [provisionProgram, "agent"] });
    return machine;
  };
  onTestFinished(async () => await machine?.[Symbol.asyncDispose]());
  return { ironic, disk, config, switchOn };
}

function deployStep(args: Step["args"]): Step {
  return { interface: "deploy", step: "bareon_deploy", args, priority: 80 };
}

/** The entries of the menu on the disk, and which is the default. */
async function entriesOf({ disk }: Lab): Promise<ListResult["entries"]> {
  const { stdout } = await execa(...apart(bootProgram, ["list", "--json", "--device", disk.device]));
  return (JSON.parse(stdout) as ListResult).entries;
}

describe.each(["21.4", "29.0"] as const)("Ironic %s", (release) => {
  test("a refused config is last_error; the next deploy outlives a lost network and the node is active", async () => {
    const lab = await setUp(release);
    const { ironic, config, switchOn } = lab;
    const { client } = ironic;
    // From the beginning: with each change of a field Ironic 29.0 makes a node its own parent, which is locked when it is to be deployed.
    const node = await client.enrol({ name: "node", mac, instanceInfo: { bareon_config: config } });

    const wrong = { ...config, images: [] };
    // Ironic switches on what it has prepared: a lookup before that would take the node's lock from it.
    const provision = async (more: { readonly deploySteps?: readonly Step[] } = {}): Promise<Space> => {
      await client.provision(node, { target: "active", ...more });
      const isPrepared = async (): Promise<boolean> => (await client.node(node)).provision_state === "wait call-back";
      await until("Ironic to wait for the agent", seconds, isPrepared);
      return await switchOn();
    };
    const first = await provision({ deploySteps: [deployStep({ config: wrong })] });
    const refused = await client.reaches(node, "deploy failed", seconds);
    expect(refused.last_error).toContain("/images");
    expect(refused.last_error).toContain("Hint: ");
    expect(await first.output()).toContain("deploy.execute_deploy_step failed");

    // A power driver that is no fake does so first; heartbeats would take the node's lock from Ironic.
    await first[Symbol.asyncDispose]();
    await until("the node to be free", seconds, async () => (await client.node(node)).reservation === null);
    // Without a step of ours: the node itself says what is to be deployed.
    const machine = await provision();
    // The log goes on where that of the machine before this one ended.
    const says = async (text: string): Promise<boolean> =>
      (await machine.output()).split("The agent listens").at(-1)?.includes(text) === true &&
      (await machine.output()).split("The agent listens").length === 3;
    await until("the step to begin", seconds, async () => await says("deploy.execute_deploy_step begins"));
    const cable = async (state: "up" | "down"): Promise<void> => {
      const [program = "", ...words] = ironic.inNetwork;
      await execa(program, [...words, "ip", "link", "set", "node", state]);
    };
    await cable("down");
    await until("the end of the step", seconds, async () => await says("deploy.execute_deploy_step is done"));
    expect((await client.node(node)).provision_state).not.toBe("active");
    await cable("up");
    const deployed = await client.reaches(node, "active", seconds);
    expect(deployed.last_error).toBeNull();
    const entries = await entriesOf(lab);
    expect(entries.map(({ image_name: name }) => name)).toEqual(["red", "blue"]);
  });
});
