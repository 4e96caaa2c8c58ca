/** Every parser of text or bytes from outside, each with its good inputs; what each may do with a bad one is to refuse it with a BareonError. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { parseGeneratedMenu } from "../../src/boot/menu/generated-menu.ts";
import { splitArguments, splitWords } from "../../src/boot/menu/grub-script.ts";
import { generalArguments, ownArguments } from "../../src/boot/menu/arguments.ts";
import { type BootListing, kernelCandidates } from "../../src/boot/menu/kernels.ts";
import { emptyListing } from "../support/systems/shaped-trees.ts";
import { parseRunningAttempt, parseRunningEntry, parseRunningReason } from "../../src/machine/running-entry.ts";
import { parseEnvironment } from "../../src/boot/state/environment.ts";
import { parseHistory } from "../../src/boot/state/history.ts";
import { parseInfo } from "../../src/boot/store/store.ts";
import { parseStatusFile } from "../../src/boot/store/status-reader.ts";
import { parseLoaderInfo } from "../../src/boot/store/loader-info.ts";
import { parseEntry, parseIds } from "../../src/formats/boot-variables.ts";
import { parseSecureBoot } from "../../src/formats/efivars.ts";
import { parseDocument } from "../../src/cli/input.ts";
import { mergeFstab } from "../../src/deploy/fstab-merge.ts";
import { readIronicConfig } from "../support/files/ironic-config.ts";
import { sourceAt } from "../../src/sources/spec/specs.ts";
import { parseRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { parseSize } from "../../src/base/sizes.ts";
import { readKernelImage } from "../../src/formats/kernel-image.ts";
import { systemName } from "../../src/formats/assignments.ts";
import { parseBlockVariables } from "../../src/formats/environment-block.ts";
import { parseMountinfo } from "../../src/formats/mountinfo.ts";
import { readTraits } from "../../src/storage/filesystem/filesystems.ts";
import { detectContent } from "../../src/sources/file/detect-content.ts";
import { grubVersion, unreadableFeatures } from "../../src/storage/filesystem/grub-features.ts";
import { checkStoredPlan } from "../../src/recipes/plan.ts";
import { parseFilesystems, parseSignature } from "../../src/programs/blkid.ts";
import { parseContentRange, parseHead, parseTunnelStatus } from "../../src/programs/curl.ts";
import { parseMetadata } from "../../src/formats/lvm-metadata.ts";
import { parseMember } from "../../src/programs/mdadm.ts";
import { parseKernels, parseSystems } from "../../src/programs/os-prober.ts";
import { readQcow2 } from "../../src/formats/qcow2.ts";
import { parseProgress, parseTreeSize } from "../../src/programs/rsync.ts";
import { parseArmour, parseMinisignKey } from "../../src/formats/public-key.ts";
import { validate as validatePlan } from "../../src/schema/plan.validate.js";
import { findChecksum } from "../../src/sources/file/checksum.ts";
import { checkedArchive } from "../../src/sources/file/archive-check.ts";

interface Bytes {
  readonly kind: "bytes";
  readonly list: readonly Uint8Array[];
}

interface Json {
  readonly kind: "json";
  readonly list: readonly unknown[];
}

/** A parser under test; what `run` throws beside BareonErrors is a finding. */
export type Target =
  | { readonly name: string; readonly seeds: Bytes; readonly run: (bytes: Uint8Array) => unknown }
  | { readonly name: string; readonly seeds: Json; readonly run: (value: unknown) => unknown };

const corpus = join(import.meta.dirname, "corpus");
const examples = join(import.meta.dirname, "../examples");
const goldenPlans = join(import.meta.dirname, "../unit/plan");

function filesIn(folder: string, ending = ""): Uint8Array[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => readFileSync(join(folder, name)));
}

function bytesTarget(name: string, run: (bytes: Uint8Array) => unknown, folder = name): Target {
  return { name, seeds: { kind: "bytes", list: filesIn(join(corpus, folder)) }, run };
}

function textTarget(name: string, run: (text: string) => unknown, folder = name): Target {
  return bytesTarget(name, (bytes) => run(new TextDecoder().decode(bytes)), folder);
}

function jsonTarget(name: string, seeds: readonly Uint8Array[], run: (value: unknown) => unknown): Target {
  return {
    name,
    seeds: { kind: "json", list: seeds.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown) },
    run,
  };
}

/** A file that is mostly zeros: its length, and what lies where. */
interface Sparse {
  readonly length: number;
  readonly parts: readonly (readonly [number, string])[];
}

