/** From an image of a document of the ironic dialect, and the keys that all images have, to the image of a deploy config. */
import { withoutEnd } from "../../base/paths.ts";
import type { Driver, ImageFileSpec, ImageRegistrySpec, ImageSpec } from "../../config/deploy-config.ts";
import type { Image, ProvisionDocument } from "../../schema/provision.ts";
import { toSeed } from "./seed.ts";
import { drivers } from "./wording.ts";

type Defaults = NonNullable<ProvisionDocument["defaults"]>;

interface Surroundings {
  readonly pointer: string;
  /** What an image has that does not say it itself. */
  readonly defaults: Defaults;
  /** The driver, if neither the image nor the defaults name one. */
  readonly driver: Driver;
}

export function normalPath(path: string): string {
  return path === "/" ? path : withoutEnd(path, "/");
}

export function toImage(image: Image, { pointer, defaults, driver: usual }: Surroundings): ImageSpec {
  const named = image.deploy_driver ?? (usual === "existing" ? undefined : defaults.deploy_driver);
  const driver = named === undefined ? usual : drivers[named];
  const target = normalPath(image.target);
  const carry = image.carry ?? (target === "/" ? defaults.carry : undefined);
  return {
    pointer,
    name: image.name,
    imageName: image.image_name ?? image.name,
    imageUuid: image.image_uuid ?? "",
    source: image.image_pull_url,
    driver,
    file:
      driver === "file" ? toFile({ ...fileDefaults(image, defaults), ...image }) : toFile(withoutShared(image, driver)),
    ...toRegistry(image, { driver, defaults }),
    target,
    bootFirst: image.boot !== undefined && image.boot !== false && image.boot !== 0,
    bootTool: image.boot_tool ?? defaults.boot_tool ?? true,
    carry: carry?.map((path) => normalPath(path)),
    ...(image.seed === undefined ? {} : { seed: toSeed(image.seed) }),
    ...(image.spread === undefined ? {} : { spread: image.spread }),
  };
}

type FileKeys = Pick<Defaults, "container_format" | "compression" | "checksum_url" | "allow_md5" | "ca_file">;

/** A list of checksums is for images that have no checksum of their own. */
function fileDefaults({ checksum }: Image, defaults: Defaults): FileKeys {
  const { container_format: format, compression, checksum_url: list, allow_md5: allowMd5, ca_file: caFile } = defaults;
  return {
    ...(format === undefined ? {} : { container_format: format }),
    ...(compression === undefined ? {} : { compression }),
    ...(list === undefined || checksum !== undefined ? {} : { checksum_url: list }),
    ...(allowMd5 === undefined ? {} : { allow_md5: allowMd5 }),
    ...(caFile === undefined ? {} : { ca_file: caFile }),
  };
}

/** The key that container images have as well. */
function withoutShared(image: Image, driver: Driver): Image {
  const { ca_file: _, ...rest } = image;
  return driver === "oci" ? rest : image;
}

/** The defaults are for images of registries. */
function toRegistry(
  image: Image,
  { driver, defaults }: { readonly driver: Driver; readonly defaults: Defaults },
): Pick<ImageSpec, "oci"> {
  const { ca_file: ownCa, auth_file: ownAuth, plain_http: plainHttp } = image;
  const isRemote = driver === "oci" && image.image_pull_url.startsWith("oci://");
  const { ca_file: ca, auth_file: auth } = isRemote ? defaults : {};
  const registry: { -readonly [K in keyof ImageRegistrySpec]: ImageRegistrySpec[K] | undefined } = {
    caFile: driver === "oci" ? (ownCa ?? ca) : undefined,
    authFile: ownAuth ?? auth,
    plainHttp,
  };
  const given = Object.fromEntries(Object.entries(registry).filter(([, value]) => value !== undefined));
  return driver === "oci" || Object.keys(given).length > 0 ? { oci: given } : {};
}

/** Only the keys that are there. */
function toFile(image: Image): ImageFileSpec {
  const file = {
    format: image.container_format,
    compression: image.compression,
    checksum: image.checksum?.toLowerCase(),
    checksumUrl: image.checksum_url,
    allowMd5: image.allow_md5,
    signatureUrl: image.signature_url,
    signatureKey: image.signature_key,
    caFile: image.ca_file,
    torrentUrl: image.torrent_url,
  };
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
}
