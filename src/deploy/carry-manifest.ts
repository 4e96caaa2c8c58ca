/** The list of what was set aside of a system's carried files. It lies on a partition that systems can write to, and is judged as theirs. */
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { Host } from "../host/host.ts";
import { isCarriedPath, mostPaths } from "./carry-paths.ts";

/** Whose files were asked for: those of the system that is updated, or of the running one. */
export type CarriedFrom = "idle" | "running";

/** Written when everything is set aside; numbers by name are those of the tree that it came from. */
export interface Manifest {
  /** Absent if an earlier version wrote it. */
  readonly from?: CarriedFrom;
  readonly paths: readonly string[];
  readonly used: { readonly users: readonly number[]; readonly groups: readonly number[] };
  readonly users: readonly (readonly [string, number])[];
  readonly groups: readonly (readonly [string, number])[];
}

/** What stands in the place of a manifest that is sealed together with the files: src/deploy/carry-sealed.ts. */
export interface SealedMark {
  readonly from: CarriedFrom;
  readonly sealed: true;
}

/** Bytes of its text at most. */
const manifestLimit = 4 * MiB;
/** The kernel has no higher number of a user or group; the next one means none. */
const highestId = 2 ** 32 - 2;

function manifestOf(folder: string): string {
  return `${folder}/manifest.json`;
}

/** For what setAside did not leave as it is. */
export function damagedAside(): BareonError {
  return new BareonError("unverified", "What was set aside of the carried files is damaged.", {
    hint: "--carry-from none does without them.",
  });
}

function isNumbers(list: unknown): list is readonly number[] {
  return (
    Array.isArray(list) &&
    list.every((one) => Number.isSafeInteger(one) && Number(one) >= 0 && Number(one) <= highestId)
  );
}

function isAccounts(list: unknown): list is Manifest["users"] {
  return (
    Array.isArray(list) && list.every((one) => Array.isArray(one) && typeof one[0] === "string" && isNumbers([one[1]]))
  );
}

function isPaths(list: unknown): list is readonly string[] {
  return (
    Array.isArray(list) &&
    list.length <= mostPaths &&
    list.every((path) => typeof path === "string" && isCarriedPath(path))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damagedAside();
  }
}

/** Undefined for a manifest that is not sealed. */
function parseMark(text: string): SealedMark | undefined {
  const { from, sealed } = (parse(text) ?? {}) as Partial<SealedMark>;
  return sealed === true && (from === "idle" || from === "running") ? { from, sealed } : undefined;
}

/** Only what setAside writes. Throws BareonError "unverified". */
export function parseManifest(text: string): Manifest {
  const value = parse(text) as Partial<Manifest> | null;
  const { from, paths, used, users, groups } = value ?? {};
  const fits =
    isPaths(paths) && isNumbers(used?.users) && isNumbers(used?.groups) && isAccounts(users) && isAccounts(groups);
  if (!fits || used === undefined) throw damagedAside();
  return { ...(from === "idle" || from === "running" ? { from } : {}), paths, used, users, groups };
}

/** Undefined if there is none. Throws "unverified" for one that setAside did not write, whatever is in its place; it is never read further than that. */
export async function readManifest(host: Host, folder: string): Promise<Manifest | SealedMark | undefined> {
  const place = manifestOf(folder);
  const facts = await host.facts(place);
  if (facts === undefined) return undefined;
  if (facts.kind !== "file" || facts.size > manifestLimit) throw damagedAside();
  const text = new TextDecoder().decode(await host.readBytes(place, 0, facts.size));
  return parseMark(text) ?? parseManifest(text);
}

/** Throws "transfer" for more than is read again. */
export async function writeManifest(host: Host, folder: string, manifest: Manifest | SealedMark): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  if (bytes.length > manifestLimit)
    throw new BareonError("transfer", "The names of the carried files, and of users and groups, are too many.");
  await host.writeFile(manifestOf(folder), bytes, 0o600);
}

export async function removeManifest(host: Host, folder: string): Promise<void> {
  const kind = (await host.facts(manifestOf(folder)))?.kind;
  if (kind !== undefined && kind !== "directory") await host.removeFile(manifestOf(folder));
}
