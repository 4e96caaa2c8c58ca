/** A Host in memory for unit tests: files in a map, programs only as expected; whatever was not expected throws. */
import { dirname, join, resolve } from "node:path";
import { type Command, nameOf, type Output, renderCommand } from "../../../src/base/command.ts";
import { BareonError } from "../../../src/base/errors.ts";
import type { Context, FileFacts, HeldLock, Host } from "../../../src/host/host.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";

export type MemoryNode =
  | {
      readonly kind: "file";
      readonly content: Uint8Array;
      readonly mode: number;
      readonly sparse?: boolean;
      /** Root's if absent. */
      readonly owner?: number;
    }
  /** Reading it fails, as with EIO. */
  | { readonly kind: "unreadable" }
  /** A FIFO. */
  | { readonly kind: "other" }
  | { readonly kind: "directory"; readonly mode: number }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "block"; readonly device: string; readonly size: number };

/** What a test writes: a text is a file. Parent directories are made. */
export type Seed = string | Uint8Array | MemoryNode;

export interface ExpectedCommand {
  /** As renderCommand shows it: the whole text, or a pattern. */
  readonly command: string | RegExp;
  readonly stdout?: string;
  readonly stderr?: string;
  /** 0 where absent. */
  readonly exitCode?: number;
  /** What the program does to the files. */
  readonly effect?: (host: RecordingHost, command: Command) => void;
  /** May run any number of times, also never; without it exactly once. */
  readonly always?: boolean;
}

export interface RecordingHost extends Host {
  /** Every command that ran, rendered, in order. */
  readonly commands: readonly string[];
  /** Every change to the files, as `write PATH`, `remove PATH`, ..., in order. */
  readonly changes: readonly string[];
  readonly nodes: ReadonlyMap<string, MemoryNode>;
  seed(path: string, seed: Seed): void;
  text(path: string): string | undefined;
  /** Throws where an expected command did not run. */
  assertDone(): void;
}

export interface RecordingOptions {
  readonly files?: Readonly<Record<string, Seed>>;
  readonly expect?: readonly ExpectedCommand[];
  /** Programs that hasProgram finds; all where absent. */
  readonly programs?: readonly string[];
  /** What the kernel shows of its drivers; those of all storage layers where absent. */
  readonly drivers?: readonly string[];
  /** Block devices that somebody holds. */
  readonly held?: readonly string[];
  /** Lock files that somebody else holds. */
  readonly locked?: readonly string[];
}

function toNode(seed: Seed): MemoryNode {
  if (typeof seed === "string") return { kind: "file", content: new TextEncoder().encode(seed), mode: 0o644 };
  return seed instanceof Uint8Array ? { kind: "file", content: seed, mode: 0o644 } : seed;
}

function fail(what: string, path: string): never {
  throw new BareonError("failure", `Cannot ${what} ${path} (in memory).`);
}

function missing(nodes: ReadonlyMap<string, MemoryNode>, path: string): never {
  return fail(`reach (known: ${[...nodes.keys()].slice(0, 20).join(", ")})`, path);
}

/** The path with every symlink followed, also the last one where asked; it need not exist. */
function follow(nodes: ReadonlyMap<string, MemoryNode>, path: string, last: boolean, depth = 0): string {
  if (depth > 40) return fail("follow the loop of links at", path);
  let done = "/";
  const parts = resolve("/", path)
    .split("/")
    .filter((part) => part !== "");
  for (const [index, part] of parts.entries()) {
    const next = join(done, part);
    const node = nodes.get(next);
    if (node?.kind === "symlink" && (last || index < parts.length - 1)) {
      return follow(nodes, join(resolve(done, node.target), ...parts.slice(index + 1)), last, depth + 1);
    }
    done = next;
  }
  return done;
}

/** mount, umount and sync, any number of times. Mounting changes nothing, but what was made in a tmpfs is gone with it. */
export function mountCommands(): ExpectedCommand {
  const memory = new Set<string>();
  return {
    command: /^(?:mount|umount|sync) /u,
    always: true,
    effect: ({ nodes }, { program, args }) => {
      const target = args.at(-1) ?? "";
      if (program === "mount" && args.includes("tmpfs")) memory.add(target);
      if (program !== "umount" || !memory.has(target)) return;
      for (const path of [...nodes.keys()].filter((one) => one.startsWith(`${target}/`)))
        (nodes as Map<string, MemoryNode>).delete(path);
    },
  };
}

/** What a kernel that has all drivers shows of them. */
const drivers: Readonly<Record<string, string>> = {
  "/proc/mdstat": "Personalities : [raid1] [raid6] [raid5] [raid4] [raid0] [raid10] \nunused devices: <none>\n",
  "/proc/filesystems": "nodev\ttmpfs\n\text3\n\text2\n\text4\n\tvfat\n\txfs\n\tbtrfs\n",
  "/sys/class/misc/device-mapper": "",
};

