/** bareon/adoption.json on the multiboot partition of a node that another program made bootable: how that was, and how far its adoption is. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context } from "../../host/host.ts";
import { type BootStore, enterStore } from "./store.ts";

export const adoptionPath = "bareon/adoption.json";
/** The boot sector that was there before, and the core image that it starts. */
export const formerSectorPath = "bareon/former/boot-sector.img";
export const formerCorePath = "bareon/former/core.img";
/** Bytes that are read at most; ours have less than a KiB. */
const limit = MiB;

export interface Adoption {
  /**
   * begun: the menu is not whole, and what was there before boots; armed: the menu is whole, and its boot loader is in place, or about to be;
   * released: what was there before boots again, or is about to.
   */
  readonly state: "begun" | "armed" | "released";
  /** Where our core image lies, in bytes of the disk; null for UEFI, and before it is written. */
  readonly core: number | null;
  /** Where the former core image lies, in bytes of the disk; null if there was none that is known. */
  readonly formerCore: number | null;
  /** The firmware's boot order before, as ids; empty for BIOS. */
  readonly formerOrder: readonly string[];
}

export const begunAdoption: Adoption = { state: "begun", core: null, formerCore: null, formerOrder: [] };

export function renderAdoption(adoption: Adoption): string {
  return `${JSON.stringify({ version: 1, ...adoption }, null, 2)}\n`;
}

const states = ["begun", "armed", "released"] as const;

function isPlace(value: unknown): value is number | null {
  return value === null || (typeof value === "number" && Number.isSafeInteger(value) && value > 0);
}

/** Undefined for a text that this program did not write. */
export function parseAdoption(text: string): Adoption | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { version, core, formerCore, formerOrder } = fields;
  const state = states.find((one) => one === fields["state"]);
  if (version !== 1 || state === undefined) return undefined;
  if (!isPlace(core) || !isPlace(formerCore)) return undefined;
  if (!Array.isArray(formerOrder)) return undefined;
  const order: unknown[] = formerOrder;
  const ids = order.filter((id) => typeof id === "string" && /^[0-9A-F]{4}$/u.test(id)) as string[];
  return ids.length === order.length ? { state, core, formerCore, formerOrder: ids } : undefined;
}

/** What is at the top of a filesystem that was just made. */
const newTop = "lost+found";

/**
 * Whether an adoption has begun on the partition and its boot loader is not in place; false for a partition with anything else than
 * that. After a power cut only the journal may have the file, so the partition is then mounted for writing, too.
 */
export async function isAdoptionBegun(ctx: Pick<Context, "host">, store: BootStore): Promise<boolean> {
  for (const access of ["read", "write"] as const) {
    await store.mounts.unmountAll();
    const directory = await enterStore(store, access);
    const text = await ctx.host.readText(await resolveInRoot(ctx.host, directory, adoptionPath), limit).catch(() => "");
    const adoption = parseAdoption(text ?? "");
    const names = await ctx.host.list(directory);
    if (adoption !== undefined) return adoption.state === "begun";
    if (text === undefined && names.every((name) => name === newTop)) return true;
    if (text === undefined && names.includes("boot")) return false;
  }
  return false;
}

/** What is so on a node that was released, in one clause. */
export const releasedNow =
  "this node was released: what booted it before its adoption boots it, and not this boot menu";

/** Whether the node was adopted and released; false for a damaged file, which release itself tells of. */
export async function isReleased({ host }: Pick<Context, "host">, store: BootStore): Promise<boolean> {
  try {
    const adoption = await readAdoption({ host }, store);
    return adoption !== "none" && adoption.state === "released";
  } catch (error) {
    if (error instanceof BareonError) return false;
    throw error;
  }
}

/** "none" if the node was not adopted. Throws "unverified" if the file is damaged, and "failure" if the disk cannot be read. */
export async function readAdoption({ host }: Pick<Context, "host">, store: BootStore): Promise<Adoption | "none"> {
  const directory = await enterStore(store, "read");
  const text = await host.readText(await resolveInRoot(host, directory, adoptionPath), limit);
  if (text === undefined) return "none";
  const adoption = parseAdoption(text);
  if (adoption === undefined)
    throw new BareonError("unverified", `${adoptionPath} on ${store.partition.device} is damaged.`, {
      hint: "What was there before the adoption is beside it, in bareon/former.",
    });
  return adoption;
}

/** A file of the adoption; undefined if it is not there. */
export async function readFormer(
  { host }: Pick<Context, "host">,
  store: BootStore,
  path: string,
): Promise<Uint8Array | undefined> {
  const directory = await enterStore(store, "read");
  return await host.readFile(await resolveInRoot(host, directory, path));
}

/** After this there is nothing to go back to. Throws "readonly", with nothing changed, where the menu could not be replaced either. */
export async function forgetAdoption({ host }: Pick<Context, "host">, store: BootStore): Promise<void> {
  await store.mounts.unmountAll();
  await enterStore(store, "alone");
  await store.mounts.unmountAll();
  const place = await resolveInRoot(host, await enterStore(store, "write"), adoptionPath);
  if ((await host.facts(place)) !== undefined) await host.removeFile(place);
  await store.mounts.unmountAll();
}

/** Returns when it is on the disk. */
export async function writeAdoption(
  { host }: Pick<Context, "host">,
  store: BootStore,
  adoption: Adoption,
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<void> {
  await store.mounts.unmountAll();
  const directory = await enterStore(store, "write");
  await host.makeDirectory(`${directory}/bareon`);
  await host.makeDirectory(`${directory}/bareon/former`, 0o700);
  for (const [path, content] of Object.entries(files)) await host.writeFile(`${directory}/${path}`, content, 0o600);
  await host.writeFile(`${directory}/${adoptionPath}`, renderAdoption(adoption), 0o600);
  await store.mounts.unmountAll();
}
