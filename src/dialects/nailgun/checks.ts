/** Rules on a nailgun document that its schema cannot express and a deploy config no longer shows. */
import type { Violation } from "../../base/errors.ts";
import { at } from "../../config/json-pointer.ts";
import { repeated } from "../../config/repeated.ts";
import { renderValue } from "../../config/schema-check.ts";
import type { NailgunDocument } from "../../schema/nailgun.ts";
import { interfaceNameForm, parseInterfaceNames } from "./given.ts";
import { imageAt } from "./images.ts";
import { cutJournals } from "./journals.ts";
import {
  bootVolume,
  checkBoot,
  type DiskVolume,
  groupsOf,
  isBoot,
  logicalVolumesOf,
  mountOf,
  partitionedDisks,
  type Placed,
  spacesPointer,
  volumesOf,
} from "./spaces.ts";
import { hasRoomForMetadata } from "./volumes.ts";

type Mountable = Placed<DiskVolume | ReturnType<typeof logicalVolumesOf>[number]["item"]>;

/** What becomes one volume or several. */
function mountsOf(document: NailgunDocument): Mountable[] {
  const disks = partitionedDisks(document);
  const boot = bootVolume(disks);
  const journals = cutJournals(disks);
  const volumes = disks
    .flatMap(volumesOf)
    .filter((volume) => !isBoot(volume) || volume.pointer === boot?.pointer)
    .filter(({ pointer }) => journals.get(pointer)?.length !== 0);
  return [...volumes, ...groupsOf(document).flatMap(logicalVolumesOf)];
}

/** The disk of what is to be kept, and is not made, would be erased; if anything else is kept the disks are compared first. */
function checkKept(document: NailgunDocument): Violation[] {
  const isKept = ({ item }: Mountable): boolean => item.keep_data === true;
  if (mountsOf(document).some(isKept)) return [];
  const unmade = partitionedDisks(document).flatMap(volumesOf).filter(isKept);
  return unmade.map((volume) => ({
    pointer: at(volume.pointer, "keep_data"),
    problem: `this volume is not made${isBoot(volume) ? ", as /boot is on another disk" : ""}, so that its data cannot be kept`,
    expected: "false, or a volume that is made",
  }));
}

function checkFileSystem({ item, pointer }: Mountable, document: NailgunDocument): Violation[] {
  if (item.type === "pv") return [];
  const mount = mountOf(item);
  const written = item.file_system?.toLowerCase();
  if (mount === undefined || written === undefined || imageAt(document, mount) !== undefined) return [];
  const isSwap = mount === "swap";
  if (isSwap ? written === "swap" : written !== "none") return [];
  return [
    {
      pointer: at(pointer, "file_system"),
      problem: `"mount": ${renderValue(item.mount)} cannot be ${written === "none" ? "without a filesystem" : written}`,
      expected: isSwap ? '"swap", or another mount' : 'a filesystem, or "mount": "none"',
    },
  ];
}

function checkMetadata({ item, pointer }: Mountable): Violation[] {
  if (item.type !== "pv" || hasRoomForMetadata(item)) return [];
  return [
    {
      pointer: at(pointer, "lvm_meta_size"),
      problem: `${renderValue(item.lvm_meta_size)} MiB are too little for two copies of LVM's metadata`,
      expected: "28 or more",
    },
  ];
}

/** Nothing is made in a group that no disk has a part of. */
function checkGroups(document: NailgunDocument): Violation[] {
  const parts = partitionedDisks(document).flatMap(volumesOf);
  return groupsOf(document)
    .filter((group) => !parts.some(({ item }) => item.type === "pv" && item.vg === group.item.id))
    .flatMap((group) =>
      logicalVolumesOf(group).map(({ pointer }) => ({
        pointer,
        problem: `no disk has a physical volume for its group ${renderValue(group.item.id)}`,
        expected: "a volume of type pv of a size, or a size of 0 here",
      })),
    );
}

