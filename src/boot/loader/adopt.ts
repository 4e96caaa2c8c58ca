/** Gives a node that another program made bootable a menu of ours: all of it is written and proven before one write makes the firmware start it. */
import { BareonError } from "../../base/errors.ts";
import { grubDirectory, runtimeDirectory, multibootType } from "../../base/places.ts";
import { sectorSize } from "../../base/sizes.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { inspectRunningSystem } from "../../machine/inspect/running-system.ts";
import { readNvram } from "../../machine/inspect/boot-list.ts";
import { installFilesForBios } from "../../programs/grub.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Plan } from "../../schema/plan.ts";
import { grubModules } from "../../storage/boot-disks.ts";
import { copiesPath } from "../firmware/efi-files.ts";
import { coreStart, isStarted } from "../firmware/first-stages.ts";
import { type DeployedSystem, planFirstMenu } from "../menu/first-menu.ts";
import { menuPath } from "../menu/menu.ts";
import { renderMenu } from "../menu/render-menu.ts";
import {
  type Adoption,
  begunAdoption,
  formerCorePath,
  formerSectorPath,
  readAdoption,
  readFormer as readFormerFile,
  writeAdoption,
} from "../store/adoption-file.ts";
import { planRecord } from "../store/deploy-record.ts";
import { loaderInfoPath, planLoaderInfo } from "../store/loader-info.ts";
import { readSession } from "../store/session.ts";
import { readSpare, type SpareVolume, writeSpare } from "../store/spare-file.ts";
import { refreshPublishedStatus } from "../store/status.ts";
import { type BootStore, openStore } from "../store/store.ts";
import { reportMenu } from "../systems/deployed-systems.ts";
import {
  checkStarted,
  corePlace,
  type FormerStages,
  readFormer,
  readStages,
  switchToOurs,
  writeCore,
} from "./bios-switch.ts";
import type { EspFile } from "./efi-partition.ts";
import { writeMultiboot } from "./install.ts";
import { checkLoaderParts, prepareLoader } from "./loader.ts";
import { leaveOutUnreadable, proveEnvironment, proveMenu, proveModules } from "./proof.ts";
import { readNew } from "./read-new.ts";
import { readCopiesOf, switchToOursByUefi } from "./uefi-switch.ts";

/** Throws "unsupported" before the first write if GRUB's parts are missing, or another disk starts the node. */
export async function checkAdoption(ctx: Context, plan: Plan): Promise<void> {
  await checkLoaderParts(ctx, plan);
  if (plan.firmware === "bios") await checkStarted(ctx, plan.boot.disk);
  else if ((await readNvram(ctx.host)) === undefined)
    throw new BareonError("unsupported", "the firmware's boot list cannot be read", {
      hint: "Nothing was changed. Mount it: mount -t efivarfs efivarfs /sys/firmware/efi/efivars",
    });
}

function multibootOf({ boot }: Plan): NonNullable<Plan["boot"]["multiboot"]> {
  if (boot.multiboot === null) throw new BareonError("invalid", "The plan has no multiboot partition.");
  return boot.multiboot;
}

/** Notes what is about to be made, so that a deploy that is cut off can be run again. */
export async function beginAdoption(ctx: Context, plan: Plan, volumes: readonly SpareVolume[]): Promise<void> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, { uuid: multibootOf(plan).uuid });
  await writeAdoption(ctx, store, begunAdoption);
  const places = new Set(volumes.map(({ place }) => place));
  const others = (await readSpare(ctx, store)).filter(({ place }) => !places.has(place));
  await writeSpare(ctx, store, [...others, ...volumes]);
  await scope.close();
}

interface Written {
  readonly info: BootInfo;
  readonly text: string;
}

/** Everything that the menu is; nothing starts it yet. */
async function writeMenu(ctx: Context, store: BootStore, plan: Plan): Promise<Written> {
  const { device, uuid } = multibootOf(plan);
  const warnings: string[] = [];
  const running = await inspectRunningSystem(ctx, store.filesystems, warnings);
  for (const message of warnings) ctx.report({ event: "warning", message });
  const found = await readNew(ctx, { store, running }, plan.images);
  await store.mounts.unmountAll();
  const deployed: DeployedSystem[] = [];
  for (const system of found) deployed.push(await leaveOutUnreadable(ctx, system));
  const { defaultImage, timeout, kernelParams } = plan.boot;
  const { menu, info } = planFirstMenu({
    ...{ deployed, others: [], defaultImage, timeout, kernelParams, multibootUuid: uuid },
    bootInterface: plan.machine.bootInterface,
    modules: grubModules(plan, plan.images),
  });
  const rendered = renderMenu(menu);
  await writeMultiboot(ctx, device, { ...rendered, info, record: planRecord(plan) });
  await proveMenu(ctx, { device, path: `/${menuPath}` }, rendered.text, info);
  reportMenu(ctx, menu);
  return { info, text: rendered.text };
}

