/**
 * What every storage layer is: a folder of src/storage with one object of this type, in the table of layers.ts. A layer reads
 * and writes its own lists of a config, an inventory and a plan; everything else walks over the table and knows no layer by name.
 */
import type { Command } from "../base/command.ts";
import type { Difference } from "../base/errors.ts";
import type { DeployConfig, PartSpec, VolumeSpec } from "../config/deploy-config.ts";
import type { Rule } from "../config/rule.ts";
import type { Context } from "../host/host.ts";
import type { DeviceNode } from "../machine/device-graph.ts";
import type { Layers } from "../machine/found-layers.ts";
import type { InspectedLayer } from "../machine/inspect/layers.ts";
import type { Content, Disk, Inventory } from "../schema/inventory.ts";
import type { Plan, PlannedDisk, PlannedEsp, PlannedPartition, PlannedVolume } from "../schema/plan.ts";
import type { Block, Section, Use } from "./drawing.ts";
import type { Driver, NeededDriver } from "./driver.ts";
import type { Step } from "./step.ts";

/** The lists of a plan that layers fill. */
export type Layout = Pick<Plan, "disks" | "arrays" | "groups" | "layers" | "volumes">;

export interface StoragePlan extends Layout {
  readonly multiboot: Plan["boot"]["multiboot"];
  /** The rescue partition; absent if none is asked for. */
  readonly rescue?: Omit<NonNullable<Plan["boot"]["multiboot"]>, "copies">;
  /** The EFI system partitions; empty for a node that is bootable by BIOS alone. */
  readonly esps: readonly PlannedEsp[];
}

/** A plan for disks that hold nothing yet, with what asks for each part of it. */
export interface FreshLayout extends StoragePlan {
  /** By the volume's device. */
  readonly specs: ReadonlyMap<string, VolumeSpec>;
  /** What asks for a partition, by its device. */
  readonly parts: ReadonlyMap<string, PartSpec>;
  /** Where in the config a thing is asked for, by the key that its layer has for it: a device, or a name. */
  readonly pointers: ReadonlyMap<string, string>;
  /** Where something is made beside what stays; undefined if all of it is made. */
  readonly making?: readonly Making[];
  /** True if all of it is there, made by an earlier part of the deploy. */
  readonly keepAll?: true;
  /** True if sizes are those that things get, and not those that the config would give them on a new disk. */
  readonly grow?: true;
  /** What cannot become as the config has it. */
  readonly differences?: readonly Difference[];
}

/** A place as Place has it, and its device. */
export interface Making {
  readonly place: string;
  readonly device: string;
}

export interface LayerRequest {
  readonly config: DeployConfig;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  /** What stays while the plan is carried out, since it is on other disks: its names and device nodes are taken. */
  readonly elsewhere: Layers;
  /** What sits on the disks, if it is kept: what it has room for is seen there, and not reckoned. */
  readonly kept?: Layers;
  /** True if nothing is made, whatever the config says of data: an earlier part of the deploy has made all of it. */
  readonly keepAll?: boolean;
  /** If what is there stays as it is, and what is not there is made beside it. */
  readonly extend?: ExtendRequest;
  /** True if what is there stays, and is made as large as the config has it, and what is not there is made beside it. */
  readonly grow?: boolean;
  /** Bytes of the config drive that becomes a partition; undefined for none. */
  readonly driveBytes?: number;
  readonly architecture: string;
  readonly firmware: Plan["firmware"];
  /** Returns a new random UUID in small letters at each call. */
  readonly newUuid: () => string;
  /** The table of layers. */
  readonly layers: readonly Layer[];
}

/** A node that gets more beside what it has. */
export interface ExtendRequest {
  /** Places that hold nothing that counts, as Place has them. */
  readonly spare: ReadonlySet<string>;
  /** The names of the systems that it has. */
  readonly systems: ReadonlySet<string>;
  /** What of these has the filesystem with that UUID, and where. */
  readonly ownersOf: (uuid: string) => readonly { readonly system: string; readonly mount: string }[];
  /** Whether another program made the node bootable with the system that it has; what the config does not name is then left alone. */
  readonly isAdopted: boolean;
  /** True as long as that is so, and no menu of ours is there. */
  readonly isAdopting: boolean;
  /** Whether the running system lives on a disk: what is made is not closed then, for it to see. */
  readonly isRunning: boolean;
}

/** Where something that the config asks for lies; sizes are bytes. */
export interface Place {
  readonly device: string;
  readonly size: number;
  readonly sectorSize: number;
  /** If more is made beside what is there: what it is known by whatever is on it. */
  readonly id?: string;
  /** If more is made beside what is there: true if nothing is there that counts, so that it is made. */
  readonly isNew?: boolean;
  /** If what is there grows: what it has now; absent for what is made. */
  readonly sizeNow?: number;
}

/** By the part of the config that asks for it. */
export type Places = ReadonlyMap<object, Place>;

