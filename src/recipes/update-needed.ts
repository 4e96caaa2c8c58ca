/** Whether a system of the node is the version already that an update is to bring: by what boot-info and the node's record say of it. */
import { readRecord } from "../boot/store/deploy-record.ts";
import { findEntry, openBootSession } from "../boot/store/session.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { UpdateWish } from "../plan/update-wish.ts";
import type { Element } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import { infoOf } from "./boot-updating.ts";

/** What tells a version from others; what is undefined is not compared. */
type WantedVersion = Pick<UpdateWish, "imageName" | "imageUuid" | "checksum">;

/** A system that needs no update. */
export interface CurrentVersion {
  /** Its name in the deploy config. */
  readonly image: string;
  readonly imageName: string;
  readonly imageUuid: string;
}

function isVersion(element: Element, record: DeployRecord | "none", wanted: WantedVersion): boolean {
  const recorded = record === "none" ? undefined : record.images.find(({ name }) => name === element.os_id);
  const pairs = [
    [wanted.imageName, element.image_name],
    [wanted.imageUuid, element.image_uuid],
    [wanted.checksum, recorded?.file?.checksum],
  ];
  return element.updating === undefined && pairs.every(([asked, found]) => asked === undefined || asked === found);
}

/**
 * The system that is meant, or without a word whichever of them, if it is that version and no update of it has begun; it may be the one
 * that runs. Throws "usage" if nothing is wanted that could be compared, and "entry" for a word that means no image.
 */
export async function findCurrentVersion(
  ctx: Context,
  options: StoreOptions & { readonly entry: string | null },
  wanted: WantedVersion,
): Promise<CurrentVersion | undefined> {
  if (wanted.imageName === undefined && wanted.imageUuid === undefined && wanted.checksum === undefined)
    throw new BareonError("usage", "--if-needed compares versions, and none is named.", {
      hint: "Name it with --image-name, --image-uuid or --checksum.",
    });
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const info = infoOf(session);
  const record = wanted.checksum === undefined ? "none" : await readRecord(ctx, session.store, info);
  const named = options.entry === null ? undefined : (await findEntry(ctx, session, options.entry)).element;
  const candidates =
    options.entry === null ? info.elements : info.elements.filter(({ os_id: id }) => id === named?.os_id);
  const found = candidates.find((element) => isVersion(element, record, wanted));
  await scope.close();
  return found === undefined
    ? undefined
    : { image: found.os_id, imageName: found.image_name, imageUuid: found.image_uuid };
}
