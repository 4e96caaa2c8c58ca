/** Which system an update is of, and whether that may be written now: it must not run, be the default, or be armed. */
import { BareonError } from "../base/errors.ts";
import { type BootSession, findEntry } from "../boot/store/session.ts";
import { readArmed } from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import type { Element } from "../schema/boot-info.ts";
import { infoOf } from "./update-menu.ts";

function elementAt({ entries }: BootSession, index: number | null): Element | null {
  return entries.find(({ menu }) => index !== null && menu?.index === index)?.element ?? null;
}

/** Throws "entry" for a word that means no image, and, without a word, if not exactly one image is idle. */
export async function chooseIdle(ctx: Context, session: BootSession, word: string | null): Promise<Element> {
  const { elements } = infoOf(session);
  if (word !== null) {
    const { element, kind, menu } = await findEntry(ctx, session, word);
    if (element === null || kind === "foreign")
      throw new BareonError("entry", `${menu?.title ?? word} is no image that was deployed.`);
    return element;
  }
  const idle = elements.filter(({ root_uuid: root }) => root !== session.running.rootUuid);
  const [only, ...more] = idle;
  if (only !== undefined && more.length === 0) return only;
  const names = idle.map(({ os_id: name }) => name).join(", ");
  throw new BareonError("entry", only === undefined ? "No image is idle." : `Several images are idle: ${names}.`, {
    hint: "Name one: bareon-provision update IMAGE.",
  });
}

/** Throws "conflict" if the next boots may need it, or if the system that runs is not the one that they come back to. */
export function refuseInUse(session: BootSession, { os_id: name, root_uuid: root }: Element): void {
  const { running, booted, state } = session;
  const isIt = (index: number | null): boolean => elementAt(session, index)?.root_uuid === root;
  const { defaultIndex, once, trial } = readArmed(state);
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("conflict", `${problem} Nothing was changed.`, { hint });
  };
  if (running.rootUuid === root) refuse(`Image ${name} runs.`, "Update the other one, or boot the other one first.");
  if (isIt(defaultIndex))
    refuse(`Image ${name} is the default.`, "Make the running system the default: bareon-boot set-default @current");
  const current = elementAt(session, booted.index);
  if (current !== null && current.root_uuid !== elementAt(session, defaultIndex)?.root_uuid)
    refuse(
      `${current.os_id} runs, and is not the default.`,
      trial === null ? "Try: bareon-boot set-default @current" : "Try: bareon-boot confirm",
    );
  if (isIt(once) || (trial?.state === "armed" && isIt(trial.index)))
    refuse(`Image ${name} is armed for the next boot.`, "Try: bareon-boot cancel");
}
