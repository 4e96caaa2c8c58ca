/** Every parser of text or bytes from outside, each with its good inputs; what each may do with a bad one is to refuse it with a BareonError. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { parseGeneratedMenu } from "../../src/boot/menu/generated-menu.ts";
import { generalArguments, ownArguments } from "../../src/boot/menu/arguments.ts";
import { type BootListing, kernelCandidates } from "../../src/boot/menu/kernels.ts";
import { emptyListing } from "../support/systems/shaped-trees.ts";
import { parseRunningAttempt, parseRunningEntry, parseRunningReason } from "../../src/machine/running-entry.ts";
import { oneLine, quoteWord, splitArguments, splitWords } from "../../src/boot/menu/grub-script.ts";
import { parseEnvironment } from "../../src/boot/state/environment.ts";
import { parseHistory } from "../../src/boot/state/history.ts";
import { parseInfo } from "../../src/boot/store/info-file.ts";
import { parseStatusFile } from "../../src/boot/store/status-reader.ts";
import { parseRecord } from "../../src/boot/store/deploy-record.ts";
import { parseAdoption } from "../../src/boot/store/adoption-file.ts";
import { fstabPlaces } from "../../src/formats/fstab.ts";
import { parseSpare } from "../../src/boot/store/spare-file.ts";
import { parseLoaderInfo } from "../../src/boot/store/loader-info.ts";
import { parseEntry, parseIds } from "../../src/formats/boot-variables.ts";
import { parseSecureBoot } from "../../src/formats/efivars.ts";
import { parseEntries, parseHeader } from "../../src/formats/gpt.ts";
import { parseDocument } from "../../src/cli/input.ts";
import { parseManifest } from "../../src/deploy/carry-manifest.ts";
import { parseAccounts, parseCarryList } from "../../src/deploy/carry-paths.ts";
import { mergeFstab } from "../../src/deploy/fstab-merge.ts";
import { readIronicConfig } from "../support/files/ironic-config.ts";
import { nailgun } from "../../src/dialects/nailgun/nailgun.ts";
import { readDocument } from "../../src/dialects/read.ts";
import { parseManifest as parseImageMetadata } from "../../src/sources/file/manifest.ts";
import { sourceAt } from "../../src/sources/spec/specs.ts";
import { readActionList } from "../../src/hooks/action-list.ts";
import { parseRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { parseSize } from "../../src/base/sizes.ts";
import { describeHead, isInitrd } from "../../src/formats/initrd.ts";
import { kernelMachine, readKernelImage } from "../../src/formats/kernel-image.ts";
import { systemName } from "../../src/formats/assignments.ts";
import { parseBlockVariables } from "../../src/formats/environment-block.ts";
import { parseMountinfo } from "../../src/formats/mountinfo.ts";
import { readTraits } from "../../src/storage/filesystem/filesystems.ts";
import { detectContent } from "../../src/sources/file/detect-content.ts";
import { grubVersion, unreadableFeatures } from "../../src/storage/filesystem/grub-features.ts";
import { checkStoredPlan } from "../../src/recipes/plan.ts";
import { parseFilesystems, parseSignature } from "../../src/programs/blkid.ts";
import { parseAddresses } from "../../src/programs/ip.ts";
import { parseSshKey, type SshKey, withKeys } from "../../src/formats/ssh-key.ts";
import { lookupPath, parseLookup } from "../../src/integrations/ironic/agent/lookup.ts";
import { findConfig } from "../../src/integrations/ironic/agent/node-config.ts";
import { readAgentParameters } from "../../src/integrations/ironic/agent/parameters.ts";
import { readRequest, readWanted } from "../../src/integrations/ironic/agent/requests.ts";
import { findStep } from "../../src/integrations/ironic/agent/steps.ts";
import { readBootParameters } from "../../src/integrations/ironic/boot-parameters.ts";
import { parseKeys, parseNext, parseStep } from "../../src/integrations/ironic/messages.ts";
import { explainFailure, parseCall, parseContentRange, parseHead, parseTunnelStatus } from "../../src/programs/curl.ts";
import { parseMetadata } from "../../src/formats/lvm-metadata.ts";
import { hasToken } from "../../src/programs/cryptsetup.ts";
import { parseTpmTokens } from "../../src/programs/systemd-cryptenroll.ts";
import { parseListed } from "../../src/programs/initramfs-tools.ts";
import { parseMember } from "../../src/programs/mdadm.ts";
import { isDeployConfig } from "../../src/recipes/config-text.ts";
import { parseRunStatus } from "../../src/recipes/run-status.ts";
import { parseStartTicks } from "../../src/formats/process-stat.ts";
import { parseKernels, parseSystems } from "../../src/programs/os-prober.ts";
import { readQcow2 } from "../../src/formats/qcow2.ts";
import { parseProgress as parseTorrentProgress, parseReason, parseTorrent } from "../../src/programs/aria2.ts";
import { parseProgress, parseTreeSize } from "../../src/programs/rsync.ts";
import { parseArmour, parseMinisignKey } from "../../src/formats/public-key.ts";
import { validate as validateInventory } from "../../src/schema/inventory.validate.js";
import { createIds, slug } from "../../src/boot/menu/new-entries.ts";
import { serialLine } from "../../src/boot/menu/serial-line.ts";
import { replaceBlock } from "../../src/boot/guest/managed-block.ts";
import { redact, withoutSecrets } from "../../src/base/command.ts";
import { createPseudonyms } from "../../src/base/pseudonyms.ts";
import { conceal, concealText } from "../../src/base/redaction.ts";
import { createLineSplitter } from "../../src/host/local/line-splitter.ts";
import { parseDevices } from "../../src/programs/lsblk.ts";
import { parseTable } from "../../src/programs/sfdisk.ts";
import { fitText, printable, renderTable, textWidth } from "../../src/view/style.ts";
import { validate as validatePlan } from "../../src/schema/plan.validate.js";
import { findChecksum } from "../../src/sources/file/checksum.ts";
import { checkedArchive } from "../../src/sources/file/archive-check.ts";
import { parseChallenges } from "../../src/formats/challenge.ts";
import { parseImageConfig, parseImageDocument } from "../../src/formats/oci-documents.ts";
import { findCredentials } from "../../src/formats/registry-credentials.ts";
import { LayeredTree } from "../../src/sources/oci/layered-tree.ts";
import { levelsOf } from "../../src/sources/oci/platform.ts";
import { parseImageAddress } from "../../src/sources/oci/spec/address.ts";
import { parsed } from "../../src/sources/oci/verified.ts";

/** Every reader of text or bytes from outside is here; a new one gets a line in the table below and a good input in the corpus. */
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

