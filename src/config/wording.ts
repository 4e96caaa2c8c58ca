/** How rules speak of a config in its own fields, and how a dialect's words come into what they say. */
import type { Violation } from "../base/errors.ts";
import type {
  ConfigDriveSpec,
  DeployConfig,
  DiskSpec,
  Driver,
  EncryptionSpec,
  GroupSpec,
  ImageFileSpec,
  ImageRegistrySpec,
  ImageSpec,
  MemberSpec,
  PartSpec,
  PhysicalVolumeSpec,
  RescueSpec,
  SeedSpec,
  VolumeSpec,
} from "./deploy-config.ts";
import { at } from "./json-pointer.ts";

/** Keys of T, each checked to be one. */
type FieldOf<T, K extends keyof T> = K;

/** The fields that rules speak of, by what has them. A rule on another field adds it here, and each dialect then needs its word. */
interface Fields {
  readonly config:
    | FieldOf<DeployConfig, "images" | "groups" | "rsyncFlags" | "espSize" | "menuDisks">
    | `configDrive.${FieldOf<ConfigDriveSpec, "images">}`
    | `rescue.${FieldOf<RescueSpec, "size">}`;
  readonly image:
    | FieldOf<ImageSpec, "name" | "source" | "driver" | "target" | "bootFirst" | "carry" | "seed" | "spread">
    | `seed.${FieldOf<SeedSpec, keyof SeedSpec>}`
    | `file.${FieldOf<ImageFileSpec, keyof ImageFileSpec>}`
    | `oci.${FieldOf<ImageRegistrySpec, keyof ImageRegistrySpec>}`;
  readonly disk: FieldOf<DiskSpec, "id" | "size">;
  /** Of all that takes its share of a disk or of a volume group. */
  readonly part: FieldOf<PartSpec, "name" | "size">;
  readonly volume:
    | FieldOf<VolumeSpec, "mount" | "existing" | "fileSystem" | "label" | "keepData" | "images" | "encryption">
    | `encryption.${FieldOf<EncryptionSpec, "unlock" | "pcrs">}`
    | `fstab.${FieldOf<VolumeSpec["fstab"], "enabled" | "options">}`;
  readonly member: FieldOf<MemberSpec, "level">;
  readonly pv: FieldOf<PhysicalVolumeSpec, "group" | "metaSize">;
  readonly group: FieldOf<GroupSpec, "name" | "volumes">;
}

interface Specs {
  readonly image: ImageSpec;
  readonly disk: DiskSpec;
  readonly part: PartSpec;
  readonly volume: VolumeSpec;
  readonly member: MemberSpec;
  readonly pv: PhysicalVolumeSpec;
  readonly group: GroupSpec;
}

/** A field of a config or of one of its specs; without a field the whole spec. */
export type Place =
  | { readonly of: "config"; readonly field: Fields["config"] }
  | {
      readonly [K in keyof Specs]: { readonly of: K; readonly spec: Specs[K]; readonly field?: Fields[K] };
    }[keyof Specs];

type ByField = { readonly [K in keyof Fields]: Readonly<Record<Fields[K], string>> };

/** The words of a document for what is not a field. */
interface Terms {
  /** Values of an image's driver. */
  readonly driver: Readonly<Record<Driver, string>>;
  /** The mount of a volume that is not mounted. */
  readonly unmounted: string;
  /** The size of a volume that takes what is left. */
  readonly remaining: string;
  /** What is written for keepData. */
  readonly keepData: Readonly<Record<"true" | "false", unknown>>;
  /** Volumes that are members of arrays, in the plural. */
  readonly members: string;
  /** A volume that is a physical volume. */
  readonly pv: string;
  readonly group: string;
}

/** What a dialect says of its documents, so that each violation has the right pointer and words. */
export interface Wording extends Terms {
  /** Where each field stands, as keys with slashes between them, counted from its spec; "" is the spec itself. */
  readonly paths: ByField;
}

/** What a text of a rule is made with: the terms, and the key of each field. */
export interface Words extends Terms {
  readonly keys: ByField;
}

/** The same in every dialect, or made with the words of one. */
type Text = string | ((words: Words) => string);

/** A violation in the config's own fields. */
export type Finding = Place & { readonly problem: Text; readonly expected: Text };

/** What is accepted, but has another meaning than it may seem to have. */
export type Remark = Place & { readonly remark: Text };

function pathOf(paths: ByField, { of, field }: { readonly of: keyof Fields; readonly field?: string }): string {
  const own: Readonly<Record<string, string>> = paths[of];
  return field === undefined ? "" : (own[field] ?? "");
}

function wordsOf({ paths, ...terms }: Wording): Words {
  const keys = Object.fromEntries(
    Object.entries(paths).map(([of, fields]) => [
      of,
      Object.fromEntries(Object.entries(fields).map(([field, path]) => [field, path.split("/").at(-1) ?? ""])),
    ]),
  ) as unknown as ByField;
  return { ...terms, keys };
}

function pointerOf(place: Place, { paths }: Wording): string {
  const keys = pathOf(paths, place).split("/");
  return at(place.of === "config" ? "" : place.spec.pointer, ...keys.filter((key) => key !== ""));
}

/** Says findings as violations of a document, with its pointers and its words. */
export function renderFindings(findings: readonly Finding[], wording: Wording): Violation[] {
  const words = wordsOf(wording);
  const render = (text: Text): string => (typeof text === "string" ? text : text(words));
  return findings.map((finding) => ({
    pointer: pointerOf(finding, wording),
    problem: render(finding.problem),
    expected: render(finding.expected),
  }));
}

/** Says remarks as warnings, each with its place in the document in front. */
export function renderRemarks(remarks: readonly Remark[], wording: Wording): string[] {
  const words = wordsOf(wording);
  return remarks.map((remark) => {
    const text = typeof remark.remark === "string" ? remark.remark : remark.remark(words);
    return `${pointerOf(remark, wording)}: ${text}`;
  });
}

/** "a name", "an id". */
export function withArticle(word: string): string {
  return `${/^[aeiou]/iu.test(word) ? "an" : "a"} ${word}`;
}

/** Names in quotes, with commas between them. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
