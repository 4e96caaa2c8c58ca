/** The seed of an image in a document of the ironic dialect: what of it stands there, and what is elsewhere; and the document without what stands there. */
import type { SeedPart, SeedSpec } from "../../config/deploy-config.ts";
import { renderYaml } from "../../formats/cloud-init.ts";
import type { Image, ProvisionDocument } from "../../schema/provision.ts";

type SeedDocument = NonNullable<Image["seed"]>;
type PartDocument = NonNullable<SeedDocument["meta_data"]>;

/** What a stored document has in place of a text that stood there. */
const leftOutPattern = /^left out: (?<bytes>\d{1,9}) bytes$/u;

/** Nothing that cloud-init knows begins like a path or an address, and both are one line. */
const placePattern = /^(?:\/|https?:\/\/|file:\/\/\/)\P{Cc}*$/iu;

/** What an object begins with as user-data. */
const cloudConfig = "#cloud-config\n";

function toPart(value: PartDocument, head = ""): SeedPart {
  if (typeof value !== "string") return { kind: "inline", text: head + renderYaml(value) };
  const bytes = leftOutPattern.exec(value)?.groups?.["bytes"];
  if (bytes !== undefined) return { kind: "left-out", bytes: Number(bytes) };
  return placePattern.test(value) ? { kind: "place", source: value } : { kind: "inline", text: value };
}

export function toSeed({
  meta_data: metaData,
  user_data: userData,
  network_config: networkConfig,
}: SeedDocument): SeedSpec {
  return {
    ...(metaData === undefined ? {} : { metaData: toPart(metaData) }),
    ...(userData === undefined ? {} : { userData: toPart(userData, cloudConfig) }),
    ...(networkConfig === undefined ? {} : { networkConfig: toPart(networkConfig) }),
  };
}

function concealPart(value: PartDocument, head?: string): PartDocument {
  const part = toPart(value, head);
  return part.kind === "inline" ? `left out: ${Buffer.byteLength(part.text)} bytes` : value;
}

function concealSeed({
  meta_data: metaData,
  user_data: userData,
  network_config: networkConfig,
}: SeedDocument): SeedDocument {
  return {
    ...(metaData === undefined ? {} : { meta_data: concealPart(metaData) }),
    ...(userData === undefined ? {} : { user_data: concealPart(userData, cloudConfig) }),
    ...(networkConfig === undefined ? {} : { network_config: concealPart(networkConfig) }),
  };
}

/** Dialect.conceal, for a document that could be read. */
export function concealSeeds(document: unknown): unknown {
  const { images, ...rest } = document as ProvisionDocument;
  return {
    ...rest,
    images: images.map((image) => (image.seed === undefined ? image : { ...image, seed: concealSeed(image.seed) })),
  };
}
