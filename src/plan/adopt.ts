/** A node that another program made bootable, with one system: what of it stays, and whether it can get a menu beside that. */
import { BareonError } from "../base/errors.ts";
import { biosBootName, multibootName } from "../base/places.ts";
import { type DeployConfig, existingSystem, isEsp } from "../config/deploy-config.ts";
import { volumesOf } from "../config/volumes.ts";
import { matchDisks } from "../machine/disk-match.ts";
import type { Disk, Inventory, Partition } from "../schema/inventory.ts";
import { partitionId } from "../storage/identity.ts";

const nothing = "Nothing was changed.";

/** True until the node has a menu of ours. */
export function isAdopting(config: Pick<DeployConfig, "images">, { deployed }: Inventory): boolean {
  return existingSystem(config) !== undefined && deployed === undefined;
}

function findPartition(disks: readonly Disk[], existing: string | undefined): Partition | undefined {
  return disks
    .flatMap(({ partitions }) => partitions)
    .find(
      ({ partuuid, content }) =>
        existing === partitionId(partuuid) || existing === `UUID=${(content?.uuid ?? "").toLowerCase()}`,
    );
}

function refuseFirmware({ firmware, disks }: DeployConfig, machine: Inventory): void {
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("unsupported", problem, { hint: `${nothing} ${hint}` });
  };
  if (firmware !== "auto" && firmware !== machine.firmware)
    refuse(
      `the config is for firmware ${firmware}, and this node was started by ${machine.firmware}`,
      `A node is adopted for the firmware that starts it: "firmware": "${machine.firmware}".`,
    );
  if (machine.firmware !== "uefi") return;
  if (machine.secureBoot === true)
    refuse(
      "Secure Boot is on, and the signed GRUB reads the menu of the system that is there",
      'Switch Secure Boot off, or deploy the node with policy "clean".',
    );
  if (disks[0]?.parts.some((part) => isEsp(part) && part.existing !== undefined) !== true)
    refuse(
      "the first disk of the config has no EFI system partition that is there",
      'Name the disk with it first, and in it the volume of type esp with "existing".',
    );
}

function refuseRescue({ rescue }: DeployConfig): void {
  if (rescue === undefined) return;
  throw new BareonError("unsupported", "a rescue system does not come onto a node that is adopted", {
    hint: `${nothing} Leave it out.`,
  });
}

/** Its first stages are not written to a map. */
function refuseMaps(disks: readonly Disk[]): void {
  const map = disks.find(({ multipath }) => multipath !== undefined);
  if (map === undefined) return;
  throw new BareonError("unsupported", `${map.path} is a multipath map, and a node with one is not adopted`, {
    hint: `${nothing} Deploy the node with policy "clean".`,
  });
}

function refuseTables(disks: readonly Disk[]): void {
  for (const { path, table } of disks)
    if (table?.type !== "gpt")
      throw new BareonError(
        "unsupported",
        `${path} has ${table === null ? "no partition table" : `a partition table of type ${table.type}`}, and only disks with a GPT are adopted`,
        { hint: `${nothing} Convert it first, such as with sgdisk --mbrtogpt, or leave it out of the config.` },
      );
}

/** What runs, if it runs from these disks, is what stays. */
function refuseOtherRoot(config: DeployConfig, disks: readonly Disk[], { running }: Inventory): void {
  const own = volumesOf(config).find(({ mount, existing }) => mount === "/" && existing !== undefined);
  const root = findPartition(disks, own?.existing);
  const isHere = disks.some(({ partitions }) => partitions.some(({ path }) => path === running.root));
  if (root === undefined || !isHere || root.path === running.root) return;
  throw new BareonError("mismatch", `the running system is on ${running.root}, not on ${root.path}`, {
    hint: `${nothing} The system that is adopted is the one that runs.`,
  });
}

/** What an adoption that was cut off has left on the disks: it can be made once more. */
function leftOver(disks: readonly Disk[], { adopting }: Inventory): Partition[] {
  const partitions = disks.flatMap((disk) => disk.partitions);
  const menu = partitions.filter(({ name }) => name === multibootName);
  const strange = menu.find(({ path, content }) => content !== null && path !== adopting?.multiboot);
  if (strange !== undefined)
    throw new BareonError("mismatch", `${strange.path} is called ${multibootName}, and what it holds cannot be read`, {
      hint: `${nothing} Look at it: a node that has a menu is not adopted, and one without has no such partition.`,
    });
  return [...menu, ...partitions.filter(({ name }) => name === biosBootName)];
}

/**
 * The machine with the existing system of the config as what it has deployed; as it is if it has a menu, or if the config has no such
 * system. Throws BareonError "unsupported" or "mismatch" for a node that cannot be adopted.
 */
export function withExisting(config: DeployConfig, inventory: Inventory): Inventory {
  const system = existingSystem(config);
  if (system === undefined || !isAdopting(config, inventory)) return inventory;
  const disks = matchDisks(config, inventory);
  refuseMaps(disks);
  refuseTables(disks);
  refuseRescue(config);
  refuseFirmware(config, inventory);
  refuseOtherRoot(config, disks, inventory);
  const spare = leftOver(disks, inventory).map(({ partuuid }) => ({ place: partitionId(partuuid), images: [] }));
  const mounts = volumesOf(config)
    .filter(({ images }) => images.includes(system.name))
    .flatMap(({ mount, existing }) => {
      const uuid = findPartition(disks, existing)?.content?.uuid;
      return mount === undefined || typeof uuid !== "string" ? [] : [{ mount, uuid }];
    });
  return {
    ...inventory,
    deployed: {
      default: null,
      systems: [{ name: system.name, mounts }],
      spare: [...spare, ...(inventory.adopting?.spare ?? [])],
    },
  };
}
