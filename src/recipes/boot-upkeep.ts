/** The recipes behind bareon-boot that keep the multiboot partition in order: refresh and verify. */
import { type BootInspection, inspectBoot, type Repair } from "../boot/loader/inspection.ts";
import type { Verified } from "../boot/store/boot-record.ts";
import { repairCopies } from "../boot/store/align-copies.ts";
import { tellVerified } from "../boot/store/metrics-file.ts";
import { openBootSession } from "../boot/store/session.ts";
import { openGrubView, readEntry } from "../boot/systems/grub-view.ts";
import { readImages } from "../boot/systems/read-images.ts";
import { repairLoader } from "../boot/loader/efi-inspection.ts";
import { inspectRunningSystem, noRunningSystem } from "../machine/inspect/running-system.ts";
import type { ChangeOptions } from "./change.ts";
import { type NextMenu, publishAgain, usualId, writeMenu } from "./boot-menu.ts";
import { isDeepStrictEqual } from "node:util";
import { idle, idleEnvironment } from "../boot/state/environment.ts";
import { compareMenus, differs } from "../boot/menu/compare.ts";
import { type ImageFinding, planMenu, type PlannedMenu } from "../boot/menu/plan.ts";
import type { RunningSystem } from "../machine/running-entry.ts";
import type { ParsedMenu } from "../boot/menu/menu.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { repairFiles, writeState } from "../boot/store/write.ts";
import { type BootStore, openStore } from "../boot/store/store.ts";
import type { BootState } from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { BareonError } from "../base/errors.ts";
import type { RefreshResult, VerifyResult } from "../schema/bareon-boot.ts";
import type { BootInfo } from "../schema/boot-info.ts";

interface Work {
  readonly store: BootStore;
  readonly who: string;
  readonly command: string;
}

/** The menu of now, made from what the images are now. */
interface ReadMenu extends NextMenu {
  /** The images that could not be looked into, and those that have no kernel. */
  readonly unread: readonly string[];
  readonly kernelless: readonly string[];
  /** What people should know of the images. */
  readonly warnings: readonly string[];
  /** True if of an image that was read not all texts could be. */
  readonly isPartial: boolean;
  /** Brings the kernels that it names to the disk; returns warnings. */
  readonly flush: () => Promise<readonly string[]>;
}

/** `state` is null if the menu cannot be read. */
async function makeMenu(
  ctx: Context,
  store: BootStore,
  info: BootInfo,
  { state, running }: { readonly state: (BootState & { readonly menu: ParsedMenu }) | null; running: RunningSystem },
): Promise<ReadMenu> {
  const { filesystems, mounts } = store;
  const { images, warnings, isPartial, flush } = await readImages(ctx, { filesystems, mounts, running }, info.elements);
  const planned = planMenu({ former: state?.menu ?? null, info, images, others: "former" });
  const { defaultIndex: usual } = planned.menu;
  const remapped = state === null ? { environment: idle, ended: [] } : remapArmed(state, planned.places, usual);
  const namesWhere = (accepts: (image: ImageFinding) => boolean): string[] =>
    info.elements.flatMap(({ os_id: id }, index) => (images.slice(index, index + 1).some(accepts) ? [id] : []));
  return {
    rendered: renderMenu(planned.menu),
    planned,
    remapped,
    unread: namesWhere(({ kind }) => kind === "unread"),
    kernelless: namesWhere((image) => image.kind === "read" && image.kernels.length === 0),
    warnings,
    isPartial,
    flush,
  };
}

/** The history has the default before and after only if it is another one. Returns warnings. */
async function rewriteMenu(
  ctx: Context,
  { store, who, command }: Work,
  next: ReadMenu,
  { former, why }: { readonly former: string | null; readonly why: string },
): Promise<readonly string[]> {
  const id = usualId(next.planned.menu);
  const moved = former !== null && former !== id;
  const warnings = await next.flush();
  await writeMenu(ctx, store, next, {
    who,
    what: command,
    from: moved ? former : null,
    to: moved ? id : null,
    why: moved ? `the default had to move; ${why}` : why,
  });
  return warnings;
}

/**
 * What GRUB cannot read yet of the images' own entries: xfs writes its log back within half a minute, and until then GRUB, which
 * replays none, finds what was there before. The entry then boots its next kernel; nothing is to be done but to look again.
 */
async function readAsGrub(ctx: Context, store: BootStore, { menu, info }: PlannedMenu): Promise<string[]> {
  const view = await openGrubView(ctx.host, store.filesystems);
  const notes: string[] = [];
  for (const { grub_id: index } of info.elements) {
    const entry = menu.entries[index];
    if (entry?.kind !== "linux") continue;
    const { problem, instead } = await readEntry(view, entry);
    if (problem !== null || instead !== null) notes.push(`Entry ${index} (${entry.id}): ${problem ?? instead ?? ""}.`);
  }
  return notes;
}

/** Brings the copies of the partition up to date, also if nothing else is to be written; returns what people should know. */
async function keepCopies(ctx: Context, store: BootStore): Promise<readonly string[]> {
  const { written, warnings } = await repairCopies(ctx, store, new Date());
  return [
    ...written.map((device) => `The copy of the multiboot partition on ${device} was stale. It is up to date now.`),
    ...warnings,
  ];
}

