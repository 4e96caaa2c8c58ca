/** Puts the boot tool and what belongs to it into an image's tree, which is not trusted: its links lead nowhere outside. */
import manifest from "../../../package.json" with { type: "json" };
import { multibootFiles } from "./multiboot-files.ts";
import {
  type Completions,
  completionDirectories,
  formerHookText,
  formerHooks,
  type ImageFile,
  imageFiles,
  type ImageInit,
  toolPath,
} from "./guest-files.ts";
import { compareVersions, type Packaged, readPackage } from "./packaged.ts";
import { placeInRoot, readTextInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import { readMetadata } from "../../host/metadata.ts";
import { haveSameContent } from "../../host/same-content.ts";
import type { TreeWriter } from "../../host/tree-writer.ts";
import { type OwnLibrary, useOwnLibraries, useSystemLibraries } from "./own-libraries.ts";

const smallScript = 16 * 1024;

/** What images receive as bareon-boot and bareon-provision. */
export interface BootTool {
  /** The standalone executable. */
  readonly path: string;
  /** The completion scripts of both programs. */
  readonly completions: Completions | undefined;
  /** What goes beside it into an image whose C library does not fit. */
  readonly libraries?: readonly OwnLibrary[] | undefined;
}

async function hasKind(host: Host, root: string, path: string, kind: "file" | "directory"): Promise<boolean> {
  const place = await placeInRoot(host, root, path);
  return place !== undefined && (await host.facts(place))?.kind === kind;
}

async function inspectInit(host: Host, root: string): Promise<ImageInit> {
  const systemd =
    (await hasKind(host, root, "/usr/lib/systemd/systemd", "file")) ||
    (await hasKind(host, root, "/lib/systemd/systemd", "file"));
  const runLevels =
    (await hasKind(host, root, "/etc/rc2.d", "directory")) && (await hasKind(host, root, "/etc/init.d", "directory"));
  const localScripts = await hasKind(host, root, "/etc/local.d", "directory");
  const completions: string[] = [];
  for (const path of Object.keys(completionDirectories))
    if (await hasKind(host, root, path, "directory")) completions.push(path);
  return { systemd, runLevels, localScripts, completions };
}

async function putFile(tree: TreeWriter, file: ImageFile): Promise<void> {
  switch (file.kind) {
    case "directory":
      return await tree.makeFolder(file.path);
    case "link":
      return await tree.makeLink(file.path, file.target);
    case "file":
      return await tree.put(file.path, new TextEncoder().encode(file.text), file.mode);
  }
}

/** A hook of that name that somebody else wrote stays. */
async function removeFormerHooks(host: Host, tree: TreeWriter): Promise<void> {
  for (const path of formerHooks) {
    const text = await readTextInRoot(host, tree.root, path, smallScript);
    if (text?.includes(formerHookText) === true) await tree.remove(path);
  }
}

/** Whether the tree has the tool already, as `put` would write it: what somebody else may change later is written anew. */
async function hasTool(host: Host, root: string, original: string): Promise<boolean> {
  const end = toolPath.lastIndexOf("/");
  const folder = await placeInRoot(host, root, toolPath.slice(0, end));
  const place = `${folder ?? ""}${toolPath.slice(end)}`;
  const [copy, wanted] = [await host.facts(place), await host.facts(original)];
  if (folder === undefined || copy?.kind !== "file" || copy.size !== wanted?.size) return false;
  const { owner, mode, attributes } = await readMetadata(host, place);
  const given = Array.from(attributes.keys()).filter((name) => name !== "security.selinux");
  if (owner !== "0:0" || mode !== "755" || given.length > 0) return false;
  return await haveSameContent(host, place, original);
}

/** The package that a tree has the programs from. */
export interface FoundPackage extends Packaged {
  /** The version that the deploy brings. */
  readonly brought: string;
  /** Whether it stays, since it is not older and nobody but root may change its program; else what the deploy brings takes its place. */
  readonly stays: boolean;
}

async function findPackage(host: Host, root: string): Promise<FoundPackage | undefined> {
  const packaged = await readPackage(host, root);
  if (packaged === undefined) return undefined;
  const place = await placeInRoot(host, root, toolPath);
  const facts = place === undefined ? undefined : await host.facts(place);
  const isSound = facts?.kind === "file" && facts.owner === 0 && (facts.mode & 0o777) === 0o755;
  const { version } = manifest;
  return { ...packaged, brought: version, stays: isSound && compareVersions(packaged.version, version) >= 0 };
}

/** What no package brings: the links that call the script for the end of the boot, as each init system has them in another place. */
async function completePackage(tree: TreeWriter, init: ImageInit): Promise<void> {
  if (init.systemd) return;
  for (const file of imageFiles(init, undefined))
    if (file.kind === "link" && file.path.startsWith("/etc/")) await putFile(tree, file);
}

/**
 * Writes which partitions are the multiboot partition and its copies and, if a tool is given, the tool with its hooks, services and completions. Returns
 * the package that the tree has them from, if there is one.
 */
export async function installBootTool(
  host: Host,
  tree: TreeWriter,
  multibootUuids: readonly string[],
  tool: BootTool | undefined,
): Promise<FoundPackage | undefined> {
  for (const { path, text } of multibootFiles(multibootUuids)) await tree.put(path, new TextEncoder().encode(text));
  if (tool === undefined) return undefined;
  const init = await inspectInit(host, tree.root);
  const found = await findPackage(host, tree.root);
  if (found?.stays === true) {
    await completePackage(tree, init);
    // Of an archive, whose files anybody can put into any tree.
    if (tool.libraries !== undefined) await useOwnLibraries(host, tree, toolPath, tool.libraries);
    return found;
  }
  // A link of this name is replaced, not the program that it leads to. What is there already saves most of what would be written.
  if (!(await hasTool(host, tree.root, tool.path))) await tree.put(toolPath, { from: tool.path }, 0o755);
  if (tool.libraries === undefined) await useSystemLibraries(host, tree, toolPath);
  else await useOwnLibraries(host, tree, toolPath, tool.libraries);
  await removeFormerHooks(host, tree);
  for (const file of imageFiles(init, tool.completions)) await putFile(tree, file);
  return found;
}
