/** A storage layer is known in its own folder and in the one table; every other file that knows one has a reason here. */
import { readFile, readdir } from "node:fs/promises";
import { join, matchesGlob, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { storageLayers } from "../../../src/storage/layers.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { codeOf } from "../../support/mentions.ts";

const source = join(projectRoot, "src");

/** What each layer is called in code: its name, its programs, its types, its list of a plan or an inventory. */
const words: Readonly<Record<string, RegExp>> = {
  gpt: /\bgpt\b|sfdisk|PlannedDisk\b|partx/iu,
  md: /mdadm|\bmd\b|mdraid|linux_raid|MdArray|PlannedArray|ArraySpec|arraysOf|\braid|RAID|"arrays"|\w\.arrays\b|MD arrays?/u,
  lvm: /\blvm|LVM|\b[vpl]g?v?(?:create|change|ck)\b|"(?:pv|vg|lv)"|VolumeGroup|PlannedGroup|GroupSpec|(?:physical|logical)[- ]?volumes?|volume[- ]groups?|"groups"(?!\])|\b(?:machine|plan|storage|inventory|layout|config)\.groups\b/iu,
  esp: /\besps?\b|Esps?\b|\bEsp[A-Z]|espType/u,
  filesystem: /\bmkfs\.|mkswap/u,
  luks: /\bluks|LUKS|cryptsetup|crypttab/u,
  other: /"others"|\b(?:machine|plan|inventory)\.others\b|mpath|"crypt"/u,
};

const spec = "the config's own types, which a layer reads";
const dialect = "words of a dialect";
const program = "the program that it is made with";
const ground = "disks and their tables are the ground of every layer";
const lists = "the keys of public documents, once for all layers";
const message = "the words of one message for all layers";
const lab = "what a ramdisk contains";
const report = "what its program says is a part of a bug report";

/** Files below src that may know a layer, and why. Each entry must be used. */
const allowed: Readonly<Record<string, readonly (readonly [path: string, reason: string])[]>> = {
  gpt: [
    ["bug-report/parts.ts", report],
    ["programs/packages.ts", program],
    ["programs/{sfdisk,partx,kpartx}.ts", program],
    ["{build/ramdisk-multipath,deploy/map-at-boot}.ts", "the program that shows the partitions of a multipath map"],
    ["storage/{multipath,partition-device}.ts", "disks that are multipath maps, and how their partitions are called"],
    ["build/ramdisk-files.ts", lab],
    ["machine/inspect/inspect.ts", ground],
    ["boot/store/{locate,store}.ts", "the multiboot partition is found by its GPT name"],
    ["host/disk-image.ts", "the multiboot partition of a disk image"],
    ["view/boot.ts", "says how the multiboot partition was found"],
    ["storage/{disk-steps,layer,esp/partitions}.ts", ground],
    ["formats/gpt{,-writes}.ts", "the bytes of a table"],
    ["deploy/{read-back,append,partition-table,grow-table}.ts", ground],
    ["plan/{adopt,existing-node}.ts", "a node is adopted whose disks have a GPT"],
    ["plan/found-layout.ts", lists],
    ["boot/loader/release.ts", "nothing is written where the table has a partition by now"],
  ],
  md: [
    ["bug-report/parts.ts", report],
    ["programs/packages.ts", program],
    ["config/**", spec],
    ["dialects/**", dialect],
    ["programs/mdadm.ts", program],
    ["storage/filesystem/grub-features.ts", "names of features of btrfs"],
    ["build/{ramdisk-base,ramdisk-files}.ts", lab],
    ["boot/firmware/efi-files.ts", "modules that a signed GRUB contains"],
    ["boot/systems/other-systems.ts", "os-prober names systems on arrays that closed"],
    ["machine/found-layers.ts", lists],
    ["machine/inspect/layers.ts", lists],
    ["storage/layer.ts", lists],
    ["plan/found-layout.ts", lists],
    ["storage/lvm/rules.ts", "names in /dev that no group can have"],
  ],
  lvm: [
    ["bug-report/parts.ts", report],
    ["plan/existing-node.ts", "says of which systems a node is not adopted"],
    ["programs/packages.ts", program],
    ["config/**", spec],
    ["dialects/**", dialect],
    ["programs/{lvm,pvck}.ts", program],
    ["formats/lvm-metadata.ts", "what is written on its devices"],
    ["boot/systems/probe-jail.ts", "os-prober tells volumes by what the device mapper says of them"],
    ["build/{ramdisk-base,ramdisk-files,tree}.ts", lab],
    ["boot/firmware/efi-files.ts", "modules that a signed GRUB contains"],
    ["machine/found-layers.ts", lists],
    ["storage/layer.ts", lists],
    ["storage/md/{plan,rules}.ts", spec],
    ["storage/make-steps.ts", message],
    ["deploy/layers.ts", message],
    ["plan/update.ts", message],
    ["deploy/carry.ts", "the groups that users are in"],
    ["plan/found-layout.ts", lists],
  ],
  esp: [
    ["plan/{adopt,existing-node}.ts", "what a node that is adopted has"],
    ["config/**", spec],
    ["dialects/**", dialect],
    ["boot/{firmware,loader}/**", "GRUB for UEFI lies on it, whatever the storage is"],
    ["deploy/execute.ts", "a step of that name"],
    ["view/picture/steps.ts", "a step of that name"],
    ["plan/plan.ts", "the node's firmware, and what it boots from"],
    ["storage/{layer,storage}.ts", lists],
  ],
  filesystem: [
    ["programs/packages.ts", program],
    ["build/{media/image,packages/program}.ts", "the filesystem of a medium that UEFI starts from"],
    ["storage/filesystem/*.ts", "the table of filesystems; filesystem-names.test.ts holds who may know its rows"],
  ],
  luks: [
    ["programs/{cryptsetup,clevis,systemd-cryptenroll,packages}.ts", program],
    ["build/ramdisk-base.ts", lab],
    ["boot/systems/entry-check.ts", "what a system lacks may be in one that is closed"],
    ["plan/existing-node.ts", "says of which systems a node is not adopted"],
    ["storage/encrypted.ts", "what a system has to open at boot, and which of these were found"],
    ["deploy/encryption.ts", "they are opened for a look, and by keys that are in no plan"],
    ["deploy/open-at-boot.ts", "what an image has to have to open them, and crypttab"],
    ["deploy/openers/by-initramfs.ts", "the programs of the image by which its initramfs opens them"],
    ["deploy/openers/dracut.ts", "the same, of dracut"],
    ["deploy/openers/initramfs-tools.ts", "the same, of initramfs-tools"],
    ["deploy/filesystem-image.ts", "a settings file of an image that may name its filesystem"],
    ["recipes/encryption.ts", "they are opened before the machine is looked at"],
  ],
  other: [
    ["machine/found-layers.ts", lists],
    ["storage/{lvm,md}/plan.ts", "their names are taken"],
    ["machine/{disk-match,refusals}.ts", "a multipath map is a disk; one of other devices than disks is refused"],
    ["{host/device-places,machine/inspect/multipath}.ts", "what is a multipath map, and what is a path to one"],
  ],
};