/** A host that knows `files` and runs nothing but `expect`. */
export function createRecordingHost(options: RecordingOptions = {}): RecordingHost {
  const nodes = new Map<string, MemoryNode>([["/", { kind: "directory", mode: 0o755 }]]);
  const open = [...(options.expect ?? [])];
  const commands: string[] = [];
  const changes: string[] = [];
  const held = new Set(options.locked ?? []);

  const put = (path: string, node: MemoryNode): void => {
    for (let parent = dirname(path); !nodes.has(parent); parent = dirname(parent))
      nodes.set(parent, { kind: "directory", mode: 0o755 });
    nodes.set(path, node);
  };
  const place = (path: string): string => {
    const found = follow(nodes, path, false);
    if (nodes.get(dirname(found))?.kind !== "directory") missing(nodes, dirname(found));
    return found;
  };
  const content = (path: string): Uint8Array | undefined => {
    const node = nodes.get(follow(nodes, path, true));
    if (node === undefined) return undefined;
    if (node.kind === "unreadable") throw new BareonError("failure", `Cannot read ${path}: i/o error (EIO).`);
    return node.kind === "file" ? node.content : fail("read", path);
  };
  const limited = (path: string, limit = Number.POSITIVE_INFINITY): Uint8Array | undefined => {
    const bytes = content(path);
    return bytes !== undefined && bytes.length > limit ? fail(`read more than ${limit} bytes of`, path) : bytes;
  };
  const children = (path: string): string[] => {
    const prefix = path === "/" ? "/" : `${path}/`;
    return [...nodes.keys()].filter(
      (name) => name.startsWith(prefix) && name !== "/" && !name.slice(prefix.length).includes("/"),
    );
  };
  const drop = (path: string, accept: (node: MemoryNode) => boolean): void => {
    const found = place(path);
    const node = nodes.get(found);
    if (node === undefined || !accept(node) || children(found).length > 0) fail("remove", path);
    nodes.delete(found);
    changes.push(`remove ${path}`);
  };
  const write = (path: string, bytes: Uint8Array, mode = 0o644): void => {
    const found = place(path);
    if (nodes.get(found)?.kind === "directory") fail("write", path);
    nodes.set(found, { kind: "file", content: bytes, mode });
    changes.push(`write ${path}`);
  };
  const take = (text: string): ExpectedCommand => {
    const index = open.findIndex(({ command }) =>
      typeof command === "string" ? command === text : command.test(text),
    );
    const found = open[index];
    if (found === undefined) throw new Error(`unexpected command: ${text}`);
    if (found.always !== true) open.splice(index, 1);
    return found;
  };

  // The kernel of a machine has its drivers, if a test does not say otherwise.
  for (const path of options.drivers ?? Object.keys(drivers)) put(path, toNode(drivers[path] ?? ""));
  for (const [path, seed] of Object.entries(options.files ?? {})) put(resolve("/", path), toNode(seed));

  const host: RecordingHost = {
    commands,
    changes,
    nodes,
    seed: (path, seed) => put(follow(nodes, path, false), toNode(seed)),
    text: (path) => {
      const bytes = content(path);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    assertDone() {
      const left = open.filter(({ always }) => always !== true).map(({ command }) => String(command));
      if (left.length > 0) throw new Error(`expected, but never run:\n${left.join("\n")}`);
    },
    async run(command, { onLine } = {}): Promise<Output> {
      const text = renderCommand(command);
      commands.push(text);
      const { stdout = "", stderr = "", exitCode = 0, effect } = take(text);
      effect?.(host, command);
      if (!(command.okCodes ?? [0]).includes(exitCode)) {
        throw new BareonError("failure", `${nameOf(command)} failed with exit code ${exitCode}:\n  ${stderr}`);
      }
      if (onLine !== undefined) for (const line of stdout.split(/[\r\n]/u)) if (line !== "") onLine(line);
      return { exitCode, stdout: onLine === undefined ? stdout : "", stderr };
    },
    async *stream(command, input) {
      const given: Uint8Array[] = [];
      for await (const chunk of input ?? []) given.push(chunk);
      const bytes = Buffer.concat(given);
      const { exitCode, stdout, stderr } = await host.run(
        given.length === 0 ? command : { ...command, input: bytes.toString("latin1") },
      );
      if (stdout !== "") yield Buffer.from(stdout, "latin1");
      return { exitCode, stdout: "", stderr };
    },
    withSignal: () => host,
    pausable: () => ({
      host,
      pause: () => void commands.push("(pause)"),
      resume: () => void commands.push("(resume)"),
    }),
    // As a host whose program has no mounts of its own.
    runInOuterMounts: async () => undefined,
    hasProgram: async (name) => options.programs?.includes(name) ?? true,
    async facts(path): Promise<FileFacts | undefined> {
      const node = nodes.get(follow(nodes, path, false));
      if (node === undefined) return undefined;
      const kind = node.kind === "unreadable" ? "file" : node.kind;
      const size = node.kind === "file" ? node.content.length : node.kind === "block" ? node.size : 0;
      const mode = node.kind === "file" || node.kind === "directory" ? node.mode : 0o777;
      const owner = node.kind === "file" ? (node.owner ?? 0) : 0;
      const facts = { kind, size, mode, owner, device: node.kind === "block" ? node.device : undefined };
      return node.kind === "file" && node.sparse === true ? { ...facts, sparse: true } : facts;
    },
    readFile: async (path, limit) => limited(path, limit),
    readText: async (path, limit) => {
      const bytes = limited(path, limit);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    async readBytes(path, offset, length) {
      if (nodes.get(follow(nodes, path, false))?.kind === "symlink") return fail("read (ELOOP)", path);
      return (content(path) ?? missing(nodes, path)).slice(offset, offset + length);
    },
    writeFile: async (path, data, mode) =>
      write(path, typeof data === "string" ? new TextEncoder().encode(data) : data, mode),
    async rewriteFile(path, data) {
      const node = nodes.get(follow(nodes, path, false));
      if (node?.kind !== "file") return fail("write", path);
      write(path, data, node.mode);
    },
    copyFile: async (from, to, mode) => write(to, content(from) ?? missing(nodes, from), mode),
    async writeInSector(path, offset, bytes) {
      const found = follow(nodes, path, false);
      const node = nodes.get(found);
      if (node?.kind !== "file" || bytes.length === 0 || offset + bytes.length > node.content.length)
        fail(`write at ${offset} in`, path);
      if (Math.floor(offset / 512) !== Math.floor((offset + bytes.length - 1) / 512))
        throw new Error(`a write at ${offset} crosses a sector`);
      const next = node.content.slice();
      next.set(bytes, offset);
      nodes.set(found, { ...node, content: next });
      changes.push(`write in ${path}`);
    },
    isHeld: async (path) => options.held?.includes(path) ?? false,
    list: async (path) =>
      children(follow(nodes, path, true))
        .map((name) => name.slice(name.lastIndexOf("/") + 1))
        .toSorted(),
    async readLink(path) {
      const node = nodes.get(follow(nodes, path, false));
      return node?.kind === "symlink" ? node.target : fail("read the link", path);
    },
    async makeSymlink(target, path) {
      const found = place(path);
      if (nodes.has(found)) fail("make the link", path);
      nodes.set(found, { kind: "symlink", target });
      changes.push(`link ${path}`);
    },
    async makeDirectory(path, mode = 0o755) {
      const found = follow(nodes, path, true);
      const node = nodes.get(found);
      if (node !== undefined) return node.kind === "directory" ? false : fail("make the directory", path);
      put(found, { kind: "directory", mode });
      changes.push(`make ${path}`);
      return true;
    },
    removeDirectory: async (path) => drop(path, ({ kind }) => kind === "directory"),
    removeFile: async (path) => drop(path, ({ kind }) => kind !== "directory"),
    async linkFile(path, name) {
      const node = nodes.get(follow(nodes, path, false));
      const found = place(name);
      if (node === undefined || node.kind === "directory" || nodes.has(found)) fail("link", path);
      nodes.set(found, node);
      changes.push(`link ${path} ${name}`);
    },
    async rename(from, to) {
      const [source, target] = [place(from), place(to)];
      const moved = Array.from(nodes).filter(([path]) => path === source || path.startsWith(`${source}/`));
      for (const [path, node] of moved) {
        nodes.delete(path);
        nodes.set(target + path.slice(source.length), node);
      }
      changes.push(`rename ${from} ${to}`);
    },
    async lock(path): Promise<HeldLock | undefined> {
      if (held.has(path)) return undefined;
      held.add(path);
      return { release: async () => void held.delete(path) };
    },
    async hold(command) {
      const output = await host.run({ ...command, okCodes: [0, ...(command.okCodes ?? [])] });
      return output.exitCode === 0
        ? { pid: 1, run: async (inner) => await host.run(inner), release: async () => undefined }
        : output;
    },
  };
  return host;
}

/** A context around a host, with the events that were reported. */
export function createTestContext(
  host: Host,
  signal = new AbortController().signal,
): Context & { readonly events: readonly ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  return { host, signal, report: (event) => void events.push(event), events };
}
