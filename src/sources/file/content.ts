/**
 * An image that is one file, over HTTP or of this machine: finds out what it is before the first write, and reads its content,
 * which is verified at its end.
 */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { FileVersion } from "./connection.ts";
import { downloadFile } from "./download.ts";
import type { Context } from "../../host/host.ts";
import type { PlannedFile } from "../../schema/plan.ts";
import { decompress, decompressStart, unpackHint } from "../../programs/decompress.ts";
import { type Compression, detectCompression } from "../../formats/compression.ts";
import { printFile } from "../../programs/coreutils.ts";
import { type ImageContent, detectContent, headLength } from "./detect-content.ts";
import type { Traits } from "../../storage/filesystem/filesystem.ts";
import { readTraits } from "../../storage/filesystem/filesystems.ts";
import { isQcow2, readQcow2 } from "../../formats/qcow2.ts";
import { counted, tee } from "./byte-streams.ts";
import { type Checksum, checkedBytes, findChecksum, parseChecksum } from "./checksum.ts";
import type { SourcedImage, TransferOptions } from "../source.ts";
import { type Described, checkUnpacked, readManifest } from "./manifest.ts";
import { localPath } from "./spec/file-path.ts";
import { describe, readHead, readSmall, toDownload } from "./start.ts";
import { checkMemory } from "./qcow2.ts";
import { readFromSwarm } from "./swarm.ts";
import { readTorrent } from "./torrent.ts";
import { checkSigner, type Signature, verifySignature } from "./signature.ts";

/** What a file was found to be. */
export interface FoundFile {
  readonly version: FileVersion;
  readonly compression: Compression;
  /** Of a qcow2 image only the size of its content is known before it is written. */
  readonly content:
    | Extract<ImageContent, { readonly kind: "filesystem" | "tar" }>
    | { readonly kind: "qcow2"; readonly size: number };
  /** Of the image of a filesystem. */
  readonly traits?: Traits | undefined;
  readonly checksum: Checksum | undefined;
  /** What is in it, if a text beside it says that. */
  readonly unpacked?: Described | undefined;
  /** Of the file itself; the signature of a list of checksums was verified with the list. */
  readonly signature: Signature | undefined;
  /** The file's torrent, which was judged. */
  readonly torrent?: Uint8Array | undefined;
}

function fail(message: string, hint?: string): never {
  throw new BareonError("failure", message, hint === undefined ? {} : { hint });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

/** The checksum of the config, or the one of a list; the signature of a list is verified first. */
async function findExpected(
  ctx: Context,
  { name, source }: SourcedImage,
  file: PlannedFile,
): Promise<Pick<FoundFile, "checksum" | "signature">> {
  const { signatureUrl, signatureKey, checksumUrl } = file;
  const signature =
    signatureUrl === undefined || signatureKey === undefined
      ? undefined
      : {
          key: signatureKey,
          signature: await readSmall(ctx, { what: `the signature for image ${name}`, place: signatureUrl, file }),
        };
  if (signature !== undefined && checksumUrl === undefined) await checkSigner(ctx, `image ${name}`, signature);
  if (checksumUrl === undefined)
    return { checksum: file.checksum === undefined ? undefined : parseChecksum(file.checksum), signature };
  const what = `the list of checksums for image ${name}`;
  const list = await readSmall(ctx, { what, place: checksumUrl, file });
  if (signature !== undefined) await verifySignature(ctx, describe(what, checksumUrl), signature, once(list));
  const checksum = findChecksum(new TextDecoder().decode(list), {
    address: source,
    listAddress: checksumUrl,
    allowMd5: file.allowMd5 === true,
  });
  if (checksum === undefined)
    return fail(
      `${describe(what, checksumUrl)} has no SHA-256 or SHA-512 of this file`,
      "A name in the list counts from the folder of the list. An MD5 is accepted only if the config allows it.",
    );
  return { checksum, signature: undefined };
}

function identifyQcow2(start: Uint8Array, length: number | undefined): FoundFile["content"] {
  if (!isQcow2(start)) fail("it is no qcow2 image, or packed once more");
  const found = readQcow2(start, length);
  return "refused" in found
    ? fail(`of this qcow2 image, ${found.refused}`, "Make a flat copy with qemu-img convert.")
    : { kind: "qcow2", size: found.size };
}

/** The start of the content. Throws BareonError "failure", with the program's own reason, if there is none. */
async function unpackStart(
  ctx: Context,
  compression: Exclude<Compression, "none">,
  start: Uint8Array,
): Promise<Uint8Array> {
  const stream = ctx.host.stream(decompressStart(compression), once(start));
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await stream.next(); size < headLength; next = await stream.next()) {
    if (next.done === true) {
      // It always says that the file ends too early, since it has its start alone.
      if (size === 0) return fail(`it cannot be unpacked: ${redact(next.value.stderr.trim())}`, unpackHint);
      break;
    }
    parts.push(next.value);
    size += next.value.length;
  }
  await stream.return({ exitCode: 0, stdout: "", stderr: "" });
  return Buffer.concat(parts).subarray(0, headLength);
}

