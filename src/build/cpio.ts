/**
 * Renders initramfs segments in the cpio "newc" form that the kernel unpacks one after the other; what goes in is the
 * business of the caller.
 */
import { createReadStream } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";

export type CpioEntry =
  | { readonly path: string; readonly kind: "directory"; readonly mode: number }
  | { readonly path: string; readonly kind: "link"; readonly target: string }
  | { readonly path: string; readonly kind: "text"; readonly mode: number; readonly text: string }
  /** The content of a file of this machine. */
  | { readonly path: string; readonly kind: "copy"; readonly mode: number; readonly from: string };

const types = { directory: 0o040000, link: 0o120000, text: 0o100000, copy: 0o100000 } as const;

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

function renderHeader(name: string, mode: number, size: number, number: number): Buffer {
  const path = Buffer.from(`${name}\0`);
  // magic, then: inode, mode, uid, gid, links, mtime, size, device major and minor, rdev major and minor, length of the name, check
  const fields = [number, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, path.length, 0];
  const head = Buffer.concat([
    Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`),
    path,
  ]);
  return Buffer.concat([head, padding(head.length)]);
}

async function appendEntry(output: FileHandle, entry: CpioEntry, number: number): Promise<void> {
  const mode = types[entry.kind] | (entry.kind === "link" ? 0o777 : entry.mode);
  if (entry.kind === "copy") {
    const { size } = await stat(entry.from);
    await output.write(renderHeader(entry.path, mode, size, number));
    for await (const chunk of createReadStream(entry.from, { highWaterMark: 1 << 20 }))
      await output.write(chunk as Buffer);
    await output.write(padding(size));
    return;
  }
  const content = Buffer.from(entry.kind === "link" ? entry.target : entry.kind === "text" ? entry.text : "");
  await output.write(
    Buffer.concat([renderHeader(entry.path, mode, content.length, number), content, padding(content.length)]),
  );
}

/** Appends one whole segment to a file, which is made where it is missing. Paths are relative, parents come before what is in them. */
export async function appendCpio(file: string, entries: readonly CpioEntry[]): Promise<void> {
  await using output = await open(file, "a");
  let number = 0;
  for (const entry of entries) await appendEntry(output, entry, (number += 1));
  await output.write(renderHeader("TRAILER!!!", 0, 0, 0));
}
