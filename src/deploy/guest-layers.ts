/** What an image needs to find volumes on arrays and in volume groups by itself, beside its own initramfs. */
import { renderBlock, replaceBlock } from "../boot/guest/managed-block.ts";
import { readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { Context, Host } from "../host/host.ts";
import type { Plan, PlannedArray, PlannedImage } from "../schema/plan.ts";
import { arrayLine } from "../programs/mdadm.ts";

interface Stacks {
  readonly arrays: readonly PlannedArray[];
  readonly usesGroups: boolean;
}

/** The arrays that the image's volumes lie on, also below groups. */
function stacksOf({ volumes, arrays, groups }: Plan, image: PlannedImage): Stacks {
  const own = new Set(volumes.filter(({ images }) => images.includes(image.name)).map(({ device }) => device));
  const used = groups.filter((group) => group.volumes.some(({ device }) => own.has(device)));
  for (const { device } of used.flatMap(({ physicalVolumes }) => physicalVolumes)) own.add(device);
  return { arrays: arrays.filter(({ device }) => own.has(device)), usesGroups: used.length > 0 };
}

/** Where distributions keep mdadm.conf(5): Debian in a folder of its own. */
async function arraysFile(host: Host, root: string): Promise<string> {
  const folder = await resolveInRoot(host, root, "/etc/mdadm");
  return (await host.facts(folder))?.kind === "directory" ? "/etc/mdadm/mdadm.conf" : "/etc/mdadm.conf";
}

async function hasProgram(host: Host, root: string, name: string): Promise<boolean> {
  for (const directory of ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]) {
    if ((await host.facts(await resolveInRoot(host, root, `${directory}/${name}`)))?.kind === "file") return true;
  }
  return false;
}

/**
 * Writes the image's arrays into its mdadm.conf(5), which the next initramfs that the system makes takes over; that of the image
 * assembles what it finds. Warns where the image lacks the programs, and so can hardly have them in its initramfs.
 */
export async function writeStacks(ctx: Context, plan: Plan, image: PlannedImage, root: string): Promise<void> {
  const { host } = ctx;
  const { arrays, usesGroups } = stacksOf(plan, image);
  const needed = [...(arrays.length > 0 ? ["mdadm"] : []), ...(usesGroups ? ["lvm"] : [])];
  for (const program of needed) {
    if (!(await hasProgram(host, root, program)))
      ctx.report({
        event: "warning",
        message: `Image ${image.name} has no ${program}, which it needs to find its volumes.`,
      });
  }
  if (arrays.length === 0) return;
  const path = await arraysFile(host, root);
  const folder = await resolveInRoot(host, root, path.slice(0, path.lastIndexOf("/")));
  const text = replaceBlock((await readTextInRoot(host, root, path)) ?? "", renderBlock(arrays.map(arrayLine)));
  await host.makeDirectory(folder);
  await host.writeFile(`${folder}${path.slice(path.lastIndexOf("/"))}`, text);
}
