/** The YAML text that lies beside images of filesystems and says what is in each: sizes and MD5, of the file as it is stored and of what is in it. */
import { BareonError } from "../../base/errors.ts";
import { pathNames } from "../../base/paths.ts";
import { YamlProblem, parseYaml } from "../../formats/yaml.ts";
import type { Context } from "../../host/host.ts";
import type { PlannedFile } from "../../schema/plan.ts";
import type { SourcedImage } from "../source.ts";
import { counted } from "./byte-streams.ts";
import { type Checksum, checkedBytes } from "./checksum.ts";
import { addressPath } from "./spec/file-path.ts";
import { readSmall } from "./start.ts";

/** Bytes, and what they are; what is absent is not known. */
export interface Described {
  readonly size?: number;
  readonly checksum?: Checksum;
}

interface ManifestItem {
  /** The file as it is stored. */
  readonly stored: Described;
  /** What is in it. */
  readonly unpacked: Described;
}

type Part = Readonly<Record<string, unknown>>;

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(size: unknown, md5: unknown): Described {
  const hex = typeof md5 === "string" ? md5.trim().toLowerCase() : "";
  return {
    ...(typeof size === "number" && Number.isSafeInteger(size) && size > 0 ? { size } : {}),
    ...(/^[\da-f]{32}$/u.test(hex) ? { checksum: { algorithm: "md5", hex } } : {}),
  };
}

/** What the text says of the file at that address, by its name; undefined for nothing, and for a text that is no such list. */
export async function parseManifest(text: string, address: string): Promise<ManifestItem | undefined> {
  let document: unknown;
  try {
    document = await parseYaml(text);
  } catch (error) {
    if (error instanceof YamlProblem) return undefined;
    throw error;
  }
  const images = isPart(document) ? document["images"] : undefined;
  const name = pathNames(addressPath(address)).at(-1);
  const item = (Array.isArray(images) ? images : []).find((one) => isPart(one) && one["container_name"] === name) as
    | Part
    | undefined;
  if (item === undefined) return undefined;
  return {
    stored: describe(item["container_size"], item["container_md5"]),
    unpacked: describe(item["raw_size"], item["raw_md5"]),
  };
}

/** Undefined if there is none that can be read, or if it does not name the image. */
export async function readManifest(
  ctx: Context,
  { name, source }: SourcedImage,
  file: PlannedFile,
): Promise<ManifestItem | undefined> {
  const { manifestUrl } = file;
  if (manifestUrl === undefined) return undefined;
  try {
    const text = await readSmall(ctx, { what: `the metadata for image ${name}`, place: manifestUrl, file });
    return await parseManifest(new TextDecoder().decode(text), source);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({ event: "notice", message: `Image ${name} is deployed without its metadata: ${error.message}` });
    return undefined;
  }
}

/** Passes the bytes on. Throws BareonError "failure" at their end if they are not what is described. */
export async function* checkUnpacked(
  content: AsyncIterable<Uint8Array>,
  name: string,
  { size, checksum }: Described,
): AsyncGenerator<Uint8Array, void> {
  const what = `what is in image ${name}`;
  let total = 0;
  const bytes = counted(content, (done) => void (total = done));
  yield* checksum === undefined ? bytes : checkedBytes(bytes, what, checksum);
  if (size !== undefined && total !== size)
    throw new BareonError("failure", `${what} has ${total} bytes, and its metadata say ${size}`);
}
