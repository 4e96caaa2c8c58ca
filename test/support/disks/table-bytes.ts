/** The bytes of a small disk with a GPT, for a host in memory. */
import { parseHeader, renderHeader, withEntry } from "../../../src/formats/gpt.ts";

const length = 128 * 128;
const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

/** The partitions by number, with their first and last sector. */
export function tableBytes(
  sectors: number,
  partitions: Readonly<Record<number, readonly [first: number, last: number]>>,
): Uint8Array {
  const disk = new Uint8Array(sectors * 512);
  const header = new Uint8Array(92);
  const data = new DataView(header.buffer);
  header.set(new TextEncoder().encode("EFI PART"));
  for (const [offset, value] of [
    ...[[8, 0x10000] as const, [12, 92] as const, [80, 128] as const, [84, 128] as const],
    ...[[40, 34] as const, [48, sectors - 34] as const],
  ])
    data.setUint32(offset, value, true);
  let entries: Uint8Array = new Uint8Array(length);
  for (const [number, [first, last]] of Object.entries(partitions)) {
    const partuuid = `00000000-0000-0000-0000-${number.padStart(12, "0")}`;
    const rest = { type: linux, partuuid, name: `p${number}`, attributes: 0n };
    entries = withEntry(entries, { number: Number(number), first, last, ...rest });
  }
  const blank = {
    bytes: header,
    own: 1,
    other: sectors - 1,
    entries: 2,
    first: 34,
    last: sectors - 34,
    length,
    sum: 0,
  };
  disk.set(renderHeader(blank, blank, entries), 512);
  disk.set(entries, 1024);
  if (parseHeader(disk.subarray(512, 1024)) === undefined) throw new Error("the table is none");
  return disk;
}
