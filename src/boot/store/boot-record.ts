/** What is kept of a boot as long as it lasts, beside the published status: how it was found first, and what verify found last. */
import { BareonError } from "../../base/errors.ts";
import type { Host } from "../../host/host.ts";
import type { Fallback } from "../../schema/bareon-boot.ts";
import { statusDirectory } from "./status-file.ts";

const recordPath = `${statusDirectory}/boot.json`;
const recordLimit = 64 * 1024;
/** A file of the kernel with an id that is another one for each boot. */
const bootIdPath = "/proc/sys/kernel/random/boot_id";

export interface Verified {
  /** When, as ISO 8601 has it. */
  readonly time: string;
  /** How many problems are left. */
  readonly errors: number;
  readonly warnings: number;
}

export interface BootRecord {
  /** Undefined if root has not looked yet in this boot. */
  readonly fallback?: Fallback | null;
  /** Absent if verify has not run in this boot. */
  readonly verified?: Verified;
}

/** The id of the boot; null if the kernel does not tell it. */
export async function readBootId(host: Host): Promise<string | null> {
  const id = (await host.readText(bootIdPath, 64))?.trim() ?? "";
  return /^[0-9a-f-]{36}$/u.test(id) ? id : null;
}

function isFallback(value: unknown): value is Fallback | null {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  const { from, cause } = value as Partial<Record<keyof Fallback, unknown>>;
  return (from === null || typeof from === "string") && typeof cause === "string";
}

function isVerified(value: unknown): value is Verified {
  if (typeof value !== "object" || value === null) return false;
  const { time, errors, warnings } = value as Partial<Record<keyof Verified, unknown>>;
  return typeof time === "string" && Number.isSafeInteger(errors) && Number.isSafeInteger(warnings);
}

/** What the text says of the boot with that id: nothing if it is of another boot, or no such text. */
export function parseBootRecord(text: string | undefined, boot: string): BootRecord {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return {};
  }
  if (typeof value !== "object" || value === null) return {};
  const { boot: of, fallback, verified } = value as Partial<Record<keyof BootRecord | "boot", unknown>>;
  if (of !== boot) return {};
  return { ...(isFallback(fallback) ? { fallback } : {}), ...(isVerified(verified) ? { verified } : {}) };
}

/** Nothing if it cannot be read: it is only told. */
export async function readBootRecord(host: Host): Promise<BootRecord> {
  try {
    const boot = await readBootId(host);
    return boot === null ? {} : parseBootRecord(await host.readText(recordPath, recordLimit), boot);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return {};
  }
}

/** Adds to what is kept of this boot, and returns all of it. The caller holds the store's lock. Throws "failure" if it cannot be written. */
export async function addToBootRecord(host: Host, more: BootRecord): Promise<BootRecord> {
  const record = { ...(await readBootRecord(host)), ...more };
  const boot = await readBootId(host);
  if (boot === null) return record;
  await host.makeDirectory(statusDirectory, 0o755);
  await host.writeFile(recordPath, `${JSON.stringify({ boot, ...record })}\n`);
  return record;
}
