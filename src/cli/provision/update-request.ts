/** The options of an update, from the words of the command line. */
import { randomUUID } from "node:crypto";
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { fileAddressPattern, identityPattern, namePattern } from "../../config/identity.ts";
import type { SeedPart } from "../../config/deploy-config.ts";
import type { NewSeed } from "../../plan/update-wish.ts";
import { checkAddress } from "../../plan/update-source.ts";
import type { UpdateOptions } from "../../recipes/update.ts";
import { userName } from "../boot/request.ts";
import { textOf, type Values } from "./deploy-source.ts";

/** A value that the table of options has limited to these words. */
function wordOf<T extends string>(values: Values, name: string, words: readonly T[]): T | undefined {
  return words.find((word) => word === values.get(name));
}

const units: Readonly<Record<string, number>> = { "": 1, K: 1024, M: MiB, G: 1024 * MiB };

/** Bytes a second: a number and K, M or G. Throws "usage". */
export function parseRate(text: string): number {
  const { number = "", unit = "" } = /^(?<number>\d{1,12})(?<unit>[KMG]?)$/u.exec(text)?.groups ?? {};
  const rate = Number(number) * (units[unit] ?? 1);
  if (number === "" || rate < 1024)
    throw new BareonError("usage", `--bandwidth ${text}: this is no number of at least 1K, such as 500K or 20M.`);
  return rate;
}

const checksum = /^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/u;

function checksumOf(values: Values): string | undefined {
  const text = textOf(values, "checksum")?.toLowerCase();
  if (text !== undefined && !checksum.test(text))
    throw new BareonError("usage", "--checksum takes sha256: with 64 or sha512: with 128 hexadecimal digits.");
  return text;
}

/** A text that is written into boot-info, and has to be as a deploy config could have it. */
function nameOf(values: Values, name: string, pattern: RegExp, expected: string): string | undefined {
  const text = textOf(values, name);
  if (text !== undefined && !pattern.test(text))
    throw new BareonError("usage", `--${name}: ${JSON.stringify(text)} is not ${expected}.`);
  return text;
}

/** An address may hold a secret, which a message does not show. */
function fileAddressOf(values: Values, name: string): string | undefined {
  const address = textOf(values, name);
  if (address !== undefined && !fileAddressPattern.test(address))
    throw new BareonError(
      "usage",
      `--${name}: ${JSON.stringify(redact(address))} is no address that begins with http://, https:// or file:///.`,
    );
  return address;
}

function sourceOf(values: Values): string | undefined {
  const address = textOf(values, "source");
  if (address !== undefined) checkAddress(address);
  return address;
}

function absolutePathOf(values: Values, name: string): string | undefined {
  const path = textOf(values, name);
  if (path !== undefined && !/^\/[^\p{Cc}]*$/u.test(path))
    throw new BareonError("usage", `--${name}: ${JSON.stringify(path)} is no absolute path.`);
  return path;
}

function triesOf(values: Values): number | undefined {
  const [text, arm = "trial"] = [textOf(values, "tries"), textOf(values, "then")];
  if (text === undefined) return undefined;
  if (arm !== "trial") throw new BareonError("usage", `--tries is for a trial, and with --then ${arm} there is none.`);
  const tries = Number(text);
  if (/^\d$/u.test(text) && tries >= 1) return tries;
  throw new BareonError("usage", `--tries takes a number from 1 to 9, not ${JSON.stringify(text)}.`);
}

/** Undefined without any of the options; a part that is not named is not in the new seed. */
function seedOf(values: Values): NewSeed | undefined {
  const names = { metaData: "seed-meta-data", userData: "seed-user-data", networkConfig: "seed-network-config" };
  const parts = Object.entries(names).flatMap(([part, name]): [string, SeedPart][] => {
    const source = textOf(values, name);
    if (source === undefined) return [];
    if (!/^(?:\/|https?:\/\/[^/\s]|file:\/\/\/)[^\p{Cc}]*$/iu.test(source))
      throw new BareonError(
        "usage",
        `--${name} takes an absolute path or an address that begins with http:// or https://.`,
      );
    return [[part, { kind: "place", source }]];
  });
  return parts.length === 0 ? undefined : { spec: Object.fromEntries(parts), newUuid: randomUUID };
}

/** Throws "usage" for values that cannot be. */
export function updateOptions(values: Values, operand: string): Omit<UpdateOptions, "toolPath" | "completions"> {
  const bandwidth = textOf(values, "bandwidth");
  return {
    uuid: textOf(values, "uuid") ?? null,
    entry: operand === "" ? null : operand,
    who: userName(),
    requireVerified: values.has("require-verified"),
    fullSpeed: values.has("full-speed"),
    planOnly: values.has("plan"),
    wish: {
      source: sourceOf(values),
      checksum: checksumOf(values),
      checksumUrl: fileAddressOf(values, "checksum-url"),
      signatureUrl: fileAddressOf(values, "signature-url"),
      torrentUrl: fileAddressOf(values, "torrent-url"),
      authFile: absolutePathOf(values, "auth-file"),
      plainHttp: values.has("plain-http") ? true : undefined,
      layers: absolutePathOf(values, "layers"),
      imageName: nameOf(values, "image-name", namePattern, "a name of printable characters"),
      imageUuid: nameOf(values, "image-uuid", identityPattern, "a word of printable ASCII characters without blanks"),
      rate: bandwidth === undefined ? undefined : parseRate(bandwidth),
      method: wordOf(values, "method", ["mirror", "fresh", "overlay"]),
      carryFrom: wordOf(values, "carry-from", ["idle", "running", "none"]),
      arm: wordOf(values, "then", ["trial", "once", "set-default", "nothing"]),
      tries: triesOf(values),
      seed: seedOf(values),
    },
  };
}