const pseudonyms = createPseudonyms([
  { kind: "host", value: "node-17.example.net" },
  { kind: "serial", value: "S3Z9NB0K" },
]);
/** As the upper one of two layers, of which the lower one has the same members. */
async function readLayer(bytes: Uint8Array): Promise<void> {
  const tree = new LayeredTree();
  const layer = {
    links: tree.links,
    take: tree.take.bind(tree),
    settle: async () => void tree.takeEdits(),
  };
  for (let count = 0; count < 2; count += 1) {
    for await (const chunk of checkedArchive(inPieces(bytes), { what: "layer x", isSystem: true, layer })) void chunk;
    tree.endLayer();
  }
}

const someKey: SshKey = { type: "ssh-ed25519", body: "AAAA", line: "ssh-ed25519 AAAA" };

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

/** tar's checksum is made good where a header was changed, so that more is read than that. */
function mendHeaders(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  for (let at = 0; at + 512 <= copy.length; at += 512) {
    const header = copy.subarray(at, at + 512);
    if (Buffer.from(header.subarray(257, 262)).toString("latin1") !== "ustar") continue;
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    Buffer.from(header.buffer, header.byteOffset, header.length).write(sum.toString(8).padStart(7, "0"), 148);
  }
  return copy;
}

/** Pieces as a pipe may give them. */
function splitLines(bytes: Uint8Array): number {
  let count = 0;
  const splitter = createLineSplitter(() => (count += 1));
  for (let at = 0; at < bytes.length; at += 4096) splitter.push(bytes.subarray(at, at + 4096));
  splitter.end();
  return count;
}

