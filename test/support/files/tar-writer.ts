/** Tar archives member by member, also such as no tar would write. */

export interface TarMember {
  readonly name: string;
  /** The type flag: "0" a file, "1" a hard link, "2" a symlink, "3" and "4" devices, "5" a directory. */
  readonly type?: string;
  readonly target?: string;
  readonly content?: string | Uint8Array;
  /** A size in the header that is not that of the content. */
  readonly size?: number;
  readonly device?: readonly [major: number, minor: number];
  readonly mode?: number;
}

const block = 512;

function header({ name, type = "0", target = "", device = [0, 0], mode }: TarMember, size: number): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number): void =>
    void bytes.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  bytes.write(name, 0, 100, "latin1");
  octal(mode ?? (type === "5" ? 0o755 : 0o644), 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(1_700_000_000, 136, 12);
  bytes.write("        ", 148, "latin1");
  bytes.write(type, 156, "latin1");
  bytes.write(target, 157, 100, "latin1");
  bytes.write("ustar\u000000", 257, "latin1");
  octal(device[0], 329, 8);
  octal(device[1], 337, 8);
  octal(
    bytes.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return bytes;
}

/** The member with its content; with no end mark. */
export function tarMember(member: TarMember): Buffer {
  const content = Buffer.from(member.content ?? "");
  return Buffer.concat([
    header(member, member.size ?? content.length),
    content,
    Buffer.alloc((block - (content.length % block)) % block),
  ]);
}

/** A pax extension for the next member, or for all that follow ("g"). */
export function paxExtension(records: Readonly<Record<string, string>>, type: "x" | "g" = "x"): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
    return `${length}${rest}`;
  });
  return tarMember({ name: "pax", type, content: lines.join("") });
}

/** An archive with its end mark. */
export function tarArchive(...members: readonly (TarMember | Buffer)[]): Buffer {
  return Buffer.concat([
    ...members.map((member) => (Buffer.isBuffer(member) ? member : tarMember(member))),
    Buffer.alloc(2 * block),
  ]);
}
