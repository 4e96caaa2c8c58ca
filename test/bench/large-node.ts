/** A config and an inventory for a node with 24 disks and 100 volumes: on partitions, on mirrors, and in groups that lie on both. */
import type { Disk, Inventory } from "../../src/schema/inventory.ts";

const GiB = 1024 ** 3;
const disks = Array.from({ length: 24 }, (_, index) => index);

function inventoryDisk(index: number): Disk {
  return {
    path: `/dev/nvme${index}n1`,
    device: `259:${index}`,
    size: 2000 * GiB,
    sectorSize: 512,
    model: "Large",
    serial: `S${index}`,
    wwn: null,
    scsi: null,
    links: [],
    transport: "nvme",
    readOnly: false,
    removable: false,
    table: null,
    content: null,
    uses: [],
    partitions: [],
  };
}

export const largeInventory: Inventory = {
  version: 2,
  architecture: "x86_64",
  firmware: "bios",
  bootInterface: null,
  disks: disks.map(inventoryDisk),
  arrays: [],
  groups: [],
  others: [],
  unreadable: [],
  running: { root: null, medium: [] },
};

/** Of each disk two partitions, a member of a mirror with the next disk, and a physical volume: 48 + 12 + 40 volumes. */
function configDisk(index: number): object {
  const partition = (name: string): object => ({
    type: "partition",
    mount: index === 0 && name === "a" ? "/" : `/srv/${index}/${name}`,
    size: "100 GiB",
    file_system: "ext4",
  });
  const mirror = { type: "raid", mount: `/srv/mirror/${Math.floor(index / 2)}`, size: "200 GiB", file_system: "xfs" };
  return {
    type: "disk",
    id: { type: "serial", value: `S${index}` },
    size: "2000 GiB",
    volumes: [partition("a"), partition("b"), mirror, { type: "pv", vg: `group-${index % 4}`, size: "remaining" }],
  };
}

function configGroup(index: number): object {
  const volumes = Array.from({ length: 10 }, (_, number) => ({
    type: "lv",
    name: `v${number}`,
    mount: `/srv/group/${index}/${number}`,
    size: number === 9 ? "remaining" : "9%",
    file_system: "ext4",
  }));
  return { type: "vg", id: `group-${index}`, volumes };
}

export const largeConfig = {
  partitions_policy: "clean",
  images: [{ name: "os", image_pull_url: "/srv/os/", target: "/" }],
  partitions: [...disks.map(configDisk), ...[0, 1, 2, 3].map(configGroup)],
};
