/** Everything that the named disks will hold, as if they held nothing yet: each layer's part, from the lowest to the highest. */
import type { Difference } from "../base/errors.ts";
import { volumesOf } from "../config/volumes.ts";
import type { Plan } from "../schema/plan.ts";
import type { FreshLayout, LayerRequest, Layout, Place, StoragePlan } from "./layer.ts";

/** Throws BareonError "mismatch" if a disk, or what lies on it, is too small. */
export function planStorage(request: LayerRequest): FreshLayout {
  const { config, layers } = request;
  const places = new Map<object, Place>();
  const lowest = new Map<object, Place>();
  const pointers = new Map<string, string>();
  const differences: Difference[] = [];
  let storage: StoragePlan = { disks: [], arrays: [], groups: [], volumes: [], esps: [], multiboot: null };
  for (const { plan } of layers) {
    const planned = plan?.(request, places);
    if (planned === undefined) continue;
    storage = mergeLists(storage, planned.lists);
    for (const [part, place] of planned.places) {
      places.set(part, place);
      if (!lowest.has(part)) lowest.set(part, place);
    }
    for (const [key, pointer] of planned.pointers) pointers.set(key, pointer);
    differences.push(...(planned.differences ?? []));
  }
  for (const { complete } of layers) storage = { ...storage, ...complete?.(request, storage) };
  const specs = volumesOf(config).flatMap((spec) => {
    const device = places.get(spec)?.device;
    return device === undefined ? [] : [[device, spec] as const];
  });
  const parts = config.disks.flatMap((disk) =>
    disk.parts.flatMap((part) => {
      const device = lowest.get(part)?.device;
      return device === undefined ? [] : [[device, part] as const];
    }),
  );
  const making = Array.from(places.values()).flatMap(({ id, device, isNew }) =>
    isNew === true && id !== undefined ? [{ place: id, device }] : [],
  );
  return {
    ...storage,
    ...{ specs: new Map(specs), parts: new Map(parts), pointers },
    ...(request.extend === undefined ? {} : { making }),
    ...(request.keepAll === true ? { keepAll: true as const } : {}),
    ...(request.grow === true ? { grow: true as const, differences } : {}),
  };
}

/** `layers` is the one list that several layers fill. */
export function mergeLists(storage: StoragePlan, lists: Partial<StoragePlan>): StoragePlan {
  const { layers = [], ...others } = lists;
  return { ...storage, ...others, ...(layers.length === 0 ? {} : { layers: [...(storage.layers ?? []), ...layers] }) };
}

/** The lists of a plan in their order. */
export function layoutOf({ disks, arrays, groups, layers, volumes }: Layout): Layout {
  return { disks, arrays, groups, ...(layers === undefined ? {} : { layers }), volumes };
}

/** The storage of a plan that is carried out. */
export function storageOf(plan: Plan): StoragePlan {
  const { uefi, multiboot, rescue } = plan.boot;
  return {
    ...layoutOf(plan),
    esps: uefi?.partitions ?? [],
    multiboot,
    ...(rescue === undefined ? {} : { rescue: { device: rescue.device, uuid: rescue.uuid } }),
  };
}
