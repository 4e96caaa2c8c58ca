/** The recipes behind bareon-boot that keep the multiboot partition in order: refresh and verify. */
import { isDeepStrictEqual } from "node:util";
import { type BootInspection, inspectBoot, type Mending } from "../boot/loader/inspection.ts";
import { openOverview } from "../boot/store/session.ts";
import { lookAndPublish } from "../boot/store/status.ts";
import { findImages } from "../boot/systems/read-images.ts";
import { mendLoader } from "../boot/loader/efi-inspection.ts";
import { inspectRunningSystem, noRunningSystem } from "../machine/inspect/running-system.ts";
import type { ChangeOptions } from "./boot-change.ts";
import { idleEnvironment } from "../boot/state/environment.ts";
import { compareMenus, differs } from "../boot/menu/compare.ts";
import { planRefresh, type Refreshed } from "../boot/menu/refresh.ts";
import { menuPath, parseMenu, type ParsedMenu, renderMenu } from "../boot/menu/menu.ts";
import { moveArmed, type Moved } from "../boot/state/remap-armed.ts";
import { mendFiles, replaceMenu, writeState } from "../boot/store/write.ts";
import { type BootStore, enterStore, openStore, readMember } from "../boot/store/store.ts";
import type { TrialState } from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { RefreshResult, VerifyResult } from "../schema/bareon-boot.ts";
import type { BootInfo } from "../schema/boot-info.ts";

interface Work {
  readonly store: BootStore;
  readonly who: string;
  readonly command: string;
}

/** The menu of now, made from what the images are now. */
interface NextMenu {
  readonly text: string;
  readonly refreshed: Refreshed;
  readonly moved: Moved;
  /** Brings the kernels that it names to the disk. */
  readonly flush: () => Promise<void>;
}

/** `state` is null where the menu cannot be read. */
async function makeMenu(
  ctx: Context,
  store: BootStore,
  info: BootInfo,
  state: (TrialState & { readonly menu: ParsedMenu }) | null,
): Promise<NextMenu> {
  const { images, flush } = await findImages(ctx, store, info.elements);
  const refreshed = planRefresh({ menu: state?.menu ?? null, info, images });
  const { defaultIndex } = refreshed.menu;
  const { generation: _generation, ...idle } = idleEnvironment("");
  const moved = state === null ? { environment: idle, ended: [] } : moveArmed(state, refreshed.places, defaultIndex);
  return { text: renderMenu(refreshed.menu), refreshed, moved, flush };
}

async function writeMenu(
  ctx: Context,
  { store, who, command }: Work,
  { text, refreshed, moved, flush }: NextMenu,
  why: string,
): Promise<void> {
  const { menu, info } = refreshed;
  const id = menu.entries[menu.defaultIndex]?.id ?? null;
  await flush();
  await replaceMenu(ctx, store, {
    text,
    environment: moved.environment,
    info: { ...info, current_element: menu.defaultIndex },
    line: { time: new Date().toISOString(), who, what: command, from: id, to: id, why },
  });
}

/** What list and status say to everybody else, looked at again. */
async function publishAnew(ctx: Context, options: ChangeOptions): Promise<void> {
  await using scope = new Scope();
  await lookAndPublish(ctx, await openOverview(ctx, scope, options));
  await scope.close();
}

/** Makes the menu anew where the images have other kernels now; else writes nothing. */
export async function refresh(ctx: Context, options: ChangeOptions): Promise<RefreshResult> {
  await using scope = new Scope();
  const { store, state, trial, warnings } = await openOverview(ctx, scope, options);
  const former = await readMember(ctx.host, store.partition, await enterStore(store, "read"), menuPath);
  const next = await makeMenu(ctx, store, state.info, { ...trial, menu: state.menu });
  const { text, refreshed, moved } = next;
  const changed = differs(former, text) || !isDeepStrictEqual(refreshed.info, state.info);
  const difference = compareMenus(state.menu, parseMenu(text));
  const { added, removed } = difference;
  const why = [...added.map((id) => `+${id}`), ...removed.map((id) => `-${id}`)].join(" ") || "kernels changed";
  if (changed && options.dryRun !== true)
    await writeMenu(ctx, { store, who: options.who ?? "", command: "refresh" }, next, why);
  await scope.close();
  if (changed && options.dryRun !== true) await publishAnew(ctx, options);
  return {
    version: 1,
    command: "refresh",
    changed,
    dry_run: options.dryRun === true,
    ...difference,
    default: refreshed.menu.entries[refreshed.menu.defaultIndex]?.id ?? "",
    multiboot: store.partition,
    warnings: [...warnings, ...refreshed.notes, ...moved.ended],
  };
}

/** What can be put right: the menu is made from boot-info, and the environment block for a menu. */
function findMendings({ findings, menu, info }: BootInspection): ReadonlySet<Mending> {
  const possible: Readonly<Record<Mending, boolean>> = {
    loader: true,
    files: true,
    menu: info !== null,
    environment: menu !== null || info !== null,
  };
  return new Set(
    findings.flatMap(({ problem, mending }) =>
      problem !== null && mending !== null && possible[mending] ? [mending] : [],
    ),
  );
}

/** Puts right what `inspection` calls for, in the order in which one thing rests on another; gives what people should know. */
async function mend(ctx: Context, work: Work, inspection: BootInspection): Promise<readonly string[]> {
  const { menu, info, environment, unprotected } = inspection;
  const wanted = findMendings(inspection);
  const line = {
    time: new Date().toISOString(),
    who: work.who,
    what: work.command,
    from: null,
    to: null,
    why: "repaired",
  };
  if (wanted.has("loader")) await mendLoader(ctx, work.store);
  if (wanted.has("files")) await mendFiles(ctx, work.store, unprotected);
  if (wanted.has("menu") && info !== null) {
    const next = await makeMenu(
      ctx,
      work.store,
      info,
      menu === null ? null : { menu, environment: environment.environment },
    );
    await writeMenu(ctx, work, next, "repaired");
    return [...next.refreshed.notes, ...next.moved.ended];
  }
  if (wanted.has("environment") && menu !== null)
    await writeState(ctx, work.store, { environment: idleEnvironment(menu.generation), line });
  return [];
}

/** Checks everything that the next boot needs; with `repair`, puts right what can be derived, and checks again. */
export async function verify(ctx: Context, options: ChangeOptions, repair: boolean): Promise<VerifyResult> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  const { filesystems, mounts } = store;
  const machine = {
    filesystems,
    mounts,
    running: store.isElsewhere ? noRunningSystem : await inspectRunningSystem(ctx, filesystems),
  };
  const first = await inspectBoot(ctx, store, machine);
  const changed = repair && findMendings(first).size > 0 && options.dryRun !== true;
  const notes = changed ? await mend(ctx, { store, who: options.who ?? "", command: "verify" }, first) : [];
  await mounts.unmountAll();
  const last = changed ? await inspectBoot(ctx, store, machine) : first;
  await scope.close();
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
  if (changed && verified) await publishAnew(ctx, options);
  return {
    version: 1,
    command: "verify",
    verified,
    changed,
    findings,
    multiboot: store.partition,
    warnings: [...notes],
  };
}
