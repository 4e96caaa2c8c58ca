/** How a planned menu replaces the one that is there, and is then told to everybody: what refresh, verify and an update share. */
import { readSession } from "../boot/store/session.ts";
import { refreshPublishedStatus } from "../boot/store/status.ts";
import { defaultIndex } from "../boot/menu/entries.ts";
import type { Menu } from "../boot/menu/menu.ts";
import type { PlannedMenu } from "../boot/menu/plan.ts";
import type { RenderedMenu } from "../boot/menu/render-menu.ts";
import type { NewLine } from "../boot/state/history.ts";
import type { RemappedState } from "../boot/state/remap-armed.ts";
import type { BootStore } from "../boot/store/store.ts";
import { replaceMenu } from "../boot/store/write.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";

/** A menu that is ready to be written. */
export interface NextMenu {
  readonly rendered: RenderedMenu;
  readonly planned: PlannedMenu;
  readonly remapped: RemappedState;
  /** The node's record that goes with it; absent if that stays as it is. */
  readonly record?: DeployRecord;
}

/** The id of the entry that is booted by default. */
export function usualId(menu: Pick<Menu, "defaultIndex" | "entries">): string {
  return menu.entries[defaultIndex(menu)]?.id ?? "";
}

/** Writes the menu, whose kernels must be on the disk, what is armed for it, and its boot-info, with a line of the history. Throws what replaceMenu throws. */
export async function writeMenu(
  ctx: Context,
  store: BootStore,
  { rendered, planned, remapped, record }: NextMenu,
  line: Omit<NewLine, "time">,
): Promise<void> {
  const { menu, info } = planned;
  await replaceMenu(ctx, store, {
    menu: rendered,
    environment: remapped.environment,
    info: { ...info, current_element: menu.defaultIndex },
    ...(record === undefined ? {} : { record }),
    line: { time: new Date().toISOString(), ...line },
  });
}

/** Reads what was written and publishes it; a failure is a warning, since the command has done its work. */
export async function publishAgain(ctx: Context, store: BootStore): Promise<readonly string[]> {
  try {
    return await refreshPublishedStatus(ctx, await readSession(ctx, store));
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return [`Users without root still see the former state: ${error.message}`];
  }
}
