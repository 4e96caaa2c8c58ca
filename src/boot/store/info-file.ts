/** boot-info.json on the multiboot partition: what it has to be, and where else it is if that is lost. store.ts reads the partition. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { Host } from "../../host/host.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { Partition } from "../../schema/bareon-boot.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import { validate } from "../../schema/boot-info.validate.js";
import { infoPath, menuPath } from "../menu/menu.ts";
import type { FoundCopy } from "./copies.ts";
import { readFromCopies } from "./kept-files.ts";

/** Bytes of a text on the partition that are read at most; ours are far smaller. */
const textLimit = 4 * MiB;

/** Undefined if nothing is there. Throws "failure" for what is no file, or too long. */
export async function readPlace(host: Host, directory: string, path: string): Promise<string | undefined> {
  return await host.readText(await resolveInRoot(host, directory, path), textLimit);
}

export function notMultiboot({ device }: Partition, problem: string): BareonError {
  return new BareonError("nopartition", `${device} is not a multiboot partition: ${problem}.`, {
    hint: "Name the right one with --uuid.",
  });
}

/** Throws "nopartition" if it is another partition's, and "unverified" if it is damaged. */
export function parseInfo(partition: Partition, text: string): BootInfo {
  let info: unknown;
  try {
    info = JSON.parse(text);
  } catch (error) {
    throw new BareonError("unverified", `${infoPath} on ${partition.device} is damaged: it is no JSON.`, {
      cause: error,
    });
  }
  const version = typeof info === "object" && info !== null && "version" in info ? info.version : undefined;
  if (typeof version === "number" && version > 1)
    throw new BareonError(
      "unverified",
      `${infoPath} on ${partition.device} was written by a newer version of bareon, in version ${version} of its format.`,
      { hint: "Use that version. This one reads version 1." },
    );
  if (!validate(info)) {
    const [first] = validate.errors ?? [];
    const place = first?.instancePath === "" ? "the document" : first?.instancePath;
    throw new BareonError(
      "unverified",
      `${infoPath} on ${partition.device} is damaged: ${place ?? ""} ${first?.message ?? ""}.`,
    );
  }
  const own = info.multiboot_copies ?? [info.multiboot_partition];
  if (!own.some((uuid) => isSameUuid(uuid, partition.uuid))) {
    throw notMultiboot(
      partition,
      `its ${infoPath} is that of ${info.multiboot_partition ?? "a node without one"}, but its own UUID is ${partition.uuid}`,
    );
  }
  return info;
}

/** Throws "nopartition" if the file is missing, and "unverified" if what lies there cannot be read. */
export async function readMember(host: Host, partition: Partition, directory: string, path: string): Promise<string> {
  const text = await readPlace(host, directory, path).catch((error: unknown) => {
    if (!(error instanceof BareonError)) throw error;
    throw new BareonError("unverified", `${path} on ${partition.device} is damaged. ${error.message}`, {
      cause: error,
    });
  });
  if (text === undefined) throw notMultiboot(partition, `it has no ${path}`);
  return text;
}

/** As a copy has it whose menu has the same entries; undefined if none has one that is whole. `directory` is the top of the partition. */
export async function readKeptInfo(
  host: Host,
  {
    partition,
    copies,
    mounts,
  }: { readonly partition: Partition; readonly copies: readonly FoundCopy[]; readonly mounts: PrivateMounts },
  directory: string,
): Promise<{ readonly device: string; readonly info: BootInfo } | undefined> {
  const menuText = (await readTextInRoot(host, directory, menuPath, textLimit)) ?? "";
  const found = await readFromCopies({ host, mounts }, copies, { menuText, path: infoPath });
  if (found === undefined) return undefined;
  const { device, uuid, text } = found;
  try {
    return { device, info: parseInfo({ ...partition, device, uuid }, text) };
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}
