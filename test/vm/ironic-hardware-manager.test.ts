/** Ironic's own agent with the hardware manager: it deploys onto a loop device until the node is active, and what a program refuses is last_error. */
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { buildExecutable } from "../../src/build/executable.ts";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import { type BlankDisk, blankDisk } from "../support/disks/blank-disk.ts";
import { systemTree, writeTree } from "../support/disks/provisioned-disk.ts";
import { bootProgram } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { apart } from "../support/hosts/apart.ts";
import { checkHardwareManager, ownAgentOfIronic } from "../support/ironic/hardware-manager.ts";
import { type Ironic, startIronic } from "../support/ironic/ironic.ts";
import { stateFolder } from "../support/ironic/settings.ts";

const mac = "52:54:00:12:34:56";
const seconds = 400;

interface Lab {
  readonly ironic: Ironic;
  readonly disk: BlankDisk;
  readonly config: object;
}

async function setUp(): Promise<Lab> {
  await buildExecutable();
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const disk = await blankDisk(folder, "disk.img", 460, 512);
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  const ironic = await startIronic({ release: "29.0", settings: { api: { restrict_lookup: false } } });
  onTestFinished(async () => await ironic[Symbol.asyncDispose]());
  const names = ["red", "blue"];
  for (const name of names) await writeTree(join(ironic.state, name), systemTree(`${name} 1`, "6.1"));
  const root = (image: string): object => ({
    ...{ type: "partition", mount: "/", size: 130, file_system: "ext4", images: [image] },
  });
  const config = {
    partitions_policy: "clean",
    images: names.map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: join(stateFolder, name), target: "/" },
    })),
    partitions: [
      { type: "disk", id: { type: "name", value: disk.device }, size: 450, volumes: names.map((name) => root(name)) },
    ],
  };
  return { ironic, disk, config };
}

/** Names of the systems on the disk, as the menu has them. */
async function systemsOn(disk: BlankDisk): Promise<readonly string[]> {
  const { stdout } = await execa(...apart(bootProgram, ["list", "--json", "--device", disk.device]));
  return (JSON.parse(stdout) as ListResult).entries.map(({ image_name: name }) => name ?? "");
}

test("steps, errors and logs of Ironic's own agent are those of the programs", async () => {
  const { ironic, disk, config } = await setUp();
  await checkHardwareManager(ironic);
  const { client } = ironic;
  const node = await client.enrol({ name: "node", mac });
  const program = await ownAgentOfIronic(ironic, true);
  const deploy = async (args: Readonly<Record<string, unknown>>): Promise<void> =>
    await client.provision(node, {
      target: "active",
      deploySteps: [{ interface: "deploy", step: "bareon_deploy", args, priority: 80 }],
    });

  await deploy({ config: { ...config, images: [] } });
  const first = await ironic.startProgram(mac, program);
  onTestFinished(async () => await first[Symbol.asyncDispose]());
  const refused = await client.reaches(node, "deploy failed", seconds);
  expect(refused.last_error).toContain("/images");
  expect(refused.last_error).toContain("Hint: ");
  await first[Symbol.asyncDispose]();

  await deploy({ config });
  const second = await ironic.startProgram(mac, program);
  onTestFinished(async () => await second[Symbol.asyncDispose]());
  const deployed = await client.reaches(node, "active", seconds);
  expect(deployed.last_error).toBeNull();
  expect(await systemsOn(disk)).toEqual(["red", "blue"]);
  expect(await second.output()).toContain("bareon_hardware_manager:BareonHardwareManager");
});

test("a ramdisk without the programs offers no step of them", async () => {
  const { ironic, config } = await setUp();
  const { client } = ironic;
  const node = await client.enrol({ name: "node", mac, instanceInfo: { bareon_config: config } });
  await client.provision(node, {
    target: "active",
    deploySteps: [{ interface: "deploy", step: "bareon_deploy", args: {}, priority: 80 }],
  });
  await using agent = await ironic.startProgram(mac, await ownAgentOfIronic(ironic, false));
  const failed = await client.reaches(node, "deploy failed", seconds);
  expect(failed.last_error).toContain("bareon_deploy");
  expect(await agent.output()).not.toContain("Hardware manager found: bareon_hardware_manager");
});
