/** The text of a .torrent file (BEP 3) of one file: what its pieces have to be, which tracker knows who has some, and which server has them all. */
import { createHash } from "node:crypto";

type Bencoded = number | string | Buffer | readonly Bencoded[] | { readonly [key: string]: Bencoded };

function isList(value: Bencoded): value is readonly Bencoded[] {
  return Array.isArray(value);
}

function encode(value: Bencoded): Buffer {
  if (typeof value === "number") return Buffer.from(`i${value}e`);
  if (typeof value === "string") return encode(Buffer.from(value));
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  if (isList(value)) return Buffer.concat([Buffer.from("l"), ...value.map(encode), Buffer.from("e")]);
  const keys = Object.keys(value).sort();
  const parts = keys.flatMap((key) => [encode(key), encode(value[key] ?? "")]);
  return Buffer.concat([Buffer.from("d"), ...parts, Buffer.from("e")]);
}

export interface TorrentOptions {
  readonly name: string;
  /** A power of two, at least 16 KiB. */
  readonly pieceBytes: number;
  readonly tracker: string;
  /** The address of the file on a server, which is a peer that has all of it (BEP 19). */
  readonly server: string;
}

export interface Torrent {
  readonly text: Buffer;
  /** The hash by which trackers and clients name it, 40 hexadecimal digits. */
  readonly hash: string;
}

export function makeTorrent(content: Buffer, { name, pieceBytes, tracker, server }: TorrentOptions): Torrent {
  const sums: Buffer[] = [];
  for (let at = 0; at < content.length; at += pieceBytes)
    sums.push(
      createHash("sha1")
        .update(content.subarray(at, at + pieceBytes))
        .digest(),
    );
  const info = { length: content.length, name, "piece length": pieceBytes, pieces: Buffer.concat(sums) };
  const text = encode({ announce: tracker, info, "url-list": [server] });
  return { text, hash: createHash("sha1").update(encode(info)).digest("hex") };
}
