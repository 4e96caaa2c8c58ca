/** The three files of a NoCloud seed as cloud-init reads them: whether each is what it should be, and the instance-id. What is wrong is said without a word of the content. */
import { YamlProblem, isTooDeep, parseYaml, tooDeep } from "./yaml.ts";

/** Why cloud-init would make nothing of a file, and what would be right. */
export interface Fault {
  readonly problem: string;
  readonly expected: string;
}

type Parsed = { readonly value: unknown } | { readonly problem: string };

function lineOf(text: string, offset: number | undefined): string {
  return offset === undefined ? "" : `, line ${text.slice(0, offset).split("\n").length}`;
}

/** As JSON, or else as YAML. The parsers' own words may quote a secret. */
async function parse(text: string): Promise<Parsed> {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? { problem: tooDeep } : { value };
  } catch {
    // It may be YAML.
  }
  try {
    return { value: await parseYaml(text) };
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const isLong = error.hint !== undefined;
    return { problem: isLong ? error.message : `it is neither JSON nor YAML${lineOf(text, error.offset)}` };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const asText = "UTF-8 text";

/** The text as a map. */
async function parseMap(
  bytes: Uint8Array,
  expected: string,
): Promise<{ readonly map: Readonly<Record<string, unknown>> } | Fault> {
  const text = decode(bytes);
  if (text === undefined) return { problem: "it is not UTF-8", expected: asText };
  const parsed = await parse(text);
  if ("problem" in parsed) return { problem: parsed.problem, expected };
  const value = parsed.value ?? {};
  return isMap(value) ? { map: value } : { problem: "it is no map", expected };
}

const metaDataForm = 'a map in YAML or JSON, such as {"local-hostname": "web"}';

export async function findMetaDataFault(bytes: Uint8Array): Promise<Fault | undefined> {
  const parsed = await parseMap(bytes, metaDataForm);
  if (!("map" in parsed)) return parsed;
  const id = parsed.map["instance-id"];
  const isId = id === undefined || typeof id === "number" || (typeof id === "string" && id.trim() !== "");
  return isId ? undefined : { problem: "its instance-id is no text", expected: "a text, or none" };
}

const networkForm = 'a map in YAML or JSON with "version": 1 or 2, which may stand in "network"';

export async function findNetworkFault(bytes: Uint8Array): Promise<Fault | undefined> {
  const parsed = await parseMap(bytes, networkForm);
  if (!("map" in parsed)) return parsed;
  const { network } = parsed.map;
  const { version, config } = isMap(network) ? network : parsed.map;
  // This is how cloud-init is told to leave the network alone.
  if (config === "disabled") return undefined;
  if (version !== 1 && version !== 2)
    return { problem: "it has no version that cloud-init knows", expected: networkForm };
  return version === 1 && !Array.isArray(config)
    ? { problem: 'it is of version 1 and has no list "config"', expected: "that list" }
    : undefined;
}

/** What user-data of each kind begins with, in small letters (cloud-init's INCLUSION_TYPES_MAP); those of whole lines stand for themselves alone. */
const lines = ["#cloud-config", "#cloud-config-archive", "#cloud-config-jsonp", "#cloud-boothook", "#part-handler"];
const starts = ["#!", "#include", "#cloud-boothook", "## template:", "content-type:", "mime-version:"];
const byteOrderMark = [0xef, 0xbb, 0xbf];
const userDataForm = `a text that begins with ${[...lines, "#!", "#include", "## template: jinja", "Content-Type:"].join(", ")}; or something packed by gzip`;

export async function findUserDataFault(bytes: Uint8Array): Promise<Fault | undefined> {
  // Nothing at all is user-data too, and what is packed cloud-init unpacks.
  if (bytes.length === 0 || (bytes[0] === 0x1f && bytes[1] === 0x8b)) return undefined;
  const text = decode(bytes);
  if (text === undefined) return { problem: "it is not UTF-8", expected: userDataForm };
  // cloud-init looks for the beginning behind it, and finds none.
  if (byteOrderMark.every((byte, index) => bytes[index] === byte))
    return { problem: "it begins with a byte order mark, which cloud-init does not skip", expected: userDataForm };
  const body = text.trimStart();
  const first = (body.split("\n", 1)[0] ?? "").trim().toLowerCase();
  if (!lines.includes(first.split(/\s/u)[0] ?? "") && !starts.some((start) => first.startsWith(start)))
    return { problem: "it begins with nothing by which cloud-init knows what it is", expected: userDataForm };
  const isArchive = first === "#cloud-config-archive";
  if (first !== "#cloud-config" && !isArchive) return undefined;
  const expected = `YAML or JSON after ${first}: a ${isArchive ? "list" : "map"}`;
  const parsed = await parse(body.slice(body.indexOf("\n") + 1));
  if ("problem" in parsed) return { problem: parsed.problem, expected };
  const { value } = parsed;
  return (isArchive ? Array.isArray(value) : isMap(value) || value === null)
    ? undefined
    : { problem: `it is no ${isArchive ? "list" : "map"}`, expected };
}

/** In front of the first key; undefined where that is not plain to see. */
function insertFirst(text: string, key: string, value: string): string | undefined {
  const member = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const inBraces = /^\s*\{/u.exec(text)?.[0];
  if (inBraces !== undefined) return `${inBraces}${member}, ${text.slice(inBraces.length)}`;
  // Directives, the line that begins a document, comments.
  const head = /^(?:(?:[%#].*|---[ \t]*|[ \t]*)\r?\n)*/u.exec(text)?.[0] ?? "";
  return `${head}${member}\n${text.slice(head.length)}`;
}

/**
 * The meta-data with that instance-id if they have none, and otherwise as they are: cloud-init reads YAML of version 1.1, in which dates,
 * numbers and merged maps mean something else than here. As JSON only if they are so written that there is no other way.
 */
export async function withInstanceId(metaData: Uint8Array | undefined, id: string): Promise<Uint8Array> {
  const parsed = metaData === undefined ? { map: {} } : await parseMap(metaData, metaDataForm);
  if (!("map" in parsed)) throw new Error("meta-data were found good, but cannot be read");
  const { map } = parsed;
  if (metaData !== undefined && map["instance-id"] !== undefined) return metaData;
  const whole = { "instance-id": id, ...map };
  const inserted = metaData === undefined ? undefined : insertFirst(decode(metaData) ?? "", "instance-id", id);
  if (inserted !== undefined && Object.keys(map).length > 0) {
    const bytes = new TextEncoder().encode(inserted);
    const again = await parseMap(bytes, metaDataForm);
    if ("map" in again && renderYaml(again.map) === renderYaml(whole)) return bytes;
  }
  return new TextEncoder().encode(renderYaml(whole));
}

/** As JSON, which is YAML too, in the characters that YAML 1.1 may have. */
export function renderYaml(value: object): string {
  const json = JSON.stringify(value, undefined, 2);
  const escaped = json.replaceAll(/[\u007F-\u009F\uFEFF\uFFFE\uFFFF]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `${escaped}\n`;
}
