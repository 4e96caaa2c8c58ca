/** The list of what was set aside of a system's carried files, as text and as data. */
import { BareonError } from "../base/errors.ts";

/** Written when everything is set aside; numbers by name are those of the tree that it came from. */
export interface Manifest {
  readonly paths: readonly string[];
  readonly used: { readonly users: readonly number[]; readonly groups: readonly number[] };
  readonly users: readonly (readonly [string, number])[];
  readonly groups: readonly (readonly [string, number])[];
}

/** Only what setAside writes; the folder is on a partition that systems can write to. Throws BareonError "failure". */
export function parseManifest(text: string): Manifest {
  const damaged = new BareonError("failure", "What was set aside of the carried files is damaged.");
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw damaged;
  }
  const isNumbers = (list: unknown): list is readonly number[] =>
    Array.isArray(list) && list.every((one) => Number.isSafeInteger(one) && Number(one) >= 0);
  const isAccounts = (list: unknown): list is Manifest["users"] =>
    Array.isArray(list) && list.every((one) => Array.isArray(one) && typeof one[0] === "string" && isNumbers([one[1]]));
  const { paths, used, users, groups } = value ?? {};
  const fits =
    Array.isArray(paths) &&
    paths.every((path) => typeof path === "string" && path.startsWith("/")) &&
    isNumbers(used?.users) &&
    isNumbers(used?.groups) &&
    isAccounts(users) &&
    isAccounts(groups);
  if (!fits || used === undefined) throw damaged;
  return { paths, used, users, groups };
}
