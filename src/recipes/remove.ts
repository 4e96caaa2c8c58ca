/**
 * The recipe of removing an idle system, while another one runs or in a ramdisk:
 *
 *     record -> inspect -> plan -> note its volumes -> out of the menu -> wipe -> free
 *
 * Nothing of it is touched while it can be booted. Cut off after that, the same command goes on.
 */
import { isDeepStrictEqual } from "node:util";
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import { planMenuWithout } from "../boot/menu/other-images.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { recordWithout } from "../boot/store/changed-record.ts";
import { readRecord } from "../boot/store/deploy-record.ts";
import { alignCopies } from "../boot/store/align-copies.ts";
import { openBootSession, readSession } from "../boot/store/session.ts";
import { forgetAdoption } from "../boot/store/adoption-file.ts";
import { readSpare, stillSpare, writeSpare } from "../boot/store/spare-file.ts";
import { refreshPublishedStatus } from "../boot/store/status.ts";
import { replaceMenu } from "../boot/store/write.ts";
import { runReported } from "../deploy/execute.ts";
import { changeTable } from "../deploy/partition-table.ts";
import { refuseMissing } from "../deploy/programs.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { waitFor } from "../host/wait.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { settleDevices } from "../machine/inspect/settle.ts";
import { isAdoptedSystem, type Removal, type RemovalStep, wipedPlaces } from "../plan/remove.ts";
import type { Inventory } from "../schema/inventory.ts";
import { storageLayers } from "../storage/layers.ts";
import { carriedFolder, dropForgotten } from "./carried-store.ts";
import { infoOf, type Prepared, prepareRemoval, refuseInUse, type RemoveOptions } from "./removable.ts";

/** From here on nothing boots it, and its volumes hold nothing that counts. */
async function takeOut(ctx: Context, options: RemoveOptions, { image, removal }: Prepared): Promise<void> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const { store, content, state } = session;
  const info = infoOf(session);
  const element = info.elements.find(({ os_id: name }) => name === image);
  if (element === undefined) throw new BareonError("conflict", `Image ${image} is no longer known to boot-info.json.`);
  // Somebody may have armed it meanwhile.
  refuseInUse(session, element);
  const record = await readRecord(ctx, store, info);
  const places = new Set(removal.places);
  const others = stillSpare(await readSpare(ctx, store), info).filter(({ place }) => !places.has(place));
  await writeSpare(ctx, store, [...others, ...removal.places.map((place) => ({ place, images: [image] }))]);
  // First, so that after a cut no release leads to a system whose volumes are wiped.
  if (record !== "none" && isAdoptedSystem(record, image)) await forgetAdoption(ctx, store);
  const planned = planMenuWithout({ menu: content.menu, info }, element);
  const { environment } = remapArmed(state, planned.places, planned.menu.defaultIndex);
  await replaceMenu(ctx, store, {
    menu: renderMenu(planned.menu),
    environment,
    info: planned.info,
    ...(record === "none" ? {} : { record: recordWithout(record, image) }),
    line: {
      ...{ time: new Date().toISOString(), who: options.who, what: "remove", from: null, to: null },
      why: `removed: ${image}`,
    },
  });
  for (const message of await refreshPublishedStatus(ctx, await readSession(ctx, store)))
    ctx.report({ event: "warning", message });
  await scope.close();
}

/** What is on these places from now on is nothing of the system that was removed. */
async function noteWiped(ctx: Context, options: RemoveOptions, { removal, inventory }: Prepared): Promise<void> {
  await using scope = new Scope();
  const { store } = await openBootSession(ctx, scope, options);
  const places = new Set(wipedPlaces({ inventory, layers: storageLayers }, removal));
  const noted = await readSpare(ctx, store);
  await writeSpare(
    ctx,
    store,
    noted.map((one) => (places.has(one.place) ? { ...one, wiped: true } : one)),
  );
  await alignCopies(ctx, store);
  await scope.close();
}

