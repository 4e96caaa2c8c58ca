/** Plans of parts of a deploy, for a node as an earlier part left it. */
import type { DriveFacts } from "../../../src/plan/config-drive.ts";
import { planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { DeployPhases, Plan } from "../../../src/schema/plan.ts";
import type { ExampleName } from "../../support/files/example.ts";
import { deployedNode } from "./extended-node.ts";
import { countingUuid, planExample, readInventory } from "./fixture.ts";

export interface PartRequest {
  readonly document: unknown;
  readonly inventory: Inventory;
  readonly phases?: DeployPhases;
  readonly only?: readonly string[];
  readonly resumed?: readonly string[];
  readonly configDrive?: DriveFacts;
}

export function planPart({ document, ...request }: PartRequest): Plan {
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  return planDeploy({ source, config: readConfig(source).config, newUuid: countingUuid(), ...request });
}

/** The node that a plan makes, as a ramdisk sees it: nothing is in use. */
export function idleNode(name: ExampleName, config: unknown, plan = planExample(name, config)): Inventory {
  const node = deployedNode(readInventory(name), plan);
  const idle = JSON.stringify(node, (key, value: unknown) => (key === "uses" ? [] : value));
  return { ...(JSON.parse(idle) as Inventory), running: { root: null, medium: [] } };
}

/** The inventory with something else, or nothing, on one partition or volume. */
export function withContent(
  inventory: Inventory,
  device: string,
  content: Inventory["disks"][number]["content"],
): Inventory {
  const change = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && "path" in value && value.path === device
      ? { ...value, content }
      : value;
  return JSON.parse(JSON.stringify(inventory, change)) as Inventory;
}
