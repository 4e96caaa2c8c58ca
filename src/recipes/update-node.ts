/** Which system an update is of, the one that is named or the only one that does not run, and what the node says of it. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { defaultCarry } from "../boot/guest/carried.ts";
import { findPlace } from "../host/device-places.ts";
import { readRecord } from "../boot/store/deploy-record.ts";
import { type BootSession, findEntry, openBootSession } from "../boot/store/session.ts";
import { enterStore, type StoreOptions } from "../boot/store/store.ts";
import { findFilesystem, Unbootable } from "../boot/systems/entry-check.ts";
import { freeSpace } from "../boot/systems/rescue-files.ts";
import { mountRoot } from "../boot/systems/subvolumes.ts";
import { fstabRecord } from "../deploy/fstab.ts";
import type { Context } from "../host/host.ts";
import { readTextInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { joinAll } from "../host/wait.ts";
import { assumeRecord } from "../plan/assumed-record.ts";
import type { Element } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Plan } from "../schema/plan.ts";
import { findImage, infoOf, refuseUsed } from "./boot-updating.ts";
import type { CarriedFrom } from "../deploy/carry-manifest.ts";
import { findAside, findForgotten } from "./carried-store.ts";

/** Throws "entry" for a word that means no image, and, without a word, if not exactly one image is idle. */
export async function chooseIdle(ctx: Context, session: BootSession, word: string | null): Promise<Element> {
  const { elements } = infoOf(session);
  if (word !== null) {
    const { element, kind, menu } = await findEntry(ctx, session, word);
    if (element === null || kind === "foreign")
      throw new BareonError("entry", `${menu?.title ?? word} is no image that was deployed.`);
    return element;
  }
  const idle = elements.filter(({ root_uuid: root }) => !isSameUuid(root, session.running.rootUuid));
  const [only, ...more] = idle;
  if (only !== undefined && more.length === 0) return only;
  const names = idle.map(({ os_id: name }) => name).join(", ");
  throw new BareonError("entry", only === undefined ? "No image is idle." : `Several images are idle: ${names}.`, {
    hint: "Name one: bareon-provision update IMAGE.",
  });
}

/** What is read of the multiboot partition before anything else. */
export interface Found {
  readonly element: Element;
  /** What the images are made of, or what is assumed for a node without a record, which then stays without. */
  readonly record: DeployRecord;
  readonly isRecorded: boolean;
  readonly multiboot: NonNullable<Plan["boot"]["multiboot"]>;
  /** Bytes that are free on the multiboot partition. */
  readonly free: number;
  /** What findForgotten finds on it. */
  readonly forgotten: readonly string[];
  /** What findAside finds for an update that was begun. */
  readonly aside: CarriedFrom | undefined;
  /** Whether the system that runs is one of the node's. */
  readonly isDeployed: boolean;
}

/** The fstab that a deploy wrote into the image; undefined if it cannot be read, since it is only one of two ways to know its lines. */
async function readWrittenFstab(
  { host }: Context,
  { store: { filesystems, mounts }, running }: BootSession,
  { root_uuid: uuid }: Element,
): Promise<string | undefined> {
  try {
    const { directory } = await mountRoot(host, mounts, findFilesystem(filesystems, uuid, "root filesystem", running));
    return await readTextInRoot(host, directory, fstabRecord);
  } catch (error) {
    if (error instanceof BareonError || error instanceof Unbootable) return undefined;
    throw error;
  }
}

async function readNode(
  ctx: Context,
  session: BootSession,
  element: Element,
): Promise<Pick<Found, "record" | "isRecorded">> {
  const info = infoOf(session);
  const record = await readRecord(ctx, session.store, info);
  if (record !== "none") return { record, isRecorded: true };
  const fstab = await readWrittenFstab(ctx, session, element);
  ctx.report({
    event: "warning",
    message:
      "An earlier version deployed this node and left no record of what its images are made of: their volumes are those of boot-info.json, and utility images in the tree are not known.",
  });
  return { record: assumeRecord(info, { image: element.os_id, fstab, carry: defaultCarry }), isRecorded: false };
}

/** The multiboot partition with those of its copies that are there. */
async function placesOf({ host }: Context, { store, content }: BootSession): Promise<Found["multiboot"]> {
  const { partition, copies } = store;
  const { device, uuid } = partition;
  const published = content.info?.multiboot_partition ?? uuid;
  const others = await joinAll(
    copies.map(async (copy) => ({
      disk: (await findPlace(host, copy.device))?.disk ?? copy.device,
      device: copy.device,
      uuid: copy.uuid,
    })),
  );
  return {
    device,
    uuid,
    ...(isSameUuid(published, uuid) ? {} : { published }),
    ...(others.length === 0 ? {} : { copies: others }),
  };
}

/** The image is named by a word for an entry, or by its own name. */
type Wanted = { readonly entry: string | null } | { readonly system: string };

/** Throws "entry", "conflict", "unverified" and "unsupported". */
export async function findTarget(ctx: Context, options: StoreOptions & Wanted): Promise<Found> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const element =
    "system" in options ? findImage(session, options.system).element : await chooseIdle(ctx, session, options.entry);
  refuseUsed(session, element);
  const node = await readNode(ctx, session, element);
  const multiboot = await placesOf(ctx, session);
  const free = await freeSpace(ctx.host, await enterStore(session.store, "read"));
  const forgotten = await findForgotten(ctx, session);
  const aside = element.updating === undefined ? undefined : await findAside(ctx, session, element);
  await scope.close();
  const isDeployed = session.booted.index !== null;
  return { element, ...node, multiboot, free, forgotten, aside, isDeployed };
}
