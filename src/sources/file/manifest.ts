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

/** An MD5 of another form, such as one without quotes that YAML takes for a number, must not pass for none. */
function readMd5(item: Part, key: string): Pick<Described, "checksum"> {
  const value = item[key] ?? "";
  const hex = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  if (hex === "") return {};
  if (hex !== undefined && /^[\da-f]{32}$/u.test(hex)) return { checksum: { algorithm: "md5", hex } };
  throw new BareonError("failure", `its metadata have a ${key} that is no text of an MD5`, {
    hint: "An MD5 is 32 hexadecimal digits, in quotes.",
  });
}

function describe(item: Part, sizeKey: string, md5Key: string): Described {
  const size = item[sizeKey];
  return {
    ...(typeof size === "number" && Number.isSafeInteger(size) && size > 0 ? { size } : {}),
    ...readMd5(item, md5Key),
  };
}

/**
 * What the text says of the file at that address, by its name; undefined for nothing, and for a text that is no such list. Throws
 * BareonError "failure" for an MD5 of another form.
 */
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
    stored: describe(item, "container_size", "container_md5"),
    unpacked: describe(item, "raw_size", "raw_md5"),
  };
}

async function readText(
  ctx: Context,
  name: string,
  { place, file }: { readonly place: string; readonly file: PlannedFile },
): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await readSmall(ctx, { what: `the metadata for image ${name}`, place, file }));
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({ event: "notice", message: `Image ${name} is deployed without its metadata: ${error.message}` });
    return undefined;
  }
}

/** Undefined if there is none that can be read, or if it does not name the image. Throws as parseManifest does. */
export async function readManifest(
  ctx: Context,
  { name, source }: SourcedImage,
  file: PlannedFile,
): Promise<ManifestItem | undefined> {
  const { manifestUrl: place } = file;
  const text = place === undefined ? undefined : await readText(ctx, name, { place, file });
  return text === undefined ? undefined : await parseManifest(text, source);
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
