/** Sizes of filesystems as inspection reads them. */
import { expect, test } from "vitest";
import { BareonError } from "../../../../src/base/errors.ts";
import { makeSizer } from "../../../../src/machine/inspect/filesystem-sizes.ts";
import { measureFilesystem } from "../../../../src/storage/filesystem/filesystems.ts";
import { createRecordingHost } from "../../../support/hosts/recording-host.ts";

const content = { type: "xfs", label: null, uuid: "u" };
const at = { device: "/dev/vda1", offset: 4096 };

/** The start of an xfs of 1000 blocks of 4 KiB, on which something has set a bit that xfs_repair has to look at, or not. */
function head(needsRepair: boolean): Uint8Array {
  const bytes = Buffer.alloc(128 * 1024);
  bytes.write("XFSB", 0, "latin1");
  bytes.writeUInt32BE(4096, 4);
  bytes.writeBigUInt64BE(1000n, 8);
  bytes.writeBigUInt64BE(100n, 48);
  bytes.writeUInt16BE(5, 100);
  bytes.writeUInt32BE(needsRepair ? 0x10 : 0, 216);
  return bytes;
}

test("nothing is read if no sizes are asked for", async () => {
  const withSize = makeSizer(createRecordingHost(), undefined);
  expect(await withSize(content, at)).toBe(content);
});

test("a size, and what speaks against another one", async () => {
  const read = async (needsRepair: boolean): Promise<unknown> => {
    const host = { ...createRecordingHost(), facts: async () => undefined, readBytes: async () => head(needsRepair) };
    return await makeSizer(host, [measureFilesystem])(content, at);
  };
  expect(await read(false)).toEqual({ ...content, size: 4_096_000 });
  const fixed = "that is to be mended by xfs_repair before it can be mounted";
  expect(await read(true)).toEqual({ ...content, size: 4_096_000, fixed });
});

test.for([
  ["whose log is on another device", (bytes: Buffer) => bytes.writeBigUInt64BE(0n, 48)],
  ["whose realtime part is on another device", (bytes: Buffer) => bytes.writeBigUInt64BE(100n, 16)],
] as const)("an xfs %s is mounted by no one, and so not made larger", ([fixed, change]) => {
  const bytes = Buffer.from(head(false));
  change(bytes);
  expect(measureFilesystem("xfs", bytes)).toEqual({ size: 4_096_000, fixed });
});

test("a device that cannot be read is looked at without a size", async () => {
  const readBytes = async (): Promise<Uint8Array> => {
    throw new BareonError("failure", "Input/output error");
  };
  const host = { ...createRecordingHost(), facts: async () => undefined, readBytes };
  expect(await makeSizer(host, [measureFilesystem])(content, at)).toEqual(content);
});
