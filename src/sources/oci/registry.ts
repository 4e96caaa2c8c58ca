/** Container images of a registry, by the OCI distribution specification: manifests and blobs over HTTP, one by one as they are wanted. */
import { BareonError } from "../../base/errors.ts";
import { type Descriptor, documentTypes, longestDocument, parseImageDocument } from "../../formats/oci-documents.ts";
import type { Context } from "../../host/host.ts";
import { limited } from "../file/byte-streams.ts";
import type { Download } from "../file/connection.ts";
import { downloadFile, readStart } from "../file/download.ts";
import type { SourcedImage } from "../source.ts";
import { openLogin, type RegistryRequest } from "./login.ts";
import type { RegistryAddress } from "./spec/address.ts";
import type { ImageStore, Top } from "./store.ts";
import { checkSize, digestOf, parsed, verified } from "./verified.ts";

/** Docker's registry answers under another name than its images have. */
function serverOf({ registry }: RegistryAddress): string {
  return registry === "docker.io" ? "registry-1.docker.io" : registry;
}

const accepted = [`Accept: ${documentTypes.join(", ")}`];

/** The store of one image; what it was told of itself is kept for all that is read of it. */
export function openRegistry({ name, oci = {} }: SourcedImage, address: RegistryAddress): ImageStore {
  const { caFile, authFile, plainHttp = false, rate } = oci;
  const request: RegistryRequest = { caFile, rate };
  const login = openLogin({ ...request, address, authFile, plainHttp });
  const base = `${plainHttp ? "http" : "https"}://${serverOf(address)}/v2/${address.repository}`;
  const download = (what: string, path: string): Download => ({ ...request, what, url: `${base}/${path}`, login });
  const readWhole = async (own: Context, whole: Download): Promise<Uint8Array> => {
    const { bytes } = await readStart(own, { ...whole, isWhole: true }, longestDocument + 1);
    checkSize(whole.what, { size: bytes.length }, longestDocument);
    return bytes;
  };
  const readManifest = async (own: Context, what: string, reference: string): Promise<Uint8Array> =>
    await readWhole(own, { ...download(what, `manifests/${reference}`), headers: accepted });
  return {
    isLocal: false,
    readTop: async (own): Promise<Top> => {
      const what = `the manifest of image ${name}`;
      const { digest, tag = "" } = address;
      const bytes = await readManifest(own, what, digest ?? tag);
      if (digest !== undefined) await verified(what, bytes, digest);
      const document = parsed(what, () => parseImageDocument(bytes));
      return document.kind === "index" ? document : { ...document, digest: digest ?? (await digestOf(bytes)) };
    },
    readDocument: async (own, what, descriptor) => {
      const { digest } = descriptor;
      checkSize(what, descriptor, longestDocument);
      return isManifest(descriptor)
        ? await readManifest(own, what, digest)
        : await readWhole(own, download(what, `blobs/${digest}`));
    },
    readLayer: (own, what, { digest, size }) => {
      // What comes is verified by its digest, so that another server may go on where one broke off.
      const version = { length: size, validator: undefined };
      const bytes = downloadFile(own, { ...download(what, `blobs/${digest}`), isVerified: true }, version);
      return limited(bytes, size, `${what} has more than the ${size} bytes that its manifest says`);
    },
  };
}

function isManifest({ mediaType }: Descriptor): boolean {
  if (mediaType === "") throw new BareonError("failure", "an index does not say of what type its images are");
  return documentTypes.includes(mediaType);
}
