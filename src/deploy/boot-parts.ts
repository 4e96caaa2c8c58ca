/** Tells before the first write what a container image lacks to boot, as far as its source has seen that. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { utilitiesWithin } from "../plan/utilities.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import type { BootPart, MeasuredImage } from "../sources/source.ts";

const words: Readonly<Record<BootPart, string>> = {
  kernel: "no kernel",
  initrd: "no initial ramdisk",
  init: "no init",
  mount: "no mount(8) for its fstab",
};

const hint =
  "An image of containers is made bootable by installing a kernel with its initial ramdisk and an init in it.";

/** Whether nothing but the image itself can have brought a kernel: no utility image, and no volume with files of before or of others. */
function standsAlone(plan: Plan, image: PlannedImage): boolean {
  const devices = new Set(image.mounts.map(({ device }) => device));
  const hasOthers = plan.volumes.some(({ device, keep }) => keep === true && devices.has(device));
  return !hasOthers && (image.outside ?? []).length === 0 && utilitiesWithin(plan, image).length === 0;
}

function tell(ctx: Context, { name }: PlannedImage, lacks: readonly BootPart[]): void {
  if (lacks.length === 0) return;
  const missing = lacks.map((part) => words[part]).join(", ");
  ctx.report({
    event: "warning",
    message: `Image ${name} has ${missing}, as far as its files' names tell: it may not boot.`,
  });
}

/** Throws BareonError "source" for systems of which it is certain that they would have nothing to boot. */
export function tellLacks(ctx: Context, plan: Plan, sizes: ReadonlyMap<string, MeasuredImage>): void {
  const hopeless: string[] = [];
  for (const image of plan.images) {
    const lacks = sizes.get(image.name)?.lacks ?? [];
    if (lacks.includes("kernel") && standsAlone(plan, image))
      hopeless.push(`image ${image.name} has ${lacks.map((part) => words[part]).join(", ")}, so that it cannot boot`);
    else tell(ctx, image, lacks);
  }
  if (hopeless.length > 0) throw new BareonError("source", hopeless.join("; "), { hint });
}
