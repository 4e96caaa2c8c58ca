/** Layers that are more than they seem, and documents that lie, one a row: each is refused with its place, or makes a tree in which it does no harm. */
import { gzipSync, zstdCompressSync } from "node:zlib";
import { execa } from "execa";
import { expect, test } from "vitest";
import {
  digestOf,
  indexType,
  type ImageLayout,
  type ImageRequest,
  type LayerContent,
  manifestType,
  ownArchitecture,
} from "../../support/files/image-writer.ts";
import { paxExtension, type TarMember, tarArchive, tarMember } from "../../support/files/tar-writer.ts";
import { attemptImage, type Hostile } from "../../support/systems/hostile-lab.ts";
import { MiB } from "../../support/systems/layer-lab.ts";

const tarType = "application/vnd.oci.image.layer.v1.tar";
const small: LayerContent = [{ name: "a", content: "x" }];
const archive = tarArchive({ name: "a", content: "x" });
const zeros = Buffer.alloc(200 * MiB);

/** An image whose only layer is stored as these bytes. */
function stored(bytes: Uint8Array, content: Uint8Array = archive, type = `${tarType}+gzip`): Hostile {
  return (layout) => {
    const layer = layout.add(bytes, type);
    return layout.addImage({
      layers: [],
      config: { rootfs: { type: "layers", diff_ids: [digestOf(content)] } },
      manifest: { layers: [layer] },
    });
  };
}

/** An image of one small layer whose manifest has other keys. */
function withManifest(make: (layout: ImageLayout) => ImageRequest["manifest"]): Hostile {
  return (layout) => layout.addImage({ layers: [small], manifest: make(layout) ?? {} });
}

function layerOf(type: string, more: object = {}): Hostile {
  return withManifest((layout) => ({ layers: [{ ...layout.add(archive, type), ...more }] }));
}

function repeated<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

function inIndexes(layout: ImageLayout, depth: number): object {
  const own = layout.addImage({ layers: [small] });
  return Array.from({ length: depth }).reduce<object>((inner) => layout.addIndex([inner]), own);
}

function indexOfItself(layout: ImageLayout): object {
  const digest = `sha256:${"0".repeat(64)}`;
  const size = 1000;
  const index = { schemaVersion: 2, mediaType: indexType, manifests: [{ mediaType: indexType, digest, size }] };
  layout.blobs.set(digest, Buffer.from(JSON.stringify(index).padEnd(size)));
  return { mediaType: indexType, digest, size };
}

/** The bytes of a program that packs what it is given. */
async function packed(program: string, args: readonly string[], input: Uint8Array): Promise<Uint8Array> {
  return (await execa(program, args, { input, encoding: "buffer" })).stdout;
}

