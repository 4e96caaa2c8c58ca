/** Rules for images that are files: whether the driver suits the address, and the fields of image files each other. */
import type { DeployConfig, ImageSpec } from "./deploy-config.ts";
import { parseSource } from "./image-source.ts";
import type { Rule } from "./rule.ts";
import type { Finding } from "./wording.ts";

function findUnsuitedSources({ images }: DeployConfig): Finding[] {
  return images.flatMap((spec): Finding[] => {
    const kind = parseSource(spec.source)?.kind;
    if (kind === undefined || (kind === "file") === (spec.driver === "file")) return [];
    const place = { of: "image", spec, field: "source" } as const;
    return kind === "file"
      ? [
          {
            ...place,
            problem: ({ driver }) => `this is an image file, which the deploy driver ${driver.rsync} does not read`,
            expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver.file}", or the address of a tree`,
          },
        ]
      : [
          {
            ...place,
            problem: ({ driver }) => `this is no image file, which the deploy driver ${driver.file} reads`,
            expected: ({ keys, driver }) =>
              `"${keys.image.driver}": "${driver.rsync}", or http://, https:// or file:///`,
          },
        ];
  });
}

function findFieldsOfFiles({ images }: DeployConfig): Finding[] {
  return images
    .filter(({ driver }) => driver === "rsync")
    .flatMap((spec) =>
      (Object.keys(spec.file) as (keyof ImageSpec["file"])[]).map((field): Finding => ({
        of: "image",
        spec,
        field: `file.${field}`,
        problem: "this is for image files, not for a tree that rsync copies",
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

function isKey(text: string): boolean {
  return /^RW[\w+/]{54}$/mu.test(text) || /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/mu.test(text);
}

function findUnsuitedChecks({ images }: DeployConfig): Finding[] {
  return images
    .filter(({ driver }) => driver === "file")
    .flatMap((image) => [...judgeChecksum(image), ...judgeSignature(image)]);
}

export const imageFileRules: readonly Rule[] = [
  { find: findUnsuitedSources },
  { find: findFieldsOfFiles },
  { find: findUnsuitedChecks },
];
