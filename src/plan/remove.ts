/** What goes with a system that is removed: volumes that nothing else has, and their room if that is asked for; pure. */
import type { Command } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import { foundDevices } from "../machine/found-layers.ts";
import type { Element } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Inventory } from "../schema/inventory.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { clearDevice } from "../storage/erase.ts";
import type { Layer, Release } from "../storage/layer.ts";
import { isUnlisted } from "./assumed-record.ts";
import { findStarting } from "./found-layout.ts";
import { type Held, mayHold } from "./spare-places.ts";

type Spare = NonNullable<Inventory["deployed"]>["spare"];

/** A place of a system that was removed, `wiped` once nothing was left on it; or of one that was to be made, with what it may hold. */
export interface NotedPlace {
  readonly place: string;
  readonly images: readonly string[];
  readonly holds?: readonly Held[];
  readonly wiped?: true;
}

export interface RemovalRequest {
  readonly inventory: Inventory;
  /** The name of the image. */
  readonly image: string;
  /** Its filesystems, and those that others have. */
  readonly own: readonly Mounted[];
  readonly shared: readonly Mounted[];
  /** Its filesystems with the places that they had when an update of it began, which may have left one without a UUID. */
  readonly halfMade: readonly { readonly uuid: string; readonly place: string }[];
  /** Its places if it was taken out of the menu before. */
  readonly spare: Spare;
  readonly freeSpace: boolean;
  readonly layers: readonly Layer[];
}

export interface Mounted {
  /** Null for swap. */
  readonly mount: string | null;
  readonly uuid: string;
}

export interface RemovedVolume {
  readonly device: string;
  /** Null for swap, and if that is not known any more. */
  readonly mount: string | null;
  /** Bytes. */
  readonly size: number;
}

export interface RemovalStep {
  readonly id: string;
  readonly title: string;
  readonly phase: "storage";
  /** Done before the commands. */
  readonly unlist?: Release["unlist"];
  readonly commands: readonly Command[];
}

export interface Removal {
  readonly version: 1;
  readonly image: string;
  /** What is wiped. */
  readonly volumes: readonly RemovedVolume[];
  /** Mount points of volumes that stay, since others have them, or since the node is started from them. */
  readonly shared: readonly string[];
  /** Devices that are given up with all that they take. */
  readonly freed: readonly string[];
  /** What all of it is known by, for the case that the removal is cut off. */
  readonly places: readonly string[];
  readonly steps: readonly RemovalStep[];
}

/** True for the system that the node was adopted with: what would boot the node after a release is in it. */
export function isAdoptedSystem({ images }: DeployRecord, image: string): boolean {
  return images.some(({ name, driver }) => name === image && sourceSpecs[driver].isThere === true);
}