test.for<readonly [string, Hostile | { readonly pack: () => Promise<Uint8Array> }, RegExp]>([
  [
    "a layer listed 10,000 times",
    withManifest((layout) => ({ layers: repeated(10_000, layout.add(archive, tarType)) })),
    /"layers" has 10000 items, and at most 500/u,
  ],
  ["an index of indexes of indexes", (layout) => inIndexes(layout, 4), /more than 3 deep/u],
  ["an index that means itself", indexOfItself, /the manifest of image red is not what its checksum says/u],
  [
    "an index of 2000 images",
    (layout) => layout.addIndex(repeated(2000, layout.addImage({ layers: [small] }))),
    /"manifests" has 2000 items/u,
  ],
  [
    "a manifest of 5 MiB",
    withManifest(() => ({ annotations: { note: "x".repeat(5 * MiB) } })),
    /manifest of image red has \d+ bytes, and at most 4194304/u,
  ],
  [
    "a manifest whose size is a lie",
    (layout) => ({ ...layout.add(Buffer.alloc(5 * MiB, " "), manifestType), size: 100 }),
    /manifest of image red has \d+ bytes, and at most/u,
  ],
  [
    "a manifest of a million lists",
    (layout) => layout.add(Buffer.alloc(MiB, "["), manifestType),
    /manifest of image red cannot be used: it is no JSON/u,
  ],
  [
    "a config of 5 MiB",
    (layout) => layout.addImage({ layers: [small], config: { note: "x".repeat(5 * MiB) } }),
    /config of image red has \d+ bytes/u,
  ],
  ["a digest of another algorithm", layerOf(tarType, { digest: `sha384:${"0".repeat(96)}` }), /sha384.*is no digest/u],
  [
    "a digest that is a path",
    layerOf(tarType, { digest: "sha256:../../../canary/file" }),
    /canary\/file" is no digest/u,
  ],
  [
    "a digest of a layer that is not there",
    layerOf(tarType, { digest: `sha256:${"0".repeat(64)}` }),
    /blobs\/sha256\/0{64} is not there/u,
  ],
  ["a size below zero", layerOf(tarType, { size: -1 }), /a size is no number/u],
  ["a size that is too small", layerOf(tarType, { size: 512 }), /layer 1 of image red has more than the 512 bytes/u],
  [
    "a layer that is to be fetched from elsewhere",
    layerOf("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", { urls: ["http://127.0.0.1:1/"] }),
    /layer 1 is of type .*foreign/u,
  ],
  [
    "a layer that is no archive",
    layerOf("application/octet-stream"),
    /layer 1 is of type "application\/octet-stream"/u,
  ],
  [
    "what is no image of a system",
    (layout) =>
      layout.addImage({
        layers: [small],
        manifest: { config: layout.add({}, "application/vnd.cncf.helm.config.v1+json") },
      }),
    /no container image but of type .*helm/u,
  ],
  [
    "what is an index and a manifest",
    withManifest(() => ({ manifests: [] })),
    /an index and a manifest at the same time/u,
  ],
  [
    "another content than the config says",
    { layers: [small], config: { rootfs: { diff_ids: [`sha256:${"0".repeat(64)}`] } } },
    /what is in layer 1 of image red is not what/u,
  ],
  [
    "layers in another order than the config says",
    (layout) =>
      layout.addImage({
        layers: [small, [{ name: "b" }]],
        config: { rootfs: { diff_ids: [[{ name: "b" }], small].map((one) => digestOf(tarArchive(...one))) } },
      }),
    /what is in layer 1/u,
  ],
  [
    "more layers than the config says",
    { layers: [small, small], config: { rootfs: { diff_ids: [digestOf(archive)] } } },
    /it has 2 layers, and its config says 1/u,
  ],
  [
    "another machine than the index says",
    (layout) =>
      layout.addIndex([
        {
          ...layout.addImage({ layers: [small], architecture: "s390x" }),
          platform: { os: "linux", architecture: ownArchitecture },
        },
      ]),
    /linux\/s390x/u,
  ],
  [
    "a layer packed by gzip that is cut",
    stored(gzipSync(archive).subarray(0, 60)),
    /layer 1 of image red: gzip failed/u,
  ],
  [
    "a layer packed by gzip with noise after it",
    stored(Buffer.concat([gzipSync(archive), Buffer.alloc(100, 0xa5)])),
    /layer 1 of image red: gzip failed/u,
  ],
  [
    "a layer packed by xz",
    { pack: async () => await packed("xz", ["--stdout"], archive) },
    /layer 1 of image red is packed by xz/u,
  ],
  [
    "a layer that takes 2 GiB to be unpacked",
    { pack: async () => await packed("zstd", ["--ultra", "--long=31", "--stdout"], archive) },
    /layer 1 of image red: zstd[^]*memory/iu,
  ],
  [
    "a layer of zeros",
    { layers: [[{ name: "a", content: zeros }]], packing: "zstd" },
    /layer 1 of image red: it has more than .* much smaller itself|hold more than its volumes/u,
  ],
  [
    "a layer with zeros after its end",
    stored(zstdCompressSync(Buffer.concat([archive, zeros])), Buffer.concat([archive, zeros]), `${tarType}+zstd`),
    /layer 1 of image red: it has more than .* much smaller itself|hold more than its volumes/u,
  ],
])("%s is refused", async ([, hostile, message]) => {
  await attemptImage(
    typeof hostile === "object" && "pack" in hostile ? stored(await hostile.pack()) : hostile,
    async ({ look, unpack, paths }) => {
      expect(look.refused).toMatch(message);
      expect(unpack.refused).toMatch(message);
      expect(paths.filter((path) => path !== "af")).toEqual([]);
    },
  );
});

test.for<readonly [string, Hostile, readonly string[]]>([
  ["what is packed otherwise than it says", stored(zstdCompressSync(archive)), ["af"]],
  ["what is not packed although it says so", stored(archive), ["af"]],
  [
    "several parts packed by gzip",
    stored(Buffer.concat([gzipSync(archive.subarray(0, 512)), gzipSync(archive.subarray(512))])),
    ["af"],
  ],
  [
    "several parts packed by zstd, and one to be skipped",
    stored(
      Buffer.concat([
        Buffer.from("502a4d180400000000000000", "hex"),
        zstdCompressSync(archive.subarray(0, 512)),
        zstdCompressSync(archive.subarray(512)),
      ]),
    ),
    ["af"],
  ],
  [
    "a layer listed three times",
    (layout) => {
      const layer = layout.add(archive, tarType);
      return layout.addImage({
        layers: [],
        config: { rootfs: { diff_ids: [layer, layer, layer].map(({ digest }) => digest) } },
        manifest: { layers: [layer, layer, layer] },
      });
    },
    ["af"],
  ],
])("%s is what is in it", async ([, hostile, expected]) => {
  await attemptImage(hostile, async ({ look, unpack, paths }) => {
    expect([look.refused, unpack.refused]).toEqual([undefined, undefined]);
    expect(paths).toEqual(expected);
  });
});

