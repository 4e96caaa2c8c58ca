/** Rules on the raw document: what JSON Schema cannot express and DeployConfig no longer shows. */
import type { Violation } from "../../base/errors.ts";
import { MiB, parseSize } from "../../base/sizes.ts";
import { at } from "../../config/json-pointer.ts";
import { renderValue } from "../../config/schema-check.ts";
import type { ProvisionDocument } from "../../schema/provision.ts";
import { parseRsyncFlags } from "../../sources/rsync/spec/flags.ts";
import { type IsValid, type Volume, isLeftOut, valid } from "./document.ts";

interface Placed {
  readonly item: Volume;
  readonly pointer: string;
}

/** The least space for LVM's metadata: provision.json(5), "Physical volume". */
const minimumMetaSize = 10 * MiB;

function volumesOf(document: ProvisionDocument, isValid: IsValid): Placed[] {
  return valid(document.partitions, "/partitions", isValid).flatMap(({ item, pointer }): Placed[] =>
    valid<Volume>(item.volumes, at(pointer, "volumes"), isValid).filter((volume) => !isLeftOut(volume.item)),
  );
}

/** What existing configs say and the program does without, or otherwise, as a warning each. */
export function findNotes(document: ProvisionDocument): string[] {
  const leftOut = document.partitions.flatMap(({ volumes }, place) =>
    volumes.flatMap((item, index) =>
      isLeftOut(item)
        ? [`${at("/partitions", place, "volumes", index)}: of size 0, so that this volume is left out`]
        : [],
    ),
  );
  const { dropped = [] } = parseRsyncFlags(document.image_deploy_flags?.rsync_flags ?? "") ?? {};
  const flags =
    dropped.length === 0
      ? []
      : [
          `/image_deploy_flags/rsync_flags: ${dropped.join(" ")} left out: the program reads what rsync prints, and shows the progress itself`,
        ];
  const script =
    document.on_fail_script === undefined
      ? []
      : ["/on_fail_script: ignored: the controller itself runs this script; this program has --on-failure"];
  return [...leftOut, ...flags, ...script];
}

function findUnclosedQuotes({ image_deploy_flags: flags }: ProvisionDocument): Violation[] {
  if (flags?.rsync_flags === undefined || parseRsyncFlags(flags.rsync_flags) !== undefined) return [];
  return [
    {
      pointer: "/image_deploy_flags/rsync_flags",
      problem: `${renderValue(flags.rsync_flags)} ends within a quote, or with a backslash`,
      expected: "words as a shell has them, each quote closed",
    },
  ];
}

function multibootIsImplicit({ item, pointer }: Placed): Violation[] {
  if (!("mount" in item) || item.mount !== "multiboot") return [];
  return [
    {
      pointer: at(pointer, "mount"),
      problem: "the multiboot partition is made by itself, first on the first disk",
      expected: "no such volume",
    },
  ];
}

function unreadable(pointer: string, size: string | number): Violation[] {
  if (parseSize(size) !== undefined) return [];
  return [
    {
      pointer,
      problem: `${renderValue(size)} is no size that a disk can have`,
      expected: "more than 0 and less than 8 PiB; for a percentage more than 0% and at most 100%",
    },
  ];
}

/** Sizes of a good form that mean nothing: "0 GiB", "150%", "9 YiB". */
export function findUnreadableSizes(document: ProvisionDocument, isValid: IsValid): Violation[] {
  const disks = valid(document.partitions, "/partitions", isValid).flatMap(({ item, pointer }) =>
    item.type === "disk" ? unreadable(at(pointer, "size"), item.size) : [],
  );
  const volumes = volumesOf(document, isValid).flatMap(({ item, pointer }) => [
    ...(item.type === "lvm_meta_pool" ? [] : unreadable(at(pointer, "size"), item.size)),
    ...((item.type === "pv" || item.type === "raid") && item.lvm_meta_size !== undefined
      ? unreadable(at(pointer, "lvm_meta_size"), item.lvm_meta_size)
      : []),
  ]);
  const esp = document.esp?.size === undefined ? [] : unreadable("/esp/size", document.esp.size);
  const { rescue } = document;
  const size = typeof rescue === "object" && rescue.size !== undefined ? unreadable("/rescue/size", rescue.size) : [];
  return [...disks, ...volumes, ...esp, ...size];
}

function swapIsSwap({ item, pointer }: Placed): Violation[] {
  if (
    (item.type !== "partition" && item.type !== "raid" && item.type !== "lv") ||
    item.mount !== "swap" ||
    item.file_system === undefined ||
    item.file_system === "swap"
  )
    return [];
  return [
    {
      pointer: at(pointer, "file_system"),
      problem: `"mount": "swap" cannot be ${item.file_system}`,
      expected: '"swap", or another mount',
    },
  ];
}