/** GRUB's own files on the multiboot partition, those for UEFI as copies of what goes onto the EFI system partition. */
async function writeLoader(ctx: Context, plan: Plan): Promise<readonly EspFile[]> {
  const { device, uuid } = multibootOf(plan);
  await using scope = new Scope();
  const root = `${runtimeDirectory}/multiboot`;
  await mountFilesystem(ctx, scope, { source: device, target: root, type: multibootType });
  if (plan.firmware === "bios") {
    await ctx.host.run(installFilesForBios({ bootDirectory: `${root}/boot`, disk: plan.boot.disk }));
    await scope.close();
    return [];
  }
  const home = { uuid, directory: `/${grubDirectory}` };
  // What firmware finds by itself is the other system's.
  const files = await prepareLoader(ctx, plan, home, `${root}/${copiesPath}`, "own");
  const known = planLoaderInfo(
    plan,
    files.map(({ path }) => path),
  );
  await ctx.host.writeFile(`${root}/${loaderInfoPath}`, `${JSON.stringify(known, null, 2)}\n`);
  await scope.close();
  return files;
}

/** The disk that the node boots from. */
function bootDisk({ disks, boot }: Pick<Plan, "disks" | "boot">): Plan["disks"][number] {
  const disk = disks.find(({ path }) => path === boot.disk);
  if (disk === undefined) throw new BareonError("invalid", "The plan does not hold the disk that it boots from.");
  return disk;
}

/** The adoption with what starts a node by BIOS now as what is put back later. */
async function writeFormer(
  ctx: Context,
  store: BootStore,
  adoption: Adoption,
  { sector, core }: FormerStages,
): Promise<void> {
  const files = { [formerSectorPath]: sector, ...(core === null ? {} : { [formerCorePath]: core.content }) };
  await writeAdoption(ctx, store, { ...adoption, formerCore: core?.start ?? null }, files);
}

/** Keeps what starts the node now, and puts our core image beside it. */
async function keepFormer(ctx: Context, store: BootStore, plan: Plan): Promise<void> {
  if (plan.firmware !== "bios") {
    const formerOrder = (await readNvram(ctx.host))?.order ?? [];
    await writeAdoption(ctx, store, { ...begunAdoption, state: "armed", formerOrder });
    return;
  }
  const place = corePlace(plan, ({ device }) => device === plan.boot.adopt?.biosBoot);
  const { core } = await readStages(
    ctx.host,
    await store.mounts.mount({ source: multibootOf(plan).device, type: multibootType, access: "read" }),
  );
  await writeCore(ctx, place, core);
  const adoption: Adoption = { ...begunAdoption, state: "armed", core: place.partition.start };
  await writeFormer(ctx, store, adoption, await readFormer(ctx, bootDisk(plan)));
}

/**
 * Before the next switch to ours: what starts the node by now is what is put back later. The system's own grub-install may have made it
 * anew, and an older core image does not fit GRUB's modules of now.
 */
async function keepAgain(ctx: Context, store: BootStore, adoption: Adoption, plan: Plan): Promise<void> {
  const armed: Adoption = { ...adoption, state: "armed" };
  if (adoption.core === null) {
    if (adoption.state !== "released") return;
    const order = (await readNvram(ctx.host))?.order;
    return await writeAdoption(ctx, store, { ...armed, formerOrder: order ?? adoption.formerOrder });
  }
  const now = await readFormer(ctx, bootDisk(plan));
  if (isStarted(now.sector) && coreStart(now.sector) !== adoption.core) await writeFormer(ctx, store, armed, now);
  else if (adoption.state === "released") await writeAdoption(ctx, store, armed);
}

/**
 * Makes the firmware start our menu, if it does not: also after a cut, and after a release. Nothing is done on a node that was not
 * adopted. Throws "bootloader".
 */
export async function switchOver(ctx: Context, store: BootStore, plan: Plan): Promise<void> {
  const adoption = await readAdoption(ctx, store);
  if (adoption === "none" || adoption.state === "begun") return;
  await keepAgain(ctx, store, adoption, plan);
  if (adoption.core === null) {
    const files = await readCopiesOf(ctx, store);
    await store.mounts.unmountAll();
    await switchToOursByUefi(ctx, plan, files);
    return;
  }
  const place = corePlace(plan, ({ start }) => start === adoption.core);
  const top = await store.mounts.mount({ source: store.partition.device, type: multibootType, access: "read" });
  const stages = await readStages(ctx.host, top);
  const former = (await readFormerFile(ctx, store, formerSectorPath)) ?? new Uint8Array(sectorSize);
  await store.mounts.unmountAll();
  await switchToOurs(ctx, place, stages, former);
}

/** Returns boot-info when the node boots by our menu. Throws "bootloader" with the former boot loader still in place. */
export async function adoptBoot(ctx: Context, plan: Plan): Promise<BootInfo> {
  await using scope = new Scope();
  const { device, uuid } = multibootOf(plan);
  const store = await openStore(ctx, scope, { uuid });
  const { info, text } = await writeMenu(ctx, store, plan);
  await writeLoader(ctx, plan);
  await proveMenu(ctx, { device, path: `/${menuPath}` }, text, info);
  await proveModules(ctx, plan, device, `/${grubDirectory}`);
  await proveEnvironment(ctx, device);
  await keepFormer(ctx, store, plan);
  await writeSpare(ctx, store, []);
  await switchOver(ctx, store, plan);
  for (const message of await refreshPublishedStatus(ctx, await readSession(ctx, store)))
    ctx.report({ event: "warning", message });
  await scope.close();
  return info;
}
