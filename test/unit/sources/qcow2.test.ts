/** qcow2 images: what is refused of their headers, and that the bytes that are converted are the ones that were judged. */
import { expect, test } from "vitest";
import { readQcow2 } from "../../../src/formats/qcow2.ts";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { writeQcow2 } from "../../../src/sources/file/qcow2.ts";
import { createRecordingHost, createTestContext, mountCommands } from "../../support/hosts/recording-host.ts";

const MiB = 1024 ** 2;
const fileLength = 4 * 65_536;

/** The header of an image of 1 MiB in clusters of 64 KiB; `change` spoils it. */
function header(change: (bytes: Buffer) => unknown = () => undefined): Buffer {
  const bytes = Buffer.alloc(fileLength);
  bytes.write("QFI\u00fb", 0, "latin1");
  bytes.writeUInt32BE(3, 4);
  bytes.writeUInt32BE(16, 20);
  bytes.writeBigUInt64BE(BigInt(MiB), 24);
  bytes.writeUInt32BE(1, 36);
  bytes.writeBigUInt64BE(65_536n, 40);
  bytes.writeBigUInt64BE(131_072n, 48);
  bytes.writeUInt32BE(1, 56);
  bytes.writeUInt32BE(104, 100);
  change(bytes);
  return bytes;
}

const withBackingFile = header((bytes) => bytes.writeBigUInt64BE(512n, 8));

test.each<readonly [string, Buffer]>([
  ["a backing file", withBackingFile],
  ["a data file", header((bytes) => bytes.writeBigUInt64BE(4n, 72))],
  ["an unknown feature", header((bytes) => bytes.writeBigUInt64BE(1n << 40n, 72))],
  ["encryption", header((bytes) => bytes.writeUInt32BE(1, 32))],
  ["clusters that are too large", header((bytes) => bytes.writeUInt32BE(40, 20))],
  ["a table that is too large", header((bytes) => bytes.writeUInt32BE(0xffff_ffff, 36))],
  ["a table that is too small", header((bytes) => bytes.writeBigUInt64BE(1n << 50n, 24))],
  ["a table behind the end", header((bytes) => bytes.writeBigUInt64BE(BigInt(fileLength), 40))],
  ["reference counts behind the end", header((bytes) => bytes.writeUInt32BE(0xffff, 56))],
])("refused: %s", (_, bytes) => {
  expect(readQcow2(bytes, bytes.length)).toHaveProperty("refused");
});

test("a plain one has the size of its content", () => {
  expect(readQcow2(header(), fileLength)).toEqual({ size: MiB });
});

/** Why the bytes were not written, and what ran. */
async function write(
  bytes: Buffer,
  size = MiB,
): Promise<{ readonly error: string; readonly commands: readonly string[] }> {
  const host = createRecordingHost({
    expect: [
      mountCommands(),
      {
        command: /^dd of=\S+\/image /u,
        effect: (at, { args, input = "" }) => at.seed((args[0] ?? "").slice(3), Buffer.from(input, "latin1")),
      },
      { command: /^cp --archive --parents -- \/dev\/null /u, always: true },
      { command: /^cp --archive --dereference -- \/dev\/sda3 /u, always: true },
      { command: /qemu-img convert/u, always: true },
      { command: /^dd if=\/dev\/sda3 /u, always: true },
    ],
  });
  async function* stream(): AsyncGenerator<Uint8Array, void> {
    yield bytes;
  }
  const volume = { device: "/dev/sda3", uuid: "0a", type: "ext4" } as unknown as PlannedVolume;
  const request = { what: "image x", length: bytes.length, size, volume };
  const error = await writeQcow2(createTestContext(host), stream(), request).then(
    () => "",
    (thrown: unknown) => (thrown as Error).message,
  );
  return { error, commands: host.commands.filter((command) => command.includes("qemu-img")) };
}

test("an image that was exchanged after the first look never reaches qemu-img", async () => {
  expect(await write(withBackingFile)).toEqual({
    error: expect.stringContaining("backing file") as string,
    commands: [],
  });
  expect(await write(header(), 2 * MiB)).toEqual({
    error: expect.stringContaining("and not 2097152") as string,
    commands: [],
  });
});

test("qemu-img gets one file, one device, no network and no rights", async () => {
  const { commands } = await write(header());
  expect(commands).toEqual([
    expect.stringMatching(
      /^chroot \S+-jail unshare --net --ipc -- setpriv --no-new-privs --bounding-set=-all .* qemu-img convert .*--image-opts .*driver=qcow2,file\.driver=file,file\.filename=\/image\/image \/dev\/target$/u,
    ),
  ]);
});
