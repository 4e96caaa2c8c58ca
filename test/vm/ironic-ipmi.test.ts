/** Ironic has all of a node in its hands: its power by IPMI, what it boots by PXE, the deploy by the agent of the ramdisk, and its power again. */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startBmc } from "../support/ironic/bmc.ts";
import { type Ironic, startIronic } from "../support/ironic/ironic.ts";
import { firstMac, ManagedVm } from "../support/ironic/managed-vm.ts";
import { stateFolder } from "../support/ironic/settings.ts";
import { labFolder } from "../support/files/paths.ts";
import { freePort } from "../support/servers/port.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";

const seconds = 900;

const image = (name: string): object => ({
  name,
  image_pull_url: "conductor.example.net::images/tiny/",
  target: "/",
});
const root = (name: string): object => ({
  type: "partition",
  mount: "/",
  size: "1 GiB",
  file_system: "ext4",
  images: [name],
});

/** Two systems on the one disk; the second is the default. */
function config(node: LabNode): unknown {
  const disk = { type: "disk", id: { type: "serial", value: "bareon-1" }, size: "4 GiB" };
  return JSON.parse(
    node.withServer(
      JSON.stringify({
        partitions_policy: "clean",
        images: [image("one"), { ...image("two"), boot: true }],
        partitions: [{ ...disk, volumes: [root("one"), root("two")] }],
        deploy_data: { kernel_params: "console=ttyS0,115200" },
        grub: { timeout: 1 },
      }),
    ),
  );
}

/** Puts the ramdisk where Ironic takes images from; the node's driver_info for it. */
async function offerRamdisk({ state }: Ironic): Promise<Readonly<Record<string, string>>> {
  await mkdir(join(state, "ramdisk"));
  for (const name of ["vmlinuz", "initrd.img"]) await copyFile(join(labFolder, name), join(state, "ramdisk", name));
  const place = `file://${stateFolder}/ramdisk`;
  return { deploy_kernel: `${place}/vmlinuz`, deploy_ramdisk: `${place}/initrd.img` };
}

test("Ironic switches a node on, boots the ramdisk, deploys, and switches it to its disk", async () => {
  await using node = await createNode({ name: "ironic-ipmi", diskSizes: [4096] });
  await using ironic = await startIronic({
    release: "21.4",
    settings: { pxe: { kernel_append_params: "console=ttyS0,115200" }, ipmi: { min_command_interval: 1 } },
  });
  const ramdisk = await offerRamdisk(ironic);
  const agentPort = await freePort();
  await using _door = await ironic.reachGuest(agentPort);
  await using machine = new ManagedVm({ ironic, agentPort, name: "ironic-ipmi", disks: node.disks, memoryMiB: 2048 });
  await using bmc = await startBmc(ironic, machine);
  const { client } = ironic;
  const uuid = await client.enrol({
    name: "node",
    mac: firstMac,
    driver: "ipmi",
    driverInfo: { ...bmc.driverInfo, ...ramdisk },
    properties: { capabilities: "boot_mode:bios" },
    interfaces: { boot_interface: "ipxe", power_interface: "ipmitool", management_interface: "ipmitool" },
    instanceInfo: { bareon_config: config(node) },
  });
  expect(machine.isOn()).toBe(false);

  await client.provision(uuid, { target: "active" });
  const deployed = await client.reaches(uuid, "active", seconds);
  expect(deployed).toMatchObject({ last_error: null, power_state: "power on", maintenance: false });
  expect(machine.starts).toEqual(["network", "disk"]);
  expect(bmc.orders).toContain("boot pxe");

  await machine.vm.ready();
  expect(await machine.vm.read("/etc/hostname")).toBe("tiny");
  expect((await machine.vm.run("bareon-boot current --json")).stdout).toContain('"two"');

  await client.provision(uuid, { target: "deleted" });
  await client.reaches(uuid, "available", 120);
  expect(machine.isOn()).toBe(false);
});