/** Makes the menu anew if the images have other kernels now; else writes nothing. */
export async function refresh(ctx: Context, options: ChangeOptions): Promise<RefreshResult> {
  await using scope = new Scope();
  const { store, content, state, running, warnings } = await openBootSession(ctx, scope, options);
  // Without it the images are not known, and the menu would lose their entries.
  if (content.info === null)
    throw new BareonError("unverified", [...content.warnings, "So the menu stays as it is."].join(" "));
  const aligned = options.dryRun === true ? [] : await keepCopies(ctx, store);
  const next = await makeMenu(ctx, store, content.info, { state: { ...state, menu: content.menu }, running });
  const { rendered, planned, remapped, unread, kernelless } = next;
  const [former, usual] = [usualId(content.menu), usualId(planned.menu)];
  const changed = differs(content.menuText, rendered.text) || !isDeepStrictEqual(planned.info, content.info);
  const difference = compareMenus(content.menu, planned.menu);
  const { added, removed } = difference;
  const why =
    [...added.map((id) => `+${id}`), ...removed.map((id) => `-${id}`)].join(" ") ||
    (difference.updated.length > 0 ? "kernels changed" : "written anew");
  const writes = changed && options.dryRun !== true;
  const work = { store, who: options.who ?? "", command: "refresh" };
  const rewritten = writes ? await rewriteMenu(ctx, work, next, { former, why }) : [];
  const published = [...rewritten, ...(writes || aligned.length > 0 ? await publishAgain(ctx, store) : [])];
  const unreadable = await readAsGrub(ctx, store, planned);
  await scope.close();
  return {
    version: 1,
    command: "refresh",
    changed,
    dry_run: options.dryRun === true,
    ...difference,
    default: usual,
    default_before: former,
    unread: [...unread],
    complete:
      !next.isPartial && [unread, kernelless, remapped.ended].every(({ length }) => length === 0) && former === usual,
    multiboot: store.partition,
    warnings: [
      ...[...warnings, ...aligned, ...next.warnings],
      ...[...planned.notes, ...remapped.ended, ...unreadable, ...published],
    ],
  };
}

/** What can be put right: the menu is made from boot-info, and the environment block for a menu. */
function findRepairs({ findings, menu, info }: BootInspection): ReadonlySet<Repair> {
  const possible: Readonly<Record<Repair, boolean>> = {
    loader: true,
    files: true,
    copies: true,
    menu: info !== null,
    environment: menu !== null || info !== null,
  };
  return new Set(
    findings.flatMap(({ problem, repair }) =>
      problem !== null && repair !== null && possible[repair] ? [repair] : [],
    ),
  );
}

/** Puts right what `inspection` calls for, in the order in which one thing rests on another; returns what people should know. */
async function repairAll(
  ctx: Context,
  work: Work,
  inspection: BootInspection,
  running: RunningSystem,
): Promise<readonly string[]> {
  const { menu, info, environment, unprotected } = inspection;
  const wanted = findRepairs(inspection);
  const line = {
    time: new Date().toISOString(),
    who: work.who,
    what: work.command,
    from: null,
    to: null,
    why: "repaired",
  };
  if (wanted.has("loader")) await repairLoader(ctx, work.store);
  if (wanted.has("files")) await repairFiles(ctx, work.store, unprotected);
  if (wanted.has("menu") && info !== null) {
    const state = menu === null ? null : { menu, environment: environment.env };
    const next = await makeMenu(ctx, work.store, info, { state, running });
    const unflushed = await rewriteMenu(ctx, work, next, {
      former: menu === null ? null : usualId(menu),
      why: "repaired",
    });
    return [...unflushed, ...next.warnings, ...next.planned.notes, ...next.remapped.ended];
  }
  if (wanted.has("environment") && menu !== null)
    await writeState(ctx, work.store, { environment: idleEnvironment(menu.generation), line });
  if (wanted.has("copies")) await repairCopies(ctx, work.store, new Date());
  return [];
}

/** What is left of it. */
function countProblems(findings: VerifyResult["findings"]): Verified {
  const left = findings.filter(({ problem, repaired }) => problem !== null && !repaired);
  const errors = left.filter(({ severity }) => severity === "error").length;
  return { time: new Date().toISOString(), errors, warnings: left.length - errors };
}

/** Checks everything that the next boot needs; with `repair`, puts right what can be derived, and checks again. */
export async function verify(ctx: Context, options: ChangeOptions, repair: boolean): Promise<VerifyResult> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  const { filesystems, mounts } = store;
  const unread = [...store.warnings];
  const machine = {
    filesystems,
    mounts,
    running: store.isDiskImage ? noRunningSystem : await inspectRunningSystem(ctx, filesystems, unread),
  };
  const first = await inspectBoot(ctx, store, machine);
  const changed = repair && findRepairs(first).size > 0 && options.dryRun !== true;
  const notes = changed
    ? await repairAll(ctx, { store, who: options.who ?? "", command: "verify" }, first, machine.running)
    : [];
  await mounts.unmountAll();
  const last = changed ? await inspectBoot(ctx, store, machine) : first;
  const open = new Set(last.findings.filter(({ problem }) => problem !== null).map(({ check }) => check));
  const findings = (
    changed
      ? [...first.findings, ...last.findings.filter(({ check }) => !first.findings.some((one) => one.check === check))]
      : first.findings
  ).map(({ check, problem, severity }) => ({
    check,
    problem,
    severity,
    repaired: problem !== null && !open.has(check),
  }));
  const verified = findings.every(
    ({ problem, severity, repaired }) => problem === null || severity === "warning" || repaired,
  );
  const published = changed && verified ? await publishAgain(ctx, store) : [];
  const told = store.partition.found_by === "option" ? [] : await tellVerified(ctx, countProblems(findings));
  await scope.close();
  return {
    version: 1,
    command: "verify",
    verified,
    changed,
    findings,
    multiboot: store.partition,
    warnings: [...unread, ...notes, ...published, ...told],
  };
}
