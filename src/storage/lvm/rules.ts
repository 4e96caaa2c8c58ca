/** Rules for LVM: names that it takes, groups that have what they need, and volumes that fit their group. */
import { MiB, divide, renderMiB } from "../../base/sizes.ts";
import { memberOffset, physicalVolumeSize } from "../../config/capacity.ts";
import { declaredSizes } from "../../config/declared-sizes.ts";
import type { DeployConfig, GroupSpec } from "../../config/deploy-config.ts";
import { repeated } from "../../config/repeated.ts";
import type { Rule } from "../../config/rule.ts";
import { keepsPartitions, physicalVolumesOf } from "../../config/volumes.ts";
import { type Finding, quoted, withArticle } from "../../config/wording.ts";

/** Parts of names that LVM keeps for itself (lvm(8), "Valid names", 2.03). */
const reservedStart = /^(?:snapshot|pvmove)/u;
const reservedPart =
  /_(?:mlog|mimage|rimage|rmeta|tdata|tmeta|cdata|cmeta|corig|cpool|cvol|vdata|vorigin|wcorig|imeta|iorig|pmspare)/u;
/** What /dev has already, so that there can be no directory for the group. */
const deviceNames =
  /^(?:block|bsg|bus|char|cpu|disk|dri|fd|full|hpet|input|kmsg|log|mapper|md|mem|mqueue|net|null|port|ptmx|pts|random|shm|snd|std(?:in|out|err)|urandom|zero|[hsv]d[a-z]\d*|(?:dm-|loop|md|nvme|tty|vcs)\d.*)$/u;
/** Characters that device-mapper has for "GROUP-VOLUME", each dash in a name written twice. */
const longestName = 127;

function findRepeatedGroups({ groups }: DeployConfig): Finding[] {
  return repeated(groups, ({ name }) => name).map(({ item, first }) => ({
    of: "group",
    spec: item,
    field: "name",
    problem: ({ keys }) => `"${item.name}" is also the ${keys.group.name} of ${first.pointer}`,
    expected: ({ keys }) => `${withArticle(keys.group.name)} of its own for each volume group`,
  }));
}

function findUnsuitedGroupNames({ groups }: DeployConfig): Finding[] {
  return groups
    .filter(({ name }) => deviceNames.test(name))
    .map((spec) => ({
      of: "group",
      spec,
      field: "name",
      problem: `/dev/${spec.name} is something else`,
      expected: ({ keys }) => `another ${keys.group.name}`,
    }));
}

function findVolumeNames({ name: group, volumes }: GroupSpec): Finding[] {
  const width = (name: string): number => name.replaceAll("-", "--").length;
  const named = volumes.map((spec) => ({ place: { of: "part", spec, field: "name" } as const, name: spec.name ?? "" }));
  return [
    ...repeated(named, ({ name }) => name).map(({ item: { place, name } }): Finding => ({
      ...place,
      problem: `"${name}" is there twice in this group`,
      expected: ({ keys }) => `${withArticle(keys.part.name)} of its own for each logical volume`,
    })),
    ...named
      .filter(({ name }) => reservedStart.test(name) || reservedPart.test(name))
      .map(({ place, name }): Finding => ({
        ...place,
        problem: `LVM keeps names like "${name}" for itself`,
        expected: ({ keys }) => `another ${keys.part.name}`,
      })),
    ...named
      .filter(({ name }) => width(group) + 1 + width(name) > longestName)
      .map(({ place }): Finding => ({
        ...place,
        problem: ({ keys }) =>
          `with its group's ${keys.group.name} it is longer than ${longestName} characters, where a dash counts twice`,
        expected: ({ keys }) => `a shorter ${keys.part.name}`,
      })),
  ];
}

function findUnsuitedVolumeNames({ groups }: DeployConfig): Finding[] {
  return groups.flatMap(findVolumeNames);
}

function findUnknownGroups({ disks, groups }: DeployConfig): Finding[] {
  const known = groups.map(({ name }) => name);
  return disks
    .flatMap(({ parts }) => parts)
    .map((part) => (part.kind === "member" ? part.content : part))
    .filter((part) => part.kind === "pv")
    .filter(({ group }) => !known.includes(group))
    .map((spec) => ({
      of: "pv",
      spec,
      field: "group",
      problem: ({ keys }) => `no volume group has the ${keys.group.name} "${spec.group}"`,
      expected: ({ keys, group }) =>
        known.length === 0 ? `${withArticle(group)} in "${keys.config.groups}"` : `one of ${quoted(known)}`,
    }));
}

/** Needs every part of the disks. */
function findEmptyGroups(config: DeployConfig): Finding[] {
  return config.groups
    .filter(({ name }) => physicalVolumesOf(config, name).length === 0)
    .map((spec) => ({
      of: "group",
      spec,
      problem: `no disk has a physical volume for "${spec.name}"`,
      expected: ({ keys, pv }) => `${withArticle(pv)}, or an array, with "${keys.pv.group}": "${spec.name}"`,
    }));
}

/** A real disk can only have less for a group than is found here. A group that is kept may have less metadata than the config says. */
function findOverfullGroups(config: DeployConfig): Finding[] {
  if (keepsPartitions(config)) return [];
  const sizes = declaredSizes(config);
  return config.groups.flatMap((spec): Finding[] => {
    const { name, volumes } = spec;
    const parts = physicalVolumesOf(config, name).map((part) => ({
      part,
      size: physicalVolumeSize(sizes.get(part) ?? Number.NaN, part.metaSize),
    }));
    const available = parts.reduce((sum, { size }) => sum + size, 0);
    if (parts.length === 0 || Number.isNaN(available)) return [];
    const empty = parts.filter(({ size }) => size < MiB);
    if (empty.length > 0)
      return empty.map(({ part }) => ({
        of: "part",
        spec: part,
        field: "size",
        problem: "LVM's metadata leave nothing of this",
        expected: ({ keys }) =>
          `${withArticle(keys.part.size)} of more than ${keys.pv.metaSize}, in an array by ${renderMiB(memberOffset)} more`,
      }));
    const division = divide(
      available,
      volumes.map(({ size }) => size),
    );
    if (division.kind === "fits") return [];
    return [
      {
        of: "group",
        spec,
        field: "volumes",
        problem: `they need ${renderMiB(division.needed)}, and the physical volumes of "${name}" have ${renderMiB(available)}`,
        expected: "logical volumes within the size of their group",
      },
    ];
  });
}

export const lvmRules: readonly Rule[] = [
  { find: findRepeatedGroups },
  { find: findUnsuitedGroupNames },
  { find: findUnsuitedVolumeNames },
  { needs: ["volumes"], find: findUnknownGroups },
  { needs: ["volumes"], find: findEmptyGroups },
  { needs: ["volumes"], find: findOverfullGroups },
];
