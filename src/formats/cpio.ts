/** Archives of the form "newc" that the kernel unpacks as an initramfs (Linux, Documentation/driver-api/early-userspace/buffer-format.rst). */

export interface CpioEntry {
  /** Without a slash at its beginning; folders before what is in them. */
  readonly path: string;
  /** With the type: 0o100600 is a file, 0o40700 a folder. */
  readonly mode: number;
  /** Empty for a folder. */
  readonly text: string;
}

const encoder = new TextEncoder();

function toMultiple(text: string, of: number): string {
  return text + "\0".repeat((of - (encoder.encode(text).length % of)) % of);
}

function renderMember({ path, mode, text }: CpioEntry, inode: number): string {
  const size = encoder.encode(text).length;
  const nameSize = encoder.encode(path).length + 1;
  // inode, mode, uid, gid, nlink, mtime, size, device (2), special device (2), size of the name, checksum.
  const fields = [inode, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, nameSize, 0];
  const head = fields.map((field) => field.toString(16).padStart(8, "0")).join("");
  return toMultiple(`070701${head}${path}\0`, 4) + toMultiple(text, 4);
}

/** Everything belongs to root. Whole blocks of 512 bytes. */
export function renderCpio(entries: readonly CpioEntry[]): string {
  const members = entries.map((entry, index) => renderMember(entry, index + 1));
  return toMultiple([...members, renderMember({ path: "TRAILER!!!", mode: 0, text: "" }, 0)].join(""), 512);
}
