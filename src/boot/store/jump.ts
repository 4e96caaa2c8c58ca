/** Prepares the jump into an entry without firmware and boot loader: its kernel is loaded as GRUB would load it, and what has to be counted before is told. */
import { BareonError } from "../../base/errors.ts";
import { stateWords } from "../menu/grub-state.ts";
import { joinArguments } from "../menu/grub-script.ts";
import { argumentsOf, attemptsOf, type LinuxEntry, type MenuEntry } from "../menu/menu.ts";
import { type Arrival, joinTransitions, planArrival } from "../state/arrival.ts";
import { applyTransition, type BootState, readArmed, type Transition } from "../state/trial.ts";
import type { BootSession } from "./session.ts";
import { Unbootable } from "../systems/entry-check.ts";
import { tryTo } from "../../base/attempt.ts";
import type { Context, Host } from "../../host/host.ts";
import { loadKernel, type NextKernel, unloadKernel } from "../../programs/kexec.ts";

/** A jump that is prepared, or why there is none. */
export interface Jump extends AsyncDisposable {
  /** What is written before it: what was asked for, and the boot as GRUB counts it. Undefined if the boot loader has to do it. */
  readonly transition?: Transition;
  /** For a person: why the boot loader does it. */
  readonly problem?: string;
  /** From now on the kernel stays loaded; else it is unloaded at the end. */
  keep(): void;
}

/** Why this entry cannot be reached by kexec. */
class NoJump extends Error {}

async function checkMachine(host: Host): Promise<void> {
  if ((await host.facts("/run/systemd/system")) === undefined)
    throw new NoJump("systemd does not run here, which would end the services before");
  if ((await host.facts("/sys/kernel/kexec_loaded")) === undefined) throw new NoJump("this kernel has no kexec");
  if (!(await host.hasProgram("kexec")))
    throw new NoJump("kexec is not installed: in most distributions it is in the package kexec-tools");
}

/** A kernel that is on trial against another one of its system is tried alone, as by GRUB. */
function isAlone(entry: LinuxEntry, { reason }: Arrival, usual: MenuEntry | undefined): boolean {
  return reason === "trial" && usual?.kind === "linux" && usual.rootUuid === entry.rootUuid;
}

/** The first of what the entry tries that can be loaded. Throws NoJump. */
async function findKernel(
  { content, findFiles }: BootSession,
  arrival: Arrival,
  state: BootState,
): Promise<NextKernel> {
  const { entries } = content.menu;
  const entry = entries[arrival.index];
  if (entry?.kind !== "linux") throw new NoJump(`${entry?.title ?? "the entry"} has a boot loader of its own`);
  const attempts = attemptsOf(entry).slice(
    0,
    isAlone(entry, arrival, entries[readArmed(state).defaultIndex]) ? 1 : undefined,
  );
  const problems: string[] = [];
  for (const [place, attempt] of attempts.entries()) {
    try {
      const files = await findFiles(entry, attempt);
      const words = [...argumentsOf(entry, attempt), ...stateWords(arrival.index, place + 1, arrival)];
      return { ...files, commandLine: joinArguments([`BOOT_IMAGE=${attempt.kernel}`, ...words]) };
    } catch (error) {
      if (!(error instanceof Unbootable || error instanceof BareonError)) throw error;
      problems.push(error.message);
    }
  }
  throw new NoJump(problems.join("; "));
}

async function unload({ host, report }: Context): Promise<void> {
  const problems: string[] = [];
  await tryTo(
    problems,
    "The kernel that kexec has loaded could not be unloaded",
    async () => await host.run(unloadKernel()),
  );
  for (const message of problems) report({ event: "warning", message });
}

/** Loads the kernel of what is booted next once `asked` is written; with `dryRun` it only looks for it. Nothing is counted yet. */
export async function prepareJump(
  ctx: Context,
  session: BootSession,
  asked: Transition,
  dryRun: boolean,
): Promise<Jump> {
  const state = applyTransition(session.state, asked);
  const arrival = planArrival(state);
  let isLoaded = false;
  try {
    if (session.store.isDiskImage) throw new NoJump("it is a disk image");
    await checkMachine(ctx.host);
    const kernel = await findKernel(session, arrival, state);
    if (!dryRun) {
      await ctx.host.run(loadKernel(kernel)).catch((error: unknown) => {
        throw error instanceof BareonError ? new NoJump(error.message) : error;
      });
      isLoaded = true;
    }
  } catch (error) {
    if (!(error instanceof NoJump)) throw error;
    const problem = `The machine is rebooted through firmware and boot loader, and not by kexec: ${error.message}`;
    return { problem, keep: () => undefined, [Symbol.asyncDispose]: async () => undefined };
  }
  return {
    transition: joinTransitions(session.state, asked, arrival.counted),
    keep: () => (isLoaded = false),
    [Symbol.asyncDispose]: async () => {
      if (isLoaded) await unload(ctx);
    },
  };
}
