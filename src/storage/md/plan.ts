/** MD arrays: what each is made of, how large it comes out, and the names that it gets. */
import { BareonError } from "../../base/errors.ts";
import { withoutEnd } from "../../base/paths.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import { arraySize, memberOffset, memberShare } from "../../config/capacity.ts";
import type { ArraySpec } from "../../config/deploy-config.ts";
import { useOf } from "../../config/volumes.ts";
import type { MdArray } from "../../schema/inventory.ts";
import type { PlannedArray } from "../../schema/plan.ts";
import type { Layers } from "../../machine/found-layers.ts";
import type { ExtendRequest, LayerPlan, LayerRequest, Place, Places } from "../layer.ts";

/** Characters that mdadm takes for a name, beside what it puts before it ("any:"). */
const longestName = 24;

/** The first of /dev/md0, /dev/md1, ... that is free. The kernel of each system chooses a number of its own. */
function freeDevices(count: number, taken: readonly string[]): string[] {
  const devices: string[] = [];
  for (let number = 0; devices.length < count; number += 1) {
    if (!taken.includes(`/dev/md${number}`)) devices.push(`/dev/md${number}`);
  }
  return devices;
}

/** Its own name, or one from what it is for, in what mdadm.conf(5) can hold; "os-2" if there is an "os" already. */
function arrayNames(arrays: readonly ArraySpec[]): string[] {
  const names: string[] = [];
  for (const { name, content } of arrays) {
    const use =
      content.kind === "pv"
        ? content.group
        : `${content.images.join("-")}-${content.mount === "/" ? "root" : useOf(content).replace("/", "")}`;
    const bare =
      withoutEnd((name ?? use).replaceAll(/[^\w.-]+/gu, "-").replace(/^[-.]+/u, ""), "-").slice(0, longestName) ||
      "array";
    let candidate = bare;
    for (let count = 2; names.includes(candidate); count += 1) candidate = `${bare.slice(0, longestName - 4)}-${count}`;
    names.push(candidate);
  }
  return names;
}

function planArray(
  { pointer, level }: ArraySpec,
  parts: readonly Place[],
  identity: Pick<PlannedArray, "device" | "name">,
  newUuid: () => string,
): PlannedArray {
  const sizes = parts.map(({ size }) => size);
  if (memberShare(level, sizes) < MiB) {
    throw new BareonError(
      "mismatch",
      `${pointer}: ${renderSize(Math.min(...sizes))} are too small for a member of an array, which needs more than ${renderSize(memberOffset)}`,
      { hint: "Ask for larger members." },
    );
  }
  // The kernel would use the rest of the larger ones in another way, which GRUB does not know.
  if (level === 0 && new Set(sizes).size > 1) {
    throw new BareonError(
      "mismatch",
      `${pointer}: the members of an array of level 0 have ${sizes.map(renderSize).join(", ")}`,
      { hint: "Give all of them one fixed size." },
    );
  }
  return {
    ...identity,
    uuid: newUuid(),
    level,
    metadata: "1.2",
    memberSize: memberShare(level, sizes),
    size: arraySize(level, sizes),
    members: parts.map(({ device }) => device),
  };
}

/**
 * The arrays in the order of the config's. Throws BareonError "mismatch" if one comes out too small, or GRUB could not read it. An
 * array has the largest sectors of its members.
 */
export function planArrays(
  {
    config,
    elsewhere,
    kept,
    extend,
    newUuid,
  }: Pick<LayerRequest, "config" | "newUuid" | "extend"> & {
    elsewhere: Pick<Layers, "arrays" | "others">;
    kept?: Pick<Layers, "arrays">;
  },
  places: Places,
): LayerPlan & { readonly lists: { readonly arrays: PlannedArray[] } } {
  const specs = config.arrays;
  const there = extend === undefined ? [] : (kept?.arrays ?? []);
  // A firmware RAID has such a device, too.
  const taken = [...elsewhere.arrays, ...elsewhere.others, ...there].map(({ path }) => path);
  const [devices, names] = [freeDevices(specs.length, taken), arrayNames(specs)];
  const planned = specs.map((spec, index) => {
    const parts = spec.members.flatMap((member) => places.get(member) ?? []);
    const identity = { device: devices[index] ?? "", name: names[index] ?? "" };
    const plain = planArray(spec, parts, identity, newUuid);
    const sectorSize = Math.max(...parts.map((part) => part.sectorSize));
    if (extend === undefined)
      return { spec, array: plain, place: { device: plain.device, size: plain.size, sectorSize } };
    const { array, place } = extendArray(plain, parts, there, extend);
    return { spec, array, place: { ...place, sectorSize } };
  });
  return {
    lists: { arrays: planned.map(({ array }) => array) },
    places: planned.map(({ spec, place }) => [spec.content, place]),
    pointers: planned.map(({ spec, array }) => [array.device, spec.pointer]),
  };
}

/** What an array is known by whatever is on it. */
export function arrayId(uuid: string): string {
  return `MD_UUID=${uuid}`;
}

/** One that is there stays as it is, under the device that it has; one of which no member is there is made. */
function extendArray(
  array: PlannedArray,
  parts: readonly Place[],
  there: readonly MdArray[],
  { isRunning }: ExtendRequest,
): { readonly array: PlannedArray; readonly place: Omit<Place, "sectorSize"> } {
  const found = there.find(({ members }) => parts.some(({ device }) => members.includes(device)));
  const isNew = parts.every((part) => part.isNew);
  const { size } = found ?? array;
  const isAdded = found === undefined && isNew;
  const placed =
    found?.active === true
      ? { ...array, device: found.path, stays: true }
      : { ...array, ...(isAdded ? { added: true, ...(isRunning ? { stays: true } : {}) } : {}) };
  const id = arrayId(found?.uuid ?? array.uuid);
  return {
    array: placed,
    place: { device: placed.device, size, id, isNew },
  };
}
