/** What the tests of the plan share: stored inventories, and UUIDs that count. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import { validate } from "../../../src/schema/inventory.validate.js";
import type { Plan } from "../../../src/schema/plan.ts";
import { type ExampleName, readExample } from "../../support/files/example.ts";

/** A machine that the example fits. */
export function readInventory(name: ExampleName): Inventory {
  const machine = name === "one-system" ? name : "two-systems";
  return parseInventory(`inventory-${machine}.json`);
}

function parseInventory(file: string): Inventory {
  const inventory: unknown = JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8"));
  if (!validate(inventory)) throw new Error(JSON.stringify(validate.errors));
  return inventory;
}

/**
 * A machine of the lab as inspect saw it: on vda and vdb two arrays, one with volume group "old"; on vdc and vdd group "far";
 * all that assembled (awake) or not (asleep).
 */
export function readMachine(state: "awake" | "asleep"): Inventory {
  return parseInventory(`inventory-${state}.json`);
}

function planWithRequest(document: unknown, inventory: Inventory): Plan {
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  return planDeploy({ source, config: readConfig(source).config, inventory, newUuid: countingUuid() });
}

/** The plan without what it was made from. */
export function decided(plan: Plan): Plan {
  const copy = { ...plan };
  delete copy.request;
  return copy;
}

/** Policy clean on vda and vdb of that machine, named by their serial numbers or otherwise. */
export function planTwoDisks(
  inventory: Inventory,
  ids: readonly string[] = ["bareon-1", "bareon-2"],
  more: object = {},
): Plan {
  const partitions = ids.map((value, index) => ({
    type: "disk",
    id: { type: value.startsWith("/dev/") ? "name" : "serial", value },
    size: "600 MiB",
    volumes: [
      { type: "partition", mount: index === 0 ? "/" : `/srv/${index}`, size: "remaining", file_system: "ext4" },
    ],
  }));
  const document = {
    partitions_policy: "clean",
    images: [{ name: "os", image_pull_url: "/images/os/", target: "/" }],
    partitions,
    ...more,
  };
  return planWithRequest(document, inventory);
}

/** The exit and the message of the BareonError that the action throws. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BareonError) return `${error.exit}: ${error.message}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** 00000001-0000-4000-8000-000000000000 and so on; the number comes first, since a FAT serial number takes only that. */
export function countingUuid(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${last.toString(16).padStart(8, "0")}-0000-4000-8000-00000000000a`;
  };
}

/** The plan of a config for a machine; of the example itself if no config is given. */
export function planExample(
  name: ExampleName,
  config: unknown = readExample(name),
  inventory: Inventory = readInventory(name),
): Plan {
  return planWithRequest(config, inventory);
}

/** The inventory with facts of one disk replaced. */
export function withDisk(inventory: Inventory, index: number, facts: Partial<Disk>): Inventory {
  return {
    ...inventory,
    disks: inventory.disks.map((disk, position) => (position === index ? { ...disk, ...facts } : disk)),
  };
}

/** Returns that item of the array, and fails the test if there is none. */
export function nth<T>(items: readonly T[] | undefined, index: number): T {
  const item = items?.[index];
  expect(item).toBeDefined();
  return item as T;
}

/** Matches violations of which one is at the place that the JSON pointer names, or inside it. */
export function violationsIn(pointer: string): object[] {
  const place = expect.stringMatching(new RegExp(`^${pointer}(?:/|$)`, "u")) as string;
  return expect.arrayContaining([expect.objectContaining({ pointer: place }) as object]) as object[];
}
