/** What the tests of the nailgun dialect share: documents, machines with blank disks, plans, and what of a plan is compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BareonError, type Violation } from "../../../../src/base/errors.ts";
import { MiB } from "../../../../src/base/sizes.ts";
import type { DeployConfig } from "../../../../src/config/deploy-config.ts";
import type { DialectSettings } from "../../../../src/dialects/dialect.ts";
import { type ConfigSource, planDeploy, readConfig } from "../../../../src/recipes/plan.ts";
import type { Disk, Inventory } from "../../../../src/schema/inventory.ts";
import type { Plan } from "../../../../src/schema/plan.ts";
import { type Loose, loose, setAt } from "../../../support/files/example.ts";
import { countingUuid, nth, readInventory } from "../../plan/fixture.ts";

export type Changes = Readonly<Record<string, unknown>>;

const spaces = "/ks_meta/pm_data/ks_spaces";

/** The pointer of a disk or group of a document, or of what is in it. */
export function inSpace(index: number, rest = ""): string {
  return `${spaces}/${index}${rest}`;
}

export function readNode(name: "node-7" | "node-3", changes: Changes = {}): Loose {
  const document = loose(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")));
  for (const [pointer, value] of Object.entries(changes)) setAt(document, pointer, value);
  return document;
}

/** The disks and groups of node-3 in place of its own. */
export function withSpaces(...list: readonly object[]): Loose {
  return readNode("node-3", { [spaces]: list });
}

/** A disk of a document with these volumes. */
export function diskOf(name: string, volumes: readonly object[], more: object = {}): object {
  return { type: "disk", id: name, name, size: 40_000, extra: [], free_space: 0, volumes, ...more };
}

export function partition(name: string, mount: string, size: number, more: object = {}): object {
  return { type: "partition", name, mount, file_system: mount === "none" ? "none" : "ext4", size, ...more };
}

export function sourceOf(document: unknown, settings?: DialectSettings): ConfigSource {
  return { dialect: "nailgun", document, compat: false, driver: undefined, settings };
}

export function configOf(document: unknown, settings?: DialectSettings): DeployConfig {
  return readConfig(sourceOf(document, settings)).config;
}

export function refusalOf(document: unknown, settings?: DialectSettings): BareonError {
  return refusalBy(() => configOf(document, settings));
}

export function refusalBy(action: () => unknown): BareonError {
  try {
    action();
  } catch (error) {
    if (error instanceof BareonError) return error;
    throw error;
  }
  throw new Error("the document was accepted");
}

export function violationsOf(document: unknown, settings?: DialectSettings): Violation[] {
  return [...refusalOf(document, settings).violations];
}

/** Each disk by its name, with its links, and 50 GiB if nothing else is said. */
export type Disks = Readonly<Record<string, { readonly links?: readonly string[]; readonly size?: number }>>;

export function machineWith(disks: Disks, firmware: "bios" | "uefi" = "bios"): Inventory {
  const inventory = readInventory("two-systems");
  const like = nth(inventory.disks, 0);
  return {
    ...inventory,
    firmware,
    disks: Object.entries(disks).map(([name, { links = [], size = 50 * 1024 }], index): Disk => ({
      ...like,
      ...{ path: `/dev/${name}`, device: `8:${index * 16}`, size: size * MiB, serial: `serial-${name}`, wwn: null },
      ...{ scsi: null, links: [...links], table: null, content: null, partitions: [] },
    })),
  };
}

export const machine7 = machineWith({
  sda: { links: ["/dev/disk/by-id/ata-QEMU_HARDDISK_d1"] },
  sdb: { links: ["/dev/disk/by-id/ata-QEMU_HARDDISK_d2"] },
  sdc: {},
});
export const machine3 = machineWith({ vda: { size: 5000 }, vdb: { size: 5000 } });

export function planOf(
  document: unknown,
  inventory: Inventory,
  { settings, driveMiB = 20 }: { readonly settings?: DialectSettings; readonly driveMiB?: number } = {},
): Plan {
  const source = sourceOf(document, settings);
  const config = configOf(document, settings);
  const configDrive = driveMiB === 0 ? undefined : { bytes: driveMiB * MiB };
  return planDeploy({ source, config, configDrive, inventory, newUuid: countingUuid() });
}

/** Of each disk its partitions: purpose, start and size in MiB. */
export function tableOf({ disks }: Plan): Record<string, (readonly [string, number, number])[]> {
  return Object.fromEntries(
    disks.map(({ path, partitions }) => [
      path,
      partitions.map(({ purpose, start, size }) => [purpose, start / MiB, size / MiB] as const),
    ]),
  );
}

/** The sizes in MiB alone. */
export function sizesOf(plan: Plan): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(tableOf(plan)).map(([path, parts]) => [path, parts.map(([, , size]) => size)]),
  );
}
