/** The layers of a registry's image in this machine's memory, from the look at them until they are unpacked: where they fit, they are fetched once. */
import { freeMemory } from "../../host/memory.ts";
import type { Context } from "../../host/host.ts";
import type { ImageStore } from "./store.ts";

/** Of the free memory: the deploy has other needs, and other images. */
const share = 1 / 4;

export interface KeptStore {
  readonly store: ImageStore;
  /** False for layers that do not fit, which are fetched whenever they are read. */
  readonly isKept: boolean;
}

/** The same store for layers of so many bytes. What is kept is verified again when it is read, as what is fetched is. */
export async function keepLayers(ctx: Context, store: ImageStore, bytes: number): Promise<KeptStore> {
  if (bytes > (await freeMemory(ctx)) * share) return { store, isKept: false };
  const kept = new Map<string, readonly Uint8Array[]>();
  const readLayer: ImageStore["readLayer"] = async function* (own, what, descriptor) {
    const known = kept.get(descriptor.digest);
    if (known !== undefined) return yield* known;
    const parts: Uint8Array[] = [];
    for await (const part of store.readLayer(own, what, descriptor)) {
      parts.push(part);
      yield part;
    }
    kept.set(descriptor.digest, parts);
  };
  return { store: { ...store, readLayer }, isKept: true };
}