/** What is looked for mentions in a file: its text without comments, and its imports as paths below src. */
interface Source {
  readonly code: string;
  readonly imports: readonly string[];
}

async function sources(): Promise<ReadonlyMap<string, Source>> {
  const names = await readdir(source, { recursive: true });
  const paths = names.filter((name) => name.endsWith(".ts") && !name.startsWith("schema/")).toSorted();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, readSource(path, await readFile(join(source, path), "utf8"))] as const),
    ),
  );
}

function readSource(path: string, text: string): Source {
  const { module } = parseSync(path, text);
  const imports = module.staticImports.map(({ moduleRequest }) => posix.join(posix.dirname(path), moduleRequest.value));
  return { code: codeOf(path, text), imports };
}

/** The folder of a layer that is not named for it alone. */
const folders: Readonly<Record<string, string>> = { filesystem: "storage/filesystem/layer/" };

/** The files outside a layer's folder and the table that mention it. */
function mentions(files: ReadonlyMap<string, Source>, layer: string): string[] {
  const word = words[layer];
  if (word === undefined) throw new Error(`there are no words for layer ${layer}`);
  const folder = folders[layer] ?? `storage/${layer}/`;
  return [...files]
    .filter(([path]) => path !== "storage/layers.ts" && !path.startsWith(folder))
    .filter(([, { code, imports }]) => word.test(code) || imports.some((name) => name.startsWith(folder)))
    .map(([path]) => path);
}

const files = await sources();

test.for(storageLayers.map(({ name }) => name))("layer %s is known where it may be, and nowhere else", (layer) => {
  const found = mentions(files, layer);
  const patterns = (allowed[layer] ?? []).map(([path]) => path);
  expect(found.filter((path) => !patterns.some((pattern) => matchesGlob(path, pattern)))).toEqual([]);
  expect(patterns.filter((pattern) => !found.some((path) => matchesGlob(path, pattern)))).toEqual([]);
});

test("every layer has words, and every reason is for a layer that exists", () => {
  const names = storageLayers.map(({ name }) => name).toSorted();
  expect(Object.keys(words).toSorted()).toEqual(names);
  expect(Object.keys(allowed).toSorted()).toEqual(names);
});

test("a mention is found wherever it is, except in a comment", () => {
  const planted = (text: string): string[] => mentions(new Map([["plan/a.ts", readSource("plan/a.ts", text)]]), "lvm");
  for (const text of [
    'import "../programs/lvm.ts";',
    'import "../storage/lvm/plan.ts";',
    "plan.groups",
    'part.kind === "pv"',
    "let physicalVolumes = 1;",
  ])
    expect(planted(text)).toEqual(["plan/a.ts"]);
  expect(planted("const slashes = /^\\/*/u;\nplan.groups; /* */")).toEqual(["plan/a.ts"]);
  expect(planted("// LVM is a fine thing.\nlet a = /b/u.exec(c)?.groups?.d;")).toEqual([]);
});
