/** Every rule says what it finds in the words and at the places of a second dialect; a rule without a case here fails. */
import { expect, test } from "vitest";
import { BareonError, type Violation } from "../../../src/base/errors.ts";
import { allowedRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
import { renderFindings } from "../../../src/config/wording.ts";
import { dialects } from "../../../src/dialects/dialects.ts";
import { readDocument } from "../../../src/dialects/read.ts";
import { filesystemsForRoots } from "../../../src/storage/filesystem/filesystems.ts";
import type { Rule } from "../../../src/config/rule.ts";
import { allRules } from "../../../src/storage/rules.ts";
import { loose, setAt } from "../../support/files/example.ts";
import { type TinyDocument, tiny, tinyWording, toTinyConfig } from "./tiny-dialect.ts";

const good: TinyDocument = {
  systems: [
    { title: "red", from: "host::images/red", at: "/", first: true },
    { title: "blue", from: "https://host/blue.tar", by: "unpack", at: "/" },
  ],
  drives: { one: { find: "S1", capacity: 2000 }, two: { find: "S2", capacity: 1000 } },
  pools: [{ alias: "pond" }],
  slices: [
    { use: "plain", on: "one", room: 400, path: "/", for: ["red"] },
    { use: "mirror", on: "one", room: 200, path: "/srv", for: ["red", "blue"] },
    { use: "pool", on: "one", room: 500, pool: "pond" },
    { use: "mirror", on: "two", room: 200, path: "/srv", for: ["red", "blue"] },
    { use: "pool", on: "two", room: "rest", pool: "pond" },
    { use: "logical", on: "pond", caption: "root", room: 500, path: "/", format: "xfs", for: ["blue"] },
    { use: "logical", on: "pond", caption: "data", room: 50, path: "/data", for: ["blue"] },
  ],
};

/** A utility image that goes onto a slice of its own. */
const tools = { title: "tools", from: "host::images/tools", at: "/opt/tools" };
const toolSlice = { use: "plain", on: "two", room: 50, path: "/opt", for: ["tools"] };
const md5 = `md5:${"0".repeat(32)}`;
const sha256 = `sha256:${"0".repeat(64)}`;

interface Case {
  /** What is set at which JSON pointer of the good document. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Pointer, problem and what is expected, of all that the rule finds. */
  readonly finds: readonly (readonly [string, string, string])[];
}

/** By the name of the rule's function. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  findUnsuitedExisting: [
    {
      set: { "/systems/0/from": "existing", "/systems/0/by": "stay", "/slices/0/same": "PARTUUID=1" },
      finds: [
        ["/systems/0/from", "a system that is there is kept by policy extend alone", 'the policy "extend"'],
        [
          "/slices/0/same",
          "a volume that is there is named with policy extend alone",
          'no such key, or the policy "extend"',
        ],
      ],
    },
    {
      set: {
        "/defaults": { grow: true },
        ...{ "/systems/0/from": "existing", "/systems/0/by": "stay", "/slices/0/same": "PARTUUID=1" },
        ...{ "/systems/1/from": "existing", "/systems/1/by": "stay", "/systems/1/at": "/opt" },
      },
      finds: [
        ["/systems/1/from", "a second system that is there already", "one at most"],
        ["/systems/1/at", "what is there already is an operating system", '"/"'],
        ["/slices/5/same", "it does not say which volume of the node it is", '"same": "PARTUUID=..." or "UUID=..."'],
      ],
    },
  ],
  findUnsuitedAddresses: [
    {
      set: { "/systems/0/from": "ftp://host/x" },
      finds: [
        [
          "/systems/0/from",
          '"ftp://host/x" is no form of address that is known',
          "HOST::module/path/, rsync://HOST/module/path/, USER@HOST:path/, an absolute path, http://, https://, file://, oci://REGISTRY/NAME:TAG@DIGEST, oci:/path:REF, oci-archive:/path:REF or existing",
        ],
      ],
    },
    {
      set: { "/systems/1/by": "copy" },
      finds: [
        [
          "/systems/1/from",
          "this is an image file, which the deploy driver copy does not read",
          '"by": "unpack", or the address of a tree',
        ],
      ],
    },
    {
      set: { "/systems/0/by": "unpack" },
      finds: [
        [
          "/systems/0/from",
          "this is no image file, which the deploy driver unpack reads",
          '"by": "copy", or http://, https:// or file:///',
        ],
      ],
    },
  ],
  findUnsuitedImages: [
    {
      set: {
        "/systems/0/registry": { trust: "/ca", badge: "/auth", open: true },
        ...{ "/systems/1/from": "oci://host/x", "/systems/1/by": "stack", "/systems/1/verify": undefined },
      },
      finds: [
        ...["trust", "badge", "open"].map(
          (key) =>
            [
              `/systems/0/registry/${key}`,
              "this is for container images, not for a tree that rsync copies",
              "an image with the deploy driver stack",
            ] as const,
        ),
        [
          "/systems/1/from",
          "the address says neither which tag nor which digest is meant",
          "oci://REGISTRY/NAME:TAG@DIGEST, without :TAG or without @DIGEST",
        ],
      ],
    },
    {
      set: {
        ...{ "/systems/1/from": "oci:/srv/x", "/systems/1/by": "stack", "/systems/1/verify": undefined },
        "/systems/1/registry": { badge: "/auth" },
      },
      finds: [
        [
          "/systems/1/registry/badge",
          "this is for an image of a registry, and the image is one of this machine",
          "oci://REGISTRY/NAME:TAG@DIGEST",
        ],
      ],
    },
  ],
  findUnsuitedFields: [
    {
      set: {
        "/systems/0/verify": {
          form: "tar",
          packing: "xz",
          sum: sha256,
          sums: "http://host/S",
          weak: true,
          seal: "http://host/s",
          sealer: "RW",
          trust: "/ca",
          crowd: "http://host/t",
        },
      },
      finds: ["form", "packing", "sum", "sums", "weak", "seal", "sealer", "trust", "crowd"].map((key) => [
        `/systems/0/verify/${key}`,
        "this is for image files, not for a tree that rsync copies",
        "an image with the deploy driver unpack",
      ]),
    },
    {
      set: {
        "/systems/1/from": "file:///image.tar",
        "/systems/1/verify": { crowd: "http://host/t" },
      },
      finds: [
        [
          "/systems/1/verify/crowd",
          "a torrent does not prove the file, which comes from strangers",
          'also "sum", "sums" or "seal"',
        ],
        [
          "/systems/1/verify/crowd",
          "the image is a file of this machine, which comes from no other node",
          "an image at http:// or https://",
        ],
      ],
    },
    {
      set: { "/systems/1/verify": { sum: md5, sums: "http://host/S", seal: "http://host/s" } },
      finds: [
        ["/systems/1/verify/sums", 'there is a "sum" as well', "one of the two"],
        [
          "/systems/1/verify/sum",
          "an MD5 does not protect from a file that was made to have it",
          'sha256: or sha512:, or "weak": true',
        ],
        ["/systems/1/verify/seal", "a signature needs an address and a public key", 'both "seal" and "sealer"'],
      ],
    },
    {
      set: { "/systems/1/verify": { sealer: "RWx" } },
      finds: [
        ["/systems/1/verify/sealer", "a signature needs an address and a public key", 'both "seal" and "sealer"'],
        [
          "/systems/1/verify/sealer",
          "this is no public key",
          "the line of a minisign key, or the armoured text of an OpenPGP key",
        ],
      ],
    },
  ],
  findRefusedFlags: [
    {
      set: { "/defaults": { copying: "-a --delete" } },
      finds: [
        [
          "/defaults/copying",
          'not on the list of options that a config may set: "--delete"',
          `options from ${allowedRsyncFlags}`,
        ],
      ],
    },
  ],
  findRepeatedNames: [
    {
      set: { "/systems/1/title": "red" },
      finds: [["/systems/1/title", '"red" is also the title of /systems/0', "a title of its own for each image"]],
    },
  ],
  findFullTables: [
    {
      set: Object.fromEntries(
        Array.from({ length: 127 }, (_, index) => [
          `/slices/${index + 7}`,
          { use: "plain", on: "two", room: 1, path: `/v${index}`, format: "ext2", for: ["red"] },
        ]),
      ),
      finds: [
        [
          "/drives/two",
          "130 partitions, with the implicit ones",
          "128 at most, which is what a partition table has room for",
        ],
      ],
    },
  ],
  findTooSmallVolumes: [
    {
      set: { "/slices/5/room": 299 },
      finds: [["/slices/5/room", "299 MiB are too small for xfs", "300 MiB or more, or another filesystem"]],
    },
  ],
  findUnwritableImages: [
    {
      set: {
        "/systems/1/verify": { form: "raw" },
        "/slices/5/format": "swap",
        "/systems/2": {
          title: "tools",
          from: "https://host/tools.img",
          by: "unpack",
          at: "/srv/x",
          verify: { form: "raw" },
        },
        "/slices/0/for": ["red", "tools"],
      },
      finds: [
        [
          "/slices/5/format",
          'image "blue" is the image of a filesystem, and of swap there are none',
          "ext2, ext3, ext4, xfs, btrfs",
        ],
        [
          "/systems/2/verify/form",
          "the image of a filesystem needs a volume of its own, and does not go into a folder",
          'a volume of this image alone with "path": "/srv/x", or an archive',
        ],
      ],
    },
  ],
  findUnsuitedMemberSizes: [
    {
      set: { "/slices/1/room": 8 },
      finds: [["/slices/1/room", "too small for a member of an array", "more than 8 MiB"]],
    },
    {
      set: { "/slices/1/raid": 0, "/slices/3/raid": 0, "/slices/3/room": 201 },
      finds: [
        ["/slices/3/room", "the members of an array of level 0 have different sizes", "one fixed size for all of them"],
      ],
    },
  ],
  findSmallEsps: [
    {
      set: { "/slices/7": { use: "efi", on: "one", room: 33, for: ["red"] } },
      finds: [["/slices/7/room", "too small for an EFI system partition", "34 MiB or more"]],
    },
  ],
  findEmptyAfterDryRun: [
    {
      set: { "/defaults": { copying: "-a -n" } },
      finds: [
        [
          "/defaults/copying",
          'with --dry-run nothing is copied, and the place of "red" is made anew',
          'a policy that keeps the partitions, without "wipe": true for these volumes; or no --dry-run',
        ],
      ],
    },
  ],
  findCarryOfUtilities: [
    {
      set: { "/systems/2": { ...tools, keep: ["/etc/tools"] }, "/slices/7": toolSlice },
      finds: [
        [
          "/systems/2/keep",
          'an image with at "/opt/tools" is no operating system',
          '"keep" only on an image with at "/"',
        ],
      ],
    },
  ],
  findSpreadOfOthers: [
    {
      set: { "/systems/2": { ...tools, divide: true }, "/slices/7": toolSlice },
      finds: [
        [
          "/systems/2/divide",
          'image "tools" is no operating system that is deployed',
          '"divide" only on an image that is one',
        ],
      ],
    },
  ],
  findSeedsOfOthers: [
    {
      set: { "/systems/2": { ...tools, told: { task: "x" } }, "/slices/7": toolSlice },
      finds: [
        [
          "/systems/2/told",
          'image "tools" is no operating system that is deployed',
          '"told" only on an image that is one',
        ],
      ],
    },
  ],
  findSharedSeeds: [
    {
      set: { "/systems/0/told": { task: "x" }, "/slices/1/path": "/var", "/slices/3/path": "/var" },
      finds: [
        [
          "/systems/0/told",
          'its seed would be that of "blue" too, with which it shares /var',
          "a volume of its own for /var/lib/cloud/seed",
        ],
      ],
    },
  ],
  findMisplacedDrives: [
    {
      set: { "/drive": { as: "partition", all: ["red"] } },
      finds: [["/drive/all", "every system sees a partition", "nothing, or that it becomes a seed"]],
    },
    {
      set: { "/drive": { as: "seed", all: ["red", "green"] }, "/systems/0/told": { task: "x" } },
      finds: [
        ["/drive/all", 'no operating system that is deployed is named "green"', 'some of "red", "blue"'],
        [
          "/drive/all",
          '"red" would have a seed and a config drive, of which cloud-init reads one',
          'images without "told"',
        ],
      ],
    },
  ],
  findRepeatedMountsOfSystems: [
    {
      set: { "/slices/6/path": "/srv" },
      finds: [
        [
          "/slices/6/path",
          'image "blue" has "/srv" twice, here and in /slices/1',
          "one volume for each mount point of an image",
        ],
      ],
    },
  ],
  findSharedRoots: [
    {
      set: { "/slices/0/for": ["red", "blue"] },
      finds: [
        ["/slices/0/for", 'images "red", "blue" would share one root', 'a "/" of its own for each operating system'],
      ],
    },
  ],
  findRepeatedDisks: [
    {
      set: { "/drives/two/find": "S1" },
      finds: [["/drives/two/find", "this disk is also /drives/one", "each disk once"]],
    },
  ],
  findRootless: [
    {
      set: { "/slices/5/path": "/home" },
      finds: [
        ["/systems/1", 'image "blue" has no volume with path "/"', 'a volume with "path": "/" and "for": ["blue"]'],
      ],
    },
  ],
  findRepeatedMountsOfUtilities: [
    {
      set: { "/systems/-": tools, "/slices/-": toolSlice, "/slices/8": toolSlice },
      finds: [
        [
          "/slices/8/path",
          'image "tools" has "/opt" twice, here and in /slices/7',
          "one volume for each mount point of an image",
        ],
      ],
    },
  ],
  findSecondRests: [
    {
      set: { "/slices/3/room": "rest" },
      finds: [["/slices/4/room", 'a second "rest" on this disk', 'at most one volume of room "rest" for each disk']],
    },
    {
      set: { "/slices/5/room": "rest", "/slices/6/room": "rest" },
      finds: [
        [
          "/slices/6/room",
          'a second "rest" on this volume group',
          'at most one volume of room "rest" for each volume group',
        ],
      ],
    },
  ],
  findOverfullDisks: [
    {
      set: { "/slices/3/room": 998 },
      finds: [
        [
          "/drives/two/capacity",
          "its volumes need 999 MiB, and the implicit partitions 2 MiB (bios-boot 2 MiB): more than the declared 1000 MiB",
          'volumes and implicit partitions within the disk\'s capacity with 1 MiB or more for "rest"',
        ],
      ],
    },
  ],
  findRescueNames: [
    {
      set: { "/spare": { room: 64 }, "/systems/0/title": "rescue", "/slices/2/for": ["rescue"] },
      finds: [
        ["/systems/0/title", '"rescue" is what the rescue system is called', "another name, or no rescue system"],
      ],
    },
  ],
  findSmallRescues: [
    {
      set: { "/spare": { room: 63 } },
      finds: [["/spare/room", "63 MiB are too small for a rescue system", "64 MiB or more"]],
    },
  ],
  findHiddenTargets: [
    {
      set: { "/systems/0/at": "/run/x" },
      finds: [["/systems/0/at", '"/run/x" lies in /run, which the system makes itself at each boot', "another folder"]],
    },
  ],
  findNothingToExtend: [
    {
      set: {
        "/defaults": { grow: true },
        "/systems/1": { title: "blue", from: "https://host/blue.tar", by: "unpack", at: "/data/blue" },
      },
      finds: [
        [
          "/systems",
          'policy "extend" adds to what a node has, and here is one image alone with at "/"',
          "the systems that the node has, two or more with those that it gets",
        ],
      ],
    },
  ],
  findNoSystem: [
    {
      set: { "/systems/0/at": "/a", "/systems/1/at": "/b" },
      finds: [["/systems", "none of the images is an operating system", 'one image or more with "at": "/"']],
    },
  ],
  findPlaceless: [
    {
      set: { "/systems/-": tools },
      finds: [
        [
          "/systems/2",
          'image "tools" has no volume that holds its at "/opt/tools"',
          '"tools" in the "for" of a volume with path "/opt/tools" or above it, or of the "/" of an operating system',
        ],
      ],
    },
  ],
  findUnseenVolumes: [
    {
      set: { "/systems/-": tools, "/slices/0/for": ["red", "tools"], "/slices/6/for": ["blue", "tools"] },
      finds: [
        ["/slices/6/for", 'image "tools" goes into "red", whose volume this is not', '"red" here too, or not "tools"'],
      ],
    },
  ],
  findUnsuitedMounts: [
    {
      set: { "/slices/6/format": "swap" },
      finds: [["/slices/6/path", 'swap cannot be mounted on "/data"', '"nowhere" for swap']],
    },
    {
      set: { "/slices/0/format": "vfat", "/slices/6/path": "/dev/x" },
      finds: [
        ["/slices/0/format", "vfat cannot hold an operating system's root", filesystemsForRoots],
        ["/slices/6/path", '"/dev/x" lies in /dev, which the system makes itself at each boot', "another mount point"],
      ],
    },
  ],
  findMountedTooLate: [
    {
      set: { "/slices/6/path": "/etc" },
      finds: [
        [
          "/slices/6/path",
          '"/etc" has what a system needs before it can mount volumes',
          'another mount point: this folder has to be on the volume of "/"',
        ],
      ],
    },
    {
      set: { "/slices/1/path": "/usr/lib", "/slices/3/path": "/usr/lib", "/slices/6/path": "/usr" },
      finds: [
        [
          "/slices/1/path",
          '"/usr/lib" has what a system needs before it can mount volumes',
          'another mount point: this folder has to be on the volume of "/"',
        ],
      ],
    },
    { set: { "/systems/-": tools, "/slices/-": { ...toolSlice, path: "/etc" } }, finds: [] },
  ],
  findUnsuitedLabels: [
    {
      set: { "/slices/5/tag": "thirteen char", "/slices/6/format": "vfat", "/slices/6/tag": "A+B" },
      finds: [
        ["/slices/5/tag", '"thirteen char" is 13 bytes long', "at most 12 bytes for xfs"],
        ["/slices/6/tag", 'vfat cannot hold the label "A+B"', "ASCII characters without * ? . , ; : | + = < > [ ]"],
      ],
    },
  ],
  findRepeatedGroups: [
    {
      set: { "/pools/-": { alias: "pond" } },
      finds: [["/pools/1/alias", '"pond" is also the alias of /pools/0', "an alias of its own for each volume group"]],
    },
  ],
  findUnsuitedGroupNames: [
    {
      set: { "/pools/0/alias": "disk" },
      finds: [["/pools/0/alias", "/dev/disk is something else", "another alias"]],
    },
  ],
  findUnsuitedVolumeNames: [
    {
      set: { "/slices/6/caption": "root" },
      finds: [
        ["/slices/6/caption", '"root" is there twice in this group', "a caption of its own for each logical volume"],
      ],
    },
    {
      set: { "/slices/5/caption": "pvmove0", "/slices/6/caption": "-".repeat(62) },
      finds: [
        ["/slices/5/caption", 'LVM keeps names like "pvmove0" for itself', "another caption"],
        [
          "/slices/6/caption",
          "with its group's alias it is longer than 127 characters, where a dash counts twice",
          "a shorter caption",
        ],
      ],
    },
  ],
  findUnknownGroups: [
    {
      set: { "/slices/4/pool": "pool" },
      finds: [["/slices/4/pool", 'no volume group has the alias "pool"', 'one of "pond"']],
    },
    {
      set: { "/pools": [], "/slices/2/use": "plain" },
      finds: [["/slices/4/pool", 'no volume group has the alias "pond"', 'a pool in "pools"']],
    },
  ],
  findEmptyGroups: [
    {
      set: { "/pools/-": { alias: "lake" } },
      finds: [
        [
          "/pools/1",
          'no disk has a physical volume for "lake"',
          'a slice with use pool, or an array, with "pool": "lake"',
        ],
      ],
    },
  ],
  findOverfullGroups: [
    {
      set: { "/slices/5/room": 5000 },
      finds: [
        [
          "/pools/0",
          'they need 5050 MiB, and the physical volumes of "pond" have 1170 MiB',
          "logical volumes within the size of their group",
        ],
      ],
    },
    {
      set: { "/slices/2/reserve": 500 },
      finds: [
        [
          "/slices/2/room",
          "LVM's metadata leave nothing of this",
          "a room of more than reserve, in an array by 8 MiB more",
        ],
      ],
    },
  ],
  findDisagreement: [
    {
      set: {
        "/slices/3/raid": 0,
        "/slices/3/format": "xfs",
        "/slices/3/tag": "x",
        "/slices/3/wipe": true,
        "/slices/3/table": { write: false, options: "ro" },
        "/slices/3/lock": { key: "/key", how: "tpm2", pcrs: [7] },
      },
      finds: (
        [
          ["raid", "1"],
          ["format", '"ext4"'],
          ["tag", "none here, or the same there"],
          ["wipe", "false"],
          ["table/write", "true"],
          ["table/options", '"defaults"'],
          ["lock", "none here, or the same there"],
        ] as const
      ).map(([path, expected]) => [
        `/slices/3/${path}`,
        "this is not what /slices/1, a member of the same array, says",
        expected,
      ]),
    },
    {
      set: { "/slices/1/caption": "m", "/slices/3/caption": "n" },
      finds: [["/slices/3/caption", "this is not what /slices/1, a member of the same array, says", '"m"']],
    },
    {
      set: { "/slices/1/pool": "pond", "/slices/3/pool": "pond", "/slices/3/reserve": 65 },
      finds: [["/slices/3/reserve", "this is not what /slices/1, a member of the same array, says", "67108864"]],
    },
  ],
  findNeighbours: [
    {
      set: { "/slices/3/on": "one" },
      finds: [
        ["/slices/3", 'the array for "/srv" has a member on this disk already, /slices/1', "one member on each disk"],
      ],
    },
  ],
  findTooFewMembers: [
    {
      set: { "/slices/3/path": "/var" },
      finds: ["/srv", "/var"].map((mount, index) => [
        index === 0 ? "/slices/1" : "/slices/3",
        `the array for "${mount}" has this member alone, and RAID level 1 needs 2`,
        "more slices with use mirror with the same path and the same for, on other disks",
      ]),
    },
  ],
  findUnsuitedEncryption: [
    {
      set: {
        "/slices/0/format": "swap",
        "/slices/0/lock": {},
        "/slices/-": { use: "efi", on: "one", room: 64, format: "vfat", lock: {} },
      },
      finds: [
        ["/slices/0/lock", "swap cannot be encrypted", 'no "lock" here'],
        ["/slices/7/lock", "vfat cannot be encrypted", 'no "lock" here'],
      ],
    },
    {
      set: { "/slices/0/format": "ext4", "/slices/0/same": "PARTUUID=1", "/slices/0/lock": {} },
      finds: [
        ["/slices/0/lock", "a volume that is there already, and is named, cannot be encrypted", 'no "lock" here'],
      ],
    },
  ],
  findAddedEncryption: [
    {
      set: { "/defaults": { grow: true }, "/slices/6/lock": {} },
      finds: [
        [
          "/slices/6/lock",
          'policy "extend" does not know encrypted volumes, neither as new ones nor as those that are there',
          "another policy, or a volume that is not encrypted",
        ],
      ],
    },
  ],
  findEncryptedBootParts: [
    {
      set: { "/slices/6/path": "/boot/more", "/slices/6/lock": {} },
      finds: [["/slices/6/lock", '"/boot/more" lies in /boot, which GRUB reads', 'no "lock" here']],
    },
  ],
  findIdlePcrs: [
    {
      set: { "/slices/6/lock": { pcrs: [7] } },
      finds: [["/slices/6/lock/pcrs", "only a TPM has PCRs", '"how": "tpm2" as well, or none of them']],
    },
  ],
  findHiddenKernels: [
    {
      set: { "/slices/0/lock": {} },
      finds: [
        [
          "/slices/0/lock",
          'the kernels of image "red" would be in here, and GRUB cannot read them',
          'a volume of its own with path "/boot" for image "red", without "lock"',
        ],
      ],
    },
    {
      set: { "/slices/6/path": "/boot", "/slices/6/lock": {}, "/slices/5/lock": {} },
      finds: [
        ["/slices/6/lock", 'the kernels of image "blue" would be in here, and GRUB cannot read them', 'no "lock" here'],
      ],
    },
    { set: { "/slices/6/path": "/boot", "/slices/5/lock": {} }, finds: [] },
  ],
  findBareKeys: [
    {
      set: {
        "/slices/5/lock": { how: "key-file" },
        "/slices/3/lock": { how: "key-file" },
        "/slices/1/lock": { how: "key-file" },
      },
      finds: [
        [
          "/slices/1/lock/how",
          'the key would lie in "/" of image "red", which is not encrypted',
          '"lock" for that "/" as well, or another way to open this volume',
        ],
        [
          "/slices/5/lock/how",
          '"/" is opened before any file of the system can be read, so that a key in a file does not open it',
          "another way to open it",
        ],
      ],
    },
  ],
  findOwnerlessEncryption: [
    {
      set: { "/systems/-": tools, "/slices/-": { ...toolSlice, lock: {} } },
      finds: [
        [
          "/slices/7/lock",
          "no operating system has this volume, and so none opens it",
          'an operating system among its for, or no "lock"',
        ],
      ],
    },
  ],
  findSecondEsps: [
    {
      set: {
        "/slices/-": { use: "efi", on: "one", room: 64, format: "vfat" },
        "/slices/8": { use: "efi", on: "one", room: 64, format: "vfat" },
      },
      finds: [["/slices/8", "a second EFI system partition on this disk", "at most one for each disk"]],
    },
  ],
  findNoMirrors: [
    {
      set: { "/defaults": { menus: "mirrored" } },
      finds: [
        [
          "/defaults/menus",
          "no disk beside the first has all that every operating system needs to come up: its /, /boot and /usr, on the disk itself or in arrays of level 1",
          "the boot menu on the first disk alone, or volumes on mirrors",
        ],
      ],
    },
  ],
  findAdoptedMirrors: [
    {
      set: {
        "/defaults": { grow: true, menus: "all" },
        ...{ "/systems/0/from": "existing", "/systems/0/by": "stay", "/slices/0/same": "PARTUUID=1" },
      },
      finds: [
        [
          "/defaults/menus",
          "the node was made bootable by another program, and its boot menu goes onto the first disk alone",
          "the boot menu on the first disk alone",
        ],
      ],
    },
  ],
  findUnusedEspSize: [
    {
      set: { "/slices/-": { use: "efi", on: "one", room: 64, format: "vfat" }, "/defaults": { efi: 64 } },
      finds: [
        [
          "/defaults/efi",
          "the first disk has an EFI system partition of its own among its volumes",
          "the size in that volume alone",
        ],
      ],
    },
  ],
};

function nameOf({ name, find }: Rule): string {
  return name ?? find.name;
}

function refusalOf(document: unknown): readonly Violation[] {
  try {
    readDocument(tiny, document, { compat: false });
  } catch (error) {
    if (error instanceof BareonError) return error.violations;
    throw error;
  }
  return [];
}

test("the good document has no violation", () => {
  expect(refusalOf(good)).toEqual([]);
});

test.for(Object.entries({ ...dialects, tiny }))("what is no document is refused by dialect %s", ([, dialect]) => {
  if (dialect === undefined) return;
  for (const document of [{}, [], null, "x", 1, undefined]) {
    expect(() => readDocument(dialect, document, { compat: false })).toThrow(BareonError);
    expect(() => readDocument(dialect, document, { compat: true })).toThrow(/^the deploy config has [1-9]/u);
  }
});

test("each rule has a name of its own and a case here", () => {
  expect(Object.keys(cases).toSorted()).toEqual(allRules().map(nameOf).toSorted());
});

test.for(Object.entries(cases).flatMap(([name, list]) => list.map((one) => [name, one] as const)))(
  "%s speaks the other dialect",
  ([name, { set, finds }]) => {
    const document = structuredClone(good);
    for (const [pointer, value] of Object.entries(set)) setAt(loose(document), pointer, value);
    const wanted = finds.map(([pointer, problem, expected]) => ({ pointer, problem, expected }));
    const found = allRules()
      .filter((rule) => nameOf(rule) === name)
      .flatMap(({ find }) => find(toTinyConfig(document)));
    expect(renderFindings(found, tinyWording)).toEqual(wanted);
    expect(refusalOf(document)).toEqual(expect.arrayContaining(wanted));
  },
);
