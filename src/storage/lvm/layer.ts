/** LVM volume groups as a storage layer. */
import { contentName } from "../../config/volumes.ts";
import type { FoundNode } from "../../machine/found-layers.ts";
import {
  activateGroup,
  createGroup,
  createVolumes,
  deactivateFound,
  deactivateGroup,
  removeVolume,
} from "../../programs/lvm.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { clearDevice, wipeAll } from "../erase.ts";
import { deviceMapper } from "../driver.ts";
import type { Layer, PlannedNode, Release, TakeDown, TakeDownRequest } from "../layer.ts";
import { type Step, commandStep } from "../step.ts";
import { compareGroups, keepGroups, matchVolumes } from "./compare.ts";
import { drawFoundGroups, drawGroups } from "./draw.ts";
import { finishVolumes, growSteps } from "./grow-steps.ts";
import { inspectGroups } from "./inspect/inspect.ts";
import { planGroups } from "./plan.ts";
import { lvmRules } from "./rules.ts";
import { signature } from "./signature.ts";

/** The GPT type of a physical volume (GRUB manual). */
const physicalVolumeType = "E6D6D379-F507-44C2-A23C-238F2A3DF928";

function pathsOf({ physicalVolumes }: VolumeGroup): string[] {
  return physicalVolumes.flatMap(({ path }) => path ?? []);
}

function refusalsOf(title: string, lock: VolumeGroup["lock"]): string[] {
  if (lock === null) return [];
  return [
    lock === "exported"
      ? `${title} is exported, to go to another host (vgimport takes it back)`
      : `${title} is shared with other hosts (${lock})`,
  ];
}

function describeFound(group: VolumeGroup): FoundNode {
  const { name, uuid, lock, volumes } = group;
  const below = pathsOf(group);
  const title = `volume group ${name} on ${below.join(", ")}`;
  return {
    item: group,
    name: `group ${name}`,
    key: `volume group ${name} (${uuid})`,
    title,
    below,
    devices: volumes.map(({ path, active, content, uses }) => ({ path, active, content, uses })),
    refusals: refusalsOf(title, lock),
  };
}

function makeSteps(group: PlannedGroup): Step[] {
  const { name, volumes, keep } = group;
  if (keep !== true)
    return [
      commandStep(`group ${name}`, `Make volume group ${name} and its logical volumes`, [
        ...createGroup(group),
        ...volumes.flatMap(({ device, size }) => clearDevice(device, size)),
      ]),
    ];
  const activate = commandStep(`group ${name}`, `Activate volume group ${name}`, [activateGroup(group)]);
  const added = volumes.filter((volume) => volume.added === true && volume.unfinished !== true);
  const names = added.map((volume) => volume.name).join(", ");
  return [
    activate,
    ...growSteps(group),
    ...(added.length === 0
      ? []
      : [commandStep(`volumes ${name}`, `Make ${names} in volume group ${name}`, createVolumes(group, added))]),
  ];
}

/** The group as it is before anything is made: without what is added, and with the sizes of now. */
function asPresent(group: PlannedGroup): PlannedGroup {
  const there = group.volumes.filter(({ added }) => added !== true);
  return { ...group, volumes: there.map((volume) => ({ ...volume, size: volume.grownFrom ?? volume.size })) };
}

function describePlanned(group: PlannedGroup): PlannedNode {
  const { name, keep, physicalVolumes, volumes, stays } = group;
  return {
    name: `group ${name}`,
    keep: keep === true,
    below: physicalVolumes.map(({ device }) => device),
    devices: volumes.map(({ device, size }) => ({ path: device, size })),
    isCleared: keep !== true,
    steps: makeSteps(group),
    isMirror: false,
    grubModules: ["lvm"],
    guest: { programs: ["lvm"] },
    close: { what: name, command: deactivateGroup(group) },
    use: { label: name, type: "LVM", place: `group ${name}`, images: "" },
    ...(stays === true ? { stays } : {}),
  };
}

function takeDownGroup(group: VolumeGroup, { erase, isThere }: TakeDownRequest): TakeDown {
  const { name, uuid, volumes, physicalVolumes } = group;
  const below = pathsOf(group);
  const active = volumes.filter((volume) => volume.active).map(({ path }) => path);
  const physical = below.filter(isThere);
  const names = volumes.length === 0 ? "" : ` (${volumes.map((volume) => volume.name).join(", ")})`;
  const missing = physicalVolumes.some(({ path }) => path === null) ? ", of which a part is missing" : "";
  return {
    id: `group ${uuid}`,
    title: `${erase ? "Erase" : "Switch off"} volume group ${name}${names}${missing}`,
    below,
    devices: volumes.map(({ path }) => ({ path })),
    commands: [
      ...wipeAll(active, erase),
      ...(active.length === 0 ? [] : [deactivateFound(uuid, physical)]),
      ...wipeAll(physical, erase),
    ],
  };
}

/** Its group stays, with room for another. */
function releaseVolume({ groups }: { readonly groups: readonly VolumeGroup[] }, device: string): Release | undefined {
  for (const group of groups) {
    const found = group.volumes.find(({ path }) => path === device);
    if (found === undefined) continue;
    const commands = [removeVolume(group.name, found.name, pathsOf(group))];
    return { id: device, size: found.size, commands, below: [] };
  }
  return undefined;
}

export const lvm: Layer = {
  name: "lvm",
  driver: deviceMapper,
  rules: lvmRules,
  signature,
  inspect: inspectGroups,
  found: ({ groups }) => groups.map(describeFound),
  partition: (part) =>
    part.kind !== "pv"
      ? undefined
      : {
          purpose: "pv",
          type: physicalVolumeType,
          name: part.name ?? contentName(part),
          refusals: {
            added: "a physical volume is not added",
            ...(part.metaCopies === 2 ? { larger: "the second copy of LVM's metadata lies at its end" } : {}),
          },
        },
  plan: planGroups,
  planned: ({ groups }) => groups.map(describePlanned),
  release: releaseVolume,
  takeDown: ({ groups }, request) => groups.map((group) => takeDownGroup(group, request)),
  contents: ({ groups }) =>
    groups.flatMap(({ physicalVolumes }) =>
      physicalVolumes.map(({ device }) => [device, { type: signature, isPart: true }] as const),
    ),
  present: ({ groups }) => ({ groups: groups.filter(({ added }) => added !== true).map(asPresent) }),
  match: matchVolumes,
  finish: ({ groups }) => groups.flatMap(finishVolumes),
  compare: compareGroups,
  keep: keepGroups,
  strayMember: "LVM, no group",
  draw: drawGroups,
  drawFound: drawFoundGroups,
};
