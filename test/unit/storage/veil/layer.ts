/** A storage layer that does not exist: a veil over a volume, as an encrypted device would be. It shows what a new layer takes. */
import type { DeployConfig } from "../../../../src/config/deploy-config.ts";
import { volumesOf } from "../../../../src/config/volumes.ts";
import type { Seen, Inspected } from "../../../../src/machine/inspect/layers.ts";
import type { Context } from "../../../../src/host/host.ts";
import type { FoundLayer as FoundVeil } from "../../../../src/schema/inventory.ts";
import type { PlannedLayer as PlannedVeil } from "../../../../src/schema/plan.ts";
import { MiB, renderSize } from "../../../../src/base/sizes.ts";
import { contentRows, none, sizeRow, tolerance } from "../../../../src/storage/compare.ts";
import {
  describeContent,
  emptySide,
  nodeName,
  nowHeading,
  thenHeading,
} from "../../../../src/storage/drawing-words.ts";
import type { Table } from "../../../../src/storage/drawing.ts";
import { wipeAll } from "../../../../src/storage/erase.ts";
import type { Layer, LayerPlan, LayerRequest, Places, There } from "../../../../src/storage/layer.ts";
import { commandStep } from "../../../../src/storage/step.ts";

/** A config with mounts whose volumes lie under a veil. */
export type VeilConfig = DeployConfig & { readonly veiled?: readonly string[] };

const name = "veil";
const signature = "VEIL";
/** Bytes at the beginning that a veil takes. */
const headerSize = 16 * MiB;

function own<T extends { readonly layer: string }>(list: readonly T[] | undefined): readonly T[] {
  return (list ?? []).filter(({ layer }) => layer === name);
}

function plan({ config, newUuid }: LayerRequest, places: Places): LayerPlan {
  const { veiled = [] }: VeilConfig = config;
  const planned = volumesOf(config)
    .filter(({ mount }) => mount !== undefined && veiled.includes(mount))
    .flatMap((spec, index) => {
      const below = places.get(spec);
      if (below === undefined) return [];
      const device = `/dev/mapper/veil-${index}`;
      const size = below.size - headerSize;
      return [{ spec, below, item: { layer: name, device, uuid: newUuid(), size, below: [below.device] } }];
    });
  return {
    lists: { layers: planned.map(({ item }) => item) },
    places: planned.map(({ spec, below, item }) => [spec, { ...below, device: item.device, size: item.size }]),
    pointers: planned.map(({ spec, item }) => [item.device, spec.pointer]),
  };
}

function findVeil({ below: [device = ""] }: PlannedVeil, { machine, places }: There): FoundVeil | undefined {
  const path = places.get(device)?.path ?? device;
  return own(machine.layers).find(({ parents }) => parents.includes(path));
}

async function inspect({ host }: Context, { readable, stacked }: Seen): Promise<Inspected> {
  const veils = readable.filter(({ content }) => content?.type === signature);
  const layers = await Promise.all(
    veils.map(async ({ path, content }): Promise<FoundVeil> => {
      const size = Number((await host.run({ program: "veil", args: ["size", path] })).stdout);
      const active = stacked.find(({ parents }) => parents.includes(path))?.device;
      const node = active?.path ?? `/dev/mapper/veil-${content?.uuid}`;
      const inside = readable.find((one) => one.path === node)?.content ?? null;
      const uuid = content?.uuid ?? null;
      return {
        layer: name,
        path: node,
        active: active !== undefined,
        uuid,
        size,
        parents: [path],
        content: inside,
        uses: [...(active?.mounts ?? [])],
      };
    }),
  );
  return { lists: { layers }, unreadable: [], inactive: [], claimed: layers.map(({ path }) => path) };
}

