/** Container images as image layouts, document by document, also such as no program would write. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type TarMember, tarArchive } from "./tar-writer.ts";

const layerType = "application/vnd.oci.image.layer.v1.tar";
export const manifestType = "application/vnd.oci.image.manifest.v1+json";
export const indexType = "application/vnd.oci.image.index.v1+json";
const configType = "application/vnd.oci.image.config.v1+json";

export type Packing = "none" | "gzip" | "zstd";

/** What a layer is made of: members, or the bytes of its archive. */
export type LayerContent = Uint8Array | readonly (TarMember | Buffer)[];

export interface Described {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export interface ImageRequest {
  readonly layers: readonly LayerContent[];
  readonly packing?: Packing;
  readonly algorithm?: "sha256" | "sha512";
  readonly architecture?: string;
  readonly variant?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Keys of the config that are other ones. */
  readonly config?: object;
  /** Keys of the manifest that are other ones. */
  readonly manifest?: object;
}

/** The machine that the tests run on, as images call it. */
export const ownArchitecture = process.arch === "x64" ? "amd64" : process.arch;

function bytesOf(content: LayerContent): Uint8Array {
  return content instanceof Uint8Array ? content : tarArchive(...content);
}

function pack(bytes: Uint8Array, packing: Packing): Uint8Array {
  if (packing === "none") return bytes;
  return packing === "gzip" ? gzipSync(bytes) : zstdCompressSync(bytes);
}

export function digestOf(bytes: Uint8Array, algorithm = "sha256"): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

/** A layout in memory: its blobs by digest. */
export class ImageLayout {
  readonly blobs = new Map<string, Uint8Array>();
  readonly #named: object[] = [];

  add(bytes: Uint8Array | object, mediaType: string, algorithm = "sha256"): Described {
    const content = bytes instanceof Uint8Array ? bytes : Buffer.from(JSON.stringify(bytes));
    const digest = digestOf(content, algorithm);
    this.blobs.set(digest, content);
    return { mediaType, digest, size: content.length };
  }

  /** Adds what an image consists of; returns the descriptor of its manifest. */
  addImage(request: ImageRequest): Described {
    const { layers, packing = "none", algorithm, architecture = ownArchitecture, variant, labels = {} } = request;
    const plain = layers.map(bytesOf);
    const type = packing === "none" ? layerType : `${layerType}+${packing}`;
    const config = this.add(
      {
        ...{ architecture, os: "linux", ...(variant === undefined ? {} : { variant }) },
        config: { Labels: labels, Cmd: ["/bin/sh"] },
        rootfs: { type: "layers", diff_ids: plain.map((bytes) => digestOf(bytes)) },
        ...request.config,
      },
      configType,
      algorithm,
    );
    const manifest = {
      ...{ schemaVersion: 2, mediaType: manifestType, config },
      layers: plain.map((bytes) => this.add(pack(bytes, packing), type, algorithm)),
      ...request.manifest,
    };
    return this.add(manifest, manifestType, algorithm);
  }

  /** An index of several, as one document of the layout. */
  addIndex(manifests: readonly object[]): Described {
    return this.add({ schemaVersion: 2, mediaType: indexType, manifests }, indexType);
  }

  /** Gives a name to what the descriptor means; without one it is the layout's only image. */
  name(descriptor: object, ref?: string): void {
    const annotations = ref === undefined ? {} : { annotations: { "org.opencontainers.image.ref.name": ref } };
    this.#named.push({ ...descriptor, ...annotations });
  }

  get index(): object {
    return { schemaVersion: 2, mediaType: indexType, manifests: this.#named };
  }

  async write(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
    await writeFile(join(folder, "index.json"), JSON.stringify(this.index));
    for (const [digest, bytes] of this.blobs) {
      const [algorithm = "", hex = ""] = digest.split(":");
      await mkdir(join(folder, "blobs", algorithm), { recursive: true });
      await writeFile(join(folder, "blobs", algorithm, hex), bytes);
    }
  }
}

/** Writes a layout with one image into the folder; returns its manifest's descriptor. */
export async function writeImage(folder: string, request: ImageRequest): Promise<Described> {
  const layout = new ImageLayout();
  const manifest = layout.addImage(request);
  layout.name(manifest);
  await layout.write(folder);
  return manifest;
}

/** The members of a tree that is a system as far as names tell. */
export const bootableMembers: readonly TarMember[] = [
  { name: "boot/", type: "5" },
  { name: "boot/vmlinuz-6.1.0-test", content: "kernel" },
  { name: "boot/initrd.img-6.1.0-test", content: "initrd" },
  { name: "usr/", type: "5" },
  { name: "usr/bin/", type: "5" },
  { name: "usr/bin/mount", content: "#!" },
  { name: "usr/sbin/", type: "5" },
  { name: "usr/sbin/init", type: "2", target: "../bin/mount" },
];
