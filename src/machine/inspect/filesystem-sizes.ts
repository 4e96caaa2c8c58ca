/** How large filesystems are, read from their first bytes: only for a machine of which something is to be made larger. */
import type { Host } from "../../host/host.ts";
import { readDevice } from "../../host/path-in-root.ts";
import type { Content } from "../../schema/inventory.ts";

/** What a layer can tell of a filesystem by its first 128 KiB: bytes that it takes, and what it can become; undefined for another layer's. */
export type Measure = (
  type: string,
  head: Uint8Array,
) => (Pick<Content, "spare" | "largest" | "fixed"> & { readonly size: number }) | undefined;

/** Where the first bytes of a content are. */
export interface ContentPlace {
  readonly device: string;
  readonly offset: number;
}

/** Returns what was found with its size, or as it is if that is not asked for or not known. */
export type Sizer = (content: Content | null, at: ContentPlace | undefined) => Promise<Content | null>;

const headLength = 128 * 1024;

/** `measures` is undefined if no sizes are asked for. */
export function makeSizer(host: Host, measures: readonly Measure[] | undefined): Sizer {
  return async (content, at) => {
    if (measures === undefined || content === null || at === undefined) return content;
    // What cannot be read has no size that is known, and is looked at all the same.
    const head = await readDevice(host, at.device, at.offset, headLength).catch(() => undefined);
    if (head === undefined) return content;
    const found = measures.map((measure) => measure(content.type, head)).find((one) => one !== undefined);
    return found === undefined ? content : { ...content, ...found };
  };
}
