/** Turns a plan for new disks into one that keeps what is there, with its identities; refuses disks that differ from the config. */
import type { DeployConfig } from "../config/deploy-config.ts";
import { foundNodes, type Layers } from "../machine/found-layers.ts";
import type { Disk } from "../schema/inventory.ts";
import { mismatch } from "./compare.ts";
import type { ExpectedContent, FoundPlace, FreshLayout, Layer, Layout, StoragePlan, There } from "./layer.ts";
import { layoutOf, mergeLists } from "./storage.ts";

export interface KeepRequest {
  readonly config: DeployConfig;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  /** What sits on them. */
  readonly machine: Layers;
  /** The other disks of the machine, and what sits on them alone. */
  readonly elsewhere: { readonly disks: readonly Disk[]; readonly machine: Layers };
  /** All of it as it would be laid out anew. */
  readonly fresh: FreshLayout;
  /** If all of it is kept: the devices that may be empty all the same. */
  readonly mayBeEmpty?: ReadonlySet<string>;
  readonly layers: readonly Layer[];
}

/** What lies in the places of a layout's devices. */
export function findThere(
  layout: Layout,
  found: { readonly disks: readonly Disk[]; readonly machine: Layers },
  layers: readonly Layer[],
): There {
  const places = new Map<string, FoundPlace>();
  for (const { match } of layers) {
    for (const [device, place] of match?.(layout, { ...found, places }) ?? []) places.set(device, place);
  }
  return { ...found, places };
}

/** What of a layout is to be there: all of it, unless some is made beside that. */
function presentLayout(fresh: FreshLayout, layers: readonly Layer[]): Layout {
  return layers.reduce<Layout>((layout, { present }) => ({ ...layout, ...present?.(layout) }), layoutOf(fresh));
}

/** What has to be on each device. */
function contentsOf({ fresh, layers, mayBeEmpty }: KeepRequest): ReadonlyMap<string, ExpectedContent> {
  const contents = layers.flatMap((layer) => layer.contents?.(fresh) ?? []);
  return new Map(
    fresh.keepAll === true
      ? contents.map(([device, content]) => [device, { ...content, stays: mayBeEmpty?.has(device) !== true }] as const)
      : contents,
  );
}

/** Throws BareonError "mismatch" with every difference of every layer. */
export function keepStorage(request: KeepRequest): StoragePlan {
  const { config, disks, machine, elsewhere, fresh, layers } = request;
  const repeated = repeatedUuids([...disks, ...elsewhere.disks], [machine, elsewhere.machine], layers);
  const layout = presentLayout(fresh, layers);
  const there = findThere(layout, { disks, machine }, layers);
  const contents = contentsOf(request);
  const expected = {
    layout,
    pointers: fresh.pointers,
    parts: fresh.parts,
    neededTypes: layers.flatMap(({ neededTypes }) => neededTypes ?? []),
    contentOf: (device: string) => contents.get(device),
    repeated,
    ...{ grow: fresh.grow === true, keepAll: fresh.keepAll === true },
  };
  const differences = [
    ...(fresh.differences ?? []),
    ...layers.flatMap(({ compare }) => compare?.(expected, there) ?? []),
  ];
  const { specs: _specs, parts: _parts, pointers: _pointers, making: _making, layers: _fresh, ...others } = fresh;
  const { keepAll = false, grow: _grow, differences: _differences, ...storage } = others;
  if (differences.length > 0) throw mismatch({ policy: config.policy, keepAll }, differences);
  return layers.reduce<StoragePlan>(
    (plan, { keep }) => mergeLists(plan, keep?.(fresh, there, repeated) ?? {}),
    storage,
  );
}

/** The filesystem UUIDs that several devices have, such as a disk and its copy, which then name none of them. What no layer is made for may show one filesystem twice. */
function repeatedUuids(
  disks: readonly Disk[],
  machines: readonly Layers[],
  layers: readonly Layer[],
): ReadonlySet<string> {
  const known = layers.filter(({ signature }) => signature !== undefined);
  const devices = [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...machines.flatMap((machine) => foundNodes(known, machine)).flatMap((node) => node.devices),
  ];
  const uuids = devices.flatMap(({ content }) => content?.uuid ?? []);
  return new Set(uuids.filter((uuid, index) => uuids.indexOf(uuid) !== index));
}