/** A document of one of our formats, from its text to its schema. */
async function readStored(text: string): Promise<unknown> {
  const document = await parseDocument({ name: "x", text });
  return [validateInventory(document), validatePlan(document)];
}

/** The body of a request for a step, up to what is to be run. */
function readCommand(text: string): unknown {
  const wanted = readWanted(text);
  if ("status" in wanted) return wanted;
  const { step, node } = wanted.parameters;
  const { args } = findStep("deploy", step);
  return findConfig(args, node);
}

/** Names of kernels in a tree, one a line, and what a menu makes of them. */
function readNames(text: string): unknown {
  const names = text.split("\n");
  const ids = createIds();
  return [
    readKernels({ separateBoot: true, kernels: names }),
    // No menu has more entries.
    names.slice(0, 100).map((name) => [ids(slug(name)), quoteWord(oneLine(name))]),
  ];
}

function show(text: string): unknown {
  const plain = printable(text);
  return [
    redact(text),
    fitText(plain, 40),
    textWidth(plain),
    renderTable(
      plain
        .split("?")
        .slice(0, 100)
        .map((cell) => [cell]),
    ),
  ];
}

export const targets: readonly Target[] = [
  textTarget("config-text", async (text) => await parseDocument({ name: "x", text })),
  textTarget("document", readStored),
  jsonTarget("inventory", [readFileSync(join(goldenPlans, "inventory-one-system.json"))], validateInventory),
  jsonTarget("config", [...filesIn(examples, ".json"), ...filesIn(join(corpus, "config"))], (value) =>
    readIronicConfig(value, { compat: false }),
  ),
  jsonTarget("nailgun", filesIn(join(corpus, "nailgun")), (value) => readDocument(nailgun, value, { compat: false })),
  textTarget("image-metadata", async (text) => await parseImageMetadata(text, "http://host/x.img.gz")),
  jsonTarget("actions", filesIn(join(corpus, "actions")), (value) => readActionList("x", value)),
  jsonTarget("stored-plan", filesIn(goldenPlans, ".plan.json"), (value) => {
    if (validatePlan(value)) checkStoredPlan(value);
  }),
  textTarget("grub-menu", parseMenu),
  textTarget("generated-menu", parseGeneratedMenu),
  textTarget("own-menu", (text) => readKernels({ menu: text }), "generated-menu"),
  textTarget("loader-entry", (text) => readKernels({ loaderEntries: [{ name: "x.conf", text }] })),
  textTarget("own-environment", (text) => readVariables(text), "environment"),
  bytesTarget("kernel-image", (bytes) => [
    readKernelImage(bytes),
    kernelMachine(bytes),
    isInitrd(bytes),
    describeHead(bytes),
  ]),
  textTarget("os-release", systemName),
  textTarget("default-grub", (text) => generalArguments([text])),
  textTarget("history", parseHistory),
  textTarget("boot-info", (text) => parseInfo(partition, text)),
  textTarget("deploy-record", parseRecord),
  textTarget("spare", parseSpare),
  textTarget("adoption", parseAdoption),
  textTarget("fstab-places", fstabPlaces),
  textTarget("loader-info", parseLoaderInfo),
  textTarget("carry-list", parseCarryList),
  textTarget("carry-manifest", parseManifest),
  textTarget("accounts", parseAccounts),
  textTarget("status-file", (text) => parseStatusFile(text, 0)),
  bytesTarget("environment", parseEnvironment),
  bytesTarget("efi-entry", (bytes) => [parseEntry("0001", bytes), parseIds(bytes), parseSecureBoot(bytes)]),
  bytesTarget("table", (bytes) => [parseHeader(bytes.subarray(0, 512)), parseEntries(bytes.subarray(512))]),
  bytesTarget("tar", readArchive),
  bytesTarget("tar-mended", async (bytes) => await readArchive(mendHeaders(bytes)), "tar"),
  bytesTarget("layer", readLayer),
  bytesTarget("layer-mended", async (bytes) => await readLayer(mendHeaders(bytes)), "layer"),
  bytesTarget("image-document", (bytes) => parsed("x", () => parseImageDocument(bytes))),
  bytesTarget("image-config", (bytes) => parsed("x", () => parseImageConfig(bytes))),
  textTarget("challenge", parseChallenges),
  textTarget("credentials", (text) => parsed("x", () => findCredentials(text, "host:5000", "team/os"))),
  textTarget("cpuinfo", levelsOf),
  textTarget("image-address", parseImageAddress),
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
  textTarget("luks-header", (text) => [hasToken(text, "clevis"), parseTpmTokens(text)]),
  textTarget("initramfs-list", (text) => text.split("\n").map(parseListed)),
  textTarget("mdadm-examine", parseMember),
  textTarget("blkid-list", parseFilesystems),
  textTarget("blkid-probe", parseSignature),
  textTarget("os-prober", parseSystems),
  textTarget("linux-boot-prober", parseKernels),
  textTarget("lsblk", parseDevices),
  textTarget("sfdisk", parseTable),
  textTarget("mountinfo", parseMountinfo),
  bytesTarget("lines", splitLines, "rsync-stats"),
  textTarget("rsync-stats", parseTreeSize),
  textTarget("rsync-progress", parseProgress),
  textTarget("torrent-facts", parseTorrent),
  textTarget("torrent-progress", (text) => [parseTorrentProgress(text), parseReason(text)]),
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
  textTarget("words", (text) => [splitWords(text), splitArguments(text), serialLine(text)], "command-line"),
  textTarget("names", readNames),
  textTarget("system-name", (text) => slug(systemName(text) ?? ""), "os-release"),
  textTarget("managed-block", (text) => replaceBlock(text, "x\n"), "default-grub"),
  textTarget("message", (text) => [show(text), explainFailure({ exitCode: 35, stdout: "", stderr: text })]),
  textTarget("address", (text) => [
    sourceAt(text),
    redact(text),
    withoutSecrets(text),
    findChecksum(`${"0".repeat(64)}  x.tar.zst`, { address: text, listAddress: text, allowMd5: true }),
  ]),
  textTarget("kernel-arguments", readBootParameters),
  textTarget("agent-parameters", readAgentParameters, "kernel-arguments"),
  textTarget("agent-lookup", (text) => [parseLookup(text), lookupPath([text], text)]),
  textTarget("agent-request", (text) => readRequest("GET", text, { token: "secret", isOpen: true })),
  textTarget("agent-command", readCommand),
  textTarget("user-data", isDeployConfig, "config-text"),
  textTarget("ssh-key", (text) => [parseSshKey(text), withKeys(text, [someKey])]),
  textTarget("ironic-step", (text) => [parseStep(text), parseNext(text, "http://api.example/v1/")]),
  jsonTarget("ironic-keys", filesIn(join(corpus, "ironic-keys")), parseKeys),
  textTarget("ip-addresses", parseAddresses),
  bytesTarget("api-answer", parseCall),
  textTarget("run-status", (text) => [parseRunStatus(text), parseStartTicks(text)]),
  textTarget("report-text", (text) => [conceal(text), concealText(text), pseudonyms(text)]),
  textTarget("rsync-flags", parseRsyncFlags),
  textTarget("size", parseSize),
];
