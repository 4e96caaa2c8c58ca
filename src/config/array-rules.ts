/** Rules for MD arrays: whether members can form one, and whether they say the same of it. */
import type { Violation } from "../base/errors.ts";
import { fewestMembers } from "./capacity.ts";
import type { DeployConfig, MemberSpec } from "./deploy-config.ts";
import { renderValue } from "./schema-check.ts";
import { type ArraySpec, arraysOf } from "./volumes.ts";

/** What every member says of the array, by the key that says it. */
function statements({ level, content }: MemberSpec): Readonly<Record<string, string | number | boolean | undefined>> {
  if (content.kind === "pv") return { level, lvm_meta_size: content.metaSize };
  const { fileSystem, label, keepData, fstab } = content;
  return {
    level,
    file_system: fileSystem,
    disk_label: label,
    keep_data: keepData,
    fstab_enabled: fstab.enabled,
    fstab_options: fstab.options,
  };
}

/** Each member says all of the array, and none says otherwise than the first. */
export function findDisagreement(config: DeployConfig): Violation[] {
  return arraysOf(config).flatMap(({ members: [first, ...more] }) => {
    if (first === undefined) return [];
    const wanted = statements(first);
    const name = first.name ?? more.find((member) => member.name !== undefined)?.name;
    return more.flatMap((member) => {
      const said = { ...statements(member), name: member.name ?? name };
      return Object.entries({ ...wanted, name })
        .filter(([key, value]) => said[key as keyof typeof said] !== value)
        .map(([key, value]) => ({
          pointer: `${member.pointer}/${key}`,
          problem: `this is not what ${first.pointer}, a member of the same array, says`,
          expected: value === undefined ? "none here, or the same there" : renderValue(value),
        }));
    });
  });
}

function renderArray({ content, name }: ArraySpec): string {
  if (name !== undefined) return `"${name}"`;
  return content.kind === "pv"
    ? `for group "${content.group}"`
    : `for ${content.mount === undefined ? content.fileSystem : `"${content.mount}"`}`;
}

/** Needs every member: one that could not be read may be what is missing. */
export function findTooFewMembers(config: DeployConfig): Violation[] {
  return arraysOf(config).flatMap((array) => {
    const { pointer, level, members } = array;
    if (members.length >= fewestMembers[level]) return [];
    const problem = `the array ${renderArray(array)} has ${members.length === 1 ? "this member alone" : `${members.length} members`}, and RAID level ${level} needs ${fewestMembers[level]}`;
    return [
      {
        pointer,
        problem,
        expected: "more volumes of type raid with the same mount and the same images, on other disks",
      },
    ];
  });
}

/** Two members on one disk fail together. */
export function findNeighbours(config: DeployConfig): Violation[] {
  return arraysOf(config).flatMap((array) =>
    config.disks.flatMap(({ parts }) => {
      const [first, ...more] = array.members.filter((member) => parts.includes(member));
      return more.map(({ pointer }) => ({
        pointer,
        problem: `the array ${renderArray(array)} has a member on this disk already, ${first?.pointer}`,
        expected: "one member on each disk",
      }));
    }),
  );
}
