/**
 * Volumes whose filesystem holds nothing of a file except name, time and content, such as vfat. No source knows that one volume of a tree
 * is like this, so an image comes without it, and what lies at its place is then moved onto it.
 */
import { parseAttributes, selinuxLabel, showAttributes } from "../programs/attr.ts";
import { emptyFolder, listSpecial, parseSpecial } from "../programs/find.ts";
import { copyPlain } from "../programs/rsync.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import type { AroundMount } from "../host/tree-mounts.ts";
import type { MountPoints } from "./mount-points.ts";

/** So many links are named in a message. */
const mostNamed = 5;

interface PlainMove {
  /** The image in messages, such as "Image red". */
  readonly what: string;
  readonly points: MountPoints;
}

/** What of the folder's content gets lost on a plain filesystem, in words; empty for nothing. */
async function findLosses({ host }: Context, place: string): Promise<string[]> {
  const lost: string[] = [];
  let count = 0;
  let isReduced = false;
  await host.run(listSpecial(place), {
    onLine: (line) => {
      const special = parseSpecial(line);
      if (special?.isLost === true) {
        count += 1;
        if (lost.length < mostNamed) lost.push(special.path);
      } else isReduced = true;
    },
  });
  const hasLabel =
    (await host.hasProgram("getfattr")) &&
    parseAttributes((await host.run(showAttributes(place))).stdout).has(selinuxLabel);
  const more = count > lost.length ? ` and ${count - lost.length} more` : "";
  return [
    ...(count > 0 ? [`symlinks and special files (${lost.join(", ")}${more})`] : []),
    ...(isReduced ? ["owners and hard links"] : []),
    ...(hasLabel ? ["SELinux labels"] : []),
  ];
}

/** To be called for each plain volume before it is mounted at its place: moves onto it what the image has there. */
export function moveOntoPlain(ctx: Context, { what, points }: PlainMove): AroundMount {
  const { host } = ctx;
  return async ({ volume, place }) => {
    if ((await host.list(place)).length === 0) return;
    const losses = await findLosses(ctx, place);
    await using scope = new Scope();
    await mountFilesystem(ctx, scope, { source: volume.device, target: points.jail, type: volume.type });
    await host.run(copyPlain(place, points.jail));
    await scope.close();
    await host.run(emptyFolder(place));
    if (losses.length === 0) return;
    ctx.report({
      event: "warning",
      message: `${what}: ${volume.mount} is ${volume.type}, which cannot hold all that the image has there; left out: ${losses.join("; ")}.`,
    });
  };
}