export interface LayerPlan {
  readonly lists: Partial<StoragePlan>;
  /** Where that lies which is asked for on this layer; a later entry for the same part replaces an earlier one. */
  readonly places: readonly (readonly [object, Place])[];
  readonly pointers: readonly (readonly [string, string])[];
  /** What cannot become as the config has it; the plan is then one of what is there. */
  readonly differences?: readonly Difference[];
}

/** A thing that will be there: what it lies on, what it offers, and what others must know of it. */
export interface PlannedNode extends DeviceNode {
  /** What messages and drawings call it. */
  readonly name: string;
  readonly keep: boolean;
  readonly devices: readonly { readonly path: string; readonly size: number }[];
  /** True if its steps leave nothing on its devices of what was there before. */
  readonly isCleared?: boolean;
  /** Make it, or open it if it is kept. */
  readonly steps: readonly Step[];
  /** True if each of the devices below has a whole copy. */
  readonly isMirror: boolean;
  /** What GRUB needs to read what is on it; none without need. */
  readonly grubModules: readonly string[];
  /** What a system needs to find what is on it. */
  readonly guest: { readonly programs: readonly string[]; readonly file?: GuestFile };
  /** Closes it at the end of a deploy; absent for what holds nothing. */
  readonly close?: { readonly what: string; readonly command: Command };
  /** What the devices below are used for; absent if that is not told of them. */
  readonly use?: Use;
  /** True if it is in use, and so neither opened nor closed. */
  readonly stays?: boolean;
}

/** Lines in a settings file of an image. */
export interface GuestFile {
  /** The first whose folder the image has, else the last. */
  readonly paths: readonly string[];
  readonly lines: readonly string[];
}

/** What is to be found on a device. */
export interface ExpectedContent {
  /** What blkid calls it. */
  readonly type: string;
  readonly volume?: VolumeSpec | undefined;
  /** Whether it has to be there; if absent, it has to if the config keeps the data of the volume. */
  readonly stays?: boolean;
  /** True for a device that a layer is made of. */
  readonly isPart: boolean;
}

/** What the config asks for, as if it were new. */
export interface Expected {
  readonly layout: Layout;
  readonly pointers: ReadonlyMap<string, string>;
  /** What asks for a partition, by its device. */
  readonly parts: ReadonlyMap<string, PartSpec>;
  /** Types of partitions by which something outside of this machine's systems finds them. */
  readonly neededTypes: readonly string[];
  /** Undefined if what is there does not matter. */
  readonly contentOf: (device: string) => ExpectedContent | undefined;
  /** Filesystem UUIDs that several devices have, which name none of them. */
  readonly repeated: ReadonlySet<string>;
  /** True if sizes of the layout's volumes are those that they get. */
  readonly grow?: boolean;
  /** True if an earlier part of the deploy has to have made all of it. */
  readonly keepAll?: boolean;
}

/** What lies in the place of a planned device. */
export interface FoundPlace {
  readonly path: string;
  readonly size: number;
  readonly content: Content | null;
  readonly partuuid?: string | null;
}

export interface There {
  readonly disks: readonly Disk[];
  readonly machine: Layers;
  /** By the device that the plan has for it; a layer sees those of the layers below. */
  readonly places: ReadonlyMap<string, FoundPlace>;
}

export interface TakeDown extends DeviceNode {
  readonly id: string;
  readonly title: string;
  /** None for what holds no disk and could not be erased from above. */
  readonly commands: readonly Command[];
}

export interface TakeDownRequest {
  /** False if it is only closed. */
  readonly erase: boolean;
  /** False for the device of a layer that is not assembled. */
  readonly isThere: (path: string) => boolean;
}

export interface FilesystemIdentity {
  readonly device: string;
  /** What blkid calls it. */
  readonly type: string;
  readonly uuid: string;
  readonly label: string | null;
}

/** What becomes one partition. */
export interface PartitionUse extends Pick<PlannedPartition, "purpose" | "type" | "name"> {
  /** Why one that is there is not made larger, and why none is added to what is there; absent for what can be done. */
  readonly refusals?: { readonly larger?: string; readonly added?: string };
}

export interface ServicePartition extends PartitionUse {
  /** Bytes. */
  readonly size: number;
  /** Where in the config that size comes from; undefined if it is not in there. */
  readonly pointer?: string | undefined;
}

/** What an inventory is drawn from. */
export interface InventoryFrame {
  readonly machine: Layers & Pick<Inventory, "disks">;
  readonly layers: readonly Layer[];
}

/** What a plan is drawn from. */
export interface Frame extends InventoryFrame {
  readonly plan: Plan;
  readonly nodes: readonly PlannedNode[];
}

/** A device that was found, as something that can be given up. */
export interface Release {
  /** What it is known by whatever is on it, as Place has it. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** The entry of a partition table that goes before the commands. */
  readonly unlist?: {
    readonly disk: Pick<Disk, "path" | "size" | "sectorSize">;
    readonly number: number;
    readonly device: string;
  };
  /** Make it room for something else; while it is in use they fail. */
  readonly commands: readonly Command[];
  /** What is given up with it. */
  readonly below: readonly string[];
}

