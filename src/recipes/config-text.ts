/** The text of a deploy config that is not on this machine as a file: at an address, or in the user data of a config drive. */
import { redact } from "../base/command.ts";
import { noDeployConfig } from "../base/documents.ts";
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import { readConfigDrive } from "../first-boot/config-drive.ts";
import type { Context } from "../host/host.ts";
import { readSmallFile } from "../sources/small-file.ts";

/** As cli/input.ts has it: where it came from, for messages. */
export interface ConfigText {
  readonly name: string;
  readonly text: string;
}

/** Bytes. */
const longestConfig = 16 * MiB;

/** In OpenStack's format, from the top of the drive. */
const userData = "openstack/latest/user_data";

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BareonError("invalid", `${name} is not UTF-8 text.`, { cause });
  }
}

const digests = { sha256: "SHA-256", sha512: "SHA-512" } as const;

/** Throws "usage" for what is no checksum, and "source" for another file. */
async function checkDigest(name: string, bytes: Uint8Array, checksum: string): Promise<void> {
  const { type, hex } =
    /^(?<type>sha256|sha512):(?<hex>[\da-f]{64}|[\da-f]{128})$/u.exec(checksum.toLowerCase())?.groups ?? {};
  if ((type !== "sha256" && type !== "sha512") || hex?.length !== (type === "sha256" ? 64 : 128))
    throw new BareonError(
      "usage",
      "The checksum of a deploy config is sha256: with 64 or sha512: with 128 hexadecimal digits.",
    );
  const found = Buffer.from(await crypto.subtle.digest(digests[type], new Uint8Array(bytes))).toString("hex");
  if (found === hex) return;
  throw new BareonError("source", `${name} is not what its checksum says: ${type} ${found} instead of ${hex}`, {
    hint: "The file was damaged or replaced, or the checksum is that of another version.",
  });
}

/** Throws BareonError "usage", "source" and "invalid". */
export async function fetchConfig(ctx: Context, url: string, checksum: string | undefined): Promise<ConfigText> {
  const name = redact(url);
  if (!/^https?:\/\/[^/\s][^\s]*$/iu.test(url))
    throw new BareonError("usage", `${name} is no address that begins with http:// or https://.`);
  let bytes: Uint8Array;
  try {
    bytes = await readSmallFile(ctx, "the deploy config", url, longestConfig);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    const details = error.hint === undefined ? {} : { hint: error.hint };
    throw new BareonError("source", error.message, { ...details, cause: error });
  }
  if (checksum !== undefined) await checkDigest(name, bytes, checksum);
  return { name, text: decode(name, bytes) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether user data are for this program and not for cloud-init or Ignition: their first line says so, or they are JSON with disks. */
export function isDeployConfig(text: string): boolean {
  if (/^#bareon-config\s*$/mu.test(text.slice(0, text.indexOf("\n") + 1))) return true;
  if (!text.trimStart().startsWith("{")) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && ("partitions" in value || "ks_meta" in value);
  } catch {
    // Text that is nearly JSON was meant to be: what is wrong with it is told by who parses it.
    return /"(?:partitions|ks_meta)"\s*:/u.test(text);
  }
}

/** Throws BareonError "source" if there is no such drive, or no deploy config in it. */
export async function readDriveConfig(ctx: Context, path: string): Promise<ConfigText> {
  const { files } = await readConfigDrive(ctx, path, true);
  const bytes = files?.get(userData);
  const name = `${userData} of the config drive ${path}`;
  const text = bytes === undefined ? "" : decode(name, bytes);
  if (isDeployConfig(text)) return { name, text };
  throw new BareonError("source", `${name} ${noDeployConfig}`, {
    hint: "A deploy config there is JSON with partitions, or begins with the line #bareon-config.",
  });
}
