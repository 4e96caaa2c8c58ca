/** bareon/spare.json on the multiboot partition: volumes that hold nothing that counts, so that what was cut off can be run again. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context } from "../../host/host.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import { type BootStore, enterStore } from "./store.ts";

export const sparePath = "bareon/spare.json";
/** Bytes that are read at most; ours have a few KiB. */
const limit = MiB;

/** What a volume is known by whatever is on it, and the systems that it was for. */
export interface SpareVolume {
  readonly place: string;
  readonly images: readonly string[];
  /** What may be on it as long as it is not in the menu, by type and UUID; absent if that may be anything. */
  readonly holds?: readonly { readonly type: string; readonly uuid?: string }[];
  /** True once it was wiped: what is on it then, somebody else has put there. */
  readonly wiped?: true;
}

function isSpareVolume(value: unknown): value is SpareVolume {
  if (typeof value !== "object" || value === null || !("place" in value) || !("images" in value)) return false;
  const { place, images } = value;
  return typeof place === "string" && Array.isArray(images) && images.every((image) => typeof image === "string");
}

type Held = NonNullable<SpareVolume["holds"]>[number];

function isHeld(value: unknown): value is Held {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return typeof value.type === "string" && (!("uuid" in value) || typeof value.uuid === "string");
}

/** Of a list that this program did not write it is not known what may be there. */
function heldOf({ holds }: { readonly holds?: unknown }): Pick<SpareVolume, "holds"> {
  if (!Array.isArray(holds) || !holds.every(isHeld)) return {};
  return { holds: holds.map(({ type, uuid }) => ({ type, ...(uuid === undefined ? {} : { uuid }) })) };
}

/** Of a text that this program did not write, none. */
export function parseSpare(text: string): SpareVolume[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 1) return [];
  return "volumes" in value && Array.isArray(value.volumes)
    ? value.volumes.filter(isSpareVolume).map(({ place, images, wiped, ...more }) => ({
        ...{ place, images: [...images], ...heldOf(more) },
        ...(wiped === true ? { wiped } : {}),
      }))
    : [];
}

/** Those that count: what a system was made on that is in the menu now is spare no more. */
export function stillSpare(volumes: readonly SpareVolume[], { elements }: Pick<BootInfo, "elements">): SpareVolume[] {
  const there = new Set(elements.map(({ os_id: name }) => name));
  return volumes.filter(({ images }) => !images.some((image) => there.has(image)));
}

/** Throws "failure" if the disk cannot be read. */
export async function readSpare({ host }: Pick<Context, "host">, store: BootStore): Promise<SpareVolume[]> {
  const directory = await enterStore(store, "read");
  return parseSpare((await host.readText(await resolveInRoot(host, directory, sparePath), limit)) ?? "");
}

/** Written before the first change of a disk, and again after the last one. Throws "readonly" if it cannot be written. */
export async function writeSpare({ host }: Context, store: BootStore, volumes: readonly SpareVolume[]): Promise<void> {
  await store.mounts.unmountAll();
  try {
    const place = await resolveInRoot(host, await enterStore(store, "write"), sparePath);
    if (volumes.length > 0) await host.writeFile(place, `${JSON.stringify({ version: 1, volumes }, null, 2)}\n`, 0o600);
    else if ((await host.facts(place)) !== undefined) await host.removeFile(place);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "failure") throw error;
    const message = `${sparePath} on ${store.partition.device} cannot be written. ${error.message}`;
    throw new BareonError("readonly", message, { cause: error });
  }
  await store.mounts.unmountAll();
}
