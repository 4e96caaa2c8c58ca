/** Image files: what is refused before anything is written, and in which order a filesystem gets onto its volume. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import type { SourcedImage } from "../../../src/sources/source.ts";
import { findFile, readContent } from "../../../src/sources/file/content.ts";
import { detectContent } from "../../../src/sources/file/detect-content.ts";
import { checkMemory } from "../../../src/sources/file/qcow2.ts";
import { writeRaw } from "../../../src/sources/file/raw.ts";
import { fileSource } from "../../../src/sources/file/file.ts";
import { type Fault, startFaultServer } from "../../support/servers/fault-server.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { tarArchive } from "../../support/files/tar-writer.ts";

const MiB = 1024 ** 2;
const archive = tarArchive({ name: "x", content: "x" });

/** The image is `x.tar` of a folder that has also a list of checksums, which is too long, and an empty file. */
async function imageOf(file: SourcedImage["file"] = {}, name = "x.tar"): Promise<SourcedImage> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const path = (part: string): string => join(folder.path, part);
  await mkdir(path("folder"));
  await writeFile(path("empty"), "");
  await writeFile(path("x.tar"), archive);
  await writeFile(path("long"), `${createHash("sha256").update(archive).digest("hex")}  x.tar\n`.padEnd(MiB + 1, "\n"));
  const { checksumUrl } = file;
  return {
    name: "x",
    source: `file://${path(name)}`,
    flags: [],
    file: { ...file, ...(checksumUrl === undefined ? {} : { checksumUrl: `file://${path(checksumUrl)}` }) },
  };
}

async function refusal(image: SourcedImage): Promise<string> {
  return await findFile(localContext(), image).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
}

test("what is no file, an empty one, and a list of checksums without an end are refused", async () => {
  expect(await refusal(await imageOf())).toBe("");
  expect(await refusal(await imageOf({}, "empty"))).toBe("it is empty");
  expect(await refusal(await imageOf({}, "folder"))).toMatch(/is no file but a directory/u);
  expect(await refusal(await imageOf({ checksumUrl: "long" }))).toMatch(
    /the list of checksums for image x .* is longer than 1048576 bytes/u,
  );
});

test.for([
  [54, "FAT16   ", "the image of a FAT filesystem"],
  [82, "FAT32   ", "the image of a FAT filesystem"],
  [3, "NTFS    ", "the image of an NTFS or exFAT filesystem"],
  [32_769, "CD001", "an ISO 9660 image, as of an installation medium"],
  [512, "EFI PART", "the image of a whole disk with a partition table"],
] as const)(
  "what ends its first sector as a partition table does is told for what it is: %i %s",
  ([at, magic, what]) => {
    const head = new Uint8Array(128 * 1024);
    head.set([0x55, 0xaa], 510);
    head.set(new TextEncoder().encode(magic), at);
    expect(detectContent(head)).toEqual({ kind: "unknown", what });
  },
);

test("a file that is not packed is refused if it is shorter than its filesystem; one that is longer counts with all of it", async () => {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  // 2048 blocks of 1 KiB.
  const head = new Uint8Array(128 * 1024);
  const view = new DataView(head.buffer);
  view.setUint16(1024 + 56, 0xef53, true);
  view.setUint32(1024 + 4, 2048, true);
  const write = async (length: number): Promise<SourcedImage> => {
    await writeFile(join(folder.path, "raw"), Buffer.concat([head, Buffer.alloc(length - head.length)]));
    return { name: "x", source: `file://${join(folder.path, "raw")}`, flags: [] };
  };
  expect(await refusal(await write(2 * MiB - 512))).toBe(
    "it ends early: of its filesystem of 2097152 bytes only 2096640 are there",
  );
  const measure = async (length: number): Promise<number | undefined> =>
    (await fileSource.measure(localContext(), await write(length))).filesystem?.size;
  expect([await measure(2 * MiB), await measure(3 * MiB)]).toEqual([2 * MiB, 3 * MiB]);
});

test("an error and a warning name the image and its address, once", async () => {
  const told = async (fault: Fault): Promise<readonly string[]> => {
    await using server = await startFaultServer(archive, fault);
    const ctx = localContext();
    const { error } = await fileSource.measure(ctx, { name: "x", source: server.url, flags: [] }).then(
      () => ({ error: "" }),
      (thrown: unknown) => ({ error: (thrown as Error).message }),
    );
    return [...warnings(ctx.events), error].map((text) => text.replace(server.url, "URL"));
  };
  expect(await told({ kind: "page" })).toEqual([
    expect.stringMatching(/^cannot use image x at URL: the server answered with a page/u),
  ]);
  expect(await told({ kind: "status", status: 503, times: 1 })).toEqual([
    "image x at URL: the server answered with HTTP status 503; trying again (1 of 8)",
    "",
  ]);
});

