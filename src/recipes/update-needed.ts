/** Whether a system of the node is the version already that an update is to bring: by what boot-info and the node's record say of it. */
import { readRecord } from "../boot/store/deploy-record.ts";
import { findEntry, openBootSession } from "../boot/store/session.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { planSource } from "../plan/update-source.ts";
import type { UpdateWish } from "../plan/update-wish.ts";
import type { Element } from "../schema/boot-info.ts";
import type { DeployRecord, RecordedImage } from "../schema/deploy-record.ts";
import { imageSources } from "../sources/sources.ts";
import { infoOf } from "./boot-updating.ts";

type NeedOptions = StoreOptions & { readonly entry: string | null };

/** A system that needs no update. */
export interface CurrentVersion {
  /** Its name in the deploy config. */
  readonly image: string;
  readonly imageName: string;
  readonly imageUuid: string;
}

/** What the node says of the systems that may be meant. */
interface Known {
  readonly elements: readonly Element[];
  readonly record: DeployRecord | "none";
}

function recordedOf({ os_id: id }: Element, { record }: Known): RecordedImage | undefined {
  return record === "none" ? undefined : record.images.find(({ name }) => name === id);
}

/** The partition is free again when this returns: to ask a server may take long. */
async function readKnown(ctx: Context, options: NeedOptions, wish: UpdateWish): Promise<Known> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const info = infoOf(session);
  const record = isByRecord(wish) ? await readRecord(ctx, session.store, info) : "none";
  const named = options.entry === null ? undefined : (await findEntry(ctx, session, options.entry)).element;
  const elements =
    options.entry === null ? info.elements : info.elements.filter(({ os_id: id }) => id === named?.os_id);
  await scope.close();
  return { elements, record };
}

function isNamed({ imageName, imageUuid, checksum }: UpdateWish): boolean {
  return (imageName ?? imageUuid ?? checksum) !== undefined;
}

/** Whether the image itself is compared, and not what it is called alone. */
function isByImage(wish: UpdateWish): boolean {
  const { source } = wish;
  if (!isNamed(wish) || source === undefined) return !isNamed(wish);
  return Object.values(imageSources).some(
    ({ identify, parseAddress }) => identify !== undefined && parseAddress(source) !== undefined,
  );
}

function isByRecord(wish: UpdateWish): boolean {
  return wish.checksum !== undefined || isByImage(wish);
}

/** Whether what the new version would be made of is what the system was made of. Throws "usage" for a source that does not tell. */
async function isSameImage(ctx: Context, element: Element, known: Known, wish: UpdateWish): Promise<boolean> {
  const recorded = recordedOf(element, known);
  if (known.record === "none" || recorded === undefined) return false;
  const { driver, ...source } = planSource(known.record, recorded, wish);
  const digest = await imageSources[driver].identify?.(ctx, { ...source, name: recorded.name });
  if (digest === undefined && !isNamed(wish)) throw nothingNamed();
  return digest !== undefined && digest === recorded.oci?.manifest;
}

function isVersion(element: Element, known: Known, wanted: UpdateWish): boolean {
  const pairs = [
    [wanted.imageName, element.image_name],
    [wanted.imageUuid, element.image_uuid],
    [wanted.checksum, recordedOf(element, known)?.file?.checksum],
  ];
  return element.updating === undefined && pairs.every(([asked, found]) => asked === undefined || asked === found);
}

function nothingNamed(): BareonError {
  return new BareonError("usage", "--if-needed compares versions, and none is named.", {
    hint: "Name it with --image-name, --image-uuid or --checksum; or the system alone, if it is a container image.",
  });
}

/**
 * The system that is meant, or without a word whichever of them, if it is that version and no update of it has begun; it may be the one
 * that runs. Throws "usage" if nothing is wanted that could be compared, "entry" for a word that means no image, and "source" for a
 * container image that cannot be reached.
 */
export async function findCurrentVersion(
  ctx: Context,
  options: NeedOptions,
  wish: UpdateWish,
): Promise<CurrentVersion | undefined> {
  if (!isNamed(wish) && wish.source === undefined && options.entry === null) throw nothingNamed();
  const known = await readKnown(ctx, options, wish);
  for (const element of known.elements) {
    const isSame = isByImage(wish) ? await isSameImage(ctx, element, known, wish) : true;
    if (isSame && isVersion(element, known, wish))
      return { image: element.os_id, imageName: element.image_name, imageUuid: element.image_uuid };
  }
  return undefined;
}