function metaSizeIsEnough({ item, pointer }: Placed): Violation[] {
  if ((item.type !== "pv" && item.type !== "raid") || item.lvm_meta_size === undefined) return [];
  const size = parseSize(item.lvm_meta_size);
  if (size?.kind !== "bytes" || size.bytes >= minimumMetaSize) return [];
  return [
    {
      pointer: at(pointer, "lvm_meta_size"),
      problem: `${renderValue(item.lvm_meta_size)} is too small for LVM's metadata`,
      expected: "10 MiB or more",
    },
  ];
}

/** The keys of a raid volume that say what is mounted mean nothing for an array that belongs to a group, and the other way round. */
function memberIsOneThing({ item, pointer }: Placed): Violation[] {
  if (item.type !== "raid") return [];
  if (item.vg === undefined) {
    return item.lvm_meta_size === undefined
      ? []
      : [
          {
            pointer: at(pointer, "lvm_meta_size"),
            problem: "this array is no physical volume",
            expected: '"vg" as well, or no lvm_meta_size',
          },
        ];
  }
  const keys = [
    "file_system",
    "disk_label",
    "keep_data",
    "images",
    "fstab_enabled",
    "fstab_options",
    "encryption",
  ] as const;
  return [
    ...(item.mount === undefined || item.mount === "none"
      ? []
      : [
          {
            pointer: at(pointer, "mount"),
            problem: `an array that is a physical volume of "${item.vg}" cannot be mounted`,
            expected: '"none", or no mount',
          },
        ]),
    ...keys
      .filter((key) => item[key] !== undefined)
      .map((key) => ({
        pointer: at(pointer, key),
        problem: `this array is a physical volume of "${item.vg}"`,
        expected: `no ${key}; logical volumes have that`,
      })),
  ];
}

function bootIsSingle(document: ProvisionDocument, isValid: IsValid): Violation[] {
  return valid(document.partitions, "/partitions", isValid).flatMap(({ item, pointer }) => {
    if (item.type !== "disk") return [];
    const boots = valid(item.volumes, at(pointer, "volumes"), isValid).filter((volume) => volume.item.type === "boot");
    return boots.slice(1).map((boot) => ({
      pointer: boot.pointer,
      problem: "a second volume of type boot on this disk",
      expected: "at most one for each disk",
    }));
  });
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = partOf(value, key);
  return Array.isArray(list) ? list : [];
}

/** Keys by which other programs choose the actions of a deploy: without them more would be done than is asked for. */
const flowKeys = ["flow", "custom_flow"];

export function isFlowKey(pointer: string): boolean {
  return flowKeys.some((key) => pointer === at("", key));
}

export function findFlow(document: unknown): Violation[] {
  return flowKeys.flatMap((key) => {
    const value = partOf(document, key);
    if (value === undefined) return [];
    return [
      {
        pointer: at("", key),
        problem: `${renderValue(value)}: a document does not choose the parts of a deploy`,
        expected: "no such key; a part of a deploy is bareon-provision deploy --from PHASE --until PHASE",
      },
    ];
  });
}

/** Names of images on volumes that no image has. Looked at even if something else of the volume or the image is wrong, but not if some image's name cannot be read. */
export function findUnknownImages(document: unknown): Violation[] {
  const known = listOf(document, "images").map((image) => partOf(image, "name"));
  if (known.length === 0 || known.some((name) => typeof name !== "string")) return [];
  const expected = `one of ${known.map((name) => renderValue(name)).join(", ")}`;
  return listOf(document, "partitions").flatMap((space, place) =>
    listOf(space, "volumes").flatMap((volume, number) =>
      listOf(volume, "images").flatMap((name, index) => {
        if (typeof name !== "string" || known.includes(name)) return [];
        return [
          {
            pointer: at("/partitions", place, "volumes", number, "images", index),
            problem: `no image is named ${renderValue(name)}`,
            expected,
          },
        ];
      }),
    ),
  );
}

/** Every violation of these rules in what is valid of the document. */
export function checkDocument(document: ProvisionDocument, isValid: IsValid): Violation[] {
  return [
    ...volumesOf(document, isValid).flatMap((volume) => [
      ...swapIsSwap(volume),
      ...multibootIsImplicit(volume),
      ...metaSizeIsEnough(volume),
      ...memberIsOneThing(volume),
    ]),
    ...bootIsSingle(document, isValid),
    ...findUnclosedQuotes(document),
  ];
}