/** Everything except the name is there only if the layer has such a thing. Everything that takes no ctx is pure. */
export interface Layer extends InspectedLayer {
  readonly name: string;
  /** Without it no thing of the layer can be made or switched on. */
  readonly driver?: Driver;
  /** What else some of its things need. */
  readonly drivers?: (storage: Layout) => readonly NeededDriver[];

  /** Rules of its part of a config. */
  readonly rules?: readonly Rule[];
  /** Its part of the plan. Layers are asked from the lowest to the highest; `places` is what those below offer. Throws BareonError "mismatch". */
  readonly plan?: (request: LayerRequest, places: Places) => LayerPlan;
  /** What it takes from the finished plan of all layers. */
  readonly complete?: (request: LayerRequest, storage: StoragePlan) => Partial<StoragePlan>;
  /** Types of partitions by which GRUB or a firmware finds them. */
  readonly neededTypes?: readonly string[];
  /** What partition a part of the config becomes; undefined for parts of other layers. */
  readonly partition?: (part: PartSpec, request: LayerRequest) => PartitionUse | undefined;
  /** Partitions that the disk at that place of the config gets without being asked for. */
  readonly servicePartitions?: (request: LayerRequest, index: number) => readonly ServicePartition[];
  /** Throws BareonError "mismatch" if a partition of that type cannot do its work on the disk. */
  readonly checkPartition?: (partition: Pick<PlannedPartition, "type" | "size">, disk: Disk, pointer: string) => void;

  /** What the plan has of this layer. */
  readonly planned?: (storage: Layout) => readonly PlannedNode[];
  /** Steps that make the filesystems that this layer answers for, once all devices are there. */
  readonly format?: (storage: StoragePlan, layers: readonly Layer[]) => readonly Step[];
  /** Steps after all that is new was made, read back, and got its images: from then on it counts. */
  readonly finish?: (storage: StoragePlan) => readonly Step[];
  /** Every filesystem that it answers for, as it must be after a deploy; a label that is null is not looked at. */
  readonly filesystems?: (storage: StoragePlan) => readonly FilesystemIdentity[];
  /** Makes the filesystem of a volume that needs a form of its own on this layer. */
  readonly makeFilesystem?: (storage: StoragePlan, volume: PlannedVolume) => Command | undefined;
  /** Steps after which nothing starts the former deployment from disks that are kept; from disks that are erased. */
  readonly invalidate?: (storage: StoragePlan) => readonly Step[];
  readonly invalidateFound?: (disk: Disk) => readonly Step[];

  /** Devices that the node is started from: no system has them for itself. */
  readonly starting?: (machine: Pick<Inventory, "disks">) => readonly string[];
  /** Of a device of this layer: how it is given up. */
  readonly release?: (machine: Pick<Inventory, "disks"> & Layers, device: string) => Release | undefined;
  readonly takeDown?: (machine: Layers, request: TakeDownRequest) => readonly TakeDown[];

  /** Its lists without what is made beside what is there; absent if it makes nothing of the kind. */
  readonly present?: (layout: Layout) => Partial<Layout>;
  /** What is to be found on devices, for comparing. */
  readonly contents?: (fresh: FreshLayout) => readonly (readonly [string, ExpectedContent])[];
  /** What lies in the places of its planned devices. */
  readonly match?: (layout: Layout, there: There) => readonly (readonly [string, FoundPlace])[];
  /** Every difference between planned and found; empty if all of this layer can be kept. */
  readonly compare?: (expected: Expected, there: There) => readonly Difference[];
  /** Its part of the plan with the identities of what is kept. */
  readonly keep?: (fresh: FreshLayout, there: There, repeated: ReadonlySet<string>) => Partial<StoragePlan>;
  /** Identities that differ after a deploy made or opened it, beside what `compare` finds. */
  readonly verify?: (layout: Layout, there: There) => readonly string[];
  /** Looks at its planned things once the kernel shows them. Throws BareonError "storage". */
  readonly check?: (ctx: Context, layout: Layout) => Promise<void>;

  /** Looks at what it wrote to a disk itself. Throws BareonError "storage". */
  readonly checkDisk?: (ctx: Context, disk: PlannedDisk) => Promise<void>;

  /** What a device of this layer's signature is called that belongs to nothing. */
  readonly strayMember?: string;
  /** What a partition is for that no part of the config asks for. */
  readonly describeService?: (partition: Pick<PlannedPartition, "purpose">) => Use | undefined;
  /** Its blocks of the drawing of a plan. */
  readonly draw?: (frame: Frame) => readonly Block[];
  /** Its sections of an inventory. */
  readonly drawFound?: (frame: InventoryFrame) => readonly Section[];
}
