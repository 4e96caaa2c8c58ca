/** Planned containers beside those that were found in their places: differences, and identities that are taken over. */
import type { Difference } from "../../base/errors.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { FoundLayer } from "../../schema/inventory.ts";
import type { PlannedLayer } from "../../schema/plan.ts";
import { contentRows, differenceRow, none, sizeRow, tolerance } from "../compare.ts";
import type { Expected, FoundPlace, FreshLayout, Layout, StoragePlan, There } from "../layer.ts";
import { own, signature } from "./signature.ts";

function placeOf({ below: [device = ""] }: PlannedLayer, { places }: There): FoundPlace | undefined {
  return places.get(device);
}

/** Matches planned to found: the open container that lies on the same device. */
function findOpen(item: PlannedLayer, there: There): FoundLayer | undefined {
  const path = placeOf(item, there)?.path ?? item.below[0] ?? "";
  return own(there.machine.layers).find(({ parents }) => parents.includes(path));
}

export function matchContainers({ layers }: Layout, there: There): (readonly [string, FoundPlace])[] {
  return own(layers).flatMap((item) => {
    const found = findOpen(item, there);
    return found === undefined ? [] : [[item.device, found] as const];
  });
}

/** What is in a container can only be compared while that is open. What is no container is a difference of the layer below. */
function compareContainer(expected: Expected, item: PlannedLayer, there: There): Difference[] {
  const found = findOpen(item, there);
  const at = { where: item.below.join(", "), pointer: expected.pointers.get(item.device) ?? "" };
  if (found === undefined) {
    const isClosed = placeOf(item, there)?.content?.type === signature;
    const { keyFile } = item.encryption ?? {};
    const key = keyFile === undefined ? "the key that the deploy is given" : `the key in ${keyFile}`;
    return [
      {
        ...at,
        what: "encrypted volume",
        expected: `one that ${key} opens`,
        found: isClosed ? "one that stays closed" : none,
      },
    ];
  }
  // A system opens its container by this alone: with that of a copy of the disk it could be the copy.
  const isRepeated = found.uuid !== null && expected.repeated.has(found.uuid);
  return [
    ...(isRepeated ? [differenceRow("UUID of the container", "one of its own", found.uuid)] : []),
    ...sizeRow("size", item.size, found.size, tolerance),
    ...contentRows(expected, item.device, found.content),
  ].map((row) => ({ ...at, ...row }));
}

export function compareContainers(expected: Expected, there: There): Difference[] {
  return own(expected.layout.layers).flatMap((item) => compareContainer(expected, item, there));
}

export function keepContainers({ layers }: FreshLayout, there: There): Partial<StoragePlan> {
  return {
    layers: own(layers).map((item) => {
      const { uuid, size = item.size } = findOpen(item, there) ?? {};
      return { ...item, keep: true, uuid: uuid ?? item.uuid, size };
    }),
  };
}

export function verifyContainers({ layers }: Layout, there: There): string[] {
  return own(layers)
    .filter((item) => !isSameUuid(item.uuid, findOpen(item, there)?.uuid))
    .map(({ device, uuid }) => `the encrypted volume ${device} does not have the UUID ${uuid}`);
}
