/** A dialect of the tests that has nothing in common with ironic: other keys, other values, and one flat list of slices for all storage. */
import type { Violation } from "../../../src/base/errors.ts";
import { MiB, type SizeSpec } from "../../../src/base/sizes.ts";
import { formArrays } from "../../../src/config/arrays.ts";
import type {
  DeployConfig,
  Driver,
  EncryptionSpec,
  FileSystem,
  ImageFileSpec,
  ImageSpec,
  PartSpec,
  PhysicalVolumeSpec,
  RaidLevel,
  UnlockMethod,
  VolumeSpec,
} from "../../../src/config/deploy-config.ts";
import type { Wording } from "../../../src/config/wording.ts";
import type { Dialect } from "../../../src/dialects/dialect.ts";

interface Slice {
  readonly use: "plain" | "efi" | "mirror" | "pool" | "logical";
  /** A drive, or for use logical a pool. */
  readonly on: string;
  /** In MiB. */
  readonly room: number | "rest";
  readonly caption?: string;
  readonly path?: string;
  readonly same?: string;
  readonly format?: FileSystem;
  readonly tag?: string;
  readonly wipe?: boolean;
  readonly for?: readonly string[];
  readonly lock?: { readonly key?: string; readonly how?: UnlockMethod; readonly pcrs?: readonly number[] };
  readonly table?: { readonly write?: boolean; readonly options?: string };
  readonly raid?: RaidLevel;
  readonly pool?: string;
  readonly reserve?: number;
}

export interface TinyDocument {
  readonly systems: readonly {
    readonly title: string;
    readonly from: string;
    readonly by?: "copy" | "unpack" | "stack" | "stay";
    readonly at: string;
    readonly first?: boolean;
    readonly keep?: readonly string[];
    readonly told?: { readonly task: string };
    readonly divide?: boolean;
    readonly registry?: { readonly trust?: string; readonly badge?: string; readonly open?: boolean };
    readonly verify?: {
      readonly form?: "raw" | "tar";
      readonly packing?: "gzip" | "xz";
      readonly sum?: string;
      readonly sums?: string;
      readonly weak?: boolean;
      readonly seal?: string;
      readonly sealer?: string;
      readonly trust?: string;
      readonly crowd?: string;
    };
  }[];
  readonly drives: Readonly<Record<string, { readonly find: string; readonly capacity: number }>>;
  readonly pools: readonly { readonly alias: string }[];
  readonly slices: readonly Slice[];
  readonly spare?: { readonly room: number };
  readonly drive?: { readonly as: "partition" | "seed"; readonly all: readonly string[] };
  readonly defaults?: {
    readonly copying?: string;
    readonly efi?: number;
    readonly grow?: boolean;
    readonly menus?: "mirrored" | "all";
  };
}

export const tinyWording: Wording = {
  paths: {
    config: {
      images: "systems",
      groups: "pools",
      rsyncFlags: "defaults/copying",
      menuDisks: "defaults/menus",
      espSize: "defaults/efi",
      "rescue.size": "spare/room",
      "configDrive.images": "drive/all",
    },
    image: {
      name: "title",
      source: "from",
      driver: "by",
      target: "at",
      bootFirst: "first",
      carry: "keep",
      seed: "told",
      spread: "divide",
      "seed.metaData": "told/what",
      "seed.userData": "told/task",
      "seed.networkConfig": "told/wires",
      "file.format": "verify/form",
      "file.compression": "verify/packing",
      "file.checksum": "verify/sum",
      "file.checksumUrl": "verify/sums",
      "file.allowMd5": "verify/weak",
      "file.signatureUrl": "verify/seal",
      "file.signatureKey": "verify/sealer",
      "file.torrentUrl": "verify/crowd",
      "file.caFile": "verify/trust",
      "file.manifestUrl": "verify/story",
      "oci.caFile": "registry/trust",
      "oci.authFile": "registry/badge",
      "oci.plainHttp": "registry/open",
    },
    disk: { id: "find", size: "capacity" },
    part: { name: "caption", size: "room" },
    volume: {
      mount: "path",
      existing: "same",
      fileSystem: "format",
      label: "tag",
      keepData: "wipe",
      images: "for",
      "fstab.enabled": "table/write",
      "fstab.options": "table/options",
      encryption: "lock",
      "encryption.unlock": "lock/how",
      "encryption.pcrs": "lock/pcrs",
    },
    member: { level: "raid" },
    pv: { group: "pool", metaSize: "reserve" },
    // Its volumes have no place of their own: they are slices among all others.
    group: { name: "alias", volumes: "" },
  },
  driver: { rsync: "copy", file: "unpack", oci: "stack", existing: "stay" },
  unmounted: "nowhere",
  remaining: "rest",
  keepData: { true: false, false: true },
  members: "slices with use mirror",
  pv: "slice with use pool",
  group: "pool",
};

