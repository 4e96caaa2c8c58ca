/** What is told of a plan's images: where each comes from, and what it has where. */
import { redact } from "../../base/command.ts";
import { renderSize } from "../../base/sizes.ts";
import { mountsOf, treesOf } from "../../plan/utilities.ts";
import type { Plan, PlannedImage, PlannedUtility } from "../../schema/plan.ts";
import type { Frame, Layer } from "../../storage/layer.ts";
import { mountHolding } from "../../storage/mounts.ts";
import { plannedNodes } from "../../storage/planned-nodes.ts";
import { usersOf } from "./owners.ts";
import { type Told, type ToldRow, line, table } from "./told.ts";

/** A plan, what lies on what in it, and what is known of its devices. */
interface Known extends Pick<Frame, "plan" | "nodes"> {
  /** Bytes by device. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** A place in the tree of a system. */
interface Mounted {
  readonly mount: string;
  readonly device: string;
  readonly type: string;
  readonly uuid?: string;
}

const mountHeads = ["Mounted at", "Device", "Size", "Type", "UUID", "Note"];

function rowOf({ sizes }: Known, { mount, device, type, uuid = "" }: Mounted, note: string): ToldRow {
  const size = sizes.get(device);
  const full = [mount, device, size === undefined ? "" : renderSize(size), type, uuid, note];
  return { full, terse: [mount, device, type, note] };
}

function describeSharing(known: Known, device: string, image: string): string {
  const shared = usersOf(known, device).filter((name) => name !== image);
  return shared.length === 0 ? "" : `shared with ${shared.join(", ")}`;
}

function describeSource({ driver, source }: PlannedImage | PlannedUtility): string {
  return `${driver} from ${redact(source)}`;
}

const keptNote = "; it is not deployed: what is there stays";
const leftAlone = "is there, and is left alone";

/** Of a node that is adopted: its system, of which all volumes are there. */
function isThere({ boot, volumes }: Plan, { mounts }: PlannedImage): boolean {
  const kept = new Set(volumes.filter(({ keep }) => keep === true).map(({ device }) => device));
  return boot.adopt !== undefined && mounts.every(({ device }) => kept.has(device));
}

function describeDeploy({ plan }: Known, image: PlannedImage): string {
  if (isThere(plan, image)) return image.bootTool ? "is there, and gets the boot tool alone" : leftAlone;
  if (image.keep === true) return `${describeSource(image)}${keptNote}`;
  const root = plan.volumes.find(({ device }) =>
    image.mounts.some((mount) => mount.mount === "/" && mount.device === device),
  );
  if (root?.keep !== true) return describeSource(image);
  const isUnknown = image.file !== undefined && image.file.format === undefined && root.givenUp !== true;
  const unless = isUnknown ? "; not deployed if it is the image of a filesystem" : "";
  return `${describeSource(image)}, on top of what is there${unless}`;
}

/** Where each file of the seed comes from; what is in it may be a secret. */
function describeSeed({ seed }: PlannedImage): Told[] {
  if (seed === undefined) return [];
  const { metaData, userData, networkConfig } = seed;
  const parts = [
    ["meta-data", metaData],
    ["user-data", userData],
    ["network-config", networkConfig],
  ] as const;
  const rows = parts.flatMap(([name, part]): ToldRow[] => {
    if (part === undefined) return [];
    const from = part.source === "inline" ? "in the config" : redact(part.source);
    return [{ full: [name, from, part.bytes === undefined ? "" : `${part.bytes} bytes`] }];
  });
  const told = table(["File", "From", "Size"], rows);
  return [{ kind: "item", name: "Seed for cloud-init", text: "", told }];
}

function describeImage(known: Known, image: PlannedImage): Told {
  const { plan } = known;
  const { name, mounts, outside = [] } = image;
  const swap = plan.volumes.filter((volume) => volume.images.includes(name) && volume.type === "swap");
  const own = [...mounts, ...swap.map((volume) => ({ ...volume, mount: "swap" }))];
  const rows = [
    ...own.map((mounted) => rowOf(known, mounted, describeSharing(known, mounted.device, name))),
    ...outside.map((mounted) => rowOf(known, mounted, "is there: what the image has below it is left out")),
  ];
  const told = [...table(mountHeads, rows), ...describeSeed(image)];
  return { kind: "item", name, text: describeDeploy(known, image), told };
}

/** One row for each tree that it goes into, with the device that holds its target there. */
function describeUtility(known: Known, utility: PlannedUtility): Told {
  const { name, target, keep } = utility;
  const rows = treesOf(utility).map((into): ToldRow => {
    const { device = "", type = "" } = mountHolding(mountsOf(known.plan.images, utility, into), target) ?? {};
    const note = into === null ? describeSharing(known, device, name) : "";
    const where = into === null ? "on its own volume" : `in ${into}`;
    return { full: [target, where, device, type, note], terse: [`${target} ${where}`, device, type, note] };
  });
  const text = `${describeSource(utility)}, not booted${keep === true ? keptNote : ""}`;
  return { kind: "item", name, text, told: table(["Goes to", "Where", "Device", "Type", "Note"], rows) };
}

export function describeImages(plan: Plan, layers: readonly Layer[]): Told[] {
  const nodes = plannedNodes(layers, plan);
  const sizes = nodes.flatMap(({ devices }) => devices).map(({ path, size }) => [path, size] as const);
  const known = { plan, nodes, sizes: new Map(sizes) };
  return [
    ...(plan.boot.there ?? []).map((name) => line(`${name}: ${leftAlone}`)),
    ...plan.images.map((image) => describeImage(known, image)),
    ...plan.utilities.map((utility) => describeUtility(known, utility)),
  ];
}
