/** Holds the imports of src against the table in rooms.ts: rooms and their levels, Node modules, npm packages, no cycles. Type imports count. */
import { readFile, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import type { Room } from "./room.ts";
import { rooms, stillUpward } from "./rooms.ts";

/** Source texts by their path below src. */
export type Sources = ReadonlyMap<string, string>;

/** What a file imports or re-exports; undefined for an `import()` of something that is no plain text. */
function listImports(path: string, text: string): (string | undefined)[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0)
    throw new Error(`${path} cannot be parsed: ${errors.map(({ message }) => message).join("; ")}`);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(
      ({ moduleRequest }) =>
        /^"(?<name>[^"]*)"$/u.exec(text.slice(moduleRequest.start, moduleRequest.end))?.groups?.["name"],
    ),
  ];
}

/** True if the room's folder is that folder; `*` stands for one name. */
function isFolder(folder: string, pattern: string): boolean {
  const [names, wanted] = [folder.split("/"), pattern.split("/")];
  return names.length === wanted.length && wanted.every((name, index) => name === "*" || name === names[index]);
}

/** The room of the file's own folder, else of the nearest folder above it; a folder's own name counts before `*`. Of src itself only main.ts is in one. */
function roomOf(path: string): Room | undefined {
  const find = (folder: string): Room | undefined =>
    rooms.find((room) => room.folder === folder) ?? rooms.find((room) => isFolder(folder, room.folder));
  const names = posix.dirname(path).split("/");
  for (let count = names.length; count > 0; count -= 1) {
    const room = find(names.slice(0, count).join("/"));
    if (room !== undefined) return room.folder === "." && path !== "main.ts" ? undefined : room;
  }
  return undefined;
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** One permission of a room, as it is written in the table. */
interface Need {
  readonly kind: "rooms" | "node" | "npm";
  readonly name: string;
}

/** The permission that an import needs; undefined if it needs none; a text if no permission helps. */
function needOf(room: Room, path: string, specifier: string): Need | string | undefined {
  if (specifier.startsWith("node:")) return { kind: "node", name: specifier.slice(5) };
  if (!specifier.startsWith(".")) return { kind: "npm", name: packageName(specifier) };
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  if (target === "../package.json") return { kind: "rooms", name: target };
  const other = target.startsWith("../") ? undefined : roomOf(target);
  if (other === undefined) return `${target}, which is in no room`;
  return other === room || other.folder === "schema" ? undefined : { kind: "rooms", name: other.folder };
}

function checkFile(path: string, specifiers: readonly (string | undefined)[], used: Set<string>): string[] {
  if (!path.endsWith(".ts")) return [`${path} is not TypeScript with the extension .ts`];
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room of .ci/rooms.ts`];
  const refuse = (what: string): string => `${path} (${room.folder}) may not import ${what}: ${room.reason}`;
  return specifiers.flatMap((specifier) => {
    if (specifier === undefined) return [refuse("a module whose name is computed")];
    const need = needOf(room, path, specifier);
    if (need === undefined) return [];
    if (typeof need === "string") return [refuse(need)];
    const { kind, name } = need;
    if (!(room[kind] ?? []).includes(name)) return [refuse(kind === "rooms" ? `${specifier} (${name})` : specifier)];
    used.add(keyOf(room, need));
    return [];
  });
}

function keyOf({ folder }: Room, { kind, name }: Need): string {
  return `${folder} ${kind} ${name}`;
}

/** Permissions that no file uses: a table that allows more than there is says nothing. */
function findUnused(used: ReadonlySet<string>): string[] {
  return rooms.flatMap((room) =>
    (["rooms", "node", "npm"] as const).flatMap((kind) =>
      (room[kind] ?? [])
        .filter((name) => !used.has(keyOf(room, { kind, name })))
        .map((name) => `.ci/rooms.ts allows ${room.folder} to import ${name} (${kind}), which it does not`),
    ),
  );
}

/**
 * Permissions that go up the levels, which are the table's order, except those of `upward` ("machine -> storage"), and what in
 * `upward` is no such permission. A room and the rooms in its folder may use each other.
 */
export function checkLevels(table: readonly Pick<Room, "folder" | "rooms">[], upward: readonly string[]): string[] {
  const folders = table.map(({ folder }) => folder);
  const steps = table.flatMap(({ folder, rooms: others }, level) =>
    others
      .filter((other) => folders.indexOf(other) > level)
      .filter((other) => !other.startsWith(`${folder}/`) && !folder.startsWith(`${other}/`))
      .map((other) => `${folder} -> ${other}`),
  );
  return [
    ...steps.filter((step) => !upward.includes(step)).map((step) => `.ci/rooms.ts: ${step} goes up the levels`),
    ...upward
      .filter((step) => !steps.includes(step))
      .map((step) => `.ci/rooms.ts has ${step} in stillUpward for nothing`),
  ];
}

/** Each cycle once, as the path from its first file round to it. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push(`cycle: ${[...trail.slice(start), path].join(" -> ")}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of [...graph.keys()].sort()) visit(path, []);
  return cycles;
}

/**
 * Every violation as a sentence; none if the table holds. `complete` says that the sources are all of src, so that permissions
 * that nothing uses are violations too. Throws for a file that cannot be parsed.
 */
export function checkImports(sources: Sources, complete: boolean): string[] {
  const used = new Set<string>();
  const imports = new Map([...sources].map(([path, text]) => [path, listImports(path, text)]));
  const graph = new Map(
    [...imports].map(([path, specifiers]) => [
      path,
      specifiers.flatMap((name) => (name?.startsWith(".") === true ? [posix.join(posix.dirname(path), name)] : [])),
    ]),
  );
  return [
    ...[...imports].flatMap(([path, specifiers]) => checkFile(path, [...new Set(specifiers)], used)),
    ...findCycles(graph),
    ...(complete ? findUnused(used) : []),
  ];
}

/** All code of a folder by any extension that Node, TypeScript or a bundler takes, generated types included; not the generated validators. */
export async function readSources(folder: string): Promise<Sources> {
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => /\.[cm]?[jt]sx?$/u.test(path) && !/^schema\/[^/]*\.js$/u.test(path))
    .sort();
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await readFile(join(folder, path), "utf8")]),
    ),
  );
}

if (import.meta.main) {
  const sources = await readSources(join(import.meta.dirname, "../src"));
  const violations = [...checkLevels(rooms, stillUpward), ...checkImports(sources, true)];
  process.stdout.write(`${[...violations, `${sources.size} files, ${violations.length} violations`].join("\n")}\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
