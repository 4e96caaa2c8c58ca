/** Keys of encrypted volumes by the words of the command line: the one that is given, and where recovery keys go. */
import { parseKey } from "../../base/key-text.ts";
import type { Context } from "../../host/host.ts";
import type { Scope } from "../../host/scope.ts";
import { openSecretFile } from "../../host/local/secret-file.ts";
import type { DeployOptions } from "../../recipes/deploy.ts";
import { readSource } from "../input.ts";
import { textOf, type Values } from "./deploy-source.ts";

/** In their order; empty if none is given. Throws BareonError "usage" for what is no key. */
export async function readGivenKeys(ctx: Context, values: Values): Promise<string[]> {
  const named = values.get("key-file");
  const keys: string[] = [];
  for (const path of typeof named === "object" ? named : [])
    keys.push(parseKey((await readSource(ctx, { path, option: "key-file" })).text, path));
  return keys;
}

/** Undefined if none are asked for. The file is open as long as the scope is. Throws BareonError "usage" if it cannot be made. */
export function recoverySink(scope: Scope, values: Values): DeployOptions["onRecoveryKey"] {
  const path = textOf(values, "recovery-keys");
  if (path === undefined) return undefined;
  const file = openSecretFile(path);
  scope.defer(async () => await Promise.resolve(file.close()));
  return ({ uuid, key }) => file.write(`${uuid} ${key}\n`);
}
