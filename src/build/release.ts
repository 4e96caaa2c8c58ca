/**
 * Makes build/release: for each architecture of which there is an executable a package for dpkg, one for rpm, an archive for other
 * distributions and the list of what is in it (SBOM); for each of which there is a ramdisk its kernel, initrd and medium and a script for
 * iPXE; and the checksums of them all. The same inputs make the same bytes.
 */
import { access, constants, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import manifest from "../../package.json" with { type: "json" };
import { renderSize } from "../base/sizes.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { type Packaged, packageFormats } from "../boot/guest/packaged.ts";
import { bootLine } from "../cli/boot/options.ts";
import { completionsOf } from "../cli/completion.ts";
import { provisionLine } from "../cli/provision/options.ts";
import type { Architecture } from "./architecture.ts";
import { readEpoch } from "./epoch.ts";
import { nodePackage } from "./node-package.ts";
import { checkMaintainer, defaultMaintainer, packageVersion } from "./packages/about.ts";
import { type ExecutableFacts, readExecutable } from "./packages/architecture.ts";
import { buildArchive } from "./packages/archive.ts";
import { readBundled } from "./packages/bundled.ts";
import { type ContentsOptions, packageContents } from "./packages/contents.ts";
import { buildDeb } from "./packages/deb.ts";
import { formatDocuments } from "./packages/documents.ts";
import { readNodeLicence, readPart, renderCopyright } from "./packages/licences.ts";
import { runProgram } from "./packages/program.ts";
import { buildRpm } from "./packages/rpm.ts";
import { type NpmBom, renderSbom } from "./packages/sbom.ts";
import { checkKey, writeSums } from "./packages/sums.ts";
import { readRamdisks, releaseRamdisk, withOwnRamdisk } from "./release-ramdisk.ts";
import { runBuild } from "./run-build.ts";
import { scratchIn } from "./scratch.ts";
import { sha256 } from "./sha256.ts";
import type { Log } from "./cache.ts";

const root = resolve(import.meta.dirname, "../..");

export interface ReleaseOptions {
  /** Standalone executables, one for each architecture. */
  readonly executables: readonly string[];
  /** The Node binaries that they were made of, if they are not those of the npm packages; the licence is in the folder above. */
  readonly nodes?: readonly string[];
  /** Folders with vmlinuz and initrd.img, one for each architecture. */
  readonly ramdisks?: readonly string[];
  /** Loses what an earlier release has left there, and nothing else. */
  readonly output: string;
  /** Seconds: the time of every file. */
  readonly epoch: number;
  readonly version?: string;
  readonly maintainer?: string;
  /** How well packages are compressed, as xz counts; 6 if absent. */
  readonly level?: number;
  /** The secret key for minisign that signs the checksums. */
  readonly minisignKey?: string | undefined;
}

const ofRelease =
  /^(?:bareon[-_].*\.(?:deb|rpm|tar\.xz|cdx\.json|vmlinuz|initrd\.img|iso|ipxe)|SHA256SUMS(?:\.minisig)?)$/u;

const builders = { deb: buildDeb, rpm: buildRpm, archive: buildArchive } as const;

const completions: Completions = {
  "bareon-boot": completionsOf(bootLine),
  "bareon-provision": completionsOf(provisionLine),
};

async function readManPages(): Promise<Map<string, string>> {
  const names = (await readdir(join(root, "man"))).sort();
  const pages = names.map(async (name) => [name, await readFile(join(root, "man", name), "utf8")] as const);
  return new Map(await Promise.all(pages));
}

/** What npm says of the project, by the lock file alone: the same on every machine. With --omit=dev packages are missing that are needed without it, too. */
async function readNpm(): Promise<NpmBom> {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  return JSON.parse(await runProgram("npm", args, { cwd: root })) as NpmBom;
}

/** The given binary for the architecture, else that of the npm package. */
async function findNode(nodes: readonly string[], { node }: Architecture): Promise<string> {
  for (const path of nodes) if ((await readExecutable(path)).architecture.node === node) return path;
  return join(await nodePackage(root, node), "bin/node");
}

interface Part {
  readonly facts: ExecutableFacts;
  readonly executable: string;
  /** The licences of all that is in it. */
  readonly copyright: string;
  readonly sbom: string;
}

async function readPartOf(executable: string, options: ReleaseOptions, npm: NpmBom): Promise<Part> {
  const { nodes = [], epoch, version = manifest.version } = options;
  const facts = await readExecutable(executable);
  const { architecture } = facts;
  const node = await findNode(nodes, architecture);
  const { folders, nodeVersion } = await readBundled(executable, node);
  const parts = await Promise.all(folders.map(readPart));
  const sums = { executable: await sha256(executable), node: await sha256(node) };
  return {
    facts,
    executable,
    copyright: renderCopyright(parts, nodeVersion, await readNodeLicence(node)),
    sbom: renderSbom({ npm, parts, nodeVersion, architecture, version, epoch, ...sums }),
  };
}

async function readParts(options: ReleaseOptions): Promise<Part[]> {
  const npm = await readNpm();
  const parts = new Map<string, Part>();
  for (const executable of options.executables) {
    const part = await readPartOf(executable, options, npm);
    const machine = part.facts.architecture.rpm;
    const other = parts.get(machine)?.executable;
    if (other !== undefined) throw new Error(`${other} and ${executable} are both for ${machine}`);
    parts.set(machine, part);
  }
  return Array.from(parts.values());
}

interface Wish {
  readonly output: string;
  readonly minisignKey: string | undefined;
  readonly maintainer: string | undefined;
}

/** What would else be found only once the ramdisk is made, or the packages are. */
async function checkBefore({ output, minisignKey, maintainer }: Wish): Promise<void> {
  if (maintainer !== undefined) checkMaintainer(maintainer);
  if (minisignKey !== undefined) await checkKey(minisignKey);
  await mkdir(output, { recursive: true });
  await access(output, constants.W_OK);
}

/** Returns the names of the files, in the order in which they were made. */
export async function buildRelease(options: ReleaseOptions, log: Log): Promise<string[]> {
  const { output, epoch, version = manifest.version, maintainer = defaultMaintainer } = options;
  const { minisignKey, level = 6 } = options;
  const parts = await readParts(options);
  const ramdisks = await readRamdisks(options.ramdisks ?? []);
  const manPages = await readManPages();
  await mkdir(output, { recursive: true });
  for (const name of await readdir(output)) if (ofRelease.test(name)) await rm(join(output, name));
  const names: string[] = [];
  for (const { facts, executable, copyright, sbom } of parts) {
    for (const format of packageFormats) {
      log(`${format} for ${facts.architecture.rpm}`);
      const packaged: Packaged = { format, version };
      const documents = formatDocuments({ ...packaged, copyright, maintainer, epoch });
      const inputs: ContentsOptions = { executable, completions, manPages, documents };
      const contents = packageContents(packaged, inputs);
      await using scratch = await scratchIn("bareon-release-");
      const about = { facts, contents, version, maintainer, epoch, level };
      names.push(await builders[format]({ ...about, scratch: scratch.path, output }));
    }
    const name = `bareon-${packageVersion(version)}-${facts.architecture.rpm}.cdx.json`;
    await writeFile(join(output, name), sbom);
    names.push(name);
  }
  for (const ramdisk of ramdisks) {
    log(`ramdisk for ${ramdisk.machine}`);
    names.push(...(await releaseRamdisk(ramdisk, { version, epoch, output }, log)));
  }
  names.push(...(await writeSums(output, names, { key: minisignKey, version })));
  return names;
}

const help = `Usage: npm run release -- [OPTION]...

Makes packages for dpkg and rpm, an archive for other distributions, an SBOM, the deployment
ramdisk as kernel, initrd, medium and script for iPXE, and SHA256SUMS. The ramdisk is made
anew of the executable, without anybody's key, as "npm run ramdisk" does it: that needs root,
and minutes if its Debian layer is not in the cache.

  --executable FILE    a standalone executable; may be repeated, one for each
                       architecture (build/bareon); "npm run build -- --arch arm64"
                       makes build/arm64/bareon
  --node FILE          the Node binary that an executable was made of, if it is not that
                       of the npm package; may be repeated
  --ramdisk DIR        a folder with vmlinuz and initrd.img, in place of a ramdisk that is
                       made, or for another architecture; may be repeated, one for each
  --without-ramdisk    make no ramdisk
  --maintainer TEXT    who publishes the packages: NAME <ADDRESS>
  --minisign-key FILE  the secret key that signs SHA256SUMS; without it nothing is signed
  --output DIR         where to put the files, in place of those of an earlier release
                       (build/release)
  --help               show this text

Every file has the time of $SOURCE_DATE_EPOCH, else that of the last commit. SHA256SUMS is
written last: a folder without it is no whole release.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      executable: { type: "string", multiple: true, default: [join(root, "build/bareon")] },
      node: { type: "string", multiple: true, default: [] },
      ramdisk: { type: "string", multiple: true, default: [] },
      "without-ramdisk": { type: "boolean", default: false },
      maintainer: { type: "string" },
      "minisign-key": { type: "string" },
      output: { type: "string", default: join(root, "build/release") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { executable: executables, node: nodes, output, maintainer, "minisign-key": minisignKey } = values;
  const log: Log = (line) => process.stderr.write(`release: ${line}\n`);
  const epoch = await readEpoch();
  await checkBefore({ output, minisignKey, maintainer });
  await using scratch = await scratchIn("bareon-release-");
  const ramdisks = values["without-ramdisk"]
    ? values.ramdisk
    : await withOwnRamdisk(values.ramdisk, executables, join(scratch.path, "ramdisk"), log);
  const options = { executables, nodes, ramdisks, output, epoch, minisignKey };
  const names = await buildRelease(maintainer === undefined ? options : { ...options, maintainer }, log);
  for (const name of names) {
    const path = join(output, name);
    process.stdout.write(`${path}  ${renderSize((await stat(path)).size)}\n`);
  }
  if (minisignKey === undefined)
    process.stdout.write("Nothing is signed: --minisign-key FILE names the key that signs SHA256SUMS.\n");
}

if (import.meta.main) await runBuild("release", main);