function isSame(one: string, other: string | null | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

/** The swap areas of an image, by its recorded fstab. */
function swapOf(fstab: string): Mounted[] {
  return fstab
    .split("\n")
    .map((line) => line.trim().split(/\s+/u))
    .flatMap(([source = "", , type]) =>
      type === "swap" && source.startsWith("UUID=") ? [{ mount: null, uuid: source.slice("UUID=".length) }] : [],
    );
}

/**
 * What the system alone has, and what it shares. Without a record, swap is not known, and stays; so does all but the root beside a
 * system whose volumes nothing says.
 */
export function splitVolumes(
  elements: readonly Element[],
  element: Element,
  record: DeployRecord | "none",
): { readonly own: Mounted[]; readonly shared: Mounted[] } {
  const known = record === "none" ? { images: [], utilities: [] } : record;
  const recorded = known.images.map(({ name, mounts, fstab }) => ({ name, volumes: [...mounts, ...swapOf(fstab)] }));
  const ofName = (name: string): Mounted[] =>
    recorded.filter((image) => image.name === name).flatMap(({ volumes }) => volumes);
  const all = [...(element.mounts ?? [{ mount: "/", uuid: element.root_uuid }]), ...ofName(element.os_id)];
  const volumes = all.filter(({ uuid }, index) => all.findIndex((one) => isSame(uuid, one.uuid)) === index);
  const others = [
    ...elements
      .filter((one) => one !== element)
      .flatMap(({ root_uuid: uuid, boot_uuid: boot = uuid, mounts = [] }) => [{ uuid }, { uuid: boot }, ...mounts]),
    ...recorded.filter(({ name }) => name !== element.os_id).flatMap((image) => image.volumes),
    ...known.utilities.flatMap(({ mounts }) => mounts),
  ];
  const isUnknown = elements.some(
    (one) => one !== element && isUnlisted(one) && !recorded.some(({ name }) => name === one.os_id),
  );
  const isShared = ({ uuid, mount }: Mounted): boolean =>
    others.some((one) => isSame(uuid, one.uuid)) || (isUnknown && mount !== "/");
  const plain = volumes.map(({ mount, uuid }) => ({ mount, uuid }));
  return { own: plain.filter((one) => !isShared(one)), shared: plain.filter(isShared) };
}

function releaseOf(
  { inventory, layers }: Pick<RemovalRequest, "inventory" | "layers">,
  device: string,
): Release | undefined {
  return layers.map(({ release }) => release?.(inventory, device)).find((found) => found !== undefined);
}

/** The devices of its volumes. Throws "mismatch" for one that is not there once, "unsafe" for one that is in use. */
function findVolumes(request: RemovalRequest): { readonly device: string; readonly mount: string | null }[] {
  const { inventory, image, own, spare, halfMade, layers } = request;
  const devices = foundDevices(layers, inventory);
  const places = new Set(spare.filter(({ images }) => images.includes(image)).map(({ place }) => place));
  const former = devices
    .filter(({ path }) => places.has(releaseOf(request, path)?.id ?? ""))
    .map((device) => ({ device, mount: null }));
  const named = own.map(({ mount, uuid }) => {
    const [known, ...more] = devices.filter(({ content }) => isSame(uuid, content?.uuid));
    const place = halfMade.find((one) => isSame(uuid, one.uuid))?.place;
    const isThere = (path: string): boolean =>
      place !== undefined && (path === place || isSame(place, releaseOf(request, path)?.id));
    const device = known ?? devices.find(({ path }) => isThere(path));
    const what = `the volume for ${mount ?? "swap"} of image ${image}, with the UUID ${uuid},`;
    if (device?.active !== true)
      throw new BareonError("mismatch", `${what} is not there`, {
        hint: "Nothing was changed. Is something switched off that it lies on? bareon-provision inspect shows what is there.",
      });
    if (more.length > 0)
      throw new BareonError(
        "mismatch",
        `${what} is there ${more.length + 1} times: ${[device, ...more].map(({ path }) => path).join(", ")}`,
      );
    return { device, mount };
  });
  const all = [...named, ...former];
  // What sits on a device that is given up goes with it.
  const isOwn = (use: string): boolean => all.some(({ device }) => device.path === use);
  const others = all.flatMap(({ device: { path, uses } }) =>
    uses.filter((use) => !isOwn(use)).map((use) => `${path} (${use})`),
  );
  if (others.length > 0)
    throw new BareonError("unsafe", `volumes of image ${image} are in use: ${others.join(", ")}`, {
      hint: "Nothing was changed. findmnt and lsblk show by what; a mount may be in another mount namespace, such as that of a container.",
    });
  return all.map(({ device, mount }) => ({ device: device.path, mount }));
}

/** The devices that go with it, itself first. */
function withBelow(
  request: Pick<RemovalRequest, "inventory" | "layers">,
  device: string,
): { readonly device: string; readonly release: Release }[] {
  const release = releaseOf(request, device);
  if (release === undefined) return [];
  return [{ device, release }, ...release.below.flatMap((part) => withBelow(request, part))];
}

/** A place that holds something which nothing of ours has put there. */
export interface TakenPlace extends Pick<NotedPlace, "images"> {
  readonly device: string;
  /** What blkid calls it. */
  readonly type: string;
  readonly wiped: boolean;
}

/** Which of the places hold nothing that counts, and those on which something else is: again, since they were wiped, or by now. */
export function splitNoted(
  machine: Pick<RemovalRequest, "inventory" | "layers">,
  noted: readonly NotedPlace[],
): { readonly spare: Spare; readonly taken: TakenPlace[] } {
  const found = foundDevices(machine.layers, machine.inventory);
  const taken = noted.flatMap(({ place, images, holds, wiped = false }) =>
    found.flatMap(({ path, content }): TakenPlace[] => {
      if (content === null || !isSame(place, releaseOf(machine, path)?.id)) return [];
      return wiped || !mayHold(holds, content) ? [{ device: path, images, type: content.type, wiped }] : [];
    }),
  );
  const places = new Set(
    taken.flatMap(({ device }) => withBelow(machine, device).map(({ release }) => release.id.toLowerCase())),
  );
  const spare = noted.filter(({ place }) => !places.has(place.toLowerCase()));
  return { spare: spare.map(({ place, images }) => ({ place, images: [...images] })), taken };
}

/** What the volumes that a removal wipes are known by. */
export function wipedPlaces(
  machine: Pick<RemovalRequest, "inventory" | "layers">,
  { volumes }: Pick<Removal, "volumes">,
): string[] {
  return volumes.flatMap(({ device }) => releaseOf(machine, device)?.id ?? []);
}

/** What starts the node stays, also if no other image has it among its volumes. */
function withoutStarting({ inventory, own, shared, layers, ...request }: RemovalRequest): RemovalRequest {
  const devices = findStarting(inventory, layers);
  const starting = foundDevices(layers, inventory).filter(({ path }) => devices.has(path));
  const isStarting = ({ uuid }: Mounted): boolean => starting.some(({ content }) => isSame(uuid, content?.uuid));
  return {
    ...{ ...request, inventory, layers },
    own: own.filter((one) => !isStarting(one)),
    shared: [...shared, ...own.filter(isStarting)],
  };
}

/** Throws BareonError "mismatch" or "unsafe", with nothing changed. */
export function planRemoval(asked: RemovalRequest): Removal {
  const request = withoutStarting(asked);
  const { image, shared, freeSpace } = request;
  const found = findVolumes(request);
  const parts = found.flatMap(({ device }) => withBelow(request, device));
  const freed = parts.filter(({ device }, index) => parts.findIndex((one) => one.device === device) === index);
  const below = new Set(parts.flatMap(({ release }) => release.below));
  const volumes = found.filter(({ device }) => !below.has(device));
  const wiped = volumes.map(({ device, mount }) => ({ device, mount, size: releaseOf(request, device)?.size ?? 0 }));
  return {
    ...{ version: 1, image, volumes: wiped },
    shared: shared.flatMap(({ mount }) => mount ?? []),
    freed: freeSpace ? freed.map(({ device }) => device) : [],
    places: freed.map(({ release }) => release.id),
    steps: [
      ...wiped.map(({ device, mount, size }): RemovalStep => ({
        ...{ id: `wipe ${device}`, phase: "storage", commands: clearDevice(device, size) },
        title: `Wipe ${device}${mount === null ? "" : `, which was ${mount} of ${image}`}`,
      })),
      ...(freeSpace ? freed : []).map(({ device, release }): RemovalStep => ({
        ...{ id: `free ${device}`, phase: "storage", commands: release.commands, title: `Free the room of ${device}` },
        ...(release.unlist === undefined ? {} : { unlist: release.unlist }),
      })),
    ],
  };
}