/** What a file is by its start. Throws BareonError "failure" if the config says something else. */
async function identify(
  ctx: Context,
  { bytes: start, version }: { readonly bytes: Uint8Array; readonly version: FileVersion },
  file: PlannedFile,
): Promise<Pick<FoundFile, "compression" | "content" | "traits">> {
  const found = detectCompression(start);
  if (file.compression !== undefined && file.compression !== found)
    fail(
      `it is not packed by ${file.compression}: it begins like ${found === "none" ? "no packed file" : `a file of ${found}`}`,
      'Leave "compression" out.',
    );
  if (file.format === "qcow2") return { compression: found, content: identifyQcow2(start, version.length) };
  const head = found === "none" ? start : await unpackStart(ctx, found, start);
  const content = detectContent(head);
  if (content.kind === "unknown")
    return fail(`it is ${content.what}`, "An image file is a tar archive or the image of one filesystem, also packed.");
  const format = content.kind === "tar" ? "tar" : "raw";
  if (file.format !== undefined && file.format !== format)
    fail(
      `it is no image of the container format ${file.format} but ${content.kind === "tar" ? "a tar archive" : `the image of a filesystem (${content.type})`}`,
    );
  const traits = content.kind === "filesystem" ? readTraits(content.type, head) : undefined;
  return { compression: found, content, ...(traits === undefined ? {} : { traits }) };
}

/** The length of what is in a packed file shows at its end alone. */
function checkLength(
  { compression, content }: Pick<FoundFile, "compression" | "content">,
  length: number | undefined,
): void {
  if (content.kind !== "filesystem" || compression !== "none" || length === undefined || length >= content.size) return;
  fail(
    `it ends early: of its filesystem of ${content.size} bytes only ${length} are there`,
    "Make the image anew, and give its checksum.",
  );
}

/** Whether other bytes than the right ones are found out. */
function isVerified({ checksum, signature }: Pick<FoundFile, "checksum" | "signature">): boolean {
  return checksum !== undefined || signature !== undefined;
}

/** Reads the file's start and what verifies it; throws BareonError "failure". */
export async function findFile(ctx: Context, image: SourcedImage): Promise<FoundFile> {
  const file = image.file ?? {};
  const { bytes, version } = await readHead(ctx, `image ${image.name}`, image.source, file, headLength);
  if (bytes.length === 0) fail("it is empty");
  const identity = await identify(ctx, { bytes, version }, file);
  const manifest = await readManifest(ctx, image, file);
  const found = await findExpected(ctx, image, file);
  const expected = { ...found, checksum: found.checksum ?? manifest?.stored.checksum };
  checkLength(identity, version.length);
  const { size = version.length } = manifest?.stored ?? {};
  if (version.length !== undefined && size !== version.length)
    fail(`it has ${version.length} bytes, and its metadata say ${size}`, "The image or its metadata were replaced.");
  if (identity.content.kind === "qcow2") await checkMemory(ctx, version.length);
  // Nor does TLS help: curl does not tell a connection that was closed from one that was cut.
  const isSelfContained = identity.compression !== "none" || identity.content.kind === "tar";
  if (version.length === undefined && !isSelfContained && !isVerified(expected)) {
    fail("the server does not say how long it is, so that nobody could see its end missing", "Give a checksum.");
  }
  const { torrentUrl: url } = file;
  const torrent =
    url === undefined ? undefined : await readTorrent(ctx, { name: image.name, url, file }, version.length);
  return { version, ...identity, ...expected, unpacked: manifest?.unpacked, torrent };
}

/** How the content is read. */
export type ReadOptions = Pick<TransferOptions, "onProgress" | "kept">;

/** The bytes from where they are. */
function readStored(
  ctx: Context,
  image: SourcedImage,
  found: FoundFile,
  options: ReadOptions,
): AsyncIterable<Uint8Array> {
  const { torrent, version } = found;
  if (torrent !== undefined) return readFromSwarm(ctx, image, { torrent, length: version.length ?? 0 }, options);
  const path = localPath(image.source);
  const download = toDownload(`image ${image.name}`, image.source, image.file ?? {});
  const stored =
    path === undefined
      ? downloadFile(ctx, { ...download, isVerified: isVerified(found) }, version)
      : ctx.host.stream(printFile(path));
  return counted(stored, (total) => options.onProgress({ bytes: total, files: 0 }));
}

/** The bytes of the file as it is stored. Throws BareonError "failure" at their end if they are not the right ones. */
async function* readVerified(
  ctx: Context,
  image: SourcedImage,
  found: FoundFile,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void> {
  const what = describe(`image ${image.name}`, image.source);
  let bytes = readStored(ctx, image, found, options);
  if (found.checksum !== undefined) bytes = checkedBytes(bytes, what, found.checksum);
  const { signature } = found;
  if (signature !== undefined) bytes = tee(bytes, async (copy) => await verifySignature(ctx, what, signature, copy));
  yield* bytes;
}

/** The unpacked content. It is good only when it has been read to its end without an error: throws BareonError "failure". */
export function readContent(
  ctx: Context,
  image: SourcedImage,
  found: FoundFile,
  options: ReadOptions,
): AsyncIterable<Uint8Array> {
  const bytes = readVerified(ctx, image, found, options);
  const content = found.compression === "none" ? bytes : ctx.host.stream(decompress(found.compression), bytes);
  return found.unpacked === undefined ? content : checkUnpacked(content, image.name, found.unpacked);
}
