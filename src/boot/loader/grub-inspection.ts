/** What GRUB can read of the filesystems that hold kernels: by their features, and by trying where GRUB's own programs are. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Host } from "../../host/host.ts";
import { readDevice } from "../../host/path-in-root.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import type { Finding } from "../../schema/bareon-boot.ts";
import type { MatchedEntry } from "../menu/entries.ts";
import { typesWithFeatures } from "../../storage/filesystem/grub-features.ts";
import { featureHead, grubVersion, unreadableFeatures, type UnreadableFeatures } from "../menu/filesystem-modules.ts";
import type { Menu } from "../menu/menu.ts";
import { type GrubView, openGrubView, readEntry } from "../systems/grub-view.ts";

type GrubFinding = Pick<Finding, "check" | "problem" | "severity">;

interface Reading {
  readonly errors: string[];
  readonly warnings: string[];
}

/** By the UUIDs of the filesystems, what GRUB cannot read of the images' entries; other systems' are not ours to judge. */
async function readEntries(
  view: GrubView,
  { entries }: Pick<Menu, "entries">,
  matched: readonly MatchedEntry[],
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const [index, entry] of entries.entries()) {
    const kind = matched[index]?.kind ?? "image";
    if (entry.kind !== "linux" || kind === "foreign") continue;
    const reading = readings.get(entry.bootUuid) ?? { errors: [], warnings: [] };
    readings.set(entry.bootUuid, reading);
    const { problem, instead } = await readEntry(view, entry);
    // An older kernel is booted only where a person chose it.
    if (problem !== null) (kind === "kernel" ? reading.warnings : reading.errors).push(problem);
    else if (instead !== null) reading.warnings.push(instead);
  }
  return readings;
}

async function readFeatures(
  host: Host,
  { device, type }: Pick<Filesystem, "device" | "type">,
  grub: string | null,
): Promise<UnreadableFeatures> {
  try {
    return unreadableFeatures(type ?? "", await readDevice(host, device, 0, featureHead), grub);
  } catch (error) {
    if (error instanceof BareonError) return { never: [], later: [] };
    throw error;
  }
}

/** What is on the device, by its own superblock, that no GRUB reads. */
export async function unreadableOn(host: Host, device: string): Promise<readonly string[]> {
  const found = await Promise.all(
    typesWithFeatures.map(async (type) => await readFeatures(host, { device, type }, null)),
  );
  return [...new Set(found.flatMap(({ never }) => never))];
}

/** The version of the GRUB in a directory of modules for BIOS; null if there is none, as on a node for UEFI alone. */
async function readVersion(host: Host, modules: string): Promise<string | null> {
  const place = `${modules}/normal.mod`;
  const facts = await host.facts(place);
  if (facts?.kind !== "file" || facts.size > MiB) return null;
  return grubVersion(await host.readBytes(place, 0, facts.size));
}

/** One finding for each filesystem that entries of images lie on. `modules` is the directory of the node's GRUB modules for BIOS. */
export async function inspectGrubView(
  host: Host,
  filesystems: readonly Filesystem[],
  menu: Pick<Menu, "entries">,
  matched: readonly MatchedEntry[],
  modules: string,
): Promise<GrubFinding[]> {
  const grub = await readVersion(host, modules);
  const readings = await readEntries(await openGrubView(host, filesystems), menu, matched);
  const findings: GrubFinding[] = [];
  for (const [uuid, { errors, warnings }] of readings) {
    const filesystem = filesystems.find((one) => one.uuid?.toLowerCase() === uuid.toLowerCase());
    if (filesystem === undefined) continue;
    const { never, later } = await readFeatures(host, filesystem, grub);
    const type = filesystem.type ?? "";
    const wrong = [...never.map((name) => `GRUB reads no ${type} with ${name}`), ...errors];
    const doubtful = [...later.map((name) => `GRUB ${grub ?? ""} may not read ${type} with ${name}`), ...warnings];
    const problems = [...new Set([...wrong, ...doubtful])];
    findings.push({
      check: `what GRUB reads of ${filesystem.device}`,
      problem: problems.length === 0 ? null : problems.join("; "),
      severity: wrong.length === 0 && doubtful.length > 0 ? "warning" : "error",
    });
  }
  return findings;
}
