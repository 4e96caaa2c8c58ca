/** The one door to the machine: programs and files. Code that decides never sees it; code that acts sees nothing else. */
import type { Command, Output } from "../base/command.ts";
import type { Report } from "../base/events.ts";

/** What lstat says of a path. Device numbers are `major:minor`, and set for block and character devices only. */
export interface FileFacts {
  readonly kind: "file" | "directory" | "symlink" | "block" | "character" | "other";
  readonly size: number;
  /** Permission bits without the file type. */
  readonly mode: number;
  /** The numeric id of the user. */
  readonly owner: number;
  readonly device: string | undefined;
  /** Set for a file that has less room on the disk than bytes: some of them lie nowhere. */
  readonly sparse?: boolean;
}

export interface RunOptions {
  /** Called for each piece of standard output, split at newline and carriage return; the Output then has no stdout. */
  readonly onLine?: (line: string) => void;
  /** Runs to the end although the program was told to stop: for undoing things. */
  readonly unabortable?: boolean;
  /** Seconds after which the program is stopped as on abort; `run` then throws "failure", also if only what it started holds its outputs. */
  readonly limit?: number;
}

export interface Host {
  /**
   * Runs a program to its end: C locale, own process group, no shell. On abort it gets SIGTERM, then SIGKILL.
   * Throws BareonError "failure" for an exit code that the command does not accept, with the end of stderr.
   */
  run(command: Command, options?: RunOptions): Promise<Output>;
  /**
   * Runs a program as a stage of a pipeline: yields what it prints as it comes, and feeds it with `input`, which may be another
   * stage. Its end is the iteration's: throws as `run` does, and what `input` throws, which ends the program. The input is read
   * to its end whatever the program leaves of it. To stop iterating ends the program. The Output has no stdout.
   */
  stream(command: Command, input?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, Output>;
  /** This host, with programs that the signal ends as well. */
  withSignal(signal: AbortSignal): Host;
  /** This host, and a hand on the programs that it then runs or streams: those that can be aborted do nothing while they are paused. */
  pausable(): PausableHost;
  /**
   * Runs a program to its end, as `run`, among the mounts that this program was started with; undefined if it has no others of its
   * own. What is unmounted in this program's own namespace (local/namespace.ts) stays mounted there, and busy.
   */
  runInOuterMounts(command: Command): Promise<Output | undefined>;
  /** True if the program is found on the PATH that `run` uses. */
  hasProgram(name: string): Promise<boolean>;
  /** Undefined if nothing is there. Does not follow a final symlink. */
  facts(path: string): Promise<FileFacts | undefined>;
  /**
   * A whole regular file; undefined if nothing is there. Throws "failure" for anything else, which is never waited for, and for
   * more than `limit` bytes (64 MiB where absent).
   */
  readFile(path: string, limit?: number): Promise<Uint8Array | undefined>;
  readText(path: string, limit?: number): Promise<string | undefined>;
  /**
   * Bytes of a file or block device from `offset` on: fewer at its end. Throws "failure" if it cannot be read, also for a symlink at
   * the last name: see resolveInRoot and readDevice. Never waits for a FIFO's writer.
   */
  readBytes(path: string, offset: number, length: number): Promise<Uint8Array>;
  /** Writes a whole file and flushes it to the disk. Replaces what is there, never follows a symlink at the last name. */
  writeFile(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /**
   * Writes the content of an existing regular file anew and flushes it: owner, mode, ACL, attributes and hard links stay. A file
   * that cannot be made longer stays as it was. Throws "failure" for anything else, also a symlink.
   */
  rewriteFile(path: string, content: Uint8Array): Promise<void>;
  /** Copies a file's content, flushed, under the rules of writeFile. */
  copyFile(from: string, to: string, mode?: number): Promise<void>;
  /** Overwrites bytes inside one 512-byte sector of an existing file or block device and flushes them (fdatasync); throws if it would cross one. */
  writeInSector(path: string, offset: number, bytes: Uint8Array): Promise<void>;
  /**
   * Whether the block device, or a part of it, is held exclusively: by a mount in whatever mount namespace, swap, a device that
   * sits on it; true also for one that cannot be opened at all. Opens it exclusively (O_EXCL) for a moment, and writes nothing.
   */
  isHeld(path: string): Promise<boolean>;
  /** Names in a directory, sorted; empty if there is no such directory. */
  list(path: string): Promise<readonly string[]>;
  readLink(path: string): Promise<string>;
  makeSymlink(target: string, path: string): Promise<void>;
  /** Makes the directory and its parents, each with the mode (0755 if absent, under the umask); says whether it was new. */
  makeDirectory(path: string, mode?: number): Promise<boolean>;
  /** Removes an empty directory; never recursive. */
  removeDirectory(path: string): Promise<void>;
  removeFile(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a second name for a file (a hard link); throws if that is taken. */
  linkFile(path: string, name: string): Promise<void>;
  /**
   * Takes flock(2) on the file, made if missing, without waiting; undefined if another process holds it.
   * Throws "failure" for what is neither a regular file nor a block device, which is never waited for. The lock ends with `release` or with this process, however that ends. Use `holdLock` of lock.ts.
   */
  lock(path: string): Promise<HeldLock | undefined>;
  /**
   * Starts a program that answers a first line with one (`runner` of programs/runner.ts, or cat) behind wrappers such as unshare(1)
   * or flock(1), and returns when they have done their part. It ends with `release` and with this process, however that ends; abort only ends the waiting.
   * Where it ends by itself with one of the command's `okCodes` (none where absent), that is returned; else throws "failure".
   */
  hold(command: Command): Promise<HeldProgram | Output>;
}

export interface PausableHost {
  readonly host: Host;
  /** Suspends the programs that run now, and what they have started. */
  readonly pause: () => void;
  readonly resume: () => void;
}

export interface HeldProgram {
  /** The process that was started; the wrappers must not fork, or its namespaces are not theirs. */
  readonly pid: number;
  /**
   * Runs a program in its namespaces to the end, also on abort, one at a time; only `runner` can. Accepts and throws as Host.run.
   * What the program prints on both of its outputs is one text, which is in the Output's stdout and stderr alike.
   */
  run(command: Command): Promise<Output>;
  release(): Promise<void>;
}

export interface HeldLock {
  release(): Promise<void>;
}

/** How patient transfers over HTTP are. */
export interface HttpLimits {
  /** Tries after the first; Infinity for no end of them. */
  readonly retries: number;
  /** Seconds before the first of them; twice as many before each further one, up to 30. */
  readonly pauseSeconds: number;
  /** Seconds with hardly any data after which a transfer has failed. */
  readonly stallSeconds: number;
}

/** An address that is told what happens, as --event-url names it. */
export interface Endpoint {
  /** It may hold secrets, also in its path. */
  readonly url: string;
  /** The key of the signature; undefined for none. */
  readonly key: Uint8Array | undefined;
  /** Certificates to trust instead of the system's. */
  readonly caFile: string | undefined;
}

/** What every effectful function takes first. */
export interface Context {
  readonly host: Host;
  readonly report: Report;
  /** Aborted when the program is told to stop. */
  readonly signal: AbortSignal;
  /** What is not said here is as src/sources/file/connection.ts has it. */
  readonly http?: Partial<HttpLimits> | undefined;
  /** Who is told what happens, by src/hooks/endpoint.ts; undefined for nobody. */
  readonly endpoint?: Endpoint | undefined;
}
