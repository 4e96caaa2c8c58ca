/** Encrypted volumes in a plan: each in a container on the place of the volume, which then lies in that. */
import { BareonError } from "../../base/errors.ts";
import { type EncryptionSpec, type VolumeSpec } from "../../config/deploy-config.ts";
import { volumesOf } from "../../config/volumes.ts";
import { headerSize } from "../../programs/cryptsetup.ts";
import type { Layers } from "../../machine/found-layers.ts";
import type { PlannedLayer } from "../../schema/plan.ts";
import { renderSize } from "../../base/sizes.ts";
import type { LayerPlan, LayerRequest, Place, Places } from "../layer.ts";
import { layerName } from "./signature.ts";

export interface EncryptedSpec extends VolumeSpec {
  readonly encryption: EncryptionSpec;
}

export function isEncrypted(volume: VolumeSpec): volume is EncryptedSpec {
  return volume.encryption !== undefined;
}

/** Names of the device mapper while a deploy has the containers open; those of the systems are other ones. */
function freeDevices(count: number, taken: readonly string[]): string[] {
  const free: string[] = [];
  for (let number = 0; free.length < count; number += 1) {
    const device = `/dev/mapper/bareon-crypt-${number}`;
    if (!taken.includes(device)) free.push(device);
  }
  return free;
}

/** Throws BareonError "mismatch" for a place that has no room for more than the header. */
function planContainer(
  { encryption: { keyFile, unlock, pcrs }, pointer }: EncryptedSpec,
  { device: below, size, sectorSize }: Place,
  identity: { readonly device: string; readonly uuid: string },
): PlannedLayer {
  if (size <= headerSize)
    throw new BareonError(
      "mismatch",
      `${pointer}: ${renderSize(size)} are too small for an encrypted volume, whose header takes ${renderSize(headerSize)}`,
      { hint: "Ask for a larger volume." },
    );
  return {
    layer: layerName,
    ...identity,
    size: size - headerSize,
    below: [below],
    encryption: {
      ...(keyFile === undefined ? {} : { keyFile }),
      unlock,
      ...(pcrs === undefined ? {} : { pcrs: [...pcrs] }),
      sectorSize,
    },
  };
}

/** In the order of volumesOf, which is in src/config/volumes.ts. */
export function planContainers(
  { config, elsewhere, newUuid }: Pick<LayerRequest, "config" | "newUuid"> & { elsewhere: Layers },
  places: Places,
): LayerPlan {
  const specs = volumesOf(config).filter(isEncrypted);
  const taken = [...elsewhere.others, ...(elsewhere.layers ?? [])].map(({ path }) => path);
  const devices = freeDevices(specs.length, taken);
  const planned = specs.flatMap((spec, index) => {
    const below = places.get(spec);
    if (below === undefined) return [];
    const item = planContainer(spec, below, { device: devices[index] ?? "", uuid: newUuid() });
    return [{ spec, below, item }];
  });
  return {
    lists: { layers: planned.map(({ item }) => item) },
    places: planned.map(({ spec, below, item }) => [spec, { ...below, device: item.device, size: item.size }]),
    pointers: planned.map(({ spec, item }) => [item.device, spec.pointer]),
  };
}
