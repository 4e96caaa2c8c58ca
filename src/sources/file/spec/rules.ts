/** Rules for the fields of a config that are for image files: whether they suit the image's driver, and each other. */
import type { DeployConfig, ImageSpec } from "../../../config/deploy-config.ts";
import type { Finding } from "../../../config/wording.ts";
import type { SourceSpecs } from "../../../config/source-spec.ts";
import { localPath } from "./file-path.ts";

function findFieldsOfFiles({ images }: DeployConfig, sources: SourceSpecs): Finding[] {
  return images
    .filter(({ driver }) => driver !== "file")
    .flatMap((spec) =>
      (Object.keys(spec.file) as (keyof ImageSpec["file"])[]).map((field): Finding => ({
        of: "image",
        spec,
        field: `file.${field}`,
        problem: `this is for image files, not for ${sources[spec.driver].use}`,
        expected: ({ driver }) => `an image with the deploy driver ${driver.file}`,
      })),
    );
}

function judgeChecksum(spec: ImageSpec): Finding[] {
  const { checksum, checksumUrl, allowMd5 } = spec.file;
  return [
    ...(checksum !== undefined && checksumUrl !== undefined
      ? [
          {
            of: "image",
            spec,
            field: "file.checksumUrl",
            problem: ({ keys }) => `there is a "${keys.image["file.checksum"]}" as well`,
            expected: "one of the two",
          } satisfies Finding,
        ]
      : []),
    ...(checksum?.startsWith("md5:") === true && allowMd5 !== true
      ? [
          {
            of: "image",
            spec,
            field: "file.checksum",
            problem: "an MD5 does not protect from a file that was made to have it",
            expected: ({ keys }) => `sha256: or sha512:, or "${keys.image["file.allowMd5"]}": true`,
          } satisfies Finding,
        ]
      : []),
  ];
}

function judgeSignature(spec: ImageSpec): Finding[] {
  const { signatureUrl, signatureKey } = spec.file;
  return [
    ...((signatureUrl === undefined) === (signatureKey === undefined)
      ? []
      : [
          {
            of: "image",
            spec,
            field: signatureUrl === undefined ? "file.signatureKey" : "file.signatureUrl",
            problem: "a signature needs an address and a public key",
            expected: ({ keys }) =>
              `both "${keys.image["file.signatureUrl"]}" and "${keys.image["file.signatureKey"]}"`,
          } satisfies Finding,
        ]),
    ...(signatureKey === undefined || isKey(signatureKey)
      ? []
      : [
          {
            of: "image",
            spec,
            field: "file.signatureKey",
            problem: "this is no public key",
            expected: "the line of a minisign key, or the armoured text of an OpenPGP key",
          } satisfies Finding,
        ]),
  ];
}

/** A torrent proves only that the bytes are the torrent's: whoever can change it can change the image. */
function judgeTorrent(spec: ImageSpec): Finding[] {
  const { torrentUrl, checksum, checksumUrl, signatureUrl } = spec.file;
  if (torrentUrl === undefined) return [];
  const place = { of: "image", spec, field: "file.torrentUrl" } as const;
  return [
    ...((checksum ?? checksumUrl ?? signatureUrl) === undefined
      ? [
          {
            ...place,
            problem: "a torrent does not prove the file, which comes from strangers",
            expected: ({ keys }) =>
              `also "${keys.image["file.checksum"]}", "${keys.image["file.checksumUrl"]}" or "${keys.image["file.signatureUrl"]}"`,
          } satisfies Finding,
        ]
      : []),
    ...(localPath(spec.source) === undefined
      ? []
      : [
          {
            ...place,
            problem: "the image is a file of this machine, which comes from no other node",
            expected: "an image at http:// or https://",
          } satisfies Finding,
        ]),
  ];
}

function isKey(text: string): boolean {
  // Lines may end as those of Windows do, and be indented.
  const lines = text.split("\n").map((line) => line.trim());
  return lines.some((line) => /^RW[\w+/]{54}$/u.test(line) || line === "-----BEGIN PGP PUBLIC KEY BLOCK-----");
}

function findUnsuitedChecks({ images }: DeployConfig): Finding[] {
  return images
    .filter(({ driver }) => driver === "file")
    .flatMap((image) => [...judgeChecksum(image), ...judgeSignature(image), ...judgeTorrent(image)]);
}

/** SourceSpec.findViolations. */
export function findUnsuitedFields(config: DeployConfig, sources: SourceSpecs): Finding[] {
  return [...findFieldsOfFiles(config, sources), ...findUnsuitedChecks(config)];
}
