/** Makes a node with one image bootable: GRUB goes onto that image's own /boot; it is the image's own GRUB if that has one. */
import { joinAll } from "../../host/wait.ts";
import { isWithin } from "../../base/paths.ts";
import { runtimeDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { joinArguments, splitArguments } from "../menu/grub-script.ts";
import { planFirstMenu } from "../menu/first-menu.ts";
import { renderMenu } from "../menu/render-menu.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { grubModules } from "../../storage/boot-disks.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Plan, PlannedImage } from "../../schema/plan.ts";
import type { GrubName } from "../../programs/grub.ts";
import { leaveOutUnreadable, type ProvenEntry, proveGeneratedMenu, proveMenu, proveModules } from "./proof.ts";
import { deployedSystem, readImage, reportMenu, rootDevice, withFolders } from "../systems/deployed-systems.ts";
import { mountVolumes } from "../../host/tree-mounts.ts";
import { settleDevices } from "../../machine/inspect/settle.ts";
import { armFirmware, installBootSectors, prepareLoader } from "./loader.ts";
import { freshDirectory } from "./fresh-directory.ts";
import { configureInside, findOwnGrub, installInside, writeDefaults } from "./own-grub.ts";

/** In the directory of the menu: a copy of what is on the EFI system partitions. */
const singleCopies = "esp";

/** The place of the image's /boot. */
interface BootPlace {
  readonly device: string;
  readonly uuid: string;
  /** /boot, counted from the top of that device's filesystem. */
  readonly directory: string;
}

/** Returns when the node boots its one image: its menu proven, GRUB in the boot sector, everything unmounted. */
export async function installSingleBoot(ctx: Context, plan: Plan): Promise<BootInfo> {
  const [image, ...more] = plan.images;
  if (image === undefined || more.length > 0)
    throw new BareonError("invalid", "The plan is for a single image, but does not have one alone.");
  // An image's own would look for its root below the device that is open now, and not by what opens it at boot.
  const name =
    image.encrypted === undefined
      ? await inImage(ctx, image, ["ro"], async (root) => await findOwnGrub(ctx, root, plan.firmware))
      : undefined;
  if (name !== undefined) {
    const info = await tryOwnGrub(ctx, plan, image, name);
    if (info !== undefined) return info;
  }
  return await installOurGrub(ctx, plan, image);
}

async function inImage<T>(
  ctx: Context,
  image: PlannedImage,
  options: readonly string[],
  action: (root: string) => Promise<T>,
): Promise<T> {
  await using scope = new Scope();
  const root = `${runtimeDirectory}/image-0`;
  await mountVolumes(ctx, scope, image.mounts, root, { options });
  const result = await action(root);
  await scope.close();
  return result;
}

async function findBoot(host: Host, image: PlannedImage, root: string): Promise<BootPlace> {
  const places = await joinAll(
    (await withFolders(host, image, root)).map(async ({ mount, device, uuid, folder = "/" }) => ({
      directory: await resolveInRoot(host, root, mount),
      device,
      uuid,
      folder,
    })),
  );
  const boot = await resolveInRoot(host, root, "/boot");
  const holders = places.filter(({ directory }) => isWithin(directory, boot));
  const holder = holders.toSorted((one, other) => other.directory.length - one.directory.length)[0];
  if (holder === undefined) throw new BareonError("invalid", `The plan has no root for image ${image.name}.`);
  const below = boot.slice(holder.directory.length);
  return {
    device: holder.device,
    uuid: holder.uuid,
    directory: holder.folder === "/" ? below : `${holder.folder}${below}`,
  };
}

/** The image's own GRUB; undefined, after a warning, if that does not make a menu that boots this image. */
async function tryOwnGrub(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  name: GrubName,
): Promise<BootInfo | undefined> {
  try {
    return await installOwnGrub(ctx, plan, image, name);
  } catch (error) {
    ctx.signal.throwIfAborted();
    // A failed umount or write has nothing to do with whose GRUB it is.
    if (!(error instanceof BareonError) || error.exit === "storage") throw error;
    ctx.report({ event: "warning", message: `The GRUB of image ${image.name} itself is not used: ${error.message}` });
    return undefined;
  }
}