type Placed = { readonly slice: Slice; readonly pointer: string };

function toSize(room: Slice["room"]): SizeSpec {
  return room === "rest" ? { kind: "remaining" } : { kind: "bytes", bytes: room * MiB };
}

function toVolume({ slice, pointer }: Placed, kind: VolumeSpec["kind"]): VolumeSpec {
  return {
    kind,
    pointer,
    name: slice.caption,
    size: toSize(slice.room),
    ...(slice.same === undefined ? {} : { existing: slice.same }),
    mount: slice.path === "nowhere" ? undefined : slice.path,
    fileSystem: slice.format ?? "ext4",
    label: slice.tag,
    typeGuid: undefined,
    keepData: slice.wipe !== true,
    images: slice.for ?? [],
    fstab: { enabled: slice.table?.write ?? true, options: slice.table?.options ?? "defaults" },
    ...(slice.lock === undefined ? {} : { encryption: toEncryption(slice.lock) }),
  };
}

function toEncryption({ key, how = "passphrase", pcrs }: NonNullable<Slice["lock"]>): EncryptionSpec {
  return { unlock: how, ...(key === undefined ? {} : { keyFile: key }), ...(pcrs === undefined ? {} : { pcrs }) };
}

function toPhysicalVolume({ slice, pointer }: Placed, group: string): PhysicalVolumeSpec {
  const { caption: name, room, reserve = 64 } = slice;
  return { kind: "pv", pointer, name, size: toSize(room), group, metaSize: reserve * MiB };
}

function toPart(placed: Placed): PartSpec {
  const { slice, pointer } = placed;
  const { use, pool, raid: level = 1, caption: name, room } = slice;
  if (use === "pool") return toPhysicalVolume(placed, pool ?? "");
  if (use !== "mirror") return toVolume(placed, use === "efi" ? "esp" : "partition");
  const content = pool === undefined ? toVolume(placed, "array") : toPhysicalVolume(placed, pool);
  return { kind: "member", pointer, name, size: toSize(room), level, typeGuid: undefined, content };
}

const drivers: Readonly<Record<"copy" | "unpack" | "stack" | "stay", Driver>> = {
  copy: "rsync",
  unpack: "file",
  stack: "oci",
  stay: "existing",
};

function toFile(verify: TinyDocument["systems"][number]["verify"] = {}): ImageFileSpec {
  const { form, packing, sum, sums, weak, seal, sealer, trust, crowd } = verify;
  return {
    ...(form === undefined ? {} : { format: form }),
    ...(packing === undefined ? {} : { compression: packing }),
    ...(sum === undefined ? {} : { checksum: sum }),
    ...(sums === undefined ? {} : { checksumUrl: sums }),
    ...(weak === undefined ? {} : { allowMd5: weak }),
    ...(seal === undefined ? {} : { signatureUrl: seal }),
    ...(sealer === undefined ? {} : { signatureKey: sealer }),
    ...(trust === undefined ? {} : { caFile: trust }),
    ...(crowd === undefined ? {} : { torrentUrl: crowd }),
  };
}

