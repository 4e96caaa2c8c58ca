/** Whether a deploy that is to go on after a failure would meet a node that was deployed to its end, which nothing is to be gone on with. */
import { BareonError } from "../base/errors.ts";
import { findStarts, type Starts } from "../boot/loader/starts.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Context } from "../host/host.ts";
import { matchDisks } from "../machine/disk-match.ts";
import type { Disk } from "../schema/inventory.ts";
import { inspectNode } from "./node.ts";

function refusal(why: string): BareonError {
  return new BareonError("mismatch", `This node was deployed to its end: ${why}. There is nothing to go on with.`, {
    hint: "Nothing was changed. Without --resume the node is deployed from the start.",
  });
}

/**
 * What the disks of the config start, whatever else is on them. Throws BareonError "mismatch" if they have the boot menu of a deploy, also
 * of another config, unless it is known that they start nothing: then a later deploy has begun over it, and failed.
 */
export async function refuseMenu(ctx: Context, config: Pick<DeployConfig, "disks" | "spared">): Promise<Starts> {
  let disks: readonly Disk[] = [];
  const inventory = await inspectNode(ctx, (found) => (disks = matchDisks(config, found)));
  const starts = await findStarts(ctx, disks, inventory);
  if (inventory.deployed === undefined || starts === "nothing") return starts;
  const names = inventory.deployed.systems.map(({ name }) => name).join(", ");
  throw refusal(`its boot menu is there, with ${names}`);
}

/** For disks that are laid out as the config has them. Throws BareonError "mismatch" if they start something: a deploy that has not ended starts nothing. */
export function refuseStarted(starts: Starts): void {
  if (starts === "loader") throw refusal("its disks are as the deploy config asks for them, and have a boot loader");
}
