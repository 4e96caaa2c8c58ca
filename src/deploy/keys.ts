/** The keys of encrypted volumes: read before anything else, kept in memory, and given to programs by their standard input alone. */
import { BareonError } from "../base/errors.ts";
import { parseKey } from "../base/key-text.ts";
import type { Context } from "../host/host.ts";
import type { PlannedLayer } from "../schema/plan.ts";

/** The keys of one run. None of them is ever in a plan, a record, a message or an argument. */
export interface Keys {
  /** Those of an option, in place of all files. */
  readonly given: readonly string[];
  /** By the file that the config names. */
  readonly files: ReadonlyMap<string, string>;
  /** The key that opened a container, by the UUID of that. */
  readonly opened: ReadonlyMap<string, string>;
}

export const noKeys: Keys = { given: [], files: new Map(), opened: new Map() };

/** Bytes of a file that is read at most. */
const fileLimit = 4096;

async function readKey({ host }: Context, path: string): Promise<string> {
  const text = await host.readText(path, fileLimit).catch((error: unknown) => {
    if (!(error instanceof BareonError)) throw error;
    throw new BareonError("usage", `The key of an encrypted volume is not read. ${error.message}`, {
      hint: "Nothing was changed. What the config names has to be a file; a pipe is given with --key-file.",
      cause: error,
    });
  });
  if (text === undefined)
    throw new BareonError("usage", `There is no file ${path}, which is to have the key of an encrypted volume.`, {
      hint: "Nothing was changed. Write it there, or give the key of all volumes with --key-file.",
    });
  return parseKey(text, path);
}

type Encryption = Pick<NonNullable<PlannedLayer["encryption"]>, "keyFile">;

/** The keys that these volumes need. Throws BareonError "usage" if one is missing, or no key. */
export async function readKeys(ctx: Context, volumes: readonly Encryption[], given: Keys["given"]): Promise<Keys> {
  if (given.length > 0) return { ...noKeys, given };
  if (volumes.some(({ keyFile }) => keyFile === undefined))
    throw new BareonError("usage", "An encrypted volume of the config has no file with its key, and none was given.", {
      hint: "Nothing was changed. Give the key with --key-file, or name its file in the config.",
    });
  const paths = new Set(volumes.flatMap(({ keyFile }) => keyFile ?? []));
  const files = new Map<string, string>();
  for (const path of paths) files.set(path, await readKey(ctx, path));
  return { ...noKeys, files };
}

/** Every key, each once. */
export function allKeys({ given, files }: Keys): string[] {
  return [...new Set([...given, ...files.values()])];
}

/** The key of a container; undefined if none is known for it. */
export function findKey(
  keys: Keys,
  { uuid, encryption }: Pick<PlannedLayer, "uuid" | "encryption">,
): string | undefined {
  return keys.opened.get(uuid) ?? keys.given[0] ?? keys.files.get(encryption?.keyFile ?? "");
}

/** Throws BareonError "usage" if none is known for it. */
export function keyFor(keys: Keys, layer: Pick<PlannedLayer, "uuid" | "encryption">): string {
  const key = findKey(keys, layer);
  if (key !== undefined) return key;
  throw new BareonError("usage", `There is no key for the encrypted volume ${layer.uuid}.`, {
    hint: "Give it with --key-file.",
  });
}
