/** Where the documents and layers of a container image are kept: a registry, or an image layout of this machine. */
import type { Context } from "../../host/host.ts";
import type { Descriptor, ImageIndex, ImageManifest } from "../../formats/oci-documents.ts";

/** What an address means before it was looked at. */
export type Top = ImageIndex | (ImageManifest & { readonly digest: string });

export interface ImageStore {
  /** The document that the address means, verified if the address has its digest. Throws BareonError "failure", as the others do. */
  readonly readTop: (ctx: Context) => Promise<Top>;
  /** The bytes of a document, of as many as its descriptor says at most; they are verified by the caller. */
  readonly readDocument: (ctx: Context, what: string, descriptor: Descriptor) => Promise<Uint8Array>;
  /** The bytes of a layer as it is stored, of as many as its descriptor says at most; they are verified by the caller. */
  readonly readLayer: (ctx: Context, what: string, descriptor: Descriptor) => AsyncIterable<Uint8Array>;
  /** True if everything is on this machine, so that to read it twice takes no network. */
  readonly isLocal: boolean;
}
