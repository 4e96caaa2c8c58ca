/** Arrays and volume groups while a plan is carried out: whether they are there as planned, and switching them off again. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { waitFor } from "../host/wait.ts";
import { compareStacks, findStacks } from "../storage/compare-layers.ts";
import type { Plan, PlannedArray } from "../schema/plan.ts";
import { flattenDevices, listDevices, parseDevices } from "../programs/lsblk.ts";
import { deactivateGroup } from "../programs/lvm.ts";
import { stopArray } from "../programs/mdadm.ts";
import { inspect, settleDevices } from "../machine/inspect/inspect.ts";

/** Seconds that the kernel and udev may take to show an array or a logical volume. */
const limit = 30;

/** What is to be seen of the plan's arrays and groups. */
function stackedNodes({ arrays, groups }: Plan): { readonly device: string; readonly size: number }[] {
  return [...arrays, ...groups.flatMap(({ volumes }) => volumes)];
}

async function missingNode({ host }: Context, plan: Plan): Promise<string | undefined> {
  const sizes = new Map(
    flattenDevices(parseDevices((await host.run(listDevices())).stdout)).map(({ path, size }) => [path, size]),
  );
  const missing = stackedNodes(plan).find(({ device, size }) => sizes.get(device) !== size);
  return missing === undefined
    ? undefined
    : `${missing.device} with ${missing.size} bytes is not there (${sizes.get(missing.device) ?? "no device"})`;
}

/** Copies or parity may be missing in an array that is kept, not in a new one. Level 0 has none. */
async function checkWhole(ctx: Context, { device, name, keep }: PlannedArray): Promise<void> {
  const missing = Number((await ctx.host.readText(`/sys/block/${device.replace("/dev/", "")}/md/degraded`)) ?? 0);
  if (missing === 0) return;
  const text = `array ${name} works without ${missing === 1 ? "one of its members" : `${missing} of its members`}`;
  if (keep !== true) throw new BareonError("storage", `The new ${text}.`);
  ctx.report({
    event: "warning",
    message: `The ${text}, which is out of date: after the deploy "mdadm --re-add" brings it back.`,
  });
}

/**
 * Waits until the kernel shows every array and logical volume with its planned size, then compares what their members tell of
 * them with the plan. Throws BareonError "storage".
 */
export async function checkStacks(ctx: Context, plan: Plan): Promise<void> {
  const { arrays, groups } = plan;
  await settleDevices(ctx);
  await waitFor(ctx, limit, async () => await missingNode(ctx, plan));
  for (const array of arrays) await checkWhole(ctx, array);
  // Inspected again, because what was just made or assembled is to be read from its members.
  const machine = await inspect(ctx);
  const expected = {
    arrays,
    groups,
    contentOf: () => undefined,
    pointers: new Map<string, string>(),
    repeated: new Set<string>(),
  };
  const found = findStacks(expected, machine);
  const differences = [
    ...compareStacks(expected, found, machine).map(
      (difference) => `${difference.where}: ${difference.what} is ${difference.found}, not ${difference.expected}`,
    ),
    ...arrays
      .filter(({ device, uuid }) => found.arrays.get(device)?.uuid !== uuid)
      .map(({ name, uuid }) => `array ${name} does not have the UUID ${uuid}`),
  ];
  if (differences.length > 0)
    throw new BareonError("storage", `Arrays and volume groups are not the planned ones: ${differences.join("; ")}`);
}

/**
 * Switches off what of the plan's groups and arrays is on, so that nothing holds the disks any more; groups first, for they may
 * lie on arrays. Tries all of them, whatever the abort signal says; throws BareonError "storage" for those that stay.
 */
export async function switchOff(ctx: Context, { arrays, groups }: Pick<Plan, "arrays" | "groups">): Promise<void> {
  const { host } = ctx;
  if (arrays.length + groups.length === 0) return;
  await settleDevices(ctx);
  const isThere = async (device: string): Promise<boolean> => (await host.facts(device)) !== undefined;
  const failures: string[] = [];
  const attempt = async (what: string, action: () => Promise<unknown>): Promise<void> => {
    await action().catch((error: unknown) =>
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  for (const group of groups) {
    const active = (await Promise.all(group.volumes.map(async ({ device }) => await isThere(device)))).some(Boolean);
    if (active) await attempt(group.name, async () => await host.run(deactivateGroup(group), { unabortable: true }));
  }
  for (const { device } of arrays) {
    if (await isThere(device))
      await attempt(device, async () => await host.run(stopArray(device), { unabortable: true }));
  }
  if (failures.length > 0)
    throw new BareonError("storage", `Arrays or volume groups stay switched on: ${failures.join("; ")}`);
}
