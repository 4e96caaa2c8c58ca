/** What a node that gets more systems has on its multiboot partition: noted before the first write, and in the menu after the last one. */
import { BareonError } from "../../base/errors.ts";
import { isSameUuid } from "../../base/uuid.ts";
import { joinAll } from "../../host/wait.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { idle } from "../state/environment.ts";
import { remapArmed } from "../state/remap-armed.ts";
import type { DeployedSystem } from "../menu/first-menu.ts";
import { planMenuWith } from "../menu/other-images.ts";
import type { LinuxEntry } from "../menu/menu.ts";
import type { PlannedMenu } from "../menu/plan.ts";
import { renderMenu } from "../menu/render-menu.ts";
import { alignCopies } from "../store/align-copies.ts";
import { recordWith } from "../store/changed-record.ts";
import { planRecord, readRecord } from "../store/deploy-record.ts";
import { type BootSession, openBootSession, readSession } from "../store/session.ts";
import { readSpare, stillSpare, type SpareVolume, writeSpare } from "../store/spare-file.ts";
import { refreshPublishedStatus } from "../store/status.ts";
import { replaceMenu } from "../store/write.ts";
import { createEntryCheck } from "../systems/entry-check.ts";
import { reportMenu } from "../systems/deployed-systems.ts";
import { openGrubView, readEntry } from "../systems/grub-view.ts";
import { switchOver } from "./adopt.ts";
import { readNew } from "./read-new.ts";
import { grubModules } from "../../storage/boot-disks.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Plan } from "../../schema/plan.ts";

async function openMenu(
  ctx: Context,
  scope: Scope,
  { boot }: Plan,
): Promise<BootSession & { readonly info: BootInfo }> {
  const session = await openBootSession(ctx, scope, { uuid: boot.multiboot?.uuid ?? null });
  const { info } = session.content;
  if (info === null) throw new BareonError("unverified", session.content.warnings.join(" "));
  return { ...session, info };
}

/** Throws "unverified" if what is on the multiboot partition cannot be changed afterwards, "nopartition", "locked" or "failure". */
export async function checkMenu(ctx: Context, plan: Plan): Promise<void> {
  await using scope = new Scope();
  const { store, info, content } = await openMenu(ctx, scope, plan);
  if (info.menu === undefined)
    throw new BareonError(
      "unverified",
      "boot-info.json does not say what the menu was made with, so nothing can be added.",
      {
        hint: "Deploy the node again.",
      },
    );
  const other = plan.boot.kernelParams.trim() === info.menu.kernel_params.trim() ? [] : ["kernel_params"];
  const wait = plan.boot.timeout === content.menu.timeout ? [] : ["the menu's timeout"];
  for (const what of [...other, ...wait])
    ctx.report({
      event: "warning",
      message: `The config has another value for ${what}; the node keeps the one that it has.`,
    });
  if ((await readRecord(ctx, store, info)) === "none")
    ctx.report({
      event: "warning",
      message:
        "An earlier version made this node, without a record of what its images are made of; the new ones get none either.",
    });
  await scope.close();
}

/** Notes what is about to be made, so that a deploy that is cut off can be run again. */
export async function noteVolumes(ctx: Context, plan: Plan, volumes: readonly SpareVolume[]): Promise<void> {
  await using scope = new Scope();
  const { store, info } = await openMenu(ctx, scope, plan);
  const places = new Set(volumes.map(({ place }) => place));
  const others = stillSpare(await readSpare(ctx, store), info).filter(({ place }) => !places.has(place));
  await writeSpare(ctx, store, [...others, ...volumes]);
  await alignCopies(ctx, store);
  await scope.close();
}

/** Throws "bootloader" for an entry that the kernel or GRUB cannot read from the disk. */
async function prove(ctx: Context, { store, running }: BootSession, entries: readonly LinuxEntry[]): Promise<void> {
  const { filesystems, mounts } = store;
  const { look: check } = createEntryCheck(ctx.host, { filesystems, running, mounts });
  const looks = await joinAll(entries.map(async (entry) => await check(entry)));
  await mounts.unmountAll();
  const view = await openGrubView(ctx.host, filesystems);
  for (const [index, entry] of entries.entries()) {
    const { problem, instead } = await readEntry(view, entry);
    const unread = looks[index]?.problem ?? looks[index]?.first ?? problem ?? instead;
    if (unread !== null) throw new BareonError("bootloader", `${entry.title} was not proven: ${unread}.`);
  }
}

/** The entries of these systems in a menu. */
function entriesOf({ menu, info }: PlannedMenu, systems: readonly DeployedSystem[]): LinuxEntry[] {
  return systems.flatMap(({ name }) => {
    const entry = menu.entries[info.elements.find(({ os_id: id }) => id === name)?.grub_id ?? -1];
    return entry?.kind === "linux" ? [entry] : [];
  });
}

/** Adds the new systems to the menu, each proven; what is there stays as it is, the default and what is armed too. Returns boot-info. */
export async function extendBoot(ctx: Context, plan: Plan, who: string): Promise<BootInfo> {
  await using scope = new Scope();
  const session = await openMenu(ctx, scope, plan);
  const { store, content, state, info } = session;
  const { images, utilities } = plan;
  let result = info;
  if (images.length + utilities.length > 0) {
    const record = await readRecord(ctx, store, info);
    const systems = await readNew(ctx, session, images);
    const isThere = (uuid: string): boolean => store.filesystems.some((one) => isSameUuid(uuid, one.uuid));
    const planned = planMenuWith({ menu: content.menu, info }, systems, grubModules(plan, images), isThere);
    const { environment } =
      content.environment.problem === null
        ? remapArmed(state, planned.places, planned.menu.defaultIndex)
        : { environment: idle };
    await prove(ctx, session, entriesOf(planned, systems));
    const names = [...images, ...utilities].map(({ name }) => name).join(", ");
    await replaceMenu(ctx, store, {
      menu: renderMenu(planned.menu),
      environment,
      info: planned.info,
      ...(record === "none" ? {} : { record: recordWith(record, planRecord(plan)) }),
      line: { time: new Date().toISOString(), who, what: "deploy", from: null, to: null, why: `added: ${names}` },
    });
    reportMenu(ctx, planned.menu);
    result = planned.info;
  }
  await forgetMade(ctx, session, plan);
  await alignCopies(ctx, store);
  await switchOver(ctx, store, plan);
  for (const message of await refreshPublishedStatus(ctx, await readSession(ctx, store)))
    ctx.report({ event: "warning", message });
  await scope.close();
  return result;
}

/** What was made counts from now on. */
async function forgetMade(ctx: Context, { store }: BootSession, { steps }: Plan): Promise<void> {
  const made = new Set(
    steps.flatMap((step) => (step.kind === "begin-extend" ? step.volumes : [])).map(({ place }) => place),
  );
  if (made.size === 0) return;
  await writeSpare(
    ctx,
    store,
    (await readSpare(ctx, store)).filter(({ place }) => !made.has(place)),
  );
}
