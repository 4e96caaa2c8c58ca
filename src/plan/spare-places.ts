/** Places of what is made beside what stays: what a deploy that is cut off may leave there, so that anything else is told from it. */
import { isSameUuid } from "../base/uuid.ts";
import type { Content } from "../schema/inventory.ts";
import type { Layer, StoragePlan } from "../storage/layer.ts";

/** By blkid's type, and the UUID if only one with that is meant. */
export interface Held {
  readonly type: string;
  readonly uuid?: string;
}

export interface HeldRequest {
  readonly storage: StoragePlan;
  readonly layers: readonly Layer[];
  /** What is on the device before the deploy. */
  readonly former: Content | null;
}

/**
 * All that may be on a planned device from the begin of a deploy to its end; empty if that is not known. The image of a filesystem has
 * its own UUID between its last byte and the planned one: a deploy that is cut off there leaves what counts as another's.
 */
export function heldOn(device: string, { storage, layers, former }: HeldRequest): Held[] {
  const made = layers
    .flatMap(({ filesystems }) => filesystems?.(storage) ?? [])
    .filter((one) => one.device === device)
    .map(({ type, uuid }): Held => ({ type, uuid }));
  const parts = layers.flatMap(({ signature, planned }): Held[] => {
    const isPart = (planned?.(storage) ?? []).some(({ below }) => below.includes(device));
    return signature === undefined || !isPart ? [] : [{ type: signature }];
  });
  const planned = [...made, ...parts];
  if (planned.length === 0 || former === null || mayHold(planned, former)) return planned;
  const { type, uuid } = former;
  return [...planned, uuid === null ? { type } : { type, uuid }];
}

/** Whether it is one of them; true as well if it is not known what there may be. */
export function mayHold(held: readonly Held[] | undefined, content: Content): boolean {
  if (held === undefined || held.length === 0) return true;
  return held.some(({ type, uuid }) => type === content.type && (uuid === undefined || isSameUuid(uuid, content.uuid)));
}
