/**
 * A node behind a BMC that a real Ironic deploys from nothing: power, PXE, the ramdisk with its agent, the step, power again, and the node
 * boots from its disk; then a service step arms a trial, and it comes up in the other system. ironic-ipmi.test.ts does the deploy with Ironic 21.4.
 */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ramdiskFolder } from "../support/files/paths.ts";
import { type Bmc, startBmc } from "../support/ironic/bmc.ts";
import { type Ironic, startIronic } from "../support/ironic/ironic.ts";
import { firstMac, ManagedVm } from "../support/ironic/managed-vm.ts";
import { freePort } from "../support/servers/port.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";

const seconds = 1800;

interface Lab {
  readonly ironic: Ironic;
  readonly machine: ManagedVm;
  readonly bmc: Bmc;
  readonly node: LabNode;
}

async function setUp(): Promise<Lab> {
  const keep = <T extends AsyncDisposable>(resource: T): T => {
    onTestFinished(async () => await resource[Symbol.asyncDispose]());
    return resource;
  };
  const node = keep(await createNode({ name: "ironic-agent", diskSizes: [8192, 4096], osProber: false }));
  // Otherwise Ironic answers no lookup of a node whose service waits for the agent.
  const ironic = keep(await startIronic({ release: "29.0", settings: { api: { restrict_lookup: false } } }));
  await mkdir(join(ironic.state, "ramdisk"));
  for (const name of ["vmlinuz", "initrd.img"])
    await copyFile(join(ramdiskFolder, name), join(ironic.state, "ramdisk", name));
  const port = await freePort();
  keep(await ironic.reachGuest(port));
  const machine = keep(
    new ManagedVm({ name: "ironic-agent", ironic, agentPort: port, disks: node.disks, memoryMiB: 2048 }),
  );
  const bmc = keep(await startBmc(ironic, machine));
  return { ironic, machine, bmc, node };
}

async function enrol({ ironic, bmc }: Lab): Promise<string> {
  const files = "file:///var/lib/ironic/ramdisk";
  return await ironic.client.enrol({
    ...{ name: "node", mac: firstMac, driver: "ipmi", interfaces: { boot_interface: "ipxe" } },
    properties: { capabilities: "boot_mode:bios" },
    driverInfo: {
      ...bmc.driverInfo,
      deploy_kernel: `${files}/vmlinuz`,
      deploy_ramdisk: `${files}/initrd.img`,
      kernel_append_params: "console=tty0 console=ttyS0,115200",
    },
  });
}

test("two systems are deployed until the node is active, and a service step arms a trial of the other one", async () => {
  const lab = await setUp();
  const { ironic, machine, node } = lab;
  const { client } = ironic;
  const uuid = await enrol(lab);
  const config: unknown = JSON.parse(await node.example("two-systems"));
  await client.provision(uuid, {
    target: "active",
    deploySteps: [{ interface: "deploy", step: "bareon_deploy", args: { config }, priority: 80 }],
  });
  await client.reaches(uuid, "active", seconds);
  expect(machine.starts).toEqual(["network", "disk"]);
  await machine.vm.ready(600);
  expect((await machine.vm.run("bareon-boot current")).stdout).toContain("bookworm");

  const serviceSteps = [{ interface: "deploy", step: "bareon_trial", args: { entry: "trixie", tries: 2 } }] as const;
  await client.provision(uuid, { target: "service", serviceSteps });
  await client.reaches(uuid, "active", seconds);
  expect(machine.starts).toEqual(["network", "disk", "network", "disk"]);
  await machine.vm.ready(600);
  expect((await machine.vm.run("bareon-boot current")).stdout).toContain("trixie");
}, 3_600_000);
