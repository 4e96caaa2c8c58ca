/** Storage layers while a plan is carried out: whether they are there as planned, and closing them again. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { waitFor } from "../host/wait.ts";
import { findThere } from "../storage/keep.ts";
import type { Layer, PlannedNode } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { plannedNodes } from "../storage/planned-nodes.ts";
import type { Plan } from "../schema/plan.ts";
import { flattenDevices, listDevices, parseDevices } from "../programs/lsblk.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { settleDevices } from "../machine/inspect/settle.ts";

/** Seconds that the kernel and udev may take to show the device of a layer. */
const limit = 30;

/** What is opened and closed again unless it stays, from the lowest layer to the highest. */
function openNodes(layers: readonly Layer[], plan: Plan): PlannedNode[] {
  return plannedNodes(layers, plan).filter(({ close }) => close !== undefined);
}

async function missingNode({ host }: Context, nodes: readonly PlannedNode[]): Promise<string | undefined> {
  const sizes = new Map(
    flattenDevices(parseDevices((await host.run(listDevices())).stdout)).map(({ path, size }) => [path, size]),
  );
  const missing = nodes.flatMap(({ devices }) => devices).find(({ path, size }) => sizes.get(path) !== size);
  return missing === undefined
    ? undefined
    : `${missing.path} with ${missing.size} bytes is not there (${sizes.get(missing.path) ?? "no device"})`;
}

/**
 * Waits until the kernel shows every device of the layers with its planned size, then compares what lies below them with the
 * plan. Throws BareonError "storage".
 */
export async function checkLayers(ctx: Context, plan: Plan, layers: readonly Layer[] = storageLayers): Promise<void> {
  await settleDevices(ctx);
  const nodes = openNodes(layers, plan);
  await waitFor(ctx, limit, async () => await missingNode(ctx, nodes));
  for (const { check } of layers) await check?.(ctx, plan);
  // Inspected again, because what was just made or opened is to be read from what it lies on.
  const machine = await inspect(ctx, layers);
  const there = findThere(plan, { disks: [], machine }, layers);
  const expected = {
    layout: plan,
    contentOf: () => undefined,
    pointers: new Map(),
    parts: new Map(),
    neededTypes: [],
    repeated: new Set<string>(),
  };
  // A partition table has a step of its own that reads it back.
  const opened = layers.filter(({ signature }) => signature !== undefined);
  const differences = [
    ...opened
      .flatMap(({ compare }) => compare?.(expected, there) ?? [])
      .map(
        (difference) => `${difference.where}: ${difference.what} is ${difference.found}, not ${difference.expected}`,
      ),
    ...opened.flatMap(({ verify }) => verify?.(plan, there) ?? []),
  ];
  if (differences.length > 0)
    throw new BareonError("storage", `Arrays and volume groups are not the planned ones: ${differences.join("; ")}`);
}

/**
 * Closes what of the plan's layers is there, so that nothing holds the disks any more; the highest first, for they lie on each
 * other. Tries all of them, whatever the abort signal says; throws BareonError "storage" for those that stay.
 */
export async function closeLayers(ctx: Context, plan: Plan, layers: readonly Layer[] = storageLayers): Promise<void> {
  const { host } = ctx;
  const open = layers.toReversed().flatMap((layer) => openNodes([layer], plan).filter(({ stays }) => stays !== true));
  if (open.length === 0) return;
  await settleDevices(ctx, { unabortable: true });
  const failures: string[] = [];
  for (const { close, devices } of open) {
    const facts = await Promise.all(devices.map(async ({ path }) => await host.facts(path)));
    if (close === undefined || facts.every((fact) => fact === undefined)) continue;
    await host.run(close.command, { unabortable: true }).catch((error: unknown) => {
      failures.push(`${close.what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  if (failures.length > 0)
    throw new BareonError("storage", `Arrays or volume groups stay switched on: ${failures.join("; ")}`);
}
