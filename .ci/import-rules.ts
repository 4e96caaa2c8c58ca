/** Holds the imports of src against the table in rooms.ts: rooms, Node modules, npm packages, no cycles. Type imports count. */
import { readFile, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { rooms, type Room } from "./rooms.ts";

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

function roomOf(path: string): Room | undefined {
  return rooms.find(({ files }) => files.test(path));
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function allows(list: readonly string[], name: string): boolean {
  return list.includes("*") || list.includes(name);
}

/** Why the room may not import that; undefined where it may. */
function findFault(room: Room, path: string, specifier: string): string | undefined {
  if (specifier.startsWith("node:")) return allows(room.node, specifier.slice(5)) ? undefined : specifier;
  if (!specifier.startsWith("."))
    return allows(room.npm, packageName(specifier)) ? undefined : `the package ${packageName(specifier)}`;
  const target = posix.join(posix.dirname(path), specifier);
  if (target === "../package.json") return ["cli", "build"].includes(room.name) ? undefined : target;
  const other = roomOf(target);
  if (other === undefined) return `${target}, which is in no room`;
  return other === room || other.name === "schema" || room.rooms.includes(other.name)
    ? undefined
    : `${target} (${other.name})`;
}

function checkFile(path: string, specifiers: readonly (string | undefined)[]): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room of .ci/rooms.ts`];
  return specifiers.flatMap((specifier) => {
    const fault = specifier === undefined ? "a module whose name is computed" : findFault(room, path, specifier);
    return fault === undefined ? [] : [`${path} (${room.name}) may not import ${fault}: ${room.reason}`];
  });
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

/** Every violation as a sentence; none where the table holds. Throws for a file that is not TypeScript. */
export function checkImports(sources: Sources): string[] {
  const imports = new Map([...sources].map(([path, text]) => [path, listImports(path, text)]));
  const graph = new Map(
    [...imports].map(([path, specifiers]) => [
      path,
      specifiers.flatMap((name) => (name?.startsWith(".") === true ? [posix.join(posix.dirname(path), name)] : [])),
    ]),
  );
  return [
    ...[...imports].flatMap(([path, specifiers]) => checkFile(path, [...new Set(specifiers)])),
    ...findCycles(graph),
  ];
}

/** All TypeScript of a folder, generated declarations included. */
export async function readSources(folder: string): Promise<Sources> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".ts")).sort();
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await readFile(join(folder, path), "utf8")]),
    ),
  );
}

if (import.meta.main) {
  const sources = await readSources(join(import.meta.dirname, "../src"));
  const violations = checkImports(sources);
  process.stdout.write(`${[...violations, `${sources.size} files, ${violations.length} violations`].join("\n")}\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