test("the bytes are held against the checksum at their end", async () => {
  const read = async (content: Uint8Array | string): Promise<void> => {
    const ctx = localContext();
    const image = await imageOf({ checksum: `sha256:${createHash("sha256").update(content).digest("hex")}` });
    await drain(readContent(ctx, image, await findFile(ctx, image), { onProgress: () => undefined }));
  };
  await expect(read(archive)).resolves.toBeUndefined();
  await expect(read("another")).rejects.toThrow("is not what its checksum says");
});

test("a qcow2 image has to fit into the memory, with room for programs", async () => {
  const ctx = createTestContext(
    createRecordingHost({ files: { "/proc/meminfo": `MemTotal: 9999999 kB\nMemAvailable:    ${512 * 1024} kB\n` } }),
  );
  await expect(checkMemory(ctx, 256 * MiB)).resolves.toBeUndefined();
  await expect(checkMemory(ctx, 256 * MiB + 1)).rejects.toThrow("has to fit into the memory");
  await expect(checkMemory(ctx, undefined)).rejects.toThrow("does not say how long it is");
});

test("a filesystem's head is cleared first and written last, and never where its end is missing or where it is another one", async () => {
  async function* bytes(length: number): AsyncGenerator<Uint8Array, void> {
    for (let left = length; left > 0; left -= MiB)
      yield Buffer.concat([left === length ? start : Buffer.alloc(0), Buffer.alloc(MiB)]).subarray(
        0,
        Math.min(left, MiB),
      );
  }
  // The superblock of an ext2 of 3 MiB: its magic, and its number of blocks of 1 KiB.
  const start = Buffer.alloc(2048);
  start.writeUInt16LE(0xef53, 1024 + 56);
  start.writeUInt32LE(3 * 1024, 1024 + 4);
  const uuid = "00000000-0000-0000-0000-000000000000";
  const written = async (
    length: number,
    expected = { type: "ext2", size: 3 * MiB, uuid },
  ): Promise<{ readonly places: string[]; readonly error: string }> => {
    const host = createRecordingHost({
      expect: [
        { command: /^blkdiscard .*--offset 0 --length 1048576 .*\/dev\/sda3$/u },
        { command: /^dd of=\/dev\/sda3 .* seek=1 /u },
        { command: /^dd of=\/dev\/sda3 .* seek=0 /u },
      ],
    });
    const error = await writeRaw(createTestContext(host), "/dev/sda3", {
      what: "image x",
      bytes: bytes(length),
      expected,
    }).then(
      () => "",
      (thrown: unknown) => (thrown as Error).message,
    );
    return { places: host.commands.map((command) => /^blkdiscard|seek=\d/u.exec(command)?.[0] ?? command), error };
  };
  expect(await written(3 * MiB)).toEqual({ places: ["blkdiscard", "seek=1", "seek=0"], error: "" });
  expect(await written(3 * MiB - 1)).toEqual({
    places: ["blkdiscard", "seek=1"],
    error: expect.stringContaining("image x ends early") as string,
  });
  // A server that answers the second request otherwise than the first, which was judged.
  expect(await written(3 * MiB, { type: "ext2", size: 3 * MiB, uuid: "another" })).toEqual({
    places: ["blkdiscard", "seek=1"],
    error: expect.stringContaining("begins otherwise than it did") as string,
  });
});

test("what cannot be unpacked is told in the words of the program that tried; a first frame to be skipped is skipped", async () => {
  const packed = async (command: string): Promise<string> => {
    const image = await imageOf();
    const path = image.source.slice("file://".length);
    await execa({ shell: true })`cd ${dirname(path)}; ${command}`;
    return await refusal(image);
  };
  expect(await packed("head -c 2000000 /dev/zero | zstd -q --ultra --long=30 --zstd=wlog=30 -f -o x.tar")).toMatch(
    /cannot be unpacked: .*(?:[Ww]indow|memory)/u,
  );
  expect(await packed("printf '\\037\\213\\010\\377broken' > x.tar")).toMatch(/cannot be unpacked: .*gzip/u);
  // As pzstd writes them: a frame of 4 bytes that holds the size of the next.
  expect(
    await packed(
      "zstd -q x.tar -o y; { printf 'P\\052\\115\\030\\004\\000\\000\\000\\001\\002\\003\\004'; cat y; } > x.tar",
    ),
  ).toBe("");
});

test("a packed file with something behind its end is refused with gzip's own reason", async () => {
  const ctx = localContext();
  const image = await imageOf();
  const path = image.source.slice("file://".length);
  await execa({ shell: true })`cd ${dirname(path)}; { gzip < x.tar; echo garbage; } > y; mv y x.tar`;
  const found = await findFile(ctx, image);
  const read = drain(readContent(ctx, image, found, { onProgress: () => undefined }));
  await expect(read).rejects.toThrow("trailing garbage");
});

test("an address with a % that encodes nothing is that of a file with a %", async () => {
  expect(await refusal({ ...(await imageOf()), source: "file:///%zz" })).toMatch(/%zz/u);
});
