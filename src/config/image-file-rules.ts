/** Rules for images that are files: whether the driver suits the address, and the keys each other. */
import type { Violation } from "../base/errors.ts";
import type { DeployConfig, ImageSpec } from "./deploy-config.ts";
import { parseSource } from "./image-source.ts";

/** Keys of a config that mean something for image files alone. */
const keys: Readonly<Record<keyof ImageSpec["file"], string>> = {
  format: "container_format",
  compression: "compression",
  checksum: "checksum",
  checksumUrl: "checksum_url",
  allowMd5: "allow_md5",
  signatureUrl: "signature_url",
  signatureKey: "signature_key",
  caFile: "ca_file",
};

function judgeDriver({ pointer, source, driver }: ImageSpec): Violation[] {
  const kind = parseSource(source)?.kind;
  if (kind === undefined || (kind === "file") === (driver === "file")) return [];
  const problem =
    kind === "file"
      ? "this is an image file, which the deploy driver rsync does not read"
      : "this is no image file, which the deploy driver swift reads";
  const expected =
    kind === "file"
      ? '"deploy_driver": "swift", or the address of a tree'
      : '"deploy_driver": "rsync", or http://, https:// or file:///';
  return [{ pointer: `${pointer}/image_pull_url`, problem, expected }];
}

function judgeKeys({ pointer, driver, file }: ImageSpec): Violation[] {
  const at = (key: keyof ImageSpec["file"]): string => `${pointer}/${keys[key]}`;
  const { checksum, checksumUrl, allowMd5, signatureUrl, signatureKey } = file;
  if (driver === "rsync") {
    return Object.entries(keys).flatMap(([key, name]) =>
      key in file
        ? [
            {
              pointer: `${pointer}/${name}`,
              problem: "this is for image files, not for a tree that rsync copies",
              expected: "an image with the deploy driver swift",
            },
          ]
        : [],
    );
  }
  const isUnpaired = (signatureUrl === undefined) !== (signatureKey === undefined);
  return [
    ...(checksum !== undefined && checksumUrl !== undefined
      ? [{ pointer: at("checksumUrl"), problem: 'there is a "checksum" as well', expected: "one of the two" }]
      : []),
    ...(checksum?.startsWith("md5:") === true && allowMd5 !== true
      ? [
          {
            pointer: at("checksum"),
            problem: "an MD5 does not protect from a file that was made to have it",
            expected: 'sha256: or sha512:, or "allow_md5": true',
          },
        ]
      : []),
    ...(isUnpaired
      ? [
          {
            pointer: at(signatureUrl === undefined ? "signatureKey" : "signatureUrl"),
            problem: "a signature needs an address and a public key",
            expected: 'both "signature_url" and "signature_key"',
          },
        ]
      : []),
    ...(signatureKey !== undefined && !isKey(signatureKey)
      ? [
          {
            pointer: at("signatureKey"),
            problem: "this is no public key",
            expected: "the line of a minisign key, or the armoured text of an OpenPGP key",
          },
        ]
      : []),
  ];
}

function isKey(text: string): boolean {
  return /^RW[\w+/]{54}$/mu.test(text) || /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/mu.test(text);
}

export function findUnsuitedKeys({ images }: DeployConfig): Violation[] {
  return images.flatMap((image) => [...judgeDriver(image), ...judgeKeys(image)]);
}