function toRegistry(registry: TinyDocument["systems"][number]["registry"]): Pick<ImageSpec, "oci"> {
  if (registry === undefined) return {};
  const { trust, badge, open } = registry;
  const oci = {
    ...(trust === undefined ? {} : { caFile: trust }),
    ...(badge === undefined ? {} : { authFile: badge }),
    ...(open === undefined ? {} : { plainHttp: open }),
  };
  return { oci };
}

export function toTinyConfig({ systems, drives, pools, slices, defaults, spare, drive }: TinyDocument): DeployConfig {
  const placed = slices.map((slice, index): Placed => ({ slice, pointer: `/slices/${index}` }));
  const slicesOn = (name: string, isLogical: boolean): Placed[] =>
    placed.filter(({ slice }) => slice.on === name && (slice.use === "logical") === isLogical);
  const disks = Object.entries(drives).map(([name, { find, capacity }]) => ({
    pointer: `/drives/${name}`,
    id: { type: "serial", value: find } as const,
    size: capacity * MiB,
    biosBootSize: 2 * MiB,
    parts: slicesOn(name, false).map(toPart),
  }));
  return {
    policy: defaults?.grow === true ? "extend" : "clean",
    images: systems.map(
      ({ title, from, by = "copy", at, first = false, keep, told, divide, verify, registry }, index) => ({
        pointer: `/systems/${index}`,
        name: title,
        imageName: title,
        imageUuid: "",
        source: from,
        driver: drivers[by],
        file: toFile(verify),
        ...toRegistry(registry),
        target: at,
        bootFirst: first,
        bootTool: true,
        carry: keep,
        ...(told === undefined ? {} : { seed: { userData: { kind: "inline" as const, text: told.task } } }),
        ...(divide === undefined ? {} : { spread: divide }),
      }),
    ),
    disks,
    arrays: formArrays(disks),
    groups: pools.map(({ alias }, index) => ({
      pointer: `/pools/${index}`,
      name: alias,
      keepData: false,
      volumes: slicesOn(alias, true).map((slice) => toVolume(slice, "lv")),
    })),
    rsyncFlags: (defaults?.copying ?? "-a").split(" ").filter((flag) => flag !== "-n"),
    rsyncDryRun: defaults?.copying?.includes("-n") === true,
    parallel: undefined,
    kernelParams: "",
    menuTimeout: 5,
    firmware: "auto",
    bootOrder: "first",
    ...(defaults?.menus === undefined ? {} : { menuDisks: defaults.menus }),
    espSize: defaults?.efi === undefined ? undefined : { pointer: "/defaults/efi", bytes: defaults.efi * MiB },
    ...(drive === undefined ? {} : { configDrive: { as: drive.as, images: drive.all } }),
    rescue:
      spare === undefined
        ? undefined
        : { pointer: "/spare", size: spare.room * MiB, authorizedKeys: [], kernel: "/kernel", initrd: "/initrd" },
  };
}

/** The lists and maps without which nothing of a document can be read. */
const required = ["systems", "drives", "pools", "slices"];

function findMissing(document: unknown): Violation[] {
  const keys = typeof document === "object" && document !== null ? Object.keys(document) : [];
  return required
    .filter((key) => !keys.includes(key))
    .map((key) => ({ pointer: "", problem: `there is no "${key}"`, expected: "all four" }));
}

export const tiny: Dialect = {
  read: (document) => {
    const violations = findMissing(document);
    if (violations.length > 0) return { draft: undefined, violations, warnings: [] };
    const config = toTinyConfig(document as TinyDocument);
    return { draft: { config, missing: { images: false, volumes: false } }, violations: [], warnings: [] };
  },
  wording: tinyWording,
  manual: "test/unit/dialects/tiny-dialect.ts",
};
