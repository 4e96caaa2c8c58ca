/** Examples whose nodes get a third system beside the two that they have. */
import { MiB } from "../../../src/base/sizes.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import { changed, type ExampleName, loose, type Loose, setAt } from "../../support/files/example.ts";
import { deployedNode } from "./extended-node.ts";
import { planExample, readInventory } from "./fixture.ts";

const GiB = 1024 * MiB;
const green = { name: "green", image_pull_url: "host::images/green/", target: "/" };

/** The node of the example, on disks that have room for more. */
export function node(name: ExampleName, config: unknown = changed(name, {})): Inventory {
  return deployedNode(large(name), planExample(name, config, large(name)));
}

export function large(name: ExampleName): Inventory {
  const machine = readInventory(name);
  return { ...machine, disks: machine.disks.map((disk): Disk => ({ ...disk, size: 64 * GiB })) };
}

/** two-systems with a third one, whose root stands first in the list, and which has the shared volume, too. */
export function threeSystems(): Loose {
  const document = changed("two-systems", { "/partitions_policy": "extend", "/images/-": green });
  const disk = loose(document["partitions"]?.[0]);
  disk["size"] = loose("20 GiB");
  const root = { type: "partition", mount: "/", size: "3 GiB", file_system: "ext4", images: ["green"] };
  (disk["volumes"] as unknown as unknown[]).unshift(root);
  setAt(document, "/partitions/1/volumes/0/images/-", "green");
  return document;
}

/** lvm-and-raid on larger disks, with room in the group. */
export const roomy = {
  "/partitions/0/size": "8 GiB",
  "/partitions/0/volumes/2/size": "700 MiB",
  "/partitions/1/size": "8 GiB",
  "/partitions/1/volumes/0/size": "500 MiB",
  "/partitions/2/volumes/0/size": "500 MiB",
};

/** It with a third system: its root is a new volume of the group, and it has an array of its own on new partitions. */
export function threeOnLayers(): Loose {
  const document = changed("lvm-and-raid", { ...roomy, "/partitions_policy": "extend", "/images/-": green });
  const member = { type: "raid", mount: "/srv/green", size: "200 MiB", file_system: "ext4", images: ["green"] };
  for (const disk of [0, 1]) setAt(document, `/partitions/${disk}/volumes/-`, member);
  setAt(document, "/partitions/2/volumes/-", {
    ...{ type: "lv", name: "green-root", mount: "/", size: "300 MiB", file_system: "ext4", images: ["green"] },
  });
  return document;
}
