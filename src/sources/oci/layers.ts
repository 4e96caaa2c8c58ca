/** The layers of a container image, from the lowest to the highest: each streams by once, and is verified packed and unpacked on its way. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { decompress } from "../../programs/decompress.ts";
import { detectCompression } from "../../formats/compression.ts";
import { checkedArchive } from "../file/archive-check.ts";
import { counted, drain, limited, withStart } from "../file/byte-streams.ts";
import { checkedBytes, parseChecksum } from "../file/checksum.ts";
import type { DeployOptions } from "../source.ts";
import type { FoundImage } from "./find-image.ts";
import { LayeredTree, type TreeEdits } from "./layered-tree.ts";

/** What is done with each layer. */
export interface LayerReader {
  /** Reads one layer's archive to its end; what it needs of the archive was judged. */
  readonly unpack: (archive: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Takes away what the layer replaces or removes. */
  readonly edit: (edits: TreeEdits) => Promise<void>;
  readonly warn: (message: string) => void;
}

export interface LayerRules extends Pick<DeployOptions, "isSystem" | "onProgress"> {
  /** The image in messages, such as "image red". */
  readonly what: string;
  readonly mountPoints?: ReadonlySet<string>;
  readonly outside?: DeployOptions["outside"];
  /** Bytes that a layer may have unpacked, and how many times as many all of them; what `explain` says is the error. */
  readonly most: number;
  readonly explain: (most: number) => string;
}

/** Upper layers may replace what lower ones have, so that all of them together may be larger than the tree; a bomb must have its end. */
const mostRewrites = 8;

/** What programs say of a layer, with its name. */
async function named(layer: string, image: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof BareonError) || error.message.includes(image)) throw error;
    const { exit, message, hint } = error;
    throw new BareonError(exit, `${layer}: ${message}`, { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
}

/** Packed in another way, which Docker and podman do not know either. */
function refusePacking(what: string, compression: string): never {
  throw new BareonError("failure", `${what} is packed by ${compression}, and not by gzip or zstd`);
}

/** What is in the layer, verified at its end. Throws BareonError "failure". */
async function* unpacked(
  ctx: Context,
  { store, manifest, config }: FoundImage,
  index: number,
  { what, onRead }: { readonly what: string; readonly onRead: (bytes: number) => void },
): AsyncGenerator<Uint8Array, void> {
  const [layer, id] = [manifest.layers[index], config.diffIds[index]];
  if (layer === undefined || id === undefined) throw new Error(`there is no layer ${index}`);
  const stored = counted(store.readLayer(ctx, what, layer), onRead);
  const { start, bytes } = await withStart(checkedBytes(stored, what, parseChecksum(layer.digest)), 64);
  const compression = detectCompression(start);
  if (compression === "xz" || compression === "bz2") {
    await bytes.return();
    refusePacking(what, compression);
  }
  const content = compression === "none" ? bytes : ctx.host.stream(decompress(compression), bytes);
  yield* checkedBytes(content, `what is in ${what}`, parseChecksum(id));
}

const hint = "The image was made by a program that does not keep to the OCI image specification, or to do harm.";

/** Reads all layers in their order; returns the names of the tree that they make. Throws BareonError "failure", and LinkedMountPoint. */
export async function readLayers(
  ctx: Context,
  found: FoundImage,
  rules: LayerRules,
  reader: LayerReader,
): Promise<LayeredTree> {
  const tree = new LayeredTree();
  const { most, explain, onProgress, outside, mountPoints, isSystem } = rules;
  const below = {
    links: tree.links,
    take: tree.take.bind(tree),
    settle: async () => await reader.edit(tree.takeEdits()),
  };
  let [before, size, left] = [0, 0, 0];
  for (const [index, layer] of found.manifest.layers.entries()) {
    const what = `layer ${index + 1} of ${rules.what}`;
    const onRead = (bytes: number): void => onProgress({ bytes: before + bytes, files: 0 });
    const room = Math.min(most, most * mostRewrites - size);
    const content = limited(unpacked(ctx, found, index, { what, onRead }), room, explain(most));
    let own = 0;
    const counting = outside === undefined ? undefined : { ...outside, count: (files: number) => void (left += files) };
    const archive = counted(content, (bytes) => void (own = bytes));
    const layerRules = { what, hint, isSystem, layer: below, mountPoints, outside: counting };
    await named(what, rules.what, async () => await reader.unpack(checkedArchive(archive, layerRules, reader.warn)));
    tree.endLayer();
    before += layer.size;
    size += own;
  }
  outside?.count(left);
  return tree;
}

/** For a look at the names alone. */
export const noEdits: LayerReader = {
  unpack: drain,
  edit: async () => undefined,
  warn: () => undefined,
};