test("a layer of gzip that grows a thousand times is written no further than its volumes", async () => {
  await attemptImage(
    { layers: [[{ name: "a", content: zeros }]], packing: "gzip" },
    async ({ look, unpack, inTree }) => {
      expect(look.refused).toBeUndefined();
      expect(unpack.refused).toContain("hold more than its volumes (64 MiB)");
      expect(Number((await inTree("du", "--summarize", "--block-size=1M", ".")).split("\t")[0])).toBeLessThanOrEqual(
        65,
      );
    },
  );
});

test("100,000 files come, and go by one mark", async () => {
  const files = Array.from({ length: 100_000 }, (_, index) => tarMember({ name: `many/${index}` }));
  const lower = Buffer.concat([tarMember({ name: "many/", type: "5" }), ...files, Buffer.alloc(1024)]);
  const upper: LayerContent = [{ name: "many/", type: "5" }, { name: "many/.wh..wh..opq" }, { name: "many/left" }];
  await attemptImage(
    { layers: [lower, upper], packing: "gzip" },
    async ({ look, unpack, paths }) => {
      expect([look.refused, unpack.refused]).toEqual([undefined, undefined]);
      expect(paths).toEqual(["many/leftf", "manyd"]);
    },
    512 * MiB,
  );
});

test("what a system has on purpose is kept: setuid, capabilities, devices and pipes", async () => {
  // cap_net_raw of VFS_CAP_REVISION_2, effective.
  const capability = Buffer.from("0100000200200000000000000000000000000000", "hex").toString("latin1");
  const layers: LayerContent[] = [
    [
      ...[
        { name: "dev/", type: "5" },
        { name: "dev/null", type: "3", device: [1, 3] as const },
      ],
      ...[
        { name: "su", content: "x", mode: 0o6755 },
        { name: "tmp/", type: "5", mode: 0o1777 },
        { name: "pipe", type: "6" },
      ],
      paxCapability(capability),
      { name: "ping", content: "x", mode: 0o755 },
    ],
  ];
  await attemptImage({ layers }, async ({ unpack, inTree }) => {
    expect(unpack).toEqual({ refused: undefined, warnings: [] });
    expect(await inTree("stat", "--format=%n %a %F %t:%T", "su", "tmp", "pipe", "dev/null")).toBe(
      "su 6755 regular file 0:0\ntmp 1777 directory 0:0\npipe 644 fifo 0:0\ndev/null 644 character special file 1:3",
    );
    expect(await inTree("getfattr", "--absolute-names", "--match=-", "--encoding=hex", "--dump", "ping")).toContain(
      "security.capability=0x0100000200200000000000000000000000000000",
    );
  });
});

function paxCapability(value: string): Buffer {
  const key = "SCHILY.xattr.security.capability";
  const record = Buffer.from(` ${key}=${value}\n`, "latin1");
  const length = record.length + 2;
  return tarMember({ name: "pax", type: "x", content: Buffer.concat([Buffer.from(String(length)), record]) });
}

const sparse = (size: string): (TarMember | Buffer)[] => [
  paxExtension({
    "GNU.sparse.major": "1",
    "GNU.sparse.minor": "0",
    "GNU.sparse.name": "a",
    "GNU.sparse.realsize": size,
  }),
  { name: "x", content: `1\n${size}\n0\n`.padEnd(512, "\0") },
];

test("a file of holes takes no room, and one that no filesystem holds is refused", async () => {
  await attemptImage({ layers: [sparse("1099511627776")] }, async ({ look, unpack, inTree }) => {
    expect([look.refused, unpack.refused]).toEqual([undefined, undefined]);
    expect(await inTree("stat", "--format=%s %b", "a")).toBe("1099511627776 0");
  });
  await attemptImage({ layers: [sparse("9007199254740990")] }, async ({ unpack, paths, inTree }) => {
    expect(unpack.refused).toContain("layer 1 of image red: tar failed");
    expect(paths).toEqual(["af"]);
    expect(await inTree("stat", "--format=%b", "a")).toBe("0");
  });
});
