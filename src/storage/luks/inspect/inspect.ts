/** Reads the LUKS2 containers that are open; of one that is closed nothing is known but that it is one. Writes nothing to a disk. */
import type { Context } from "../../../host/host.ts";
import { holdersOf } from "../../../machine/inspect/holders.ts";
import type { Inspected, Seen } from "../../../machine/inspect/layers.ts";
import { parseMapperUuid } from "../../../programs/cryptsetup.ts";
import type { FoundLayer } from "../../../schema/inventory.ts";
import { layerName } from "../signature.ts";

/** A function of the layer's form, which waits for nothing: what it needs was read for all layers. */
export async function inspectContainers(_ctx: Context, { readable, stacked }: Seen): Promise<Inspected> {
  const layers = stacked.flatMap(({ device, parents, mapper }): FoundLayer[] => {
    const uuid = parseMapperUuid(mapper);
    if (uuid === undefined) return [];
    const content = readable.find(({ path }) => path === device.path)?.content ?? null;
    const place = { layer: layerName, path: device.path, active: true, uuid, size: device.size };
    return [{ ...place, parents: [...parents], content, uses: holdersOf(device) }];
  });
  const sorted = layers.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return await Promise.resolve({
    lists: sorted.length === 0 ? {} : { layers: sorted },
    unreadable: [],
    inactive: [],
    claimed: sorted.map(({ path }) => path),
  });
}
