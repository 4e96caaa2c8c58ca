/** bareon/deploy.json on the multiboot partition, by which later commands know what the node's images are made of; as text and as data. */
import { withoutSecrets } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { keyFolder } from "../../base/places.ts";
import { MiB } from "../../base/sizes.ts";
import { isSameUuid } from "../../base/uuid.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type {
  DeployRecord,
  LeftOut,
  RecordedFile,
  RecordedImage,
  RecordedMount,
  RecordedSeed,
  RecordedUtility,
} from "../../schema/deploy-record.ts";
import { validate } from "../../schema/deploy-record.validate.js";
import type { EncryptedMount, Plan, PlannedImage, PlannedMount, PlannedUtility } from "../../schema/plan.ts";
import { defaultCarry } from "../guest/carried.ts";
import { infoPath } from "../menu/menu.ts";
import { newName, oldName } from "./replace-files.ts";
import { type BootStore, enterStore } from "./store.ts";

export const recordPath = "bareon/deploy.json";
/** It says where images come from, which is nothing for all users. */
export const recordMode = 0o600;
const recordVersion = 1;
/** Bytes that are read at most; ours have a few KiB. */
const recordLimit = 4 * MiB;

/** Returns an address as it may be kept, for the field at that JSON pointer. */
type KeepAddress = (field: string, address: string) => string;

function recordFile(file: NonNullable<PlannedImage["file"]>, field: string, keep: KeepAddress): RecordedFile {
  const { checksumUrl, signatureUrl, torrentUrl } = file;
  return {
    ...file,
    ...(checksumUrl === undefined ? {} : { checksumUrl: keep(`${field}/checksumUrl`, checksumUrl) }),
    ...(signatureUrl === undefined ? {} : { signatureUrl: keep(`${field}/signatureUrl`, signatureUrl) }),
    ...(torrentUrl === undefined ? {} : { torrentUrl: keep(`${field}/torrentUrl`, torrentUrl) }),
  };
}

function recordSource(
  { name, driver, source, flags, file, oci }: PlannedImage | PlannedUtility,
  field: string,
  keep: KeepAddress,
): Pick<RecordedUtility, "name" | "file" | "oci" | "flags" | "source" | "driver"> {
  return {
    name,
    driver,
    source: keep(`${field}/source`, source),
    flags: [...flags],
    ...(file === undefined ? {} : { file: recordFile(file, `${field}/file`, keep) }),
    ...(oci === undefined ? {} : { oci: { ...oci } }),
  };
}

/** Where the files of a seed came from. What stood in the config is noted as left out. */
function recordSeed(seed: NonNullable<PlannedImage["seed"]>, field: string, keep: KeepAddress): RecordedSeed {
  const { instanceId: _, ...parts } = seed;
  return Object.fromEntries(
    Object.entries(parts).map(([name, { source }]) => [name, { source: keep(`${field}/${name}/source`, source) }]),
  );
}

function recordMounts(
  mounts: readonly PlannedMount[],
  volumes: Plan["volumes"],
  encrypted: readonly EncryptedMount[] = [],
): RecordedMount[] {
  return mounts.map(({ mount, device, uuid, type }) => {
    const volume = volumes.find((one) => one.device === device);
    const keepData = volume?.keepData;
    const { uuid: container, unlock, pcrs } = encrypted.find((one) => one.mount === mount) ?? {};
    return {
      ...{ mount, uuid, type, label: volume?.label ?? null },
      ...(keepData === undefined ? {} : { keepData }),
      ...(container === undefined || unlock === undefined
        ? {}
        : { encrypted: { uuid: container, unlock, ...(pcrs === undefined ? {} : { pcrs }) } }),
    };
  });
}

/** A new version of the system has no other way to come by the keys that it has in files. */
function carriedKeys({ encrypted = [] }: PlannedImage): string[] {
  return encrypted.some(({ unlock }) => unlock === "key-file") ? [keyFolder] : [];
}

/** A plan as the record of the node that it makes: without device nodes, which change, and without secrets. */
export function planRecord({ firmware, boot, images, utilities, volumes, configDrive }: Plan): DeployRecord {
  const leftOut: LeftOut[] = [];
  const note = (field: string, what: readonly LeftOut["what"][number][]): void => {
    if (what.length > 0) leftOut.push({ field, what: [...new Set(what)] });
  };
  const keep: KeepAddress = (field, address) => {
    const kept = withoutSecrets(address);
    note(field, kept.leftOut);
    return kept.text;
  };
  const keepSeed: KeepAddress = (field, source) => {
    if (source !== "inline") return keep(field, source);
    note(field.slice(0, -"/source".length), ["content"]);
    return source;
  };
  const recordTold = ({ name, seed }: PlannedImage, index: number): Pick<RecordedImage, "seed"> => {
    if (seed !== undefined) return { seed: recordSeed(seed, `/images/${index}/seed`, keepSeed) };
    return configDrive?.images.includes(name) === true ? { seed: { configDrive: true } } : {};
  };
  const words = boot.kernelParams.split(" ").map((word) => withoutSecrets(word));
  note(
    "/kernelParams",
    words.flatMap((word) => word.leftOut),
  );
  return {
    version: recordVersion,
    firmware,
    kernelParams: words.map(({ text }) => text).join(" "),
    images: images.map((image, index): RecordedImage => ({
      ...recordSource(image, `/images/${index}`, keep),
      imageName: image.imageName,
      imageUuid: image.imageUuid,
      target: "/",
      bootTool: image.bootTool,
      carry: [...(image.carry ?? defaultCarry), ...carriedKeys(image)],
      mounts: recordMounts([...image.mounts, ...(image.outside ?? [])], volumes, image.encrypted),
      fstab: image.fstab,
      ...(image.spread === true ? { spread: true } : {}),
      ...(image.given === undefined ? {} : { given: image.given.map((file) => ({ ...file })) }),
      ...recordTold(image, index),
    })),
    utilities: utilities.map((utility, index): RecordedUtility => ({
      ...recordSource(utility, `/utilities/${index}`, keep),
      target: utility.target,
      into: [...utility.into],
      mounts: recordMounts(utility.mounts, volumes),
    })),
    leftOut,
  };
}