async function installOwnGrub(ctx: Context, plan: Plan, image: PlannedImage, name: GrubName): Promise<BootInfo> {
  const { timeout, kernelParams, disk, mirrors } = plan.boot;
  const { bootInterface } = plan.machine;
  const parameters = joinArguments([
    ...splitArguments(kernelParams),
    ...(bootInterface === null ? [] : [`BOOTIF=${bootInterface}`]),
  ]);
  const boot = await inImage(ctx, image, [], async (root) => {
    await writeDefaults(ctx, root, { timeout, parameters });
    await configureInside(ctx, root, name);
    return await findBoot(ctx.host, image, root);
  });
  const place = { device: boot.device, path: `${boot.directory}/${name}/grub.cfg` };
  const [first] = await proveGeneratedMenu(ctx, place, { uuid: image.rootUuid, device: rootDevice(image) });
  const directory = `${boot.directory}/${name}`;
  const loader = await inImage(ctx, image, [], async (root) => {
    if (plan.firmware !== "uefi") await installInside(ctx, root, name, [disk, ...mirrors]);
    await settleDevices(ctx);
    const own = await resolveInRoot(ctx.host, root, `/boot/${name}`);
    return await prepareLoader(
      ctx,
      plan,
      { uuid: boot.uuid, directory },
      await freshDirectory(ctx.host, `${own}/${singleCopies}`),
    );
  });
  await proveModules(ctx, plan, boot.device, directory);
  await armFirmware(ctx, plan, loader);
  ctx.report({
    event: "notice",
    message: `The boot menu is the one that image ${image.name} makes itself; it boots: ${first.title}`,
  });
  return singleInfo(image, first);
}

function singleInfo({ imageName, imageUuid, name, rootUuid }: PlannedImage, entry: ProvenEntry): BootInfo {
  const element = {
    grub_id: 0,
    image_name: imageName,
    image_uuid: imageUuid,
    os_id: name,
    boot_name: entry.title,
    root_uuid: rootUuid,
    boot_uuid: entry.bootUuid,
    kernel: entry.kernel,
    initrd: entry.initrd,
  };
  return { version: 1, elements: [element], current_element: 0, multiboot_partition: null };
}

async function installOurGrub(ctx: Context, plan: Plan, image: PlannedImage): Promise<BootInfo> {
  const { defaultImage, timeout, kernelParams } = plan.boot;
  const { bootInterface } = plan.machine;
  const system = await inImage(ctx, image, ["ro"], async (root) => await readImage(ctx, image, root));
  const deployed = deployedSystem({ image, device: rootDevice(image), system }, undefined);
  const { menu, info } = planFirstMenu({
    deployed: [await leaveOutUnreadable(ctx, deployed)],
    others: [],
    defaultImage,
    timeout,
    kernelParams,
    bootInterface,
    multibootUuid: null,
    modules: grubModules(plan, plan.images),
  });
  const { text } = renderMenu(menu);
  const boot = await inImage(ctx, image, [], async (root) => {
    const directory = await freshGrubDirectory(ctx.host, root);
    await ctx.host.writeFile(`${directory}/grub.cfg`, text);
    return await findBoot(ctx.host, image, root);
  });
  const place = { device: boot.device, path: `${boot.directory}/grub/grub.cfg` };
  await proveMenu(ctx, place, text, info);
  const directory = `${boot.directory}/grub`;
  const loader = await inImage(ctx, image, [], async (root) => {
    const bootDirectory = await resolveInRoot(ctx.host, root, "/boot");
    await installBootSectors(ctx, plan, bootDirectory, [plan.boot.disk, ...plan.boot.mirrors]);
    return await prepareLoader(ctx, plan, { uuid: boot.uuid, directory }, `${bootDirectory}/grub/${singleCopies}`);
  });
  await proveMenu(ctx, place, text, info);
  await proveModules(ctx, plan, boot.device, directory);
  await armFirmware(ctx, plan, loader);
  reportMenu(ctx, menu);
  return info;
}

/** /boot/grub, which grub-install fills. */
async function freshGrubDirectory(host: Host, root: string): Promise<string> {
  return await freshDirectory(host, `${await resolveInRoot(host, root, "/boot")}/grub`);
}
