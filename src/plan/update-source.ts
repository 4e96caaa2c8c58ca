/** Where the new version of an image comes from: what the node's record says of it, and what the command line says instead. */
import { redact } from "../base/command.ts";
import { addressPattern } from "../config/identity.ts";
import { BareonError } from "../base/errors.ts";
import { driverFor, sourceAt, sourceSpecs } from "../sources/spec/specs.ts";
import { defaultRsyncFlags, fixedRsyncFlags, refusedRsyncFlags } from "../sources/rsync/spec/flags.ts";
import { sameRegistry } from "../sources/oci/spec/address.ts";
import type {
  DeployRecord,
  RecordedFile,
  RecordedImage,
  RecordedOci,
  RecordedUtility,
} from "../schema/deploy-record.ts";
import type { PlannedFile, PlannedImage, PlannedOci } from "../schema/plan.ts";
import { checkWish, type SourceWish } from "./source-wish.ts";

type Sourced = Pick<PlannedImage, "driver" | "source" | "flags" | "file" | "oci">;

/** Only what a plan has: a record may have further keys. */
function plannedFile(file: RecordedFile): PlannedFile {
  const { format, compression, checksum, checksumUrl, allowMd5, signatureUrl, signatureKey, caFile, torrentUrl } = file;
  const proofs = { checksum, checksumUrl, allowMd5, signatureUrl, signatureKey };
  const fields = { format, compression, ...proofs, caFile, torrentUrl };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What was deployed is not what will be. */
function plannedOci({ caFile, authFile, plainHttp }: RecordedOci): PlannedOci {
  return Object.fromEntries(Object.entries({ caFile, authFile, plainHttp }).filter(([, value]) => value !== undefined));
}

/** What a record or a plan has for the driver of an image. */
function settingsOf({ file, oci }: Pick<RecordedImage, "file" | "oci">): Pick<Sourced, "file" | "oci"> {
  return {
    ...(file === undefined ? {} : { file: plannedFile(file) }),
    ...(oci === undefined ? {} : { oci: plannedOci(oci) }),
  };
}

function limited({ driver, source, flags, file, oci }: Sourced, rate: number | undefined): Sourced {
  // A record is a file, so that its options are judged as those of a config are.
  const refused = driver === "rsync" ? refusedRsyncFlags(flags) : flags;
  if (refused.length > 0)
    throw new BareonError(
      "unverified",
      `The node's record has options that no deploy config may set: ${flags.join(" ")}.`,
    );
  if (rate === undefined)
    return { driver, source, flags, ...(file === undefined ? {} : { file }), ...(oci === undefined ? {} : { oci }) };
  if (driver === "file") return { driver, source, flags, file: { ...file, rate } };
  if (driver === "oci") return { driver, source, flags, oci: { ...oci, rate } };
  // rsync counts in KiB.
  return { driver, source, flags: [...flags, `--bwlimit=${Math.max(1, Math.round(rate / 1024))}`] };
}

const byContent = "--checksum";

/**
 * rsync takes a file with the size and the second of the image's for the same; but images often give all files one time, and versions
 * that are made at once are less than a second apart. So files that are there already are compared by their content.
 */
export function comparing<T extends Sourced>(source: T): T {
  const { driver, flags } = source;
  return driver === "rsync" && !flags.includes(byContent) ? { ...source, flags: [...flags, byContent] } : source;
}

/** Options of the recorded image, without those of one update. */
export function recordedFlags(flags: readonly string[], former: readonly string[]): string[] {
  return flags.filter((flag) => former.includes(flag) || !(flag === byContent || flag.startsWith("--bwlimit=")));
}

/** Throws "usage" for a field that the record has not whole, since it held a secret. */
function refuseLeftOut({ leftOut }: DeployRecord, place: string, ask: Readonly<Record<string, string>>): void {
  for (const { field, what } of leftOut) {
    const option = field.startsWith(`${place}/`) ? ask[field.slice(place.length + 1)] : undefined;
    if (option !== undefined)
      throw new BareonError(
        "usage",
        `The node's record has an address without its ${what.join(" and ")}, which was a secret.`,
        {
          hint: `Give the whole address with ${option}.`,
        },
      );
  }
}

const asked = {
  source: "--source",
  "file/checksumUrl": "--checksum-url",
  "file/signatureUrl": "--signature-url",
  "file/torrentUrl": "--torrent-url",
};

/** Another file than the recorded one: nothing that proves the recorded one holds for it, but a key goes on to be asked for. */
function anotherFile(file: PlannedFile, image: string, wish: SourceWish): PlannedFile {
  const { checksum, checksumUrl, signatureUrl, torrentUrl } = wish;
  const { allowMd5, signatureKey, caFile } = file;
  if (torrentUrl !== undefined && (checksum ?? checksumUrl ?? signatureUrl) === undefined)
    throw new BareonError("usage", "--torrent-url needs something that proves the file.", {
      hint: "Give its checksum with --checksum or --checksum-url.",
    });
  if (signatureKey !== undefined && signatureUrl === undefined)
    throw new BareonError("usage", `Image ${image} is signed, so a new source of it has to be signed too.`, {
      hint: "Give the address of the signature with --signature-url.",
    });
  return {
    ...(checksum === undefined ? {} : { checksum }),
    ...(checksumUrl === undefined ? {} : { checksumUrl }),
    ...(signatureUrl === undefined ? {} : { signatureUrl }),
    ...(signatureKey === undefined ? {} : { signatureKey }),
    ...(allowMd5 === undefined ? {} : { allowMd5 }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(torrentUrl === undefined ? {} : { torrentUrl }),
  };
}

/** The recorded file with what the command line says instead: one of the two kinds of checksum replaces the other. */
function sameFile(file: PlannedFile, { checksum, checksumUrl, signatureUrl, torrentUrl }: SourceWish): PlannedFile {
  const { checksum: _, checksumUrl: __, ...rest } = file;
  const proof =
    checksum !== undefined
      ? { checksum }
      : checksumUrl !== undefined
        ? { checksumUrl }
        : Object.fromEntries(Object.entries(file).filter(([name]) => name === "checksum" || name === "checksumUrl"));
  return {
    ...rest,
    ...proof,
    ...(signatureUrl === undefined ? {} : { signatureUrl }),
    ...(torrentUrl === undefined ? {} : { torrentUrl }),
  };
}

/**
 * Another container image. The certificates and the file of credentials hold for each registry that they name; that one is spoken to
 * without TLS holds for no other one.
 */
function anotherImage(
  { source: former, file, oci = {} }: Sourced,
  source: string,
  { authFile = oci.authFile, plainHttp, layers }: SourceWish,
): PlannedOci {
  if (!source.startsWith("oci://")) return {};
  const caFile = oci.caFile ?? file?.caFile;
  const isPlain = plainHttp ?? (sameRegistry(former, source) ? oci.plainHttp : undefined);
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(authFile === undefined ? {} : { authFile }),
    ...(isPlain === undefined ? {} : { plainHttp: isPlain }),
    ...(layers === undefined ? {} : { layers }),
  };
}

/** Throws "usage" for what an image of a deploy config could not have as its address either, and for a system that is there already. */
export function checkAddress(address: string): void {
  const name = addressPattern.test(address) ? sourceAt(address) : undefined;
  const fault = name === undefined ? undefined : sourceSpecs[name].findFault?.(address);
  if (fault !== undefined)
    throw new BareonError("usage", `--source: ${JSON.stringify(redact(address))}: ${fault.problem}.`, {
      hint: `Expected: ${fault.expected}.`,
    });
  if (name !== undefined && sourceSpecs[name].isThere !== true) return;
  const known = Object.values(sourceSpecs).filter(({ isThere }) => isThere !== true);
  throw new BareonError("usage", `--source: ${JSON.stringify(redact(address))} is no form of address that is known.`, {
    hint: `Known are ${known.flatMap(({ addresses }) => addresses).join(", ")}.`,
  });
}

/** The source of the image's new version. Throws "usage", "conflict" for a system that the node was adopted with, and "unverified" for a record with options that no config may set. */
export function planSource(record: DeployRecord, image: RecordedImage, wish: SourceWish): Sourced {
  const place = `/images/${record.images.indexOf(image)}`;
  if (sourceSpecs[image.driver].isThere === true)
    throw new BareonError(
      "conflict",
      `Image ${image.name} was there before the node was adopted, and is not updated.`,
      {
        hint: "Nothing was changed. What boots the node after bareon-provision release is in it; update it by its own means.",
      },
    );
  const recorded: Sourced = {
    driver: image.driver,
    source: image.source,
    flags: [...image.flags],
    ...settingsOf(image),
  };
  if (wish.source === undefined) {
    if (image.source === "")
      throw new BareonError("usage", `This node has no record of what image ${image.name} is made of.`, {
        hint: "Say where its new version is, with --source.",
      });
    checkWish(recorded.file ?? {}, image, wish);
    const { checksum, checksumUrl, signatureUrl, torrentUrl } = wish;
    const replaced = checksum ?? checksumUrl;
    refuseLeftOut(record, place, {
      source: asked.source,
      ...(replaced === undefined ? { "file/checksumUrl": asked["file/checksumUrl"] } : {}),
      ...(signatureUrl === undefined ? { "file/signatureUrl": asked["file/signatureUrl"] } : {}),
      ...(torrentUrl === undefined ? { "file/torrentUrl": asked["file/torrentUrl"] } : {}),
    });
    const { file } = recorded;
    const changed = {
      ...(file === undefined ? {} : { file: sameFile(file, wish) }),
      ...(image.driver === "oci" ? { oci: anotherImage(recorded, image.source, wish) } : {}),
    };
    return limited({ ...recorded, ...changed }, wish.rate);
  }
  checkAddress(wish.source);
  const driver = driverFor(wish.source);
  const source = sourceSpecs[driver].parseAddress(wish.source) ?? wish.source;
  checkWish(recorded.file ?? {}, { driver, source }, wish);
  if (driver === "file")
    return limited({ driver, source, flags: [], file: anotherFile(recorded.file ?? {}, image.name, wish) }, wish.rate);
  if (driver === "oci")
    return limited({ driver, source, flags: [], oci: anotherImage(recorded, source, wish) }, wish.rate);
  const flags = image.driver === "rsync" ? [...image.flags] : [...defaultRsyncFlags, ...fixedRsyncFlags];
  return limited({ driver, source, flags: [...flags] }, wish.rate);
}

/** The source of a utility image that goes into the tree, as recorded. Throws as planSource. */
export function planUtilitySource(record: DeployRecord, utility: RecordedUtility, rate: number | undefined): Sourced {
  const hint = `another deploy, since an update cannot name that of ${utility.name}`;
  refuseLeftOut(record, `/utilities/${record.utilities.indexOf(utility)}`, {
    source: hint,
    "file/checksumUrl": hint,
    "file/signatureUrl": hint,
    "file/torrentUrl": hint,
  });
  const { driver, source, flags } = utility;
  return limited({ driver, source, flags: [...flags], ...settingsOf(utility) }, rate);
}
