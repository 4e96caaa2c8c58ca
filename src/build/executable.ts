/**
 * Makes build/bareon, the standalone executable: Node binary, and a bundle and a code cache for each program, in one file; for another
 * architecture build/ARCHITECTURE/bareon.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { exitCodes } from "../base/errors.ts";
import { lifelineVariable, privateLibraries } from "../base/places.ts";
import { architectureFolder, findArchitecture } from "./architecture.ts";
import { asciiWidth } from "./ascii-width.ts";
import { type CachingNode, makeCache, warmUpScript } from "./code-cache.ts";
import { cutRange } from "./elf-cut.ts";
import { addSearchPath } from "./elf-search-path.ts";
import { toolsFor } from "./emulator.ts";
import { answerProof, proveExecutable } from "./executable-proof.ts";
import { shrinkIcuData } from "./icu-data.ts";
import { lightAssert } from "./light-assert.ts";
import { findNode, type NodeOptions } from "./node-binary.ts";
import { runBuild } from "./run-build.ts";
import { scratchIn } from "./scratch.ts";
import { sha256 } from "./sha256.ts";
import { bootCommands, writeTree } from "./warm-up.ts";

export interface Executable {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** False if it was already made from the same inputs. */
  readonly built: boolean;
}

const root = join(import.meta.dirname, "../..");

const postject = join(root, "node_modules/postject/dist/cli.js");

/** Changes when the way of building does, so that an old build is not taken for a current one. */
const recipe = 9;

/** The string that Node looks for in its own binary (Node's documentation, "Single executable applications"). */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * The programs by their names, each with its function in src/main.ts. Each has a bundle of its own: together they made bareon-boot
 * start 5 ms later (of 45), since V8 reads the whole of a code cache. Each command of `warmUp` ends with `code`.
 */
const programs = [
  { name: "bareon-boot", run: "runBoot", warmUp: bootCommands, code: exitCodes.done.code },
  {
    name: "bareon-provision",
    run: "runProvision",
    warmUp: [["plan", "--input-data-file", "/dev/null"]],
    code: exitCodes.invalid.code,
  },
  { name: "bareon-ironic-callback", run: "runIronicCallback", warmUp: [["--help"]], code: exitCodes.done.code },
] as const;

/** The names by which another program than bareon-provision is called, and the program that each is. */
const names: Readonly<Record<string, Program["name"]>> = {
  "bareon-boot": "bareon-boot",
  "bareon-ironic-callback": "bareon-ironic-callback",
  // As OpenStack Fuel called it.
  fa_ironic_callback: "bareon-ironic-callback",
};

type Program = (typeof programs)[number];

/** How the bundle is compiled as a function: Node's own way takes no code cache from outside. */
const wrap = (code: string): string => `(function (require, module, exports) {${code}\n})`;

/**
 * The first goes before OPENSSL_CONF, by which a caller's file could load a library into the program. With the other the
 * young generation of V8 begins with its usual greatest size (MiB), so that most commands end before anything has to be collected.
 */
const flags = ["--openssl-config=/dev/null", "--min-semi-space-size=16"];

/** The main file: compiles the bundle of the program with its code cache, which a V8 that does not fit ignores, and runs it. */
const loader = `
const { Script } = require("node:vm");
const { getRawAsset } = require("node:sea");
const { basename } = require("node:path");
// Started again by itself, a program has the name that its link leads to.
const isInner = process.env["${lifelineVariable}"] !== undefined;
const names = new Map(${JSON.stringify(Object.entries(names))});
const name = (isInner ? undefined : names.get(basename(process.argv0))) ?? "bareon-provision";
const asset = (kind) => Buffer.from(getRawAsset(name + "." + kind));
const script = new Script(asset("bundle").latin1Slice(), { filename: "bareon.cjs", cachedData: asset("cache") });
${answerProof}
const bundle = { exports: {} };
script.runInThisContext()(require, bundle, bundle.exports);
bundle.exports.run(process.argv.slice(2)).then((code) => { process.exitCode = code; });
`;

