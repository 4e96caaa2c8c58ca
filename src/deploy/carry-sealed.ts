/**
 * Carried files of a system with encrypted volumes, while they are set aside: on the multiboot partition, which is not encrypted, they lie
 * sealed by a key of these volumes. Where they come from and go to is src/deploy/carry.ts.
 */
import { basename, dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import { seal, unseal } from "../formats/sealed.ts";
import type { Context, Host } from "../host/host.ts";
import { emptyFolder } from "../programs/find.ts";
import { extractArchive, packWhole } from "../programs/tar.ts";
import { damagedAside, type Manifest, parseManifest } from "./carry-manifest.ts";

/** Keys of the encrypted volumes: the first seals, and each may open. */
export type SealKeys = readonly [string, ...string[]];

/** What was sealed: an archive for each path of the manifest. */
export interface Sealed {
  readonly manifest: Manifest;
  readonly archives: readonly Uint8Array[];
}

/** Bytes at most: all that is carried, and what tar puts between. */
const limit = 64 * MiB;

function contentOf(folder: string): string {
  return `${folder}/content`;
}

/** Each piece behind its length. */
function join(pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    pieces.flatMap((piece) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      return [length, piece];
    }),
  );
}

function split(bytes: Uint8Array): Uint8Array[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: Uint8Array[] = [];
  for (let place = 0; place < view.length;) {
    const end = place + 4 + view.readUInt32BE(place);
    pieces.push(view.subarray(place + 4, end));
    place = end;
  }
  return pieces;
}

async function pack({ host }: Context, place: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of host.stream(packWhole(dirname(place), basename(place)))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Writes what lies at these places, in the order of the manifest's paths, flushed. */
export async function writeSealed(
  ctx: Context,
  folder: string,
  {
    manifest,
    places,
    keys,
  }: { readonly manifest: Manifest; readonly places: readonly string[]; readonly keys: SealKeys },
): Promise<void> {
  const archives: Uint8Array[] = [];
  for (const place of places) archives.push(await pack(ctx, place));
  const text = new TextEncoder().encode(JSON.stringify(manifest));
  await ctx.host.writeFile(contentOf(folder), seal(keys[0], join([text, ...archives])), 0o600);
}

/** Throws BareonError "mismatch" if none of the keys opens it, and "unverified" for what writeSealed did not write. */
export async function readSealed(host: Host, folder: string, keys: readonly string[]): Promise<Sealed> {
  const place = contentOf(folder);
  const facts = await host.facts(place);
  if (facts?.kind !== "file" || facts.size > limit) throw damagedAside();
  const bytes = await host.readBytes(place, 0, facts.size);
  for (const key of new Set(keys)) {
    const opened = unseal(key, bytes);
    if (opened === undefined) continue;
    const [text, ...archives] = split(opened);
    const manifest = parseManifest(new TextDecoder().decode(text));
    if (archives.length !== manifest.paths.length) throw damagedAside();
    return { manifest, archives };
  }
  throw new BareonError(
    "mismatch",
    "What was set aside of the carried files is sealed by another key of the encrypted volumes, or damaged.",
    {
      hint: "Give the key with which the update was begun, with a --key-file of its own; --carry-from none does without them.",
    },
  );
}

/** A folder at the top of the new tree, and so on its encrypted root. */
function stageOf(root: string): string {
  return `${root}/.bareon-carried`;
}

/** What is there was left by a run that was killed, or is the image's. */
async function clearStage({ host }: Context, stage: string): Promise<void> {
  const kind = (await host.facts(stage))?.kind;
  if (kind === undefined) return;
  if (kind !== "directory") return await host.removeFile(stage);
  await host.run(emptyFolder(stage));
  await host.removeDirectory(stage);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Calls `use` while all of it lies unpacked in the tree, each archive in a folder of that list; nothing of that stays. */
export async function whileUnpacked(
  ctx: Context,
  root: string,
  { archives }: Sealed,
  use: (folders: readonly string[]) => Promise<void>,
): Promise<void> {
  const stage = stageOf(root);
  await clearStage(ctx, stage);
  await ctx.host.makeDirectory(stage, 0o700);
  const folders: string[] = [];
  for (const [index, archive] of archives.entries()) {
    const folder = `${stage}/${index}`;
    await ctx.host.makeDirectory(folder, 0o700);
    for await (const _ of ctx.host.stream(extractArchive(folder, []), once(archive))) continue;
    folders.push(folder);
  }
  await use(folders);
  await clearStage(ctx, stage);
}
