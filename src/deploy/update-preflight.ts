/** Whether an update can be carried out by the system that runs: its programs are there, and nobody has a volume that is written. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { refuseMissing } from "./programs.ts";
import type { ExecuteOptions } from "./execute.ts";
import type { Update } from "../schema/update.ts";

/** What each source, and each part of an update, starts; what unpacks an image is asked for when that is measured. */
function programsOf({ steps, images, utilities, carryFrom }: Update): string[] {
  const made = steps.flatMap((step) => (step.kind === "make-filesystem" ? step.commands : []));
  const sources = [...images, ...utilities].flatMap(({ driver, source, file }) =>
    driver === "rsync"
      ? ["rsync"]
      : [
          ...["tar", ...(/^(?:https?:|oci:\/\/)/iu.test(source) ? ["curl", "stdbuf"] : [])],
          ...(file?.torrentUrl === undefined ? [] : ["aria2c"]),
        ],
  );
  const carrying = carryFrom === "none" ? [] : ["rsync", "find"];
  return [...new Set([...sources, ...carrying, ...made.map(({ program }) => program)])];
}

/** A mount in any namespace holds a volume, and so do swap and whatever sits on it. */
async function refuseHeld({ host }: Context, { volumes, image }: Update, since: string, left: string): Promise<void> {
  const held: string[] = [];
  for (const { device, mount } of volumes) if (await host.isHeld(device)) held.push(`${device} (${mount ?? ""})`);
  if (held.length > 0)
    throw new BareonError("unsafe", `Volumes of ${image} are in use${since}: ${held.join(", ")}. ${left}`, {
      hint: "findmnt and lsblk show by what; a mount may be in another mount namespace, such as that of a container.",
    });
}

/** Before the first change. Throws "unsafe". */
export async function checkUnused(ctx: Context, update: Update): Promise<void> {
  await refuseHeld(ctx, update, "", "Nothing was changed.");
}

/** Again before each step after it: what is mounted meanwhile would be written under its user. Throws "unsafe". */
export async function checkStillUnused(ctx: Context, update: Update): Promise<void> {
  await refuseHeld(ctx, update, " by now", "Nothing more was written.");
}

/** Kernels on a volume that others have too stay what they are, and their modules come with the new version. */
export function warnOfKernels({ report }: Context, { image, leftOut }: Pick<Update, "image" | "leftOut">): void {
  if (!leftOut.includes("/boot")) return;
  report({
    event: "warning",
    message: `/boot is not the volume of ${image} alone and is left out, so its kernels stay: a new version of ${image} is offered only if it has the modules of the kernel that it boots.`,
  });
}

/** Whether it is the image of a filesystem is known of some only once they were measured. Throws "usage". */
export function checkMethod({ method, image }: Update, sizes: ExecuteOptions["sizes"]): void {
  if (method !== "overlay" || sizes.get(image)?.filesystem === undefined) return;
  throw new BareonError("usage", "The method overlay restores files, and this image is a filesystem.", {
    hint: "--method fresh replaces the filesystem.",
  });
}

/** Throws "unsupported" with the packages to install, and "unsafe" with the volumes that are in use. */
export async function checkUpdate(ctx: Context, update: Update): Promise<void> {
  await refuseMissing(ctx, programsOf(update), "the update");
  await checkUnused(ctx, update);
}
