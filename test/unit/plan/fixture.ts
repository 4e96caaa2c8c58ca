/** What the tests of the plan share: stored inventories, and UUIDs that count. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readIronicConfig } from "../../../src/drivers/data/ironic.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import { validate } from "../../../src/schema/inventory.validate.js";
import type { Plan } from "../../../src/schema/plan.ts";
import { type ExampleName, readExample } from "../../support/example.ts";

/** A machine that the example fits. */
export function readInventory(name: ExampleName): Inventory {
  const machine = name === "one-system" ? name : "two-systems";
  const inventory: unknown = JSON.parse(readFileSync(join(import.meta.dirname, `inventory-${machine}.json`), "utf8"));
  if (!validate(inventory)) throw new Error(JSON.stringify(validate.errors));
  return inventory;
}

/** 00000001-0000-4000-8000-000000000000 and so on; the number comes first, since a FAT serial number takes only that. */
export function countingUuid(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${last.toString(16).padStart(8, "0")}-0000-4000-8000-00000000000a`;
  };
}

/** The plan of a config for a machine; of the example itself where no config is given. */
export function planExample(name: ExampleName, config: unknown = readExample(name), inventory: Inventory = readInventory(name)): Plan {
  return makePlan({ config: readIronicConfig(config, { compat: false }).config, inventory, newUuid: countingUuid() });
}

/** The inventory with facts of one disk replaced. */
export function withDisk(inventory: Inventory, index: number, facts: Partial<Disk>): Inventory {
  return { ...inventory, disks: inventory.disks.map((disk, position) => (position === index ? { ...disk, ...facts } : disk)) };
}

/** Reads on where the array has that item, and fails the test where not. */
export function nth<T>(items: readonly T[] | undefined, index: number): T {
  const item = items?.[index];
  expect(item).toBeDefined();
  return item as T;
}
