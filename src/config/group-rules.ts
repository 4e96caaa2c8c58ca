/** Rules for LVM: names that it takes, and groups that have what they need. */
import type { Violation } from "../base/errors.ts";
import type { DeployConfig } from "./deploy-config.ts";
import { repeated } from "./repeated.ts";
import { physicalVolumesOf } from "./volumes.ts";

/** Parts of names that LVM keeps for itself (lvm(8), "Valid names", 2.03). */
const reservedStart = /^(?:snapshot|pvmove)/u;
const reservedPart =
  /_(?:mlog|mimage|rimage|rmeta|tdata|tmeta|cdata|cmeta|corig|cpool|cvol|vdata|vorigin|wcorig|imeta|iorig|pmspare)/u;
/** What /dev has already, so that there can be no directory for the group. */
const deviceNames =
  /^(?:block|bsg|bus|char|cpu|disk|dri|fd|full|hpet|input|kmsg|log|mapper|md|mem|mqueue|net|null|port|ptmx|pts|random|shm|snd|std(?:in|out|err)|urandom|zero|[hsv]d[a-z]\d*|(?:dm-|loop|md|nvme|tty|vcs)\d.*)$/u;
/** Characters that device-mapper has for "GROUP-VOLUME", each dash in a name written twice. */
const longestName = 127;

export function findRepeatedGroups({ groups }: DeployConfig): Violation[] {
  return repeated(groups, ({ name }) => name).map(({ item, first }) => ({
    pointer: `${item.pointer}/id`,
    problem: `"${item.name}" is also the id of ${first.pointer}`,
    expected: "an id of its own for each volume group",
  }));
}

export function findLvmNames({ groups }: DeployConfig): Violation[] {
  return groups.flatMap((group) => {
    const wide = (name: string): number => name.replaceAll("-", "--").length;
    const named = group.volumes.map(({ pointer, name = "" }) => ({ pointer: `${pointer}/name`, name }));
    return [
      ...(deviceNames.test(group.name)
        ? [{ pointer: `${group.pointer}/id`, problem: `/dev/${group.name} is something else`, expected: "another id" }]
        : []),
      ...repeated(named, ({ name }) => name).map(({ item }) => ({
        pointer: item.pointer,
        problem: `"${item.name}" is there twice in this group`,
        expected: "a name of its own for each logical volume",
      })),
      ...named
        .filter(({ name }) => reservedStart.test(name) || reservedPart.test(name))
        .map(({ pointer, name }) => ({
          pointer,
          problem: `LVM keeps names like "${name}" for itself`,
          expected: "another name",
        })),
      ...named
        .filter(({ name }) => wide(group.name) + 1 + wide(name) > longestName)
        .map(({ pointer }) => ({
          pointer,
          problem: `with its group's id it is longer than ${longestName} characters, where a dash counts twice`,
          expected: "a shorter name",
        })),
    ];
  });
}

export function findUnknownGroups(config: DeployConfig): Violation[] {
  const known = config.groups.map(({ name }) => name);
  const parts = config.disks
    .flatMap((disk) => disk.parts)
    .map((part) => (part.kind === "member" ? part.content : part));
  return parts.flatMap((part) =>
    part.kind !== "pv" || known.includes(part.group)
      ? []
      : [
          {
            pointer: `${part.pointer}/vg`,
            problem: `no volume group has the id "${part.group}"`,
            expected:
              known.length === 0
                ? 'a volume group (type vg) in "partitions"'
                : `one of ${known.map((name) => `"${name}"`).join(", ")}`,
          },
        ],
  );
}

/** Needs every part of the disks. */
export function findEmptyGroups(config: DeployConfig): Violation[] {
  return config.groups.flatMap(({ name, pointer }) =>
    physicalVolumesOf(config, name).length > 0
      ? []
      : [
          {
            pointer,
            problem: `no disk has a physical volume for "${name}"`,
            expected: `a volume of type pv, or an array, with "vg": "${name}"`,
          },
        ],
  );
}
