/** Takes away in a tree what a layer of a container image replaces or removes: only what lower layers brought, and never behind a link. */
import { BareonError } from "../../base/errors.ts";
import { isWithin } from "../../base/paths.ts";
import type { Command } from "../../base/command.ts";
import type { Context } from "../../host/host.ts";
import type { TreeJail } from "../../host/jail.ts";
import { makeFolders, removeAttribute, removeFiles, removeFolders, showKinds } from "../../programs/xargs.ts";
import type { DeployOptions } from "../source.ts";
import type { TreeEdits } from "./layered-tree.ts";

export interface EditedTree {
  /** The image in messages. */
  readonly what: string;
  readonly jail: TreeJail;
  /** What stays whatever the layers say. */
  readonly options: Pick<DeployOptions, "preserved" | "mountPoints">;
}

/** An attribute whose name is no word was set by no program that people use. */
const attributeName = /^[!-~]{1,255}$/u;

/** Paths that are handed over at once: all of them may be longer than a text can be. */
const atOnce = 1000;

/** The paths for xargs, as the jail has them. */
async function* listed({ tree }: TreeJail, paths: readonly string[]): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce);
    yield Buffer.from(some.map((path) => `${tree}/${path}\0`).join(""), "latin1");
  }
}

async function runFor(
  ctx: Context,
  { jail }: EditedTree,
  command: Command,
  paths: readonly string[],
): Promise<Uint8Array> {
  if (paths.length === 0) return new Uint8Array();
  const printed: Uint8Array[] = [];
  for await (const chunk of ctx.host.stream(jail.inside(command), listed(jail, paths))) printed.push(chunk);
  return Buffer.concat(printed);
}

/** The folders on the way to the paths, each once. */
function foldersOf(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (found.has(folder)) break;
      found.add(folder);
    }
  return [...found];
}

/** A tree that is kept may have a link where the image has a folder of which no layer says anything. */
async function refuseLinks(ctx: Context, tree: EditedTree, paths: readonly string[]): Promise<void> {
  const folders = foldersOf(paths);
  const kinds = new TextDecoder().decode(await runFor(ctx, tree, showKinds(), folders)).split("\n");
  const index = folders.findIndex((_, at) => kinds[at] !== "directory");
  if (index < 0) return;
  throw new BareonError(
    "failure",
    `A layer of ${tree.what} removes files below /${folders[index] ?? ""}, which is a ${kinds[index] ?? "place without a name"} in the tree that is kept.`,
    { hint: "Have the volumes made anew." },
  );
}

/** A path of this program as the bytes that a layer has for it. */
function asBytes(path: string): string {
  return Buffer.from(path).toString("latin1");
}

function isKept({ options: { preserved, mountPoints } }: EditedTree, path: string): boolean {
  return (
    mountPoints.some((point) => asBytes(point) === path) ||
    preserved.some((kept) => isWithin(asBytes(kept), `/${path}`))
  );
}

/** Throws BareonError "failure". */
export async function applyEdits(ctx: Context, tree: EditedTree, edits: TreeEdits): Promise<void> {
  const isMeant = (path: string): boolean => !isKept(tree, path);
  const files = edits.files.filter(isMeant);
  const folders = edits.folders.filter(isMeant);
  const made = edits.made.filter(isMeant);
  const attributes = edits.attributes.filter(({ path, name }) => isMeant(path) && attributeName.test(name));
  const changed = [...files, ...folders, ...made, ...attributes.map(({ path }) => path)];
  if (changed.length === 0) return;
  await refuseLinks(ctx, tree, changed);
  await runFor(ctx, tree, removeFiles(), files);
  await runFor(ctx, tree, removeFolders(), folders);
  await runFor(ctx, tree, makeFolders(), made);
  for (const name of new Set(attributes.map((one) => one.name)))
    await runFor(
      ctx,
      tree,
      removeAttribute(name),
      attributes.flatMap((one) => (one.name === name ? [one.path] : [])),
    );
}
