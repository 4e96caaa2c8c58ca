/** MD arrays: what each is made of, how large it comes out, and the names that it gets. */
import { BareonError } from "../../base/errors.ts";
import { withoutEnd } from "../../base/paths.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import { arraySize, memberOffset, memberShare } from "../../config/capacity.ts";
import type { ArraySpec, DeployConfig } from "../../config/deploy-config.ts";
import type { PlannedArray, PlannedPartition } from "../../schema/plan.ts";

export interface ArraysRequest {
  readonly config: DeployConfig;
  /** The partition of each part of the disks, by the part's pointer. */
  readonly partitions: ReadonlyMap<string, PlannedPartition>;
  /** Device nodes that other arrays of the machine have. */
  readonly taken: readonly string[];
  readonly newUuid: () => string;
}

/** Characters that mdadm takes for a name, beside what it puts before it ("any:"). */
const longestName = 24;

/** The first of /dev/md0, /dev/md1, ... that is free. The kernel of each system gives its own number. */
function freeDevices(count: number, taken: readonly string[]): string[] {
  const devices: string[] = [];
  for (let number = 0; devices.length < count; number += 1) {
    if (!taken.includes(`/dev/md${number}`)) devices.push(`/dev/md${number}`);
  }
  return devices;
}

/** Its own name, or one from what it is for, in what mdadm.conf(5) can hold; "os-2" where "os" is there. */
function arrayNames(arrays: readonly ArraySpec[]): string[] {
  const names: string[] = [];
  for (const { name, content } of arrays) {
    const use =
      content.kind === "pv"
        ? content.group
        : `${content.images.join("-")}-${content.mount === "/" ? "root" : (content.mount ?? content.fileSystem).replace("/", "")}`;
    const bare =
      withoutEnd((name ?? use).replaceAll(/[^\w.-]+/gu, "-").replace(/^[-.]+/u, ""), "-").slice(0, longestName) ||
      "array";
    let candidate = bare;
    for (let count = 2; names.includes(candidate); count += 1) candidate = `${bare.slice(0, longestName - 4)}-${count}`;
    names.push(candidate);
  }
  return names;
}

/** The arrays in the order of the config's. Throws BareonError "mismatch" where one comes out too small, or GRUB could not read it. */
export function planArrays({ config, partitions, taken, newUuid }: ArraysRequest): PlannedArray[] {
  const specs = config.arrays;
  const [devices, names] = [freeDevices(specs.length, taken), arrayNames(specs)];
  return specs.map(({ pointer, level, members }, index) => {
    const parts = members.flatMap((member) => partitions.get(member.pointer) ?? []);
    const sizes = parts.map(({ size }) => size);
    if (memberShare(sizes) < MiB) {
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
      device: devices[index] ?? "",
      name: names[index] ?? "",
      uuid: newUuid(),
      level,
      metadata: "1.2" as const,
      memberSize: memberShare(sizes),
      size: arraySize(level, sizes),
      members: parts.map(({ device }) => device),
    };
  });
}
