/** MD arrays as a storage layer. */
import { memberOffset } from "../../config/capacity.ts";
import { contentName } from "../../config/volumes.ts";
import type { FoundNode } from "../../machine/found-layers.ts";
import { arrayLine, assembleArray, createArray, stopArray } from "../../programs/mdadm.ts";
import type { MdArray } from "../../schema/inventory.ts";
import type { PlannedArray } from "../../schema/plan.ts";
import { wipeSignatures } from "../../programs/wipefs.ts";
import { clearDevice } from "../erase.ts";
import type { NeededDriver } from "../driver.ts";
import type { Layer, PlannedNode, Release } from "../layer.ts";
import { type Step, commandStep } from "../step.ts";
import { compareArrays, keepArrays, matchArrays, verifyArrays } from "./compare.ts";
import { drawArrays, drawFoundArrays } from "./draw.ts";
import { checkWhole } from "./inspect/check.ts";
import { inspectArrays } from "./inspect/inspect.ts";
import { arrayId, planArrays } from "./plan.ts";
import { mdRules } from "./rules.ts";
import { signature } from "./signature.ts";
import { takeDownArray } from "./take-down.ts";

/** The GPT type of a member (GRUB manual). */
const memberType = "A19D880F-05FC-4D3B-A006-743F0F84911E";

function describeFound(array: MdArray): FoundNode {
  const { path, active, name, uuid, members, content, uses } = array;
  const own = `array ${name ?? uuid}`;
  return {
    item: array,
    name: own,
    key: `array ${path}`,
    title: `${own} on ${members.join(", ")}`,
    below: members,
    devices: [{ path, active, content, uses, ...(active ? {} : { label: own }) }],
    refusals: [],
  };
}

function makeStep(array: PlannedArray): Step {
  const { device, name, level, size, keep } = array;
  return keep === true
    ? commandStep(`array ${device}`, `Assemble array ${name} as ${device}`, [assembleArray(array)])
    : commandStep(`array ${device}`, `Make array ${name} of level ${level} as ${device}`, [
        createArray(array, memberOffset),
        ...clearDevice(device, size),
      ]);
}

/** Modules that read it also while it is degraded. */
function modulesFor({ level, metadata }: PlannedArray): string[] {
  return [
    metadata === "0.90" ? "mdraid09" : "mdraid1x",
    ...(level === 5 ? ["raid5rec"] : []),
    ...(level === 6 ? ["raid6rec"] : []),
  ];
}

function describePlanned(array: PlannedArray): PlannedNode {
  const { device, name, size, level, members, keep, stays } = array;
  return {
    name: `array ${name}`,
    keep: keep === true,
    below: members,
    devices: [{ path: device, size }],
    isCleared: keep !== true,
    steps: keep === true && stays === true ? [] : [makeStep(array)],
    isMirror: level === 1,
    grubModules: modulesFor(array),
    // Debian keeps mdadm.conf(5) in a folder of its own.
    guest: {
      programs: ["mdadm"],
      file: { paths: ["/etc/mdadm/mdadm.conf", "/etc/mdadm.conf"], lines: [arrayLine(array)] },
    },
    close: { what: device, command: stopArray(device) },
    use: { label: name, type: "RAID", place: `array ${name}`, images: "" },
    ...(stays === true ? { stays } : {}),
  };
}

function releaseArray({ arrays }: { readonly arrays: readonly MdArray[] }, device: string): Release | undefined {
  const array = arrays.find(({ path }) => path === device);
  if (array === undefined) return undefined;
  const { uuid, size, members } = array;
  const commands = [stopArray(device), ...members.map((member) => wipeSignatures(member))];
  return { id: arrayId(uuid), size, commands, below: members };
}

/** In /proc/mdstat stands which levels the kernel has. */
function driverOf({ name, level }: PlannedArray): NeededDriver {
  const module = level === 5 || level === 6 ? "raid456" : `raid${level}`;
  return { what: `RAID ${level}`, module, shown: "/proc/mdstat", word: `[raid${level}]`, by: `array ${name}` };
}

export const md: Layer = {
  name: "md",
  driver: { what: "software RAID", module: "md_mod", shown: "/proc/mdstat" },
  drivers: ({ arrays }) => arrays.map(driverOf),
  rules: mdRules,
  signature,
  inspect: inspectArrays,
  found: ({ arrays }) => arrays.map(describeFound),
  partition: (part) =>
    part.kind === "member"
      ? {
          purpose: "raid-member",
          type: part.typeGuid ?? memberType,
          name: part.name ?? contentName(part.content),
          refusals: { larger: "a member of an array is not made larger", added: "a member of an array is not added" },
        }
      : undefined,
  plan: planArrays,
  planned: ({ arrays }) => arrays.map(describePlanned),
  release: releaseArray,
  takeDown: ({ arrays }, { erase }) => arrays.map((array) => takeDownArray(array, erase)),
  contents: ({ arrays }) =>
    arrays.flatMap(({ members }) => members.map((member) => [member, { type: signature, isPart: true }] as const)),
  present: ({ arrays }) => ({ arrays: arrays.filter(({ added }) => added !== true) }),
  match: matchArrays,
  compare: compareArrays,
  keep: keepArrays,
  verify: verifyArrays,
  check: async (ctx, { arrays }) => {
    for (const array of arrays) await checkWhole(ctx, array);
  },
  draw: drawArrays,
  drawFound: drawFoundArrays,
};
