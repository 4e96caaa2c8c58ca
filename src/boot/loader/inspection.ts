/** Checks everything that the next boot needs, and says what is wrong. Nothing is written, and damage is a finding, not an error. */
import { grubDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import {
  defaultIndex,
  describeBeyond,
  describeUpdate,
  matchEntries,
  type PlacedEntry,
  updateHint,
} from "../menu/entries.ts";
import { environmentPath, type ParsedGrubEnv } from "../state/environment.ts";
import { historyPath } from "../state/history.ts";
import { infoPath, menuPath, type ParsedMenu } from "../menu/menu.ts";
import { parseMenu } from "../menu/parse-menu.ts";
import { hasRescue, isRescue } from "../menu/rescue.ts";
import { isReleased, releasedNow } from "../store/adoption-file.ts";
import { NewerRecord, readRecord, recordPath } from "../store/deploy-record.ts";
import { readEnvironment } from "../store/environment-file.ts";
import { linkPath, placeOfLink } from "../store/write.ts";
import { parseInfo } from "../store/info-file.ts";
import { type BootStore, enterStore } from "../store/store.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { BootInfo, Element } from "../../schema/boot-info.ts";
import type { Finding } from "../../schema/bareon-boot.ts";
import { checkBootSector } from "./boot-sector.ts";
import { inspectCopyDisks } from "./copy-inspection.ts";
import { checkModules, modulesPath } from "./grub-modules.ts";
import { checkSubvolume } from "../systems/subvolumes.ts";
import { createEntryCheck, type Machine, Unbootable } from "../systems/entry-check.ts";
import { inspectLoader } from "./efi-inspection.ts";
import { inspectGrubView } from "./grub-inspection.ts";

/** What --repair can do about a problem. */
export type Repair = "files" | "menu" | "environment" | "loader" | "copies";

export interface Inspected extends Omit<Finding, "repaired"> {
  /** Null if --repair cannot help. */
  readonly repair: Repair | null;
}

export interface BootInspection {
  readonly findings: readonly Inspected[];
  /** Null if it cannot be read. */
  readonly menu: ParsedMenu | null;
  readonly info: BootInfo | null;
  readonly environment: ParsedGrubEnv;
  /** Paths on the partition that others may write. */
  readonly unprotected: readonly string[];
}

/** The first are directories. */
const guarded = ["boot", grubDirectory, "bareon", menuPath, environmentPath, infoPath, recordPath, historyPath];
function found(
  check: string,
  problem: string | null,
  repair: Repair | null,
  severity: Inspected["severity"] = "error",
): Inspected {
  return { check, problem, severity, repair };
}

/** The parsed text, or why it cannot be parsed. */
function attempt<T>(
  path: string,
  text: string | undefined,
  parse: (text: string) => T,
): { readonly value: T | null; readonly problem: string | null } {
  if (text === undefined) return { value: null, problem: `${path} is missing, or no regular file` };
  try {
    return { value: parse(text), problem: null };
  } catch (error) {
    if (error instanceof BareonError) return { value: null, problem: error.message };
    throw error;
  }
}

async function findUnprotected(host: Host, directory: string): Promise<string[]> {
  const paths: string[] = [];
  for (const path of guarded) {
    const facts = await host.facts(await resolveInRoot(host, directory, path));
    if (facts !== undefined && (facts.mode & 0o022) !== 0) paths.push(path);
  }
  return paths;
}

async function checkLink(host: Host, directory: string): Promise<Inspected> {
  const place = await placeOfLink(host, directory);
  const kind = (await host.facts(place))?.kind;
  if (kind === "symlink" && (await host.readLink(place)) === "grub2") return found(linkPath, null, null);
  return found(
    linkPath,
    kind === undefined ? "the link to grub2 is missing" : "it is no link to grub2",
    kind === undefined ? "files" : null,
  );
}

/** What the menu and boot-info say of an image must be the same; null if it is. */
function checkElement(entry: PlacedEntry, { grub_id: place, updating }: Element): string | null {
  if (entry.index !== place) return `its entry is number ${entry.index}, not ${place}`;
  if (updating !== undefined && entry.kind !== "updating")
    return `it is ${describeUpdate(updating)}, but the menu offers it`;
  return updating === undefined && entry.kind === "updating"
    ? "the menu says that it is being updated, but boot-info does not"
    : null;
}

/** By it later commands know what the images are made of; the next boot does not need it. */
async function checkRecord(ctx: Context, store: BootStore, info: BootInfo | null): Promise<Inspected> {
  try {
    const record = await readRecord(ctx, store, info);
    const problem =
      record === "none" ? "it is missing: the node was made by an earlier version, which wrote none" : null;
    return found(recordPath, problem, null, "warning");
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return found(recordPath, error.message, null, error instanceof NewerRecord ? "warning" : "error");
  }
}

/** Each image has its entry, at the number that boot-info publishes. */
function checkElements(menu: ParsedMenu, info: BootInfo): Inspected[] {
  const known = matchEntries(menu, info);
  return info.elements.map((element) => {
    const entry = known.find((one) => one.kind === "image" && one.element === element)?.menu ?? null;
    const problem = entry === null ? "the menu has no entry for it" : checkElement(entry, element);
    return found(`image ${element.os_id}`, problem, "menu");
  });
}

/** What GRUB can read of the filesystems with kernels; nothing of it can be repaired here. */
async function checkGrubView(
  host: Host,
  { filesystems }: BootStore,
  directory: string,
  menu: ParsedMenu,
  info: BootInfo | null,
): Promise<Inspected[]> {
  const matched = info === null ? [] : matchEntries(menu, info);
  const place = await resolveInRoot(host, directory, modulesPath);
  const findings = await inspectGrubView(host, filesystems, menu, matched, place);
  return findings.map(({ check, problem, severity }) => found(check, problem, null, severity));
}

/** What an image's own entry needs must be there; an older kernel or another system only should. */
async function checkEntries(
  host: Host,
  machine: Machine,
  menu: ParsedMenu,
  info: BootInfo | null,
): Promise<Inspected[]> {
  const { look: check } = createEntryCheck(host, machine);
  const kinds = info === null ? [] : matchEntries(menu, info);
  const findings: Inspected[] = [];
  for (const [index, entry] of menu.entries.entries()) {
    const kind = kinds[index]?.kind ?? "image";
    const name = `entry ${index} (${entry.id})`;
    if (entry.kind === "updating") {
      findings.push(
        found(name, `it is ${describeUpdate(entry)}; ${updateHint(kinds[index]?.element)}`, null, "warning"),
      );
      continue;
    }
    const { problem, first, unchecked } = await check(entry);
    const severity =
      (kind === "image" || kind === "rescue") && (problem !== null || first === null) ? "error" : "warning";
    findings.push(
      unchecked === null
        ? found(name, problem ?? first, kind === "foreign" || kind === "rescue" ? null : "menu", severity)
        : found(name, `it could not be looked into: ${unchecked}`, null, "warning"),
    );
  }
  return findings;
}

/** Each entry's kernel lies in the subvolume that will be its root. */
async function checkSubvolumes(host: Host, machine: Machine, menu: ParsedMenu): Promise<Inspected[]> {
  const findings: Inspected[] = [];
  for (const [index, entry] of menu.entries.entries()) {
    try {
      const problem = await checkSubvolume(host, machine, entry);
      if (problem !== null) findings.push(found(`root of entry ${index} (${entry.id})`, problem, "menu"));
    } catch (error) {
      // That it cannot be mounted is said of the entry itself.
      if (!(error instanceof Unbootable || error instanceof BareonError)) throw error;
    }
  }
  return findings;
}

/** The rescue system has its entry, and boots what boot-info says. */
function checkRescue(menu: ParsedMenu, { rescue }: BootInfo): Inspected[] {
  if (rescue === undefined)
    return menu.entries.some(isRescue)
      ? [found("rescue system", "the menu has an entry, and boot-info no rescue system", "menu")]
      : [];
  return [
    found("rescue system", hasRescue(menu, rescue) ? null : "the menu has no entry that boots its files", "menu"),
  ];
}

function checkDefault({ defaultIndex: number, entries }: ParsedMenu): Inspected {
  const booted = defaultIndex({ defaultIndex: number, entries });
  if (isRescue(entries[booted])) return found("default", "it is the rescue system", "menu");
  return found(
    "default",
    booted === number
      ? null
      : `it is ${describeBeyond({ defaultIndex: number, entries })}, so entry ${booted} is booted`,
    "menu",
  );
}

/** What starts GRUB, by each firmware that the node was made for; nothing does, and is to, on a node that was released. */
async function checkLoaders(
  ctx: Context,
  store: BootStore,
  directory: string,
  menu: ParsedMenu | null,
): Promise<Inspected[]> {
  const { host } = ctx;
  if (await isReleased(ctx, store)) return [found("boot loader", releasedNow, null, "warning")];
  const { usesBios, findings } = await inspectLoader(ctx, store, directory);
  const bios = usesBios
    ? [
        found("GRUB's modules", await checkModules(host, directory, menu), null),
        found("boot sector", await checkBootSector(host, store.partition.device, directory, modulesPath), null),
      ]
    : [];
  return [
    ...bios,
    ...findings.map(({ check, problem, severity, isRepairable }) =>
      found(check, problem, isRepairable ? "loader" : null, severity),
    ),
  ];
}

/** The other copies of the partition, and what starts GRUB from their disks. */
async function checkCopies(ctx: Context, store: BootStore, menu: ParsedMenu | null): Promise<Inspected[]> {
  if (menu?.copies === undefined || store.isDiskImage) return [];
  const findings = await inspectCopyDisks(ctx, store, { ...menu, copies: menu.copies });
  return findings.map(({ check, problem, severity, isRepairable }) =>
    found(check, problem, isRepairable ? "copies" : null, severity),
  );
}

/** Looks at everything; the partition and the roots stay mounted for reading with the store. */
export async function inspectBoot(ctx: Context, store: BootStore, machine: Machine): Promise<BootInspection> {
  const { host } = ctx;
  const directory = await enterStore(store, "read");
  const menu = attempt(menuPath, await readTextInRoot(host, directory, menuPath), parseMenu);
  const info = attempt(infoPath, await readTextInRoot(host, directory, infoPath), (text) =>
    parseInfo(store.partition, text),
  );
  const environment = await readEnvironment(host, directory);
  const unprotected = await findUnprotected(host, directory);
  const findings = [
    found(
      "permissions",
      unprotected.length === 0 ? null : `others than root may write ${unprotected.join(", ")}`,
      "files",
    ),
    await checkLink(host, directory),
    found(infoPath, info.problem, null),
    await checkRecord(ctx, store, info.value),
    found(menuPath, menu.problem, "menu"),
    found(environmentPath, environment.problem, "environment"),
    ...(menu.value === null ? [] : [checkDefault(menu.value)]),
    ...(menu.value === null || info.value === null ? [] : checkElements(menu.value, info.value)),
    ...(menu.value === null || info.value === null ? [] : checkRescue(menu.value, info.value)),
    ...(menu.value === null ? [] : await checkEntries(host, machine, menu.value, info.value)),
    ...(menu.value === null ? [] : await checkSubvolumes(host, machine, menu.value)),
    ...(menu.value === null ? [] : await checkGrubView(host, store, directory, menu.value, info.value)),
    ...(await checkLoaders(ctx, store, directory, menu.value)),
    ...(await checkCopies(ctx, store, menu.value)),
  ];
  return { findings, menu: menu.value, info: info.value, environment, unprotected };
}
