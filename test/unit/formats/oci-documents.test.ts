/** Documents of container images: what is read of them, and which are refused. */
import { expect, test } from "vitest";
import { parseImageConfig, parseImageDocument } from "../../../src/formats/oci-documents.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const config = { mediaType: "application/vnd.oci.image.config.v1+json", digest, size: 2 };
const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest, size: 3 };
const manifest = { schemaVersion: 2, config, layers: [layer] };

function parse(document: unknown): ReturnType<typeof parseImageDocument> {
  return parseImageDocument(Buffer.from(JSON.stringify(document)));
}

test("a manifest has a config and layers, of OCI and of Docker", () => {
  expect(parse(manifest)).toEqual({ kind: "manifest", config, layers: [layer] });
  const docker = {
    mediaType: "application/vnd.docker.distribution.manifest.v2+json",
    config: { ...config, mediaType: "application/vnd.docker.container.image.v1+json" },
    layers: [{ ...layer, mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip" }],
  };
  expect(parse({ ...manifest, ...docker })).toMatchObject({ kind: "manifest", layers: [{ size: 3 }] });
});

test("an index has images for machines, with names in a layout; what is none is left out", () => {
  const platform = { os: "linux", architecture: "arm64", variant: "v8" };
  const annotations = { "org.opencontainers.image.ref.name": "v1" };
  const manifests = [
    { digest, size: 4, mediaType: "application/vnd.oci.image.manifest.v1+json", platform, annotations },
    { digest, size: 5, platform: { os: "unknown", architecture: "unknown" } },
    { digest, size: 6, annotations: { "vnd.docker.reference.type": "attestation-manifest" } },
    { digest, size: 7, artifactType: "application/spdx+json" },
    { digest, size: 8, mediaType: "application/vnd.oci.image.manifest.v1+json", artifactType: config.mediaType },
  ];
  expect(parse({ schemaVersion: 2, manifests })).toEqual({
    kind: "index",
    manifests: [
      { mediaType: "application/vnd.oci.image.manifest.v1+json", digest, size: 4, platform, ref: "v1" },
      { mediaType: "application/vnd.oci.image.manifest.v1+json", digest, size: 8 },
    ],
  });
});

test.for<readonly [string, unknown, string]>([
  ["what is no object", [], "no object"],
  ["the first schema of Docker", { schemaVersion: 1, name: "x" }, "schemaVersion is not 2"],
  ["what two readers take for two things", { ...manifest, manifests: [] }, "at the same time"],
  [
    "a type that is not that of its content",
    { ...manifest, mediaType: "application/vnd.oci.image.index.v1+json" },
    "is not that of what is in it",
  ],
  [
    "an artifact",
    { ...manifest, config: { ...config, mediaType: "application/vnd.helm.config" } },
    "no container image",
  ],
  ["no layers", { ...manifest, layers: [] }, "no layers"],
  ["too many layers", { ...manifest, layers: Array.from({ length: 501 }, () => layer) }, "at most 500"],
  ["layers that are no list", { ...manifest, layers: {} }, "no list"],
  ["a layer of Windows", { ...manifest, layers: [{ ...layer, mediaType: "application/x-zip" }] }, "application/x-zip"],
  [
    "a layer that is kept elsewhere",
    { ...manifest, layers: [{ ...layer, mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar" }] },
    "nondistributable",
  ],
  ["a digest of MD5", { ...manifest, config: { ...config, digest: `md5:${"0".repeat(32)}` } }, "no digest"],
  ["a digest that is a path", { ...manifest, layers: [{ ...layer, digest: "sha256:../../etc/passwd" }] }, "no digest"],
  ["no digest", { ...manifest, layers: [{ ...layer, digest: undefined }] }, "no digest"],
  ["a size below 0", { ...manifest, layers: [{ ...layer, size: -1 }] }, "size"],
  ["a size that is no whole number", { ...manifest, layers: [{ ...layer, size: 1.5 }] }, "size"],
  ["a size that is a text", { ...manifest, layers: [{ ...layer, size: "3" }] }, "size"],
  ["neither of them", { schemaVersion: 2 }, "descriptor"],
])("%s is refused", ([, document, problem]) => {
  expect(() => parse(document)).toThrow(problem);
});

test("bytes that are no text, and more of them than are read, are refused", () => {
  expect(() => parseImageDocument(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow("no JSON");
  expect(() => parseImageDocument(new Uint8Array(4 * 1024 * 1024 + 1))).toThrow("more than");
});

test("a config says for which machine the image is, and what is in its layers", () => {
  const document = {
    ...{ architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [digest] } },
    config: { Labels: { "containers.bootc": "1", odd: 7 } },
  };
  expect(parseImageConfig(Buffer.from(JSON.stringify(document)))).toEqual({
    platform: { os: "linux", architecture: "amd64", variant: "" },
    diffIds: [digest],
  });
  const refuse = (change: object): (() => unknown) => {
    return () => parseImageConfig(Buffer.from(JSON.stringify({ ...document, ...change })));
  };
  expect(refuse({ rootfs: {} })).toThrow("diff_ids");
  expect(refuse({ rootfs: { diff_ids: ["sha256:0"] } })).toThrow("no digest");
  expect(refuse({ architecture: 7 })).toThrow("architecture");
  expect(refuse({ config: null })).not.toThrow();
});
