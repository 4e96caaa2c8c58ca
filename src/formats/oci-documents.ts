/** The documents of a container image (OCI image specification, and those of Docker): index, manifest and config, as far as a deploy needs them. */

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Empty if none is said. */
  readonly variant: string;
}

/** What a document says of another one, or of a layer. */
export interface Descriptor {
  /** Empty if none is said, which an index may leave out. */
  readonly mediaType: string;
  /** `sha256:HEX` or `sha512:HEX`, in small letters. */
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform | undefined;
  /** The name that it has in an image layout. */
  readonly ref?: string | undefined;
}

export interface ImageIndex {
  readonly kind: "index";
  /** Without those that are no images, such as attestations. */
  readonly manifests: readonly Descriptor[];
}

export interface ImageManifest {
  readonly kind: "manifest";
  readonly config: Descriptor;
  /** From the lowest to the highest. */
  readonly layers: readonly Descriptor[];
}

export interface ImageConfig {
  readonly platform: Platform;
  /** Of each layer the digest of what is in it once it is unpacked. */
  readonly diffIds: readonly string[];
}

/** Bytes of the longest of them; registries take no longer manifest. */
export const longestDocument = 4 * 1024 * 1024;
/** No image that is made by people has more: overlayfs stacks 500. */
const mostLayers = 500;
const mostManifests = 1000;

type Part = Readonly<Record<string, unknown>>;

const indexTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];
const manifestTypes = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];
const configTypes = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

/** What a registry is asked for: without it some convert to the form of long ago. */
export const documentTypes = [...indexTypes, ...manifestTypes];

const layerType =
  /^application\/(?:vnd\.oci\.image\.layer\.v1\.tar(?:\+(?:gzip|zstd))?|vnd\.docker\.image\.rootfs\.diff\.tar(?:\.(?:gzip|zstd))?)$/u;

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(part: Part, key: string): string {
  const value = part[key] ?? "";
  if (typeof value !== "string") throw new Error(`its "${key}" is no text`);
  return value;
}

function partOf(part: Part, key: string): Part {
  const value = part[key] ?? {};
  if (!isPart(value)) throw new Error(`its "${key}" is no object`);
  return value;
}

function listOf(part: Part, key: string, most: number): readonly unknown[] {
  const value = part[key];
  if (!Array.isArray(value)) throw new Error(`its "${key}" is no list`);
  if (value.length > most) throw new Error(`its "${key}" has ${value.length} items, and at most ${most} are taken`);
  return value;
}

/** Throws an Error for a digest of another algorithm. */
function digestOf(value: unknown): string {
  if (typeof value === "string" && /^(?:sha256:[\da-f]{64}|sha512:[\da-f]{128})$/u.test(value)) return value;
  throw new Error(`${JSON.stringify(value)?.slice(0, 200) ?? "nothing"} is no digest sha256:HEX or sha512:HEX`);
}

function parsePlatform(part: Part): Platform {
  return { os: textOf(part, "os"), architecture: textOf(part, "architecture"), variant: textOf(part, "variant") };
}

function parseDescriptor(value: unknown): Descriptor {
  if (!isPart(value)) throw new Error("a descriptor is no object");
  const { size } = value;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) throw new Error("a size is no number");
  const ref = partOf(value, "annotations")["org.opencontainers.image.ref.name"];
  return {
    mediaType: textOf(value, "mediaType"),
    digest: digestOf(value["digest"]),
    size,
    ...(value["platform"] === undefined ? {} : { platform: parsePlatform(partOf(value, "platform")) }),
    ...(typeof ref === "string" ? { ref } : {}),
  };
}

/** What is beside images in an index: signatures, lists of what is in them. The artifact's type of an image is that of its config. */
function isNoImage(value: unknown): boolean {
  if (!isPart(value)) return false;
  const annotations = partOf(value, "annotations");
  const os = partOf(value, "platform")["os"];
  const { artifactType = configTypes[0] } = value;
  const isArtifact = !configTypes.some((type) => type === artifactType);
  return os === "unknown" || annotations["vnd.docker.reference.type"] !== undefined || isArtifact;
}

function parseText(bytes: Uint8Array): Part {
  if (bytes.length > longestDocument) throw new Error(`it has more than ${longestDocument} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error("it is no JSON");
  }
  if (!isPart(value)) throw new Error("it is no object");
  return value;
}

function parseIndex(document: Part): ImageIndex {
  const items = listOf(document, "manifests", mostManifests).filter((item) => !isNoImage(item));
  return { kind: "index", manifests: items.map(parseDescriptor) };
}

function checkLayer({ mediaType }: Descriptor, index: number): void {
  if (layerType.test(mediaType)) return;
  const what = mediaType.slice(0, 200);
  throw new Error(
    `its layer ${index + 1} is of type "${what}", and not a tar archive, plain or packed by gzip or zstd`,
  );
}

function parseManifest(document: Part): ImageManifest {
  const config = parseDescriptor(document["config"]);
  if (!configTypes.includes(config.mediaType))
    throw new Error(`it is no container image but of type "${config.mediaType.slice(0, 200)}"`);
  const layers = listOf(document, "layers", mostLayers).map(parseDescriptor);
  layers.forEach(checkLayer);
  if (layers.length === 0) throw new Error("it has no layers");
  return { kind: "manifest", config, layers };
}

/** Throws an Error for what is neither, and for what one reader takes for an index and another for a manifest. */
export function parseImageDocument(bytes: Uint8Array): ImageIndex | ImageManifest {
  const document = parseText(bytes);
  if (document["schemaVersion"] !== 2)
    throw new Error("its schemaVersion is not 2: images of the first schema of Docker are not taken");
  const [hasManifests, hasLayers] = ["manifests" in document, "layers" in document || "config" in document];
  if (hasManifests && hasLayers) throw new Error("it is an index and a manifest at the same time");
  const type = textOf(document, "mediaType");
  const wanted = hasManifests ? indexTypes : manifestTypes;
  if (type !== "" && !wanted.includes(type))
    throw new Error(`its type "${type.slice(0, 200)}" is not that of what is in it`);
  return hasManifests ? parseIndex(document) : parseManifest(document);
}

/** Throws an Error for what is no config of an image. */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  const document = parseText(bytes);
  const root = partOf(document, "rootfs");
  return {
    platform: parsePlatform(document),
    diffIds: listOf(root, "diff_ids", mostLayers).map(digestOf),
  };
}
