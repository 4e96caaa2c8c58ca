/** The images of a nailgun document: one system, and the images of filesystems that belong to it beside that of its root. */
import { at } from "../../config/json-pointer.ts";
import type { FileSystem, ImageSpec } from "../../config/deploy-config.ts";
import type { KsImage, NailgunDocument } from "../../schema/nailgun.ts";
import type { GivenFile } from "../../schema/plan.ts";

const pointer = "/ks_meta/image_data";
const root = "/";

/** The name of the one system. */
export function systemName({ hostname }: NailgunDocument): string {
  return hostname;
}

function imageName(document: NailgunDocument, mount: string): string {
  const system = systemName(document);
  return mount === root ? system : `${system} ${mount}`;
}

/** Beside the root's image, by its name up to the first dot. */
function manifestOf({ uri }: KsImage): string {
  const place = uri.replace(/[?#].*$/su, "");
  const folder = place.slice(0, place.lastIndexOf("/") + 1);
  return `${folder}${place.slice(folder.length).split(".")[0] ?? ""}.yaml`;
}

/** The image for a mount point. */
export function imageAt(
  document: NailgunDocument,
  mount: string,
): { readonly name: string; readonly fileSystem: FileSystem } | undefined {
  const image = Object.hasOwn(document.ks_meta.image_data, mount) ? document.ks_meta.image_data[mount] : undefined;
  return image === undefined ? undefined : { name: imageName(document, mount), fileSystem: image.format };
}

/** In the document's order, the system first. */
export function readImages(document: NailgunDocument, given: readonly GivenFile[]): ImageSpec[] {
  const { [root]: top, ...others } = document.ks_meta.image_data;
  // The schema demands it.
  if (top === undefined) return [];
  const manifestUrl = manifestOf(top);
  const toImage = (mount: string, { uri, container }: KsImage): ImageSpec => ({
    pointer: at(pointer, mount),
    name: imageName(document, mount),
    imageName: imageName(document, mount),
    imageUuid: "",
    source: uri,
    driver: "file",
    file: { format: "raw", compression: container === "gzip" ? "gzip" : "none", allowMd5: true, manifestUrl },
    target: mount,
    bootFirst: false,
    bootTool: true,
    carry: undefined,
    ...(mount === root ? { spread: true } : {}),
    ...(mount === root ? { given } : {}),
  });
  return [toImage(root, top), ...Object.entries(others).map(([mount, image]) => toImage(mount, image))];
}