export function renderRecord(record: DeployRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** A record that a later version wrote, in a form that this one does not know. */
export class NewerRecord extends BareonError {
  constructor(version: number) {
    super("failure", `${recordPath} was written by a newer version of bareon, in version ${version} of its format.`, {
      hint: `Use that version. This one reads version ${recordVersion}.`,
    });
  }
}

const hint = "No boot entry depends on it. The next deploy writes it anew.";

function damaged(problem: string, cause?: unknown): BareonError {
  return new BareonError("unverified", `${recordPath} is damaged: ${problem}.`, { hint, cause });
}

/** Throws NewerRecord, and "unverified" if it is damaged. What programs are started with is still to be judged by the rules of a config. */
export function parseRecord(text: string): DeployRecord {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    throw damaged("it is no JSON", error);
  }
  if (validate(record)) return record;
  const version = typeof record === "object" && record !== null && "version" in record ? record.version : undefined;
  if (typeof version === "number" && version > recordVersion) throw new NewerRecord(version);
  const [first] = validate.errors ?? [];
  throw damaged(`${first?.instancePath ?? ""} ${first?.message ?? ""}`.trim());
}

/** Why the two are not of one deploy; null if they are. */
function findMismatch({ images }: DeployRecord, { elements }: BootInfo): string | null {
  const byName = new Map(images.map((image) => [image.name, image]));
  if (byName.size < images.length) return "it has two images of one name";
  for (const { os_id: name, root_uuid: root, image_uuid: uuid, image_name: imageName } of elements) {
    const image = byName.get(name);
    if (image === undefined) return `it lacks image ${name}`;
    const fits = {
      root: isSameUuid(root, image.mounts.find(({ mount }) => mount === "/")?.uuid),
      image_uuid: image.imageUuid === uuid,
      image_name: image.imageName === imageName,
    };
    const wrong = Object.entries(fits).find(([, isSame]) => !isSame);
    if (wrong !== undefined) return `image ${name} has another ${wrong[0]} there`;
    byName.delete(name);
  }
  const [more] = byName.keys();
  return more === undefined ? null : `it has an image ${more}, which that lacks`;
}

async function readAt(host: Host, directory: string, path: string): Promise<DeployRecord | "none"> {
  const place = `${directory}/${path}`;
  if ((await resolveInRoot(host, directory, path)) !== place) throw damaged("a symlink is in its place");
  const facts = await host.facts(place);
  if (facts === undefined) return "none";
  if (facts.kind !== "file") throw damaged("it is no regular file");
  if (facts.size > recordLimit) throw damaged(`it has more than ${recordLimit / MiB} MiB`);
  return parseRecord(new TextDecoder().decode(await host.readBytes(place, 0, facts.size)));
}

/**
 * The record that goes with boot-info if the power failed while both were renamed: either of them may be seen in its place without the
 * other, since no journal is replayed for reading. What the record was, or is to be, has another name then. Undefined if it is in its
 * place.
 */
async function readBeside(host: Host, directory: string, info: BootInfo): Promise<DeployRecord | undefined> {
  const isThere = async (path: string): Promise<boolean> =>
    (await host.facts(await resolveInRoot(host, directory, path))) !== undefined;
  const [isNext, isInfoNext] = [await isThere(newName(recordPath)), await isThere(newName(infoPath))];
  if (isNext === isInfoNext) return undefined;
  try {
    const record = await readAt(host, directory, isNext ? newName(recordPath) : oldName(recordPath));
    return record === "none" || findMismatch(record, info) !== null ? undefined : record;
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}

/**
 * What the node's images are made of; "none" if an earlier version made the node. `info` is the boot-info beside it, null if that
 * cannot be read: then nothing is compared. Throws NewerRecord, "unverified" if the record is damaged, lies behind a symlink or is
 * of another deploy than `info`, and "failure" if the disk cannot be read.
 */
export async function readRecord(
  { host }: Pick<Context, "host">,
  store: BootStore,
  info: BootInfo | null,
): Promise<DeployRecord | "none"> {
  const directory = await enterStore(store, "read");
  const beside = info === null ? undefined : await readBeside(host, directory, info);
  if (beside !== undefined) return beside;
  const record = await readAt(host, directory, recordPath);
  const mismatch = info === null || record === "none" ? null : findMismatch(record, info);
  if (mismatch !== null)
    throw new BareonError("unverified", `${recordPath} is of another deploy than boot-info.json: ${mismatch}.`, {
      hint,
    });
  return record;
}