/** What was given up is no place any more. */
async function forget(ctx: Context, options: RemoveOptions, { places }: Removal): Promise<void> {
  await using scope = new Scope();
  const { store } = await openBootSession(ctx, scope, options);
  const gone = new Set(places);
  await writeSpare(
    ctx,
    store,
    (await readSpare(ctx, store)).filter(({ place }) => !gone.has(place)),
  );
  await alignCopies(ctx, store);
  await scope.close();
}

/** Throws "storage" if any other partition of the disks is not what it was. */
async function checkOthers(ctx: Context, before: Inventory, freed: readonly string[]): Promise<void> {
  const changed = before.disks
    .filter(({ partitions }) => partitions.some(({ path }) => freed.includes(path)))
    .map(({ path }) => path);
  const tableOf = ({ disks }: Inventory): object[] =>
    disks
      .filter(({ path }) => changed.includes(path))
      .map(({ path, table, partitions }) => ({
        ...{ path, table },
        partitions: partitions
          .filter((one) => !freed.includes(one.path))
          .map(({ number, start, size, type, partuuid, name }) => ({ number, start, size, type, partuuid, name })),
      }));
  const after = await inspect(ctx, storageLayers);
  const left = after.disks.flatMap(({ partitions }) => partitions).filter(({ path }) => freed.includes(path));
  if (left.length > 0 || !isDeepStrictEqual(tableOf(before), tableOf(after)))
    throw new BareonError(
      "storage",
      "The partition tables are not what they should be now: bareon-provision inspect shows them.",
    );
}

/** A partition leaves the table first. udev looks at what was wiped, so the kernel may have to be told again to forget it. */
async function runStep(ctx: Context, { unlist, commands }: RemovalStep): Promise<void> {
  const run = async (): Promise<void> => {
    for (const command of commands) await ctx.host.run(command);
  };
  await settleDevices(ctx);
  if (unlist === undefined) return await run();
  const { disk, number, device } = unlist;
  await changeTable(ctx, disk, { add: [], clear: [], remove: [number] });
  await waitFor(ctx, 30, async () => {
    await settleDevices(ctx);
    await run();
    return (await ctx.host.facts(device)) === undefined ? undefined : `the kernel does not let go of ${device}`;
  });
}

/** Throws "unsupported" if a step starts a program that is not here: the menu would have lost the system, and its volumes stay. */
async function checkSteps(ctx: Context, { steps }: Removal): Promise<void> {
  const started = steps.flatMap(({ commands }) => commands.map(({ program }) => program));
  await refuseMissing(ctx, [...new Set(started)], "the removal");
}

/**
 * Throws BareonError "locked", "entry", "conflict", "mismatch", "unsafe", "unsupported", "unverified" or "nopartition" with nothing changed;
 * "readonly" or "unverified" while the menu is changed, and "storage" after that, when the same command goes on.
 */
export async function removeSystem(ctx: Context, options: RemoveOptions): Promise<Removal> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const prepared = await prepareRemoval(ctx, options);
  const { removal, element, inventory, forgotten } = prepared;
  if (options.planOnly) return removal;
  await checkSteps(ctx, removal);
  const menu = { id: "menu", title: `Take ${removal.image} out of the boot menu`, phase: "bootloader" } as const;
  const count = removal.steps.length + 1;
  await runReported(ctx, menu, { index: 0, count }, async () => {
    if (element !== null) await takeOut(ctx, options, prepared);
    // Keys of the machine may have been set aside.
    const own = element?.updating === undefined ? [] : [carriedFolder(element)];
    await dropForgotten(ctx, options, [...forgotten, ...own]);
  });
  for (const [index, step] of removal.steps.entries())
    await runReported(ctx, step, { index: index + 1, count }, async () => {
      await runStep(ctx, step);
    });
  if (options.freeSpace) {
    await checkOthers(ctx, inventory, removal.freed);
    await forget(ctx, options, removal);
  } else await noteWiped(ctx, options, prepared);
  await scope.close();
  return removal;
}
