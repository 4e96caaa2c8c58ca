/** Keys of encrypted volumes by the words of the command line: the one that is given, and where recovery keys go. */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import type { OnRecoveryKey } from "../../deploy/encryption.ts";
import { parseKey } from "../../deploy/keys.ts";
import type { Context } from "../../host/host.ts";
import type { Scope } from "../../host/scope.ts";
import type { CommandLine } from "../command-table.ts";
import { readSource } from "../input.ts";
import { textOf, type Values } from "./deploy-source.ts";

export const keyOptions = [
  {
    name: "key-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy", "plan", "update"],
    text: "The key of all encrypted volumes, one line; a file, or a pipe such as /dev/fd/3 or <(...)",
  },
  {
    name: "recovery-keys",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy"],
    text: "Give each encrypted volume that is made a second key, and write it to this new file, or pipe, and nowhere else",
  },
] as const satisfies CommandLine["options"];

/** Undefined if none is given. Throws BareonError "usage" for what is no key. */
export async function readGivenKey(ctx: Context, values: Values): Promise<string | undefined> {
  const path = textOf(values, "key-file");
  if (path === undefined) return undefined;
  const { text } = await readSource(ctx, path);
  return parseKey(text, path);
}

/** A file has to be new, so that no key of another node is lost; a pipe or a descriptor is there. */
function openForKeys(path: string): number {
  const isPlace = /^\/(?:dev|proc)\//u.test(path);
  const how = isPlace ? constants.O_WRONLY : constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  try {
    return openSync(path, how, 0o600);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new BareonError("usage", `Recovery keys cannot be written to ${path} (${code}).`, {
      hint: code === "EEXIST" ? "Nothing was changed. Name a file that is not there yet." : "Nothing was changed.",
      cause: error,
    });
  }
}

/** Undefined if none are asked for. The file is open as long as the scope is. Throws BareonError "usage" if it cannot be made. */
export function recoverySink(scope: Scope, values: Values): OnRecoveryKey | undefined {
  const path = textOf(values, "recovery-keys");
  if (path === undefined) return undefined;
  const file = openForKeys(path);
  scope.defer(async () => await Promise.resolve(closeSync(file)));
  return ({ uuid, key }) => void writeSync(file, `${uuid} ${key}\n`);
}
