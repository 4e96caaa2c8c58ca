/** What the address of a container image means: an index is followed to the manifest for this machine, and everything on the way is verified. */
import { BareonError } from "../../base/errors.ts";
import {
  type ImageConfig,
  type ImageIndex,
  type ImageManifest,
  parseImageConfig,
  parseImageDocument,
} from "../../formats/oci-documents.ts";
import type { Context } from "../../host/host.ts";
import type { SourcedImage } from "../source.ts";
import { openLayout } from "./layout.ts";
import { checkPlatform, chooseManifest, type NodePlatform, readNodePlatform } from "./platform.ts";
import { openRegistry } from "./registry.ts";
import { imageAddress } from "./spec/address.ts";
import type { ImageStore, Top } from "./store.ts";
import { parsed, verified } from "./verified.ts";

export interface FoundImage {
  readonly store: ImageStore;
  readonly manifest: ImageManifest & { readonly digest: string };
  readonly config: ImageConfig;
}

/** Indexes in an index: an image layout has one, and that may have one for several machines. */
const deepest = 3;

function openStore(image: SourcedImage): ImageStore {
  const address = imageAddress(image.source);
  return address.kind === "registry" ? openRegistry(image, address) : openLayout(address);
}

async function findManifest(
  ctx: Context,
  { name }: SourcedImage,
  store: ImageStore,
  node: NodePlatform,
): Promise<Exclude<Top, ImageIndex>> {
  const what = `the manifest of image ${name}`;
  let top = await store.readTop(ctx);
  for (let depth = 0; depth <= deepest; depth += 1) {
    if (top.kind === "manifest") return top;
    const chosen = chooseManifest("it", top.manifests, node);
    const bytes = await verified(what, await store.readDocument(ctx, what, chosen), chosen.digest);
    const document = parsed(what, () => parseImageDocument(bytes));
    top = document.kind === "index" ? document : { ...document, digest: chosen.digest };
  }
  throw new BareonError("failure", `it is an index of indexes, more than ${deepest} deep`);
}

/** Reads nothing of the layers. Throws BareonError "failure". */
export async function findImage(ctx: Context, image: SourcedImage): Promise<FoundImage> {
  const store = openStore(image);
  const node = await readNodePlatform(ctx);
  const manifest = await findManifest(ctx, image, store, node);
  const what = `the config of image ${image.name}`;
  const bytes = await verified(what, await store.readDocument(ctx, what, manifest.config), manifest.config.digest);
  const config = parsed(what, () => parseImageConfig(bytes));
  checkPlatform("it", config.platform, node);
  const [layers, ids] = [manifest.layers.length, config.diffIds.length];
  if (layers !== ids) throw new BareonError("failure", `it has ${layers} layers, and its config says ${ids}`);
  return { store, manifest, config };
}
