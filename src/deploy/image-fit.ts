/** Whether images can fit their volumes, by their size alone: what this refuses could not be written; most of the rest can. */
import { renderSize } from "../base/sizes.ts";
import type { Plan } from "../schema/plan.ts";
import { ownDevices, utilitiesWithin } from "../plan/utilities.ts";

interface Share {
  readonly what: string;
  readonly bytes: number;
}

function findExcess(
  { volumes }: Plan,
  [first, ...more]: readonly [Share, ...Share[]],
  devices: readonly string[],
): string[] {
  const room = volumes.filter(({ device }) => devices.includes(device)).reduce((sum, { size }) => sum + size, 0);
  const bytes = [first, ...more].reduce((sum, share) => sum + share.bytes, 0);
  if (bytes <= room) return [];
  const shares = [
    `${first.what} holds ${renderSize(first.bytes)}`,
    ...more.map((share) => `${share.what} takes ${renderSize(share.bytes)}`),
  ];
  return [`${shares.join(" and ")}, more than its volumes have (${renderSize(room)})`];
}

/**
 * One text for each image that is larger than its volumes; `toolSizes` are the bytes that bareon-boot takes in an image, and
 * `carriedSizes` those of the files that it gets back.
 */
export function findOverfull(
  plan: Plan,
  sizes: ReadonlyMap<string, number>,
  toolSizes: ReadonlyMap<string, number>,
  carriedSizes: ReadonlyMap<string, number> = new Map(),
): string[] {
  const share = (name: string): Share => ({ what: `image ${name}`, bytes: sizes.get(name) ?? 0 });
  return [
    ...plan.images.flatMap((image) => {
      const tool = toolSizes.get(image.name) ?? 0;
      const carried = carriedSizes.get(image.name) ?? 0;
      const more = [
        ...(carried > 0 ? [{ what: "what is carried", bytes: carried }] : []),
        ...(tool > 0 ? [{ what: "bareon-boot", bytes: tool }] : []),
        ...utilitiesWithin(plan, image).map(({ name }) => share(name)),
      ];
      return findExcess(
        plan,
        [share(image.name), ...more],
        image.mounts.map(({ device }) => device),
      );
    }),
    ...plan.utilities.flatMap((utility) =>
      utility.into.length > 0 ? [] : findExcess(plan, [share(utility.name)], ownDevices(utility)),
    ),
  ];
}
