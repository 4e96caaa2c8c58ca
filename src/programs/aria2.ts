/** aria2c: what it says of a torrent file, its argv for the one file of a torrent, and how far it says it is. */
import type { Command } from "../base/command.ts";

/** What a torrent of one file says of that; bytes. */
export interface TorrentFacts {
  readonly length: number;
  readonly pieceLength: number;
}

/** aria2c ends with other codes than 0 for some of what is no torrent, and with 0 and a text for the rest. Those of its wrappers are none of it. */
const okCodes = Array.from({ length: 100 }, (_, code) => code);

/** Bytes of memory for a torrent that is read: the largest that are taken need 100 MiB, and a hostile one of the same size 3 GiB (1.36). */
const memory = 256 * 1024 ** 2;

/** Prints what is in a torrent file, as parseTorrent reads it, and fetches nothing. A torrent that needs too much memory ends it. */
export function showTorrent(path: string): Command {
  const args = ["aria2c", "--no-conf", "--show-files=true", "--", path];
  return { label: "aria2c", program: "prlimit", args: [`--as=${memory}`, "--core=0", "--", ...args], okCodes };
}

const units: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2 };
/** Bytes of a piece: of smaller ones a torrent of a few GiB is larger than what it describes is worth, and larger ones no program makes. */
const [smallestPiece, largestPiece] = [16 * 1024, 64 * 1024 ** 2];

/** The value behind a word at the start of a line; undefined unless there is just one such line, since names and remarks may bring others. */
function valueOf(text: string, word: string): string | undefined {
  const values = text.split("\n").filter((line) => line.startsWith(`${word}: `));
  return values.length === 1 ? values[0]?.slice(word.length + 2).trim() : undefined;
}

/** Reads what showTorrent printed on both of its outputs; a text says in a message what is wrong with the torrent. */
export function parseTorrent(text: string): TorrentFacts | string {
  const problem = /^Exception: .*?errorCode=\d+ (?<problem>.*)$/mu.exec(text)?.groups?.["problem"];
  if (problem !== undefined) return problem;
  const mode = valueOf(text, "Mode");
  if (mode === "multi") return "it is one of a folder, and not of one file";
  const length = Number(
    /\((?<bytes>[\d,]{1,26})\)$/u.exec(valueOf(text, "Total Length") ?? "")?.groups?.["bytes"]?.replaceAll(",", ""),
  );
  const count = Number(valueOf(text, "The Number of Pieces"));
  const { size, unit } =
    /^(?<size>\d{1,6})(?:\.0)?(?<unit>[KM]iB)$/u.exec(valueOf(text, "Piece Length") ?? "")?.groups ?? {};
  const pieceLength = Number(size) * (units[unit ?? ""] ?? Number.NaN);
  if (mode !== "single" || !Number.isSafeInteger(length) || !Number.isSafeInteger(count)) return "it is no torrent";
  if (!(pieceLength >= smallestPiece && pieceLength <= largestPiece) || count !== Math.ceil(length / pieceLength))
    return "its pieces do not fit its file, or are not of 16 KiB to 64 MiB";
  return { length, pieceLength };
}

export interface TorrentRequest {
  /** The torrent file. */
  readonly torrent: string;
  /** The folder of the file and of the notes by which a transfer is gone on with. */
  readonly folder: string;
  /** The name that the file gets, whatever the torrent calls it. */
  readonly name: string;
  /** Certificates of those that may be servers over https; undefined for none. */
  readonly caFile: string | undefined;
  /** Seconds without any data after which it ends, unfinished. */
  readonly stallSeconds: number;
  /** Bytes a second at most, for each direction; undefined for no limit. */
  readonly rate: number | undefined;
}

/**
 * Brings the file, from other nodes and from the servers that the torrent names, and then goes on giving it to others until it is ended.
 * What is there of the file already is checked, and the rest is brought. Prints what parseProgress reads, every second.
 */
export function fetchTorrent({ torrent, folder, name, caFile, stallSeconds, rate }: TorrentRequest): Command {
  const limits = rate === undefined ? [] : [`--max-download-limit=${rate}`, `--max-upload-limit=${rate}`];
  return {
    label: "aria2c",
    program: "stdbuf",
    args: [
      // Else it tells how far it is only when it has 4 KiB of such lines, minutes later.
      ...["--output=L", "aria2c"],
      // Nothing of this machine's, and nothing that listens except to the other nodes.
      ...["--no-conf=true", "--no-netrc=true", "--enable-rpc=false"],
      ...[`--torrent-file=${torrent}`, `--dir=${folder}`, `--index-out=1=${name}`],
      ...["--follow-torrent=false", "--follow-metalink=false", "--bt-save-metadata=false"],
      // A site's own tracker, the nodes of one network segment, and whom those know: no one in the world beyond.
      ...["--enable-dht=false", "--enable-dht6=false", "--bt-enable-lpd=true", "--enable-peer-exchange=true"],
      "--bt-tracker-interval=30",
      // From a server each node takes other pieces: with the usual order all nodes take the same ones, and give none to each other (1.36).
      ...["--stream-piece-selector=random", "--split=1", "--max-connection-per-server=1", "--min-split-size=1M"],
      ...["--max-tries=0", "--retry-wait=2", "--connect-timeout=20", "--timeout=60"],
      ...["--check-integrity=true", "--auto-save-interval=5", "--file-allocation=none", "--disk-cache=0"],
      ...["--seed-ratio=0.0", `--bt-stop-timeout=${stallSeconds}`],
      ...(caFile === undefined ? [] : [`--ca-certificate=${caFile}`]),
      ...limits,
      ...["--enable-color=false", "--console-log-level=warn", "--download-result=hide", "--summary-interval=0"],
      ...["--show-console-readout=true", "--truncate-console-readout=false", "--human-readable=false"],
    ],
  };
}

export interface TorrentProgress {
  /** Bytes of the file that are there. They get fewer where a piece is not what the torrent says, and is thrown away. */
  readonly bytes: number;
  /** Bytes that come in a second. */
  readonly rate: number;
}

/** How far it is, or "whole" once the file is there and checked; undefined for another line. */
export function parseProgress(line: string): TorrentProgress | "whole" | undefined {
  const { done, state } = /^\[#[\da-f]+ (?:(?<done>\d{1,16})B\/\d+B|(?<state>SEED)\()/u.exec(line.trim())?.groups ?? {};
  if (state !== undefined) return "whole";
  const rate = Number(/ DL:(?<rate>\d{1,16})B/u.exec(line)?.groups?.["rate"] ?? 0);
  return done === undefined ? undefined : { bytes: Number(done), rate };
}

/** Why something failed, in the words of aria2c; undefined for another line. */
export function parseReason(line: string): string | undefined {
  return /errorCode=\d+ (?<reason>.*)$/u.exec(line)?.groups?.["reason"];
}
