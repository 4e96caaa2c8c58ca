/** rsync: its argv for measuring and for copying a tree, and what its output says. */
import type { Command } from "../base/command.ts";
import { pathNames } from "../base/paths.ts";

export interface TreeCopy {
  /** As rsync takes it, with "/" at the end. */
  readonly source: string;
  /** The source is reached over ssh; for a daemon the option would mean a daemon behind ssh. */
  readonly overSsh: boolean;
  /** Absolute path of the tree that is written. */
  readonly target: string;
  /** Options, all of them allowed before. */
  readonly flags: readonly string[];
}

/** Seconds without any data after which a transfer has failed. */
const idleLimit = 300;
/** The ramdisk knows no host yet, so that the first key is believed: there is no one to ask. */
const ssh = "ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=30";

/** A path as a filter rule that means it alone: with one of these letters it would be a pattern, in which a backslash is no letter. */
function literal(path: string): string {
  return /[*?[]/u.test(path) ? path.replaceAll(/[*?[\\]/gu, String.raw`\$&`) : path;
}

function rsync(copy: TreeCopy, extra: readonly string[]): Command {
  const timeout = copy.flags.some((flag) => flag.startsWith("--timeout=")) ? [] : [`--timeout=${idleLimit}`];
  return {
    program: "rsync",
    args: [
      ...copy.flags,
      ...timeout,
      ...(copy.overSsh ? [`--rsh=${ssh}`] : []),
      "--no-human-readable",
      "--no-motd",
      ...extra,
      "--",
      copy.source,
      copy.target,
    ],
  };
}

/** Reads the whole file list and writes nothing; the target should be an empty directory. */
export function measureTree(copy: TreeCopy): Command {
  return rsync(copy, ["--dry-run", "--stats"]);
}

/** The rule for a path and for what is below it. */
function withAllBelow(path: string): string {
  return `${path.replaceAll(/[\\*?[]/gu, "\\$&")}/**`;
}

export interface TreeDeletion {
  /** Paths from the top that stay although the source does not have them; what is below them goes if the source has the folder. */
  readonly kept: readonly string[];
  /** Folders below which nothing is removed. */
  readonly keptBelow: readonly string[];
}

/**
 * Copies the tree; each progress line stands alone. `preserved` are paths from its top that stay as they are, whatever the
 * flags include: of rsync's filter rules the first that matches counts. Without `hasDevices` device nodes are left out. With
 * `deletion` the target has nothing afterwards that the source does not have, except what is named there; rsync removes nothing
 * if a part of the source cannot be read, and then fails.
 */
export function copyTree(
  copy: TreeCopy,
  preserved: readonly string[] = [],
  hasDevices = true,
  deletion?: TreeDeletion,
): Command {
  const excludes = preserved.map((path) => `--exclude=${literal(path)}`);
  const kept = [
    ...(deletion?.kept ?? []).map((path) => literal(path)),
    ...(deletion?.keptBelow ?? []).map((path) => withAllBelow(path)),
  ].map((rule) => `--filter=protect ${rule}`);
  return {
    ...rsync({ ...copy, flags: [...excludes, ...kept, ...copy.flags] }, [
      ...(deletion === undefined ? [] : ["--delete"]),
      ...(hasDevices ? [] : ["--no-devices"]),
      ...["--partial", "--info=progress2", "--outbuf=Line"],
    ]),
    okCodes: [0, ...networkErrors],
  };
}

/** The name of a file that was left out because of its kind; undefined for another line. */
export function parseSkipped(line: string): string | undefined {
  return /^skipping non-regular file (?<name>.*)$/u.exec(line.trim())?.groups?.["name"];
}

/** Lists which of these paths, from the top of the tree, are there, and what each is; parseLinks reads the lines. */
export function listPaths(copy: TreeCopy, paths: readonly string[]): Command {
  const given = copy.flags.filter((flag) => /^--(?:in|ex)clude=/u.test(flag));
  const filters = [...given, ...paths.map((path) => `--include=/${literal(path)}`), "--exclude=*"];
  const flags = [...filters, "--recursive", "--links", "--numeric-ids"];
  return rsync({ ...copy, flags }, ["--list-only", "--8-bit-output"]);
}

/** Lists what the tree has below these paths, the folders on the way included; a line of a folder begins with "d". */
export function listBelow(copy: TreeCopy, paths: readonly string[]): Command {
  const given = copy.flags.filter((flag) => /^--(?:in|ex)clude=/u.test(flag));
  const onTheWay = paths.flatMap((path) =>
    pathNames(path).map((_, index, names) => `/${names.slice(0, index + 1).join("/")}`),
  );
  const wanted = [...onTheWay.map((path) => literal(path)), ...paths.map((path) => withAllBelow(path))];
  const filters = [...given, ...new Set(wanted.map((rule) => `--include=${rule}`)), "--exclude=*"];
  const flags = [...filters, "--recursive", "--links", "--devices", "--specials", "--numeric-ids"];
  return rsync({ ...copy, flags }, ["--list-only", "--8-bit-output"]);
}

/** The path and the target of a line that lists a symlink. */
export function parseLink(line: string): { readonly path: string; readonly target: string } | undefined {
  const found = /^l[-rwxsStT]{9}\s+[\d,.]+\s+\S+ \S+ (?<path>.+?) -> (?<target>.+)$/u.exec(line)?.groups;
  const { path, target } = found ?? {};
  return path === undefined || target === undefined ? undefined : { path, target };
}

/** Copies files and folders of this machine onto a filesystem that holds nothing else of them; only the folder's own filesystem is read. */
export function copyPlain(source: string, target: string): Command {
  const args = ["--recursive", "--times", "--omit-dir-times", "--modify-window=2", "--one-file-system"];
  return { program: "rsync", args: [...args, "--info=nonreg0", "--", `${source}/`, `${target}/`] };
}

/** Copies what is in a folder of this machine into another one, with all that it is, and the folder's own owner and mode; only its own filesystem is read. */
export function moveTree(source: string, target: string): Command {
  const kinds = ["--archive", "--hard-links", "--acls", "--xattrs", "--numeric-ids", "--sparse", "--one-file-system"];
  return { program: "rsync", args: [...kinds, "--exclude=/lost+found", "--", `${source}/`, `${target}/`] };
}

export interface WholeCopy {
  /** A file, a folder or a link, absolute. */
  readonly source: string;
  /** The folder that it comes into, under its own name. */
  readonly folder: string;
  /** `FROM:TO` for each number of a user, and of a group, that another one takes the place of. */
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

/**
 * Copies a file, a folder or a link of this machine with all that it is, in place of what has its name; a folder has nothing else
 * afterwards. Devices, FIFOs and sockets in it are left out, and what is mounted in it.
 */
export function copyWhole({ source, folder, users = [], groups = [] }: WholeCopy): Command {
  return {
    program: "rsync",
    args: [
      ...["--archive", "--hard-links", "--acls", "--xattrs", "--numeric-ids", "--one-file-system"],
      ...["--no-devices", "--no-specials", "--info=nonreg0", "--delete", "--force", "--ignore-times"],
      ...(users.length === 0 ? [] : [`--usermap=${users.join(",")}`]),
      ...(groups.length === 0 ? [] : [`--groupmap=${groups.join(",")}`]),
      ...["--", source, `${folder}/`],
    ],
  };
}

/**
 * rsync(1): a daemon that takes no more connections for now, errors in socket I/O and in the protocol's data stream, timeouts of data and
 * of the connection; 255 is ssh's own.
 */
const networkErrors = [5, 10, 12, 30, 35, 255];

/** True for an exit code after which another try may succeed. */
export function isNetworkError(exitCode: number): boolean {
  return networkErrors.includes(exitCode);
}

export interface TreeSize {
  /** Bytes of regular files, hard links counted once. */
  readonly bytes: number;
  /** Regular files to copy. */
  readonly files: number;
  /** Everything in the tree, the directory itself included. */
  readonly entries: number;
}

function statistic(output: string, name: string): number | undefined {
  const line = output.split("\n").find((candidate) => candidate.startsWith(`${name}:`));
  const digits = line
    ?.slice(name.length + 1)
    .trim()
    .split(" ")[0]
    ?.replaceAll(",", "");
  return digits === undefined || !/^\d+$/u.test(digits) ? undefined : Number(digits);
}

/** Undefined if the statistics are not there. */
export function parseTreeSize(output: string): TreeSize | undefined {
  const bytes = statistic(output, "Total transferred file size");
  const files = statistic(output, "Number of regular files transferred");
  const entries = statistic(output, "Number of files");
  return bytes === undefined || files === undefined || entries === undefined ? undefined : { bytes, files, entries };
}

/** Bytes and files copied so far; undefined for a line that says something else. */
export function parseProgress(
  line: string,
): { readonly bytes: number; readonly files: number | undefined } | undefined {
  const match = /^\s*(?<bytes>\d+)\s+\d+%\s+\S+\/s\s+[\d:]+(?:\s+\(xfr#(?<files>\d+),)?/u.exec(line);
  const { bytes, files } = match?.groups ?? {};
  return bytes === undefined
    ? undefined
    : { bytes: Number(bytes), files: files === undefined ? undefined : Number(files) };
}
