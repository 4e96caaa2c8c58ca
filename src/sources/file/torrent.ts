/** The torrent of an image file: read, and judged before anything is written. It is hostile, so that a program without rights looks into it. */
import { runtimeDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { openRoot } from "../../host/jail.ts";
import { Scope } from "../../host/scope.ts";
import { parseTorrent, showTorrent } from "../../programs/aria2.ts";
import { withoutRights } from "../../programs/unshare.ts";
import type { PlannedFile } from "../../schema/plan.ts";
import { describe, readSmall } from "./start.ts";

/** Bytes of the longest torrent: a file of 100 GiB in pieces of 256 KiB has one of 8 MB. */
const longest = 8 * MiB;

/** A root of its own for aria2c that has the torrent as /torrent; returns the root's path, and what runs a command in it. */
export async function openTorrentRoot(ctx: Context, scope: Scope, torrent: Uint8Array): ReturnType<typeof openRoot> {
  const jail = await openRoot(ctx, scope, `${runtimeDirectory}/torrent-${crypto.randomUUID()}`, "16m");
  await ctx.host.writeFile(`${jail.path}/torrent`, torrent);
  return jail;
}

/**
 * The bytes of the torrent at that address, which is one of a single file of `length` bytes. Throws BareonError "failure" for any other,
 * and for what is none.
 */
export async function readTorrent(
  ctx: Context,
  { name, url, file }: { readonly name: string; readonly url: string; readonly file: PlannedFile },
  length: number | undefined,
): Promise<Uint8Array> {
  const what = `the torrent of image ${name}`;
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("failure", `${describe(what, url)} is refused: ${problem}`, { hint });
  };
  if (length === undefined)
    return refuse("the server does not say how long the image is", "Let the server send a Content-Length.");
  const bytes = await readSmall(ctx, { what, place: url, file, limit: longest });
  await using scope = new Scope();
  const jail = await openTorrentRoot(ctx, scope, bytes);
  const { stdout, stderr } = await ctx.host.run(jail.inside(withoutRights(showTorrent("/torrent"))));
  await scope.close();
  const facts = parseTorrent(`${stdout}\n${stderr}`);
  if (typeof facts === "string") return refuse(facts, "Make it anew from the one image file, as with mktorrent.");
  if (facts.length !== length)
    return refuse(
      `its file has ${facts.length} bytes, and the image has ${length}`,
      "Make the torrent of the very file that is at the image's address.",
    );
  return bytes;
}