export const veil: Layer = {
  name,
  signature,
  inspect,
  found: ({ layers }) =>
    own(layers).map((item) => ({
      item,
      name: `veil ${item.uuid}`,
      key: `veil ${item.path}`,
      title: `veil ${item.path} on ${item.parents.join(", ")}`,
      below: item.parents,
      devices: [item],
      refusals: item.uuid === null ? [`${item.path} is a veil that cannot be lifted`] : [],
    })),
  plan,
  planned: ({ layers }) =>
    own(layers).map(({ device, size, below, uuid, keep }) => ({
      name: `veil ${device}`,
      keep: keep === true,
      below,
      devices: [{ path: device, size }],
      steps: [
        commandStep(`veil ${device}`, `${keep === true ? "Lift" : "Make"} the veil ${device}`, [
          { program: "veil", args: [keep === true ? "open" : "make", uuid, ...below, device] },
        ]),
      ],
      isMirror: false,
      grubModules: ["veil"],
      guest: {
        programs: ["veil"],
        file: { paths: ["/etc/veil/tab", "/etc/veiltab"], lines: [`${device} UUID=${uuid}`] },
      },
      close: { what: device, command: { program: "veil", args: ["close", device] } },
      use: { label: "veil", type: "veil", place: `under ${device}`, images: "" },
    })),
  takeDown: ({ layers }, { erase }) =>
    own(layers).map(({ path, parents, active, uuid }) => ({
      id: `veil ${uuid}`,
      title: `${erase ? "Erase" : "Close"} the veil ${path} on ${parents.join(", ")}`,
      below: parents,
      devices: [{ path }],
      commands: [
        ...(active ? [...wipeAll([path], erase), { program: "veil", args: ["close", path] }] : []),
        ...wipeAll(parents, erase),
      ],
    })),
  contents: ({ layers }) =>
    own(layers).flatMap(({ below }) => below.map((device) => [device, { type: signature, isPart: true }] as const)),
  match: ({ layers }, there) =>
    own(layers).flatMap((item) => {
      const found = findVeil(item, there);
      return found === undefined ? [] : [[item.device, found] as const];
    }),
  compare: (expected, there) =>
    own(expected.layout.layers).flatMap((item) => {
      const found = findVeil(item, there);
      const at = { where: item.device, pointer: expected.pointers.get(item.device) ?? "" };
      if (found === undefined) return [{ ...at, what: "veil", expected: renderSize(item.size), found: none }];
      return [
        ...sizeRow("size", item.size, found.size, tolerance),
        ...contentRows(expected, item.device, found.content),
      ].map((row) => ({ ...at, ...row }));
    }),
  keep: ({ layers }, there) => ({
    layers: own(layers).map((item) => {
      const { uuid, size = item.size } = findVeil(item, there) ?? {};
      return { ...item, keep: true, uuid: uuid ?? item.uuid, size };
    }),
  }),
  draw: (frame) => {
    const [found, planned] = [own(frame.machine.layers), own(frame.plan.layers)];
    if (found.length + planned.length === 0) return [];
    const kept = planned.some(({ keep }) => keep === true);
    const fate = kept ? "kept" : "lost";
    const before: Table = {
      kind: "table",
      heads: ["Veil", "Size", "Content"],
      rows: found.map(({ path, size, content }) => ({
        fate,
        words: [[nodeName(path, frame), renderSize(size), describeContent(path, content, frame)]],
      })),
    };
    const after: Table = {
      kind: "table",
      heads: ["Veil", "Size", "Place"],
      rows: planned.map(({ device, size, below, keep }) => ({
        ...{ fate: keep === true ? "kept" : "made", device },
        words: [[nodeName(device, frame), renderSize(size), `on ${below.join(", ")}`]],
      })),
    };
    return [
      {
        title: [{ text: "Veils", tone: "bold" }],
        before:
          found.length === 0
            ? emptySide("NOW: none")
            : {
                heading: nowHeading(
                  kept,
                  found.map(() => fate),
                ),
                elements: [before],
              },
        after: { heading: thenHeading, elements: [after] },
      },
    ];
  },
  drawFound: (frame) => {
    const found = own(frame.machine.layers);
    const rows = found.map(({ path, parents }) => [path, `on ${parents.join(", ")}`]);
    return found.length === 0 ? [] : [{ title: [{ text: "Veils", tone: "bold" }], rows }];
  },
};
