/** Puts the boot tool and what belongs to it into an image's tree, which is not trusted: its links lead nowhere outside. */
import { multibootFile } from "../../base/places.ts";
import { basename, dirname } from "node:path";
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
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";

const smallScript = 16 * 1024;

/** What images receive as bareon-boot. */
export interface BootTool {
  /** The standalone executable. */
  readonly path: string;
  /** Its completion scripts. */
  readonly completions: Completions | undefined;
}

async function hasKind(host: Host, root: string, path: string, kind: "file" | "directory"): Promise<boolean> {
  return (await host.facts(await resolveInRoot(host, root, path)))?.kind === kind;
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

/** The place of a path of the image, its directories made; the last name is not followed if it is a link. */
async function makePlace(host: Host, root: string, path: string): Promise<string> {
  const directory = await resolveInRoot(host, root, dirname(path));
  await host.makeDirectory(directory);
  return `${directory}/${basename(path)}`;
}

async function putFile(host: Host, root: string, file: ImageFile): Promise<void> {
  if (file.kind === "directory") {
    await host.makeDirectory(await resolveInRoot(host, root, file.path));
    return;
  }
  const place = await makePlace(host, root, file.path);
  if (file.kind === "file") {
    await host.writeFile(place, file.text, file.mode);
    return;
  }
  const kind = (await host.facts(place))?.kind;
  if (kind === "symlink" && (await host.readLink(place)) === file.target) return;
  if (kind !== undefined) await host.removeFile(place);
  await host.makeSymlink(file.target, place);
}

/** A hook of that name that somebody else wrote stays. */
async function removeFormerHooks(host: Host, root: string): Promise<void> {
  for (const path of formerHooks) {
    const text = await readTextInRoot(host, root, path, smallScript);
    if (text?.includes(formerHookText) !== true) continue;
    await host.removeFile(`${await resolveInRoot(host, root, dirname(path))}/${basename(path)}`);
  }
}

/** Writes which partition is the multiboot partition and, if a tool is given, the tool with its hooks, services and completions. */
export async function installBootTool(
  host: Host,
  root: string,
  multibootUuid: string,
  tool: BootTool | undefined,
): Promise<void> {
  await host.writeFile(await makePlace(host, root, multibootFile), `${multibootUuid}\n`);
  if (tool === undefined) return;
  // A link of this name is replaced, not the program that it leads to.
  await host.copyFile(tool.path, await makePlace(host, root, toolPath), 0o755);
  await removeFormerHooks(host, root);
  for (const file of imageFiles(await inspectInit(host, root), tool.completions)) await putFile(host, root, file);
}