function readSparse(bytes: Uint8Array): Uint8Array {
  const { length, parts } = JSON.parse(new TextDecoder().decode(bytes)) as Sparse;
  const content = new Uint8Array(length);
  for (const [offset, text] of parts) content.set(Buffer.from(text, "base64"), offset);
  return content;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function readArchive(bytes: Uint8Array): Promise<void> {
  for await (const chunk of checkedArchive(inPieces(bytes), { what: "image x", isSystem: true })) void chunk;
}

const partition = { device: "/dev/vda2", uuid: "3333", found_by: "name" } as const;

function readKernels(listing: Partial<BootListing>): unknown {
  return kernelCandidates({ ...emptyListing, ...listing });
}

/** An entry with every variable of an environment block. */
function readVariables(text: string): unknown {
  const environment = parseBlockVariables(text);
  const options = [...environment.keys()].map((name) => `$${name}`).join(" ");
  return readKernels({ environment, loaderEntries: [{ name: "x.conf", text: `linux /x\noptions ${options}\n` }] });
}

export const targets: readonly Target[] = [
  textTarget("config-text", async (text) => await parseDocument({ name: "x", text })),
  jsonTarget("config", filesIn(examples, ".json"), (value) => readIronicConfig(value, { compat: false })),
  jsonTarget("stored-plan", filesIn(goldenPlans, ".plan.json"), (value) => {
    if (validatePlan(value)) checkStoredPlan(value);
  }),
  textTarget("grub-menu", parseMenu),
  textTarget("generated-menu", parseGeneratedMenu),
  textTarget("own-menu", (text) => readKernels({ menu: text }), "generated-menu"),
  textTarget("loader-entry", (text) => readKernels({ loaderEntries: [{ name: "x.conf", text }] })),
  textTarget("own-environment", (text) => readVariables(text), "environment"),
  bytesTarget("kernel-image", readKernelImage),
  textTarget("os-release", systemName),
  textTarget("default-grub", (text) => generalArguments([text])),
  textTarget("history", parseHistory),
  textTarget("boot-info", (text) => parseInfo(partition, text)),
  textTarget("loader-info", parseLoaderInfo, "boot-info"),
  textTarget("status-file", (text) => parseStatusFile(text, 0), "boot-info"),
  bytesTarget("environment", parseEnvironment),
  bytesTarget("efi-entry", (bytes) => [parseEntry("0001", bytes), parseIds(bytes), parseSecureBoot(bytes)]),
  bytesTarget("tar", readArchive),
  {
    name: "superblock",
    seeds: { kind: "bytes", list: filesIn(join(corpus, "superblock")).map(readSparse) },
    run: (bytes: Uint8Array) => [
      detectContent(bytes),
      ...["ext4", "xfs", "btrfs"].flatMap((type) => [unreadableFeatures(type, bytes, "2.06"), readTraits(type, bytes)]),
    ],
  },
  bytesTarget("grub-version", grubVersion, "command-line"),
  bytesTarget("qcow2", readQcow2),
  textTarget("lvm-metadata", parseMetadata),
  textTarget("mdadm-examine", parseMember),
  textTarget("blkid-list", parseFilesystems),
  textTarget("blkid-probe", parseSignature),
  textTarget("os-prober", parseSystems),
  textTarget("linux-boot-prober", parseKernels),
  textTarget("mountinfo", parseMountinfo),
  textTarget("rsync-stats", parseTreeSize),
  textTarget("rsync-progress", parseProgress),
  bytesTarget("http-head", (bytes) => {
    const text = new TextDecoder().decode(bytes);
    return [parseHead(bytes), parseContentRange(text), parseTunnelStatus(text)];
  }),
  textTarget("checksums", (text) =>
    findChecksum(text, { address: "https://host/x.tar", listAddress: "https://host/SUMS", allowMd5: true }),
  ),
  textTarget("minisign-key", parseMinisignKey),
  textTarget("armour", parseArmour),
  textTarget("fstab", (text) => mergeFstab(text, "UUID=1 / ext4 defaults 0 1\n", text)),
  textTarget("command-line", (text) => [
    parseRunningEntry(text),
    parseRunningReason(text),
    parseRunningAttempt(text),
    ownArguments(text),
  ]),
  textTarget("words", (text) => [splitWords(text), splitArguments(text)], "command-line"),
  textTarget("address", (text) => sourceAt(text)),
  textTarget("rsync-flags", parseRsyncFlags),
  textTarget("size", parseSize),
];
