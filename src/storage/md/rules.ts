/** Rules for MD arrays: whether members can form one, and whether they say the same of it. */
import { MiB, renderMiB } from "../../base/sizes.ts";
import { fewestMembers, memberOffset, memberShare } from "../../config/capacity.ts";
import type { ArraySpec, DeployConfig, MemberSpec, VolumeSpec } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import { renderValue } from "../../config/schema-check.ts";
import { declaredSizes } from "../../config/declared-sizes.ts";
import { useOf } from "../../config/volumes.ts";
import type { Finding, Place } from "../../config/wording.ts";

type Statement = Place & { readonly value: string | number | boolean | undefined };

function renderEncryption({ encryption }: VolumeSpec): string | undefined {
  if (encryption === undefined) return undefined;
  const { keyFile, unlock, pcrs = [] } = encryption;
  return [unlock, ...(keyFile === undefined ? [] : [keyFile]), ...pcrs].join(" ");
}

/** What a member says of the array, each at its place; those of one array have the same kind of content. */
function statementsOf(spec: MemberSpec, name = spec.name): Statement[] {
  const { content } = spec;
  return [
    { of: "member", spec, field: "level", value: spec.level },
    ...(content.kind === "pv"
      ? [{ of: "pv", spec: content, field: "metaSize", value: content.metaSize } as const]
      : ([
          { of: "volume", spec: content, field: "fileSystem", value: content.fileSystem },
          { of: "volume", spec: content, field: "label", value: content.label },
          { of: "volume", spec: content, field: "keepData", value: content.keepData },
          { of: "volume", spec: content, field: "fstab.enabled", value: content.fstab.enabled },
          { of: "volume", spec: content, field: "fstab.options", value: content.fstab.options },
          { of: "volume", spec: content, field: "encryption", value: renderEncryption(content) },
        ] as const)),
    { of: "part", spec, field: "name", value: name },
  ];
}

/** Each member says all of the array, and none says otherwise than the first. */
function findDisagreement({ arrays }: DeployConfig): Finding[] {
  return arrays.flatMap(({ members }) => {
    const [first, ...more] = members;
    const name = members.find((member) => member.name !== undefined)?.name;
    const wanted = statementsOf(first, name);
    return more.flatMap((member) =>
      statementsOf(member, member.name ?? name).flatMap(({ value: said, ...place }, index): Finding[] => {
        const value = wanted[index]?.value;
        if (said === value) return [];
        return [
          {
            ...place,
            problem: `this is not what ${first.pointer}, a member of the same array, says`,
            expected: ({ keepData }) =>
              value === undefined
                ? "none here, or the same there"
                : renderValue(place.field === "keepData" ? keepData[`${value === true}`] : value),
          },
        ];
      }),
    );
  });
}

function renderArray({ content, name }: ArraySpec): string {
  if (name !== undefined) return `"${name}"`;
  return content.kind === "pv"
    ? `for group "${content.group}"`
    : `for ${content.mount === undefined ? useOf(content) : `"${content.mount}"`}`;
}

/** Needs every member: one that could not be read may be what is missing. */
function findTooFewMembers({ arrays }: DeployConfig): Finding[] {
  return arrays.flatMap((array): Finding[] => {
    const { level, members } = array;
    if (members.length >= fewestMembers[level]) return [];
    return [
      {
        of: "part",
        spec: members[0],
        problem: `the array ${renderArray(array)} has ${members.length === 1 ? "this member alone" : `${members.length} members`}, and RAID level ${level} needs ${fewestMembers[level]}`,
        expected: ({ members: noun, keys }) =>
          `more ${noun} with the same ${keys.volume.mount} and the same ${keys.volume.images}, on other disks`,
      },
    ];
  });
}

/** Two members on one disk fail together. */
function findNeighbours({ arrays, disks }: DeployConfig): Finding[] {
  return arrays.flatMap((array) =>
    disks.flatMap(({ parts }) => {
      const [first, ...more] = array.members.filter((member) => parts.includes(member));
      return more.map((spec): Finding => ({
        of: "part",
        spec,
        problem: `the array ${renderArray(array)} has a member on this disk already, ${first?.pointer}`,
        expected: "one member on each disk",
      }));
    }),
  );
}

/** By the sizes that the config declares, as src/storage/md/plan.ts does by those of real disks. */
function findUnsuitedMemberSizes(config: DeployConfig): Finding[] {
  // What is there may have any size.
  if (config.policy === "extend") return [];
  const declared = declaredSizes(config);
  return config.arrays.flatMap(({ level, members }): Finding[] => {
    const sizes = members.map((member) => declared.get(member) ?? Number.NaN);
    if (sizes.some(Number.isNaN)) return [];
    const smallest = members.find((_, index) => memberShare(1, [sizes[index] ?? 0]) < MiB);
    if (smallest !== undefined)
      return [
        {
          of: "part",
          spec: smallest,
          field: "size",
          problem: "too small for a member of an array",
          expected: `more than ${renderMiB(memberOffset)}`,
        },
      ];
    const other = members.find((_, index) => sizes[index] !== sizes[0]);
    if (level !== 0 || other === undefined) return [];
    return [
      {
        of: "part",
        spec: other,
        field: "size",
        problem: "the members of an array of level 0 have different sizes",
        expected: "one fixed size for all of them",
      },
    ];
  });
}

export const mdRules: readonly Rule[] = [
  { find: findDisagreement },
  { find: findNeighbours },
  { needs: ["volumes"], find: findTooFewMembers },
  { needs: ["volumes"], find: findUnsuitedMemberSizes },
];
