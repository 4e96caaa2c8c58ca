/** The config drive that a controller left on the node: decoded, and its filesystem looked at, before anything is written. */
import { redact } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import { configDriveName, runtimeDirectory } from "../base/places.ts";
import { MiB, renderSize } from "../base/sizes.ts";
import { type DecodedDrive, decodeDrive, handedLimit } from "../formats/config-drive.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import { parseSignature, probe } from "../programs/blkid.ts";
import { readSmallFile } from "../sources/small-file.ts";

export interface ConfigDrive {
  /** The image. Nothing of it is logged or shown. */
  readonly image: Uint8Array;
  /** What is to be unpacked of it, by its path from the top; absent unless that was asked for. */
  readonly files?: DriveFiles;
}

/** By a path without a slash at its start. */
export type DriveFiles = ReadonlyMap<string, Uint8Array>;

/** Filesystems that config drives are made with. */
const types = ["iso9660", "vfat", "ext2", "ext3", "ext4"];

/** What is unpacked: the rest is for other clouds. */
const top = "openstack";
const contentLimit = 8 * MiB;
const mostFiles = 1000;
const mostLevels = 8;

function refuse(path: string, problem: string, hint?: string): BareonError {
  return new BareonError("source", `The config drive ${path}: ${problem}.`, hint === undefined ? {} : { hint });
}

async function fetch(ctx: Context, path: string, address: string): Promise<DecodedDrive> {
  try {
    return decodeDrive(await readSmallFile(ctx, "the config drive", address, handedLimit));
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    throw refuse(path, `it is an address, and ${error.message}`, error.hint);
  }
}

async function readHanded({ host }: Context, path: string): Promise<Uint8Array> {
  const facts = await host.facts(path);
  if (facts === undefined) throw refuse(path, "there is no such file");
  if (facts.size > handedLimit) throw refuse(path, `it has more than ${renderSize(handedLimit)}`);
  try {
    const handed = await host.readFile(path, handedLimit);
    if (handed !== undefined) return handed;
  } catch (error) {
    throw error instanceof BareonError ? refuse(path, error.message.replace(/\.$/u, "")) : error;
  }
  throw refuse(path, "it is a link that leads to no file");
}

async function decode(ctx: Context, path: string): Promise<Uint8Array> {
  const handed = await readHanded(ctx, path);
  const first = decodeDrive(handed);
  const decoded = first.kind === "address" ? await fetch(ctx, path, first.address) : first;
  if (decoded.kind === "refused") throw refuse(path, decoded.problem);
  if (decoded.kind === "image") return decoded.bytes;
  throw refuse(path, `its address leads to another address, ${redact(decoded.address)}`);
}

/** The type of the filesystem. */
async function judge({ host }: Context, path: string, place: string): Promise<string> {
  const found = parseSignature((await host.run(probe(place))).stdout);
  if (found === null || !types.includes(found.type))
    throw refuse(
      path,
      found === null ? "there is no filesystem in it" : `it holds ${found.type}`,
      `A config drive is one of ${types.join(", ")}, which may be packed by gzip and then be text in base64.`,
    );
  // mkfs.vfat and others write capitals, and cloud-init knows both.
  if (found.label?.toLowerCase() !== configDriveName)
    throw refuse(path, `its label is ${JSON.stringify(found.label)} and not ${configDriveName}`);
  return found.type;
}

interface Unpacking {
  readonly files: Map<string, Uint8Array>;
  left: number;
  skipped: number;
}

async function readFolder(ctx: Context, path: string, root: string, folder: string, state: Unpacking): Promise<void> {
  const { host } = ctx;
  for (const name of await host.list(`${root}/${folder}`)) {
    const inner = `${folder}/${name}`;
    const facts = await host.facts(`${root}/${inner}`);
    if (facts?.kind === "directory") {
      if (inner.split("/").length > mostLevels) throw refuse(path, `folders lie more than ${mostLevels} deep in it`);
      await readFolder(ctx, path, root, inner, state);
    } else if (facts?.kind === "file") {
      state.left -= facts.size;
      if (state.left < 0) throw refuse(path, `it holds more than ${renderSize(contentLimit)} in files`);
      if (state.files.size >= mostFiles) throw refuse(path, `it holds more than ${mostFiles} files`);
      state.files.set(inner, await host.readBytes(`${root}/${inner}`, 0, facts.size));
    } else state.skipped += 1;
  }
}

async function unpack(ctx: Context, path: string, place: string, type: string): Promise<DriveFiles> {
  await using scope = new Scope();
  const root = `${place}.mounted`;
  const options = ["ro", "loop", "nodev", "nosuid", "noexec"];
  const state: Unpacking = { files: new Map(), left: contentLimit, skipped: 0 };
  try {
    await mountFilesystem(ctx, scope, { source: place, target: root, type, options });
    if ((await ctx.host.facts(`${root}/${top}`))?.kind === "directory") await readFolder(ctx, path, root, top, state);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError) || error.exit === "source") throw error;
    throw refuse(path, `it cannot be read: ${error.message}`);
  }
  await scope.close();
  if (![...state.files.keys()].some((name) => name.endsWith("/meta_data.json")))
    throw refuse(path, `it has no ${top}/VERSION/meta_data.json`);
  if (state.skipped > 0)
    ctx.report({
      event: "warning",
      message: `The config drive holds ${state.skipped} links or devices, which are not unpacked.`,
    });
  return state.files;
}

/** Throws BareonError "source" for what is no config drive; `asSeed` if it is to be unpacked. */
export async function readConfigDrive(ctx: Context, path: string, asSeed: boolean): Promise<ConfigDrive> {
  const image = await decode(ctx, path);
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  const place = `${runtimeDirectory}/config-drive-${crypto.randomUUID()}`;
  scope.defer(async () => await ctx.host.removeFile(place));
  await ctx.host.writeFile(place, image, 0o600);
  const type = await judge(ctx, path, place);
  const drive = asSeed ? { image, files: await unpack(ctx, path, place, type) } : { image };
  await scope.close();
  return drive;
}