/** One CommonJS file, in ASCII; a module that is imported dynamically runs only when it is reached. */
async function bundle(program: Program): Promise<string> {
  const contents = `export { ${program.run} as run } from "./main.ts";`;
  const result = await build({
    stdin: { contents, resolveDir: join(root, "src"), sourcefile: "executable-entry.ts", loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node24",
    // Not minified: that saves 0.1 % of the file and no time, and costs readable stack traces.
    legalComments: "eof",
    plugins: [asciiWidth(root), lightAssert()],
    define: { "import.meta.url": "bareonFileUrl" },
    banner: { js: 'var bareonFileUrl = "file:///usr/bin/bareon";' },
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error("esbuild made no bundle");
  return wrap(file.text);
}

/** Quiet except for the error that it throws: these programs chatter on stderr although all is well. */
function run(program: string, args: readonly string[], cwd = root): void {
  try {
    execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw missing
      ? new Error(`${program} is not installed; strip is in the package binutils`, { cause: error })
      : error;
  }
}

/** The blob is made by the very Node that will read it, because a code cache fits one V8 version only. */
async function makeBlob(node: CachingNode, scratch: string, bundles: readonly string[]): Promise<string> {
  const files = programs.flatMap(({ name }) => [`${name}.bundle`, `${name}.cache`]);
  const config = {
    main: "loader.cjs",
    output: "blob",
    disableExperimentalSEAWarning: true,
    assets: Object.fromEntries(files.map((file) => [file, file])),
    // Else NODE_OPTIONS of the caller's environment would reach the program.
    execArgvExtension: "none",
    execArgv: flags,
  };
  await writeTree(join(scratch, "tree"));
  for (const [index, program] of programs.entries()) {
    await writeFile(join(scratch, `${program.name}.bundle`), bundles[index] ?? "", "latin1");
    await makeCache(node, scratch, program, flags);
  }
  await writeFile(join(scratch, config.main), loader);
  await writeFile(join(scratch, "sea.json"), JSON.stringify(config));
  const { file, args } = node.call(node.path, ["--experimental-sea-config", "sea.json"]);
  run(file, args, scratch);
  return join(scratch, config.output);
}

/** Stripped first: strip would take the injected part for garbage. */
async function assemble(
  node: CachingNode & { readonly strip: string },
  scratch: string,
  bundles: readonly string[],
): Promise<string> {
  const path = join(scratch, "bareon");
  await copyFile(node.path, path);
  await chmod(path, 0o755);
  run(node.strip, ["--strip-all", path]);
  run(process.execPath, [
    postject,
    path,
    "NODE_SEA_BLOB",
    await makeBlob(node, scratch, bundles),
    "--sentinel-fuse",
    fuse,
  ]);
  const program = await readFile(path);
  addSearchPath(program, privateLibraries);
  const { start, length } = shrinkIcuData(program);
  await writeFile(path, cutRange(program, start, length));
  return path;
}

/** In one step, because another process may use it or make it at the same moment. */
async function link(name: string, scratch: string, folder: string): Promise<void> {
  await symlink("bareon", join(scratch, name));
  await rename(join(scratch, name), join(folder, name));
}

/** Makes the executable and the names of the programs beside it, unless they are there and made from the same inputs. */
export async function buildExecutable(options: NodeOptions = {}): Promise<Executable> {
  const { architecture } = options;
  const folder = architectureFolder(join(root, "build"), architecture);
  const node = await findNode(root, options);
  const bundles = await Promise.all(programs.map(bundle));
  const key = createHash("sha256")
    .update(JSON.stringify([recipe, node.sum, bundles, loader, programs.map(warmUpScript)]))
    .digest("hex");
  const path = join(folder, "bareon");
  const state = join(folder, "bareon.json");
  const last = await readFile(state, "utf8").then(
    (text) => JSON.parse(text) as Executable & { readonly key: string },
    () => undefined,
  );
  const present = await stat(path).catch(() => undefined);
  if (last?.key === key && present?.size === last.bytes)
    return { path, bytes: last.bytes, sha256: last.sha256, built: false };

  const { call, strip } = toolsFor(architecture);
  await mkdir(folder, { recursive: true });
  await using scratch = await scratchIn("tmp-", folder);
  const made = await assemble({ path: node.path, call, strip }, scratch.path, bundles);
  await proveExecutable(made, node.path, { call, names: programs.map(({ name }) => name) });
  const result = { path, bytes: (await stat(made)).size, sha256: await sha256(made), built: true };
  await rename(made, path);
  await writeFile(state, `${JSON.stringify({ ...result, key })}\n`);
  for (const { name } of programs) await link(name, scratch.path, folder);
  return result;
}

const help = `Usage: npm run build -- [OPTION]...

Makes build/bareon, one file for all programs.

  --arch ARCH        amd64 or arm64, if it is not to be for machines like this one: makes
                     build/ARCH/bareon. Needs QEMU's user emulation and libraries of that
                     architecture, and says which packages are missing
  --node FILE        the Node binary that it is made of, if not that of the npm package
  --node-sha256 SUM  the SHA-256 which that must have
  --help             show this text
`;

async function main(): Promise<void> {
  const options = {
    arch: { type: "string" },
    node: { type: "string" },
    "node-sha256": { type: "string" },
    help: { type: "boolean" },
  } as const;
  const { arch, node, "node-sha256": nodeSha256, help: asksHelp } = parseArgs({ options }).values;
  if (asksHelp === true) {
    process.stdout.write(help);
  } else {
    const architecture = arch === undefined ? undefined : findArchitecture(arch);
    const { path, bytes, sha256: sum, built } = await buildExecutable({ architecture, node, nodeSha256 });
    console.log(`${path}: ${(bytes / 1e6).toFixed(1)} MB, SHA-256 ${sum}${built ? "" : " (unchanged)"}`);
  }
}

if (import.meta.main) await runBuild("build", main);
