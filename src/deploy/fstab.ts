/** The fstab of a deployed system: what was there before, what the deploy writes, and that no line of anybody is lost. */
import { encodeByteText, fromByteText, showByteText, toByteText } from "../base/byte-text.ts";
import { redact } from "../base/command.ts";
import type { Context } from "../host/host.ts";
import { placeInRoot, readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import { lostLines, mergeFstab, moveMounts, nameLine } from "./fstab-merge.ts";

const fstabPath = "/etc/fstab";
/** The image's own. */
const imageFstab = "/etc/fstab.image";
/** A copy of the fstab that the deploy wrote. The next deploy tells by it which lines were added since. */
export const fstabRecord = "/etc/fstab.bareon";
/** Copies of fstabs that lost lines. */
const savedFstab = "/etc/fstab.former";

/** What was there before an image came. Texts are byte texts. */
export interface FormerFstab {
  /** The text with the lines that were added; undefined if there was no file. */
  readonly text: string | undefined;
  /** The text that the last deploy wrote; undefined for a tree in which no deploy has finished an fstab. */
  readonly written: string | undefined;
  /** Where a copy of it is, if no deploy wrote it. */
  readonly saved: string | undefined;
}

export const nothingFormer: FormerFstab = { text: undefined, written: undefined, saved: undefined };

async function read({ host }: Context, root: string, path: string): Promise<string | undefined> {
  const bytes = await readBytesInRoot(host, root, path);
  return bytes === undefined ? undefined : toByteText(bytes);
}

/** Copies the fstab to a name that is free, or that has this very text. */
async function save(ctx: Context, tree: TreeWriter, text: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? savedFstab : `${savedFstab}-${count}`;
    const place = await placeInRoot(ctx.host, tree.root, path);
    // A loop of links is no free name.
    const isFree = place !== undefined && (await ctx.host.facts(place)) === undefined;
    if (isFree) await tree.copy(fstabPath, path);
    if (isFree || (await read(ctx, tree.root, path)) === text) return path;
  }
}

/** To be called before the image comes: one that a deploy did not write is copied, because the image's takes its place. */
export async function saveFormerFstab(ctx: Context, tree: TreeWriter): Promise<FormerFstab> {
  const former = await readFormerFstab(ctx, tree);
  const { text, written } = former;
  return written === undefined && text !== undefined ? { ...former, saved: await save(ctx, tree, text) } : former;
}

/** For an image that has brought its fstab already. */
export async function readFormerFstab(ctx: Context, tree: TreeWriter): Promise<FormerFstab> {
  const written = await read(ctx, tree.root, fstabRecord);
  const text = await read(ctx, tree.root, fstabPath);
  return { written, text, saved: undefined };
}

/** What an image must leave alone. */
export function preservedFstabs({ written, saved }: FormerFstab): readonly string[] {
  return [
    fstabRecord,
    ...(written === undefined ? [] : [fstabPath, imageFstab]),
    ...(saved === undefined ? [] : [saved]),
  ];
}

/** Tells which lines of the former fstab are not in the new one, and where they are; without any no copy is kept. */
async function tellLost(
  ctx: Context,
  tree: TreeWriter,
  image: string,
  { lost, saved }: { readonly lost: readonly string[]; readonly saved: string },
): Promise<void> {
  if (lost.length === 0) return await ctx.host.removeFile(await resolveInRoot(ctx.host, tree.root, saved));
  const names = lost.map((line) => `"${redact(showByteText(nameLine(line)))}"`).join(", ");
  ctx.report({
    event: "warning",
    message: `Image ${image}: its fstab loses ${lost.length === 1 ? "the line" : "the lines"} ${names}, which the deploy config does not have; the former one is kept in ${saved}.`,
  });
}

export interface FstabRequest {
  readonly image: { readonly name: string; readonly fstab: string };
  readonly former: FormerFstab;
  /** Where each mount point is in the tree, links followed. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * The first deploy keeps the image's own fstab beside the new one, byte for byte; a later one must not overwrite it. Only a
 * regular file is opened, because a FIFO or a device in the tree would never end. The record is written last.
 */
export async function writeFstab(ctx: Context, tree: TreeWriter, request: FstabRequest): Promise<void> {
  const { image, former } = request;
  const planned = encodeByteText(moveMounts(image.fstab, request.places));
  await tree.makeFolder("/etc");
  if (former.written === undefined) {
    const place = await placeInRoot(ctx.host, tree.root, fstabPath);
    const own = place === undefined ? undefined : await ctx.host.facts(place);
    const text = await read(ctx, tree.root, fstabPath);
    if (own?.kind === "file" && text !== planned) await tree.copy(fstabPath, imageFstab);
    await tree.rewrite(fstabPath, fromByteText(planned));
    if (former.saved !== undefined && former.text !== undefined)
      await tellLost(ctx, tree, image.name, {
        lost: lostLines(former.text, `${planned}\n${text ?? ""}`),
        saved: former.saved,
      });
  } else {
    const { text, dropped } = mergeFstab(planned, former.text ?? "", former.written);
    if (dropped.length > 0)
      await tellLost(ctx, tree, image.name, { lost: dropped, saved: await save(ctx, tree, former.text ?? "") });
    await tree.rewrite(fstabPath, fromByteText(text));
  }
  await tree.put(fstabRecord, fromByteText(planned));
}
