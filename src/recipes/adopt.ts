/** The deploy config of a node that another program installed, from the running system; and the way back once it was adopted. */
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import { checkStarted } from "../boot/loader/bios-switch.ts";
import { release, type Released } from "../boot/loader/release.ts";
import { openStore } from "../boot/store/store.ts";
import { dialects } from "../dialects/dialects.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { inspectInstalled } from "../machine/inspect/installed.ts";
import { describeNode } from "../plan/existing-node.ts";
import { inspectNode } from "./node.ts";
import { planDeploy, readConfig } from "./plan.ts";

/** Where a node has what starts it. */
const bootPlaces: readonly string[] = ["/", "/boot", "/boot/efi", "/efi"];

/**
 * A document of that dialect with the running system alone, to which people add. It was planned once, so what is refused of it is
 * refused here; nothing is written. Throws BareonError "conflict" for a node with a menu of ours, "unsupported" or "mismatch" for one that cannot
 * be adopted, such as for lack of room.
 */
export async function adopt(ctx: Context, dialect: string, newUuid: () => string): Promise<unknown> {
  const write = Object.hasOwn(dialects, dialect) ? dialects[dialect]?.write : undefined;
  if (write === undefined) throw new BareonError("unsupported", `the data driver ${dialect} writes no config`);
  // A menu on another disk is that of another node.
  const inventory = await inspectNode(ctx, ({ disks }) =>
    disks.filter(({ partitions }) => partitions.some(({ uses }) => uses.some((use) => bootPlaces.includes(use)))),
  );
  if (inventory.deployed !== undefined)
    throw new BareonError("conflict", "This node has a boot menu of bareon already.", {
      hint: 'Nothing was changed. More systems come onto it with the policy "extend": provision.json(5).',
    });
  const config = describeNode({ inventory, ...(await inspectInstalled(ctx)) });
  const document = write(config);
  const source = { dialect, document, compat: false, driver: undefined };
  const plan = planDeploy({ source, config: readConfig(source).config, inventory, newUuid });
  if (plan.firmware === "bios") await checkStarted(ctx, plan.boot.disk);
  return document;
}

/** Throws BareonError "locked", "nopartition", "conflict", "unverified" or "bootloader"; it can be run again. */
export async function releaseNode(ctx: Context, uuid: string | null): Promise<Released> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const store = await openStore(ctx, scope, { uuid });
  const released = await release(ctx, store);
  await scope.close();
  return released;
}
