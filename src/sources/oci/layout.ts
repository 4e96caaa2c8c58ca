/** Container images of an image layout (OCI image layout specification) on this machine: a folder, or the same as one tar archive. */
import { BareonError } from "../../base/errors.ts";
import { detectCompression } from "../../formats/compression.ts";
import { type Descriptor, type ImageIndex, longestDocument, parseImageDocument } from "../../formats/oci-documents.ts";
import type { Context } from "../../host/host.ts";
import { parseFileType, printFile, showFileType } from "../../programs/coreutils.ts";
import { listArchive, printMember } from "../../programs/tar.ts";
import { limited, readFirst } from "../file/byte-streams.ts";
import type { LayoutAddress } from "./spec/address.ts";
import type { ImageStore } from "./store.ts";
import { checkSize, parsed } from "./verified.ts";

/** Returns the bytes of a file of the layout, by its path from the layout's top. Throws BareonError "failure" for what is none. */
type ReadFile = (ctx: Context, path: string) => Promise<AsyncIterable<Uint8Array>>;

const layoutHint = "skopeo copy and buildah push make an image layout, as oci: or as oci-archive:.";
/** Files of a layout that are read; an archive may have any number of others. */
const layoutName = /^(?:index\.json|blobs\/sha\d+\/[\da-f]{64,128})$/u;
const mostNames = 100_000;
const longestName = 300;

function fail(message: string): never {
  throw new BareonError("failure", message, { hint: layoutHint });
}

async function checkRegular({ host }: Context, path: string): Promise<void> {
  if ((await host.facts(path)) === undefined) fail(`${path} is not there`);
  const { kind } = parseFileType((await host.run(showFileType(path))).stdout);
  if (!kind.startsWith("regular")) fail(`${path} is no file but a ${kind}`);
}

function folderReader(folder: string): ReadFile {
  return async (ctx, path) => {
    await checkRegular(ctx, `${folder}/${path}`);
    return ctx.host.stream(printFile(`${folder}/${path}`));
  };
}

/** The names in the archive by what they are from the layout's top. */
async function listNames(ctx: Context, archive: string): Promise<ReadonlyMap<string, string>> {
  await checkRegular(ctx, archive);
  const compression = detectCompression(await readFirst(ctx.host.stream(printFile(archive)), 64));
  // Each file would be unpacked up to its place.
  if (compression !== "none") fail(`${archive} is packed by ${compression}; its layers are packed already`);
  const names = new Map<string, string>();
  await ctx.host.run(listArchive(archive), {
    onLine: (line) => {
      if (line.length > longestName || names.size >= mostNames) return;
      const path = line.replace(/^(?:\.?\/)+/u, "");
      if (layoutName.test(path)) names.set(path, line);
    },
  });
  return names;
}

function archiveReader(archive: string): ReadFile {
  let names: Promise<ReadonlyMap<string, string>> | undefined;
  return async (ctx, path) => {
    names ??= listNames(ctx, archive);
    const name = (await names).get(path);
    if (name === undefined) return fail(`${archive} has no ${path}`);
    return ctx.host.stream(printMember(archive, name));
  };
}

function blobPath({ digest }: Descriptor): string {
  return `blobs/${digest.replace(":", "/")}`;
}

/** The images of the layout that the address means. */
function chooseRef(path: string, { manifests }: ImageIndex, ref: string | undefined): readonly Descriptor[] {
  const found = ref === undefined ? manifests : manifests.filter((manifest) => manifest.ref === ref);
  const refs = [...new Set(manifests.flatMap((manifest) => manifest.ref ?? []))];
  const known = refs.length === 0 ? "its images have no names" : `it has ${refs.slice(0, 20).join(", ")}`;
  if (found.length === 0) fail(ref === undefined ? `${path} has no image` : `${path} has no image ${ref}: ${known}`);
  if (ref === undefined && new Set(found.map((manifest) => manifest.ref)).size > 1)
    fail(`${path} has several images, and the address names none of them: ${known}`);
  return found;
}

function openWith(read: ReadFile, { path, ref }: LayoutAddress): ImageStore {
  const readSmall = async (ctx: Context, what: string, file: string): Promise<Uint8Array> => {
    const bytes = await readFirst(await read(ctx, file), longestDocument + 1);
    checkSize(what, { size: bytes.length }, longestDocument);
    return bytes;
  };
  return {
    isLocal: true,
    readTop: async (ctx) => {
      const what = `${path}: index.json`;
      const bytes = await readSmall(ctx, what, "index.json");
      const document = parsed(what, () => parseImageDocument(bytes));
      if (document.kind !== "index") return fail(`${what} is no index of an image layout`);
      return { kind: "index", manifests: chooseRef(path, document, ref) };
    },
    readDocument: async (ctx, what, descriptor) => {
      checkSize(what, descriptor, longestDocument);
      return await readSmall(ctx, what, blobPath(descriptor));
    },
    async *readLayer(ctx, what, descriptor) {
      const { size } = descriptor;
      const message = `${what} has more than the ${size} bytes that its manifest says`;
      yield* limited(await read(ctx, blobPath(descriptor)), size, message);
    },
  };
}

export function openLayout(address: LayoutAddress): ImageStore {
  const { kind, path } = address;
  return openWith(kind === "folder" ? folderReader(path) : archiveReader(path), address);
}
