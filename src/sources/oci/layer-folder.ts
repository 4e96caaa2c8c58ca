/** Layers that stay in a folder of this machine, by their digests: of the next version of an image those alone are fetched that changed. */
import { BareonError } from "../../base/errors.ts";
import { renderSize } from "../../base/sizes.ts";
import type { Descriptor } from "../../formats/oci-documents.ts";
import type { Context } from "../../host/host.ts";
import { parseFreeSpace, printFile, saveAndPrint, showFreeSpace } from "../../programs/coreutils.ts";
import { drain, limited } from "../file/byte-streams.ts";
import { checkedBytes, parseChecksum } from "../file/checksum.ts";
import type { FoundImage } from "./find-image.ts";
import type { KeptStore } from "./kept-layers.ts";
import type { ImageStore } from "./store.ts";

/** As skopeo(1) lays out a folder of blobs that several image layouts share. */
function placeOf(folder: string, { digest }: Descriptor): string {
  return `${folder}/${digest.replace(":", "/")}`;
}

function readPlace(ctx: Context, what: string, place: string, size: number): AsyncGenerator<Uint8Array, void> {
  return limited(ctx.host.stream(printFile(place)), size, `${what} has more than its ${size} bytes in ${place}`);
}

/** Removes a file that is there and is not the layer. */
async function isWhole(ctx: Context, place: string, layer: Descriptor): Promise<boolean> {
  const facts = await ctx.host.facts(place);
  if (facts === undefined) return false;
  if (facts.kind !== "file") throw new BareonError("usage", `${place} is no file, and a layer was to be kept there.`);
  try {
    await drain(checkedBytes(readPlace(ctx, "the layer", place, layer.size), place, parseChecksum(layer.digest)));
    return true;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({ event: "warning", message: `${place} is damaged and is fetched again: ${error.message}` });
    await ctx.host.removeFile(place);
    return false;
  }
}

/** What comes from the registry, which is in the folder once it has come to its end. That it cannot be kept does not stop it. */
async function* fetched(
  ctx: Context,
  store: ImageStore,
  { what, layer, place }: { readonly what: string; readonly layer: Descriptor; readonly place: string },
): AsyncGenerator<Uint8Array, void> {
  const { host } = ctx;
  const partial = `${place}.partial`;
  const bytes = checkedBytes(store.readLayer(ctx, what, layer), what, parseChecksum(layer.digest));
  // What a run has left that was killed; a link would lead to another file.
  if ((await host.facts(partial)) !== undefined) await host.removeFile(partial);
  try {
    yield* host.stream(saveAndPrint(partial), bytes);
    if ((await host.facts(partial))?.size === layer.size) return await host.rename(partial, place);
    ctx.report({ event: "warning", message: `${what} could not be kept in ${place}.` });
  } finally {
    if ((await host.facts(partial)) !== undefined) await host.removeFile(partial);
  }
}

/** The layers that are to be fetched. */
async function missingLayers(ctx: Context, { manifest }: FoundImage, folder: string): Promise<readonly Descriptor[]> {
  const layers = new Map(manifest.layers.map((layer) => [layer.digest, layer]));
  const missing: Descriptor[] = [];
  for (const layer of layers.values()) if (!(await isWhole(ctx, placeOf(folder, layer), layer))) missing.push(layer);
  return missing;
}

/**
 * The same store, with what is in the folder, and with what is fetched put there; undefined, after a warning, if that would take more than
 * half of the space that is left. What is kept is verified before it counts, and again whenever it is read.
 */
export async function keepInFolder(
  ctx: Context,
  found: FoundImage,
  folder: string,
  name: string,
): Promise<KeptStore | undefined> {
  const { host } = ctx;
  for (const { digest } of found.manifest.layers)
    await host.makeDirectory(`${folder}/${digest.slice(0, digest.indexOf(":"))}`, 0o700);
  const missing = await missingLayers(ctx, found, folder);
  const bytes = missing.reduce((sum, { size }) => sum + size, 0);
  const free = parseFreeSpace((await host.run(showFreeSpace(folder))).stdout);
  if (bytes > free / 2) {
    const message = `The layers of image ${name} are not kept in ${folder}: they take ${renderSize(bytes)} of the ${renderSize(free)} that are free.`;
    ctx.report({ event: "warning", message });
    return undefined;
  }
  const { layers } = found.manifest;
  const known = layers.filter(({ digest }) => !missing.some((layer) => layer.digest === digest)).length;
  ctx.report({
    event: "notice",
    message: `Of image ${name} ${known} of ${layers.length} layers are in ${folder}; ${renderSize(bytes)} are fetched.`,
  });
  const { store } = found;
  const readLayer: ImageStore["readLayer"] = async function* (own, what, layer) {
    const place = placeOf(folder, layer);
    const isThere = (await own.host.facts(place)) !== undefined;
    yield* isThere ? readPlace(own, what, place, layer.size) : fetched(own, store, { what, layer, place });
  };
  return { store: { ...store, readLayer }, isKept: true };
}
