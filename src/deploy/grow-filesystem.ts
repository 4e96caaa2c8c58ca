/** Makes a filesystem as large as its device while it is mounted, which can be cut off and done again; files are neither read nor written. */
import { renderBytes } from "../storage/compare.ts";
import type { Command } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { readDevice } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import type { Plan } from "../schema/plan.ts";
import type { CheckCommand, Growth } from "../storage/filesystem/filesystem.ts";
import { filesystemNamed, measureFilesystem } from "../storage/filesystem/filesystems.ts";

type GrowStep = Extract<Plan["steps"][number], { kind: "grow-filesystem" }>;

/** Bytes that the last part of a device may have which a filesystem cannot use. */
const slack = 1024 * 1024;
/** Bytes in which the superblock of every filesystem is. */
const headLength = 128 * 1024;

function growthOf({ type }: Pick<GrowStep, "type">): Growth {
  const growth = filesystemNamed(type)?.growth;
  if (growth === undefined) throw new BareonError("invalid", `the plan has a step that makes a ${type} larger`);
  return growth;
}

function mountPointOf(device: string): string {
  return `${runtimeDirectory}/grow-${device.replaceAll("/", "-").replace(/^-+/u, "")}`;
}

/** What the step starts. */
export function commandsToGrow({ device, type }: Pick<GrowStep, "device" | "type">): readonly Command[] {
  const { check, grow } = growthOf({ type });
  return [...check(device), grow({ device, mountPoint: mountPointOf(device) })];
}

/** Throws BareonError "unsupported" if root may not do it here, as in a container. */
export async function checkGrowth({ host }: Pick<Context, "host">, { steps }: Pick<Plan, "steps">): Promise<void> {
  const grown = steps.filter((step) => step.kind === "grow-filesystem");
  if (grown.length === 0) return;
  const status = (await host.readText("/proc/self/status")) ?? "";
  const { hex } = /^CapEff:\s*(?<hex>[\da-f]+)$/mu.exec(status)?.groups ?? {};
  // Unknown is no reason.
  if (hex === undefined) return;
  const lacking = grown.flatMap(({ device, type }) => {
    const { capability } = growthOf({ type });
    const isThere = capability === undefined || ((BigInt(`0x${hex}`) >> BigInt(capability.bit)) & 1n) === 1n;
    return isThere ? [] : [`${type} on ${device} needs ${capability.name}`];
  });
  if (lacking.length > 0)
    throw new BareonError("unsupported", `root may not make it larger on this machine: ${lacking.join("; ")}`, {
      hint: "Nothing was changed. Deploy from a ramdisk, or outside of the container that took this right away.",
    });
}

/** What the check mends is told; it is what the next boot of the system would mend. */
async function checkFirst({ host, report }: Context, check: CheckCommand, device: string): Promise<void> {
  const output = await host.run(check);
  const { repaired } = check.findDamage(output);
  const words = repaired.join(" ");
  if (output.exitCode > 1)
    throw new BareonError("failure", `the filesystem on ${device} is damaged, and was not made larger: ${words}`, {
      hint: `Nothing on it was changed. ${check.program} ${device} asks what is to be done; then deploy again.`,
    });
  if (repaired.length > 0)
    report({
      event: "warning",
      message: `The filesystem on ${device} was damaged, and ${check.program} mended it: ${words}`,
    });
}

/** Throws BareonError "failure" if it is damaged, or not as large as its device afterwards. */
export async function growFilesystem(ctx: Context, { device, type, to }: GrowStep): Promise<void> {
  const { host } = ctx;
  const { check, grow } = growthOf({ type });
  for (const command of check(device)) await checkFirst(ctx, command, device);
  const mountPoint = mountPointOf(device);
  await using scope = new Scope();
  await mountFilesystem(ctx, scope, { source: device, target: mountPoint, type });
  await host.run(grow({ device, mountPoint }));
  await scope.close();
  const measured = measureFilesystem(type, await readDevice(host, device, 0, headLength));
  const { size = 0, spare = 0 } = measured ?? {};
  if (size + slack < to && to - size >= spare)
    throw new BareonError(
      "failure",
      `the filesystem on ${device} has ${renderBytes(size)} after it was made larger, and not ${renderBytes(to)}`,
    );
}
