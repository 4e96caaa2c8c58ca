/** The seeds of a config's images: every file of them read from where it is, and judged, before anything is written. */
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { ImageSpec, SeedPart, SeedSpec } from "../config/deploy-config.ts";
import { type Fault, findMetaDataFault, findNetworkFault, findUserDataFault } from "../formats/cloud-init.ts";
import type { Context } from "../host/host.ts";
import { readSmallFile } from "../sources/small-file.ts";

type PartName = keyof SeedSpec;

/** The content of an image's seed; what is absent is not in it. Nothing of it is logged or shown. */
export type SeedFiles = Readonly<Partial<Record<PartName, Uint8Array>>>;

/** By the image's name. */
export type Seeds = ReadonlyMap<string, SeedFiles>;

/** Bytes that a file of a seed has at most. */
export const seedLimit = MiB;

/** What messages call the files. */
export const partTitles = { metaData: "meta-data", userData: "user-data", networkConfig: "network-config" } as const;

const judges: Readonly<Record<PartName, (bytes: Uint8Array) => Promise<Fault | undefined>>> = {
  metaData: findMetaDataFault,
  userData: findUserDataFault,
  networkConfig: findNetworkFault,
};

const partNames: readonly PartName[] = ["metaData", "userData", "networkConfig"];

interface Read {
  readonly bytes?: Uint8Array;
  readonly fault?: Fault;
}

async function judge(bytes: Uint8Array, name: PartName): Promise<Read> {
  if (bytes.length > seedLimit)
    return { fault: { problem: `it has more than ${seedLimit / 1024} KiB`, expected: "less" } };
  const fault = await judges[name](bytes);
  return fault === undefined ? { bytes } : { fault };
}

async function readPlace(ctx: Context, source: string, what: string, name: PartName): Promise<Read> {
  let bytes: Uint8Array;
  try {
    bytes = await readSmallFile(ctx, what, source, seedLimit);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    const expected = `a file that can be read, of at most ${seedLimit / 1024} KiB`;
    return { fault: { problem: error.message, expected } };
  }
  return await judge(bytes, name);
}

/** A text of one line in the config may have been meant as a place. */
function withPlaces({ fault, ...read }: Read, text: string): Read {
  if (fault === undefined || /^\s*[[{]|\n./u.test(text)) return { ...read, ...(fault === undefined ? {} : { fault }) };
  return { fault: { ...fault, expected: `${fault.expected}; or an absolute path, or an address` } };
}

async function readPart(ctx: Context, part: SeedPart, image: string, name: PartName): Promise<Read> {
  switch (part.kind) {
    case "inline":
      return withPlaces(await judge(new TextEncoder().encode(part.text), name), part.text);
    case "place":
      return await readPlace(ctx, part.source, `the ${partTitles[name]} for image ${image}`, name);
    case "left-out":
      return {
        fault: {
          problem: "what stood here is left out of a plan that is stored, as it may be a secret",
          expected: "a file or an address; or deploy from the config itself",
        },
      };
  }
}

/** What is wrong with one file. */
export interface SeedFinding<T> {
  readonly image: T;
  readonly part: PartName;
  readonly fault: Fault;
  /** Whether the content does not stand in the config. */
  readonly isOutside: boolean;
}

export interface ReadSeeds<T> {
  readonly seeds: Seeds;
  /** Everything that is wrong with any of them. */
  readonly findings: readonly SeedFinding<T>[];
}

/** `isWanted` says which parts are read; of the others nothing is found. */
export async function readSeeds<T extends Pick<ImageSpec, "name" | "seed">>(
  ctx: Context,
  images: readonly T[],
  isWanted: (part: SeedPart) => boolean = () => true,
): Promise<ReadSeeds<T>> {
  const seeds = new Map<string, SeedFiles>();
  const findings: SeedFinding<T>[] = [];
  for (const image of images) {
    if (image.seed === undefined) continue;
    const files: [PartName, Uint8Array][] = [];
    for (const name of partNames) {
      const part = image.seed[name];
      if (part === undefined || !isWanted(part)) continue;
      const { bytes, fault } = await readPart(ctx, part, image.name, name);
      if (bytes !== undefined) files.push([name, bytes]);
      if (fault !== undefined) findings.push({ image, part: name, fault, isOutside: part.kind === "place" });
    }
    seeds.set(image.name, Object.fromEntries(files));
  }
  return { seeds, findings };
}
