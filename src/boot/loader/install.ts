/** Makes a provisioned node bootable: finds the installed systems, writes menu and boot-info, proves them, installs GRUB last. */
import { runtimeDirectory, grubDirectory, multibootType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { environmentPath, idleEnvironment, renderEnvironment } from "../state/environment.ts";
import { historyPath, renderEmptyHistory } from "../state/history.ts";
import { type DeployedSystem, planFirstMenu } from "../menu/first-menu.ts";
import type { OtherSystem } from "../menu/new-entries.ts";
import { copiesPath } from "../firmware/efi-files.ts";
import { planRecord, recordMode, recordPath, renderRecord } from "../store/deploy-record.ts";
import { loaderInfoPath, planLoaderInfo } from "../store/loader-info.ts";
import { infoPath, menuPath } from "../menu/menu.ts";
import { findMark, withMark } from "../menu/copies.ts";
import { nextSequence } from "../state/copies.ts";
import { type RenderedMenu, renderMenu } from "../menu/render-menu.ts";
import { rescueFiles, rescueId, rescueParameters, rescuePlaces, type RescueRecord } from "../menu/rescue.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context } from "../../host/host.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import { Scope } from "../../host/scope.ts";
import { findUnreadable, grubModules } from "../../storage/boot-disks.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { DeployRecord } from "../../schema/deploy-record.ts";
import type { Plan } from "../../schema/plan.ts";
import { leaveOutUnreadable, proveEnvironment, proveMenu, proveModules, readFilesystems } from "./proof.ts";
import { type FoundImage, deployedSystem, readImage, reportMenu, rootDevice } from "../systems/deployed-systems.ts";
import { mountVolumes } from "../../host/tree-mounts.ts";
import type { EspFile } from "./efi-partition.ts";
import { armFirmware, installBootSectors, prepareLoader } from "./loader.ts";
import { type DeployedVolume, probeMachine, readOthers } from "../systems/other-systems.ts";
import { driveInfo } from "./drive-info.ts";
import { installSingleBoot } from "./single.ts";

/** Returns when the node boots: every entry proven, GRUB in the boot sector, everything flushed and unmounted. */
export async function installBoot(ctx: Context, plan: Plan): Promise<BootInfo> {
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  for (const what of plan.firmware === "uefi" ? [] : findUnreadable(plan, plan.images))
    ctx.report({
      event: "warning",
      message: `Hardly any BIOS reads disks with sectors of other than 512 bytes, and ${what}.`,
    });
  if (plan.boot.kind === "single") return { ...(await installSingleBoot(ctx, plan)), ...driveInfo(plan) };
  const { multiboot } = plan.boot;
  if (multiboot === null)
    throw new BareonError("invalid", "The plan has no multiboot partition for its multiboot menu.");
  const places = menuPlaces(plan.boot.disk, multiboot);
  const uuids = places.map(({ uuid }) => uuid);
  const { deployed, others } = await findSystems(ctx, plan);
  const { defaultImage, timeout, kernelParams } = plan.boot;
  const { bootInterface } = plan.machine;
  const { menu, info: first } = planFirstMenu({
    deployed,
    others,
    defaultImage,
    timeout,
    kernelParams,
    bootInterface,
    multibootUuid: multiboot.uuid,
    ...(uuids.length > 1 ? { multibootCopies: uuids } : {}),
    modules: grubModules(plan, plan.images),
    ...(await describeRescue(ctx, plan)),
  });
  const info = { ...first, ...driveInfo(plan) };
  const rendered = numberMenu(renderMenu(menu), new Date());
  const doubts = new Set<string>();
  const prove = async (device: string): Promise<void> => {
    const place = { device, path: `/${menuPath}` };
    for (const doubt of await proveMenu(ctx, place, rendered.text, info)) doubts.add(doubt);
  };
  for (const { device } of places) {
    await writeMultiboot(ctx, device, { ...rendered, info, record: planRecord(plan) });
    await prove(device);
  }
  let loader: EspFile[] = [];
  // The first disk, by which the node boots, comes last.
  for (const { device, disk } of places.toReversed()) {
    loader = await installLoader(ctx, plan, { device, disk, uuids });
    await prove(device);
    await proveModules(ctx, plan, device, `/${grubDirectory}`);
    await proveEnvironment(ctx, device);
  }
  await armFirmware(ctx, plan, loader);
  for (const message of doubts) ctx.report({ event: "warning", message });
  reportMenu(ctx, menu);
  return info;
}

interface MenuPlace {
  readonly disk: string;
  readonly device: string;
  readonly uuid: string;
}

/** The multiboot partition and its copies. */
function menuPlaces(disk: string, { device, uuid, copies = [] }: NonNullable<Plan["boot"]["multiboot"]>): MenuPlace[] {
  return [{ disk, device, uuid }, ...copies];
}

interface NumberedMenu extends RenderedMenu {
  /** Of the copies that are written; absent if there are none. */
  readonly sequence?: number;
}

/** On a node with copies the deploy is a change of the menu like any other. */
function numberMenu(menu: RenderedMenu, time: Date): NumberedMenu {
  const mark = findMark(menu.text);
  if (mark === undefined) return menu;
  const sequence = nextSequence([], time);
  return { ...menu, text: withMark(menu.text, { ...mark, sequence }), sequence };
}

/** The rescue system that was put onto its partition; it is started as the ramdisk that runs now was. */
async function describeRescue(
  { host }: Context,
  { boot: { rescue, kernelParams } }: Plan,
): Promise<{ readonly rescue?: RescueRecord }> {
  if (rescue === undefined) return {};
  const parameters = rescueParameters((await host.readText("/proc/cmdline")) ?? "", kernelParams);
  const title = `Rescue system (on ${rescue.device})`;
  const files = rescueFiles(rescuePlaces[0]);
  return {
    rescue: { entry_id: rescueId, boot_name: title, boot_uuid: rescue.uuid, ...files, kernel_params: parameters },
  };
}

interface FoundSystems {
  readonly deployed: readonly DeployedSystem[];
  readonly others: readonly OtherSystem[];
}

/** Reads every deployed image, and has os-prober look at the machine while they are mounted, and GRUB's drivers when they are not. */
async function findSystems(ctx: Context, plan: Plan): Promise<FoundSystems> {
  await using scope = new Scope();
  const found: FoundImage[] = [];
  for (const [index, image] of plan.images.entries()) {
    const root = `${runtimeDirectory}/image-${index}`;
    await mountVolumes(ctx, scope, image.mounts, root, { options: ["ro"] });
    found.push({ image, root, device: rootDevice(image), system: await readImage(ctx, image, root) });
  }
  const deployed = found.map(({ image, root, device, system }) => ({
    name: image.name,
    root,
    device,
    title: system.name,
  }));
  const probed = await probeMachine(ctx, deployed, await showVolumes(ctx, scope, plan, found));
  const others = await readOthers(ctx, probed.others, await readFilesystems(ctx.host));
  await scope.close();
  const systems: DeployedSystem[] = [];
  for (const one of found)
    systems.push(await leaveOutUnreadable(ctx, deployedSystem(one, probed.names.get(one.image.name))));
  return { deployed: systems, others };
}

/** The volumes that are no roots: as the systems have them mounted, or mounted here if no system has them. */
async function showVolumes(
  ctx: Context,
  scope: Scope,
  plan: Plan,
  found: readonly FoundImage[],
): Promise<DeployedVolume[]> {
  const roots = new Set(found.map(({ device }) => device));
  const shown = new Map<string, string>();
  for (const { image, root } of found) {
    for (const { mount, device } of image.mounts)
      if (!roots.has(device)) shown.set(device, await resolveInRoot(ctx.host, root, mount));
  }
  for (const { device, type } of plan.utilities.flatMap(({ mounts }) => mounts)) {
    if (shown.has(device)) continue;
    const target = `${runtimeDirectory}/volume-${shown.size}`;
    await mountFilesystem(ctx, scope, { source: device, target, type, options: ["ro"] });
    shown.set(device, target);
  }
  return Array.from(shown, ([device, root]) => ({ device, root }));
}

async function mountMultiboot(ctx: Context, scope: Scope, device: string): Promise<string> {
  const target = `${runtimeDirectory}/multiboot`;
  await mountFilesystem(ctx, scope, { source: device, target, type: multibootType });
  return target;
}

/** GRUB looks in boot/grub, the existing client (bareon-design(7), "grub.cfg") in boot/grub2; the link must be there before grub-install makes a directory. */
export async function writeMultiboot(
  ctx: Context,
  device: string,
  {
    text,
    generation,
    sequence,
    info,
    record,
  }: NumberedMenu & { readonly info: BootInfo; readonly record: DeployRecord },
): Promise<void> {
  const { host } = ctx;
  await using scope = new Scope();
  const root = await mountMultiboot(ctx, scope, device);
  await host.makeDirectory(`${root}/${grubDirectory}`);
  const link = `${root}/boot/grub`;
  const facts = await host.facts(link);
  if (facts === undefined) await host.makeSymlink("grub2", link);
  else if (facts.kind !== "symlink" || (await host.readLink(link)) !== "grub2") {
    throw new BareonError("bootloader", `boot/grub on the multiboot partition ${device} is not a link to grub2.`);
  }
  await host.makeDirectory(`${root}/bareon`);
  await host.writeFile(`${root}/${infoPath}`, `${JSON.stringify(info, null, 2)}\n`);
  await host.writeFile(`${root}/${recordPath}`, renderRecord(record), recordMode);
  if ((await host.facts(`${root}/${historyPath}`)) === undefined)
    await host.writeFile(`${root}/${historyPath}`, renderEmptyHistory());
  await host.writeFile(
    `${root}/${environmentPath}`,
    renderEnvironment({ ...idleEnvironment(generation), ...(sequence === undefined ? {} : { sequence }) }),
  );
  await host.writeFile(`${root}/${menuPath}`, text);
  await scope.close();
}

/** GRUB for BIOS, and what goes onto the EFI system partitions at the very end. */
async function installLoader(
  ctx: Context,
  plan: Plan,
  { device, disk, uuids }: { readonly device: string; readonly disk: string; readonly uuids: readonly string[] },
): Promise<EspFile[]> {
  const [uuid = "", ...copies] = uuids;
  const home = { uuid, copies, directory: `/${grubDirectory}` };
  await using scope = new Scope();
  const root = await mountMultiboot(ctx, scope, device);
  await installBootSectors(ctx, plan, `${root}/boot`, [disk]);
  const files = await prepareLoader(ctx, plan, home, `${root}/${copiesPath}`);
  const known = planLoaderInfo(
    plan,
    files.map(({ path }) => path),
  );
  if (known !== null) await ctx.host.writeFile(`${root}/${loaderInfoPath}`, `${JSON.stringify(known, null, 2)}\n`);
  await scope.close();
  return files;
}
