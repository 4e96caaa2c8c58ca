/** The text of a .torrent file (BEP 3) of one file: what its pieces have to be, and which tracker knows who has some. */
import { createHash } from "node:crypto";

type Bencoded = number | string | Buffer | { readonly [key: string]: Bencoded };

function encode(value: Bencoded): Buffer {
  if (typeof value === "number") return Buffer.from(`i${value}e`);
  if (typeof value === "string") return encode(Buffer.from(value));
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  const keys = Object.keys(value).sort();
  const parts = keys.flatMap((key) => [encode(key), encode(value[key] ?? "")]);
  return Buffer.concat([Buffer.from("d"), ...parts, Buffer.from("e")]);
}

export interface TorrentOptions {
  readonly name: string;
  /** A power of two, at least 16 KiB. */
  readonly pieceBytes: number;
  readonly tracker: string;
}

/** "private" keeps peers to those of the tracker. */
export function renderTorrent(content: Buffer, { name, pieceBytes, tracker }: TorrentOptions): Buffer {
  const sums: Buffer[] = [];
  for (let at = 0; at < content.length; at += pieceBytes)
    sums.push(createHash("sha1").update(content.subarray(at, at + pieceBytes)).digest());
  const info = { length: content.length, name, "piece length": pieceBytes, pieces: Buffer.concat(sums), private: 1 };
  return encode({ announce: tracker, info });
}