/** A journal has a whole number of MiB. */
function checkJournals(document: NailgunDocument): Violation[] {
  const short = [...cutJournals(partitionedDisks(document))].filter(([, sizes]) => sizes.includes(0));
  return short.map(([pointer, sizes]) => ({
    pointer: at(pointer, "size"),
    problem: `this has no MiB for each of the ${sizes.length} journals that it is divided into`,
    expected: `${sizes.length} or more`,
  }));
}

function checkImages(document: NailgunDocument): Violation[] {
  const mounts = mountsOf(document).map(({ item }) => mountOf(item));
  return Object.keys(document.ks_meta.image_data)
    .filter((mount) => !mounts.includes(mount) || mount === "swap")
    .map((mount) => ({
      pointer: at("/ks_meta/image_data", mount),
      problem: `no volume of a size has the mount ${renderValue(mount)}`,
      expected: "an image for a volume that is there",
    }));
}

function checkInterfaceNames({ kernel_options: options }: NailgunDocument): Violation[] {
  const pointer = "/kernel_options/udevrules";
  const text = options?.udevrules ?? "";
  const pairs = parseInterfaceNames(text);
  if (pairs === undefined)
    return [
      {
        pointer,
        problem: `${renderValue(text)} holds something else than pairs of a MAC address and a name`,
        expected: `MAC_NAME with commas between them, each with ${interfaceNameForm}`,
      },
    ];
  const twice = [...repeated(pairs, ({ mac }) => mac), ...repeated(pairs, ({ name }) => name)];
  return twice.map(({ item }) => ({
    pointer,
    problem: `${item.mac}_${item.name} has an address or a name that another pair has`,
    expected: "each address and each name once",
  }));
}

/** openssl reads no more of a password, and makes a hash of what it read. */
const longestPassword = 255;

function checkPasswords({ ks_meta: { user_accounts: accounts = [] } }: NailgunDocument): Violation[] {
  return accounts.flatMap(({ password }, index) =>
    typeof password === "string" && Buffer.byteLength(password) > longestPassword
      ? [
          {
            pointer: at("/ks_meta/user_accounts", index, "password"),
            problem: "this is too long for a password that is hashed here",
            expected: `at most ${longestPassword} bytes, in which a letter beyond ASCII is two or more; or hashed_password`,
          },
        ]
      : [],
  );
}

export function checkDocument(document: NailgunDocument): Violation[] {
  const noDisk =
    partitionedDisks(document).length > 0
      ? []
      : [{ pointer: spacesPointer, problem: "no disk has a volume of a size", expected: "one such disk or more" }];
  return [
    ...noDisk,
    ...checkBoot(document),
    ...mountsOf(document).flatMap((volume) => [...checkFileSystem(volume, document), ...checkMetadata(volume)]),
    ...checkGroups(document),
    ...checkKept(document),
    ...checkJournals(document),
    ...checkImages(document),
    ...checkInterfaceNames(document),
    ...checkPasswords(document),
  ];
}

/** What a document asks for that is named, and not done. */
export function findUnsupported(document: NailgunDocument, isDriveMade: boolean): Violation[] {
  const templates = Object.entries(document.ks_meta.cloud_init_templates ?? {}).filter(([, name]) => name !== "");
  return [
    ...("partitioning" in document
      ? [
          {
            pointer: "/partitioning",
            problem: "a scheme that is computed already, as documents of nailgun_simple have it, is not read",
            expected: "a document without it, whose layout is computed from ks_spaces",
          },
        ]
      : []),
    ...(isDriveMade
      ? templates.map(([what, name]) => ({
          pointer: at("/ks_meta/cloud_init_templates", what),
          problem: `the template ${renderValue(name)} cannot be filled in`,
          expected: "no template, or a config drive of its own with prepare_configdrive = false",
        }))
      : []),
  ];
}
