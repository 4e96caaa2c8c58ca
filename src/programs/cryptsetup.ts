/** cryptsetup: making, opening and closing LUKS2 containers. Every key comes by standard input, so that no list of processes has one. */
import { MiB } from "../base/sizes.ts";
import type { Command, Output } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";

/** Bytes before the data of a container: cryptsetup's own default, which it may make larger otherwise. */
export const headerSize = 16 * MiB;

/**
 * Bytes of memory that it takes to open a container, which the initramfs of a machine has to have beside its own; cryptsetup would take up
 * to 1 GiB by what the machine has that makes it. RFC 9106 recommends 64 MiB where memory is short.
 */
export const derivationMemory = 64 * MiB;

/** cryptsetup(8), "Return codes": no key slot is opened by the key. */
const wrongKey = 2;
/** The same for wrong parameters, which it says of a device as well that no key opens. */
const wrongParameters = 1;
/** Of a header of LUKS1, a damaged one, and one whose key slots were erased. */
const neverOpened = /is not a valid LUKS device|No usable keyslot/u;

const derivation = ["--pbkdf=argon2id", `--pbkdf-memory=${derivationMemory / 1024}`];
const keyFromInput = "--key-file=-";

/** A sector of another size than that of the device below would make a filesystem that is deployed as a whole unreadable. */
export function formatContainer(device: string, { uuid, sectorSize }: { uuid: string; sectorSize: number }): Command {
  return {
    program: "cryptsetup",
    args: [
      ...["luksFormat", "--batch-mode", "--type=luks2", `--uuid=${uuid}`],
      ...["--cipher=aes-xts-plain64", "--key-size=512", "--hash=sha256", ...derivation],
      ...[`--offset=${headerSize / 512}`, `--sector-size=${sectorSize}`, keyFromInput, "--", device],
    ],
  };
}

function nameOf(mapping: string): string {
  return mapping.replace("/dev/mapper/", "");
}

/** `mapping` is a path below /dev/mapper. */
export function openContainer(device: string, mapping: string, access: "write" | "read" = "write"): Command {
  const readonly = access === "read" ? ["--readonly"] : [];
  return {
    program: "cryptsetup",
    args: ["open", "--batch-mode", "--type=luks2", ...readonly, keyFromInput, "--", device, nameOf(mapping)],
  };
}

/** Asks whether the key of standard input opens the container; isOpened reads the answer. */
export function tryKey(device: string): Command {
  return allowWrongKey({
    program: "cryptsetup",
    args: ["open", "--batch-mode", "--type=luks2", "--test-passphrase", keyFromInput, "--", device],
  });
}

/** The command, which need not open the container. */
export function allowWrongKey(command: Command): Command {
  return { ...command, okCodes: [0, wrongKey, wrongParameters] };
}

/** Whether such a command has opened it. Throws BareonError "failure" if that was not for want of a key that fits. */
export function isOpened({ exitCode, stderr }: Pick<Output, "exitCode" | "stderr">): boolean {
  if (exitCode === 0) return true;
  if (exitCode !== wrongParameters || neverOpened.test(stderr)) return false;
  throw new BareonError("failure", `cryptsetup cannot open an encrypted volume: ${stderr.trim()}`);
}

/** Adds another key, with the two behind one another as standard input: cryptsetup reads as much for each as it is told. */
export function addKey(device: string, key: string, another: string): Command {
  const length = (text: string): number => new TextEncoder().encode(text).length;
  return {
    program: "cryptsetup",
    args: [
      ...["luksAddKey", "--batch-mode", "--type=luks2", ...derivation, keyFromInput],
      ...[`--keyfile-size=${length(key)}`, `--new-keyfile-size=${length(another)}`, "--", device, "-"],
    ],
    input: key + another,
  };
}

/** The header in JSON, which has no secret. */
export function dumpHeader(device: string): Command {
  return { program: "cryptsetup", args: ["luksDump", "--dump-json-metadata", "--", device] };
}

/** Whether the header says that a program of the name opens the container; such as "clevis". Throws BareonError "failure" for what is no header. */
export function hasToken(dump: string, type: string): boolean {
  return tokensOf(dump).some((token) => token["type"] === type);
}

/** The tokens of a header (LUKS2 On-Disk Format, "tokens"), each with the keys that its type has. Throws BareonError "failure" for what is no header. */
export function tokensOf(dump: string): Readonly<Record<string, unknown>>[] {
  const list: unknown[] = Object.values(tokenObject(dump));
  return list.flatMap((token) => (typeof token === "object" && token !== null ? [{ ...token }] : []));
}

function tokenObject(dump: string): object {
  try {
    const header: unknown = JSON.parse(dump);
    const tokens = typeof header === "object" && header !== null && "tokens" in header ? header.tokens : undefined;
    return typeof tokens === "object" && tokens !== null ? tokens : {};
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new BareonError("failure", "The header of an encrypted volume is no JSON.", { cause });
  }
}

/** What the device mapper calls a LUKS2 container that is open: its UUID, and its name there. */
export function parseMapperUuid(uuid: string | undefined): string | undefined {
  const { hex } = /^CRYPT-LUKS2-(?<hex>[0-9a-f]{32})-/u.exec(uuid ?? "")?.groups ?? {};
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}
