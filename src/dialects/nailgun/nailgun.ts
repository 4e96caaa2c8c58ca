/** The nailgun dialect: the document that Nailgun has of one node, which asks for one system made of images of filesystems. */
import { MiB } from "../../base/sizes.ts";
import { toViolations } from "../../config/schema-check.ts";
import { formArrays } from "../../config/arrays.ts";
import {
  type DeployConfig,
  type DiskSpec,
  type NamedDisk,
  type PartSpec,
  defaultBiosBootSize,
} from "../../config/deploy-config.ts";
import type { KsDisk, NailgunDocument } from "../../schema/nailgun.ts";
import { validate } from "../../schema/nailgun.validate.js";
import { defaultRsyncFlags } from "../../sources/rsync/spec/flags.ts";
import type { Dialect, ReadOptions, Reading } from "../dialect.ts";
import { checkDocument, findUnsupported } from "./checks.ts";
import { concealSecrets } from "./conceal.ts";
import { checkDrive, findMissingForDrive, findNotSetUp, readDrive } from "./drive.ts";
import { givenFiles } from "./given.ts";
import { imageAt, readImages, systemName } from "./images.ts";
import { driveDisk, partitionedDisks, type Placed, untouchedDisks } from "./spaces.ts";
import { readGroups, readParts } from "./volumes.ts";
import { wording } from "./wording.ts";

/** MiB of the partition without content on every disk. */
const reserved = 200;
/** Seconds that the boot menu waits, if nothing else is set. */
const usualTimeout = 10;

/** The links of a disk that name it: of those that the document lists, the ones by its identity. */
function linksOf({ id, extra = [] }: KsDisk): string[] {
  const inDev = (link: string): string => `/dev/${link.replace(/^\/?dev\//u, "")}`;
  const paths = extra.map(inDev);
  return extra.length === 0 ? [inDev(id)] : paths.filter((path) => path.startsWith("/dev/disk/by-id/"));
}

function toNamed({ item, pointer }: Placed<KsDisk>): NamedDisk {
  return { pointer, id: { type: "link", value: item.name, links: linksOf(item) } };
}

/** The declared size is no limit: the sender counts otherwise than the layout does. */
function toDisk(disk: Placed<KsDisk>, parts: readonly PartSpec[]): DiskSpec {
  const volumes = parts.reduce((sum, { size }) => sum + (size.kind === "bytes" ? size.bytes : 0), 0);
  const needed = defaultBiosBootSize + reserved * MiB + volumes;
  return {
    ...toNamed(disk),
    size: Math.max(disk.item.size * MiB, needed),
    biosBootSize: defaultBiosBootSize,
    parts,
  };
}

/** What is asked for beside the document. */
interface Wishes {
  readonly isDriveMade: boolean;
  readonly namesInterfaces: boolean;
  readonly menuTimeout: number;
}

function toConfig(document: NailgunDocument, { isDriveMade, namesInterfaces, menuTimeout }: Wishes): DeployConfig {
  const placed = partitionedDisks(document);
  const around = {
    disks: placed,
    system: systemName(document),
    imageAt: (mount: string) => imageAt(document, mount),
  };
  const parts = readParts(around);
  const disks = placed.map((disk, index) => toDisk(disk, parts[index] ?? []));
  return {
    policy: "keep-if-any",
    images: readImages(document, givenFiles(document, namesInterfaces)),
    disks,
    spared: untouchedDisks(document).map(toNamed),
    arrays: formArrays(disks),
    groups: readGroups(document, around),
    rsyncFlags: defaultRsyncFlags,
    rsyncDryRun: false,
    parallel: undefined,
    kernelParams: (document.ks_meta.pm_data.kernel_params ?? "").trim(),
    menuTimeout,
    firmware: "auto",
    bootOrder: "first",
    espSize: undefined,
    rescue: undefined,
    reservedSize: reserved * MiB,
    bootFromAnyDisk: true,
    configDrive: {
      as: "partition",
      disk: driveDisk(placed),
      ...(isDriveMade ? { content: readDrive(document) } : {}),
    },
  };
}

function read(document: unknown, { settings = {}, menuTimeout = usualTimeout }: ReadOptions): Reading {
  const { prepareConfigDrive: isDriveMade = true, nameInterfaces: namesInterfaces = true } = settings;
  const missing = isDriveMade ? findMissingForDrive(document) : [];
  if (!validate(document)) {
    const violations = [...toViolations(validate.errors ?? []), ...missing];
    return { draft: undefined, violations, warnings: [] };
  }
  const wrong = checkDocument(document);
  return {
    draft: {
      config: toConfig(document, { isDriveMade, namesInterfaces, menuTimeout }),
      missing: { images: false, volumes: wrong.length > 0 },
    },
    violations: [...wrong, ...missing, ...(isDriveMade ? checkDrive(document) : [])],
    unsupported: findUnsupported(document, isDriveMade),
    warnings: isDriveMade ? findNotSetUp(document) : [],
  };
}

export const nailgun: Dialect = {
  isMarked: (document) => typeof document === "object" && document !== null && "ks_meta" in document,
  read,
  conceal: concealSecrets,
  wording,
  manual: "bareon-nailgun(5)",
};
