/** Which npm packages and which Node an executable has in it, as the executable itself says. */
import { readFile } from "node:fs/promises";

/** By the comments of esbuild, and by those of the compiled validators (schema-code.ts), which esbuild moves to the end. */
const mark = /(?:^\/\/|\(\*!|\/\*!) (?<path>node_modules\/(?:[\w.@-]+\/)+)[\w./-]+/gmu;

/** The folders of packages, such as node_modules/yargs/node_modules/ansi-regex. */
function foldersIn(text: string): Set<string> {
  const folders = Array.from(text.matchAll(mark), ({ groups }) => {
    const parts = (groups?.["path"] ?? "").split("/");
    const at = parts.lastIndexOf("node_modules") + 1;
    return parts.slice(0, at + (parts[at]?.startsWith("@") === true ? 2 : 1)).join("/");
  });
  return new Set(folders);
}

function nodeVersion(text: string): string | undefined {
  return /nodejs\.org\/download\/release\/v(?<version>\d+\.\d+\.\d+)\//u.exec(text)?.groups?.["version"];
}

export interface Bundled {
  /** Folders of npm packages, from the top of the project, sorted. */
  readonly folders: readonly string[];
  readonly nodeVersion: string;
}

/** `node` is the Node binary that is in the executable: its own parts are not ours. Throws if they do not belong together. */
export async function readBundled(executable: string, node: string): Promise<Bundled> {
  const [whole, part] = [await readFile(executable, "latin1"), await readFile(node, "latin1")];
  const [version, expected] = [nodeVersion(whole), nodeVersion(part)];
  if (version === undefined || version !== expected)
    throw new Error(
      `${executable} is made of Node ${version ?? "of no version"}, but ${node} is ${expected ?? "none"}`,
    );
  const own = foldersIn(part);
  const folders = Array.from(foldersIn(whole)).filter((folder) => !own.has(folder));
  if (folders.length === 0) throw new Error(`${executable} does not say which npm packages are in it`);
  return { folders: folders.sort(), nodeVersion: version };
}
