/** Small files in place of the executable of 100 MB and its Node, from which packages are made as quickly: what they say of themselves is the same. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./paths.ts";

const machines = { x64: 62, arm64: 183 } as const;

const says = `
https://nodejs.org/download/release/v24.0.1/node-v24.0.1.tar.gz
// node_modules/balanced-match/dist/commonjs/index.js
`;

const saysMore = `${says}
// node_modules/yargs/index.mjs
// node_modules/yargs/node_modules/ansi-regex/index.js
// node_modules/ini/lib/ini.js
/*! Bundled license information:

src/schema/plan.validate.js:
  (*! node_modules/ajv/dist/runtime/equal.js *)
  (*! node_modules/fast-deep-equal/index.js *)
*/
`;

export interface SmallExecutable {
  readonly executable: string;
  readonly node: string;
}

/** A program of this machine that calls itself one for the other. */
export async function smallExecutable(folder: string, machine: keyof typeof machines): Promise<SmallExecutable> {
  const program = await readFile("/bin/true");
  program.writeUInt16LE(machines[machine], 18);
  const top = join(folder, machine);
  await mkdir(join(top, "node/bin"), { recursive: true });
  const [executable, node] = [join(top, "bareon"), join(top, "node/bin/node")];
  await writeFile(executable, Buffer.concat([program, Buffer.from(saysMore)]), { mode: 0o755 });
  await writeFile(node, Buffer.concat([program, Buffer.from(says)]), { mode: 0o755 });
  await writeFile(join(top, "node/LICENSE"), await readFile(join(projectRoot, "LICENSE")));
  return { executable, node };
}
